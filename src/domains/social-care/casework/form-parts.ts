import { type Choice, type Field, questions } from '../../../children/index.ts'
import { codesOf } from '../../../intake/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'

/** From when the first version of each form holds. */
export const firstForms = '2013-04-01' as PlainDate

/** The day it happened: the question that every step asks. */
export const happened = (label: string): Field => ({
  name: 'on',
  label,
  input: 'day',
  day: 'past',
  need: `Enter the day: ${label.replace(/\?$/, '').toLowerCase()}`,
})
export const { choice, line, several, words } = questions
/** A day to come. */
export const ahead = (name: string, label: string, need?: string): Field => ({
  name,
  label,
  input: 'day',
  day: 'future',
  ...(need ? { need } : {}),
})
export const yesNo = (name: string, label: string, need: string, hint?: string): Field =>
  choice(
    name,
    label,
    [
      { value: 'yes', text: 'Yes' },
      { value: 'no', text: 'No' },
    ],
    need,
    hint,
  )

/** What people call each code of a set, without those of `leaveOut`. The words are the set's own where the council has none. */
export const codes = (
  set: string,
  {
    from = firstForms,
    leaveOut = [],
    said = {},
  }: {
    readonly from?: PlainDate
    readonly leaveOut?: readonly string[]
    readonly said?: Readonly<Record<string, string>>
  } = {},
): readonly Choice[] =>
  codesOf(set, from)
    .filter(({ code }) => !leaveOut.includes(code))
    .map(({ code, text }) => ({ value: code, text: said[code] ?? text }))
