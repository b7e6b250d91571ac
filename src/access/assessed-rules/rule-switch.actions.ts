import { sql } from 'kysely'
import { Conflict, type PlainDate } from '../../kernel/index.ts'
import { addJob } from '../../platform/jobs/index.ts'
import { type CommandGrant, readerOfAct } from '../grant.ts'
import type { AssessedRule, RuleSwitch } from './rule-switch.ts'

type Command = CommandGrant<'approvals'>
type Version = Omit<AssessedRule, 'title' | 'sentence'>
/** What is recorded of the impact assessment. */
export type Assessment = Pick<RuleSwitch, 'assessment' | 'assessedOn' | 'acceptedBy' | 'reviewOn'>

/** Records the assessment of a version: it is on once somebody else agrees. @throws Conflict where it is on already. */
export const switchOn = async (command: Command, { rule, version }: Version, made: Assessment): Promise<void> => {
  const { rows } = await sql`
    insert into assessed_rule (rule, version, on_at, on_by, assessment, assessed_on, accepted_by, review_on)
    values (${rule}, ${version}, ${command.at}, ${readerOfAct(command)}, ${made.assessment}, ${made.assessedOn}, ${made.acceptedBy}, ${made.reviewOn})
    on conflict do nothing returning id`.execute(command.tx)
  if (rows.length === 0) throw new Conflict('This rule is on already.', 'Load the page again to see since when.')
}

/** Somebody else agrees: it works from this moment on. @throws Conflict where it waits for nobody, or for somebody else than who records it. */
export const agreeOn = async (command: Command, { rule, version, job }: Version): Promise<void> => {
  const me = readerOfAct(command)
  const { rows } = await sql`
    update assessed_rule set agreed_at = ${command.at}, agreed_by = ${me}
    where rule = ${rule} and version = ${version} and off_at is null and agreed_at is null and on_by <> ${me} returning id`.execute(
    command.tx,
  )
  if (rows.length === 0)
    throw new Conflict('You cannot agree to this now.', 'Somebody else than who recorded the assessment agrees, once.')
  await seeTo(command, job)
}

/** Switches it off, or takes back what waits for a second person: from this moment it does nothing, and what it set is taken back. @throws Conflict where it is off already. */
export const switchOff = async (command: Command, { rule, version, job }: Version, reason: string): Promise<void> => {
  const { rows } = await sql`
    update assessed_rule set off_at = ${command.at}, off_by = ${readerOfAct(command)}, off_reason = ${reason}
    where rule = ${rule} and version = ${version} and off_at is null returning id`.execute(command.tx)
  if (rows.length === 0) throw new Conflict('This rule is off already.', 'Load the page again to see when and why.')
  await seeTo(command, job)
}

/** What the rule sets is seen to as soon as this is committed. */
const seeTo = async ({ tx }: Command, job: string | undefined): Promise<void> => {
  if (job) await addJob(tx, job, {}, { key: job })
}

type Row = {
  rule: string
  version: number
  on_at: Date
  on_by: string
  own: boolean
  assessment: string
  assessed_on: PlainDate
  accepted_by: string
  review_on: PlainDate
  agreed_at: Date | null
  agreed_by: string | null
  off_at: Date | null
  off_by: string | null
  off_reason: string | null
}
/** Every time that an assessment of a version was recorded, the latest first; at most 100. */
export const listSwitches = async ({ tx, reader }: Command): Promise<RuleSwitch[]> => {
  const { rows } = await sql<Row>`
    select r.rule, r.version, r.on_at, p.name as on_by, r.on_by = ${reader?.userId ?? 0} as own, r.assessment, r.assessed_on::text, r.accepted_by, r.review_on::text,
      r.agreed_at, a.name as agreed_by, r.off_at, o.name as off_by, r.off_reason
    from assessed_rule r join access.principal p on p.id = r.on_by left join access.principal o on o.id = r.off_by
      left join access.principal a on a.id = r.agreed_by
    order by r.id desc limit 100`.execute(tx)
  return rows.map(row => ({
    ...{ rule: row.rule, version: row.version, onAt: row.on_at, onBy: row.on_by, own: row.own },
    ...{
      assessment: row.assessment,
      assessedOn: row.assessed_on,
      acceptedBy: row.accepted_by,
      reviewOn: row.review_on,
    },
    ...(row.agreed_at ? { agreed: { at: row.agreed_at, by: row.agreed_by ?? 'somebody' } } : {}),
    ...(row.off_at ? { off: { at: row.off_at, by: row.off_by ?? 'somebody', reason: row.off_reason ?? '' } } : {}),
  }))
}
