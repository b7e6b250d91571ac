import { sql } from 'kysely'
import {
  asActor,
  asCommand,
  type CommandGrant,
  type Ground,
  listRulesOn,
  listVersionsKept,
  openBody,
  type Tx,
} from '../../../access/index.ts'
import { closeWriting, writeParts } from '../../../children/index.ts'
import { formatDate, londonDate, type PlainDate } from '../../../kernel/index.ts'
import { type Desk, settlePause, standing } from './pause.actions.ts'
import { pauseReason } from './pause.record.ts'
import { reasonList, reviewDay } from './pause.ts'
import { type DueReason, dueReasons, type PauseRule, pauseRules, type Recorded, type SetReason } from './pause-rules.ts'

/** What the rules go by: those that are on, the versions that nobody switched off, and what is recorded of the children they are about. */
type Found = {
  readonly on: readonly PauseRule[]
  readonly kept: ReadonlySet<string>
  readonly recorded: ReadonlyMap<number, readonly Recorded[]>
}

/**
 * Sets the pauses that rules call for, of one child or of all, and takes back those of a rule that was switched off. A reason that a person
 * looked at again is theirs, and stays. Run again, it changes nothing.
 */
export const setPauses = async (ground: Ground, desk: Desk, childId?: number): Promise<void> => {
  const found = await asActor(ground, 'rules', (tx, at) => find(tx, londonDate(at), childId), 120)
  for (const [child, recorded] of found.recorded)
    await asCommand(ground, 'recorder', command => setOf(command, child, recorded, found, desk))
}

const find = async (tx: Tx, today: PlainDate, childId: number | undefined): Promise<Found> => {
  const on = await listRulesOn(tx, pauseRules, today)
  const kept = await listVersionsKept(tx)
  const of = sql`(${childId ?? null}::bigint is null or e.child_id = ${childId ?? null}::bigint)`
  const { rows: set } = await sql<{ child_id: number }>`
    select distinct e.child_id from entry e where e.kind = ${pauseReason.kind} and e.known_to = 'infinity' and e.status = 'stands' and e.author_id is null and e.due_on is not null
      and e.child_id is not null and not (concat(e.body->>'rule', ' ', e.body->>'version') = any(${[...kept]}::text[])) and ${of}`.execute(
    tx,
  )
  const recorded = new Map<number, Recorded[]>(set.map(row => [row.child_id, []]))
  if (on.length > 0)
    for (const [child, one] of await listRecorded(tx, on, today, childId))
      recorded.set(child, [...(recorded.get(child) ?? []), one])
  return { on, kept, recorded }
}

type Row = {
  readonly id: number
  readonly child_id: number
  readonly kind: string
  readonly category: string
  readonly sensitivity: number
  readonly body: Record<string, string>
  readonly source_person_id: number
  readonly true_from: PlainDate | null
  readonly known_from: Date
}

/** What is so today of children whom an officer helps. What is kept to named people is not asked: they set a pause by hand. */
const listRecorded = async (
  tx: Tx,
  on: readonly PauseRule[],
  today: PlainDate,
  childId: number | undefined,
): Promise<[number, Recorded][]> => {
  const kinds = [...new Set(on.flatMap(rule => rule.grounds.map(ground => ground.kind)))]
  const { rows } = await sql<Row>`
    with helped as materialized (select distinct child_id from entry where kind = 'attendance-case' and known_to = 'infinity' and status = 'open' and author_id is not null
      and (${childId ?? null}::bigint is null or child_id = ${childId ?? null}::bigint))
    select e.id, e.child_id, e.kind, e.category, e.sensitivity, e.body, e.source_person_id, e.true_from::text, e.known_from
    from helped h join entry e on e.child_id = h.child_id
    where e.kind = any(${kinds}::text[]) and e.known_to = 'infinity' and e.seal is null and e.sensitivity < 4
      and coalesce(e.true_from, '-infinity') <= ${today}::date and e.true_to > ${today}::date order by e.child_id, e.id`.execute(
    tx,
  )
  return rows.flatMap((row): [number, Recorded][] => {
    const body = openBody(tx, row.body, row.source_person_id, row.kind)
    // A fact in parts by their labels is told once, by the part that says what it is and since when.
    const dated = body.startedOn ?? body.on ?? body.since
    if (!dated && (row.kind === 'protection-plan' || row.kind === 'care-episode')) return []
    if (body.endedOn && body.endedOn < today) return []
    const since = (dated ?? row.true_from ?? londonDate(row.known_from)) as PlainDate
    const { id: entry, kind, category, sensitivity } = row
    return [[row.child_id, { entry, kind, category, sensitivity, code: body.code, since }]]
  })
}

const setOf = async (
  command: CommandGrant<'recorder'>,
  childId: number,
  recorded: readonly Recorded[],
  { on, kept }: Found,
  desk: Desk,
): Promise<void> => {
  const reasons = await standing(command, childId, pauseReason)
  const gone = reasons.filter(
    ({ author, body }) => author === null && body.state === 'stands' && !kept.has(`${body.rule} ${body.version}`),
  )
  for (const one of gone) await closeWriting(command, one.id)
  const stay = reasons.filter(one => !gone.includes(one))
  const today = londonDate(command.at)
  const due = on.flatMap(rule => {
    const have = stay
      .filter(one => one.body.rule === rule.rule)
      .map(({ body }): SetReason => ({ ...(body as SetReason), since: body.since as PlainDate | undefined }))
    return dueReasons(rule, recorded, have, today).map(one => ({ rule, one }))
  })
  for (const { rule, one } of due) await set(command, childId, rule, one)
  if (gone.length + due.length > 0) await settlePause(command, childId, desk)
}

/** As sensitive as what it rests on, and tied to it, so that a seal that comes later is on both: who may not read that reads no reason either. */
const set = async (
  command: CommandGrant<'recorder'>,
  childId: number,
  { rule, version }: PauseRule,
  { ground, since, sensitivity, entry }: DueReason,
): Promise<void> => {
  const today = londonDate(command.at)
  const words = `${ground.words}: recorded from ${formatDate(since)}.`
  const body = {
    ...{ sort: ground.sort, list: reasonList(today).from, passages: [{ text: words, about: 'child' }] },
    ...{ reviewBy: reviewDay(today), state: 'stands', rule, version: String(version), since },
  }
  await writeParts(command, { childId, kind: pauseReason, on: today, authorId: undefined, replaces: entry }, [
    {
      category: ground.category,
      sensitivity: Math.max(pauseReason.sensitivity, sensitivity) as typeof pauseReason.sensitivity,
      body,
    },
  ])
}
