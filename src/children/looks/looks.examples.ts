import type { LookToAsk } from './looks.queries.ts'
import type { LooksData } from './looks.view.ts'

const at = new Date('2026-05-06T07:15:00Z')
const one: LookToAsk = {
  uuid: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c51',
  who: 'Sam Ali',
  title: 'Education welfare officer',
  rule: 'own-surname',
  inputs: { days: 2, bearers: 3 },
  record: '3f2a9c1e',
  first: new Date('2026-05-05T16:05:00Z'),
  last: new Date('2026-05-05T16:20:00Z'),
  looks: 4,
  ...{ askedAt: undefined, askedBy: undefined, answer: undefined, closed: undefined },
}
const asked = { askedAt: new Date('2026-05-06T06:50:00Z'), askedBy: 'Priya Raman' }
const uuid = (end: number) => `${one.uuid.slice(0, -1)}${end}`
const looks: readonly LookToAsk[] = [
  {
    ...{ ...one, ...asked, uuid: uuid(2), who: 'Jo Reed', title: 'Social worker', rule: 'after-work' },
    inputs: { ended: '2026-04-14' },
    answer: 'The school rang me because they still had my number. I passed them on to the new worker.',
  },
  one,
  { ...one, uuid: uuid(3), rule: 'own-name', inputs: {}, looks: 1 },
  { ...one, uuid: uuid(4), rule: 'own-postcode', inputs: {} },
  {
    ...{ ...one, uuid: uuid(5), who: 'Colm Reddy', rule: 'breadth', record: undefined, looks: 95 },
    inputs: { children: 95, middle: 9, span: 'day' },
  },
  { ...one, uuid: uuid(8), askedAt: new Date('2026-04-20T06:50:00Z'), askedBy: 'Priya Raman' },
  { ...one, ...asked, uuid: uuid(6), rule: 'no-follow-up', record: undefined, looks: 1, inputs: { children: 1 } },
  {
    ...{ ...one, ...asked, uuid: uuid(7), answer: 'A duty call.' },
    closed: { outcome: 'explained', words: 'The call is in the duty log.', by: 'Priya Raman' },
  },
]

export const looksExamples: Readonly<Record<string, LooksData>> = {
  usual: { looks, at },
  'nothing to ask': { looks: [], at },
  'closed without a reason': {
    ...{ looks: [one], at },
    wrong: { look: one.uuid, outcome: '', words: '', missing: ['outcome', 'words'] },
  },
}
