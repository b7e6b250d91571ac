import { sql } from 'kysely'
import { Type } from 'typebox'
import { asActor, type Ground, recordAccess, type Tx } from '../../access/index.ts'
import { addDays, londonDate, type PlainDate } from '../../kernel/index.ts'
import { defineJob, type Job } from '../../platform/jobs/index.ts'
import {
  type Breadth,
  type CarerLook,
  daysDueBy,
  type Finding,
  type FoundBefore,
  lookRules,
  lookSettingsOn,
  type NamesakeLook,
  notAskedYet,
  ofBreadth,
  ofEndedWork,
  ofLeftLocated,
  ofOwnName,
  ofOwnPostcode,
  ofOwnSurname,
  type PostcodeLook,
  surnamesOf,
} from './look-rules.ts'

/** A night on which no worker ran is made up for while it is among the last three. */
const nights = 3

/**
 * Weighs the looks of the last days, each day once, and keeps what is to be asked about, as the actor `looks`: it reads no record, and is told of looks by functions
 * that answer it alone. Each day in a transaction of its own. Done again it finds the same and keeps nothing twice. Gives how many it kept.
 */
export const findLooks = async (ground: Ground): Promise<number> => {
  const today = londonDate(ground.now())
  let kept = 0
  for (let back = nights; back >= 1; back--)
    kept += await asActor(ground, 'looks', (tx, at) => findLooksOf(tx, at, addDays(today, -back)), 600)
  return kept
}

/** Of a day that was weighed nothing comes that did not then: its looks were all there. */
const isNew = async (tx: Tx, at: Date, day: PlainDate): Promise<boolean> => {
  await sql`delete from access.looks_weighed where day < ${addDays(day, -30)}::date`.execute(tx)
  const { numAffectedRows } = await sql`
    insert into access.looks_weighed (day, at) values (${day}, ${at}) on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0) > 0
}

const findLooksOf = async (tx: Tx, at: Date, day: PlainDate): Promise<number> => {
  if (!(await isNew(tx, at, day))) return 0
  const s = lookSettingsOn(day)
  const found = [
    ...ofOwnSurname(await namesakes(tx, day), s),
    ...ofOwnName(
      await looks<CarerLook>(
        tx,
        sql`select *, user_id as "userId", child_id as "childId" from access.looks_at_carers_named(${from(day)}, ${until(day)})`,
      ),
    ),
    ...ofOwnPostcode(
      await looks<PostcodeLook>(
        tx,
        sql`select *, user_id as "userId", child_id as "childId" from access.looks_at_own_postcode(${from(day)}, ${until(day)})`,
      ),
    ),
    ...ofEndedWork(
      await looks(
        tx,
        sql`select user_id as "userId", child_id as "childId", looks, (ended at time zone 'Europe/London')::date::text as ended from access.looks_after_work(${from(day)}, ${until(day)})`,
      ),
    ),
    ...ofBreadth({ day: await counted(tx, day, day), week: await counted(tx, addDays(day, -6), day) }, s),
    ...ofLeftLocated(await leftLocated(tx, day, s.followUpDays), s),
  ]
  const teams = await tellOfUrgentTeams(tx, day)
  const kept = await keep(tx, { found: notAskedYet(found, await foundBefore(tx), day, s), day, at })
  await recordAccess(tx, at, {
    ...{ reader: undefined, actor: 'looks', purpose: 'find looks to ask about', action: 'find-looks' },
    ...{ childId: undefined, categories: 0, outcome: 'done', rule: 'looks-weighed', requestId: 'find-looks' },
    detail: { day, found: kept, told: teams },
  })
  return kept
}

const from = (day: PlainDate) => sql`${day}::date::timestamp at time zone 'Europe/London'`
const until = (day: PlainDate) => from(addDays(day, 1))
const looks = async <T>(tx: Tx, query: ReturnType<typeof sql>): Promise<readonly T[]> =>
  (await query.execute(tx)).rows as T[]

/** Who manages a team of whose looks in thirty days more than one in a hundred was urgent: the mend is work that is recorded. Gives how many were told. */
const tellOfUrgentTeams = async (tx: Tx, day: PlainDate): Promise<number> => {
  const [row] = await looks<{ told: number }>(
    tx,
    sql`select access.tell_of_urgent_teams(${from(addDays(day, -29))}, ${until(day)}) as told`,
  )
  return row?.told ?? 0
}

const namesakes = async (tx: Tx, day: PlainDate): Promise<readonly NamesakeLook[]> => {
  const staff = await looks<{ id: number; name: string }>(
    tx,
    sql`select id, name from access.principal where kind = 'user' and active order by id`,
  )
  const words = staff.flatMap(({ id, name }) => surnamesOf(name).map(word => ({ id, word })))
  return await looks(
    tx,
    sql`select user_id as "userId", child_id as "childId", looks, given, days, bearers, children
      from access.looks_at_namesakes(${words.map(w => w.id)}::bigint[], ${words.map(w => w.word)}::text[], ${from(day)}, ${until(day)})`,
  )
}

const counted = (tx: Tx, first: PlainDate, last: PlainDate): Promise<readonly Breadth[]> =>
  looks(
    tx,
    sql`select user_id as "userId", role, children, looks from access.looks_counted(${from(first)}, ${until(last)})`,
  )

const leftLocated = async (tx: Tx, day: PlainDate, workingDays: number): Promise<readonly Breadth[]> => {
  const left: Breadth[] = []
  for (const one of daysDueBy(day, workingDays))
    left.push(
      ...(await looks<Breadth>(
        tx,
        sql`select user_id as "userId", role, children, looks from access.located_and_left(${from(one)}, ${until(one)}, ${until(day)})`,
      )),
    )
  return left
}

const foundBefore = async (tx: Tx): Promise<readonly FoundBefore[]> => {
  const rows = await looks<Omit<FoundBefore, 'childId'> & { childId: number | null }>(
    tx,
    sql`select user_id as "userId", child_id as "childId", rule, closed_at is null as open,
      (case when outcome = 'explained' then closed_at at time zone 'Europe/London' end)::date::text as "explainedOn" from access.look_to_ask`,
  )
  return rows.map(row => ({
    ...row,
    childId: row.childId ?? undefined,
    explainedOn: row.explainedOn ?? undefined,
  }))
}

const keep = async (
  tx: Tx,
  { found, day, at }: { readonly found: readonly Finding[]; readonly day: PlainDate; readonly at: Date },
): Promise<number> => {
  let kept = 0
  for (const { userId, childId, rule, looks: rests, inputs } of found) {
    const { numAffectedRows } = await sql`
      insert into access.look_to_ask (night, user_id, child_id, rule, version, looks, inputs, found_at)
      values (${day}, ${userId}, ${childId ?? null}, ${rule}, ${lookRules[rule].version}, ${rests}::bigint[], ${JSON.stringify(inputs)}, ${at})
      on conflict do nothing`.execute(tx)
    kept += Number(numAffectedRows ?? 0)
  }
  return kept
}

/** Every night, when the looks of the day before are all there. */
export const findLooksJob = (ground: Ground): Job =>
  defineJob({
    name: 'find-looks',
    schema: Type.Object({}),
    cron: '20 4 * * *',
    run: async () => void (await findLooks(ground)),
  }) as Job
