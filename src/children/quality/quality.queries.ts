import { sql } from 'kysely'
import type { CommandGrant, Tx } from '../../access/index.ts'
import { londonDate, NotFound } from '../../kernel/index.ts'
import { countOpenCases } from '../clearing-house/cases.queries.ts'
import { type Agreement, readAgreementOn, readFigures } from '../clearing-house/figures.queries.ts'
import { countConflicts } from '../conflicts/index.ts'
import { drawChildren, fold, type KnownFact, namedSource, readHeadFacts } from '../golden-record/index.ts'
import { type Completeness, type Expected, isTold, measure } from './completeness.ts'

type Desk = CommandGrant<'clearing-house'>

/** How many children of a source are looked at. */
export const sampleOfChildren = 1_000

/** What came of one source in the last thirteen weeks. */
export type SourceShare = {
  readonly id: string
  readonly name: string
  readonly files: number
  readonly rows: number
  readonly rejected: number
}
export type Overview = {
  readonly duplicates: number
  readonly conflicts: number
  readonly agreement: Agreement
  readonly sources: readonly SourceShare[]
}

/** The quality of the whole record, as far as this reader may know of it: each number is that of the list behind it. */
export const readOverview = async (desk: Desk): Promise<Overview> => {
  const { tx, at } = desk
  const { rows } = await sql<SourceShare>`
    select s.id, s.name, count(r.id)::integer as files, coalesce(sum(r.rows), 0)::integer as rows, coalesce(sum(r.rejected), 0)::integer as rejected
    from source s left join import_run r on r.source_id = s.id and r.state = 'done' and r.received_at > ${at}::timestamptz - interval '91 days'
    where s.layout <> 'throughline' group by s.id, s.name order by s.name, s.id`.execute(tx)
  return {
    duplicates: await countOpenCases(tx),
    conflicts: await countConflicts(tx),
    agreement: (await readFigures(desk)).all,
    sources: rows,
  }
}

/** One month of a source: how much came and how much of it could not be used. */
export type Month = { readonly month: string; readonly files: number; readonly rows: number; readonly rejected: number }
/** How complete and how old what a source told was at the end of a month. */
export type Measured = Pick<Completeness, 'children' | 'told' | 'addresses' | 'oldAddresses'> & {
  readonly month: string
}
export type SourceQuality = {
  readonly id: string
  readonly name: string
  readonly months: readonly Month[]
  readonly completeness: Completeness
  /** The same, month by month, as it was last looked at in each. */
  readonly earlier: readonly Measured[]
  /** Conflicts that it takes part in; undefined of a source that is not named in the clearing house. */
  readonly conflicts: number | undefined
  /** How far reviewers agree on questions that it takes part in; undefined of the same. */
  readonly agreement: Agreement | undefined
}

/** One source: its rejects month by month, how complete and how old what it tells is, of a draw of children. NotFound where there is none. */
export const readSourceQuality = async (desk: Desk, id: string): Promise<SourceQuality> => {
  const { tx, at } = desk
  const source = await findSource(desk, id)
  const { rows } = await sql<Month>`
    select to_char(r.received_at at time zone 'Europe/London', 'YYYY-MM') as month, count(*)::integer as files, sum(r.rows)::integer as rows,
      sum(r.rejected)::integer as rejected
    from import_run r where r.source_id = ${id} and r.state = 'done' and r.received_at > ${at}::timestamptz - interval '1 year'
    group by 1 order by 1 desc`.execute(tx)
  const drawn = await drawOf(tx, id)
  return {
    id,
    name: source.name,
    months: rows,
    completeness: measure(
      drawn.map(({ own }) => own),
      londonDate(at),
    ),
    earlier: await listMeasured(desk, id),
    conflicts: source.told === undefined ? undefined : await countToldBy(desk, source.told),
    agreement: source.told === undefined ? undefined : await readAgreementOn(desk, id),
  }
}

type MeasureRow = Readonly<Record<Expected | 'children' | 'addresses' | 'old', number>> & { readonly month: string }
const listMeasured = async ({ tx }: Desk, id: string): Promise<Measured[]> => {
  const { rows } = await sql<MeasureRow>`
    select to_char(month, 'YYYY-MM') as month, children, birth, sex, number, address, addresses, old_addresses as old
    from source_measure where source_id = ${id} order by month desc limit 13`.execute(tx)
  return rows.map(({ month, children, addresses, old, birth, sex, number, address }) => ({
    ...{ month, children, addresses, oldAddresses: old },
    told: { birth, sex, number, address },
  }))
}

/** A child of whom the source does not tell what is expected. */
export type Missing = { readonly childId: number; readonly address: string; readonly name: string }

/** Those of the draw of whom the source does not tell this, by the name that the clearing house reads. */
export const listMissing = async (
  desk: Desk,
  id: string,
  what: Expected,
  most: number,
): Promise<{ source: string; children: Missing[]; more: boolean }> => {
  const source = await findSource(desk, id)
  const without = (await drawOf(desk.tx, id)).filter(({ own }) => !isTold(own, what))
  const shown = without.slice(0, most)
  const { rows } = await sql<{ id: number; uuid: string }>`
    select id, uuid from person where id = any(${shown.map(one => one.childId)}::bigint[])`.execute(desk.tx)
  const addresses = new Map(rows.map(row => [row.id, row.uuid]))
  const children = shown.map(({ childId, all }) => {
    const name = fold(all, { today: londonDate(desk.at), enrolment: 'none' }).name?.value
    const words = [name?.forename, name?.surname].filter(Boolean).join(' ')
    return { childId, address: addresses.get(childId) ?? '', name: words || 'Name not recorded' }
  })
  return { source: source.name, children, more: without.length > most }
}

type Drawn = { readonly childId: number; readonly own: readonly KnownFact[]; readonly all: readonly KnownFact[] }
/** The draw of a source's children, each with what the source itself tells. */
export const drawOf = async (tx: Tx, source: string): Promise<Drawn[]> => {
  const children = await drawChildren(tx, source, sampleOfChildren)
  const known = await readHeadFacts(tx, children)
  return children.map(childId => {
    const all = known.get(childId) ?? []
    return { childId, all, own: all.filter(fact => fact.source === source) }
  })
}

const findSource = async ({ tx }: Desk, id: string): Promise<{ name: string; told: string | undefined }> => {
  const { rows } = await sql<{ name: string; said: string; service: string }>`
    select name, coalesce(said, name) as said, service from source where id = ${id} and layout <> 'throughline'`.execute(
    tx,
  )
  const row = rows[0]
  if (!row) throw new NotFound()
  return { name: row.name, told: namedSource(row) }
}

const countToldBy = async ({ tx }: Desk, said: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from fact_conflict c join conflict_shape s on s.id = c.shape_id
    where c.state = 'open' and ${said} = any (string_to_array(s.told_by, E'\\n')) and c.child_id <> all ((select access.refused())::bigint[])
      and (c.fact <> 'address' or c.child_id <> all ((select access.shielded_children())::bigint[]))`.execute(tx)
  return rows[0]?.n ?? 0
}
