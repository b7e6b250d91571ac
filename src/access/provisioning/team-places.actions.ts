import { sql } from 'kysely'
import { addDays, londonDate } from '../../kernel/index.ts'
import type { Tx } from '../transaction.ts'
import type { FiledPlace } from './people-file.ts'

type Refused = { readonly userName: string; readonly why: string }

/**
 * Keeps which wards and schools a team's work belongs to, as a file says. Of a team that the file names, what it no longer names ends today, and
 * what was to begin later never begins. Gives the rows that could not be kept: then nothing of their team is ended.
 */
export const keepPlaces = async (tx: Tx, at: Date, places: readonly FiledPlace[]): Promise<readonly Refused[]> => {
  const refused: Refused[] = []
  const today = londonDate(at)
  for (const [key, own] of Map.groupBy(places, place => place.team)) {
    const { rows } = await sql<{
      id: number
    }>`select id from access.principal where kind = 'team' and active and key = ${key}`.execute(tx)
    const team = rows[0]?.id
    if (team === undefined) {
      refused.push({ userName: key, why: `No team is called "${key}": provision it by a file of teams first.` })
      continue
    }
    const kept: number[] = []
    let whole = true
    for (const { ward, school, from, lastDay } of own) {
      const schools = school ? await findSchools(tx, school) : [undefined]
      const [place, another] = schools
      if (school && (place === undefined || another !== undefined)) {
        refused.push({ userName: key, why: `No school, or more than one, has the number "${school}".` })
        whole = false
        continue
      }
      const to = lastDay ? addDays(lastDay, 1) : 'infinity'
      const { rows: written } = await sql<{ id: number }>`
        insert into access.team_place (team_id, ward, establishment_id, from_on, to_on) values (${team}, ${ward ?? null}, ${place ?? null}, ${from}::date, ${to}::date)
        on conflict (team_id, ward, establishment_id, from_on) do update set to_on = excluded.to_on returning id`.execute(
        tx,
      )
      kept.push(...written.map(row => row.id))
    }
    if (whole) await endOthers(tx, team, kept, today)
  }
  return refused
}

/** The schools of a number, LAESTAB or URN: two at most. */
export const findSchools = async (tx: Tx, number: string): Promise<readonly (number | undefined)[]> => {
  const { rows } = await sql<{ id: number }>`
    select id from access.establishment where replace(laestab, '/', '') = ${number.replace('/', '')} or urn = ${number} limit 2`.execute(
    tx,
  )
  return rows.map(row => row.id)
}

const endOthers = async (tx: Tx, team: number, kept: readonly number[], today: string): Promise<void> => {
  const other = sql`team_id = ${team} and id <> all (${kept}::bigint[])`
  await sql`delete from access.team_place where ${other} and from_on >= ${today}::date`.execute(tx)
  await sql`update access.team_place set to_on = ${today}::date where ${other} and to_on > ${today}::date`.execute(tx)
}
