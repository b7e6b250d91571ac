import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Type } from 'typebox'
import { asActor, type Ground, keepHeld, openHeld, placeOfWaiting, type Tx } from '../../../../access/index.ts'
import { addJob, defineJob, type Job } from '../../../../platform/jobs/index.ts'
import { distanceWords } from '../../criteria/criteria.ts'
import { RoundRefused } from '../../files/faults.ts'
import { type CriteriaRound, readCriteriaRound } from '../../files/read-criteria-round.actions.ts'
import { at, noPlace } from '../../match/round.ts'
import { orderOf, takesPrecedence, waitingKey } from '../../waiting/precedence.ts'
import { type Moved, movesOf, type Placed, waitingList } from '../../waiting/waiting.ts'
import { offerElsewhere } from '../councils/residents.actions.ts'
import { noDistance } from '../held/held-places.ts'
import { wantsNoHigher } from '../offers/offers.queries.ts'
import { freezeRound } from '../runs/freeze.queries.ts'

/** An offer as it bears on the lists. */
export type OfferStands = {
  readonly application: number
  readonly key: string
  readonly ended: string | null
  readonly ground: string | null
  /** The family accepted it, and wishes for no school that it named higher. */
  readonly wantsNoHigher: boolean
}
type Line = Placed & {
  readonly criterion: number | null
  readonly distance: string | null
  readonly ahead: readonly number[]
  readonly isProtected?: boolean
}
type Kept = Line & { readonly lineId: number; readonly school: string }
type Fresh = Line & { readonly school: string; readonly moved: Moved | null }

/** Reads frozen files as a run does; a school's own order that lacks a late child leaves them off its list and stops nothing. @throws RoundRefused */
export const readFrozen = (files: Readonly<Record<string, string>>): CriteriaRound => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-lists-'))
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    return readCriteriaRound(folder, { leftOut: 'passed over' })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Up to which preference a child still asks: without the school that they hold, that is put to them, or whose place they declined or did not answer,
 * and what they named below it (domain.md 1.9). Whoever accepted and wishes for nothing higher asks for nothing.
 */
export const asksUpTo = (
  { round }: Pick<CriteriaRound, 'round'>,
  child: number,
  offers: readonly OfferStands[],
): number => {
  if (offers.some(one => one.ended === null && one.wantsNoHigher)) return at(round.first, child)
  const over = new Set(
    offers.flatMap(one =>
      one.ended === null || one.ended === 'declined' || one.ground === 'no answer' ? [one.key] : [],
    ),
  )
  const end = at(round.first, child + 1)
  for (let p = at(round.first, child); p < end; p++) if (over.has(round.schools[at(round.school, p)] ?? '')) return p
  return end
}

/** Who waits for which school, by its criteria; who takes precedence before them. */
const listsOf = (
  made: CriteriaRound,
  applications: ReadonlyMap<string, number>,
  offers: ReadonlyMap<number, readonly OfferStands[]>,
): Map<string, Line[]> => {
  const { round, standings, settings, special } = made
  const waits = round.schools.map(() => [] as Omit<Line, 'position' | 'equal' | 'ahead'>[])
  for (const [child, reference] of round.children.entries()) {
    const id = applications.get(reference) ?? 0
    if (at(special.named, child) !== noPlace) continue
    const end = asksUpTo(made, child, offers.get(id) ?? [])
    const precedes = takesPrecedence(made, child)
    for (let p = at(round.first, child); p < end; p++) {
      const [s, position] = [at(round.school, p), at(round.position, p)]
      const one = settings[s]
      if (position === 0 || !one) continue
      const [criterion, measure] = [at(standings.criterion, p), at(standings.measure, p)]
      waits[s]?.push(
        one.own_order
          ? { id, key: waitingKey([position], precedes), criterion: null, distance: null }
          : {
              id,
              key: waitingKey([criterion, measure], precedes),
              criterion,
              distance: made.isProtected(child) ? noDistance : distanceWords(one, measure),
              isProtected: made.isProtected(child),
            },
      )
    }
  }
  return new Map(
    round.schools.map((key, s) => {
      const of = new Map((waits[s] ?? []).map(one => [one.id, one]))
      const list = waitingList([...of.values()])
      return [key, list.map(one => ({ ...(of.get(one.id) as Line), ...one, ahead: aheadIn(list, one) }))]
    }),
  )
}

/** How many stand before under each criterion; all in the one number where the school ranks for itself. */
const aheadIn = (list: readonly Placed[], { position, key }: Placed): number[] => {
  const [own = 0, measure] = orderOf(key)
  if (measure === undefined) return [position - 1]
  const before = list.filter(one => one.position < position).map(one => orderOf(one.key)[0] ?? 0)
  const counts = Array.from({ length: Math.max(own, ...before) + 1 }, () => 0)
  for (const criterion of before) counts[criterion] = (counts[criterion] ?? 0) + 1
  return counts
}

const isSame = (a: Line, b: Line): boolean =>
  a.position === b.position &&
  a.equal === b.equal &&
  a.distance === b.distance &&
  JSON.stringify([a.key, a.ahead]) === JSON.stringify([b.key, b.ahead])

/** What is written: lines that are no longer so, and lines that are new, each with what moved the child. */
const changesOf = (before: readonly Kept[], lists: ReadonlyMap<string, readonly Line[]>) => {
  const was = Map.groupBy(before, one => one.school)
  const close: number[] = []
  const fresh: Fresh[] = []
  for (const school of new Set([...was.keys(), ...lists.keys()])) {
    const [earlier, now] = [was.get(school) ?? [], lists.get(school) ?? []]
    const moves = movesOf(earlier, now)
    const known = new Map(earlier.map(one => [one.id, one]))
    const stays = new Set<number>()
    for (const one of now) {
      const line = known.get(one.id)
      if (line && isSame(line, one)) {
        stays.add(line.lineId)
        continue
      }
      const moved = moves.get(one.id) ?? null
      // A school's own order numbers everybody anew: that is no news of the child.
      fresh.push({ ...one, school, moved: moved && one.criterion === null ? { ...moved, own: false } : moved })
    }
    close.push(...earlier.filter(one => !stays.has(one.lineId)).map(one => one.lineId))
  }
  return { close, fresh }
}

const offersOf = async (tx: Tx, roundId: number): Promise<Map<number, OfferStands[]>> => {
  const { rows } =
    await sql<OfferStands>`select o.application_id as application, o.school_key as key, o.ended, o.ground, ${wantsNoHigher} as "wantsNoHigher"
    from admission_offer o where o.round_id = ${roundId}`.execute(tx)
  return Map.groupBy(rows, one => one.application)
}

const keepLists = async (
  tx: Tx,
  now: Date,
  roundId: number,
  lists: ReadonlyMap<string, readonly Line[]>,
): Promise<void> => {
  const { rows: before } = await sql<Kept>`
    select id as "lineId", application_id as id, school_key as school, position, equal, criterion, distance, ahead, key
    from admission_waiting where round_id = ${roundId} and known_to = 'infinity'`.execute(tx)
  for (const line of before) Object.assign(line, { key: openHeld(tx, line.key, placeOfWaiting(line.id, line.school)) })
  const { close, fresh } = changesOf(before, lists)
  const kept = fresh.map(({ isProtected, ...line }) => ({
    ...line,
    key: isProtected ? keepHeld(tx, line.key, placeOfWaiting(line.id, line.school)) : line.key,
  }))
  await sql`update admission_waiting set known_to = ${now} where id = any(${close}::bigint[])`.execute(tx)
  await sql`insert into admission_waiting (round_id, school_key, application_id, position, equal, criterion, distance, ahead, key, moved, known_from)
    select ${roundId}, n.school, n.id, n.position, n.equal, n.criterion, n.distance, n.ahead, n.key, nullif(n.moved, 'null'::jsonb), ${now}
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as n(school text, id bigint, position integer, equal boolean, criterion smallint, distance text,
      ahead jsonb, key jsonb, moved jsonb)`.execute(tx)
}

/**
 * Puts the waiting lists of a round in order anew: every child who asks still, late ones among them once they are checked, by the criteria and by
 * nothing else. With a fault in what it is made from, the lists stay as they were and the fault is kept for the officers.
 */
export const rankLists = (ground: Ground, roundId: number): Promise<void> =>
  asActor(
    ground,
    'admissions',
    async (tx, now) => {
      const { rows } =
        await sql`select from admission_release where round_id = ${roundId} and released_at is not null`.execute(tx)
      if (rows.length === 0) return
      if ((await offerElsewhere(tx, now, roundId)) > 0)
        await addJob(tx, 'tell-offers', { round: roundId }, { key: `tell-offers:${roundId}` })
      const { files, applications } = await freezeRound(tx, roundId, { late: true })
      try {
        const lists = listsOf(readFrozen(files), applications, await offersOf(tx, roundId))
        await keepLists(tx, now, roundId, lists)
        await sql`update admission_round set lists_due = false, lists_at = ${now}, lists_faults = null where id = ${roundId}`.execute(
          tx,
        )
      } catch (error) {
        if (!(error instanceof RoundRefused)) throw error
        await sql`update admission_round set lists_faults = ${JSON.stringify(error.faults)}::jsonb where id = ${roundId}`.execute(
          tx,
        )
      }
    },
    600,
  )

/** Puts waiting lists in order behind the pages, after each change. */
export const rankWaitingListsJob = (ground: Ground): Job =>
  defineJob({
    name: 'rank-waiting-lists',
    schema: Type.Object({ round: Type.Number() }),
    run: ({ round }) => rankLists(ground, round),
  }) as Job
