import { type Choice, type Field, localForm, type Versions } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import { firstLists } from './register-forms.ts'
import type { Written } from './written.ts'

const sorts: readonly Choice[] = [
  { value: 'equipment', text: 'Something lent', hint: 'A laptop, a phone, a bicycle' },
  { value: 'volunteer', text: 'A volunteer’s help' },
  { value: 'break', text: 'A break' },
  { value: 'trip', text: 'A trip' },
]
const day = (label: string, need: string): Field => ({ name: 'on', label, input: 'day', day: 'past', need })

/** What a young carer was given: equipment that comes back, help, breaks, trips. */
export const givenForms: Versions = localForm('young-carers-given', [
  {
    from: firstLists,
    title: 'Help given',
    save: 'Save',
    fields: [
      day('Since when, or when was it?', 'Enter the day'),
      { name: 'sort', label: 'What sort of help?', input: 'choice', choices: sorts, need: 'Choose what sort of help' },
      {
        name: 'what',
        label: 'What is it?',
        hint: 'In words that could stand on a letter: “laptop 14”, “day at the sea”',
        input: 'line',
        need: 'Enter what it is',
      },
      { name: 'who', label: 'Who gives it?', input: 'line' },
      { name: 'until', label: 'Until when, or when is it due back?', input: 'day' },
      { name: 'words', label: 'How did it go?', input: 'text' },
    ],
  },
])

/** Something lent came back, or a volunteer's help ended; `given` is chosen from what is out. */
export const backForms: Versions = localForm('young-carers-back', [
  {
    from: firstLists,
    title: 'Back, or ended',
    save: 'Save',
    fields: [
      day('When did it come back, or end?', 'Enter the day'),
      { name: 'given', label: 'What?', input: 'choice', choices: [], need: 'Choose what came back or ended' },
      { name: 'words', label: 'Anything to note?', input: 'text' },
    ],
  },
])

const ways: readonly Choice[] = [
  { value: 'met', text: 'Met' },
  { value: 'visit', text: 'Visit at home' },
  { value: 'phone', text: 'Phone' },
  { value: 'video', text: 'Video' },
]
const meetings: readonly Choice[] = [
  { value: 'group', text: 'Group' },
  { value: 'one-to-one', text: 'One to one' },
]

/** Time spent with a young carer, in a group or alone. */
export const sessionForms: Versions = localForm('young-carers-session', [
  {
    from: firstLists,
    title: 'Time together',
    save: 'Save',
    fields: [
      day('When was it?', 'Enter the day'),
      {
        name: 'sort',
        label: 'In a group, or one to one?',
        input: 'choice',
        choices: meetings,
        need: 'Choose a group, or one to one',
      },
      { name: 'how', label: 'How?', input: 'choice', choices: ways, need: 'Choose how' },
      { name: 'name', label: 'Which group?', hint: 'A name that says nothing: “Thursday club”', input: 'line' },
      {
        name: 'came',
        label: 'Was {first} there?',
        input: 'choice',
        choices: [
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No' },
        ],
        need: 'Choose whether {first} was there',
      },
      { name: 'words', label: 'What was said and done?', input: 'text' },
    ],
  },
])

/** Whether the name of a group or of a thing would say what the support is for, on a letter or in a calendar. */
export const betrays = (name: unknown): boolean =>
  typeof name === 'string' && /\bcar(er|ers|ing)\b|\bYCs?\b|\bYACs?\b/i.test(name)

/** What is lent or goes on, and has neither come back nor ended. */
export const stillOut = (written: readonly Written[], kinds: { given: string; back: string }): readonly Written[] => {
  const back = new Set(written.filter(one => one.kind === kinds.back).map(one => one.body.given))
  return written.filter(
    one =>
      one.kind === kinds.given && ['equipment', 'volunteer'].includes(String(one.body.sort)) && !back.has(one.address),
  )
}

/** How often they met, of those that took place: a row for each way, with groups and one-to-ones apart. */
export type ContactCount = { readonly way: string; readonly group: number; readonly alone: number }
export const countContacts = (sessions: readonly Written[], from: PlainDate): readonly ContactCount[] =>
  ways.map(({ value, text }) => {
    const these = sessions.filter(one => one.on >= from && one.body.came === 'yes' && one.body.how === value)
    const group = these.filter(one => one.body.sort === 'group').length
    return { way: text, group, alone: these.length - group }
  })
