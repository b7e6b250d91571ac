import { sql } from 'kysely'
import type { Tx } from '../../access/index.ts'
import type { KnownFact } from '../golden-record/index.ts'

/**
 * Facts that name a school by its number alone, with its name beside it. Which schools there are is no child's fact, so that
 * the list has no fence; a number that no school of the list has stays as it came.
 */
export const withSchoolNames = async (tx: Tx, facts: readonly KnownFact[]): Promise<KnownFact[]> => {
  const nameless = (fact: KnownFact) => typeof fact.body.laestab === 'string' && fact.body.school === undefined
  const wanted = [...new Set(facts.filter(nameless).map(f => String(f.body.laestab)))]
  if (wanted.length === 0) return [...facts]
  const { rows } = await sql<{ laestab: string; name: string }>`
    select laestab, name from access.establishment where laestab = any(${wanted}::text[])`.execute(tx)
  const names = new Map(rows.map(row => [row.laestab, row.name]))
  return facts.map(fact => {
    const school = nameless(fact) ? names.get(String(fact.body.laestab)) : undefined
    return school ? { ...fact, body: { ...fact.body, school } } : fact
  })
}
