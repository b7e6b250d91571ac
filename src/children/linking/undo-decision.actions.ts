import { sql } from 'kysely'
import type { CommandGrant } from '../../access/index.ts'
import { Conflict } from '../../kernel/index.ts'
import { draftsBack } from './carry-drafts.actions.ts'
import { findCase, listSourcePersons, type ReviewCase } from './case.queries.ts'
import { lockPersons } from './component.queries.ts'
import { retold, settleAfter } from './decide-case.actions.ts'
import { answerCase, unsay } from './decision-rows.actions.ts'
import { type Folded, foldedOn, unfoldCopies } from './fold-copies.actions.ts'
import { copyRefusals, followFirst, type Move, moveSourcePersons, writeLinks } from './move.actions.ts'
import { openTray } from './split-tray.actions.ts'

type Desk = CommandGrant<'clearing-house'>

/** What a join had brought to another person, and whose it was. */
type Joined = { readonly sourcePerson: number; readonly was: number; readonly is: number }

/**
 * Takes a decision back. A join gives both persons again, each with its own address, source records, facts and workers;
 * restrictions hold for both; what was written meanwhile waits in a tray for a person to say whose it is, and whoever looked is
 * told. The question is then asked anew. Throws
 * NotFound, and Conflict where there is no decision to undo or the records have changed.
 */
export const undoDecision = (
  desk: Desk,
  { case: uuid, reason }: { readonly case: string; readonly reason: string },
): Promise<void> =>
  retold(async () => {
    const about = await findCase(desk.tx, uuid)
    if (about.state !== 'joined' && about.state !== 'apart' && about.state !== 'family') {
      throw new Conflict('There is no decision to undo', 'Look at the question again')
    }
    await lockPersons(desk.tx, [about.aPerson, about.bPerson])
    const sources = await listSourcePersons(desk.tx, about.aPerson, about.bPerson)
    await unsay(desk, about)
    if (about.state === 'joined') await part(desk, about)
    if (about.state === 'family') await leaveFamily(desk, about)
    await answerCase(desk, about, 'undone', reason)
    await settleAfter(desk, sources)
  })

const part = async (desk: Desk, about: ReviewCase): Promise<void> => {
  const joined = await listJoined(desk, about)
  if (joined.length === 0) return
  const { tx, at } = desk
  const returning = [...new Set(joined.map(j => j.was))]
  const folded = await comeBack(desk, returning, joined[0]!.is)
  await copyRefusals(
    tx,
    joined.map(j => ({ from: j.is, to: j.was })),
  )
  const moves = joined.map(
    (j): Move => ({
      sourcePerson: j.sourcePerson,
      from: j.is,
      to: j.was,
      bits: undefined,
      evidence: undone,
    }),
  )
  await moveSourcePersons(tx, moves)
  await unsayAcross(desk, joined)
  // Both halves are now people's word: the machine does not put them together again by itself.
  moves.push(...(await listMachineLinked(desk, joined[0]!.is)))
  await writeLinks(tx, moves, { userId: desk.reader?.userId, sources: new Set(moves.map(m => m.sourcePerson)) }, at)
  await followFirst(
    tx,
    joined.map(j => ({ sourcePerson: j.sourcePerson, from: j.is, to: j.was })),
  )
  if (returning.length === 1) await giveBack(desk, about, joined[0]!)
  await unfoldCopies(desk, folded)
  for (const was of returning) {
    const from = joined.find(j => j.was === was)!
    await openTray(desk, { caseId: about.id, a: from.is, b: was, joinedAt: about.decidedAt! })
  }
}

/** The persons have their addresses again; gives what was folded on the record that they leave. */
const comeBack = async ({ tx, at }: Desk, persons: readonly number[], from: number): Promise<readonly Folded[]> => {
  const { rows } = await sql<{ folded: Folded[] }>`
    with back as (update person set redirect_to = null, changed_at = ${at} where id = any(${persons}::bigint[])) select ${foldedOn(from)} as folded`.execute(
    tx,
  )
  return rows[0]?.folded ?? []
}

const undone = { words: ['A decision to join was undone'] }

/** What a later join said of those who go and those who stay no longer holds: it was said of them as one. */
const unsayAcross = async ({ tx, at }: Desk, joined: readonly Joined[]): Promise<void> => {
  const going = joined.map(j => j.sourcePerson)
  const staying = await listSourcePersons(tx, joined[0]!.is)
  await sql`update pair_decision set undone_at = ${at} where undone_at is null and decision = 'same'
    and ((a_source_person = any(${going}::bigint[]) and b_source_person = any(${staying}::bigint[]))
      or (b_source_person = any(${going}::bigint[]) and a_source_person = any(${staying}::bigint[])))`.execute(tx)
}

/** Source persons of this person that the machine put there. What people decided keeps its day: a later undo asks for it. */
const listMachineLinked = async ({ tx }: Desk, person: number): Promise<Move[]> => {
  const { rows } = await sql<{ id: number }>`
    select s.id from source_person s join link l on l.source_person_id = s.id and l.known_to = 'infinity'
    where s.person_id = ${person} and l.decided_by = 'machine' order by s.id`.execute(tx)
  return rows.map(r => ({ sourcePerson: r.id, from: person, to: person, bits: undefined, evidence: undone }))
}

/**
 * The source persons that the answer moved and that are on the joined record still, wherever later joins have put that; and those
 * that the machine tied to one of them since, which go with it.
 */
const listJoined = async ({ tx }: Desk, about: ReviewCase): Promise<Joined[]> => {
  const { rows } = await sql<{ source_person: number; was: number; now: number }>`
    with recursive moved as (
    select n.source_person_id as source_person, o.person_id as was, s.person_id as now
    from link n join link o on o.source_person_id = n.source_person_id and o.known_to = n.known_from and o.person_id <> n.person_id
      join source_person s on s.id = n.source_person_id and s.person_id <> o.person_id
    where n.known_from = ${about.decidedAt ?? null}::timestamptz and n.decided_by = 'person'
      and s.person_id = any(${[about.aPerson, about.bPerson]}::bigint[])
    union
    select s.id, m.was, s.person_id from moved m join source_person s on s.person_id = m.now
      join link l on l.source_person_id = s.id and l.known_to = 'infinity' and l.decided_by = 'machine'
        and l.known_from > ${about.decidedAt ?? null}::timestamptz and (l.evidence ->> 'with')::bigint = m.source_person)
    select distinct on (source_person) source_person, was, now from moved order by source_person`.execute(tx)
  return rows.map(r => ({ sourcePerson: r.source_person, was: r.was, is: r.now }))
}

/** Access and work that had been given on the person itself go back to it, and what was typed there. */
export const giveBack = async (
  { tx }: Desk,
  { carried, decidedAt }: Pick<ReviewCase, 'carried' | 'decidedAt'>,
  { was, is }: Pick<Joined, 'was' | 'is'>,
): Promise<void> => {
  const { grants = [], involvements = [], families = [], drafts = [] } = carried
  const since = decidedAt ?? new Date(0)
  await sql`
    with grants as (update access.grant_row set child_id = ${was} where id = any(${grants}::bigint[]) and child_id = ${is}),
    involvements as (update involvement set child_id = ${was} where id = any(${involvements}::bigint[]) and child_id = ${is}),
    drafts as (${draftsBack(drafts, { was, is, since, grants })})
    update family_member set child_id = ${was} where id = any(${families}::bigint[]) and child_id = ${is}`.execute(tx)
}

const leaveFamily = async ({ tx, at }: Desk, about: ReviewCase): Promise<void> => {
  await sql`update family_member set known_to = ${at} where source_id = 'throughline' and source_key = ${about.uuid} and known_to = 'infinity'`.execute(
    tx,
  )
}
