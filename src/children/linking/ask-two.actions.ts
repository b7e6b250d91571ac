import { sql } from 'kysely'
import type { CommandGrant } from '../../access/index.ts'
import { readHeadFacts } from '../golden-record/index.ts'

/** Which record may be two children's; the source record that may be the other child's, where one is known; and who asks. */
export type AskTwo = { readonly person: number; readonly record?: number | undefined; readonly by: number | undefined }

/**
 * Asks people whether a record is two children's, and gives the question's address: the one that is open already, where there is one. Undefined, and nothing
 * is asked, where the record rests on one source's record that the clearing house may read, or the source record that is named is none of these.
 */
export const askTwo = async (
  { tx, at }: Pick<CommandGrant, 'tx' | 'at'>,
  { person, record, by }: AskTwo,
): Promise<string | undefined> => {
  const facts = (await readHeadFacts(tx, [person])).get(person) ?? []
  const told = facts.filter(fact => fact.source !== 'throughline' && fact.kind === 'identity')
  const parts = [...new Set(told.flatMap(fact => fact.sourcePerson ?? []))].sort((x, y) => x - y)
  const one = record === undefined ? parts[0] : parts.find(part => part === record)
  const other = parts.find(part => part !== one)
  if (one === undefined || other === undefined) return undefined
  const known = await sql<{ uuid: string }>`
    select c.uuid from review_case c join source_person a on a.id = c.a_source_person join source_person b on b.id = c.b_source_person
    where c.state in ('open', 'asked') and c.kind <> 'sealed' and a.person_id = ${person} and b.person_id = ${person} order by c.id limit 1`.execute(
    tx,
  )
  if (known.rows[0]) return known.rows[0].uuid
  const [a, b] = one < other ? [one, other] : [other, one]
  const made = await sql<{ uuid: string }>`
    insert into review_case (a_person, b_person, a_source_person, b_source_person, kind, bits, rule_version, evidence, opened_at, opened_by)
    values (${person}, ${person}, ${a}, ${b}, 'split', 0, 'people', '{"words":["Somebody asked"]}', ${at}, ${by ?? null})
    on conflict do nothing returning uuid`.execute(tx)
  return made.rows[0]?.uuid
}
