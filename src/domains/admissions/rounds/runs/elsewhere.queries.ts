import { sql } from 'kysely'
import type { Tx } from '../../../../access/index.ts'
import { csvText } from '../files/csv-text.ts'
import type { NamedSchool } from '../rounds.queries.ts'

/** The file of a frozen round that says which of its schools another council keeps. */
export const councilsFile = 'councils.csv'
type Frozen = {
  readonly id: number
  readonly reference: string
  readonly wants: readonly string[]
  readonly cells: Readonly<Record<string, string>>
}

/**
 * The schools of other councils as a run takes them: they rank for themselves, and hold every child who names them but those whom the council has
 * refused (domain.md 1.10: our children propose, no is a rejection). So a run gives each child the best school that has not said no, as the exchange over
 * all councils does (exchange/exchange.ts). After the offers (`late`) a place there comes from their council alone.
 */
export const schoolsElsewhere = async (
  tx: Tx,
  roundId: number,
  schools: readonly NamedSchool[],
  children: readonly Frozen[],
  { late }: { late: boolean },
) => {
  const theirs = schools.filter(one => one.council !== null)
  if (theirs.length === 0) return { schools, files: {}, orders: [] }
  const { rows } = await sql<{
    id: number
    key: string
  }>`select application_id as id, school_key as key from admission_resident_fact
    where round_id = ${roundId} and says = 'no'`.execute(tx)
  const refused = new Set(rows.map(one => `${one.id} ${one.key}`))
  // a plan that names a school goes before every order
  const asking = children.filter(one => !one.cells.named_school)
  const orders = theirs.flatMap(({ key }) => {
    let last = 0
    return asking
      .filter(one => one.wants.includes(key))
      .map(({ id, reference }) => [key, reference, late || refused.has(`${id} ${key}`) ? '' : ++last] as const)
  })
  return {
    schools: schools.map(one =>
      one.council === null ? one : { ...one, places: late ? 0 : children.length, ownOrder: true },
    ),
    files: { [councilsFile]: csvText([['school_id', 'council'], ...theirs.map(one => [one.key, one.council ?? ''])]) },
    orders,
  }
}
