import { sql } from 'kysely'
import type { ChildGrant } from '../../access/index.ts'
import { listRelatives } from '../pages/family.queries.ts'
import { recordHref } from '../pages/record-page.view.ts'

/** The notes that were written with this one for others of the family, as they stand now: those that the reader sees by their own right. */
export const listTogether = async (
  grant: ChildGrant<'identity' | 'chosen-value' | 'note'>,
  id: number,
): Promise<readonly { readonly href: string; readonly name: string }[]> => {
  const { rows: own } = await sql<{ occasion: string | null }>`
    select occasion_id as occasion from entry where id = ${id} and child_id = ${grant.childId}`.execute(grant.tx)
  if (!own[0]?.occasion) return []
  const relatives = await listRelatives(grant)
  const { rows } = await sql<{ child: number; address: string }>`
    select child_id as child, uuid as address from entry where child_id = any(${relatives.map(one => one.id)}::bigint[])
      and occasion_id = ${own[0].occasion}::uuid and kind = 'note' and known_to = 'infinity' order by id`.execute(
    grant.tx,
  )
  return rows.flatMap(({ child, address }) =>
    relatives
      .filter(one => one.id === child)
      .map(one => ({ href: recordHref(one.address, `/notes/${address}`), name: one.first })),
  )
}
