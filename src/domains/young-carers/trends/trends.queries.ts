import { sql } from 'kysely'
import type { CommandGrant } from '../../../access/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import type { SchoolCount, ToldCount } from './trends.ts'

type Counts = CommandGrant<'counts'>

/** How often each source told us, by month. Counts of everybody: hide what is small before showing. */
export const countTold = async (
  { tx }: Counts,
  [first, last]: readonly [PlainDate, PlainDate],
): Promise<readonly ToldCount[]> => {
  const { rows } = await sql<ToldCount>`
    select source, month::text as month, told from access.support_told(${first}::date, ${last}::date)`.execute(tx)
  return rows
}

/** What the census of each school says, against its pupils of today. Counts of everybody: hide what is small before showing. */
export const countSchools = async ({ tx }: Counts): Promise<readonly SchoolCount[]> => {
  const { rows } = await sql<SchoolCount>`
    select school, pupils, counted, named, helped from access.support_schools()`.execute(tx)
  return rows
}
