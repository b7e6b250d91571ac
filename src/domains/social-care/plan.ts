import { addMonths, formatDate, type PlainDate } from '../../kernel/index.ts'

/** A plan or a time in care, as one source says it. */
export type PlanFact = {
  readonly sort: 'protection' | 'need' | 'care'
  readonly startedOn: PlainDate
  readonly endedOn?: PlainDate
  /** The last review meeting, where the plan says one. */
  readonly reviewedOn?: PlainDate
  readonly said: string
  readonly on: PlainDate
}

const names = { protection: 'Child protection plan', need: 'Child in need plan', care: 'In our care' } as const
const rank = { protection: 0, care: 1, need: 2 } as const

/** Plans that are running on a day, what protects most first. */
export const runningPlans = (plans: readonly PlanFact[], today: PlainDate): PlanFact[] =>
  plans
    .filter(plan => plan.startedOn <= today && (plan.endedOn === undefined || plan.endedOn >= today))
    .sort((a, b) => rank[a.sort] - rank[b.sort] || (a.startedOn < b.startedOn ? 1 : -1))

/** "Child protection plan". */
export const planName = (plan: PlanFact): string => names[plan.sort]

/**
 * The last day for the next review conference: three months after the first conference, then every six (Working together to
 * safeguard children 2023). Other plans have no fixed day in law, so that none is worked out for them.
 */
export const nextReview = (plan: PlanFact): PlainDate | undefined => {
  if (plan.sort !== 'protection') return undefined
  return plan.reviewedOn ? addMonths(plan.reviewedOn, 6) : addMonths(plan.startedOn, 3)
}

/** ", since 12 January 2026. Review conference due by 4 June 2026". */
export const planWords = (plan: PlanFact): string => {
  const review = nextReview(plan)
  return `, since ${formatDate(plan.startedOn)}${review ? `. Review conference due by ${formatDate(review)}` : ''}`
}
