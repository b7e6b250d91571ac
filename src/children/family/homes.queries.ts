import { sql } from 'kysely'
import type { ChildGrant } from '../../access/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { fold, readMany } from '../golden-record/index.ts'
import { chosenValue, identity } from '../kinds/index.ts'
import { dayOf } from '../pages/header.queries.ts'
import { nameAndAge } from '../pages/life-words.ts'

/** Another child who lived at one of the homes, from when to when both did. */
export type Housemate = {
  readonly uprn: string
  readonly address: string
  readonly name: string
  readonly from: PlainDate | undefined
  /** The last day; undefined while it lasts. */
  readonly to: PlainDate | undefined
}

type Row = { uprn: string; id: number; address: string; since: PlainDate | null; until: PlainDate | null }

/** Which other children lived at the child’s homes at the same time, then and now. Both tables are fenced: a hidden child was in no home. */
export const listHousemates = async (grant: ChildGrant<'identity' | 'chosen-value'>): Promise<readonly Housemate[]> => {
  const day = dayOf(grant)
  const { rows } = await sql<Row>`
    select h.uprn, m.child_id as id, p.uuid as address,
      nullif(min(greatest(coalesce(h.true_from, '-infinity'), coalesce(m.true_from, '-infinity'))), '-infinity')::text as since,
      nullif(max(least(h.true_to, m.true_to)), 'infinity')::text as until
    from household_member h join household_member m on m.uprn = h.uprn and m.child_id <> h.child_id
        and coalesce(m.true_from, '-infinity') < h.true_to and coalesce(h.true_from, '-infinity') < m.true_to
      join person p on p.id = m.child_id and p.has_record and p.redirect_to is null
    where h.child_id = ${grant.childId} and coalesce(h.true_from, '-infinity') <= ${day}
    group by h.uprn, m.child_id, p.uuid order by since nulls first, m.child_id`.execute(grant.tx)
  const facts = await readMany(
    grant,
    rows.map(row => row.id),
    [identity, chosenValue],
  )
  return rows.flatMap(({ uprn, id, address, since, until }): Housemate[] => {
    const known = facts.get(id)
    if (!known) return []
    const { name } = nameAndAge(fold(known, { today: day, enrolment: 'none' }), day)
    return [{ uprn, address, name, from: since ?? undefined, to: until ?? undefined }]
  })
}
