import { sql } from 'kysely'
import { Conflict } from '../../../../kernel/index.ts'
import type { Desk } from '../rounds.queries.ts'

/** Asked before each letter about a child who is on record here. @throws Conflict where the record says that the child has died (domain.md 1.13) */
export const mustNotHaveDied = async ({ tx }: Desk, childId: number | null): Promise<void> => {
  const { rows } =
    await sql`select from entry where kind = 'identity' and child_id = (select coalesce(redirect_to, id) from person where id = ${childId}) and known_to = 'infinity' and body ? 'deathDate' limit 1`.execute(
      tx,
    )
  if (rows.length > 0)
    throw new Conflict('The record says that the child has died.', 'No letter goes out: speak to your manager first.')
}
