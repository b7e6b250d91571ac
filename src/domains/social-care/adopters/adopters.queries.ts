import { sql } from 'kysely'
import type { Tx } from '../../../access/index.ts'
import { NotFound, parseUuid } from '../../../kernel/index.ts'
import type { StepTaken } from './adopter-steps.ts'
import { countOf, type WhoAdopters } from './who-adopters.ts'

/** Adopters with the steps that stand, the first first. */
export type Adopters = WhoAdopters & {
  readonly id: number
  readonly address: string
  readonly reference: string
  /** How often who they are was changed. */
  readonly changes: number
  readonly taken: readonly StepTaken[]
}

type Row = Omit<Adopters, 'familyNumber' | 'people'> & {
  readonly number: string | null
  readonly ethnicities: readonly string[]
  readonly disabilities: readonly ('yes' | 'no' | '')[]
}

/** @throws NotFound for whoever is in no team of the adoption service, as at any address that is not there. */
export const mustKeepAdopters = async (tx: Tx): Promise<void> => {
  const { rows } = await sql<{ keeps: boolean }>`select access.keeps_adopters() as keeps`.execute(tx)
  if (!rows[0]?.keeps) throw new NotFound()
}

/** All of the register, or those at one address; none for whoever is not of the adoption team. The latest written first; at most so many, or all. */
export const listAdopters = async (
  tx: Tx,
  { address, most }: { readonly address?: string | undefined; readonly most?: number } = {},
): Promise<readonly Adopters[]> => {
  const { rows } = await sql<Row>`
    select a.id, a.uuid as address, a.reference, a.names, a.who, a.fostering, a.family_number as number, a.ethnicities, a.disabilities, a.changes, coalesce((
      select json_agg(json_build_object('id', s.id, 'step', s.step, 'on', s.on_day, 'children', s.children, 'words', s.words, 'by', p.name) order by s.id)
      from adopters_step s join access.principal p on p.id = s.written_by where s.adopters_id = a.id and s.taken_back_at is null), '[]') as taken
    from adopters a where ${address === undefined ? sql`true` : sql`a.uuid = ${parseUuid(address) ?? null}::uuid`} order by a.id desc limit ${most ?? null}`.execute(
    tx,
  )
  return rows.map(({ number, ethnicities, disabilities, ...row }) => ({
    ...row,
    familyNumber: number ?? undefined,
    people: Array.from({ length: countOf(row.who) }, (_, at) => ({
      ethnicity: ethnicities[at] || undefined,
      disability: disabilities[at] || undefined,
    })),
  }))
}

/** Those at an address. @throws NotFound where there are none that the reader may know of. */
export const findAdopters = async (tx: Tx, address: string | undefined): Promise<Adopters> => {
  const [found] = await listAdopters(tx, { address: address ?? '' })
  if (!found) throw new NotFound()
  return found
}
