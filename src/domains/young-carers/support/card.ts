import { type Choice, localForm, type Versions } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import { firstLists } from './register-forms.ts'

/** Who checks a card: each learns what the holder agreed for them, and nothing else. */
export type Audience = 'school' | 'surgery'
const says: Readonly<Record<Audience, readonly Choice[]>> = {
  school: [
    { value: 'phone', text: 'May keep a phone on' },
    { value: 'late', text: 'May come late without being asked why' },
    { value: 'leave', text: 'May leave a lesson to call home' },
    { value: 'adult', text: 'May ask for a named adult' },
  ],
  surgery: [
    { value: 'prescriptions', text: 'May collect prescriptions' },
    { value: 'flexible', text: 'Flexible appointments' },
    { value: 'together', text: 'May be present at somebody else’s appointment' },
  ],
}

/** The card as it is agreed with its holder. Its face says nothing unless the holder wants it to. */
export const cardForms: Versions = localForm('young-carers-card', [
  {
    from: firstLists,
    title: 'Card',
    save: 'Issue the card',
    intro:
      'A new card ends the one before. {first} decides what its face says, and what a school or a surgery learns that checks it.',
    fields: [
      { name: 'on', label: 'When is it issued?', input: 'day', day: 'past', need: 'Enter the day' },
      {
        name: 'face',
        label: 'What does its face say?',
        input: 'choice',
        choices: [
          { value: 'plain', text: 'Name and number only' },
          { value: 'named', text: 'Name, number and “young carer”', hint: 'Only if {first} wants it' },
        ],
        need: 'Choose what its face says',
      },
      { name: 'school', label: 'What may a school learn that checks it?', input: 'many', choices: says.school },
      { name: 'surgery', label: 'What may a surgery learn that checks it?', input: 'many', choices: says.surgery },
      {
        name: 'agreed',
        label: 'Did {first} agree to each of these?',
        input: 'choice',
        choices: [{ value: 'yes', text: 'Yes' }],
        need: '{first} must agree before a card is issued',
      },
      {
        name: 'until',
        label: 'Until when is it in use?',
        input: 'day',
        day: 'future',
        need: 'Enter until when it is in use',
      },
    ],
  },
])

// No vowels, so that no number spells a word, and nothing that is read as something else.
const letters = '23456789BCDFGHJKMNPQRSTVWXZ'
const length = 10

/** A number that says nothing, from as many draws as it has signs: each from 0 up to, not including, `cardSigns`. */
export const cardSigns = letters.length
export const cardNumber = (draws: readonly number[]): string => {
  if (draws.length !== length) throw new RangeError(`A card has ${length} signs, not ${draws.length}`)
  return draws.map(draw => letters.charAt(draw)).join('')
}
export const cardDraws = length
/** The number as it is printed: 4, 3 and 3 signs. */
export const printedNumber = (number: string): string =>
  `${number.slice(0, 4)} ${number.slice(4, 7)} ${number.slice(7)}`
/** What was typed as a number, with or without its gaps; undefined where it can be none. */
export const readCardNumber = (typed: string | undefined): string | undefined => {
  const number = (typed ?? '').toUpperCase().replace(/[\s-]/g, '')
  return number.length === length && [...number].every(sign => letters.includes(sign)) ? number : undefined
}

/** A card that was found by its number. */
export type FoundCard = {
  readonly until: PlainDate
  readonly school: readonly string[]
  readonly surgery: readonly string[]
}
/** What is answered: a card that is not in use is answered like one that never was. */
export type CardAnswer = { readonly until: PlainDate; readonly says: readonly string[] }
export const answerOf = (card: FoundCard | undefined, audience: Audience, today: PlainDate): CardAnswer | undefined =>
  card && card.until >= today
    ? {
        until: card.until,
        says: says[audience].filter(one => card[audience].includes(one.value)).map(one => one.text),
      }
    : undefined
