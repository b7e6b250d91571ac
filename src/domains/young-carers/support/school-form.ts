import { type Choice, localForm, type Versions } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import { firstLists } from './register-forms.ts'

/** What a school may do. `why` names the reason; `plain` says the same to a school that is told what is done and not why. */
type Arrangement = { readonly code: string; readonly why: string; readonly plain: string }
type ArrangementList = { readonly from: PlainDate; readonly list: readonly Arrangement[] }
const same = (code: string, text: string): Arrangement => ({ code, why: text, plain: text })

/** By the day from which a list is used: a local setting. */
const lists: readonly [ArrangementList, ...ArrangementList[]] = [
  {
    from: firstLists,
    list: [
      same('flexible-days', 'Comes later or leaves earlier on the days agreed'),
      same('phone', 'May keep a phone on and call home'),
      same('catch-up', 'Time and help to catch up'),
      same('notes', 'Notes from a classmate'),
      {
        code: 'no-lateness',
        why: 'No sanction for lateness caused by caring',
        plain: 'No sanction for lateness on the days agreed',
      },
      {
        code: 'no-homework',
        why: 'No sanction for homework that is late because of caring',
        plain: 'No sanction for homework that is late; ask quietly for a new day',
      },
      same('place', 'A quiet place to go to'),
      same('bullying', 'A named adult acts on bullying the same day'),
    ],
  },
]
const listOf = (from: unknown): readonly Arrangement[] => (lists.find(one => one.from === from) ?? lists[0]).list
/** The list in force on a day. */
const choicesFrom = (from: PlainDate): readonly Choice[] =>
  listOf(from).map(one => ({ value: one.code, text: one.why }))

/** What the school may be told of it: the young person decides. */
export type Telling = 'nothing' | 'arrangements' | 'why'

/** The plan with a school, agreed with the young person. */
export const schoolForms: Versions = localForm('young-carers-school', [
  {
    from: firstLists,
    title: 'Plan with school',
    save: 'Save the plan',
    intro:
      'Agree it with {first}. School learns what {first} chooses, through the people whom {first} chooses, and nothing else.',
    fields: [
      {
        name: 'on',
        label: 'When was it agreed?',
        input: 'day',
        day: 'past',
        need: 'Enter the day on which it was agreed',
      },
      {
        name: 'agreed',
        label: 'Does {first} agree to it?',
        input: 'choice',
        choices: [
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'Not yet', hint: 'School is then told nothing' },
        ],
        need: 'Choose whether {first} agrees',
      },
      {
        name: 'arrangements',
        label: 'What does school do?',
        input: 'many',
        choices: choicesFrom(firstLists),
        need: 'Choose at least one thing that school does',
      },
      {
        name: 'says',
        label: 'What does {first} say about it?',
        hint: 'In {first}’s own words. School does not read it',
        input: 'text',
      },
      { name: 'days', label: 'On which days, or in which lessons?', input: 'line' },
      { name: 'classmate', label: 'Who passes on the notes?', input: 'line' },
      { name: 'adult', label: 'Whom does {first} go to at school?', input: 'line' },
      {
        name: 'bullying',
        label: 'Is {first} bullied, and what is done about it?',
        hint: 'Whom {first} chooses at school reads it',
        input: 'text',
      },
      {
        name: 'parents',
        label: 'How does school meet {first}’s parents?',
        hint: 'For example by phone, or where a wheelchair can get in. Whom {first} chooses at school reads it',
        input: 'text',
      },
      {
        name: 'telling',
        label: 'What may school be told?',
        input: 'choice',
        choices: [
          { value: 'nothing', text: 'Nothing: {first} uses it alone, or asks for it' },
          { value: 'arrangements', text: 'What school does, and not why' },
          { value: 'why', text: 'What school does, and that {first} cares for somebody' },
        ],
        need: 'Choose what school may be told',
      },
      {
        name: 'knows',
        label: 'Who at school may read it here?',
        hint: 'Nobody else at school can',
        input: 'many',
        choices: [],
      },
      { name: 'others', label: 'Who else at school knows, by word of mouth?', input: 'line' },
      {
        name: 'carry',
        label: 'Does it go along when {first} changes school?',
        input: 'choice',
        choices: [
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No: begin anew there' },
        ],
        need: 'Choose whether it goes along',
      },
      {
        name: 'reviewOn',
        label: 'When is it looked at again?',
        input: 'day',
        day: 'future',
        need: 'Enter the day on which it is looked at again',
      },
    ],
  },
])

/** The arrangements as a school reads them: with the reason only where the young person agreed that it knows. */
export const arrangementWords = (codes: readonly string[], from: unknown, telling: Telling): string[] =>
  listOf(from)
    .filter(one => codes.includes(one.code))
    .map(one => (telling === 'why' ? one.why : one.plain))
