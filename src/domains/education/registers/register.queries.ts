import { sql } from 'kysely'
import type { ChildGrant, Grant } from '../../../access/index.ts'
import {
  type CardKinds,
  type ChildCard,
  type KnownFact,
  listCards,
  namesOf,
  readFacts,
  readMany,
} from '../../../children/index.ts'
import { londonDate, type PlainDate } from '../../../kernel/index.ts'
import { registerKinds } from './register.record.ts'
import {
  type Clock,
  clocksOf,
  type RegisterFile,
  type RegisterHead,
  type RegisterSort,
  type RegisterStep,
} from './register.ts'

type Body = Readonly<Record<string, unknown>>
const textOf = (body: Body, field: string): string | undefined => {
  const value = body[field]
  return typeof value === 'string' && value !== '' ? value : undefined
}
const wordsOf = (passages: unknown): string =>
  Array.isArray(passages) ? passages.map(one => String((one as { text?: unknown }).text ?? '')).join('\n\n') : ''

const headOf = ({ entry, address, body }: KnownFact, by: string): RegisterHead[] => {
  const [since, closedOn, ending] = [textOf(body, 'since'), textOf(body, 'closedOn'), textOf(body, 'ending')]
  if (!since) return []
  return [
    {
      entry,
      address: textOf(body, 'register') ?? address,
      open: body.state === 'open',
      since: since as PlainDate,
      from: textOf(body, 'from') ?? '',
      opening: wordsOf(body.opening),
      closing: wordsOf(body.closing),
      by,
      ...(closedOn ? { closedOn: closedOn as PlainDate } : {}),
      ...(ending ? { ending } : {}),
    },
  ]
}

const stepOf = ({ body }: KnownFact, by: string): RegisterStep[] => {
  const [of, step, on] = [textOf(body, 'register'), textOf(body, 'step'), textOf(body, 'on')]
  const [who, outcome, until] = [textOf(body, 'who'), textOf(body, 'outcome'), textOf(body, 'until')]
  if (!of || !step || !on) return []
  return [
    {
      of,
      step,
      on: on as PlainDate,
      words: wordsOf(body.passages),
      by,
      ...(who ? { who } : {}),
      ...(outcome ? { outcome } : {}),
      ...(until ? { until: until as PlainDate } : {}),
    },
  ]
}

const filesOf = (sort: RegisterSort, facts: readonly KnownFact[], by: (fact: KnownFact) => string): RegisterFile[] => {
  const kinds = registerKinds[sort.key]
  const steps = facts.flatMap(fact => (fact.kind === kinds.step.kind ? stepOf(fact, by(fact)) : []))
  return facts
    .flatMap(fact => (fact.kind === kinds.head.kind ? headOf(fact, by(fact)) : []))
    .map(head => ({ head, steps: steps.filter(one => one.of === head.address) }))
    .sort((a, b) => Number(b.head.open) - Number(a.head.open) || (a.head.since < b.head.since ? 1 : -1))
}

/** Each time the child was on this register, as far as this reader may see it: the open one first. */
export const readRegister = async (grant: ChildGrant<string>, sort: RegisterSort): Promise<readonly RegisterFile[]> => {
  const { head, step } = registerKinds[sort.key]
  const facts = await readFacts(grant, [head, step])
  const names = await namesOf(
    grant,
    facts.map(fact => fact.author),
  )
  return filesOf(sort, facts, fact => names.get(fact.author ?? 0) ?? 'a worker')
}

/** A child on the register now, with what is owed next. */
export type RegisterLine = {
  readonly child: ChildCard
  readonly since: PlainDate
  readonly lastOn: PlainDate | undefined
  readonly next: Clock | undefined
}
/** How many children the list holds. */
export const mostLines = 500

/** Who of the reader's own children is on the register, whose teams work with them or keep it: the nearest clock first, so that what is overdue leads. */
export const listRegister = async (
  grant: Grant<CardKinds | string>,
  sort: RegisterSort,
): Promise<{ readonly lines: readonly RegisterLine[]; readonly more: boolean }> => {
  const { head, step } = registerKinds[sort.key]
  const { rows } = await sql<{ child_id: number }>`
    with mine as materialized (select distinct g.child_id from access.grant_row g where g.child_id is not null)
    select distinct e.child_id from mine join entry e using (child_id)
    where e.kind = ${head.kind} and e.known_to = 'infinity' and e.status = 'open' order by e.child_id limit ${mostLines + 1}`.execute(
    grant.tx,
  )
  const today = londonDate(grant.at)
  const ids = rows.slice(0, mostLines).map(row => row.child_id)
  const facts = await readMany(grant, ids, [head, step])
  const lines = (await listCards(grant, ids)).flatMap((child): RegisterLine[] => {
    const [file] = filesOf(sort, facts.get(child.childId) ?? [], () => '')
    if (!file?.head.open) return []
    const days = file.steps.map(one => one.on).sort()
    return [
      { child, since: file.head.since, lastOn: days.at(-1), next: clocksOf(sort, file, child.schoolAge, today)[0] },
    ]
  })
  const dueOf = (line: RegisterLine) => line.next?.dueOn ?? '9999'
  return { lines: lines.sort((a, b) => (dueOf(a) < dueOf(b) ? -1 : 1)), more: rows.length > mostLines }
}
