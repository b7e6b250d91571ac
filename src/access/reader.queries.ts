import { type RawBuilder, sql } from 'kysely'
import { type Category, categoriesIn, londonDate, type PlainDate } from '../kernel/index.ts'
import type { Consent, ConsentSight } from './consent.ts'
import { joinMasks, type Masks, masksOf, untrained } from './masks.ts'
import { agreementOf, type Organisation, withinAgreement } from './organisation.ts'
import type { ReaderAgreement, Relation } from './policy.ts'
import { type Pace, tooFast } from './reading-pace.actions.ts'
import { type RoleRules, roleInForce } from './role-rules.ts'
import { getRole, type RoleKey } from './roles.ts'
import { endNotOurs, isOurs, type Marked, type StaffSession, staffColumns } from './session-mark.ts'
import { type TrainingEnd, trainingWarnings, works } from './training.ts'
import type { Ground, Tx } from './transaction.ts'

/** The person signed in, in the role they use now. */
export type SignedInReader = {
  readonly userId: number
  readonly name: string
  readonly active: boolean
  readonly role: RoleKey
  readonly roles: readonly RoleKey[]
  readonly principals: readonly number[]
  readonly manages: readonly number[]
  readonly masks: Masks
  /** What the role in use needs and ran out, or will soon; undefined is nothing. */
  readonly training?: readonly TrainingEnd[]
  /** The outside organisation whose staff they are; undefined for the council’s own. */
  readonly organisation?: Organisation
  readonly agreement?: ReaderAgreement
  /** Published changes of what roles see; undefined is none. */
  readonly rules?: RoleRules
  readonly csrf: string
}

type Row = StaffSession &
  Marked & {
    name: string
    active: boolean
    roles: string[]
    teams: number[]
    manages: number[]
    team_roles: string[]
    training: TrainingEnd[]
    organisation: OrganisationRow | null
    rules: RoleRules
  }

/**
 * The reader behind a live session, or undefined: one without a request for thirty minutes is over. Teams and roles are read
 * anew for every request: leaving works at once. That it is in use is written down at most once a minute, and not at all where
 * the request is not a person's act (`inUse`). A row that we did not write is nobody's session: it is ended and recorded.
 */
export const findReader = async (
  ground: Ground,
  tokenHash: Buffer,
  inUse = true,
  requestId?: string,
): Promise<SignedInReader | undefined> => {
  const at = ground.now()
  const today = londonDate(at)
  const { rows } = await sql<Row>`
    with live as (select ${staffColumns} from access.session s
      where s.token_hash = ${tokenHash} and s.expires_at > ${at} and s.seen_at > ${at}::timestamptz - interval '30 minutes'),
    touched as (update access.session s set seen_at = ${at} where s.token_hash = ${tokenHash} and s.expires_at > ${at}
      and s.seen_at > ${at}::timestamptz - interval '30 minutes' and s.seen_at <= ${at}::timestamptz - interval '1 minute' and ${inUse}),
    team as (select m.team_id, m.manages from access.membership m, live where m.user_id = live.user_id and m.starts_at <= ${at} and m.ends_at > ${at})
    select live.*, p.name, p.active,
      array(select h.role from access.role_held h where h.user_id = live.user_id and h.starts_at <= ${at} and h.ends_at > ${at} order by 1) as roles,
      array(select team_id from team order by 1) as teams,
      array(select team_id from team where manages order by 1) as manages,
      array(select distinct h.role from team join access.membership m on m.team_id = team.team_id and m.starts_at <= ${at} and m.ends_at > ${at}
            join access.role_held h on h.user_id = m.user_id and h.starts_at <= ${at} and h.ends_at > ${at}
            where team.manages and m.user_id <> live.user_id order by 1) as team_roles,
      ${trainingEnds(sql`live.user_id`, sql`live.role`, today)} as training,
      ${organisationOf(sql`p.organisation_id`, at)} as organisation,
      ${publishedRules(at)} as rules
    from live join access.principal p on p.id = live.user_id`.execute(ground.db)
  const row = rows[0]
  if (row && !isOurs(ground.contextKey, row)) {
    await endNotOurs(ground, row, requestId)
    return undefined
  }
  return row?.roles.includes(row.role) ? toReader(row, today) : undefined
}

/**
 * The trainings that a role needs of somebody and that ran out, or will before the first warning, as JSON: the first to run out first. One
 * needed only from a later day runs out at the latest the day before.
 */
export const trainingEnds = (user: RawBuilder<unknown>, role: RawBuilder<unknown>, today: PlainDate) => sql`
  coalesce((select json_agg(json_build_object('name', x.name, 'renew', x.renew, 'lastDay', x.last_day) order by x.last_day nulls first, x.name)
    from (select t.name, t.renew, greatest(case when r.starts_on > ${today}::date then r.starts_on - 1 end,
        (select max(d.last_day) from access.training_done d where d.user_id = ${user} and d.training = r.training and d.done_on <= ${today}::date)) as last_day
      from access.role_training r join access.training t on t.key = r.training
      where r.role = ${role} and r.ends_on > ${today}::date and r.starts_on <= ${today}::date + ${trainingWarnings.today}::integer) x
    where x.last_day is null or x.last_day <= ${today}::date + ${trainingWarnings.today}::integer), '[]')`

export type OrganisationRow = Omit<Organisation, 'reviewOn'> & { readonly reviewOn: PlainDate | null }
/** The organisation of that number and how its agreement stands, as JSON; null for the council itself. */
export const organisationOf = (id: RawBuilder<unknown>, at: Date) => sql`
  (select json_build_object('name', o.name, 'categories', o.categories, 'reviewOn', o.review_on, 'withdrawn', coalesce(o.withdrawn_at <= ${at}, false))
    from access.organisation o where o.id = ${id})`

/**
 * How somebody stands under their organisation's agreement. Of one that was withdrawn the context names nobody: no reason of theirs is found,
 * whatever asks.
 */
export const standingOf = (
  row: OrganisationRow | null,
  today: PlainDate,
  masks: Masks,
  principals: readonly number[],
) => {
  if (!row) return { masks, principals }
  const organisation = { ...row, reviewOn: row.reviewOn ?? undefined }
  const agreement = agreementOf(organisation, today)
  return {
    ...{ organisation, masks: withinAgreement(masks, organisation, today) },
    principals: agreement === 'withdrawn' ? [] : principals,
    ...(agreement ? { agreement } : {}),
  }
}

/** JSON has null where we have nothing. */
const given = (end: TrainingEnd): TrainingEnd => ({ ...end, lastDay: end.lastDay ?? undefined })

const toReader = (row: Row, today: PlainDate): SignedInReader => ({
  userId: row.user_id,
  name: row.name,
  active: row.active,
  role: getRole(row.role).key,
  roles: row.roles.map(r => getRole(r).key),
  manages: row.manages,
  ...standingOf(
    row.organisation,
    today,
    masksFor(row.role, row.team_roles, { trained: works(row.training, today), rules: row.rules }),
    [row.user_id, ...row.teams],
  ),
  ...(Object.keys(row.rules).length > 0 ? { rules: row.rules } : {}),
  ...(row.training.length > 0 ? { training: row.training.map(given) } : {}),
  csrf: row.csrf,
})

/**
 * A manager sees what the roles in the managed teams see, of the children the teams work with, and no more (reference/domain.md
 * 7.2): a member's duty over every child is not handed on. Without training in date only the role's level is left.
 */
export const masksFor = (
  role: string,
  teamRoles: readonly string[],
  { trained = true, rules = {} }: { readonly trained?: boolean; readonly rules?: RoleRules } = {},
): Masks => {
  const own = (key: string) => masksOf(roleInForce(key, rules))
  const masks =
    role === 'team-manager'
      ? { ...joinMasks([role, ...teamRoles].map(own)), universalFull: 0, universalSummary: 0 }
      : own(role)
  return trained ? masks : untrained(masks)
}

/** The published changes of roles that hold at an instant, as JSON by role: of each the last to begin, of two on one day the last published. */
export const publishedRules = (at: Date) => sql`
  coalesce((select json_object_agg(v.role, json_build_object('cells', v.cells, 'level', v.level, 'sentence', v.sentence, 'startsOn', v.starts_on))
    from (select distinct on (role) role, cells, level, sentence, starts_on from access.role_rule
      where published_at is not null and starts_on <= ${londonDate(at)}::date order by role, starts_on desc, published_at desc, id desc) v), '{}')`

export type FoundChild = {
  readonly childId: number
  readonly moved: boolean
  readonly shield: 'restricted' | 'sealed' | undefined
  readonly allowed: boolean
  readonly conflict: string | undefined
  readonly relations: readonly Relation[]
  readonly consents?: readonly Consent[]
  /** What the reader has come to by opening other children's records; undefined where they may go on. */
  readonly tooFast?: Pace | undefined
}

type ConsentRow = { bit: number; principal: number; opens: ConsentSight; from: string; to: string }

type RelationRow = {
  reason: string
  principal: number
  limit_mask: number
  extra_mask: number
  max_sensitivity: number
  named: boolean
  writes: boolean
  starts_at: Date
  ends_at: Date
}

/**
 * What `decide` needs about the child at this address; undefined when no record has it. `most` is how many children nobody opens: whether the
 * reader has is told with it.
 */
export const findChildFacts = async (
  tx: Tx,
  address: string,
  most: readonly Pace[] = [],
): Promise<FoundChild | undefined> => {
  const found = await sql<{
    child_id: number
    moved: boolean
    shield: 'restricted' | 'sealed' | null
    allowed: boolean
    conflict: string | null
    consents: ConsentRow[] | null
    too_fast: number | null
  }>`
    select f.*, (select json_agg(json_build_object('bit', c.category_bit, 'principal', c.principal, 'opens', c.opens,
        'from', c.starts_at, 'to', least(c.ends_at, c.withdrawn_at)) order by c.starts_at, c.id)
      from access.consent c where c.child_id = f.child_id) as consents,
      ${most.length > 0 ? tooFast(sql`f.child_id`, most) : sql`null`} as too_fast
    from access.child_facts(${address}::uuid) f`.execute(tx)
  const child = found.rows[0]
  if (!child) return undefined
  return {
    childId: child.child_id,
    moved: child.moved,
    allowed: child.allowed,
    shield: child.shield ?? undefined,
    conflict: child.conflict ?? undefined,
    relations: await listRelations(tx, child.child_id),
    ...(child.too_fast ? { tooFast: most.find(one => one.minutes === child.too_fast) } : {}),
    ...(child.consents ? { consents: child.consents.map(toConsent) } : {}),
  }
}

/** What was agreed with the reader or a team of theirs and holds: row security shows no other. Nobody but the young person gives it. */
const toConsent = ({ bit, principal, opens, from, to }: ConsentRow): Consent => ({
  ...{ category: categoriesIn(bit)[0] as Category, by: 'young-person', principal, opens },
  ...{ startsAt: new Date(from), endsAt: new Date(to), withdrawnAt: new Date(to) },
})

const relationColumns = sql.raw(
  'g.reason, g.principal, g.limit_mask, g.extra_mask, g.max_sensitivity, g.named, g.writes, g.starts_at, g.ends_at',
)
const onRoll = sql`r.starts_on <= (select access.at())::date and r.ends_on > (select access.at())::date`

/** The reader's own live reasons for one child, the roll included, strongest first. */
export const listRelations = async (tx: Tx, childId: number): Promise<Relation[]> => {
  const { rows } = await sql<RelationRow>`
    select ${relationColumns} from access.grant_row g where g.child_id = ${childId}
    union all
    select ${relationColumns} from access.roll r join access.grant_row g on g.establishment_id = r.establishment_id
    where r.child_id = ${childId} and ${onRoll}
    order by named desc, limit_mask desc, starts_at, reason`.execute(tx)
  return rows.map(toRelation)
}

/** The same of several children at once, by child, in no order. */
export const relationsOf = async (tx: Tx, children: readonly number[]): Promise<ReadonlyMap<number, Relation[]>> => {
  const { rows } = await sql<RelationRow & { child: number }>`
    select g.child_id as child, ${relationColumns} from access.grant_row g where g.child_id = any(${children}::bigint[])
    union all
    select r.child_id, ${relationColumns} from access.roll r join access.grant_row g on g.establishment_id = r.establishment_id
    where r.child_id = any(${children}::bigint[]) and ${onRoll}`.execute(tx)
  const byChild = Map.groupBy(rows, row => row.child)
  return new Map([...byChild].map(([child, reasons]) => [child, reasons.map(toRelation)]))
}

const toRelation = (r: RelationRow): Relation => ({
  reason: r.reason,
  principal: r.principal,
  limit: r.limit_mask,
  extra: r.extra_mask,
  maxSensitivity: r.max_sensitivity,
  named: r.named,
  writes: r.writes,
  startsAt: r.starts_at,
  endsAt: r.ends_at,
})
