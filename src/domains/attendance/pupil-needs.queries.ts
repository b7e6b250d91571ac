import { sql } from 'kysely'
import type { Grant, RecordKind } from '../../access/index.ts'
import { type KnownFact, readMany } from '../../children/index.ts'
import { categoryBit, londonDate, type PlainDate } from '../../kernel/index.ts'

/** The kind that says which special needs a child has; the service that owns it hands it over. */
export type SenKind = RecordKind<'sen-provision'>

const senWords: Readonly<Record<string, string>> = { E: 'Education, health and care plan', K: 'SEN support' }
const dayOf = (fact: KnownFact): PlainDate => fact.from ?? londonDate(fact.knownFrom)

/** Special needs and a social worker, of each of these children, as far as this reader may know of them; nothing that is kept to named people. */
export const needsOf = async (
  grant: Grant<'sen-provision'>,
  ids: readonly number[],
  sen: SenKind,
): Promise<ReadonlyMap<number, readonly string[]>> => {
  const facts = await readMany(grant, ids, [sen])
  const { rows } = await sql<{ child_id: number }>`
    select distinct i.child_id from involvement i
    where i.child_id = any(${ids}::bigint[]) and i.category_bit = ${categoryBit('care-involved')}::bigint and i.known_to = 'infinity'
      and i.kind not in ('front-door', 'out-of-hours') and i.true_from <= ${londonDate(grant.at)}::date and i.true_to > ${londonDate(grant.at)}::date`.execute(
    grant.tx,
  )
  const inCare = new Set(rows.map(row => row.child_id))
  return new Map(
    ids.map(id => {
      const [latest] = (facts.get(id) ?? [])
        .filter(fact => !fact.kept)
        .sort((a, b) => (dayOf(a) < dayOf(b) ? 1 : dayOf(a) > dayOf(b) ? -1 : b.entry - a.entry))
      const word = senWords[String(latest?.body.code)]
      return [id, [...(word ? [word] : []), ...(inCare.has(id) ? ['Social worker'] : [])]]
    }),
  )
}
