import { localForm, type Versions } from '../../../children/index.ts'
import { choice, codes, firstForms as from, happened, line, several, words, yesNo } from './form-parts.ts'

const categories = codes('cin-category-of-abuse', { said: { MUL: 'More than one' } })

/** The police, health and social care at the least (Working together). */
export const strategyForms: Versions = localForm('social-care-strategy', [
  {
    from,
    title: 'Strategy discussion',
    save: 'Save the discussion',
    intro:
      'One that begins a section 47 enquiry starts the 15 working days to a conference. A later one does not start them again.',
    fields: [
      happened('When was it held?'),
      several(
        'took',
        'Who took part?',
        [
          { value: 'police', text: 'Police' },
          { value: 'health', text: 'Health' },
          { value: 'care', text: 'Social care' },
          { value: 'school', text: 'School or nursery' },
          { value: 'others', text: 'Others' },
        ],
        'Choose who took part',
      ),
      words('why', 'If police, health or social care were not there: why not?'),
      words('words', 'What is known, and what are people worried about?', 'Write what is known'),
      choice(
        'outcome',
        'What was decided?',
        [
          { value: 'joint', text: 'A section 47 enquiry with the police' },
          { value: 'alone', text: 'A section 47 enquiry by social care' },
          { value: 'none', text: 'No section 47 enquiry' },
        ],
        'Choose what was decided',
      ),
      words('steps', 'Who does what until when, to keep {first} safe?', 'Write who does what'),
    ],
  },
])

export const enquiryEndForms: Versions = localForm('social-care-enquiry-end', [
  {
    from,
    title: 'What the section 47 enquiry found',
    save: 'Save what it found',
    fields: [
      happened('When was it finished?'),
      yesNo('seen', 'Was {first} seen?', 'Choose whether {first} was seen'),
      yesNo('alone', 'Was {first} seen alone?', 'Choose whether {first} was seen alone'),
      words('words', 'What was found?', 'Write what was found'),
      choice(
        'outcome',
        'What happens?',
        [
          { value: 'conference', text: 'The worry is confirmed: a child protection conference' },
          {
            value: 'no-conference',
            text: 'The worry is confirmed, and {first} is not at risk of it going on: no conference',
          },
          { value: 'not-confirmed', text: 'The worry is not confirmed: no conference' },
        ],
        'Choose what happens',
      ),
    ],
  },
])

export const conferenceForms: Versions = localForm('social-care-conference', [
  {
    from,
    title: 'Initial child protection conference',
    save: 'Save the conference',
    intro: 'A plan begins on the day of the conference. A child in need plan that runs ends with it.',
    fields: [
      happened('When was it held?'),
      line('who', 'Who was there?', 'Enter who was there'),
      yesNo('plan', 'Does {first} need a child protection plan?', 'Choose whether there is a plan'),
      choice('category', 'With a plan: what is {first} at risk of?', categories),
      line(
        'before',
        'How many such plans did {first} have before, here or elsewhere?',
        undefined,
        'A number. Empty: as many as are on the record',
      ),
      words('childSaid', 'What does {first} say?', undefined, 'In {first}’s own words'),
      words('parents', 'What do the parents say?'),
      words('words', 'What was decided, and why?', 'Write what was decided, and why'),
      words('steps', 'With a plan: who does what, by when?'),
    ],
  },
])

export const coreGroupForms: Versions = localForm('social-care-core-group', [
  {
    from,
    title: 'Core group',
    save: 'Save the core group',
    fields: [
      happened('When did it meet?'),
      line('who', 'Who was there?', 'Enter who was there'),
      words('words', 'How does the plan go?', 'Write how the plan goes'),
      words('steps', 'Who does what until the next one?', 'Write who does what'),
    ],
  },
])

export const reviewConferenceForms: Versions = localForm('social-care-review-conference', [
  {
    from,
    title: 'Review conference',
    save: 'Save the review',
    fields: [
      happened('When was it held?'),
      line('who', 'Who was there?', 'Enter who was there'),
      words('childSaid', 'What does {first} say?', undefined, 'In {first}’s own words'),
      words('words', 'What is better, and what is not?', 'Write what is better and what is not'),
      choice(
        'outcome',
        'What was decided?',
        [
          { value: 'go-on', text: 'The plan goes on' },
          { value: 'end', text: 'The plan ends today' },
        ],
        'Choose what was decided',
      ),
      choice('category', 'If the risk is another one now: which?', categories),
    ],
  },
])

export const protectionEndForms: Versions = localForm('social-care-protection-end', [
  {
    from,
    title: 'End the plan without a conference',
    save: 'End the plan',
    intro: 'Only where {first} has moved to another council that took the plan on, is eighteen, or has died.',
    fields: [
      happened('When did it end?'),
      choice(
        'reason',
        'Why?',
        [
          { value: 'moved', text: 'Another council has taken it on at its own conference' },
          { value: 'eighteen', text: '{first} is eighteen' },
          { value: 'died', text: '{first} has died' },
        ],
        'Choose why it ends',
      ),
    ],
  },
])

const people = [1, 2, 3, 4, 5, 6].flatMap(n => [
  line(
    `who${n}`,
    n === 1 ? 'Who scores first?' : `Who else? (${n})`,
    n === 1 ? 'Enter whose score it is' : undefined,
    n === 1 ? '{first}, a parent, a worker: each has a score of their own' : undefined,
  ),
  line(`score${n}`, `Their score, 0 to 10 (${n})`, n === 1 ? 'Enter the score' : undefined),
])

/** Signs of Safety: no worry without its goal and its scale (domain.md 4.3). */
export const safetyForms: Versions = localForm('social-care-safety', [
  {
    from,
    title: 'Danger statement, with its goal and its scale',
    save: 'Save',
    intro: 'Three at most serve best. 0: {first} cannot live at home. 10: safe enough to close.',
    fields: [
      happened('When was it agreed?'),
      words('harm', 'What has happened to {first}?', undefined, 'Harm in the past'),
      words(
        'danger',
        'Danger statement: who worries about what, and what may happen to {first} if nothing changes?',
        'Write the danger statement',
      ),
      words('harder', 'What makes it harder?'),
      words('strengths', 'What works well?'),
      words('safety', 'What keeps {first} safe already?'),
      words(
        'goal',
        'Safety goal: what must be seen, for how long, to be safe enough?',
        'Write the safety goal that belongs to it',
      ),
      words('steps', 'What happens next?'),
      ...people,
    ],
  },
])

/** The same scale again. `statement` is chosen from those that stand. */
export const scoreForms: Versions = localForm('social-care-score', [
  {
    from,
    title: 'Scores again',
    save: 'Save the scores',
    fields: [
      happened('When?'),
      choice('statement', 'Of which danger statement?', [], 'Choose the danger statement'),
      ...people,
    ],
  },
])
