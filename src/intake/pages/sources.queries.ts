import { sql } from 'kysely'
import { NotFound, type PlainDate } from '../../kernel/index.ts'
import type { Desk } from './runs.queries.ts'

export type NamedSource = { readonly id: string; readonly name: string }

/** Sources that files can be brought in for. */
export const listNames = async (desk: Desk): Promise<NamedSource[]> => {
  const { rows } =
    await sql<NamedSource>`select id, name from source where layout <> 'throughline' order by name, id`.execute(desk.tx)
  return rows
}

/** A source, its agreement, and how its last import went. */
export type SourceDetails = NamedSource & {
  readonly layout: string
  readonly service: string
  readonly due: string | null
  readonly trust: Readonly<Record<string, number>>
  readonly givesGrounds: boolean
  readonly mapped: boolean
  readonly purpose: string | null
  readonly basis: string | null
  readonly owner: string | null
  readonly fields: string | null
  /** The user name of whoever is told when it is to be looked at. */
  readonly ownerKey: string | null
  /** They have left: nobody is told, and nobody answers for the source. */
  readonly ownerLeft: boolean
  /** How they are reached, while they work here. */
  readonly ownerPhone: string | null
  readonly ownerEmail: string | null
  readonly reviewOn: PlainDate | null
  readonly withdrawnAt: Date | null
  readonly live: boolean
  /** What the source declares, to which the council has not agreed yet. */
  readonly proposed: boolean
  readonly lastCame: Date | null
  readonly lastRun: string | null
  readonly lastRows: number
  readonly lastRejected: number
  readonly waiting: number
}

const details = sql`
  s.id, s.name, s.layout, s.service, s.due, s.trust, s.gives_grounds as "givesGrounds", s.mapping is not null as mapped,
  s.agreement_purpose as purpose, s.agreement_basis as basis, s.agreement_owner as owner, s.agreement_review_on::text as "reviewOn",
  s.agreement_fields as fields, s.agreement_purpose is not null and s.agreement_from is null as proposed, s.agreement_withdrawn_at as "withdrawnAt", o.key as "ownerKey", coalesce(not o.active, false) as "ownerLeft",
  case when o.active then o.phone end as "ownerPhone", case when o.active then o.email end as "ownerEmail",
  u.received_at as "lastCame", u.uuid as "lastRun", coalesce(u.rows, 0) as "lastRows", coalesce(u.rejected, 0) as "lastRejected",
  (select count(*)::int from import_run w where w.source_id = s.id and w.state = 'waiting') as waiting`
const liveOn = (at: Date) => sql`
  (s.agreement_purpose is not null and coalesce(s.agreement_from <= ${at}::date, false) and s.agreement_withdrawn_at is null
   and coalesce(s.agreement_review_on >= ${at}::date, true)) as live`
const last = sql`left join access.principal o on o.id = s.agreement_owner_id left join lateral (select * from import_run r where r.source_id = s.id and r.state <> 'undone' order by r.id desc limit 1) u on true`

/** Every source that sends us something, by name. */
export const listSources = async (desk: Desk): Promise<SourceDetails[]> => {
  const { rows } = await sql<SourceDetails>`
    select ${details}, ${liveOn(desk.at)} from source s ${last} where s.layout <> 'throughline' order by s.name, s.id`.execute(
    desk.tx,
  )
  return rows
}

/** One of them. Throws NotFound. */
export const findSourceDetails = async (desk: Desk, id: string): Promise<SourceDetails> => {
  const { rows } = await sql<SourceDetails>`
    select ${details}, ${liveOn(desk.at)} from source s ${last} where s.id = ${id} and s.layout <> 'throughline'`.execute(
    desk.tx,
  )
  if (!rows[0]) throw new NotFound('There is no such source.', 'Choose it from the list of sources.')
  return rows[0]
}

/** Writes when the files of a source are expected. */
export const saveDue = async (desk: Desk, id: string, due: string): Promise<void> => {
  await sql`update source set due = nullif(${due}, '') where id = ${id}`.execute(desk.tx)
}
