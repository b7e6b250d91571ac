import { sql } from 'kysely'
import { addDays, categoryMask, londonDate } from '../../kernel/index.ts'
import { everyCategory } from '../masks.ts'
import { roles } from '../roles.ts'
import type { Tx } from '../transaction.ts'
import type { FiledSchool } from './people-file.ts'
import { findSchools } from './team-places.actions.ts'

type Refused = { readonly userName: string; readonly why: string }
const schoolRoles = roles.filter(role => role.school).map(role => role.key)
/** An officer who is linked to a school reads who its pupils are and their attendance, at sensitivity 1, and writes nothing by it. */
const linkMask = categoryMask(['identity', 'attendance'])

/**
 * Keeps whose roll people see, as a file says: a school's own staff by their role, an officer by a link to the school. Of somebody whom the file
 * names, what it no longer names ends at once. Gives the rows that could not be kept: then nothing of that person is ended.
 */
export const keepSchoolStaff = async (
  tx: Tx,
  at: Date,
  issuer: string,
  filed: readonly FiledSchool[],
): Promise<readonly Refused[]> => {
  const refused: Refused[] = []
  for (const [key, own] of Map.groupBy(filed, one => one.userName)) {
    const { rows } = await sql<{ id: number; staff: boolean }>`
      select p.id, exists (select from access.role_held h where h.user_id = p.id and h.ends_at > ${at} and h.role = any (${schoolRoles}::text[])) as staff
      from access.principal p join access.account a on a.user_id = p.id and a.issuer = ${issuer}
      where p.kind = 'user' and p.active and p.key = ${key}`.execute(tx)
    const [person] = rows
    if (!person) {
      refused.push({ userName: key, why: 'Nobody who works here has this user name.' })
      continue
    }
    const kept: number[] = []
    let whole = true
    for (const { school, from, lastDay } of own) {
      const [place, another] = await findSchools(tx, school)
      if (place === undefined || another !== undefined) {
        refused.push({ userName: key, why: `No school, or more than one, has the number "${school}".` })
        whole = false
        continue
      }
      const starts = from ?? londonDate(at)
      const ends = lastDay ? sql`${addDays(lastDay, 1)}::timestamp at time zone 'Europe/London'` : sql`'infinity'`
      kept.push(await keepOne(tx, { person, place, starts, ends, told: from !== undefined }))
    }
    if (whole)
      await sql`update access.grant_row set ends_at = greatest(starts_at, ${at}) where principal = ${person.id} and ends_at > ${at}
        and reason in ('school-roll', 'school-link') and id <> all (${kept}::bigint[])`.execute(tx)
  }
  return refused
}

type Place = {
  readonly person: { readonly id: number; readonly staff: boolean }
  readonly place: number
  readonly starts: string
  readonly ends: ReturnType<typeof sql>
  /** Whether the file said from which day: else what is there keeps the day from which it holds. */
  readonly told: boolean
}

const keepOne = async (tx: Tx, { person, place, starts, ends, told }: Place): Promise<number> => {
  const reason = person.staff ? 'school-roll' : 'school-link'
  const from = sql`${starts}::timestamp at time zone 'Europe/London'`
  const { rows } = await sql<{ id: number }>`
    update access.grant_row set ends_at = ${ends}, starts_at = case when ${told} then ${from} else starts_at end
    where id = (select max(id) from access.grant_row where principal = ${person.id} and establishment_id = ${place} and reason = ${reason}
      and ends_at > starts_at) returning id`.execute(tx)
  if (rows[0]) return rows[0].id
  const made = await sql<{ id: number }>`
    insert into access.grant_row (principal, establishment_id, reason, limit_mask, max_sensitivity, writes, starts_at, ends_at)
    values (${person.id}, ${place}, ${reason}, ${person.staff ? everyCategory : linkMask}, ${person.staff ? 3 : 1}, ${person.staff}, ${from}, ${ends}) returning id`.execute(
    tx,
  )
  return made.rows[0]?.id ?? 0
}
