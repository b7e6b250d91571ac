import { exchangeRound } from '../../domains/admissions/index.ts'
import { plural } from '../../kernel/index.ts'
import { folderCommand } from './admissions-folders.ts'

export const admissionsExchangeCommand = folderCommand({
  name: 'admissions exchange',
  from: 'COUNCIL_FOLDER',
  to: 'FOLDER',
  about:
    'Say what one council has to tell others of a round, from what it has heard, without a database (docs/admissions.md).',
  where: 'Say where the answer goes',
  work: exchangeRound,
  words: report => [
    `${plural(report.tell, 'fact')} to tell, ${report.phase}; ${report.placed} of ${plural(report.children, 'child', 'children')} placed.`,
  ],
})
