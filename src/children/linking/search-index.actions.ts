import { sql } from 'kysely'
import type { Tx } from '../../access/index.ts'
import { searchedKinds, tokensOf } from './search-tokens.ts'

type Entry = {
  source_person_id: number
  child_id: number
  kind: string
  body: Record<string, unknown>
  category_bit: number
  sensitivity: number
}

/**
 * Writes the search tokens of these persons anew: each carries the label of the fact it comes from, so that a search finds
 * nothing that its reader may not see (reference/stack.md, part 3); a token knows no seal, so that sealed facts give none. Under the linker or the clearing house.
 */
export const indexPersons = async (tx: Tx, personIds: readonly number[]): Promise<void> => {
  if (personIds.length === 0) return
  const { rows } = await sql<{ indexed: Indexed }>`
    with known as materialized (select id, has_record from person where id = any(${personIds}::bigint[]))
    select ${indexedOf(personIds, sql`known`)} as indexed`.execute(tx)
  if (rows[0]) await indexAnew(tx, rows[0].indexed)
}

/** The same of what has been read already. */
export const indexAnew = async (tx: Tx, { entries, kept }: Indexed): Promise<void> => {
  const keys = entries.flatMap(entry =>
    tokensOf(entry.kind, entry.body).map(token => ({
      ...token,
      child: entry.child_id,
      bit: entry.category_bit,
      sensitivity: entry.sensitivity,
      source: entry.source_person_id,
    })),
  )
  // Most of what these persons are found by stands already: only what came and what went is written.
  const said = new Map(keys.map(key => [nameOf(key), key]))
  await forgetTokens(
    tx,
    kept.filter(key => !said.has(nameOf(key))),
  )
  for (const key of kept) said.delete(nameOf(key))
  await keepTokens(tx, [...said.values()])
}

/**
 * What alone may have changed, where that is known: facts of these source persons, and whether these persons have a child's record. The
 * words of other source persons of a child stand as they are.
 */
export type Changed = { readonly sourcePersons: readonly number[]; readonly wholly: readonly number[] }

type Key = {
  word: string
  sound: string
  field: string
  child: number
  bit: number
  sensitivity: number
  source: number
}

const keyRows = (
  keys: readonly Key[],
) => sql`unnest(${keys.map(k => k.word)}::text[], ${keys.map(k => k.child)}::bigint[], ${keys.map(k => k.field)}::text[],
  ${keys.map(k => k.bit)}::bigint[], ${keys.map(k => k.sensitivity)}::smallint[], ${keys.map(k => k.source)}::bigint[])
  as k(word, child, field, bit, sensitivity, source)`

/** A token's name: two that differ in any part are two. */
const nameOf = ({ word, child, field, bit, sensitivity, source }: Omit<Key, 'sound'>): string =>
  `${child} ${source} ${field} ${bit} ${sensitivity} ${word}`

type Kept = Omit<Key, 'sound'> & { readonly wordId: number }

/** What persons are to be found by, and the tokens they are found by now. */
export type Indexed = { readonly entries: readonly Entry[]; readonly kept: readonly Kept[] }

/** An `Indexed` of these persons, as part of a larger question; `known` says of each whether they have a child's record. */
export const indexedOf = (
  personIds: readonly number[],
  known: ReturnType<typeof sql>,
  changed: Changed = { sourcePersons: [], wholly: personIds },
) => {
  const entries = sql`select source_person_id, child_id, kind, body, category_bit, sensitivity from entry
    where kind = any(${searchedKinds}::text[]) and known_to = 'infinity' and source_person_id is not null and seal is null`
  // Asked of a set, not of a list: a plan that is kept goes through a list from end to end for each row.
  const recorded = sql`(child_id in (select id from ${known} where has_record)) is true`
  return sql`json_build_object('entries', (select coalesce(json_agg(e), '[]') from (${rowsOf(entries, changed)}) e where ${recorded}),
    'kept', (
      select coalesce(json_agg(json_build_object('word', w.word, 'wordId', k.word_id, 'field', k.field, 'child', k.child_id, 'bit', k.category_bit,
        'sensitivity', k.sensitivity, 'source', k.source_person_id)), '[]')
      from (${rowsOf(sql`select * from search_key where true`, changed)}) k join search_word w on w.id = k.word_id))`
}

/** The rows that may have changed, each found by its index; some of them twice, which changes nothing. */
const rowsOf = (rows: ReturnType<typeof sql>, { sourcePersons, wholly }: Changed) => {
  const by = (column: 'source_person_id' | 'child_id', ids: readonly number[]) => sql`
    select r.* from (select distinct unnest(${ids}::bigint[]) as id) p cross join lateral (${rows} and ${sql.ref(column)} = p.id offset 0) r`
  // To ask of nobody takes its time too, where one record is linked.
  if (wholly.length === 0) return by('source_person_id', sourcePersons)
  if (sourcePersons.length === 0) return by('child_id', wholly)
  return sql`${by('source_person_id', sourcePersons)} union all ${by('child_id', wholly)}`
}

/**
 * Lets nobody else write search tokens until this transaction ends: for whoever takes words or people away, which no foreign key holds to their tokens
 * (decision 19). The first that a transaction does, since what it sees is settled by its first look;
 * and done seldom: autovacuum, which tidies the table for minutes, gives way to it and begins anew.
 */
export const stopIndexing = async (tx: Tx): Promise<void> => {
  await sql`lock table search_key in share row exclusive mode`.execute(tx)
}

/** The same, and lets nobody else write facts either: for whoever takes away what facts are of, which no foreign key holds to them (decision 20). */
export const stopWriting = async (tx: Tx): Promise<void> => {
  await sql`lock table search_key in exclusive mode`.execute(tx)
}

/** Takes away what no fact says any more. */
const forgetTokens = async (tx: Tx, gone: readonly Kept[]): Promise<void> => {
  if (gone.length === 0) return
  await sql`
    delete from search_key s using unnest(${gone.map(k => k.wordId)}::bigint[], ${gone.map(k => k.child)}::bigint[],
      ${gone.map(k => k.field)}::text[], ${gone.map(k => k.bit)}::bigint[], ${gone.map(k => k.sensitivity)}::smallint[],
      ${gone.map(k => k.source)}::bigint[]) as g(word_id, child_id, field, category_bit, sensitivity, source_person_id)
    where s.word_id = g.word_id and s.child_id = g.child_id and s.field = g.field and s.category_bit = g.category_bit
      and s.sensitivity = g.sensitivity and s.source_person_id = g.source_person_id`.execute(tx)
}

const keepTokens = async (tx: Tx, keys: readonly Key[]): Promise<void> => {
  if (keys.length === 0) return
  const unknown = await keepKnownWords(tx, keys)
  if (unknown.size === 0) return
  const words = new Map<string, string>()
  for (const { word, sound } of keys)
    if (unknown.has(word) && (sound !== '' || !words.has(word))) words.set(word, sound)
  await sql`insert into search_word (word, sound)
    select n.word, n.sound from unnest(${[...words.keys()]}::text[], ${[...words.values()]}::text[]) as n(word, sound) on conflict do nothing`.execute(
    tx,
  )
  await keepKnownWords(
    tx,
    keys.filter(k => unknown.has(k.word)),
  )
}

/** Writes the tokens whose word is in the dictionary; gives the words that are not. */
const keepKnownWords = async (tx: Tx, keys: readonly Key[]): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ word: string }>`
    with found as materialized (select k.*, w.id as word_id from ${keyRows(keys)}
      left join lateral (select id from search_word where word = k.word offset 0) w on true),
    kept as (
      insert into search_key (word_id, child_id, field, category_bit, sensitivity, source_person_id)
      select word_id, child, field, bit, sensitivity, source from found where word_id is not null on conflict do nothing)
    select distinct word from found where word_id is null`.execute(tx)
  return new Set(rows.map(row => row.word))
}
