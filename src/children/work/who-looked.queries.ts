import { sql } from 'kysely'
import { type Actor, type CommandGrant, getRole, roles, type SignedInReader } from '../../access/index.ts'
import { boxesNamed, type PlainDate, readBoxes, silentCategories } from '../../kernel/index.ts'
import { actorWords } from './rule-words.ts'

export const outcomes = { shown: 'Shown', refused: 'Refused', done: 'Done', failed: 'Failed' } as const
type Outcome = keyof typeof outcomes
export type LookedEvent = {
  readonly id: number
  readonly at: Date
  readonly who: string
  readonly role: string
  readonly purpose: string
  readonly record: string
  readonly outcome: Outcome
  readonly rule: string
}
/** By who looked, the record's reference, the outcome, and days of London, both included; a part of a day that is none is passed over. */
export type Filter = Readonly<
  Partial<Record<'who' | 'record' | 'outcome' | 'before' | `${'from' | 'to'}-${'day' | 'month' | 'year'}`, string>>
>
export type Looked = {
  readonly events: readonly LookedEvent[]
  readonly filter: Filter
  readonly at: Date
  readonly next: number | undefined
}
type Row = {
  id: number
  at: Date
  who: string | null
  role: string | null
  purpose: string
  uuid: string | null
  outcome: Outcome
  rule: string
  actor: Actor | null
}

const perPage = 100

/** Roles whose look at a record says that a service is there which may not be named to everybody. */
const silentRoles = roles
  .filter(({ cells }) => silentCategories.some(category => cells[category] === 'F'))
  .map(({ key }) => key)

/** Does this auditor open records in another role? Then a record's reference is a child to them. */
const opensRecords = (reader: SignedInReader | undefined): boolean =>
  reader?.roles.some(key => Object.values(getRole(key).cells).some(cell => 'FSE'.includes(cell))) ?? true

/**
 * The record of access, newest first, a page at a time, by who looked, the record's reference and the outcome. The audit is no way
 * round a seal, nor round the auditor's own family (security.md 2.4, T15): what was shown of such a record is left out, and what
 * was refused stands as if there had been nothing at the address. Whoever opens records in another role reads no reference where
 * a silent service's worker looked: it would tell them that the service is there.
 */
export const listEvents = async ({ tx, at, reader }: CommandGrant<'audit'>, filter: Filter): Promise<Looked> => {
  const reference = (filter.record ?? '').trim().toLowerCase()
  const [from, to] = [dayIn('from', filter), dayIn('to', filter)]
  const { rows } = await sql<Row>`
    select a.id, a.at, u.name as who, a.role, a.purpose, case when not x.shut and not h.hushed then p.uuid end as uuid, a.outcome,
      case when not x.shut then a.rule when a.rule like 'locate:%' then 'locate:none' else 'absent' end as rule, a.actor
    from access.access_event a
    left join access.principal u on u.id = a.user_id left join person p on p.id = a.child_id
    cross join lateral (select exists (select 1 from access.child_facts(p.uuid) f
      where f.conflict is not null or (f.shield = 'sealed' and not f.allowed)) as shut) x
    cross join lateral (select ${opensRecords(reader)} and (coalesce(a.role = any(${silentRoles}), false) or u.category is not null or exists (select from access.membership m
      join access.principal t on t.id = m.team_id and t.category is not null where m.user_id = a.user_id and m.starts_at <= a.at and m.ends_at > a.at)) as hushed) h
    where (not x.shut or a.outcome = 'refused') and (${filter.who ?? ''} = '' or u.name ilike ${`%${(filter.who ?? '').replace(/[\\%_]/g, '\\$&')}%`})
      and (${filter.outcome ?? ''} = '' or a.outcome = ${filter.outcome ?? ''})
      and (${reference} = '' or (not x.shut and not h.hushed and left(p.uuid::text, length(${reference})) = ${reference}))
      and (${from ?? null}::date is null or a.at >= ${from ?? null}::date::timestamp at time zone 'Europe/London')
      and (${to ?? null}::date is null or a.at < (${to ?? null}::date + 1)::timestamp at time zone 'Europe/London')
      and (${filter.before ?? ''} = '' or a.id < ${Number(filter.before || 0)})
    order by a.id desc limit ${perPage + 1}`.execute(tx)
  const events = rows.slice(0, perPage).map(r => ({
    id: r.id,
    at: r.at,
    who: r.who ?? (r.actor ? actorWords[r.actor] : 'Nobody signed in'),
    role: r.role ? titleOf(r.role) : '',
    purpose: r.purpose,
    record: r.uuid?.slice(0, 8) ?? '',
    outcome: r.outcome,
    rule: r.rule,
  }))
  return { events, filter, at, next: rows.length > perPage ? events.at(-1)?.id : undefined }
}
const dayIn = (name: 'from' | 'to', filter: Filter): PlainDate | undefined => {
  const read = readBoxes(boxesNamed(name, filter))
  return read && 'date' in read ? read.date : undefined
}
const titleOf = (role: string): string => (roles.some(r => r.key === role) ? getRole(role).title : role)
