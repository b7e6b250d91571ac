import { type Choice, localForm, type Versions } from '../../../children/index.ts'
import { choice, codes, firstForms as from, happened, line, several, words, yesNo } from './form-parts.ts'

/** Who adopts: how many, of which sex, and how they stand to each other, with the return's three codes (SSDA903 guide, AD1). */
export const adopters: readonly (Choice & {
  readonly codes: readonly [count: string, sexes: string, standing: string]
})[] = [
  { value: 'woman', text: 'A single woman', codes: ['1', 'F1', 'L0'] },
  { value: 'man', text: 'A single man', codes: ['1', 'M1', 'L0'] },
  { value: 'married', text: 'A woman and a man who are married', codes: ['2', 'MF', 'L11'] },
  { value: 'married-women', text: 'Two women who are married', codes: ['2', 'FF', 'L12'] },
  { value: 'married-men', text: 'Two men who are married', codes: ['2', 'MM', 'L12'] },
  { value: 'partners', text: 'A woman and a man in a civil partnership', codes: ['2', 'MF', 'L2'] },
  { value: 'partners-women', text: 'Two women in a civil partnership', codes: ['2', 'FF', 'L2'] },
  { value: 'partners-men', text: 'Two men in a civil partnership', codes: ['2', 'MM', 'L2'] },
  { value: 'couple', text: 'A woman and a man who live together', codes: ['2', 'MF', 'L3'] },
  { value: 'couple-women', text: 'Two women who live together', codes: ['2', 'FF', 'L4'] },
  { value: 'couple-men', text: 'Two men who live together', codes: ['2', 'MM', 'L4'] },
]

/** The record of before the order; what comes after has a record of its own, and nothing leads from one to the other. */
export const shutForms: Versions = localForm('social-care-shut', [
  {
    from,
    title: 'The record is shut',
    save: 'Shut the record',
    intro:
      'From then on only those named for the adoption can open this record. To everybody else there is none, and it is in no return any more: write the return first. This cannot be taken back here.',
    fields: [
      happened('From when?'),
      yesNo(
        'apart',
        'Have you looked through it, and is nothing on it of the child’s new name, numbers, home or school?',
        'Choose whether you have looked',
      ),
      words('words', 'Who else was told, and how?', 'Write who was told'),
    ],
  },
])

/** Who may know of it, once two have said so; `people` are those who work with the child, put in by the page. */
export const fewForms: Versions = localForm('social-care-few', [
  {
    from,
    title: 'Who works on a plan that few may know of',
    save: 'Name them',
    intro:
      'Whoever two managers name reads and writes this part of {first}’s record as long as they work with {first}. Nobody else learns that it is there. Ask a second manager, of another team or of those who oversee yours, or somebody who is named already, to name the same people here: neither of you is shown what the other wrote.',
    fields: [
      happened('From when?'),
      several('people', 'Who works on it?', [], 'Choose who works on it'),
      words('words', 'Why?', 'Write why'),
    ],
  },
])

export const decisionForms: Versions = localForm('social-care-decision', [
  {
    from,
    title: 'Adoption is the plan',
    save: 'Save the decision',
    intro: 'The agency’s decision that {first} should be placed for adoption.',
    fields: [
      happened('When was it decided?'),
      line('who', 'Who decided, and who was heard?', 'Enter who decided'),
      words('words', 'Why adoption, and why nothing else?', 'Write why'),
      words('childSaid', 'What does {first} say?', undefined, 'In {first}’s own words'),
    ],
  },
])

export const orderForms: Versions = localForm('social-care-order', [
  {
    from,
    title: 'Order to place for adoption',
    save: 'Save the order',
    fields: [
      happened('When was the order made?'),
      words('words', 'What did the court say, and who may {first} see?', 'Write what the court said'),
    ],
  },
])

export const matchForms: Versions = localForm('social-care-match', [
  {
    from,
    title: 'Matched with adopters',
    save: 'Save the match',
    intro: 'Write no name and no address of theirs: what they are called is with the adoption team.',
    fields: [
      happened('When was it decided?'),
      choice('adopters', 'Who are they?', adopters, 'Choose who they are'),
      yesNo('foster', 'Are they {first}’s foster carers now?', 'Choose whether they are the foster carers'),
      words('words', 'Why these, and what do they need?', 'Write why'),
    ],
  },
])

export const placedForms: Versions = localForm('social-care-placed', [
  {
    from,
    title: 'Placed for adoption',
    save: 'Save',
    intro: 'Where it is, is written nowhere here.',
    fields: [
      happened('From when?'),
      choice(
        'basis',
        'By what?',
        [
          { value: 'order', text: 'The court’s order' },
          { value: 'consent', text: 'The parents’ consent' },
        ],
        'Choose by what',
      ),
      choice(
        'provider',
        'Who approved them?',
        codes('903-provider', {
          leaveOut: ['PR0', 'PR3'],
          said: { PR1: 'We did', PR2: 'Another council', PR4: 'A private agency', PR5: 'A charity' },
        }),
        'Choose who approved them',
      ),
      words('words', 'How was it prepared, and who helps?', 'Write how it was prepared'),
      words('childSaid', 'What does {first} say?', undefined, 'In {first}’s own words'),
    ],
  },
])

export const reversedForms: Versions = localForm('social-care-reversed', [
  {
    from,
    title: 'Adoption is the plan no more',
    save: 'Save the decision',
    fields: [
      happened('When was it decided?'),
      choice(
        'reason',
        'Why?',
        [
          { value: 'RD1', text: 'What {first} needs has changed' },
          { value: 'RD2', text: 'The court made no order' },
          { value: 'RD3', text: 'No adopters were found' },
          { value: 'RD4', text: 'Something else' },
        ],
        'Choose why',
      ),
      words('words', 'What is the plan now?', 'Write what the plan is now'),
    ],
  },
])

export const adoptedForms: Versions = localForm('social-care-adopted', [
  {
    from,
    title: 'Adoption order',
    save: 'Save the order',
    intro:
      'It ends our care, and the case. What {first} is called from now on, and any new number, is never written on this record.',
    fields: [
      happened('When was the order made?'),
      choice(
        'ended',
        'How?',
        [
          { value: 'E11', text: 'Nobody opposed it' },
          { value: 'E12', text: 'The court did without consent' },
        ],
        'Choose how',
      ),
      words('words', 'What was agreed: letters, later life, help for the family?', 'Write what was agreed'),
    ],
  },
])
