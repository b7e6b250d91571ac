import type { PlainDate } from '../../kernel/index.ts'
import { exampleCards } from '../find/results.examples.ts'
import type { OwnItem } from './own-tray.queries.ts'

type Data = { readonly items: readonly OwnItem[]; readonly at: Date }
const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const at = new Date('2026-11-20T10:00:00Z')
const [one, other] = exampleCards
const item: OwnItem = {
  split: uuid(1),
  entry: uuid(2),
  title: 'Note',
  detail: undefined,
  writtenAt: new Date('2026-11-18T09:05:00Z'),
  on: '2026-11-17' as PlainDate,
  suggestion: { to: 'b', because: 'you worked with that child on that day' },
  a: one,
  b: other,
}

/** Works with both children, with one; nothing waits. */
export const ownExamples: Readonly<Record<string, Data>> = {
  usual: { items: [item, { ...item, entry: uuid(3), title: 'Danger note', on: undefined, suggestion: undefined }], at },
  'works with one of the two': { items: [{ ...item, b: undefined, suggestion: undefined }], at },
  'nothing waits': { items: [], at },
}
