import { sql } from 'kysely'
import { londonDate } from '../kernel/index.ts'
import { type ChildGrant, issueChildGrant } from './grant.ts'
import { joinMasks, type Masks } from './masks.ts'
import { decide } from './policy.ts'
import {
  findChildFacts,
  masksFor,
  type OrganisationRow,
  organisationOf,
  publishedRules,
  type SignedInReader,
  standingOf,
  trainingEnds,
} from './reader.queries.ts'
import type { RoleRules } from './role-rules.ts'
import { getRole } from './roles.ts'
import { type TrainingEnd, works } from './training.ts'
import { type Ground, switchContext } from './transaction.ts'

type Row = {
  name: string
  teams: number[]
  roles: { role: string; teamRoles: string[]; training: TrainingEnd[] }[]
  organisation: OrganisationRow | null
  rules: RoleRules
}

/**
 * Asks something about this child as a colleague would see it: row security answers as them, in the roles they hold and whose training is in
 * date. `undefined` where they may not open the record. What comes back is the colleague's sight, not the reader's: whoever asks must show no
 * more of it than the reader sees too. The context is the reader's own again afterwards. Source: issue 6, point 5; peers.md idea 6.
 */
export const asColleague = async <K extends string, T>(
  ground: Ground,
  grant: ChildGrant<K>,
  userId: number,
  work: (grant: ChildGrant<K>) => Promise<T>,
): Promise<T | undefined> => {
  const { tx, reader, at, childId, address } = grant
  const colleague = await findColleague(grant, userId)
  if (!colleague) return undefined
  const { principals, masks } = colleague
  await switchContext(ground, tx, { kind: 'user', id: String(userId), principals, masks, at })
  const facts = await findChildFacts(tx, address)
  const decision = facts ? decide(colleague, facts, at) : undefined
  const found =
    decision?.outcome === 'show'
      ? await work(
          issueChildGrant([], { tx, reader: colleague, at, knownAt: undefined, childId, address, decision }) as never,
        )
      : undefined
  await switchContext(ground, tx, {
    kind: 'user',
    id: String(reader.userId),
    principals: reader.principals,
    masks: reader.masks,
    at,
  })
  return found
}

/** Somebody who works here today, as a reader in all roles that they hold and that work; undefined where there is none. */
export const findColleague = async (
  { tx, at }: Pick<ChildGrant<never>, 'tx' | 'at'>,
  userId: number,
): Promise<SignedInReader | undefined> => {
  const today = londonDate(at)
  const live = (table: string) =>
    sql`${sql.ref(`${table}.starts_at`)} <= ${at} and ${sql.ref(`${table}.ends_at`)} > ${at}`
  const { rows } = await sql<Row>`
    select p.name, ${publishedRules(at)} as rules, ${organisationOf(sql`p.organisation_id`, at)} as organisation,
      array(select m.team_id from access.membership m where m.user_id = p.id and ${live('m')} order by 1) as teams,
      coalesce((select json_agg(json_build_object('role', h.role, 'training', ${trainingEnds(sql`p.id`, sql`h.role`, today)}, 'teamRoles',
        array(select distinct o.role from access.membership own
          join access.membership m on m.team_id = own.team_id and m.user_id <> p.id and ${live('m')}
          join access.role_held o on o.user_id = m.user_id and ${live('o')}
          where own.user_id = p.id and own.manages and ${live('own')} order by 1)) order by h.role)
        from access.role_held h where h.user_id = p.id and ${live('h')}), '[]') as roles
    from access.principal p where p.id = ${userId} and p.kind = 'user' and p.active`.execute(tx)
  const [row] = rows
  const held = (row?.roles ?? []).filter(({ training }) =>
    works(
      training.map(end => ({ ...end, lastDay: end.lastDay ?? undefined })),
      today,
    ),
  )
  const [first] = held
  if (!row || !first) return undefined
  const masks: Masks = joinMasks(held.map(({ role, teamRoles }) => masksFor(role, teamRoles, { rules: row.rules })))
  const standing = standingOf(row.organisation, today, masks, [userId, ...row.teams])
  // Without an agreement in force nothing but urgent access opens, and that is nobody's role.
  if ('agreement' in standing) return undefined
  return {
    userId,
    name: row.name,
    active: true,
    role: getRole(first.role).key,
    roles: held.map(({ role }) => getRole(role).key),
    manages: [],
    ...standing,
    csrf: '',
  }
}
