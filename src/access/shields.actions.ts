import { sql } from 'kysely'
import { addDays, londonDate, type PlainDate } from '../kernel/index.ts'
import { changedMeanwhile } from './fact-seals.actions.ts'
import { type CommandGrant, readerOfAct } from './grant.ts'
import { everyCategory } from './masks.ts'

type Command = CommandGrant<'recorder'>
/** What of a child is kept to named people: where the child can be found, the record, or that there is one. */
export const shieldKinds = ['protected', 'restricted', 'sealed'] as const
export type ShieldKind = (typeof shieldKinds)[number]
/** Within how many days those who are named look at it again (reference/security.md 1.1: councils review in 90). A local setting. */
export const reviewDays = 90
/** The day by which what is kept from this moment on is looked at again. */
const reviewOn = ({ at }: Command): PlainDate => addDays(londonDate(at), reviewDays)

const done = async (command: Command, call: ReturnType<typeof sql>): Promise<void> => {
  const { rows } = await sql<{ done: boolean }>`select ${call} as done`.execute(command.tx)
  if (!rows[0]?.done) throw changedMeanwhile()
}

/**
 * Keeps a child's record, or a part of it, to the reader and the people named, from this moment on.
 * @throws Conflict where it is kept so already. The database refuses fewer than two people who work here.
 */
export const keepToNamed = (
  command: Command,
  childId: number,
  keeping: { readonly kind: ShieldKind; readonly reason: string; readonly named: readonly number[] },
): Promise<void> => {
  const who = readerOfAct(command)
  const named = [...new Set([who, ...keeping.named])]
  return done(
    command,
    sql`access.keep_to_named(${childId}, ${keeping.kind}, ${keeping.reason}, ${named}::bigint[], ${who}, ${reviewOn(command)}::date, ${everyCategory})`,
  )
}

/** Names other people in place of those who were; the reader stays one of them. @throws Conflict where it has ended, or names the reader no more. */
export const nameOthers = (command: Command, shield: string, named: readonly number[]): Promise<void> => {
  const who = readerOfAct(command)
  return done(
    command,
    sql`access.rename_kept(${shield}::uuid, ${[...new Set([who, ...named])]}::bigint[], ${who}, ${everyCategory})`,
  )
}

/** Says that it is needed still, and why. @throws Conflict as `nameOthers` does. */
export const reviewKept = (command: Command, shield: string, words: string): Promise<void> =>
  done(command, sql`access.review_kept(${shield}::uuid, ${readerOfAct(command)}, ${words}, ${reviewOn(command)}::date)`)

/** Asks the others who are named to end it. @throws Conflict as `nameOthers` does, and where somebody asked first. */
export const askToOpen = (command: Command, shield: string, reason: string): Promise<void> =>
  done(command, sql`access.ask_to_open(${shield}::uuid, ${readerOfAct(command)}, ${reason})`)

/** Answers whoever asked. With a yes it has ended. @throws Conflict as `nameOthers` does, and where nobody else asks. */
export const answerOpening = (command: Command, shield: string, agrees: boolean): Promise<void> =>
  done(command, sql`access.answer_opening(${shield}::uuid, ${readerOfAct(command)}, ${agrees})`)
