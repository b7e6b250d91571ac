import { type Choice, type Field, localForm, type Versions } from '../../../children/index.ts'
import { firstLists } from '../support/register-forms.ts'

const from = firstLists
const day = (label: string, need: string): Field => ({ name: 'on', label, input: 'day', day: 'past', need })
const words = (name: string, label: string, need?: string, hint?: string): Field => ({
  name,
  label,
  input: 'text',
  ...(need ? { need } : {}),
  ...(hint ? { hint } : {}),
})
const yesNo: readonly Choice[] = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
]
const choice = (name: string, label: string, choices: readonly Choice[], need?: string): Field => ({
  name,
  label,
  input: 'choice',
  choices,
  ...(need ? { need } : {}),
})

/** The move to adult support is offered; a no has a reason, and says whether the young person is at risk (Care Act 2014 s63(3) and (4)). */
export const transitionOfferForms: Versions = localForm('young-carers-transition-offer', [
  {
    from,
    title: 'Offer the move to adult support',
    save: 'Save the answer',
    intro:
      'An assessment of what {first} will need from eighteen on, a plan made with {first}, and an adult service that takes over.',
    fields: [
      day('When was it offered?', 'Enter the day on which it was offered'),
      choice(
        'answer',
        'What did {first} say?',
        [
          { value: 'yes', text: 'Yes' },
          { value: 'later', text: 'Not sure yet', hint: 'We ask again' },
          { value: 'no', text: 'No' },
        ],
        'Choose what {first} said',
      ),
      words('why', 'Why not?', undefined, 'For a no, in {first}’s own words'),
      choice('atRisk', 'After a no: is {first} experiencing abuse or neglect, or at risk of it?', [
        {
          value: 'yes',
          text: 'Yes',
          hint: 'The law asks for the assessment all the same. Speak to your manager today',
        },
        { value: 'no', text: 'No' },
      ]),
    ],
  },
])

/** The transition assessment, with what section 64 of the Care Act 2014 asks: (1) what it includes, (2) what is regarded, (3) who is involved. */
export const transitionNeedsForms: Versions = localForm('young-carers-transition-needs', [
  {
    from,
    title: 'Transition assessment',
    save: 'Save the assessment',
    intro: 'Made when it helps {first} most, not for a birthday. Of the person cared for write no diagnosis.',
    fields: [
      day('When was it done?', 'Enter the day of the assessment'),
      {
        name: 'took',
        label: 'Who took part?',
        input: 'many',
        choices: [
          { value: 'child', text: '{first}' },
          { value: 'cared-for', text: 'The person cared for' },
          { value: 'parents', text: 'Parents' },
          { value: 'others', text: 'Others whom {first} or a parent asked for' },
        ],
        need: 'Choose who took part',
      },
      words(
        'able',
        'Is {first} able to care, and likely to be from eighteen on?',
        'Write whether {first} is able to care, now and from eighteen on',
      ),
      words(
        'willing',
        'Is {first} willing to, and likely to be from eighteen on?',
        'Write whether {first} is willing to care, now and from eighteen on',
        'Nobody has to care for somebody',
      ),
      words(
        'needs',
        'What is {first} likely to need from eighteen on, and what does that do to wellbeing?',
        'Write what {first} is likely to need from eighteen on',
      ),
      words('work', 'Work: what does {first} do or want?', 'Write what {first} does or wants for work'),
      words(
        'education',
        'Education, training and free time: what does {first} do or want?',
        'Write what {first} does or wants for education, training and free time',
      ),
      words(
        'outcomes',
        'What does {first} want in day-to-day life?',
        'Write what {first} wants in day-to-day life',
        'In {first}’s own words',
      ),
      words(
        'support',
        'How far could support help with that, and what else would?',
        'Write how far support could help',
      ),
      choice(
        'eligible',
        'Are the needs likely to be ones that adult support must meet?',
        [...yesNo, { value: 'unsure', text: 'Not clear yet' }],
        'Choose whether the needs are likely to be ones that adult support must meet',
      ),
      words(
        'advice',
        'What was said of how needs can be met, prevented or put off?',
        'Write what was said of how needs can be met, prevented or put off',
      ),
    ],
  },
])

/** The plan, made with the young person. It counts as done once they agree. */
export const transitionPlanForms: Versions = localForm('young-carers-transition-plan', [
  {
    from,
    title: 'Plan for adult life',
    save: 'Save the plan',
    fields: [
      day('When was it made?', 'Enter the day of the plan'),
      words('goals', 'What does {first} want?', 'Write what {first} wants', 'In {first}’s own words'),
      words('steps', 'Who does what, by when?', 'Write who does what, and by when'),
      words('both', 'While both services help: who does what?'),
      choice(
        'agreed',
        'Does {first} agree?',
        [...yesNo.slice(0, 1), { value: 'no', text: 'Not yet', hint: 'The plan is kept, and is not done' }],
        'Choose whether {first} agrees',
      ),
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

/** A named adult service is asked. */
export const transitionAskForms: Versions = localForm('young-carers-transition-ask', [
  {
    from,
    title: 'Ask an adult service',
    save: 'Save',
    intro: 'Ask them as you usually do, with what {first} agrees to be told. Write here when they answer.',
    fields: [
      day('When were they asked?', 'Enter the day on which they were asked'),
      { name: 'service', label: 'Which service?', input: 'line', need: 'Enter the name of the service' },
      { name: 'who', label: 'Who there, and how to reach them', input: 'line', need: 'Enter who was asked there' },
      choice(
        'told',
        'Does {first} agree to what they are told?',
        yesNo.slice(0, 1),
        '{first} must agree to what they are told',
      ),
      words('words', 'What were they told?'),
    ],
  },
])

/** What it answered, by word to a worker. `asked` is chosen from the services that were asked. */
export const transitionAnswerForms: Versions = localForm('young-carers-transition-answer', [
  {
    from,
    title: 'What the adult service answered',
    save: 'Save the answer',
    fields: [
      day('When did they answer?', 'Enter the day of the answer'),
      choice('asked', 'Which service?', [], 'Choose which service answered'),
      { name: 'by', label: 'Who said so?', input: 'line', need: 'Enter who said so' },
      choice(
        'answer',
        'What did they say?',
        [
          { value: 'accepted', text: 'They take over' },
          { value: 'declined', text: 'They do not take over' },
        ],
        'Choose what they said',
      ),
      { name: 'startsOn', label: 'From when?', hint: 'Where they take over', input: 'day' },
      words('why', 'Why not?', undefined, 'Where they do not take over'),
    ],
  },
])
