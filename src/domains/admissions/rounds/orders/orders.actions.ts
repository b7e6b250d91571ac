import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { readerOfAct } from '../../../../access/index.ts'
import type { RoundFault } from '../../files/faults.ts'
import { readOrders } from '../../files/read-orders.actions.ts'
import { readPreferences, readSchools } from '../../files/read-round.actions.ts'
import { faultsInto } from '../../files/read-rows.actions.ts'
import { csvText } from '../files/csv-text.ts'
import { schoolsCsv } from '../files/round-files.actions.ts'
import type { Desk, RoundSchool } from '../rounds.queries.ts'

type Reference = { readonly reference: string; readonly id: number; readonly schools: readonly string[] }
type OrderCame = { readonly key: string; readonly application: number; readonly position: number | null }
type OrdersRead =
  | { readonly faults: readonly RoundFault[] }
  | { readonly orders: readonly OrderCame[]; readonly schools: number; readonly notNamed: number }

/** Whose application each reference of the round is. */
export const referencesOf = async ({ tx }: Pick<Desk, 'tx'>, roundId: number): Promise<Reference[]> => {
  const { rows } =
    await sql<Reference>`select reference, application_id as id, schools from access.admission_references(${roundId})`.execute(
      tx,
    )
  return rows
}

/** Reads orders.csv of schools that rank for themselves: their orders, or every fault by line. A child who did not name the school is counted. */
export const readOrdersFile = (
  folder: string,
  schools: readonly RoundSchool[],
  references: readonly Reference[],
): OrdersRead => {
  writeFileSync(join(folder, 'schools.csv'), schoolsCsv(schools))
  const named = references.flatMap(one => one.schools.map((key, i) => [one.reference, i + 1, key]))
  writeFileSync(join(folder, 'preferences.csv'), csvText([['child_id', 'rank', 'school_id'], ...named]))
  const faults: RoundFault[] = []
  const found = faultsInto(faults)
  const { schools: keys } = readSchools(folder, found)
  const wants = readPreferences(folder, keys, found)
  for (const { reference } of references) wants.children.of(reference)
  const own = new Set(schools.flatMap(one => (one.ownOrder ? [one.key] : [])))
  if (own.size === 0)
    found('orders.csv', 1, 'No school of this round ranks for itself.', 'Say so of the school first, on its page.')
  const read = readOrders(folder, keys, s => own.has(keys.names[s] ?? ''), wants, found)
  if (faults.length > 0) return { faults }
  const ids = new Map(references.map(one => [one.reference, one.id]))
  const orders = read.rows.map(({ school, child, position }) => ({
    key: keys.names[school] ?? '',
    application: ids.get(child) ?? 0,
    position: position ?? null,
  }))
  return { orders, schools: new Set(orders.map(one => one.key)).size, notNamed: read.notNamed }
}

/** Keeps the orders that came, each school's in place of its earlier one, which stays on record. */
export const keepOrders = async (desk: Desk, roundId: number, orders: readonly OrderCame[]): Promise<void> => {
  const keys = [...new Set(orders.map(one => one.key))]
  await sql`update admission_order set known_to = ${desk.at}
    where round_id = ${roundId} and known_to = 'infinity' and school_key = any(${keys}::text[])`.execute(desk.tx)
  await sql`insert into admission_order (round_id, school_key, application_id, position, told_by, known_from)
    select ${roundId}, n.key, n.application, n.position, ${readerOfAct(desk)}, ${desk.at}
    from jsonb_to_recordset(${JSON.stringify(orders)}::jsonb) as n(key text, application bigint, position integer)`.execute(
    desk.tx,
  )
}
