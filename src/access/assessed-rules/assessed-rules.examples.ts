import { filledBoxes, type PlainDate } from '../../kernel/index.ts'
import type { AssessedRules } from './assessed-rules.view.ts'
import type { AssessedRule, RuleSwitch } from './rule-switch.ts'

/** The page's states, with the first of the rules switched on and off. */
export const assessedRulesExamples = (rules: readonly AssessedRule[]): Record<string, AssessedRules> => {
  const today = '2026-05-04' as PlainDate
  const on: RuleSwitch = {
    ...{
      rule: rules[0]?.rule ?? '',
      version: 1,
      onAt: new Date('2026-04-01T09:00:00Z'),
      onBy: 'Colm Reddy',
      own: true,
    },
    ...{ assessment: 'DPIA 2026-17', acceptedBy: 'Data protection board' },
    ...{ assessedOn: '2026-03-26' as PlainDate, reviewOn: '2027-03-26' as PlainDate },
    agreed: { at: new Date('2026-04-02T09:00:00Z'), by: 'Iris Bell' },
  }
  const { agreed: _, ...waits } = on
  const off = { at: new Date('2026-04-20T10:00:00Z'), by: 'Colm Reddy', reason: 'Families were not told of it well.' }
  return {
    usual: { rules, today, switches: [], fields: filledBoxes('assessed', today), errors: [] },
    'waits for a second person': { rules, today, switches: [{ ...waits, own: false }], fields: {}, errors: [] },
    'on, and off before': { rules, today, switches: [on, { ...on, off }], fields: {}, errors: [] },
  }
}
