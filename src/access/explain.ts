import { sql } from 'kysely'
import { type Category, categories, isUuid, londonDate, NotFound } from '../kernel/index.ts'
import { recordAccess } from './audit.ts'
import { consentSentence } from './consent.ts'
import type { Context } from './context.ts'
import { decide, type Reader, sightOf } from './policy.ts'
import {
  findChildFacts,
  masksFor,
  type OrganisationRow,
  organisationOf,
  publishedRules,
  standingOf,
  trainingEnds,
} from './reader.queries.ts'
import { councilsOwnSentence } from './role.ts'
import { type RoleRules, roleInForce } from './role-rules.ts'
import { getRole, type Role, type RoleKey } from './roles.ts'
import { type TrainingEnd, works } from './training.ts'
import { type Ground, withContext } from './transaction.ts'

/** How one role of a practitioner stands to a child, in words. */
export type ExplainedAccess = {
  readonly role: RoleKey
  readonly outcome: 'show' | 'refuse'
  readonly rule: string
  readonly full: readonly Category[]
  readonly summary: readonly Category[]
  readonly lines: readonly string[]
}

type Practitioner = {
  id: number
  name: string
  active: boolean
  roles: string[]
  teams: number[]
  team_roles: string[]
  organisation: OrganisationRow | null
}

/**
 * Why a practitioner (by staff key) may or may not open the record at this address: one answer for each role held, from the
 * same rules that answer pages. Asking is on the record of access. Throws NotFound for a practitioner nobody knows.
 */
export const explainAccess = async (ground: Ground, key: string, address: string): Promise<ExplainedAccess[]> => {
  const practitioner = await findPractitioner(ground, key)
  const explained: ExplainedAccess[] = []
  for (const role of practitioner.roles)
    explained.push(await explainRole(ground, practitioner, getRole(role).key, address))
  return explained
}

const findPractitioner = async (ground: Ground, key: string): Promise<Practitioner> => {
  const at = ground.now()
  const { rows } = await sql<Practitioner>`
    select p.id, p.name, p.active, ${organisationOf(sql`p.organisation_id`, at)} as organisation,
      array(select h.role from access.role_held h where h.user_id = p.id and h.starts_at <= ${at} and h.ends_at > ${at} order by 1) as roles,
      array(select m.team_id from access.membership m where m.user_id = p.id and m.starts_at <= ${at} and m.ends_at > ${at} order by 1) as teams,
      array(select distinct h.role from access.membership own
        join access.membership m on m.team_id = own.team_id and m.user_id <> p.id and m.starts_at <= ${at} and m.ends_at > ${at}
        join access.role_held h on h.user_id = m.user_id and h.starts_at <= ${at} and h.ends_at > ${at}
        where own.user_id = p.id and own.manages and own.starts_at <= ${at} and own.ends_at > ${at} order by 1) as team_roles
    from access.principal p where p.kind = 'user' and p.key = ${key}`.execute(ground.db)
  if (!rows[0]) throw new NotFound('Nobody here has that key.', 'Use the key of a member of staff, such as sam-ali.')
  return rows[0]
}

/** Whether the role works for them today, and what it may see. */
const findRules = async (
  ground: Ground,
  userId: number,
  role: RoleKey,
): Promise<{ readonly trained: boolean; readonly rules: RoleRules }> => {
  const at = ground.now()
  const today = londonDate(at)
  const ends = trainingEnds(sql`${userId}::bigint`, sql`${role}::text`, today)
  const { rows } = await sql<{ ends: TrainingEnd[]; rules: RoleRules }>`
    select ${ends} as ends, ${publishedRules(at)} as rules`.execute(ground.db)
  return { trained: works(rows[0]?.ends ?? [], today), rules: rows[0]?.rules ?? {} }
}

const explainRole = async (
  ground: Ground,
  who: Practitioner,
  role: RoleKey,
  address: string,
): Promise<ExplainedAccess> => {
  const at = ground.now()
  const inForce = await findRules(ground, who.id, role)
  const reader: Reader = {
    userId: who.id,
    active: who.active,
    ...standingOf(who.organisation, londonDate(at), masksFor(role, who.team_roles, inForce), [who.id, ...who.teams]),
  }
  const context: Context = { kind: 'user', id: String(who.id), principals: reader.principals, masks: reader.masks, at }
  return withContext(ground, context, async tx => {
    const facts = isUuid(address) ? await findChildFacts(tx, address) : undefined
    const decision = facts ? decide(reader, facts, at) : { outcome: 'refuse' as const, rule: 'absent' as const }
    await recordAccess(tx, at, {
      reader: undefined,
      actor: 'audit',
      purpose: 'explain access',
      action: 'access explain',
      childId: facts?.childId,
      categories: 0,
      outcome: 'done',
      rule: decision.rule,
      requestId: 'command line',
    })
    const consents = decision.outcome === 'show' ? (decision.consents ?? []) : []
    const sees = (sight: string, summary: boolean) =>
      decision.outcome === 'refuse'
        ? []
        : categories.filter(category => sightOf(decision, { category, sensitivity: 1, summary }) === sight)
    const full = sees('full', false)
    const summary = sees('summary', true)
    return {
      role,
      outcome: decision.outcome,
      rule: decision.rule,
      full,
      summary,
      lines: [
        ...linesOf(who.name, roleInForce(role, inForce.rules), decision, full, summary),
        ...consents.map(one => `  Besides: ${consentSentence(one, 'the young person')}.`),
      ],
    }
  })
}

const refusals: Readonly<Record<string, string>> = {
  absent: 'there is no record at this address',
  inactive: 'the account is paused',
  conflict: 'it is the record of their own family, or they declared an interest',
  shield: 'the record is restricted or sealed, and they are not on its list',
  agreement: 'the sharing agreement with their organisation is not in force',
  training: 'the training that the role needs is not in date',
  'no-reason': 'they have no reason to see this record: no work with the child, no link to the school',
}

type Ruled = { readonly outcome: 'show' | 'refuse'; readonly rule: string }
const linesOf = (
  name: string,
  role: Role,
  { outcome, rule }: Ruled,
  full: readonly string[],
  summary: readonly string[],
): string[] => {
  const who = `${name}, as ${role.title}`
  if (outcome === 'refuse') return [`${who}: no, because ${refusals[rule] ?? rule}.`]
  return [
    `${who}: yes, because of ${rule}.`,
    `  In full: ${full.join(', ') || 'nothing'}.`,
    ...(summary.length > 0 ? [`  In summary: ${summary.join(', ')}.`] : []),
    `  ${role.sentence}`,
    ...(role.school ? [`  ${councilsOwnSentence}`] : []),
  ]
}
