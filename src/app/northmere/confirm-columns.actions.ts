import { sql } from 'kysely'
import { getRole, masksOf, performRoute, type SignedInReader } from '../../access/index.ts'
import type { IntakeGround } from '../../intake/index.ts'
import { mappingPages, withSpreadsheets } from '../../sources/spreadsheet/index.ts'
import { sources } from '../sources.ts'

/** Who keeps Northmere's clearing house, by the key in its list of staff. */
const officer = 'iris-feld'

/**
 * Confirms what the product proposes for the columns of a list, as Northmere's clearing-house officer does it: by the same
 * action, decided and recorded like hers. A list with open questions goes on waiting for a person.
 */
export const confirmColumns = async (ground: IntakeGround, run: string): Promise<void> => {
  const routes = mappingPages({ ground, sources: withSpreadsheets(sources, ground.now) })
  const confirm = routes.find(route => route.sort === 'desk-action')
  if (!confirm) throw new Error('Columns can be confirmed nowhere')
  const input = { params: { run }, query: {}, form: {}, files: [], requestId: 'northmere' }
  await performRoute(ground, confirm, await clearingHouseOfficer(ground), input)
}

const clearingHouseOfficer = async (ground: IntakeGround): Promise<SignedInReader> => {
  const { rows } = await sql<{
    id: number
    name: string
  }>`select id, name from access.principal where kind = 'user' and key = ${officer}`.execute(ground.db)
  const { id, name } = rows[0] ?? { id: 0, name: '' }
  return {
    userId: id,
    name,
    active: true,
    role: 'clearing-house',
    roles: ['clearing-house'],
    principals: [id],
    manages: [],
    masks: masksOf(getRole('clearing-house')),
    csrf: '',
  }
}
