import { fold, headerKinds, identity, type KnownFact, visit } from '../../../children/index.ts'
import { type Category, londonDate, type PlainDate } from '../../../kernel/index.ts'
import { frontDoorStep } from '../front-door/index.ts'
import { adoptionStepWritten, caseStepWritten, protectionStepWritten } from './case.record.ts'
import { type CaseFile, caseFacts, factsOf, type StepDone } from './case-file.ts'

/** What every page of a case reads, the head of the page included. */
export const caseKinds = [
  ...headerKinds,
  caseStepWritten,
  protectionStepWritten,
  adoptionStepWritten,
  frontDoorStep,
  visit,
  ...Object.values(caseFacts).map(one => one.kind),
] as const
export type CaseKind = (typeof caseKinds)[number]['kind']

/** The case among what is known. `nameOf` says who wrote something. */
export const caseFileOf = (
  known: readonly KnownFact[],
  today: PlainDate,
  nameOf: (author: number | undefined) => string,
): CaseFile => {
  const who = known.filter(fact => fact.kind === identity.kind)
  const { birth, death } = fold(who, { today, enrolment: 'none' })
  return {
    facts: withVisits(factsOf(known), known),
    steps: known.flatMap(fact => stepIn(fact, nameOf)).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
    born: birth?.value.precision === 'day' ? birth.value.date : undefined,
    died: death?.value,
  }
}

/** Whose visits count as social care’s: by the category that the visitor chose. */
const ofCare: readonly Category[] = ['care-involved', 'care-content', 'protection']

/** A visit that was booked and ended with the child seen is one more day on which social care saw the child. */
const withVisits = (facts: CaseFile['facts'], known: readonly KnownFact[]): CaseFile['facts'] => {
  const made = known.flatMap(({ kind, category, body }) => {
    const { outcome, happenedOn } = body
    const seen = kind === visit.kind && ofCare.includes(category) && (outcome === 'seen' || outcome === 'seen-alone')
    return seen && typeof happenedOn === 'string'
      ? [{ begins: happenedOn.slice(0, 10) as PlainDate, body: { on: happenedOn, alone: outcome === 'seen-alone' } }]
      : []
  })
  return { ...facts, seen: [...facts.seen, ...made].sort((a, b) => (a.begins < b.begins ? -1 : 1)) }
}

const stepIn = (fact: KnownFact, nameOf: (author: number | undefined) => string): StepDone[] => {
  const { kind, body, address, author, from, knownFrom } = fact
  const on = (typeof body.on === 'string' ? body.on : (from ?? londonDate(knownFrom))) as PlainDate
  // What the front door decided is the decision on the referral.
  if (kind === frontDoorStep.kind && body.sort === 'decided')
    return [{ step: 'decision', on, body, by: nameOf(author), address }]
  if (![caseStepWritten, protectionStepWritten, adoptionStepWritten].some(one => one.kind === kind)) return []
  return typeof body.step === 'string'
    ? [{ step: body.step, on, body, by: nameOf(author), address, writtenAt: knownFrom, ...(author ? { author } : {}) }]
    : []
}
