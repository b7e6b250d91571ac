import { exchangeRound, faultLine, RoundRefused } from '../../domains/admissions/index.ts'
import { plural } from '../../kernel/index.ts'
import type { Command } from './command.ts'

export const admissionsExchangeCommand: Command = {
  name: 'admissions exchange',
  usage: 'admissions exchange COUNCIL_FOLDER --out FOLDER [--json]',
  about:
    'Say what one council has to tell others of a round, from what it has heard, without a database (docs/admissions.md).',
  options: { out: { type: 'string' }, json: { type: 'boolean' } },
  run: async ({ words, switches, say, tell }) => {
    const [folder, more] = words
    if (folder === undefined || more !== undefined)
      throw new Error('Name one folder: throughline admissions exchange COUNCIL_FOLDER --out FOLDER.')
    if (typeof switches.out !== 'string') throw new Error('Say where the answer goes: --out FOLDER.')
    try {
      const report = exchangeRound(folder, switches.out)
      const words = `${plural(report.tell, 'fact')} to tell, ${report.phase}; ${report.placed} of ${plural(report.children, 'child', 'children')} placed.`
      say(switches.json ? JSON.stringify(report) : words)
      return 0
    } catch (error) {
      if (!(error instanceof RoundRefused)) throw error
      tell(error.message)
      for (const fault of error.faults) tell(faultLine(fault))
      if (switches.json) say(JSON.stringify({ faults: error.faults }))
      return 1
    }
  },
}
