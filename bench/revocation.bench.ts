import { tryRevocations } from '../src/app/testing/revocations.ts'
import { testDatabase } from '../src/platform/testing/index.ts'
import type { Bench } from './bench.ts'
import { thousands } from './measure.ts'

/** The end of somebody's sight of a child, and the next request. */
export const bench: Bench = {
  name: 'revocation',
  about: 'somebody’s sight of a child ends in nine ways: how often the next request was still answered',
  run: async (_tell, { quick }) => {
    const trials = quick ? 90 : 1_000
    const started = performance.now()
    const { late } = await tryRevocations(await testDatabase(), trials)
    return [
      {
        measure: 'requests still answered after sight ended',
        target: '0',
        got: `${late.length}`,
        met: late.length === 0,
        size: `${thousands(trials)} trials, nine ways, in ${Math.round((performance.now() - started) / 1000)} s`,
      },
    ]
  },
}
