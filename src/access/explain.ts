import { sql } from 'kysely'
import {
  type Category,
  categories,
  formatDate,
  formatInstant,
  isUuid,
  londonDate,
  lowerFirst,
  NotFound,
} from '../kernel/index.ts'
import { FOREVER } from '../platform/database/index.ts'
import { recordAccess } from './audit.ts'
import { categoryWords } from './category-words.ts'
import { consentSentence } from './consent.ts'
import { actorContext, type Context } from './context.ts'
import { reasonEnd, reasonSentence } from './involvement.ts'
import { decide, type Reader, type Relation, sightOf } from './policy.ts'
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
import { type Ground, switchContext, type Tx, withContext } from './transaction.ts'

/** How one role of a practitioner stands to a child, in words. */
export type ExplainedAccess = {
  readonly role: RoleKey
  readonly outcome: 'show' | 'refuse'
  readonly rule: string
  readonly full: readonly Category[]
  readonly summary: readonly Category[]
  /** Of which only who to speak to. */
  readonly whoToSpeakTo: readonly Category[]
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
    // Whoever runs the command asks, not the practitioner, whose context the answer is found in.
    await switchContext(ground, tx, actorContext('audit', at))
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
    await switchContext(ground, tx, context)
    const consents = decision.outcome === 'show' ? (decision.consents ?? []) : []
    const sees = (sight: string, summary: boolean) =>
      decision.outcome === 'refuse'
        ? []
        : categories.filter(category => sightOf(decision, { category, sensitivity: 1, summary }) === sight)
    const full = sees('full', false)
    const summary = sees('summary', true)
    const whoToSpeakTo = sees('existence', true)
    const besides =
      decision.outcome === 'refuse' || !facts
        ? []
        : [
            ...consents.map(one => `  Besides: ${consentSentence(one, 'the young person')}.`),
            ...((await keepsPlace(tx, facts.childId))
              ? ['  Not where the child can be found: that is kept to named people, and they are not among them.']
              : []),
          ]
    return {
      role,
      outcome: decision.outcome,
      rule: decision.rule,
      full,
      summary,
      whoToSpeakTo,
      lines: [
        ...linesOf(who.name, roleInForce(role, inForce.rules), decision, { full, summary, whoToSpeakTo }),
        ...(decision.outcome === 'show' ? await reasonLines(tx, who.id, decision.relations) : []),
        ...besides,
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

/** The live reasons in the words that the practitioner reads on the record, and what ends each. */
const reasonLines = async (tx: Tx, user: number, relations: readonly Relation[]): Promise<string[]> => {
  if (relations.length === 0) return [`  They read: because ${reasonSentence('universal', 'the child')}.`]
  const teams = relations.map(one => one.principal).filter(id => id !== user)
  const { rows } = await sql<{ id: number; name: string }>`
    select id, name from access.principal where id = any(${teams}::bigint[]) and kind = 'team'`.execute(tx)
  const names = new Map(rows.map(row => [row.id, row.name]))
  return relations.map(({ reason, principal, startsAt, endsAt }) => {
    const because = reasonSentence(reason, 'the child', principal === user ? undefined : names.get(principal))
    const ends = endsAt.getTime() === FOREVER.getTime() ? lowerFirst(reasonEnd(reason)) : formatInstant(endsAt)
    return `  They read: because ${because}. Since ${formatDate(londonDate(startsAt))}; ends: ${ends}.`
  })
}

/** Is where this child can be found kept to people of whom this reader is none? */
const keepsPlace = async (tx: Tx, childId: number): Promise<boolean> => {
  const { rows } = await sql<{ kept: boolean }>`select ${childId} = any(access.hidden_places()) as kept`.execute(tx)
  return rows[0]?.kept ?? false
}

type Ruled = { readonly outcome: 'show' | 'refuse'; readonly rule: string }
type Seen = Readonly<Record<'full' | 'summary' | 'whoToSpeakTo', readonly Category[]>>
const linesOf = (name: string, role: Role, { outcome, rule }: Ruled, seen: Seen): string[] => {
  const who = `${name}, as ${role.title}`
  if (outcome === 'refuse') return [`${who}: no, because ${refusals[rule] ?? rule}.`]
  const list = (words: string, some: readonly Category[]) =>
    some.length > 0 ? [`  ${words}: ${some.map(one => lowerFirst(categoryWords[one])).join('; ')}.`] : []
  return [
    `${who}: yes, by the rule ${rule}.`,
    ...list('In full', seen.full),
    ...list('In summary', seen.summary),
    ...list('Only who to speak to', seen.whoToSpeakTo),
    `  ${role.sentence}`,
    ...(role.school ? [`  ${councilsOwnSentence}`] : []),
  ]
}
