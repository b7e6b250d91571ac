import { sql } from 'kysely'
import { Conflict, isPlainDate, NotFound, type PlainDate, parseUuid } from '../../kernel/index.ts'
import { addJob } from '../../platform/jobs/index.ts'
import { type CommandGrant, readerOfAct } from '../grant.ts'
import { publishedRules } from '../reader.queries.ts'
import { type RoleRule, type RoleRules, roleInForce } from '../role-rules.ts'
import { getRole, type Role, type RoleKey } from '../roles.ts'

type Desk = CommandGrant<'approvals'>

/** How somebody's sight would change: of how many records they would see more, and of how many less. */
export type SightChange = {
  readonly name: string
  readonly title: string
  readonly gained: number
  readonly lost: number
}
/** What a rehearsal found: those whose sight changes, of everybody whose sight the role makes. */
export type Rehearsal = { readonly people: number; readonly changes: readonly SightChange[] }

/** A change of one role: drafted, rehearsed, published or dropped. */
export type RuleChange = {
  readonly uuid: string
  readonly role: RoleKey
  readonly cells: string
  readonly level: 1 | 2 | 3
  readonly sentence: string
  readonly why: string
  readonly draftedBy: string
  readonly draftedAt: Date
  readonly own: boolean
  readonly rehearsedAt: Date | null
  readonly rehearsal: Rehearsal | null
  /** When a rehearsal was asked for that is not made yet, and how far it has come. */
  readonly rehearsalAskedAt: Date | null
  readonly rehearsalDone: number | null
  readonly rehearsalOf: number | null
  /** When the last one that was asked for was given up. */
  readonly rehearsalFailedAt: Date | null
  readonly startsOn: PlainDate | null
  readonly publishedBy: string | null
  readonly publishedAt: Date | null
  readonly droppedAt: Date | null
}

const columns = (reader: number) => sql`
  r.uuid, r.role, r.cells, r.level, r.sentence, r.why, d.name as "draftedBy", r.drafted_at as "draftedAt", r.drafted_by = ${reader} as own,
  r.rehearsed_at as "rehearsedAt", r.rehearsal, r.rehearsal_asked_at as "rehearsalAskedAt",
  r.rehearsal_done as "rehearsalDone", r.rehearsal_of as "rehearsalOf", r.rehearsal_failed_at as "rehearsalFailedAt", r.starts_on::text as "startsOn", p.name as "publishedBy", r.published_at as "publishedAt",
  r.dropped_at as "droppedAt"
  from access.role_rule r join access.principal d on d.id = r.drafted_by left join access.principal p on p.id = r.published_by`

/** Every change, the latest first. */
export const listRuleChanges = async (desk: Desk): Promise<readonly RuleChange[]> => {
  const { rows } =
    await sql<RuleChange>`select ${columns(desk.reader?.userId ?? 0)} order by r.id desc limit 200`.execute(desk.tx)
  return rows
}

/** One of them. Throws NotFound. */
export const findRuleChange = async (desk: Desk, uuid: string): Promise<RuleChange> => {
  const { rows } = await sql<RuleChange>`
    select ${columns(desk.reader?.userId ?? 0)} where r.uuid = ${parseUuid(uuid) ?? null}::uuid`.execute(desk.tx)
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

/** The role as it holds today. */
export const currentRole = async (desk: Desk, role: string): Promise<Role> =>
  roleInForce(getRole(role).key, await rulesInForce(desk))

/** The role as it held before a published change: what changed, and how to draft it as it was. */
export const roleBefore = async ({ tx }: Desk, change: RuleChange): Promise<Role> => {
  const { rows } = await sql<{ rule: RoleRule | null }>`
    select (select json_build_object('cells', b.cells, 'level', b.level, 'sentence', b.sentence, 'startsOn', b.starts_on)
      from access.role_rule b where b.role = r.role and b.published_at is not null
        and (b.starts_on, b.published_at, b.id) < (r.starts_on, r.published_at, r.id)
      order by b.starts_on desc, b.published_at desc, b.id desc limit 1) as rule
    from access.role_rule r where r.uuid = ${change.uuid}::uuid`.execute(tx)
  const rule = rows[0]?.rule
  return roleInForce(change.role, rule ? { [change.role]: rule } : {})
}

/** Every published change that holds today. */
export const rulesInForce = async ({ tx, at }: Pick<Desk, 'tx' | 'at'>): Promise<RoleRules> => {
  const { rows } = await sql<{ rules: RoleRules }>`select ${publishedRules(at)} as rules`.execute(tx)
  return rows[0]?.rules ?? {}
}

export type RuleDraft = Pick<RuleChange, 'role' | 'cells' | 'level' | 'sentence' | 'why'>

/** Writes a draft down; nothing follows from it yet. Gives its address. */
export const draftRule = async (desk: Desk, draft: RuleDraft): Promise<string> => {
  const { rows } = await sql<{ uuid: string }>`
    insert into access.role_rule (role, cells, level, sentence, why, drafted_by, drafted_at)
    values (${draft.role}, ${draft.cells}, ${draft.level}, ${draft.sentence}, ${draft.why}, ${readerOfAct(desk)}, ${desk.at})
    returning uuid`.execute(desk.tx)
  return rows[0]?.uuid ?? ''
}

/** What is announced of a change whose rehearsal goes on. */
export const ruleTopic = (uuid: string): string => `role-rule:${uuid}`

/** Asks for a rehearsal, which a worker makes behind the pages. @throws Conflict where the change was published or dropped meanwhile. */
export const askRehearsal = async ({ tx, at }: Desk, uuid: string): Promise<void> => {
  const { rows } = await sql<{ id: number }>`
    update access.role_rule set rehearsal_asked_at = ${at}, rehearsal_done = null, rehearsal_of = null, rehearsal_failed_at = null
    where uuid = ${uuid}::uuid and published_at is null and dropped_at is null returning id`.execute(tx)
  const id = rows[0]?.id
  if (id === undefined) throw new Conflict('This change was published or dropped meanwhile.', 'Load it again.')
  await addJob(
    tx,
    'rehearse-role-rule',
    { change: id },
    {
      ...{ key: `rehearse-role-rule:${id}`, queue: 'role-rules', maxAttempts: 3 },
    },
  )
}

/** Drops a draft: it stays in the history, and is never published. */
export const dropRule = async (desk: Desk, uuid: string): Promise<void> => {
  await sql`update access.role_rule set dropped_at = ${desk.at}
    where uuid = ${uuid}::uuid and published_at is null and dropped_at is null`.execute(desk.tx)
}

/** Within how many days of a rehearsal a change is published: later, others work here with other children. */
export const rehearsalDays = 7

/**
 * Publishes a rehearsed draft from a day on. By somebody else than who drafted it, and within seven days of its rehearsal.
 * @throws Conflict for one's own draft, one that was published or dropped meanwhile, and one not rehearsed in time.
 */
export const publishRule = async (desk: Desk, uuid: string, startsOn: PlainDate): Promise<void> => {
  if (!isPlainDate(startsOn)) throw new Error('A rule begins on a day')
  const { rows } = await sql<{ id: number }>`
    update access.role_rule set starts_on = ${startsOn}, published_by = ${readerOfAct(desk)}, published_at = ${desk.at}
    where uuid = ${uuid}::uuid and published_at is null and dropped_at is null and drafted_by <> ${readerOfAct(desk)}
      and rehearsed_at > ${desk.at}::timestamptz - make_interval(days => ${rehearsalDays}) returning id`.execute(
    desk.tx,
  )
  if (!rows[0])
    throw new Conflict(
      'This change cannot be published: it is your own, it was published or dropped meanwhile, or its rehearsal is too old.',
      'Load it again. A change is published by somebody else than who drafted it, within seven days of its rehearsal.',
    )
}
