import { sql } from 'kysely'
import { type AgreementState, type CommandGrant, stateOfAgreement } from '../../access/index.ts'
import {
  type Category,
  categoriesIn,
  categoryMask,
  londonDate,
  NotFound,
  type PlainDate,
  parseUuid,
} from '../../kernel/index.ts'
import type { ToldChange } from './agreement-form.ts'

/** An outside organisation, and the agreement by which its staff read here. */
export type OrganisationDetails = {
  /** Its name in addresses. */
  readonly organisation: string
  readonly name: string
  /** How many people who work here now are its staff. */
  readonly staff: number
  readonly purpose: string | null
  readonly basis: string | null
  readonly categories: readonly Category[]
  readonly owner: string | null
  /** The user name of the owner, if they work here. */
  readonly ownerKey: string | null
  readonly reviewOn: PlainDate | null
  readonly state: AgreementState
}
type Row = Omit<OrganisationDetails, 'categories' | 'state'> & {
  readonly id: number
  readonly mask: number
  readonly withdrawn: boolean
}
type Desk = CommandGrant<'approvals'>

/** Every organisation whose staff read here, by name; or the one at this address. */
export const listOrganisations = async (
  { tx, at }: Desk,
  address?: string,
): Promise<readonly (OrganisationDetails & { readonly id: number })[]> => {
  const { rows } = await sql<Row>`
    select o.id, o.uuid as organisation, o.name, o.purpose, o.basis, o.categories as mask, o.owner, p.key as "ownerKey",
      o.review_on::text as "reviewOn", coalesce(o.withdrawn_at <= ${at}, false) as withdrawn,
      (select count(*)::int from access.principal s where s.organisation_id = o.id and s.active) as staff
    from access.organisation o left join access.principal p on p.id = o.owner_id
    ${address === undefined ? sql`` : sql`where o.uuid = ${parseUuid(address) ?? null}::uuid`} order by o.name`.execute(
    tx,
  )
  const today = londonDate(at)
  return rows.map(({ mask, withdrawn, ...row }) => ({
    ...row,
    categories: categoriesIn(mask),
    state: stateOfAgreement({ reviewOn: row.reviewOn ?? undefined, withdrawn }, today),
  }))
}

/** @throws NotFound where no organisation has this address */
export const findOrganisation = async (desk: Desk, address: string) => {
  const [found] = await listOrganisations(desk, address)
  if (!found) throw new NotFound()
  return found
}

/** Every change of one organisation's agreement, the latest first. */
export const listOrganisationChanges = async ({ tx }: Desk, id: number): Promise<readonly ToldChange[]> => {
  const { rows } = await sql<ToldChange>`
    select c.what, c.at, p.name as by, coalesce(c.reason, concat_ws('; ', c.purpose, c.basis, c.owner)) as words, c.review_on::text as "reviewOn"
    from access.organisation_change c left join access.principal p on p.id = c.by_user
    where c.organisation_id = ${id} order by c.id desc limit 100`.execute(tx)
  return rows
}

/** The number of whoever works here under this user name; undefined for nobody. */
export const findOwner = async ({ tx }: Pick<CommandGrant, 'tx'>, key: string): Promise<number | undefined> => {
  const { rows } = await sql<{ id: number }>`
    select id from access.principal where kind = 'user' and active and key = ${key}`.execute(tx)
  return rows[0]?.id
}

/** What is agreed with an organisation. */
export type GivenAgreement = {
  readonly purpose: string
  readonly basis: string
  readonly categories: readonly Category[]
  readonly owner: string
  readonly ownerId: number | undefined
  readonly reviewOn: PlainDate
}

/** Writes the agreement as it is from now on. One that was withdrawn is in force again. */
export const saveOrganisation = async ({ tx, at, reader }: Desk, id: number, given: GivenAgreement): Promise<void> => {
  const mask = categoryMask([...given.categories])
  await sql`
    update access.organisation set purpose = ${given.purpose}, basis = ${given.basis}, categories = ${mask}, owner = ${given.owner},
      owner_id = ${given.ownerId ?? null}, review_on = ${given.reviewOn}, withdrawn_at = null where id = ${id}`.execute(
    tx,
  )
  await sql`
    insert into access.organisation_change (organisation_id, what, purpose, basis, categories, owner, owner_id, review_on, by_user, at)
    values (${id}, 'agreed', ${given.purpose}, ${given.basis}, ${mask}, ${given.owner}, ${given.ownerId ?? null}, ${given.reviewOn},
      ${reader?.userId ?? null}, ${at})`.execute(tx)
}

/** Ends it: nothing opens to the organisation's staff any more, from their next request on. */
export const withdrawOrganisation = async ({ tx, at, reader }: Desk, id: number, reason: string): Promise<void> => {
  await sql`update access.organisation set withdrawn_at = ${at} where id = ${id}`.execute(tx)
  await sql`
    insert into access.organisation_change (organisation_id, what, reason, by_user, at)
    values (${id}, 'withdrawn', ${reason}, ${reader?.userId ?? null}, ${at})`.execute(tx)
}
