import { type Body, eventsOf, type KnownFact, textIn } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import {
  adoptionStep,
  careEpisode,
  careHealth,
  careLeaver,
  careReview,
  missingEpisode,
  parenthood,
  permanence,
} from '../care.record.ts'
import { assessment, lastSeen, needPlan, protectionPlan, referral, strategyDiscussion } from '../referral.record.ts'

/** The facts of a case that the returns are written from as well: a file or a worker may tell them. */
export const caseFacts = {
  referral: { kind: referral, begins: 'on', ends: 'closedOn' },
  assessment: { kind: assessment, begins: 'startedOn', ends: 'authorisedOn' },
  enquiry: { kind: strategyDiscussion, begins: 'startedOn', ends: '' },
  protection: { kind: protectionPlan, begins: 'startedOn', ends: 'endedOn' },
  need: { kind: needPlan, begins: 'startedOn', ends: 'endedOn' },
  care: { kind: careEpisode, begins: 'startedOn', ends: 'endedOn' },
  review: { kind: careReview, begins: 'on', ends: '' },
  health: { kind: careHealth, begins: '', ends: '' },
  missing: { kind: missingEpisode, begins: 'from', ends: 'to' },
  leaver: { kind: careLeaver, begins: '', ends: '' },
  seen: { kind: lastSeen, begins: 'on', ends: '' },
  mother: { kind: parenthood, begins: '', ends: '' },
  permanence: { kind: permanence, begins: '', ends: '' },
  adoption: { kind: adoptionStep, begins: 'on', ends: '' },
} as const
export type FactKey = keyof typeof caseFacts
/** The kinds of these facts. */
export const factKinds: readonly string[] = Object.values(caseFacts).map(one => one.kind.kind)

/** One of them: from when, and all that is said of it by whoever told it. */
export type CaseFact = { readonly begins: PlainDate; readonly body: Body }
/** A step that a worker wrote down. */
export type StepDone = {
  readonly step: string
  readonly on: PlainDate
  readonly body: Body
  readonly by: string
  readonly address: string
  readonly author?: number
  /** When it was written here; undefined for what the front door decided. */
  readonly writtenAt?: Date
}
/** A case as one reader may see it, the earliest first. */
export type CaseFile = {
  readonly facts: Readonly<Record<FactKey, readonly CaseFact[]>>
  readonly steps: readonly StepDone[]
  /** Undefined before birth, and where nobody knows it to the day. */
  readonly born: PlainDate | undefined
  readonly died: PlainDate | undefined
}

/** A day that something says. */
export const dayIn = ({ body }: { readonly body: Body }, field: string): PlainDate | undefined =>
  textIn(body, field) as PlainDate | undefined

/** The facts of each sort among what is known: told by several, one; of two tellings the later counts where nobody is trusted more. */
export const factsOf = (known: readonly KnownFact[]): CaseFile['facts'] => {
  const told = known.map(fact => ({ ...fact, asOf: fact.knownFrom }))
  return Object.fromEntries(
    Object.entries(caseFacts).map(([key, { kind, begins }]) => [
      key,
      eventsInto(told, kind, begins).flatMap(({ from, body }): CaseFact[] => {
        const first = (begins ? textIn(body, begins) : undefined) ?? from
        return first ? [{ begins: first as PlainDate, body }] : []
      }),
    ]),
  ) as unknown as CaseFile['facts']
}

/** Steps towards adoption are several of one day: they are told apart by what they are. */
const eventsInto: typeof eventsOf = (told, kind, begins) =>
  kind !== adoptionStep
    ? eventsOf(told, kind, begins)
    : [...Map.groupBy(told, fact => String(fact.body.step)).values()]
        .flatMap(ofStep => eventsOf(ofStep, kind, begins))
        .sort((a, b) => (String(a.body.on) < String(b.body.on) ? -1 : 1))

/** Whether two tellings of one day are of one thing. */
export const isSameFact = (key: FactKey, one: Body, other: Body): boolean =>
  key !== 'adoption' || one.step === other.step

/** The days on which this step towards adoption was taken, the earliest first: of those who may know. */
export const adoptionDays = ({ facts }: CaseFile, step: string): PlainDate[] =>
  facts.adoption.filter(one => one.body.step === step).map(one => one.begins)

/** The latest of them that has not ended. */
export const openFact = (file: CaseFile, key: FactKey): CaseFact | undefined =>
  file.facts[key].findLast(fact => !isOver(fact, key))

const isOver = (fact: CaseFact, key: FactKey): boolean => {
  const { ends } = caseFacts[key]
  if (key === 'referral' && fact.body.noFurtherAction === true) return true
  if (key === 'enquiry') return dayIn(fact, 'conferenceOn') !== undefined || fact.body.conferenceNotNeeded === true
  return ends !== '' && dayIn(fact, ends) !== undefined
}

/** When the latest of them ended, where that one has. */
export const lastEnd = (file: CaseFile, key: FactKey): PlainDate | undefined =>
  file.facts[key]
    .flatMap(fact => dayIn(fact, caseFacts[key].ends) ?? [])
    .sort()
    .at(-1)

/** The days of the steps of these sorts, the earliest first. */
export const daysOf = (file: CaseFile, ...steps: readonly string[]): PlainDate[] =>
  file.steps.filter(one => steps.includes(one.step)).map(one => one.on)

/** When somebody of social care saw the child: visits written here, and what files tell. */
export const seenDays = ({ facts }: CaseFile): PlainDate[] =>
  [
    ...new Set([
      ...facts.seen.map(fact => fact.begins),
      ...facts.protection.flatMap(plan => dayIn(plan, 'lastVisit') ?? []),
    ]),
  ].sort()

/** The review conferences of a protection plan. */
export const reviewsOf = (plan: CaseFact): PlainDate[] => {
  const listed = Array.isArray(plan.body.reviews) ? plan.body.reviews.map(String) : []
  return [...new Set([...listed, textIn(plan.body, 'latestReview') ?? ''])].filter(Boolean).sort() as PlainDate[]
}

/** When one time in our care began, of which the open episode is the last part: episodes that follow one another on the same day are one time. */
export const inCareSince = ({ facts: { care } }: CaseFile): PlainDate | undefined => {
  const last = care.at(-1)
  if (!last || dayIn(last, 'endedOn')) return undefined
  let since = last.begins
  for (const episode of care.toReversed().slice(1)) {
    if (dayIn(episode, 'endedOn') !== since) break
    since = episode.begins
  }
  return since
}
