import { sql } from 'kysely'
import {
  holdFields,
  placeOfApplication,
  placeOfHeard,
  placeOfSending,
  placeOfTold,
  placeOfWaiting,
  type Tx,
  type VaultGround,
} from '../../../../access/index.ts'
import type { Explanation } from '../../explain/explain.ts'
import { homeColumns } from '../councils/residents.actions.ts'
import type { RunReport } from '../runs/run-report.ts'
import { noDistance, placeFacts, placesIn, withoutDistance, withoutLast, withoutLastOf } from './held-places.ts'

type Keys = VaultGround['vault']

const tellsPlace = (facts: ReturnType<typeof sql>) =>
  sql`exists (select from jsonb_object_keys(${facts}) k where k = any(${placeFacts}::text[]) or k like 'distance %')`

/** Applications of children whose place is protected, whose record was joined to such a one among them. */
const guarded = sql`(select a.id from admission_application a where a.child_id = any(h.ids)
  or a.child_id in (select p.id from person p where p.redirect_to = any(h.ids)))`
const heldChildren = sql`(select (select access.held_children())::bigint[] as ids) h`

/** Takes into the vault what applications say of where a protected child lives, and what was made of it. Gives how many. */
export const holdApplications = async (tx: Tx, keys: Keys, most: number): Promise<number> => {
  const held =
    (await holdFacts(tx, keys, most)) +
    (await holdHeard(tx, keys, most)) +
    (await holdTold(tx, keys, most)) +
    (await holdSendings(tx, keys, most)) +
    (await holdKeys(tx, keys, most))
  await forgetDistances(tx)
  return held
}

const holdFacts = async (tx: Tx, keys: Keys, most: number): Promise<number> => {
  const { rows } = await sql<{ id: number; facts: Record<string, unknown> }>`
    select a.id, a.facts from ${heldChildren}, admission_application a
    where a.id in ${guarded} and not a.held and ${tellsPlace(sql`a.facts`)} order by a.id limit ${most}`.execute(tx)
  for (const { id, facts } of rows) {
    const kept = holdFields(keys, facts, placeOfApplication(id), placesIn(facts))
    await sql`update admission_application set facts = ${JSON.stringify(kept)}::jsonb where id = ${id}`.execute(tx)
  }
  return rows.length
}

/** What another council told of a child of its own, as it came first. */
const holdHeard = async (tx: Tx, keys: Keys, most: number): Promise<number> => {
  const { rows } = await sql<{ id: number; application: number; who: Record<string, unknown> }>`
    select f.id, f.application_id as application, f.who from ${heldChildren}, admission_council_fact f
    where f.application_id in ${guarded} and not f.held and ${tellsPlace(sql`coalesce(f.who->'facts', '{}')`)} order by f.id limit ${most}`.execute(
    tx,
  )
  for (const { id, application, who } of rows) {
    const kept = holdFields(keys, who, placeOfHeard(application), ['facts'])
    await sql`update admission_council_fact set who = ${JSON.stringify(kept)}::jsonb where id = ${id}`.execute(tx)
  }
  return rows.length
}

/** What other councils were told before. */
const holdTold = async (tx: Tx, keys: Keys, most: number): Promise<number> => {
  const { rows } = await sql<{ id: number; application: number; who: Record<string, unknown> }>`
    select f.id, f.application_id as application, f.who from ${heldChildren}, admission_resident_fact f
    where f.application_id in ${guarded} and not f.held and f.who ?| ${[...homeColumns]}::text[] order by f.id limit ${most}`.execute(
    tx,
  )
  for (const { id, application, who } of rows) {
    const kept = holdFields(keys, who, placeOfTold(application), homeColumns)
    await sql`update admission_resident_fact set who = ${JSON.stringify(kept)}::jsonb where id = ${id}`.execute(tx)
  }
  return rows.length
}

/** Files with such an address are held whole. */
const holdSendings = async (tx: Tx, keys: Keys, most: number): Promise<number> => {
  const { rows } = await sql<{ id: number; content: string }>`
    select s.id, s.content from admission_sending s where not s.held and s.content <> ''
      and exists (select from admission_resident_fact f where f.sending_id = s.id and f.held) order by s.id limit ${most}`.execute(
    tx,
  )
  for (const { id, content } of rows) {
    const kept = JSON.stringify(holdFields(keys, { content }, placeOfSending(id)))
    await sql`update admission_sending set content = '', held_content = ${kept}::jsonb where id = ${id}`.execute(tx)
  }
  return rows.length
}

/** What they are compared by on waiting lists, lines that are no longer so among them. */
const holdKeys = async (tx: Tx, keys: Keys, most: number): Promise<number> => {
  const { rows } = await sql<{ id: number; application: number; school: string; key: unknown }>`
    select w.id, w.application_id as application, w.school_key as school, w.key from ${heldChildren}, admission_waiting w
    where w.application_id in ${guarded} and not w.held and w.criterion is not null order by w.id limit ${most}`.execute(
    tx,
  )
  for (const { id, application, school, key } of rows) {
    const kept = JSON.stringify(holdFields(keys, key, placeOfWaiting(application, school)))
    await sql`update admission_waiting set key = ${kept}::jsonb, distance = ${noDistance} where id = ${id}`.execute(tx)
  }
  return rows.length
}

/** No distance of theirs is told any more (docs/admissions.md), and none is kept: neither as their own nor as that of the last place. */
const forgetDistances = async (tx: Tx): Promise<void> => {
  const { rows } = await sql<Standing>`
    select s.run_id as run, s.application_id as application, s.school_key as school, s.distance, s.explanation from ${heldChildren}, admission_standing s
    where s.application_id in ${guarded} and s.distance is not null and s.distance <> ${noDistance}`.execute(tx)
  for (const { run, application, school, distance, explanation } of rows) {
    await sql`update admission_standing set distance = ${noDistance}, explanation = ${explanation && JSON.stringify(withoutDistance(explanation))}::jsonb
      where run_id = ${run} and application_id = ${application} and school_key = ${school}`.execute(tx)
    await forgetLast(tx, { run, school, distance })
  }
}
type Standing = {
  readonly run: number
  readonly application: number
  readonly school: string
  readonly distance: string
  readonly explanation: Explanation | null
}

/** What others read of the last place at a school, and the report. Another child as far away may have had it: that is no loss. */
const forgetLast = async (
  tx: Tx,
  { run, school, distance }: Omit<Standing, 'application' | 'explanation'>,
): Promise<void> => {
  const told = await sql<{ application: number; explanation: Explanation }>`
    select application_id as application, explanation from admission_standing
    where run_id = ${run} and school_key = ${school} and explanation->>'last_distance' = ${distance}`.execute(tx)
  for (const { application, explanation } of told.rows)
    await sql`update admission_standing set explanation = ${JSON.stringify(withoutLast(explanation))}::jsonb
      where run_id = ${run} and application_id = ${application} and school_key = ${school}`.execute(tx)
  const { rows } = await sql<{ report: RunReport }>`
    select report from admission_run where id = ${run} and report->'schools' is not null`.execute(tx)
  for (const { report } of rows)
    await sql`update admission_run set report = ${JSON.stringify(withoutLastOf(report, school, distance))}::jsonb where id = ${run}`.execute(
      tx,
    )
}
