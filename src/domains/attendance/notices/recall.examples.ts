import type { PlainDate } from '../../../kernel/index.ts'
import { noticeRules } from './notice-rules.ts'
import type { Recall, Touched } from './recall.view.ts'

const today = '2026-11-20' as PlainDate
const [first, second] = noticeRules as readonly [(typeof noticeRules)[0], (typeof noticeRules)[0]]
const ended = {
  at: new Date('2026-11-19T14:20:00Z'),
  by: 'Colm Reddy',
  reason: 'Schools that mark N for a snow day were told of.',
}

export const recallExamples: Readonly<Record<string, Recall>> = {
  usual: {
    today,
    rules: noticeRules,
    use: [
      { rule: first.rule, version: 1, raised: 14, open: 3, read: 11 },
      { rule: second.rule, version: 1, raised: 240, open: 0, read: 190, ended },
    ],
  },
  'nothing told yet': { today, rules: noticeRules, use: [] },
}

export const touchedExamples: Readonly<Record<string, Touched>> = {
  usual: {
    today,
    rule: first,
    use: { rule: first.rule, version: 1, raised: 2, open: 1, read: 1 },
    notices: [
      { number: '0a5ef2c4', raisedAt: new Date('2026-11-20T10:30:00Z'), readBy: [] },
      {
        number: '3f2a9c1e',
        raisedAt: new Date('2026-11-18T10:30:00Z'),
        withdrawnAt: new Date('2026-11-18T11:05:00Z'),
        readBy: ['Priya Raman', 'Sam Ali'],
      },
    ],
  },
  'taken back': {
    today,
    rule: second,
    use: { rule: second.rule, version: 1, raised: 0, open: 0, read: 0, ended },
    notices: [],
  },
}
