import { type Choice, localForm, type Versions } from '../../../children/index.ts'
import { choice, codes, firstForms as from, happened, line, words, yesNo } from './form-parts.ts'

/** E1, a placement order, and D1 are told by the adoption team, apart from the case. */
const legal = codes('903-legal-status', {
  leaveOut: ['D1', 'E1'],
  said: {
    V2: 'With the parents’ agreement (section 20)',
    L1: 'Police protection',
    L3: 'Child assessment order',
    J1: 'On remand',
    J2: 'Held under the Police and Criminal Evidence Act 1984',
    J3: 'Youth rehabilitation order',
  },
})
/** Where a child in our care lives, in people’s words, with the return’s codes. Those of adoption are told apart from the case. */
const homes: readonly Choice[] = [
  { value: 'U1', text: 'Foster carers who are family or friends, to stay' },
  { value: 'U3', text: 'Foster carers who are family or friends' },
  { value: 'U4', text: 'Foster carers, to stay' },
  { value: 'U6', text: 'Foster carers' },
  { value: 'P1', text: 'At home with parents' },
  { value: 'K2', text: 'A children’s home' },
  { value: 'K1', text: 'A secure children’s home' },
  { value: 'K3', text: 'Supported accommodation' },
  { value: 'R3', text: 'A family centre, or a mother and baby unit' },
  { value: 'R1', text: 'A residential care home' },
  { value: 'R2', text: 'A hospital or nursing home' },
  { value: 'S1', text: 'A residential school' },
  { value: 'R5', text: 'A young offender institution' },
]
const providers = codes('903-provider', {
  said: {
    PR0: 'A parent',
    PR1: 'Our own',
    PR2: 'Another council',
    PR3: 'Another public body',
    PR4: 'A private one',
    PR5: 'A charity',
  },
})
const where = [
  choice('home', 'Where does {first} live?', homes, 'Choose where {first} lives'),
  choice('provider', 'Whose home is it?', providers, 'Choose whose home it is'),
  line('postcode', 'Postcode of the home', undefined, 'Kept with the address, for those who may know it'),
]

/** Permanence before, with the return's codes: an adoption is read by those named for it alone, whoever writes it. */
const earlier: readonly Choice[] = [
  { value: 'Z1', text: 'No' },
  { value: 'P2', text: 'Yes: special guardianship order' },
  { value: 'P3', text: 'Yes: residence or child arrangements order' },
  { value: 'P1', text: 'Yes: adoption' },
  { value: 'P4', text: 'Yes: an order, and nobody knows which' },
]

export const careStartForms: Versions = localForm('social-care-care-start', [
  {
    from,
    title: 'Coming into our care',
    save: 'Save',
    intro: 'Care plan and personal education plan within 10 working days, the first review within 20.',
    fields: [
      happened('When did {first} come into our care?'),
      choice('legal', 'By what law?', legal, 'Choose by what law'),
      choice('need', 'What is the main need?', codes('903-category-of-need'), 'Choose the main need'),
      ...where,
      line(
        'homePostcode',
        'Postcode of the family’s home',
        undefined,
        'Kept with the address, for those who may know it',
      ),
      choice(
        'earlier',
        'Did {first} leave care for good before, here or elsewhere?',
        earlier,
        'Choose whether {first} did',
      ),
      line(
        'earlierCouncil',
        'If so: under which council?',
        undefined,
        'Its three digits, like 941. Empty where nobody knows',
      ),
      { name: 'earlierOn', label: 'If so: when?', input: 'day', day: 'past' },
      words('words', 'Why, and what was tried before?', 'Write why'),
      words('childSaid', 'What does {first} say?', undefined, 'In {first}’s own words'),
    ],
  },
])

export const careChangeForms: Versions = localForm('social-care-care-change', [
  {
    from,
    title: 'A change of home or of law',
    save: 'Save the change',
    fields: [
      happened('From when?'),
      choice(
        'change',
        'What changes?',
        [
          { value: 'P', text: 'Home and carers' },
          { value: 'T', text: 'Home, with the same carers' },
          { value: 'L', text: 'The law alone' },
          { value: 'B', text: 'The law, home and carers' },
          { value: 'U', text: 'The law and home, with the same carers' },
        ],
        'Choose what changes',
      ),
      choice('legal', 'By what law now?', legal, 'Choose by what law'),
      ...where,
      choice(
        'moved',
        'After a move: why?',
        codes('903-placement-change', { said: { PLACE: 'The standing of the home alone' } }),
      ),
      words('words', 'What led to it?', 'Write what led to it'),
      words('childSaid', 'What does {first} say?', undefined, 'In {first}’s own words'),
    ],
  },
])

/** E11 and E12, adopted, and who became a guardian are told by their own teams. */
export const careEndForms: Versions = localForm('social-care-care-end', [
  {
    from,
    title: 'Leaving our care',
    save: 'Save',
    fields: [
      happened('When did {first} leave our care?'),
      choice(
        'ended',
        'How?',
        codes('903-episode-ceased', {
          leaveOut: ['X1', 'E11', 'E12'],
          said: {
            E13: 'Lives with family or others who have no parental responsibility',
            E41: 'Child arrangements order',
          },
        }),
        'Choose how',
      ),
      words('words', 'Who helps now?', 'Write who helps now'),
    ],
  },
])

const plan = (name: string, title: string, ask: string): Versions =>
  localForm(`social-care-${name}`, [
    {
      from,
      title,
      save: 'Save the plan',
      fields: [
        happened('When was it agreed?'),
        line('who', 'Who agreed it?', 'Enter who agreed it'),
        words('words', ask, `Answer: ${ask}`),
        words('childSaid', 'What does {first} want?', undefined, 'In {first}’s own words'),
      ],
    },
  ])
export const homePlanForms = plan(
  'home-plan',
  'Agreement about the home',
  'Day to day: who decides what, and who sees {first} when?',
)
export const carePlanForms = plan(
  'care-plan',
  'Care plan',
  'What is the plan for {first} to grow up in, and what is tried beside it?',
)
export const educationPlanForms = plan(
  'education-plan',
  'Personal education plan',
  'What helps {first} learn, and who pays for it?',
)
export const pathwayNeedsForms = plan(
  'pathway-needs',
  'What is needed for leaving care',
  'What does {first} need to live well as an adult?',
)
export const pathwayPlanForms = plan(
  'pathway-plan',
  'Pathway plan',
  'Home, work, money, health, people: who does what, by when?',
)

export const careReviewForms: Versions = localForm('social-care-care-review', [
  {
    from,
    title: 'Review of a child in our care',
    save: 'Save the review',
    fields: [
      happened('When was it held?'),
      line('who', 'Who chaired it, and who was there?', 'Enter who was there'),
      choice(
        'part',
        'How did {first} take part?',
        [
          { value: 'PN0', text: 'Under four' },
          { value: 'PN1', text: 'Came, and spoke for themselves' },
          { value: 'PN2', text: 'Came, and somebody spoke for them' },
          { value: 'PN3', text: 'Came, and gave their views without words' },
          { value: 'PN4', text: 'Came, and gave no views' },
          { value: 'PN5', text: 'Did not come, and had somebody speak for them' },
          { value: 'PN6', text: 'Did not come, and sent their views' },
          { value: 'PN7', text: 'Did not come, and sent no views' },
        ],
        'Choose how {first} took part',
      ),
      words('words', 'What was decided?', 'Write what was decided'),
      words('childSaid', 'What does {first} say?', undefined, 'In {first}’s own words'),
    ],
  },
])

export const healthForms: Versions = localForm('social-care-health', [
  {
    from,
    title: 'Health of a child in our care',
    save: 'Save',
    intro: 'Of illness write nothing here: what is found is with health.',
    fields: [
      happened('When was the health assessment?'),
      yesNo('immunised', 'Are immunisations up to date?', 'Choose whether immunisations are up to date'),
      yesNo('teeth', 'Were teeth checked in the last year?', 'Choose whether teeth were checked'),
      line(
        'sdq',
        'Strengths and difficulties score, 0 to 40',
        undefined,
        'From 4 to 16, once a year. Empty where there is none',
      ),
    ],
  },
])

export const missingForms: Versions = localForm('social-care-missing', [
  {
    from,
    title: 'Went missing',
    save: 'Save',
    intro: 'Have you called the police?',
    fields: [
      happened('Since when is {first} away?'),
      choice(
        'sort',
        'Which is it?',
        [
          { value: 'M', text: 'Missing: nobody knows where {first} is' },
          { value: 'A', text: 'Away without agreement: we know where' },
        ],
        'Choose which it is',
      ),
      line('who', 'Who reported it, and to whom?', 'Enter who reported it'),
      words('words', 'What is known?', 'Write what is known'),
    ],
  },
])
export const missingBackForms: Versions = localForm('social-care-missing-back', [
  {
    from,
    title: 'Came back',
    save: 'Save',
    intro: 'A return interview is offered within 72 hours, by somebody who does not look after {first}.',
    fields: [happened('When did {first} come back?'), words('words', 'How was {first}?', 'Write how {first} was')],
  },
])
export const returnInterviewForms: Versions = localForm('social-care-return-interview', [
  {
    from,
    title: 'Return interview',
    save: 'Save the interview',
    fields: [
      happened('When was it offered?'),
      yesNo('accepted', 'Did {first} take it?', 'Choose whether {first} took it'),
      words('childSaid', 'What did {first} say?', undefined, 'In {first}’s own words'),
      words('words', 'What keeps {first} safe from now on?'),
    ],
  },
])
