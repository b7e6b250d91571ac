import { ameliaHeader, exampleDay, exampleGate } from '../../../children/index.ts'
import { letterForm } from './case-letter.ts'
import type { LetterFormData, SentLetterData } from './case-letter.view.ts'

const usual: LetterFormData = {
  header: ameliaHeader,
  sort: 'we-would-like-to-help',
  gate: exampleGate.usual,
  fields: {},
  errors: [],
  dutyPhone: '01632 960450',
}

/** Named states of writing a letter. */
export const letterFormExamples: Readonly<Record<string, LetterFormData>> = {
  usual,
  'an address to make sure of': {
    ...usual,
    sort: 'come-and-meet-us',
    gate: exampleGate.old,
    fields: { to: 'Grace Okafor', words: 'Could you come on [day]?', sure: [] },
    errors: [
      { field: 'sure-grace-okafor', text: 'Make sure of the address before a letter goes to Grace Okafor' },
      { field: 'words', text: 'Fill in [day]' },
    ],
  },
  'no letter may go': { ...usual, gate: exampleGate.shut },
}

const sent: SentLetterData = {
  header: ameliaHeader,
  letter: {
    from: ['Education welfare officer'],
    to: exampleGate.address,
    name: 'Grace Okafor',
    on: exampleDay,
    subject: letterForm('we-would-like-to-help').subject,
    words: letterForm('we-would-like-to-help').words('Millie'),
    signedBy: 'Sam Ali',
  },
  madeSure: undefined,
}

/** Named states of a letter that was made. */
export const sentLetterExamples: Readonly<Record<string, SentLetterData>> = {
  'to print': sent,
  'on a later day': {
    ...sent,
    letter: { ...sent.letter, to: undefined },
    madeSure: 'The record does not say whether Grace Okafor lives with Millie. I asked, and they do',
  },
}
