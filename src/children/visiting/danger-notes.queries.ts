import { sql } from 'kysely'
import type { ChildGrant } from '../../access/index.ts'
import { type PlainDate, parseUuid } from '../../kernel/index.ts'
import type { Home } from './danger-note-form.ts'

/** The homes where this child lives now and that have a number of their own (UPRN), as far as this reader may know of them. */
export const listHomes = async (grant: ChildGrant<'address'>): Promise<Home[]> => {
  const { rows } = await sql<{ address: string; uprn: string; body: Readonly<Record<string, string | undefined>> }>`
    select distinct on (h.uprn) e.uuid as address, h.uprn, e.body from household_member h join entry e on e.id = h.entry_id
    where h.child_id = ${grant.childId} and h.true_to > ${grant.at}::date and (h.true_from is null or h.true_from <= ${grant.at}::date)
      and e.kind = 'address' and e.known_to = 'infinity' order by h.uprn, e.id`.execute(grant.tx)
  return rows.map(({ address, uprn, body }) => ({ address, uprn, words: wordsOf(body) }))
}

const wordsOf = ({ saon, paon, street, postcode, asWritten }: Readonly<Record<string, string | undefined>>): string =>
  [saon, [paon, street].filter(Boolean).join(' '), postcode].filter(Boolean).join(', ') ||
  asWritten ||
  'Where they live'

const standsHere = (grant: ChildGrant<never>) => sql`e.known_to = 'infinity' and (e.child_id = ${grant.childId}
  or (e.child_id is null and e.uprn in (select h.uprn from household_member h where h.child_id = ${grant.childId} and h.true_to > ${grant.at}::date)))`

/** A danger note that stands: of this child, or of a place where the child lives. */
export type StandingNote = {
  readonly id: number
  readonly address: string
  readonly short: string
  readonly sort: string
  readonly uprn: string | undefined
  readonly checkBy: PlainDate | undefined
}

/** That note by its random address; undefined where there is none that this reader may see here. */
export const findStandingNote = async (
  grant: ChildGrant<'danger-note'>,
  address: string | undefined,
): Promise<StandingNote | undefined> => {
  const { rows } = await sql<StandingNote & { uprn: string | null; checkBy: PlainDate | null }>`
    select e.id, e.uuid as address, e.body->>'short' as short, e.body->>'sort' as sort, e.uprn, e.due_on as "checkBy" from entry e
    where e.kind = 'danger-note' and e.uuid = ${parseUuid(address ?? '') ?? null}::uuid and e.body ? 'short' and e.true_to > ${grant.at}::date
      and ${standsHere(grant)}`.execute(grant.tx)
  const [row] = rows
  return row ? { ...row, uprn: row.uprn ?? undefined, checkBy: row.checkBy ?? undefined } : undefined
}

/** A code for a door, without the code. */
export type KeptCode = { readonly address: string; readonly door: string }

/** Which doors here have a code; the codes themselves are not read. */
export const listCodes = async (grant: ChildGrant<'entry-code'>): Promise<KeptCode[]> => {
  const { rows } = await sql<KeptCode>`select e.uuid as address, e.body->>'door' as door from entry e
    where e.kind = 'entry-code' and ${standsHere(grant)} and e.true_to > ${grant.at}::date order by e.id`.execute(
    grant.tx,
  )
  return rows
}

/** One code, to be shown. */
export const findCode = async (
  grant: ChildGrant<'entry-code'>,
  address: string | undefined,
): Promise<(KeptCode & { readonly code: string; readonly saidBy: string | null }) | undefined> => {
  const { rows } = await sql<KeptCode & { code: string; saidBy: string | null }>`
    select e.uuid as address, e.body->>'door' as door, e.body->>'code' as code, e.body->>'saidBy' as "saidBy" from entry e
    where e.kind = 'entry-code' and e.uuid = ${parseUuid(address ?? '') ?? null}::uuid and ${standsHere(grant)} and e.true_to > ${grant.at}::date`.execute(
    grant.tx,
  )
  return rows[0]
}
