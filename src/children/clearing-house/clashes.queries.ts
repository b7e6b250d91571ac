import { sql } from 'kysely'
import type { CommandGrant } from '../../access/index.ts'
import type { ComparedCase } from './compared.queries.ts'

type Desk = CommandGrant<'clearing-house'>

/**
 * That registers have both attending in one half day: the one thing of marks that the clearing house is told (docs/access.md), without school, day or mark,
 * and not where anybody's whereabouts are kept. What two feeds tell of one school may be one child's: that counts only within a feed.
 */
export const listClashes = async ({ tx }: Desk, { a, b }: ComparedCase): Promise<string[]> => {
  const { rows } = await sql<{ apart: number; together: number }>`
    select (count(*) filter (where not s.one))::integer as apart, (count(*) filter (where s.one))::integer as together from (
      select distinct x.year, x.establishment_id = y.establishment_id as one, n from attendance_year x
      join attendance_year y on y.year = x.year and y.source_person_id <> x.source_person_id
      join source_person p on p.id = x.source_person_id join source_person q on q.id = y.source_person_id
      cross join generate_series(0, least(length(x.attended), length(y.attended)) - 1) n
      where x.child_id = ${a.personId} and y.child_id = ${b.personId} and get_bit(x.attended, n) = 1 and get_bit(y.attended, n) = 1
        and (x.establishment_id <> y.establishment_id or p.source_id = q.source_id) and not array[x.child_id, y.child_id] && ((select access.shielded_children())::bigint[])
        and not exists (select from access.hidden_person h where h.source_person_id in (x.source_person_id, y.source_person_id))) s`.execute(
    tx,
  )
  const { apart = 0, together = 0 } = rows[0] ?? {}
  return [
    ...(apart > 0
      ? [`Registers have them at two schools in the same half day, ${times(apart)}. One child cannot be`]
      : []),
    ...(together > 0 ? [`One school’s register has both in the same half day, ${times(together)}`] : []),
  ]
}
const times = (n: number): string => (n === 1 ? 'once' : 'more than once')
