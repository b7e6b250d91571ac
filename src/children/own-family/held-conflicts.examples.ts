import type { HeldConflict } from './held-conflicts.queries.ts'
import type { HeldConflicts } from './held-conflicts.view.ts'

const one: HeldConflict = {
  conflict: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c81',
  ...{ who: 'Sam Ali', title: 'Education welfare officer', record: '3f2a9c1e', told: 'own', asked: undefined },
  since: new Date('2026-04-30T14:20:00Z'),
}
const asked = { own: false, by: 'Ines Reid', at: new Date('2026-05-05T09:05:00Z') }
const reason = 'He chose a namesake of his nephew, and says so'
const address = (end: number) => `${one.conflict.slice(0, -1)}${end}`
const waits: HeldConflict = { ...one, conflict: address(2), who: 'Jo Reed', asked: { ...asked, reason } }
const shared = { more: false, page: 1, at: new Date('2026-05-06T07:15:00Z') }

/** Named states of the page. */
export const heldConflictsExamples: Readonly<Record<string, HeldConflicts>> = {
  usual: {
    ...shared,
    conflicts: [
      waits,
      { ...one, conflict: address(3), asked: { ...asked, own: true, reason } },
      { ...one, conflict: address(4), told: { by: 'Ines Reid' } },
      one,
      { ...one, conflict: address(5), title: '', since: null, told: 'list' },
    ],
  },
  'none holds': { ...shared, conflicts: [] },
  'a page among others': { ...shared, conflicts: [one], page: 2, more: true },
  'asked without a reason': {
    ...{ ...shared, conflicts: [one] },
    wrong: { conflict: one.conflict, reason: 'Wrong', text: 'Write why it is a mistake in at least 20 letters' },
  },
  'no answer was chosen': {
    ...{ ...shared, conflicts: [waits] },
    wrong: { conflict: waits.conflict, text: 'Choose yes or no' },
  },
}
