import type { PlainDate } from '../../kernel/index.ts'
import type { Identity } from '../../linkage/index.ts'
import type { TrayItem } from '../splitting/index.ts'
import type { ListedSplit, Tray } from './tray.queries.ts'
import type { TrayData } from './tray.view.ts'

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const khan: Identity = { forename: 'Mohammed', surname: 'Khan', birthDate: '2014-02-11' as PlainDate }
const item: TrayItem = {
  split: uuid(1),
  entry: uuid(2),
  title: 'Note',
  detail: 'Rang the new number in Beach Road: it is right.',
  writtenAt: new Date('2026-11-18T09:05:00Z'),
  on: '2026-11-17' as PlainDate,
  suggestion: { to: 'b', because: 'it names something that only that record’s sources say' },
}
const tray: Tray = {
  uuid: uuid(1),
  at: new Date('2026-11-20T08:10:00Z'),
  by: 'Sam Ali',
  a: {
    personId: 1,
    identities: [
      { ...khan, house: '3', street: 'High Street', postcode: 'NM1 1AA' },
      { ...khan, forename: 'Muhammad' },
    ],
  },
  b: { personId: 2, identities: [{ ...khan, house: '70', street: 'Beach Road', postcode: 'NM9 9ZZ' }] },
  items: [
    item,
    { ...item, entry: uuid(3), title: 'Visit', detail: undefined, on: undefined, suggestion: undefined },
    {
      ...item,
      entry: uuid(4),
      suggestion: { to: 'a', because: 'it was written when only that record’s sources were there' },
    },
  ],
}

const splits: readonly ListedSplit[] = [
  { uuid: uuid(1), at: tray.at, by: 'Sam Ali', waits: 3 },
  { uuid: uuid(5), at: new Date('2026-10-02T15:00:00Z'), by: undefined, waits: 1 },
]
/** Records that came apart: some, none. */
export const splitsExamples: Readonly<Record<string, { readonly splits: readonly ListedSplit[] }>> = {
  usual: { splits },
  'nothing waits': { splits: [] },
}
/** One split: things with and without a suggestion, an answer with nothing chosen, all answered, next to nothing known. */
export const trayExamples: Readonly<Record<string, TrayData>> = {
  usual: { tray },
  'nothing chosen': { tray, wrong: uuid(3) },
  'all answered': { tray: { ...tray, items: [] } },
  'hardly anything known': {
    tray: { ...tray, by: undefined, a: { personId: 1, identities: [] }, items: [item] },
  },
}
