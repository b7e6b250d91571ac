import { sql } from 'kysely'
import type { CommandGrant, Tx } from '../../access/index.ts'
import { Conflict, InvalidInput } from '../../kernel/index.ts'
import { scorer } from '../../linkage/index.ts'
import { findOpenCase, listSourcePersons, type ReviewCase } from './case.queries.ts'
import { loadRecords, lockPersons } from './component.queries.ts'
import { retold, settleAfter } from './decide-case.actions.ts'
import { answerCase, sayOfPairs } from './decision-rows.actions.ts'
import { type Folded, foldedOn, unfoldCopies } from './fold-copies.actions.ts'
import { copyRefusals, createPersons, followFirst, type Move, moveSourcePersons, writeLinks } from './move.actions.ts'
import { type Halves, placeRest } from './place-rest.ts'
import { openTray } from './split-tray.actions.ts'
import { giveBack } from './undo-decision.actions.ts'

type Desk = CommandGrant<'clearing-house'>

/**
 * Parts one record into two children's, as people say of its source records: the half that was there first keeps the address,
 * restrictions hold for both, what was written since the other came waits in the tray, and whoever looked is told. What nobody
 * placed goes with what it agrees with most. Throws NotFound, Conflict (decided, or two records already), InvalidInput.
 */
export const partRecord = (
  desk: Desk,
  { case: uuid, halves, reason }: { readonly case: string; readonly halves: Halves; readonly reason: string },
): Promise<void> =>
  retold(async () => {
    const { tx, at } = desk
    const about = await findOpenCase(tx, uuid)
    const person = about.aPerson
    if (person !== about.bPerson) throw new Conflict('These are two records already', 'Look at the question again')
    await lockPersons(tx, [person])
    const ours = await listSourcePersons(tx, person)
    const records = (await loadRecords(tx, ours)).filter(r => r.sourceId !== 'throughline')
    const known = new Set(records.map(r => r.id))
    if (halves.a.length === 0 || halves.b.length === 0 || [...halves.a, ...halves.b].some(id => !known.has(id)))
      throw new InvalidInput('Say of at least one record each whose it is', 'Go back and place the records')
    const { stays, goes, joinedAt } = await whoStays(tx, person, placeRest(records, halves, scorer()))
    const fresh = (await revive(desk, person, goes)) ?? (await createPersons(tx, 1, at))[0]!
    const moves = goes.map((sourcePerson): Move => ({ ...word(sourcePerson), from: person, to: fresh }))
    await copyRefusals(tx, [{ from: person, to: fresh }])
    const folded = await listFolded(tx, person)
    await moveSourcePersons(tx, moves)
    // Both halves are people's word from now on: the machine does not put them together again by itself.
    const links = [
      ...moves,
      ...stays.map((sourcePerson): Move => ({ ...word(sourcePerson), from: person, to: person })),
    ]
    await writeLinks(tx, links, { userId: desk.reader?.userId, sources: new Set(links.map(m => m.sourcePerson)) }, at)
    await followFirst(tx, moves)
    await sql`update review_case set a_source_person = ${halves.a[0]!}, b_source_person = ${halves.b[0]!} where id = ${about.id}`.execute(
      tx,
    )
    await forgetJoins(desk, { stays, goes, person, fresh, joinedAt })
    await sayOfPairs(
      desk,
      about,
      halves.a.flatMap(x => halves.b.map(y => [x, y] as const)),
      'different',
      reason,
    )
    await unfoldCopies(desk, folded)
    await openTray(desk, { caseId: about.id, a: person, b: fresh, joinedAt })
    await answerCase(desk, about, 'apart', reason)
    await settleAfter(desk, ours)
  })

/** The person that those who go were before they were joined to this one, with its address; undefined where they never had one of their own. */
const revive = async ({ tx, at }: Desk, person: number, goes: readonly number[]): Promise<number | undefined> => {
  const { rows } = await sql<{ id: number }>`
    update person set redirect_to = null, changed_at = ${at} where id = (
      select p.id from person p join link l on l.person_id = p.id and not exists (select from link f where f.person_id = p.id and f.id < l.id)
      where p.redirect_to = ${person} and l.source_person_id = any(${goes}::bigint[]) order by p.id limit 1) returning id`.execute(
    tx,
  )
  return rows[0]?.id
}

const listFolded = async (tx: Tx, person: number): Promise<readonly Folded[]> => {
  const { rows } = await sql<{ folded: Folded[] }>`select ${foldedOn(person)} as folded`.execute(tx)
  return rows[0]?.folded ?? []
}

const word = (sourcePerson: number) => ({
  sourcePerson,
  bits: undefined,
  evidence: { words: ['People said whose it is'] },
})

/** What joined those who stay and those who go was said of them as one: it no longer holds, and cannot be undone a second time. */
type Parting = {
  readonly stays: readonly number[]
  readonly goes: readonly number[]
  readonly person: number
  readonly fresh: number
  readonly joinedAt: Date
}
const forgetJoins = async (desk: Desk, { stays, goes, person, fresh, joinedAt }: Parting): Promise<void> => {
  const { tx, at } = desk
  const across = sql`((a_source_person = any(${stays}::bigint[]) and b_source_person = any(${goes}::bigint[]))
    or (b_source_person = any(${stays}::bigint[]) and a_source_person = any(${goes}::bigint[])))`
  await sql`update pair_decision set undone_at = ${at} where undone_at is null and decision = 'same' and ${across}`.execute(
    tx,
  )
  const { rows } = await sql<Pick<ReviewCase, 'carried'> & { theirs: boolean }>`
    update review_case set state = 'undone', reason = 'Undone by a split', decided_by = ${desk.reader?.userId ?? null}::bigint, decided_at = ${at}
    where state = 'joined' and ${across} returning carried, ${fresh} in (a_person, b_person) as theirs`.execute(tx)
  const theirs = rows.filter(row => row.theirs)
  for (const { carried } of theirs.length > 0 ? theirs : [{ carried: {} }])
    await giveBack(desk, { carried, decidedAt: joinedAt }, { was: fresh, is: person })
}

/** Which half was tied to the person first and keeps its address, and since when the other was there too. */
const whoStays = async (tx: Tx, person: number, { a, b }: Halves) => {
  const { rows } = await sql<{ id: number; first: Date; since: Date }>`
    select source_person_id as id, min(known_from) as first, max(known_from) filter (where known_to = 'infinity') as since from link
    where person_id = ${person} and source_person_id = any(${[...a, ...b]}::bigint[]) group by source_person_id`.execute(
    tx,
  )
  const tied = new Map(rows.map(row => [row.id, row]))
  const firstOf = (half: readonly number[]): [number, number] => [
    Math.min(...half.map(id => tied.get(id)?.first.getTime() ?? Number.POSITIVE_INFINITY)),
    Math.min(...half),
  ]
  const [[wasA, oldA], [wasB, oldB]] = [firstOf(a), firstOf(b)]
  const aStays = wasA < wasB || (wasA === wasB && oldA < oldB)
  const goes = aStays ? b : a
  const joinedAt = new Date(Math.min(...goes.map(id => tied.get(id)?.first.getTime() ?? Number.POSITIVE_INFINITY)))
  return { stays: aStays ? a : b, goes, joinedAt }
}
