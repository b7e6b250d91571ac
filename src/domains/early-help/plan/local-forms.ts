import { type Choice, type Field, type Form, localForm, type Versions } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'

// Both are the council's own and made up here: the Outcomes Star and the Graded Care Profile are their owners', who license them. A council
// that has a licence puts their areas and words in a version of its own, from a day on (docs/how-to/change-lists-and-forms.md).
const from = '2024-04-01' as PlainDate

const steps: readonly Choice[] = [
  { value: '1', text: '1: it goes badly, and nobody sees a way' },
  { value: '2', text: '2: help is taken' },
  { value: '3', text: '3: some days are better' },
  { value: '4', text: '4: mostly well' },
  { value: '5', text: '5: well, without help' },
]
const area = (name: string, label: string, hint: string): Field => ({
  name,
  label,
  hint,
  input: 'choice',
  choices: steps,
})

/** How things are in eight areas, from 1 to 5, in the eyes of whoever is asked; done again at each review (local). */
export const measureForms: Versions = localForm(
  'early-help-measure',
  [
    {
      from,
      title: 'How things are',
      save: 'Save',
      intro:
        'Put the numbers with the family, in their own eyes. Leave out what was not asked. They are read beside those of before, area by area, and never put together into one.',
      fields: [
        {
          name: 'who',
          label: 'Whose eyes are these?',
          hint: 'For example, mum and {first}',
          input: 'line',
          need: 'Enter whose numbers these are',
        },
        area('healthy', 'Being healthy', 'Body, food, sleep, doctor and dentist'),
        area('feeling', 'Feeling well', 'Moods, worries, being oneself'),
        area('close', 'People who are close', 'Family, friends, somebody to turn to'),
        area('learning', 'School and learning', 'Being there, joining in, getting on'),
        area('safe', 'Being safe', 'At home, outside, online'),
        area('days', 'Days that run', 'Mornings, meals, bedtimes, rules that hold'),
        area('living', 'Home and money', 'A home that is warm and sure, bills paid'),
        area('ahead', 'What lies ahead', 'Plans, hope, something to look forward to'),
        { name: 'behind', label: 'What is behind the numbers?', hint: 'In their words', input: 'text' },
      ],
    },
  ],
  'free',
)

const grades: readonly Choice[] = [
  { value: '1', text: '1: always met' },
  { value: '2', text: '2: mostly met' },
  { value: '3', text: '3: met on some days' },
  { value: '4', text: '4: mostly not met' },
  { value: '5', text: '5: not met, and it harms {first}' },
]
const need = (name: string, label: string, hint: string): Field[] => [
  { name, label, hint, input: 'choice', choices: grades },
  { name: `${name}Seen`, label: `${label}: what was seen or said`, input: 'text' },
]

/** Whether {first}’s needs are met, area by area, with what was seen: the council's own tool for neglect (local). */
export const neglectForms: Versions = localForm(
  'early-help-neglect',
  [
    {
      from,
      title: 'Are needs met?',
      save: 'Save',
      intro:
        'Write what was seen and said, not what was felt. Where {first} is harmed or may be, tell the front door today: do not wait for this form.',
      fields: [
        {
          name: 'childDay',
          label: 'What is a day like for {first}?',
          hint: 'In {first}’s own words, or how a small child shows it',
          input: 'text',
          need: 'Write what a day is like for {first}',
        },
        ...need('food', 'Food', 'Enough, at the right times, fit for the age'),
        ...need('homeWarm', 'Home', 'Warm, clean, safe, a bed of their own'),
        ...need('clothes', 'Clothes and washing', 'Clean, whole, for the weather'),
        ...need('care', 'Health', 'Doctor, dentist, checks, medicine, teeth'),
        ...need('watched', 'Being watched over', 'Somebody there who is able to look after them'),
        ...need('warmth', 'Warmth', 'Comfort, praise, being listened to'),
        ...need('play', 'Play and learning', 'Talk, toys, books, school each day'),
        {
          name: 'follows',
          label: 'What follows from it?',
          hint: 'For the plan, and by when it is looked at again',
          input: 'text',
          need: 'Write what follows from it',
        },
      ],
    },
  ],
  'free',
)

/** The council's own forms, by the part of early help that they are. */
export const localForms = { measure: measureForms, neglect: neglectForms } as const
export type LocalPart = keyof typeof localForms

/** The areas of a form that have a number, for reading them over time. */
export const scoredIn = (form: Form): readonly Field[] => form.fields.filter(field => field.input === 'choice')
