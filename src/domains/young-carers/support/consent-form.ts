import { localForm, type Versions } from '../../../children/index.ts'
import { addYears, type PlainDate } from '../../../kernel/index.ts'
import { firstLists } from './register-forms.ts'

type ConsentSettings = {
  readonly from: PlainDate
  /** For how many years it is proposed, and for how many it may be at most: then it is asked again. */
  readonly usualYears: number
  readonly mostYears: number
}
/** Local settings, by the day from which they hold. */
const settings: readonly [ConsentSettings] = [{ from: firstLists, usualYears: 1, mostYears: 2 }]

/** The last day that is proposed, and the last that may be chosen. */
export const usualEnd = (today: PlainDate): PlainDate => addYears(today, settings[0].usualYears)
export const latestEnd = (today: PlainDate): PlainDate => addYears(today, settings[0].mostYears)

/** Whom the young person agrees to be known by, and how far. Nobody agrees in their place (docs/decisions/0013). */
export const consentForms: Versions = localForm('young-carers-consent', [
  {
    from: firstLists,
    title: 'Who may know',
    save: 'Save what was agreed',
    intro:
      'Whom {first} agrees to learns of the support while they work with {first}, and nobody else does. {first} can take it back at any time, and it stops at once.',
    fields: [
      {
        name: 'on',
        label: 'When did {first} agree?',
        input: 'day',
        day: 'past',
        need: 'Enter the day on which it was agreed',
      },
      {
        name: 'agreed',
        label: 'Did {first} agree?',
        hint: 'A parent cannot agree in place of a young carer',
        input: 'choice',
        choices: [{ value: 'yes', text: 'Yes' }],
        need: '{first} must agree before anybody is told',
      },
      {
        name: 'how',
        label: 'How did {first} agree?',
        input: 'choice',
        choices: [
          { value: 'said', text: 'Said so' },
          { value: 'wrote', text: 'Wrote it, or signed for it' },
          { value: 'helped', text: 'With an interpreter or an advocate' },
        ],
        need: 'Choose how it was agreed',
      },
      {
        name: 'understands',
        label: 'What shows that {first} understands what it means?',
        hint: 'In {first}’s own words, if you can',
        input: 'text',
        need: 'Write what shows that {first} understands what it means',
      },
      {
        name: 'who',
        label: 'Who may know?',
        hint: 'Those who work with {first} now, and at {first}’s school',
        input: 'many',
        choices: [],
      },
      {
        name: 'opens',
        label: 'What may they know?',
        input: 'choice',
        choices: [
          { value: 'contact', text: 'Who supports {first}, and how to reach them' },
          {
            value: 'summary',
            text: 'That as well, and the summary: that {first} is a young carer, and the level of support',
          },
        ],
        need: 'Choose what they may know',
      },
      {
        name: 'until',
        label: 'Until when?',
        input: 'day',
        day: 'future',
        need: 'Enter the last day',
      },
    ],
  },
])
