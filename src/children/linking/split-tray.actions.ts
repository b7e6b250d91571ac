import { sql } from 'kysely'
import { type CommandGrant, openBody } from '../../access/index.ts'
import { ownSourcePerson } from './own-source-person.actions.ts'
import { type Half, suggestHalf } from './suggest-half.ts'
import { tellOfSplit } from './tell-of-split.actions.ts'

type Desk = CommandGrant<'clearing-house'>

/** Two records that a join had made one, apart again: who kept the address, who got it back, and since when they were one. */
export type Parted = {
  readonly caseId: number
  readonly a: number
  readonly b: number
  readonly joinedAt: Date
}

type Row = {
  id: number
  half: Half
  author: number
  written: Date
  words: string
  corrects: Half | null
  worked_then: Half[]
  works_with: Half[]
  seen_through: Half[]
}

/**
 * Puts what was written on the joined record before whoever decides: each entry with a suggestion and its reason. Until then
 * it stands on both halves, so that nobody who could read it loses it. Values that were chosen meanwhile are chosen no more. Tells those who looked, and asks those who began to work.
 * After the source persons have gone back. Gives the number of entries that wait.
 */
export const openTray = async (desk: Desk, parted: Parted): Promise<number> => {
  const { tx, at, reader } = desk
  const waiting = await listWritten(desk, parted)
  const said = waiting.length > 0 ? await saidOf(desk, parted) : { a: [], b: [] }
  const told = await tellOfSplit(desk, parted)
  const made = await sql<{ id: number }>`
    with ${endChoices(desk, parted)}
    insert into split (case_id, a_person, b_person, joined_at, at, user_id, told)
    values (${parted.caseId}, ${parted.a}, ${parted.b}, ${parted.joinedAt}, ${at}, ${reader?.userId ?? null}, ${told}) returning id`.execute(
    tx,
  )
  const rows = waiting.map(w => {
    const { to, why } = suggestHalf({
      corrects: w.corrects ?? undefined,
      words: w.words,
      said,
      workedThen: w.worked_then,
      worksWith: w.works_with,
      seenThrough: w.seen_through,
    })
    return { id: w.id, half: w.half, author: w.author, written: w.written, suggestion: to ?? null, why }
  })
  if (waiting.length === 0) return 0
  const copies = new Map([
    ...(await standOn(desk, parted.b, idsOn(waiting, 'a'))),
    ...(await standOn(desk, parted.a, idsOn(waiting, 'b'))),
  ])
  await sql`insert into split_entry (split_id, entry_id, copy_id, stands_on, author_id, written_at, suggestion, why)
    select ${made.rows[0]!.id}, id, copy, half, author, written, suggestion, why
    from json_to_recordset(${JSON.stringify(rows.map(r => ({ ...r, copy: copies.get(r.id) })))}::json)
      as r(id bigint, copy bigint, half text, author bigint, written timestamptz, suggestion text, why text)`.execute(
    tx,
  )
  return rows.length
}

/** Part of a question: a value that was chosen among what both children's sources say was chosen for neither, and where a half's own sources differ people are asked anew. */
const endChoices = ({ at, reader }: Desk, { a, b, joinedAt }: Parted) => sql`
    ended as (update entry set known_to = ${at} where child_id in (${a}, ${b}) and kind = 'chosen-value' and known_from >= ${joinedAt}
      and known_to = 'infinity' returning id),
    unchosen as (update fact_conflict set state = 'undone', decided_by = ${reader?.userId ?? null}::bigint, decided_at = ${at}
      where entry_id in (select id from ended) and state = 'chosen')`

const idsOn = (rows: readonly Row[], half: Half): number[] => rows.filter(r => r.half === half).map(r => r.id)

/** What people wrote while the two were one, with all that speaks for one of them; not what stands on both, or waits, since an earlier split. */
const listWritten = async ({ tx }: Desk, { a, b, joinedAt }: Parted): Promise<Row[]> => {
  const half = (person: ReturnType<typeof sql.ref>) => sql`case when ${person} = ${a} then 'a' else 'b' end`
  const both = sql`array[${a}, ${b}]::bigint[]`
  const mine = (author: ReturnType<typeof sql.ref>) => sql`i.principal_id = ${author} or i.principal_id in (
    select m.team_id from access.membership m where m.user_id = ${author})`
  const author = sql.ref('e.author_id')
  const { rows } = await sql<Row>`
    select e.id, ${half(sql.ref('e.child_id'))} as half, e.author_id as author, e.known_from as written,
      coalesce((select string_agg(v #>> '{}', ' ') from jsonb_path_query(e.body, '$.**') as v where jsonb_typeof(v) in ('string', 'number')), '') as words,
      (select ${half(sql.ref('o.child_id'))} from entry o where o.id = e.replaces and o.child_id = any(${both}) and o.known_from < ${joinedAt}) as corrects,
      array(select distinct ${half(sql.ref('i.child_id'))} from involvement i where i.child_id = any(${both}) and (${mine(author)})
        and i.true_from <= coalesce(e.true_from, e.known_from::date) and i.true_to > coalesce(e.true_from, e.known_from::date)
        and i.known_from < ${joinedAt} and i.known_to = 'infinity') as worked_then,
      array(select distinct ${half(sql.ref('i.child_id'))} from involvement i where i.child_id = any(${both}) and (${mine(author)})
        and i.known_from < ${joinedAt} and i.known_to = 'infinity') as works_with,
      array(select distinct ${half(sql.ref('s.person_id'))} from source_person s
        where s.id = any(e.seen_through) and s.person_id = any(${both})) as seen_through
    from entry e
    where e.child_id = any(${both}) and e.source_id = 'throughline' and e.author_id is not null and e.known_from >= ${joinedAt} and e.kind <> 'chosen-value'
      and e.known_to = 'infinity' and not exists (select from split_entry t join entry o on o.id in (t.entry_id, t.copy_id) and o.id <> e.id
        where (t.entry_id = e.id or t.copy_id = e.id) and (t.given_to is null
          or (t.given_to = 'both' and o.child_id = any(${both}) and o.child_id <> e.child_id and o.known_to = 'infinity')))
    order by e.id`.execute(tx)
  return rows
}

/** What the sources of each half say of the child, to find it in what was written. */
const saidOf = async ({ tx }: Desk, { a, b }: Parted): Promise<Record<Half, string[]>> => {
  const { rows } = await sql<{ person: number; said: string }>`
    select s.person_id as person, v #>> '{}' as said from source_person s, jsonb_path_query(s.identity, '$.**') as v
    where s.person_id in (${a}, ${b}) and jsonb_typeof(v) = 'string'`.execute(tx)
  const of = (person: number): string[] => rows.filter(r => r.person === person).map(r => r.said)
  return { a: of(a), b: of(b) }
}

/** The same entries on the other half too, as its own: gives the number of each copy by its entry's. */
export const standOn = async (desk: Desk, person: number, ids: readonly number[]): Promise<Map<number, number>> => {
  if (ids.length === 0) return new Map()
  const { tx, at } = desk
  const own = await ownSourcePerson({ tx, at, userId: desk.reader?.userId }, person)
  const opened = await openHeld(desk, ids)
  const { rows } = await sql<{ id: number }>`
    insert into entry (source_person_id, child_id, kind, category, category_bit, sensitivity, summary, flags, body, true_from, true_to, known_from,
      source_id, author_id, occasion_id, seen_through, due_on, status, code, number, ref, seal)
    select ${own}, ${person}, kind, category, category_bit, sensitivity, summary, flags, coalesce(h.opened, body), true_from, true_to, ${at},
      source_id, author_id, coalesce(occasion_id, uuid), seen_through, due_on, status, code, number, ref, seal
    from entry left join json_to_recordset(${JSON.stringify(opened)}::json) as h(held_id bigint, opened jsonb) on h.held_id = entry.id
    where id = any(${ids}::bigint[]) order by id returning id`.execute(tx)
  // Numbers are given in the order in which the rows were written.
  const made = rows.map(r => r.id).sort((x, y) => x - y)
  const copies = new Map([...ids].sort((x, y) => x - y).map((id, place) => [id, made[place]!]))
  await copyDocuments(desk, copies)
  return copies
}

/** What the vault holds opens in no other place: a copy begins in the open, and is taken in as whatever is newly written is. */
const openHeld = async ({ tx }: Desk, ids: readonly number[]): Promise<{ held_id: number; opened: unknown }[]> => {
  const { rows } = await sql<{ id: number; body: unknown; source_person_id: number; kind: string }>`
    select id, body, source_person_id, kind from entry where id = any(${ids}::bigint[]) and held`.execute(tx)
  return rows.map(row => ({ held_id: row.id, opened: openBody(tx, row.body, row.source_person_id, row.kind) }))
}

const copyDocuments = async ({ tx }: Desk, copies: ReadonlyMap<number, number>): Promise<void> => {
  const { rows } = await sql<{ id: number; entry_id: number }>`
    select id, entry_id from document where entry_id = any(${[...copies.keys()]}::bigint[])`.execute(tx)
  for (const { id, entry_id } of rows)
    await sql`with made as (insert into document (entry_id, name, media_type, bytes, sha256)
        select ${copies.get(entry_id)!}, name, media_type, bytes, sha256 from document where id = ${id} returning id)
      insert into document_part (document_id, part, bytes, sealed)
      select made.id, p.part, p.bytes, p.sealed from made, document_part p where p.document_id = ${id}`.execute(tx)
}
