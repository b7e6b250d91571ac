import { Type } from 'typebox'
import { addDays, addMonths, ageOn, dayAged, formatDate, localList, type PlainDate } from '../../../kernel/index.ts'
import type { Mark, Stage } from '../support/standing.ts'

const months = () => Type.Integer({ minimum: 1, maximum: 400 })
const Band = Type.Object({ from: Type.Integer({ minimum: 0 }), to: Type.Integer({ maximum: 30 }) })
const Terms = Type.Object({
  /** In months of age: when work begins, by when it is offered, before when it is done, when the young person is an adult. */
  begins: months(),
  offerBy: months(),
  doneBefore: months(),
  adult: months(),
  /** Months after a no, or a not yet, until we ask again; and before a day from which it stands on Today. */
  askAgain: months(),
  ahead: months(),
  /** The whole years of age of those whom each service is for: they overlap, so that nobody falls between them. */
  ours: Band,
  theirs: Band,
})
/** Local settings (reference/domain.md 2.6); that eighteen is an adult is the law's. Of two, the one in force on the sixteenth birthday counts. */
const allTerms = localList({
  name: 'young-carers-move',
  about: 'the move to adult support: months of age at its steps, and the ages that each service is for',
  schema: Terms,
  shipped: [
    {
      from: '2015-04-01' as PlainDate,
      items: {
        begins: 192,
        offerBy: 198,
        doneBefore: 210,
        adult: 216,
        askAgain: 6,
        ahead: 6,
        ours: { from: 5, to: 18 },
        theirs: { from: 16, to: 29 },
      },
    },
  ],
})
const termsFor = (born: PlainDate) =>
  (allTerms.versions.findLast(({ from, items }) => from <= dayAged(born, items.begins)) ?? allTerms.versions[0]).items

/** The days that a birth date sets. */
export type TransitionDays = {
  readonly begins: PlainDate
  readonly offerBy: PlainDate
  /** The last day before seventeen and a half. */
  readonly doneBy: PlainDate
  readonly adult: PlainDate
  /** The last day on which our service is for them, and the first and last of the service for young adults. */
  readonly oursUntil: PlainDate
  readonly theirsFrom: PlainDate
  readonly theirsUntil: PlainDate
}
export const transitionDays = (born: PlainDate): TransitionDays => {
  const { begins, offerBy, doneBefore, adult, ours, theirs } = termsFor(born)
  const [dayOf, dayBefore] = [
    (months: number) => dayAged(born, months),
    (months: number) => addDays(dayAged(born, months), -1),
  ]
  return {
    begins: dayOf(begins),
    offerBy: dayOf(offerBy),
    doneBy: dayBefore(doneBefore),
    adult: dayOf(adult),
    oursUntil: dayBefore((ours.to + 1) * 12),
    theirsFrom: dayOf(theirs.from * 12),
    theirsUntil: dayBefore((theirs.to + 1) * 12),
  }
}

/** Which of the two services a young person's age is for on a day: from 16 to 18 both. */
export const servicesAt = (born: PlainDate, day: PlainDate): readonly ('ours' | 'theirs')[] => {
  const { years } = ageOn(born, day)
  const terms = termsFor(born)
  return (['ours', 'theirs'] as const).filter(one => years >= terms[one].from && years <= terms[one].to)
}

/** Something to be done by a day; from `shownFrom` on it stands on Today. */
export type TransitionStep = { readonly what: string; readonly by: PlainDate; readonly shownFrom: PlainDate }
export type Transition = {
  readonly days: TransitionDays
  readonly state: 'before' | 'to-offer' | 'to-assess' | 'to-plan' | 'to-ask' | 'asked' | 'accepted' | 'declined'
  readonly steps: readonly TransitionStep[]
  /** Eighteen, our work goes on, and nobody has taken over: a manager must know. */
  readonly escalated: boolean
  /** From when an adult service has the plan. */
  readonly startsOn: PlainDate | undefined
}
/** How each state is called. */
export const transitionWords: Readonly<Record<Transition['state'], string>> = {
  before: 'Not yet',
  'to-offer': 'To be offered',
  'to-assess': 'To be assessed',
  'to-plan': 'Plan to be agreed',
  'to-ask': 'Adult service to be asked',
  asked: 'Waiting for an adult service',
  accepted: 'An adult service has accepted',
  declined: 'The young person said no',
}

/** While our work goes on: with these the days are owed. */
const working: readonly Stage[] = ['accepted', 'assessed', 'supported']

/**
 * Where the move to adult support stands (Care Act 2014 s63 to s66): assessed where the young person agrees, a plan agreed with them, an adult
 * service that takes over. Undefined where support has ended or nobody told us, where it is too early, and where neither our work goes on nor anything
 * is written. Pure.
 */
export const transitionOf = (
  born: PlainDate | undefined,
  stage: Stage | undefined,
  marks: readonly Mark[],
  today: PlainDate,
): Transition | undefined => {
  if (!born || !stage || stage === 'ended') return undefined
  const works = working.includes(stage)
  const own = sinceEnding(marks)
  const days = transitionDays(born)
  const { askAgain, ahead } = termsFor(born)
  if (
    today < addMonths(days.begins, -ahead) ||
    !(works || own.some(one => one.kind.startsWith('young-carer-transition')))
  )
    return undefined
  const last = (kind: string) => own.findLast(one => one.kind === `young-carer-transition-${kind}`)
  const [offer, needs, plan, answer] = [last('offer'), last('assessment'), last('plan'), lastAnswer(own)]
  const waits = waitsFor(own)
  const state = stateOf({ offer, needs, plan, answer, waits })
  const step = (what: string, by: PlainDate): TransitionStep => ({ what, by, shownFrom: addMonths(by, -ahead) })
  const steps = works ? stepsOf(state, { days, offer, plan, waits, askAgain, step }) : []
  return {
    days,
    state: state === 'to-offer' && today < days.begins ? 'before' : state,
    steps: steps.toSorted((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0)),
    escalated: works && today >= days.adult && state !== 'accepted' && state !== 'declined',
    startsOn: state === 'accepted' ? answer?.due : undefined,
  }
}

/** What was written before an ending is of the time before. */
const sinceEnding = (marks: readonly Mark[]): readonly Mark[] => {
  const sorted = marks.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const ending = sorted.findLast(one => one.kind === 'young-carer-ending')
  return ending ? sorted.filter(one => one.on > ending.on) : sorted
}
const answers = (marks: readonly Mark[]) => marks.filter(one => one.kind === 'young-carer-transition-answer')
/** The answer that stands: of one service the last, and of several one that accepted. */
const lastAnswer = (marks: readonly Mark[]): Mark | undefined => {
  const lasts = [...new Map(answers(marks).map(one => [one.code, one])).values()]
  return lasts.findLast(one => one.status === 'accepted') ?? lasts.at(-1)
}
const waitsFor = (marks: readonly Mark[]): boolean =>
  marks.some(
    one => one.kind === 'young-carer-transition-asked' && !answers(marks).some(answer => answer.code === one.address),
  )

type Found = Readonly<Record<'offer' | 'needs' | 'plan' | 'answer', Mark | undefined>> & { readonly waits: boolean }
const stateOf = ({ offer, needs, plan, answer, waits }: Found): Transition['state'] => {
  if (answer?.status === 'accepted') return 'accepted'
  // A no ends the duty to assess, unless the young person is at risk of abuse or neglect (Care Act 2014 s63(4)).
  if (offer?.status === 'no' && offer.code !== 'yes') return 'declined'
  if (!needs) return offer?.status === 'yes' || offer?.code === 'yes' ? 'to-assess' : 'to-offer'
  if (plan?.status !== 'yes') return 'to-plan'
  return waits ? 'asked' : 'to-ask'
}

type StepGround = Pick<Found, 'offer' | 'plan' | 'waits'> & {
  readonly days: TransitionDays
  readonly askAgain: number
  readonly step: (what: string, by: PlainDate) => TransitionStep
}
const stepsOf = (
  state: Transition['state'],
  { days, offer, plan, waits, askAgain, step }: StepGround,
): readonly TransitionStep[] => {
  const again = offer && addMonths(offer.on, askAgain)
  const eve = addDays(days.adult, -1)
  const ask = 'Ask again about the move to adult support'
  const own: Readonly<Record<Transition['state'], TransitionStep | undefined>> = {
    before: undefined,
    // Not sure yet: asked again, and never later than the work must be done.
    'to-offer': again
      ? step(ask, again < days.doneBy ? again : days.doneBy)
      : step('Offer the move to adult support', days.offerBy),
    'to-assess': step('Assess for adult life', days.doneBy),
    'to-plan': step('Agree the plan for adult life', days.doneBy),
    'to-ask': step('Ask an adult service to take over', eve),
    asked: undefined,
    accepted: undefined,
    declined: again && again <= eve ? step(ask, again) : undefined,
  }
  const answered = state === 'accepted' || state === 'declined'
  return [
    own[state],
    waits && !answered ? step('Write down what the adult service answers', eve) : undefined,
    plan?.due && state !== 'declined' ? step('Look at the plan for adult life again', plan.due) : undefined,
  ].filter(one => one !== undefined)
}

/**
 * Why our support may not end on a day: from the sixteenth birthday on an adult service must have accepted, and have begun, or the young person
 * have said no (Care Act 2014 s66: no gap). Undefined where it may.
 */
export const cannotEnd = (transition: Transition | undefined, on: PlainDate): string | undefined => {
  if (!transition || on < transition.days.begins || transition.state === 'declined') return undefined
  const { state, startsOn } = transition
  if (state !== 'accepted')
    return 'Our support goes on until an adult service has accepted, or {first} says no. Write that down under Move to adult support first'
  return startsOn && startsOn > on
    ? `The adult service begins on ${formatDate(startsOn)}: our support goes on until then`
    : undefined
}
