import { sql } from 'kysely'
import {
  type ChildGrant,
  consentSentence,
  type Relation,
  reasonEnd,
  reasonSentence,
  roleInForce,
} from '../../access/index.ts'
import { formatInstant, londonDate, type PlainDate } from '../../kernel/index.ts'
import { FOREVER } from '../../platform/database/index.ts'

/** One live reason in words: what follows "You can see this record because", since when, and when it ends: on a day, or in words. */
export type Reason = {
  readonly because: string
  readonly since: PlainDate
  readonly ends?: PlainDate
  readonly endsWhen?: string
}

/** What somebody sees who opened the record urgently and has no other reason, whatever their role. */
export const urgentSentence = 'Opened urgently, a record shows what you chose, and no more.'

/** Why this reader sees this child: a function of role, relation and what was agreed with the reader, never of what else the record holds. */
export type Reasons = {
  readonly reasons: readonly Reason[]
  /** What the reader sees besides, because the child agreed; undefined is nothing. */
  readonly agreed?: readonly Reason[]
  readonly role: string
  /** What the reader oversees that this child is part of: as it was agreed. */
  readonly oversight: readonly Overseen[]
  /** The same sentence on every record. */
  readonly roleSentence: string
}

/** Oversight of a team that works with the child: until when, what it is for, and who agreed to it. A silent service's team is not named. */
export type Overseen = {
  readonly team: string | null
  readonly purpose: string
  readonly lastDay: PlainDate
  readonly agreedBy: string | null
}

/** The reader's live reasons for this child, the strongest first. */
export const listReasons = async (grant: ChildGrant<'identity'>, first: string): Promise<Reasons> => {
  const { relations, consents = [] } = grant.decision
  const teams = await teamNames(grant)
  const reasons = relations.map(relation => {
    const team = relation.principal === grant.reader.userId ? undefined : teams.get(relation.principal)
    return {
      because: reasonSentence(relation.reason, first, team),
      since: londonDate(relation.startsAt),
      ...endOf(relation),
    }
  })
  const universal = {
    because: reasonSentence('universal', first),
    since: londonDate(grant.at),
    endsWhen: reasonEnd('universal'),
  }
  const role = roleInForce(grant.reader.role, grant.reader.rules)
  const oversight = relations.some(one => one.reason === 'oversight') ? await listOverseen(grant) : []
  const agreed = consents.map(one => ({
    because: consentSentence(one, first),
    since: londonDate(one.startsAt),
    ends: londonDate(new Date(one.endsAt.getTime() - 1)),
  }))
  return {
    reasons: reasons.length > 0 ? reasons : [universal],
    ...(agreed.length > 0 ? { agreed } : {}),
    oversight,
    role: role.title,
    roleSentence:
      relations.length > 0 && relations.every(one => one.reason === 'urgent') ? urgentSentence : role.sentence,
  }
}

/** Urgent access ends within hours, so by the clock; what has no end yet, by what will end it. */
const endOf = ({ reason, endsAt }: Relation): Pick<Reason, 'ends' | 'endsWhen'> => {
  if (reason === 'urgent') return { endsWhen: formatInstant(endsAt) }
  if (endsAt.getTime() === FOREVER.getTime()) return { endsWhen: reasonEnd(reason) }
  return { ends: londonDate(new Date(endsAt.getTime() - 1)) }
}

const listOverseen = async ({ tx, childId }: ChildGrant<'identity'>): Promise<readonly Overseen[]> => {
  const { rows } = await sql<Overseen>`
    select case when t.category is null then t.name end as team, o.purpose, ((o.ends_at - interval '1 microsecond') at time zone 'Europe/London')::date::text as "lastDay",
      a.name as "agreedBy"
    from access.oversight o join access.principal t on t.id = o.team_id
      left join access.oversight_proposal q on q.id = o.proposal_id left join access.principal a on a.id = q.answered_by
    where o.id in (select g.oversight_id from access.grant_row g where g.child_id = ${childId} and g.reason = 'oversight') order by o.ends_at, o.id`.execute(
    tx,
  )
  return rows
}

const teamNames = async (grant: ChildGrant<'identity'>): Promise<ReadonlyMap<number, string>> => {
  const ids = grant.decision.relations.map(r => r.principal).filter(id => id !== grant.reader.userId)
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: number; name: string }>`
    select id, name from access.principal where id = any(${ids}::bigint[]) and kind = 'team'`.execute(grant.tx)
  return new Map(rows.map(row => [row.id, row.name]))
}
