import { sql } from 'kysely'
import type { Grant } from '../../access/index.ts'
import { soundKey } from '../../kernel/index.ts'
import { relatedNames } from '../../linkage/index.ts'
import { slips } from './closeness.ts'
import type { SearchQuery, SearchTerm } from './parse-query.ts'
import { type DateTerm, rangeEnd } from './query-dates.ts'
import { schoolWord } from './school-words.ts'
import { termDistance } from './term-distance.ts'

/** A word of the dictionary that may be meant by a term of the search, and how far off it is. */
export type Candidate = { readonly wordId: number; readonly term: number; readonly distance: number }

type Ask = { term: number; word: string; until: string | null; how: 'same' | 'range' | 'sound' | 'like' }
type Row = { term: number; id: number; word: string; sound: string; how: Ask['how'] }

/**
 * The words that may be meant by each term. The dictionary holds no person, so it has no row security and its own indexes
 * work; every word near enough is taken, never "the nearest forty": a hidden child's word must not push another out.
 */
export const findCandidates = async (grant: Grant<'identity'>, query: SearchQuery): Promise<Candidate[]> => {
  const asks = query.terms.flatMap((term, at) => asksOf(term, at))
  if (asks.length === 0) return []
  const { rows } = await sql<Row>`
    with ask as (select * from unnest(${asks.map(a => a.term)}::int[], ${asks.map(a => a.word)}::text[], ${asks.map(a => a.until)}::text[],
      ${asks.map(a => a.how)}::text[]) as a(term, word, until, how))
    select a.term, w.id, w.word, w.sound, a.how from ask a join search_word w on w.word = a.word where a.how = 'same'
    union all
    select a.term, w.id, w.word, w.sound, a.how from ask a join search_word w on w.word >= a.word and w.word < a.until where a.how = 'range'
    union all
    select a.term, w.id, w.word, w.sound, a.how from ask a join search_word w on w.sound = a.word and w.sound <> '' where a.how = 'sound'
    union all
    select a.term, w.id, w.word, w.sound, a.how from ask a join search_word w on w.sound <> '' and w.word % a.word where a.how = 'like'`.execute(
    grant.tx,
  )
  return nearest(query, rows)
}

const ask = (term: number, how: Ask['how'], word: string, until: string | null = null): Ask => ({
  term,
  how,
  word,
  until,
})
const after = (beginning: string): string => `${beginning}\u{10ffff}`

const asksOf = (term: SearchTerm, at: number): Ask[] => {
  if (term.sort === 'date') return datesOf(term, at)
  if (term.sort === 'code') {
    const exact = term.words.map(word => ask(at, 'same', word))
    return term.beginning ? [...exact, ask(at, 'range', term.beginning, after(term.beginning))] : exact
  }
  const { word } = term
  const exact = [ask(at, 'same', word), ask(at, 'same', schoolWord(word))]
  const near = [...relatedNames(word), ...slips(word)].map(one => ask(at, 'same', one))
  const begins =
    word.length < 3
      ? []
      : [ask(at, 'range', word, after(word)), ask(at, 'range', schoolWord(word), after(schoolWord(word)))]
  return [...exact, ...near, ...begins, ask(at, 'sound', soundKey(word)), ask(at, 'like', word)]
}

const datesOf = (term: DateTerm, at: number): Ask[] => [
  ask(at, 'range', term.from, rangeEnd(term)),
  ...(term.swapped ? [ask(at, 'same', term.swapped)] : []),
]

/** How each term sounds; dates and numbers are not heard. */
export const soundsOf = (query: SearchQuery): string[] =>
  query.terms.map(term => (term.sort === 'name' ? soundKey(term.word) : ''))

const nearest = (query: SearchQuery, rows: readonly Row[]): Candidate[] => {
  const sounds = soundsOf(query)
  const best = new Map<string, Candidate>()
  for (const row of rows) {
    const term = query.terms[row.term]
    const distance = term && termDistance(term, row, sounds[row.term] ?? '')
    if (distance === undefined) continue
    const key = `${row.term}/${row.id}`
    const known = best.get(key)
    if (!known || distance < known.distance) best.set(key, { wordId: row.id, term: row.term, distance })
  }
  return [...best.values()]
}
