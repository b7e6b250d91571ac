import { localForm, type Versions } from '../../../children/index.ts'
import { ahead, choice, codes, firstForms as from, happened, line, several, words, yesNo } from './form-parts.ts'

const needs = codes('cin-primary-need')
const sources = codes('cin-referral-source', {
  said: { '5D': 'LA SERVICES – early help', '2A': 'Schools', '2B': 'Education services', '6': 'Police' },
})

/** Social care is asked to help: what the front door passed on stands on the record already. */
export const referralForms: Versions = localForm('social-care-referral', [
  {
    from,
    title: 'Referral',
    save: 'Save the referral',
    intro: 'What comes by the front door is on the record already. A decision is due within one working day.',
    fields: [
      happened('When was {first} referred?'),
      choice('source', 'Who referred {first}?', sources, 'Choose who referred {first}'),
      choice('need', 'What is the main need?', needs, 'Choose the main need'),
      words('words', 'What were you told?', 'Write what you were told'),
    ],
  },
])

/** A social worker or manager decides within a working day, and the referrer is told. */
export const decisionForms: Versions = localForm('social-care-decision', [
  {
    from,
    title: 'Decide what happens with the referral',
    save: 'Save the decision',
    fields: [
      happened('When was it decided?'),
      choice(
        'outcome',
        'What happens?',
        [
          { value: 'assessment', text: 'An assessment' },
          { value: 'no-further-action', text: 'Nothing further', hint: 'The referral ends here' },
        ],
        'Choose what happens',
      ),
      choice('need', 'What is the main need?', needs, 'Choose the main need'),
      words('words', 'Why?', 'Write why'),
      line('who', 'Who told the referrer, and when?'),
    ],
  },
])

export const assessmentStartForms: Versions = localForm('social-care-assessment-start', [
  {
    from,
    title: 'Start the assessment',
    save: 'Start the assessment',
    intro: 'It ends within 45 working days of the referral.',
    fields: [
      happened('When did it start?'),
      words('words', 'What is it to find out, and who is asked?', 'Write what it is to find out'),
      ahead('reviewOn', 'When do you look at it with your manager?'),
    ],
  },
])

const asked = { value: 'early-help', text: 'Early help' } as const
export const assessmentEndForms: Versions = localForm('social-care-assessment-end', [
  {
    from,
    title: 'Finish the assessment',
    save: 'Finish the assessment',
    fields: [
      happened('When did a manager agree it?'),
      yesNo('seen', 'Was {first} seen?', 'Choose whether {first} was seen'),
      words('childSaid', 'What did {first} say?', undefined, 'In {first}’s own words'),
      words(
        'development',
        'How is {first} growing up?',
        'Write how {first} is growing up',
        'Health, learning, feelings, behaviour, friends',
      ),
      words(
        'parenting',
        'What can the parents and carers do?',
        'Write what the parents and carers can do',
        'Care, safety, warmth, stability, guidance',
      ),
      words(
        'environment',
        'Family and home',
        'Write what there is of family and home',
        'Wider family, housing, work, money, community',
      ),
      words('words', 'What does it come to?', 'Write what it comes to'),
      several(
        'factors',
        'What was found?',
        codes('cin-assessment-factor'),
        'Choose what was found, or that nothing was',
      ),
      choice(
        'outcome',
        'What happens next?',
        [
          { value: 'need', text: 'A child in need plan' },
          { value: 'protection', text: 'A strategy discussion' },
          { value: 'care', text: 'Coming into our care' },
          asked,
          { value: 'none', text: 'Nothing further' },
        ],
        'Choose what happens next',
      ),
    ],
  },
])

export const needPlanForms: Versions = localForm('social-care-need-plan', [
  {
    from,
    title: 'Child in need plan',
    save: 'Start the plan',
    fields: [
      happened('When does the plan begin?'),
      words('goals', 'What should be better, and how will {first} notice?', 'Write what should be better'),
      words('steps', 'Who does what, by when?', 'Write who does what, by when'),
      words('childSaid', 'What does {first} want?', undefined, 'In {first}’s own words'),
      words('parents', 'What do the parents say?'),
    ],
  },
])

export const needReviewForms: Versions = localForm('social-care-need-review', [
  {
    from,
    title: 'Review of the child in need plan',
    save: 'Save the review',
    fields: [
      happened('When was it reviewed?'),
      line('who', 'Who was there?', 'Enter who was there'),
      words('childSaid', 'What does {first} say?', undefined, 'In {first}’s own words'),
      words('words', 'What is better, and what is not?', 'Write what is better and what is not'),
      words('steps', 'Who does what until the next review?'),
    ],
  },
])

export const needEndForms: Versions = localForm('social-care-need-end', [
  {
    from,
    title: 'End the child in need plan',
    save: 'End the plan',
    fields: [happened('When did it end?'), words('words', 'Why?', 'Write why it ends')],
  },
])

/** A visit, statutory or not: whether the child was seen, and seen alone, each time. */
export const visitForms: Versions = localForm('social-care-visit', [
  {
    from,
    title: 'Visit',
    save: 'Save the visit',
    fields: [
      happened('When was the visit?'),
      yesNo('seen', 'Was {first} seen?', 'Choose whether {first} was seen'),
      yesNo('alone', 'Was {first} seen alone?', 'Choose whether {first} was seen alone'),
      words('why', 'If not seen, or not alone: why not?'),
      words('childSaid', 'What did {first} say?', undefined, 'In {first}’s own words'),
      words('words', 'What did you see and do?', 'Write what you saw and did', 'The home, the bedroom, who was there'),
    ],
  },
])

/** RC1, adopted, is told by the adoption team, apart from the case. */
export const closeForms: Versions = localForm('social-care-close', [
  {
    from,
    title: 'Close the case',
    save: 'Close the case',
    fields: [
      happened('When does it close?'),
      choice('reason', 'Why?', codes('cin-reason-for-closure', { leaveOut: ['RC1'] }), 'Choose why it closes'),
      words('words', 'What did the work come to, and who helps now?', 'Write what the work came to'),
    ],
  },
])
