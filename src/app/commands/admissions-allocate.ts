import { allocateRound, faultLine, RoundRefused, type RoundReport } from '../../domains/admissions/index.ts'
import { formatNumber, plural } from '../../kernel/index.ts'
import type { Command } from './command.ts'

export const admissionsAllocateCommand: Command = {
  name: 'admissions allocate',
  usage: 'admissions allocate ROUND_FOLDER --out OFFERS_FOLDER [--json]',
  about:
    'Give the places of an admissions round, with a reason for each refusal, without a database (docs/admissions.md).',
  options: { out: { type: 'string' }, json: { type: 'boolean' } },
  run: async ({ words, switches, say, tell }) => {
    const [folder, more] = words
    if (folder === undefined || more !== undefined)
      throw new Error('Name one folder: throughline admissions allocate ROUND_FOLDER --out OFFERS_FOLDER.')
    if (typeof switches.out !== 'string') throw new Error('Say where the offers go: --out OFFERS_FOLDER.')
    try {
      const report = await allocateRound(folder, switches.out, tell)
      for (const line of switches.json ? [JSON.stringify(report)] : wordsOf(report)) say(line)
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

const wordsOf = ({ offers, children, unplaced, explanations, offer_and_release }: RoundReport): string[] => [
  `${plural(offers.total, 'child has', 'children have')} a place, of ${formatNumber(children)}; ${formatNumber(unplaced)} have none.`,
  ...Object.entries(offers.by_rank).map(([rank, count]) => `  choice ${rank}: ${formatNumber(count)}`),
  `${plural(explanations.written, 'refusal is', 'refusals are')} explained, ${formatNumber(explanations.untrue)} untruly.`,
  `${plural(offer_and_release.better_here, 'child is', 'children are')} better off than by offer-and-release, ${formatNumber(offer_and_release.worse_here)} worse.`,
]
