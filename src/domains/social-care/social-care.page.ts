import { mayWrite } from '../../access/index.ts'
import { exampleFact, type KnownFact, panel, readFacts, type Told } from '../../children/index.ts'
import { formatDate, londonDate, type PlainDate } from '../../kernel/index.ts'
import { html } from '../../platform/views/index.ts'
import { careEpisode } from './care.record.ts'
import { caseHref } from './casework/index.ts'
import { nextReview, type PlanFact, planName, planWords, runningPlans } from './plan.ts'
import { lastSeen, needPlan, protectionPlan } from './referral.record.ts'

type CareData = {
  readonly plans: readonly PlanFact[]
  readonly seen: readonly Told[]
  /** Whether this reader works on the case. */
  readonly works?: boolean
}

const day = (value: unknown): PlainDate | undefined =>
  typeof value === 'string' && value !== '' ? (value as PlainDate) : undefined
const sorts: Readonly<Record<string, PlanFact['sort']>> = {
  'protection-plan': 'protection',
  'child-in-need-plan': 'need',
  'care-episode': 'care',
}

/** Plans among what is known: one for each sort and first day, in the words of the source that spoke last. */
export const plansOf = (facts: readonly KnownFact[]): PlanFact[] => {
  const plans = new Map<string, PlanFact>()
  for (const fact of facts.toSorted((a, b) => a.knownFrom.getTime() - b.knownFrom.getTime())) {
    const [sort, startedOn] = [sorts[fact.kind], day(fact.body.startedOn)]
    if (!sort || !startedOn) continue
    const [endedOn, reviewedOn] = [day(fact.body.endedOn), day(fact.body.latestReview)]
    plans.set(`${sort}|${startedOn}`, {
      sort,
      startedOn,
      said: fact.said,
      on: londonDate(fact.knownFrom),
      ...(endedOn ? { endedOn } : {}),
      ...(reviewedOn ? { reviewedOn } : {}),
    })
  }
  return [...plans.values()].sort((a, b) => (a.startedOn < b.startedOn ? -1 : 1))
}

const seenOf = (facts: readonly KnownFact[]): Told[] =>
  facts.flatMap((fact): Told[] => {
    const on =
      fact.kind === 'last-seen'
        ? day(fact.body.on)
        : fact.kind === 'protection-plan'
          ? day(fact.body.lastVisit)
          : undefined
    if (!on) return []
    const alone = fact.body.alone === true || fact.body.seenAlone === true ? ', seen alone' : ''
    return [{ strong: formatDate(on), rest: alone, said: { by: fact.said, on }, kind: 'lasting' }]
  })

const needs = [protectionPlan, needPlan, careEpisode, lastSeen] as const

/** Plan and next date, last seen, status words and the stretches of support that social care gave. */
export const carePanel = panel<typeof needs, CareData>({
  id: 'social-care',
  title: 'Social care',
  needs,
  atTheDoor: ['last-seen'],
  load: async grant => {
    const facts = await readFacts(grant, needs)
    return { plans: plansOf(facts), seen: seenOf(facts), works: mayWrite(grant.decision, 'care-content') }
  },
  today: ({ plans, seen }, { today }) => {
    const plan = runningPlans(plans, today)[0]
    const last = seen.toSorted((a, b) => (a.said.on < b.said.on ? 1 : -1))[0]
    return {
      ...(plan
        ? {
            plan: {
              strong: planName(plan),
              rest: planWords(plan),
              said: { by: plan.said, on: plan.on },
              weight: 3,
              kind: 'plan' as const,
            },
          }
        : {}),
      ...(last ? { 'last-seen': last } : {}),
    }
  },
  chips: ({ plans }, { today }) => [...new Set(runningPlans(plans, today).map(planName))],
  ahead: ({ plans }, { today }) =>
    runningPlans(plans, today).flatMap(plan => {
      const on = nextReview(plan)
      return on
        ? [
            {
              on,
              words: 'Review conference',
              told: {
                strong: 'Review conference',
                rest: ` due by ${formatDate(on)}`,
                said: { by: plan.said, on: plan.on },
                kind: 'plan' as const,
              },
            },
          ]
        : []
    }),
  life: ({ plans }) =>
    plans.map(plan => ({
      row: 'Support' as const,
      from: plan.startedOn,
      text: planName(plan),
      ...(plan.endedOn ? { to: plan.endedOn } : {}),
    })),
  place: 'side',
  show: ({ works }, { address, first }) =>
    works
      ? html`<p class="govuk-body"><a class="govuk-link" href="${caseHref(address)}">What is owed to ${first}, and the next step</a></p>`
      : undefined,
  examples: {
    'child in need': {
      plans: plansOf([
        exampleFact('child-in-need-plan', { startedOn: '2026-01-12' }, { on: '2026-01-12', said: 'social care' }),
      ]),
      seen: [],
      works: true,
    },
    nothing: { plans: [], seen: [] },
  },
})

/** What this service brings to the child's page. */
export const socialCarePanels = [carePanel]
