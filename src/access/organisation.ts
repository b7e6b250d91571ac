import { addDays, daysBetween, formatDate, type PlainDate, plural } from '../kernel/index.ts'
import { type Masks, noMasks, untrained } from './masks.ts'
import type { ReaderAgreement } from './policy.ts'
import { trainingToTell, trainingWarnings } from './training.ts'

/** The outside organisation whose staff somebody is (a school, a health trust), with the agreement by which its staff read here. */
export type Organisation = {
  readonly name: string
  /** The kinds of information that its staff may read, at most as far as their role goes. */
  readonly categories: number
  /** The last day on which the agreement counts, that day included; undefined where none was ever made. */
  readonly reviewOn: PlainDate | undefined
  readonly withdrawn: boolean
}

/** How the agreement stands today: in force, never made, gone by its day of review, or withdrawn. */
export type AgreementState = 'in-force' | 'none' | 'ended' | 'withdrawn'

/** How the agreement stands today. It counts on the day of its review and no longer on the next. */
export const stateOfAgreement = (
  { reviewOn, withdrawn }: Pick<Organisation, 'reviewOn' | 'withdrawn'>,
  today: PlainDate,
): AgreementState => {
  if (withdrawn) return 'withdrawn'
  if (reviewOn === undefined) return 'none'
  return reviewOn < today ? 'ended' : 'in-force'
}

/** What the policy asks of it: undefined for the council's own staff, and where the agreement is in force. */
export const agreementOf = (organisation: Organisation | undefined, today: PlainDate): ReaderAgreement | undefined => {
  const state = organisation ? stateOfAgreement(organisation, today) : 'in-force'
  if (state === 'in-force') return undefined
  return state === 'withdrawn' ? 'withdrawn' : 'missing'
}

/** What is left of a role under its holder's agreement: what it names, the level alone for urgent access, or nothing. */
export const withinAgreement = (masks: Masks, organisation: Organisation | undefined, today: PlainDate): Masks => {
  if (!organisation) return masks
  const agreement = agreementOf(organisation, today)
  if (agreement === 'withdrawn') return { ...noMasks, trained: false }
  if (agreement === 'missing') return untrained(masks)
  const { categories } = organisation
  return {
    ...masks,
    full: masks.full & categories,
    summary: masks.summary & categories,
    existence: masks.existence & categories,
    universalFull: masks.universalFull & categories,
    universalSummary: masks.universalSummary & categories,
  }
}

const agreementWords = (organisation: Organisation, today: PlainDate): string => {
  const { name, reviewOn } = organisation
  const mend = 'Ask information governance.'
  const urgent = 'You can still open a record urgently.'
  switch (stateOfAgreement(organisation, today)) {
    case 'withdrawn':
      return `The sharing agreement with ${name} has been withdrawn. Its staff open no records. ${mend}`
    case 'none':
      return `There is no sharing agreement with ${name} yet. Until there is one, its staff open no records. ${urgent} ${mend}`
    case 'ended':
      return `The sharing agreement with ${name} was to be looked at by ${formatDate(reviewOn ?? today)}. Until that is done, its staff open no records. ${urgent} ${mend}`
    default: {
      const left = daysBetween(today, reviewOn ?? today)
      return `The sharing agreement with ${name} is to be looked at ${left === 0 ? 'today' : `in ${plural(left, 'day')}`}. If it is not, its staff open no records from the day after. ${mend}`
    }
  }
}

type Told = Parameters<typeof trainingToTell>[0] & { readonly organisation?: Organisation }
type Where = Parameters<typeof trainingToTell>[2]

/**
 * What somebody is told of what their role rests on, an agreement and trainings: on every page what has ended or will within seven days, on
 * Today what will within thirty and is not on every page, on their own page of access all of it.
 */
export const endsToTell = (reader: Told, today: PlainDate, where: Where): readonly string[] => [
  ...agreementToTell(reader.organisation, today, where),
  ...trainingToTell(reader, today, where),
]

const agreementToTell = (organisation: Organisation | undefined, today: PlainDate, where: Where): readonly string[] => {
  if (!organisation) return []
  const within = (days: number): boolean =>
    agreementOf(organisation, today) !== undefined || (organisation.reviewOn ?? today) <= addDays(today, days)
  if (!within(trainingWarnings.today)) return []
  return where === 'all' || within(trainingWarnings.everyPage) === (where === 'everyPage')
    ? [agreementWords(organisation, today)]
    : []
}
