import { sql } from 'kysely'
import type { CommandGrant, RecordKind } from '../../../access/index.ts'
import { closeWriting, pause, tellOfChange, write, writeParts } from '../../../children/index.ts'
import { type Category, londonDate, type PlainDate, type Sensitivity } from '../../../kernel/index.ts'
import { absenceQuestion, pauseQuestion, pauseReason } from './pause.record.ts'
import { reviewDay } from './pause.ts'

type Command = CommandGrant<'recorder'>
/** Whom the officer is sent to: the same desk for every child, so that it says nothing. */
export type Desk = { readonly consult: string; readonly phone: string }
/** That desk. `phone`: the council's duty telephone. */
export const pauseDesk = (phone: string): Desk => ({ consult: 'the Family Help duty worker', phone })
type Body = Readonly<Record<string, unknown>>
type Standing = { id: number; category: Category; sensitivity: Sensitivity; author: number | null; body: Body }

/** What stands of a kind that people write on this record, the first written first. */
export const standing = async ({ tx }: Command, childId: number, kind: RecordKind): Promise<Standing[]> => {
  const { rows } = await sql<Standing>`select id, category, sensitivity, author_id as author, body from entry
    where child_id = ${childId} and kind = ${kind.kind} and known_to = 'infinity' and source_id = 'throughline' order by id`.execute(
    tx,
  )
  return rows
}

/**
 * The neutral pause as the reasons that stand make it: one, however many reasons there are, by no author, for the desk that is the
 * same for all. Written anew on every change, so that what was answered before counts no more. Without a reason it ends.
 */
export const settlePause = async (command: Command, childId: number, desk: Desk): Promise<void> => {
  const reasons = (await standing(command, childId, pauseReason)).filter(one => one.body.state === 'stands')
  for (const old of await standing(command, childId, pause)) await closeWriting(command, old.id)
  if (reasons.length === 0) return await tellOfChange(command, childId)
  const today = londonDate(command.at)
  const body = { ...desk, reviewBy: reviewDay(today) }
  await write(command, { childId, kind: pause, category: pause.category, body, on: today, authorId: undefined })
}

type Of = { readonly childId: number; readonly authorId: number }

/** Asks that nobody acts on the absence before speaking: the reason for those who may know it, the pause for the others. */
export const beginPause = async (
  command: Command,
  { childId, authorId }: Of,
  reason: { readonly category: Category; readonly body: Body },
  desk: Desk,
): Promise<void> => {
  await write(command, { childId, kind: pauseReason, ...reason, on: londonDate(command.at), authorId })
  await settlePause(command, childId, desk)
}

/** Keeps a reason on, or ends it, with why; what it said before stays as it was, and as sensitive. */
export const reviewPause = async (
  command: Command,
  { childId, authorId }: Of,
  old: { readonly entry: number; readonly category: Category; readonly sensitivity: Sensitivity },
  body: Body,
  desk: Desk,
): Promise<void> => {
  await closeWriting(command, old.entry)
  const on = londonDate(command.at)
  const { category, sensitivity } = old
  await writeParts(command, { childId, kind: pauseReason, on, authorId, replaces: old.entry }, [
    { category, sensitivity, body },
  ])
  await settlePause(command, childId, desk)
}

/** An officer's question, kept for the officer and put before each service that knows a reason. Answered already where it was told by phone. */
export const ask = async (command: Command, { childId, authorId }: Of, asked: Body): Promise<void> => {
  const on = londonDate(command.at)
  await write(command, {
    childId,
    kind: absenceQuestion,
    category: absenceQuestion.category,
    body: asked,
    on,
    authorId,
  })
  const { question, about, passages, answerBy, outcome, shared } = asked
  const state = asked.state === 'open' ? 'open' : 'told-by-phone'
  const reasons = (await standing(command, childId, pauseReason)).filter(one => one.body.state === 'stands')
  // To whom may read a reason of it: one question for each service, as sensitive as the least of its reasons.
  for (const [category, known] of Map.groupBy(reasons, one => one.category)) {
    const body = { question, about, passages, answerBy, state, outcome, shared }
    const sensitivity = Math.min(...known.map(one => one.sensitivity)) as Sensitivity
    await writeParts(command, { childId, kind: pauseQuestion, on, authorId }, [{ category, sensitivity, body }])
  }
}

/**
 * Answers a question once, for every service that it was put before: the officer learns the outcome and what is shared, not by whom.
 * Gives false where it was answered meanwhile.
 */
export const answer = async (
  command: Command,
  { childId, authorId }: Of,
  question: string,
  told: { readonly outcome: string; readonly shared: readonly object[] | undefined; readonly on: PlainDate },
): Promise<boolean> => {
  const open = (all: readonly Standing[]) =>
    all.filter(one => one.body.question === question && one.body.state === 'open')
  const [asked] = open(await standing(command, childId, absenceQuestion))
  if (!asked) return false
  const { outcome, shared, on } = told
  const common = { childId, on }
  await closeWriting(command, asked.id)
  await write(command, {
    ...common,
    kind: absenceQuestion,
    category: absenceQuestion.category,
    body: { ...asked.body, state: 'answered', outcome, shared, answeredOn: on },
    authorId: undefined,
    replaces: asked.id,
  })
  for (const put of open(await standing(command, childId, pauseQuestion))) {
    await closeWriting(command, put.id)
    const body = { ...put.body, state: 'answered', outcome, shared }
    const { id: replaces, category, sensitivity } = put
    await writeParts(command, { ...common, kind: pauseQuestion, authorId, replaces }, [{ category, sensitivity, body }])
  }
  return true
}
