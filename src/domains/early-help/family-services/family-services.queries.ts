import { sql } from 'kysely'
import type { ChildGrant, CommandGrant } from '../../../access/index.ts'
import { londonDate } from '../../../kernel/index.ts'
import type { FamilyService } from './family-services.ts'

/** The services on the list today, by name. The list says nothing of anybody: every reader may have it. */
export const listServices = async ({
  tx,
  at,
}: Pick<ChildGrant<never> | CommandGrant<'recorder'>, 'tx' | 'at'>): Promise<FamilyService[]> => {
  const today = londonDate(at)
  const { rows } = await sql<FamilyService>`
    select service, name, does, for_whom as "forWhom", how, phone from family_service
    where known_to = 'infinity' and from_on <= ${today} and to_on >= ${today} order by lower(name), service`.execute(tx)
  return rows
}
