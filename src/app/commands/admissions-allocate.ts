import { allocateRound, partsOf, type RoundReport } from '../../domains/admissions/index.ts'
import { formatNumber, plural } from '../../kernel/index.ts'
import { folderCommand } from './admissions-folders.ts'

const wordsOf = (report: RoundReport): string[] => {
  const { offers, children, unplaced, explanations, offer_and_release } = report
  const { byRank, planBeside, secondPass } = partsOf(report)
  return [
    `${plural(offers.total, 'child has', 'children have')} a place, of ${formatNumber(children)}; ${formatNumber(unplaced)} have none.`,
    ...byRank.map(([rank, count]) => `  choice ${rank}: ${formatNumber(count)}`),
    ...(planBeside > 0 ? [`  by a plan, at a school they had not named: ${formatNumber(planBeside)}`] : []),
    ...(secondPass > 0 ? [`  nearest school with a place: ${formatNumber(secondPass)}`] : []),
    `${plural(explanations.written, 'refusal is', 'refusals are')} explained, ${formatNumber(explanations.untrue)} untruly.`,
    `${plural(offer_and_release.better_here, 'child is', 'children are')} better off than by offer-and-release, ${formatNumber(offer_and_release.worse_here)} worse.`,
  ]
}

export const admissionsAllocateCommand = folderCommand({
  name: 'admissions allocate',
  from: 'ROUND_FOLDER',
  to: 'OFFERS_FOLDER',
  about:
    'Give the places of an admissions round, with a reason for each refusal, without a database (docs/admissions.md).',
  where: 'Say where the offers go',
  work: allocateRound,
  words: wordsOf,
})
