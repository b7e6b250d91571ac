import { type Choice, type Field, localForm, type Versions } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'

/** The first lists and forms: local settings (reference/domain.md 2.2), so a later one stands beside them with its own day. */
export const firstLists = '2015-04-01' as PlainDate

/** Who may tell the council that a child cares for somebody: any of them is enough. */
const sources: readonly Choice[] = [
  { value: 'self', text: 'The young person, or word of mouth' },
  { value: 'family', text: 'Family or a friend' },
  { value: 'school', text: 'School' },
  { value: 'gp', text: 'GP or practice nurse' },
  { value: 'hospital', text: 'Hospital' },
  { value: 'adult-social-care', text: 'Adult social care' },
  { value: 'drug-alcohol', text: 'Drug and alcohol service' },
  { value: 'mental-health', text: 'Mental health trust' },
  { value: 'education-welfare', text: 'Education welfare officer' },
  { value: 'early-help', text: 'Early help' },
  { value: 'social-care', text: 'Children’s social care' },
  { value: 'voluntary', text: 'Voluntary group' },
  { value: 'other', text: 'Somebody else' },
]

/** Whoever may tell us, by their codes. */
export const sourceCodes: readonly string[] = sources.map(one => one.value)
/** One of them in words. */
export const sourceWords = (code: string): string => sources.find(one => one.value === code)?.text ?? code

/** A route in words: one that a person chose, or one that a file tells. */
export const routeWords = (code: string): string =>
  ({
    listed: 'On the service’s own list',
    census: 'A school said so in its census',
    assessed: 'A social care assessment found it',
  })[code] ?? `Told by: ${sources.find(one => one.value === code)?.text ?? 'another route'}`

const day = (label: string, need: string): Field => ({ name: 'on', label, input: 'day', day: 'past', need })
const from = firstLists

/** How a child was found, by any route: each telling is kept, so that it can be seen which services tell. */
export const foundForms: Versions = localForm('young-carers-found', [
  {
    from,
    title: 'Who told us',
    save: 'Save',
    fields: [
      day('When were we told?', 'Enter the day on which we were told'),
      { name: 'source', label: 'Who told us?', input: 'choice', choices: sources, need: 'Choose who told us' },
      { name: 'who', label: 'Name and how to reach them', hint: 'If they gave it', input: 'line' },
      {
        name: 'familyKnows',
        label: 'Does the family know that we were told?',
        input: 'choice',
        choices: [
          { value: 'yes', text: 'Yes' },
          { value: 'child', text: 'Only {first}' },
          { value: 'no', text: 'No' },
        ],
        need: 'Choose whether the family knows',
      },
      { name: 'words', label: 'What did they say?', hint: 'Write as if {first} will read it', input: 'text' },
    ],
  },
])

/** Support was offered, and what came of it. A no is an answer to the offer, and never "does not care for anybody". */
export const offerForms: Versions = localForm('young-carers-offer', [
  {
    from,
    title: 'Offer support',
    save: 'Save the offer',
    intro: 'A no keeps the offer open: we ask again, and {first} stays on the register.',
    fields: [
      day('When was it offered?', 'Enter the day on which support was offered'),
      {
        name: 'outcome',
        label: 'What did {first} say?',
        input: 'choice',
        choices: [
          { value: 'accepted', text: 'Yes, go ahead' },
          { value: 'thinking', text: 'Not sure yet' },
          { value: 'declined', text: 'No, not now' },
        ],
        need: 'Choose what came of the offer',
      },
      {
        name: 'told',
        label: 'Who was told beforehand what an assessment is?',
        hint: 'In words and a form that they can use',
        input: 'many',
        choices: [
          { value: 'child', text: '{first}' },
          { value: 'cared-for', text: 'The person cared for' },
          { value: 'parents', text: 'Parents or carers' },
          { value: 'others', text: 'Others whom {first} or a parent asked for' },
        ],
      },
      { name: 'words', label: 'What was said?', input: 'text' },
    ],
  },
])

/** How the young person wants to be reached, and what not to do. */
export const contactForms: Versions = localForm('young-carers-contact', [
  {
    from,
    title: 'How to get in touch',
    save: 'Save',
    fields: [
      {
        name: 'ways',
        label: 'What does {first} want?',
        input: 'many',
        choices: [
          { value: 'call', text: 'A phone call' },
          { value: 'text', text: 'A text message' },
          { value: 'video', text: 'A video call' },
          { value: 'home', text: 'A visit at home' },
          { value: 'school', text: 'To meet at school' },
          { value: 'elsewhere', text: 'To meet somewhere else' },
          { value: 'parent', text: 'Through a parent or carer' },
        ],
        need: 'Choose at least one way',
      },
      { name: 'when', label: 'When is a good time?', input: 'line' },
      {
        name: 'avoid',
        label: 'What should nobody do?',
        hint: 'For example: do not leave a message, do not say where you call from',
        input: 'text',
      },
    ],
  },
])

/** Why it ends; a later telling opens it again. */
export const endingForms: Versions = localForm('young-carers-ending', [
  {
    from,
    title: 'End the support',
    save: 'End the support',
    fields: [
      day('When did it end?', 'Enter the day on which it ended'),
      {
        name: 'reason',
        label: 'Why does it end?',
        input: 'choice',
        choices: [
          {
            value: 'no-longer',
            text: 'No longer cares for anybody',
            hint: 'After a death the family needs time: never end it for that alone',
          },
          { value: 'adult', text: 'The adult service has taken over' },
          { value: 'moved', text: 'Moved to another council' },
          { value: 'wish', text: 'The young person asked to end it' },
        ],
        need: 'Choose why it ends',
      },
      { name: 'words', label: 'What has changed?', input: 'text', need: 'Write what has changed' },
    ],
  },
])
