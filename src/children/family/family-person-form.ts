import type { Choice, Versions } from '../forms/fields.ts'
import { localForm } from '../forms/local-form.ts'
import { choice, line } from '../forms/questions.ts'

const from = '2013-04-01' as Versions[0]['from']

/** Who somebody is to the child, in the family's words. */
export const relations: readonly Choice[] = [
  { value: 'mother', text: 'Mum' },
  { value: 'father', text: 'Dad' },
  { value: 'adoptive-mother', text: 'Adoptive mum' },
  { value: 'adoptive-father', text: 'Adoptive dad' },
  { value: 'mothers-partner', text: 'Mum’s partner' },
  { value: 'fathers-partner', text: 'Dad’s partner' },
  { value: 'mothers-mother', text: 'Mum’s mum' },
  { value: 'mothers-father', text: 'Mum’s dad' },
  { value: 'fathers-mother', text: 'Dad’s mum' },
  { value: 'fathers-father', text: 'Dad’s dad' },
  { value: 'brother-sister', text: 'Grown-up brother or sister' },
  { value: 'aunt-uncle', text: 'Aunt or uncle' },
  { value: 'foster-carer', text: 'Foster carer' },
  { value: 'other', text: 'Somebody else who matters to {first}' },
]

/** How safe it is for the child to see or hear from somebody. */
export const contacts: readonly Choice[] = [
  { value: 'safe', text: 'Safe' },
  { value: 'watched', text: 'Only with somebody there' },
  { value: 'none', text: 'None: do not meet or tell them' },
  { value: 'ask', text: 'Not known: ask first' },
]

const responsibility: readonly Choice[] = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
  { value: 'unknown', text: 'Not known, or disputed' },
]

/** Somebody of the family, as a worker writes them down. */
export const familyPersonForms: Versions = localForm('family-person', [
  {
    from,
    title: 'Somebody in the family',
    save: 'Save',
    intro: 'Of an illness or a diagnosis write nothing here.',
    fields: [
      line('name', 'Name', 'Enter the name, or what is known of it', 'Unknown father, if that is all that is known'),
      choice('relation', 'Who are they to {first}?', relations, 'Choose who they are to {first}'),
      choice('sex', 'Sex', [
        { value: 'F', text: 'Female' },
        { value: 'M', text: 'Male' },
        { value: 'U', text: 'Not known' },
      ]),
      line('born', 'Year of birth', undefined, 'Empty where nobody knows it'),
      choice('died', 'Have they died?', [
        { value: 'no', text: 'No' },
        { value: 'yes', text: 'Yes' },
      ]),
      choice(
        'responsibility',
        'Do they have parental responsibility?',
        responsibility,
        'Choose whether they have parental responsibility',
      ),
      line('by', 'By what?', undefined, 'Birth certificate, court order, agreement'),
      choice('livesWith', 'Do they live with {first}?', [
        { value: 'yes', text: 'Yes' },
        { value: 'no', text: 'No' },
      ]),
      { name: 'since', label: 'Since when?', input: 'day', day: 'past', hint: 'Empty where nobody knows it' },
      line('phone', 'Telephone number'),
      choice('contact', 'Is it safe for {first} to see or hear from them?', contacts, 'Choose whether it is safe'),
    ],
  },
])
