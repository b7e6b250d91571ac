import { type Day, isoOf } from '../calendar.ts'

/** Something that one of the staff wrote on a child's record, as the kind of that name keeps it. */
export type WrittenThing = {
  readonly child: string
  readonly staff: string
  readonly kind: string
  /** Where it is not the kind's own. */
  readonly category?: string
  readonly on: string
  readonly body: Readonly<Record<string, unknown>>
  /** What it is called in this list, where something after it points at it. */
  readonly called?: string
  /** Fields of the body that are the address of another, by what that is called. */
  readonly pointsAt?: Readonly<Record<string, string>>
}

const said = (text: string) => [{ text, about: 'child' }]

/** Liam, as Ravi Menon helps him: told by the dialysis unit, assessed, a plan with school that Owen Strand knows nothing of. */
const liam = (today: Day): WrittenThing[] => {
  const wrote = (kind: string, back: number, body: Readonly<Record<string, unknown>>): WrittenThing => {
    const on = isoOf(today - back)
    // How he wants to be reached holds until it is asked again: it has no day of its own.
    const asked = kind === 'young-carer-contact' ? {} : { on }
    return { child: 'liam', staff: 'ravi-menon', kind, on, body: { form: '2015-04-01', ...asked, ...body } }
  }
  return [
    // Why his officer reads "Speak to someone first": her question reaches Ravi, and his reason does not reach her.
    {
      ...{ child: 'liam', staff: 'ravi-menon', kind: 'pause-reason', category: 'young-carer', on: isoOf(today - 30) },
      body: {
        ...{ sort: 'caring', list: '2024-08-19', state: 'stands', reviewBy: isoOf(today + 12) },
        passages: said('Mum has dialysis on Mondays and Thursdays, and he goes with her.'),
      },
    },
    wrote('young-carer-found', 205, {
      source: 'hospital',
      who: 'Sister Bello, dialysis unit',
      familyKnows: 'yes',
      words: said('Liam comes with his mum on Mondays and Thursdays and helps her home.'),
    }),
    wrote('young-carer-offer', 198, { outcome: 'accepted', told: ['child', 'cared-for', 'parents'] }),
    wrote('young-carer-contact', 198, {
      ways: ['text', 'elsewhere'],
      when: 'After four, not on Mondays or Thursdays',
      avoid: said('Do not ask for Liam at school.'),
    }),
    wrote('young-carer-assessment', 160, {
      took: ['child', 'cared-for'],
      told: ['child', 'cared-for'],
      advice: 'The renal nurse',
      caresFor: ['parent'],
      needOf: ['illness'],
      alone: 'yes',
      hours: '14',
      care: said('Cooks on four evenings, shops, gets his sister up, goes with mum to dialysis twice a week.'),
      reliance: said('Mum cannot manage the days of dialysis without him. An aunt helps at weekends.'),
      wellbeing: said('Tired on Tuesdays and Fridays. Worries when his phone is in the locker.'),
      education: said('Late or away on Mondays and Thursdays. Behind in French and science.'),
      development: said('Gave up football. Two close friends.'),
      excessive: 'yes',
      excessiveWhy: said('Lifting mum on bad days is too much for a boy of thirteen.'),
      familyServices: said('Patient transport and a care worker on the days of dialysis would take most of it away.'),
      relieved: said('Time with his friends, and help to catch up.'),
      otherAssessments: said('Mum’s own assessment by adult social care is asked for, to be done together.'),
      childInNeed: 'no',
      wishes: said('I want to help mum. I do not want everybody at school to know.'),
      outcomes: said('To be in lessons on Mondays, and to play football again.'),
      differences: said('Nobody saw it differently.'),
      actions: said('Ravi asks for patient transport by the end of the month. Mum asks the aunt about Thursdays.'),
      copies: ['child', 'parents'],
      reviewOn: isoOf(today + 24),
    }),
    wrote('young-carer-level', 155, { level: 'targeted', why: said('He cares alone on the days of dialysis.') }),
    wrote('young-carer-school-plan', 120, {
      agreed: 'yes',
      arrangements: ['flexible-days', 'phone', 'catch-up', 'notes', 'no-lateness', 'no-homework'],
      days: 'Mondays and Thursdays',
      classmate: 'Dev, who sits next to him in French and science',
      adult: 'Ms Adeyemi, head of year',
      parents: said('By phone on Wednesdays: mum cannot come in on the days of dialysis.'),
      telling: 'nothing',
      others: 'Ms Adeyemi knows what is agreed, and not why',
      carry: 'yes',
      school: 'Quarry Bank Academy',
      reviewOn: isoOf(today + 24),
    }),
    wrote('young-carer-given', 110, {
      sort: 'equipment',
      what: 'Laptop 14, to catch up at home',
      until: isoOf(today + 60),
    }),
    wrote('young-carer-given', 40, { sort: 'trip', what: 'Day trip to the sea', who: 'Northmere Young Friends' }),
    wrote('young-carer-session', 25, { sort: 'group', how: 'met', name: 'Thursday club', came: 'yes' }),
    wrote('young-carer-session', 12, { sort: 'one-to-one', how: 'video', came: 'yes' }),
    wrote('young-carer-session', 4, { sort: 'one-to-one', how: 'phone', came: 'yes' }),
  ]
}

/** Cerys, who moved to the service for young adults when she turned eighteen. */
const cerys = (today: Day): WrittenThing[] => {
  const wrote = (kind: string, back: number, body: Readonly<Record<string, unknown>>): WrittenThing => {
    const on = isoOf(today - back)
    return { child: 'cerys', staff: 'josie-tarn', kind, on, body: { form: '2015-04-01', on, ...body } }
  }
  return [
    wrote('young-carer-transition-offer', 1400, { answer: 'yes' }),
    wrote('young-carer-transition-assessment', 1300, {
      took: ['child', 'cared-for'],
      able: said('Yes, with help in the mornings.'),
      willing: said('Yes. Dad wants me to have evenings of my own.'),
      needs: said('Sleep, and somebody to ring when dad falls.'),
      work: said('Saturdays at the garden centre. Wants a trade.'),
      education: said('A course in horticulture at Northmere College.'),
      outcomes: said('To finish the course and stay at home with dad.'),
      support: said('A care worker before nine would let her catch the bus.'),
      eligible: 'yes',
      advice: said('Where to get respite, and whom to ring at night.'),
    }),
    wrote('young-carer-transition-plan', 1200, {
      goals: said('Finish the course. Evenings of my own on Tuesdays and Thursdays.'),
      steps: said('Adult social care assesses dad by Easter. Josie meets Cerys every other week.'),
      agreed: 'yes',
      reviewOn: isoOf(today + 40),
    }),
    {
      ...wrote('young-carer-transition-asked', 1000, {
        service: 'Northmere Young Adults',
        who: 'Josie Tarn, 01632 960234',
        told: 'yes',
      }),
      called: 'cerys-asked',
    },
    {
      ...wrote('young-carer-transition-answer', 960, {
        by: 'Josie Tarn',
        answer: 'accepted',
        startsOn: isoOf(today - 860),
      }),
      pointsAt: { asked: 'cerys-asked' },
    },
  ]
}

/** Bethan, whose plan for adult life is agreed: an adult service is to be asked. */
const bethan = (today: Day): WrittenThing[] => {
  const wrote = (kind: string, back: number, body: Readonly<Record<string, unknown>>): WrittenThing => {
    const on = isoOf(today - back)
    return {
      child: 'bethan',
      staff: 'ravi-menon',
      kind: `young-carer-${kind}`,
      on,
      body: { form: '2015-04-01', on, ...body },
    }
  }
  return [
    wrote('transition-offer', 300, { answer: 'yes' }),
    wrote('transition-assessment', 90, {
      took: ['child', 'cared-for'],
      able: said('Yes, while Iwan is at home too.'),
      willing: said('At weekends. Not every night.'),
      needs: said('Nights off, and somebody to ring when dad falls.'),
      work: said('Wants to be a paramedic.'),
      education: said('A levels at Northmere College.'),
      outcomes: said('To go away to study and not be afraid for dad.'),
      support: said('Care at night, twice a week.'),
      eligible: 'yes',
      advice: said('Where to get respite.'),
    }),
    wrote('transition-plan', 30, {
      goals: said('A place to study from September, and care for dad that does not rest on me.'),
      steps: said('Ravi asks Northmere Young Adults. Adult social care looks at dad’s nights.'),
      agreed: 'yes',
      reviewOn: isoOf(today + 60),
    }),
  ]
}

/** Kai, as Priya Raman works his case: the plan of sixty days ago that the census tells of, with its core group, its danger statement and gran. */
const kai = (today: Day): WrittenThing[] => {
  const wrote = (kind: string, back: number, body: Readonly<Record<string, unknown>>): WrittenThing => {
    const on = isoOf(today - back)
    return { child: 'kai', staff: 'priya-raman', kind, on, body: { form: '2013-04-01', on, ...body } }
  }
  return [
    wrote('protection-step', 74, {
      step: 'strategy',
      took: ['police', 'health', 'care'],
      words: said('The health visitor saw him in a wet bed at noon, twice in a week.'),
      outcome: 'alone',
      steps: said('Gran sleeps there until the conference. The health visitor calls every other day.'),
    }),
    wrote('protection-step', 60, {
      step: 'conference',
      who: 'Jodie, gran, health visitor, nursery, police',
      plan: 'yes',
      category: 'NEG',
      words: said('Jodie is very low in the mornings, and Kai goes without food and dry clothes until she is up.'),
      steps: said('Nursery at eight from Monday. The GP sees Jodie this week. Gran has a key.'),
    }),
    {
      ...wrote('protection-step', 60, {
        step: 'safety',
        danger: said(
          'Gran and the health visitor worry that Kai is cold and hungry when Jodie cannot get up, and will fall ill.',
        ),
        goal: said('For three months somebody who is well has Kai dressed, fed and at nursery by half past eight.'),
        who1: 'Jodie',
        score1: '5',
        who2: 'Gran',
        score2: '3',
        who3: 'Priya',
        score3: '3',
      }),
      called: 'kai-danger',
    },
    wrote('protection-step', 48, {
      step: 'core-group',
      who: 'Jodie, gran, nursery, health visitor',
      words: said('At nursery by half past eight on nine days of ten.'),
      steps: said('Jodie keeps her GP’s appointments; nursery rings gran by nine if he is not there.'),
    }),
    {
      ...wrote('protection-step', 20, {
        step: 'score',
        who1: 'Jodie',
        score1: '7',
        who2: 'Gran',
        score2: '6',
        who3: 'Priya',
        score3: '5',
      }),
      pointsAt: { statement: 'kai-danger' },
    },
    {
      child: 'kai',
      staff: 'priya-raman',
      kind: 'family-person',
      on: isoOf(today - 60),
      body: {
        form: '2013-04-01',
        name: 'Maureen Brennan',
        relation: 'mothers-mother',
        sex: 'F',
        responsibility: 'no',
        livesWith: 'no',
        contact: 'safe',
      },
    },
  ]
}

/** All of it, as it stands on `today`: with one child of whom a surgery has just told, and whom nobody has offered support yet. */
export const writtenOn = (today: Day): readonly WrittenThing[] => [
  ...liam(today),
  ...cerys(today),
  ...bethan(today),
  ...kai(today),
  {
    child: 'ngugi',
    staff: 'ravi-menon',
    kind: 'young-carer-found',
    on: isoOf(today - 5),
    body: { form: '2015-04-01', on: isoOf(today - 5), source: 'gp', familyKnows: 'child' },
  },
]
