import { sql } from 'kysely'
import { projectPlacesOf } from '../../children/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import type { Desk } from './runs.queries.ts'

/** What is agreed with a source. */
export type Agreement = {
  readonly purpose: string
  readonly basis: string
  readonly fields: string
  readonly owner: string
  /** Who is told on Today when it is to be looked at; undefined for nobody here. */
  readonly ownerId: number | undefined
  readonly reviewOn: PlainDate
}

/** One change of an agreement, as it was told. */
export type AgreementChange = {
  readonly what: 'agreed' | 'withdrawn'
  readonly at: Date
  readonly by: string | null
  readonly purpose: string | null
  readonly basis: string | null
  readonly fields: string | null
  readonly owner: string | null
  readonly reviewOn: PlainDate | null
  readonly reason: string | null
}

/** Every change of the agreement with a source, the latest first. */
export const listAgreementChanges = async (desk: Desk, id: string): Promise<readonly AgreementChange[]> => {
  const { rows } = await sql<AgreementChange>`
    select c.what, c.at, p.name as by, c.purpose, c.basis, c.fields, c.owner, c.review_on::text as "reviewOn", c.reason
    from access.agreement_change c left join access.principal p on p.id = c.by_user
    where c.source_id = ${id} order by c.id desc limit 100`.execute(desk.tx)
  return rows
}

/**
 * Writes the agreement as it is from today on. One that was withdrawn is in force again, and what its source told is there again: the rows
 * never went, and the rolls and households that it alone told come back with it.
 */
export const saveAgreement = async (desk: Desk, id: string, given: Agreement, withdrawn: boolean): Promise<void> => {
  await sql`
    update source set agreement_purpose = ${given.purpose}, agreement_basis = ${given.basis}, agreement_fields = ${given.fields},
      agreement_owner = ${given.owner}, agreement_owner_id = ${given.ownerId ?? null}, agreement_review_on = ${given.reviewOn},
      agreement_withdrawn_at = null, agreement_from = least(coalesce(agreement_from, ${desk.at}::date), ${desk.at}::date)
    where id = ${id}`.execute(desk.tx)
  await sql`
    insert into access.agreement_change (source_id, what, purpose, basis, fields, owner, owner_id, review_on, by_user, at)
    values (${id}, 'agreed', ${given.purpose}, ${given.basis}, ${given.fields}, ${given.owner}, ${given.ownerId ?? null}, ${given.reviewOn},
      ${desk.reader?.userId ?? null}, ${desk.at})`.execute(desk.tx)
  if (withdrawn) await projectPlacesOf(desk.tx, id)
}

/** Ends the agreement: the source's files wait, and what it told is hidden from everybody, from now on. */
export const withdrawAgreement = async (desk: Desk, id: string, reason: string): Promise<void> => {
  await sql`update source set agreement_withdrawn_at = ${desk.at} where id = ${id}`.execute(desk.tx)
  await sql`
    insert into access.agreement_change (source_id, what, reason, by_user, at)
    values (${id}, 'withdrawn', ${reason}, ${desk.reader?.userId ?? null}, ${desk.at})`.execute(desk.tx)
  await projectPlacesOf(desk.tx, id)
}
