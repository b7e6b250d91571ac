import { ameliaHeader, type Body, exampleKnown, formOn, namedForm } from '../../../children/index.ts'
import { filledBoxes, type PlainDate } from '../../../kernel/index.ts'
import { transitionOf } from '../transition/transition.ts'
import { withServices } from '../transition/transition-checks.ts'
import { transitionAnswerForms } from '../transition/transition-forms.ts'
import { cardForms } from './card.ts'
import type { CardFace } from './card-face.ts'
import { consentForms } from './consent-form.ts'
import { levelForms } from './level.ts'
import { needsForms } from './needs-form.ts'
import { firstLists } from './register-forms.ts'
import { schoolForms } from './school-form.ts'
import { standingOf } from './standing.ts'
import type { SupportData } from './support-data.ts'
import type { SupportFormData } from './support-form.view.ts'
import { markOf, type Written } from './written.ts'

const day = (text: string) => text as PlainDate
const today = day('2026-05-04')
const said = (text: string) => [{ text, about: 'child' }]
let entry = 0
const written = (kind: string, on: string, body: Body): Written => {
  entry += 1
  return {
    kind,
    entries: [entry],
    address: `0d000000-0000-4000-8000-00000000000${entry}`,
    on: day(on),
    by: 'Ravi Menon',
    body: { form: firstLists, on, ...body },
  }
}
const told = written('young-carer-found', '2026-03-02', {
  source: 'gp',
  who: 'Dr Kaur, Quay Street surgery',
  familyKnows: 'yes',
  words: said('Millie picks up the medicine every week and helps at night.'),
})
const offer = written('young-carer-offer', '2026-03-09', { outcome: 'accepted', told: ['child', 'parents'] })
const contact = written('young-carer-contact', '2026-03-09', {
  ways: ['text', 'school'],
  when: 'After four',
  avoid: said('Do not call in the evening.'),
})
const needs = written('young-carer-assessment', '2026-04-13', {
  took: ['child', 'parents'],
  caresFor: ['parent'],
  needOf: ['mental'],
  alone: 'yes',
  care: said('Cooks, shops and stays up when mum cannot sleep.'),
  wishes: said('I want to go to art club on Wednesdays.'),
  excessive: 'yes',
  reviewOn: '2026-10-12',
})
const level = written('young-carer-level', '2026-04-20', { level: 'targeted', why: said('Nobody else is at home.') })

const plan = written('young-carer-school-plan', '2026-04-27', {
  agreed: 'yes',
  arrangements: ['flexible-days', 'notes', 'no-lateness'],
  days: 'Mondays and Thursdays',
  classmate: 'Priya',
  telling: 'arrangements',
  knowsNames: ['Jo Whitfield'],
  carry: 'no',
  school: 'Larchfield Primary',
  reviewOn: '2026-07-06',
})

const help = [
  written('young-carer-given', '2026-04-20', { sort: 'equipment', what: 'Laptop 14', until: '2026-04-30' }),
  written('young-carer-given', '2026-04-06', { sort: 'trip', what: 'Day at the sea', who: 'Northmere Young Friends' }),
  written('young-carer-session', '2026-04-23', { sort: 'group', how: 'met', name: 'Thursday club', came: 'yes' }),
  written('young-carer-session', '2026-04-27', { sort: 'one-to-one', how: 'phone', came: 'yes' }),
]

const agreed = written('young-carer-consent', '2026-04-27', {
  how: 'said',
  understands: said('Ms Whitfield would know whom to call if I am late. She would not tell the class.'),
  opens: 'summary',
  names: ['Jo Whitfield, Larchfield Primary'],
  until: '2027-04-27',
  state: 'agreed',
})
const takenBack: Written = {
  ...written('young-carer-consent', '2026-03-30', {}),
  body: { ...agreed.body, names: ['Family Support North'], state: 'withdrawn', withdrawnOn: '2026-04-13' },
}

const card = written('young-carer-card', '2026-04-27', {
  face: 'plain',
  surgery: ['prescriptions'],
  agreed: 'yes',
  until: '2028-04-27',
  number: 'K7WP4RD9XC',
})
const shown = written('young-carer-card-shown', '2026-05-01', {})

const supportOf = (
  list: readonly Written[],
  proposal?: SupportData['proposal'],
  born: PlainDate = day('2015-05-04'),
): SupportData => {
  const marks = list.map(markOf)
  const standing = standingOf(marks)
  return {
    header: ameliaHeader,
    today,
    written: list,
    standing,
    proposal,
    transition: transitionOf(born, standing?.stage, marks, today),
    schools: [{ name: 'Larchfield Primary', people: [{ id: 1, name: 'Jo Whitfield' }] }],
  }
}
const proposal: SupportData['proposal'] = {
  level: 'targeted',
  why: ['a parent’s mental ill health', 'nobody shares the care'],
}

const adult = {
  offer: written('young-carer-transition-offer', '2026-01-12', { answer: 'yes' }),
  needs: written('young-carer-transition-assessment', '2026-02-16', {
    took: ['child', 'cared-for'],
    able: said('Yes, on weekdays.'),
    willing: said('Not every night.'),
    outcomes: said('I want to train as a nurse in another town.'),
    eligible: 'yes',
  }),
  plan: written('young-carer-transition-plan', '2026-03-16', {
    goals: said('A place on the course, and somebody at home for mum at night.'),
    steps: said('Ravi asks adult social care by May.'),
    agreed: 'yes',
    reviewOn: '2026-09-14',
  }),
  asked: written('young-carer-transition-asked', '2026-04-13', {
    service: 'Carers and Families Team',
    who: 'Ruth Amoah',
    told: 'yes',
  }),
}
const moving = [told, offer, needs, level, adult.offer, adult.needs, adult.plan, adult.asked]
const accepted = written('young-carer-transition-answer', '2026-04-27', {
  asked: adult.asked.address,
  by: 'Ruth Amoah',
  answer: 'accepted',
  startsOn: '2026-09-01',
})
const seventeen = day('2008-09-01')

/** Named states of the support. */
export const supportExamples: Readonly<Record<string, SupportData>> = {
  usual: supportOf([told, offer, contact, needs, level, plan, agreed, takenBack, ...help, card, shown], proposal),
  'not offered yet': supportOf([told]),
  'a level to decide': supportOf([told, offer, needs], proposal),
  'a plan of an earlier school': supportOf([
    told,
    offer,
    needs,
    level,
    { ...plan, body: { ...plan.body, school: 'Quarrybank' } },
  ]),
  'a move to adult support to offer': supportOf([told, offer, needs, level], undefined, day('2010-05-04')),
  'a move to adult support that waits for an answer': supportOf(moving, undefined, seventeen),
  'a move to adult support that was accepted': supportOf([...moving, accepted], undefined, seventeen),
  'eighteen, and nobody has accepted': supportOf(moving, undefined, day('2008-05-01')),
  'nobody told us': supportOf([]),
}

const form = (forms: typeof needsForms) => namedForm(formOn(forms, today), ameliaHeader.first)
/** Named states of its forms. */
export const supportFormExamples: Readonly<Record<string, SupportFormData>> = {
  usual: {
    ...{ header: ameliaHeader, part: 'needs', form: form(needsForms), typed: filledBoxes('on', today), errors: [] },
    known: exampleKnown,
    draft: { savedAt: new Date('2026-05-04T09:12:00Z') },
  },
  'a level to decide, with an error': {
    header: ameliaHeader,
    part: 'level',
    form: form(levelForms),
    typed: { ...filledBoxes('on', today), level: 'plan' },
    errors: [{ field: 'why', text: 'Write why this level' }],
    ...(proposal ? { proposal } : {}),
  },
  'an answer without a day': {
    header: ameliaHeader,
    part: 'adult-answer',
    form: withServices('adult-answer', form(transitionAnswerForms), supportOf(moving, undefined, seventeen)),
    typed: { ...filledBoxes('on', today), asked: adult.asked.address, by: 'Ruth Amoah', answer: 'accepted' },
    errors: [{ field: 'startsOn-day', text: 'Enter from when they take over: our support goes on until then' }],
  },
}
/** Named states of the plan with school. */
export const schoolFormExamples: Readonly<Record<string, SupportFormData>> = {
  usual: {
    header: ameliaHeader,
    part: 'school',
    form: form(schoolForms),
    typed: filledBoxes('on', today),
    errors: [{ field: 'telling', text: 'School is told nothing until Millie agrees' }],
  },
}
/** Named states of the form of who may know. */
export const consentFormExamples: Readonly<Record<string, SupportFormData>> = {
  usual: {
    header: ameliaHeader,
    part: 'agreed',
    form: {
      ...form(consentForms),
      fields: form(consentForms).fields.map(field =>
        field.name === 'who'
          ? {
              ...field,
              choices: [
                { value: '1', text: 'Jo Whitfield, Larchfield Primary' },
                { value: '2', text: 'Family Support North' },
              ],
            }
          : field,
      ),
    },
    typed: { ...filledBoxes('on', today), ...filledBoxes('until', day('2027-05-04')) },
    errors: [],
  },
  'not agreed, and nobody to tell': {
    header: ameliaHeader,
    part: 'agreed',
    form: form(consentForms),
    typed: filledBoxes('on', today),
    errors: [{ field: 'agreed', text: 'Millie must agree before anybody is told' }],
  },
}
/** Named states of the form of a card. */
export const cardFormExamples: Readonly<Record<string, SupportFormData>> = {
  usual: {
    header: ameliaHeader,
    part: 'card',
    form: form(cardForms),
    typed: { ...filledBoxes('on', today), face: 'plain' },
    errors: [{ field: 'agreed', text: 'Millie must agree before a card is issued' }],
  },
}
/** The card that is printed. */
export const cardFaceExamples: Readonly<Record<string, CardFace>> = {
  usual: { name: ameliaHeader.name, number: 'K7WP4RD9XC', until: day('2028-05-04'), named: false },
}
