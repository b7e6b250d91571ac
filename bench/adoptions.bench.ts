import { adoptionWorld, joinedOrAsked, rowsWithBoth, toldOnScreens } from '../src/app/testing/adoptions.ts'
import type { Bench, Result } from './bench.ts'
import { thousands } from './measure.ts'

/** Adopted children whose old identity feeds send again: whether anything leads from the one identity to the other (security reference, T07). */
export const bench: Bench = {
  name: 'adoptions',
  about:
    'adopted children whose old identity feeds send again: records, questions, every row of every table, pages and searches that lead from one identity to the other',
  run: async (tell, { quick }) => {
    // Each is looked for twice by each person, who may look for thirty in an hour.
    const [many, looked] = quick ? [100, 3] : [1_000, 12]
    const world = await adoptionWorld(many)
    try {
      tell(`  ${thousands(many)} adoptions are linked`)
      const size = `${thousands(many)} adoptions, the old identity of nine in ten sent again`
      const row = (measure: string, found: readonly string[], of = size): Result => ({
        ...{ measure: `adoptions: ${measure}`, target: '0', size: of, met: found.length === 0 },
        got: found.length === 0 ? '0' : `${found.length} (${found[0]})`,
      })
      return [
        row(
          'identities that became one record, or of which anybody was asked but a holder',
          await joinedOrAsked(world),
        ),
        row('rows of any table, but for the barrier, that name both identities', await rowsWithBoth(world)),
        row(
          'pages, searches and exact looks that tell of the other identity',
          await toldOnScreens(world, looked),
          `${looked} of them, five people`,
        ),
      ]
    } finally {
      await world.leave()
    }
  },
}
