import { chances } from '../src/children/leak-guard/variants.examples.ts'
import { linkedTown } from '../src/children/testing/linked-town.ts'
import { protectionWorld } from '../src/children/testing/protection.queries.ts'
import { emptyTables } from '../src/platform/testing/index.ts'
import type { Bench } from './bench.ts'
import { thousands } from './measure.ts'

const inAWorld = 40

/** Random feeds, joins and undone joins on records that are kept to named people: nothing that is kept is opened by them (security reference, T08 and T09). */
export const bench: Bench = {
  name: 'protection',
  about:
    'random feeds, and joins that are undone, on records that are kept to named people: none of them opens anything',
  run: async (tell, { quick }) => {
    const feeds = quick ? 300 : 10_000
    const done = { feed: 0, kept: 0, joined: 0 }
    const town = await linkedTown(['census', 'care', 'health', 'throughline'])
    const opened: string[] = []
    try {
      for (let seed = 1; done.feed < feeds && opened.length < 5; seed++) {
        await emptyTables(town.db.owner, 'person, source_person, family, access.shield, access.grant_row')
        const world = await protectionWorld(town, chances(seed))
        try {
          for (let at = 0; at < inAWorld; at++) done[await world.step()] += 1
        } catch (error) {
          opened.push(`world ${seed}: ${error instanceof Error ? error.message : String(error)}`)
        }
        if (seed % 25 === 0) tell(`  ${thousands(done.feed)} feeds, ${opened.length} failed`)
      }
    } finally {
      await town.leave()
    }
    return [
      {
        measure: 'protection: random feeds, and joins undone, after which something that was kept stood open',
        target: '0',
        got: opened.length === 0 ? '0' : opened.join('; '),
        met: opened.length === 0,
        size: `${thousands(done.feed)} feeds, ${thousands(done.joined)} joins undone, ${thousands(done.kept)} acts of keeping, in worlds of ${inAWorld} steps`,
      },
    ]
  },
}
