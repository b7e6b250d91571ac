import { sql } from 'kysely'
import { londonDate, type PlainDate, parseUuid } from '../../kernel/index.ts'
import type { CommandGrant } from '../grant.ts'
import { getRole } from '../roles.ts'
import { trainingWarnings } from '../training.ts'

/** One training that somebody needs for a role they hold. */
export type StaffTraining = {
  /** The person's address, and the training's key. */
  readonly person: string
  readonly key: string
  readonly name: string
  readonly jobTitle: string | undefined
  readonly training: string
  /** The roles that need it, as they are called. */
  readonly roles: readonly string[]
  readonly lastDay: PlainDate | undefined
}
type Row = Omit<StaffTraining, 'jobTitle' | 'lastDay'> & {
  readonly user_id: number
  readonly title: string | null
  readonly last_day: PlainDate | null
}
type Keeper = CommandGrant<'approvals'>

/** How many are listed at most: those whose training ends first. */
export const mostListed = 500

/** Whose training this reader keeps: a manager's are the members of the teams they manage, information governance's are everybody. Nobody keeps their own. */
const kept = ({
  reader,
  at,
}: Pick<Keeper, 'reader' | 'at'>) => sql`p.kind = 'user' and p.active and p.id <> ${reader?.userId ?? 0}
      and (${reader?.role === 'information-governance'} or exists (select from access.membership m
        where m.user_id = p.id and m.team_id = any(${reader?.manages ?? []}::bigint[]) and m.starts_at <= ${at} and m.ends_at > ${at}))`
/** The trainings that each of them needs for a role they hold, now or before the first warning. */
const needed = (at: Date) => sql`access.principal p
      join access.role_held h on h.user_id = p.id and h.starts_at <= ${at} and h.ends_at > ${at}
      join access.role_training r on r.role = h.role and r.ends_on > ${londonDate(at)}::date and r.starts_on <= ${londonDate(at)}::date + ${trainingWarnings.today}::integer
      join access.training t on t.key = r.training`
const lastDay = (today: PlainDate) => sql`
  (select max(d.last_day) from access.training_done d where d.user_id = p.id and d.training = t.key and d.done_on <= ${today}::date)`

/** Of how many people whose training this reader keeps a training that counts today is missing or over, and of how many others one will be within thirty days. */
export const countTrainingDue = async (
  keeper: Pick<Keeper, 'tx' | 'reader' | 'at'>,
): Promise<{ readonly over: number; readonly soon: number }> => {
  const { tx, at } = keeper
  const today = londonDate(at)
  const { rows } = await sql<{ over: number; soon: number }>`
    select count(*) filter (where ends < ${today}::date)::int as over,
      count(*) filter (where ends between ${today}::date and ${today}::date + ${trainingWarnings.today}::integer)::int as soon
    from (select p.id, min(greatest(coalesce(${lastDay(today)}, '-infinity'), case when r.starts_on > ${today}::date then r.starts_on - 1 end)) as ends
      from ${needed(at)} where ${kept(keeper)} group by p.id) x`.execute(tx)
  return rows[0] ?? { over: 0, soon: 0 }
}

/** The people whose training this reader keeps, and what each needs, the first to run out first. */
export const listStaffTraining = async (
  { tx, reader, at }: Keeper,
  one?: { readonly person: string; readonly key: string },
): Promise<readonly (StaffTraining & { readonly userId: number })[]> => {
  const today = londonDate(at)
  const { rows } = await sql<Row>`
    select p.id as user_id, p.uuid as person, t.key, p.name, p.title, t.name as training, array_agg(distinct h.role) as roles,
      ${lastDay(today)} as last_day
    from ${needed(at)}
    where ${kept({ reader, at })}
      ${one ? sql`and p.uuid = ${parseUuid(one.person) ?? null}::uuid and t.key = ${one.key}` : sql``}
    group by p.id, t.key order by last_day nulls first, p.name, t.name limit ${mostListed}`.execute(tx)
  return rows.map(({ user_id, title, last_day, roles, ...row }) => ({
    ...row,
    userId: user_id,
    jobTitle: title ?? undefined,
    roles: roles.map(role => getRole(role).title),
    lastDay: last_day ?? undefined,
  }))
}

/** Writes down that somebody completed a training. Told again for the same day, what is told last counts. */
export const recordTraining = async (
  { tx, reader, at }: Keeper,
  done: { readonly userId: number; readonly key: string; readonly doneOn: PlainDate; readonly lastDay: PlainDate },
): Promise<void> => {
  await sql`insert into access.training_done (user_id, training, done_on, last_day, told_by, told_at)
    values (${done.userId}, ${done.key}, ${done.doneOn}, ${done.lastDay}, ${reader?.userId ?? null}, ${at})
    on conflict (user_id, training, done_on) do update set last_day = excluded.last_day, told_by = excluded.told_by, told_at = excluded.told_at`.execute(
    tx,
  )
}
