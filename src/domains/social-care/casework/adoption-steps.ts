import type { Body } from '../../../children/index.ts'
import { lookUp } from '../../../intake/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import {
  adoptedForms,
  adopters,
  decisionForms,
  fewForms,
  matchForms,
  orderForms,
  placedForms,
  reversedForms,
  shutForms,
} from './adoption-forms.ts'
import { adoptionDays, type CaseFile, openFact } from './case-file.ts'
import { answer, type CaseStep, onDay, type Telling } from './case-step.ts'

/** What each step is called on the record, as files tell them too (SSDA903, Annex A list 10). */
export const adoptionWords = {
  decided: 'Should be placed for adoption',
  reversed: 'Should no longer be placed for adoption',
  order: 'Placement order',
  matched: 'Matched with adopters',
  placed: 'Placed for adoption',
  adopted: 'Adoption order',
  closed: 'Adopted',
} as const
/** The same as the return's own codes have them, by the code. */
const asCoded: Readonly<Record<string, string>> = {
  A3: 'Placed for adoption with consent, with current foster carer',
  A4: 'Placed for adoption with consent, not with current foster carer',
  A5: 'Placed for adoption with a placement order, with current foster carer',
  A6: 'Placed for adoption with a placement order, not with current foster carer',
  E11: 'Adopted, application unopposed',
  E12: 'Adopted, consent dispensed with',
}

const last = (file: CaseFile, step: keyof typeof adoptionWords): PlainDate | undefined =>
  adoptionDays(file, adoptionWords[step]).at(-1)
/** The decision that adoption is the plan, where it stands. */
const standing = (file: CaseFile): PlainDate | undefined => {
  const [decided, reversed] = [last(file, 'decided'), last(file, 'reversed')]
  return decided && (!reversed || reversed < decided) ? decided : undefined
}
const sinceDecision = (file: CaseFile, step: keyof typeof adoptionWords): PlainDate | undefined => {
  const [from, on] = [standing(file), last(file, step)]
  return from && on && on >= from ? on : undefined
}
const needsPlan = (file: CaseFile): string | undefined =>
  !openFact(file, 'care')
    ? 'The child is not in our care'
    : standing(file)
      ? undefined
      : 'It is not decided that adoption is the plan'

const told = (on: PlainDate, step: string, more: Body = {}): Telling => ({
  key: 'adoption',
  begins: on,
  body: { step, on, ...more },
})
const label = (set: string, code: string, on: PlainDate): string => lookUp(set, code, on)?.label ?? code

/** The episode that stands ends, and the next begins on the same day (X1); what it has of adoption is told beside it. */
const nextEpisode = (file: CaseFile, on: PlainDate, reason: 'L' | 'P' | 'T', more: Body): Telling[] => {
  const before = openFact(file, 'care')
  if (!before) return []
  const moved = reason === 'L' ? {} : { changeReason: label('903-placement-change', 'CARPL', on) }
  const { need, codeSet } = before.body
  return [
    {
      key: 'care',
      begins: before.begins,
      body: { startedOn: before.begins, endedOn: on, endReason: label('903-episode-ceased', 'X1', on), ...moved },
    },
    {
      key: 'care',
      begins: on,
      body: { startedOn: on, reason: label('903-new-episode', reason, on), need, codeSet, ...more },
    },
  ]
}
/** A new episode begins after the one before it. */
const afterEpisode: CaseStep['wrong'] = (body, file) => {
  const from = openFact(file, 'care')?.begins
  return from && onDay(body) <= from
    ? [{ field: 'on-day', text: 'It must be after the last change of home or of law' }]
    : []
}
const notBeforePlan: CaseStep['wrong'] = (body, file) => {
  const from = standing(file)
  return from && onDay(body) < from
    ? [{ field: 'on-day', text: 'It cannot be before the decision that adoption is the plan' }]
    : []
}

const step = (key: string, link: string, forms: CaseStep['forms'], more: Partial<CaseStep>): CaseStep => ({
  ...{ key, link, of: 'adoption', forms, saved: 'It is saved.' },
  ...more,
})

/** The key of the step that says who may know. */
export const namingStep = 'few-named'

/** The key of the step that shuts the record of before. */
export const shuttingStep = 'adoption-shut'

/** Adoption, from the decision to the order: for those who are named for it, and nobody else. */
export const adoptionSteps: readonly CaseStep[] = [
  step(namingStep, 'Name who works on a plan that few may know of', fewForms, {
    saved: 'Saved. Whoever two people have named knows of it now, and the others once a second person has named them.',
    missing: file => (openFact(file, 'care') ? undefined : 'The child is not in our care'),
  }),
  step('adoption-decision', 'Decide that adoption is the plan', decisionForms, {
    missing: file => (standing(file) ? 'It is decided already' : needsCare(file)),
    wrong: (body, file) => {
      const from = file.facts.care.find(one => one.body.endedOn === undefined)?.begins
      return from && onDay(body) < (file.facts.care[0]?.begins ?? from)
        ? [{ field: 'on-day', text: 'It cannot be before the child came into our care' }]
        : []
    },
    tells: body => [told(onDay(body), adoptionWords.decided)],
  }),
  step('placement-order', 'Order to place for adoption', orderForms, {
    missing: file => needsPlan(file) ?? (sinceDecision(file, 'order') ? 'There is an order already' : undefined),
    wrong: (body, file) => [...(notBeforePlan(body, file) ?? []), ...(afterEpisode(body, file) ?? [])],
    tells: (body, file) => {
      const now = openFact(file, 'care')?.body ?? {}
      const home = { placement: now.placement, placementWords: now.placementWords, provider: now.provider }
      const where = { homePostcode: now.homePostcode, placementPostcode: now.placementPostcode, urn: now.urn }
      return [...nextEpisode(file, onDay(body), 'L', { ...home, ...where }), told(onDay(body), adoptionWords.order)]
    },
  }),
  step('adoption-match', 'Matched with adopters', matchForms, {
    missing: file => needsPlan(file) ?? (sinceDecision(file, 'matched') ? 'There is a match already' : undefined),
    wrong: notBeforePlan,
    tells: body => {
      const [count, sexes, standing] = adopters.find(one => one.value === body.adopters)?.codes ?? []
      const who = { adopterCount: count, adopterSexes: sexes, adopterStanding: standing }
      return [told(onDay(body), adoptionWords.matched, { fosterCare: answer(body, 'foster') === 'yes', ...who })]
    },
  }),
  step('adoption-placed', 'Placed for adoption', placedForms, {
    missing: file =>
      needsPlan(file) ??
      (sinceDecision(file, 'matched')
        ? sinceDecision(file, 'placed')
          ? 'The child is placed already'
          : undefined
        : 'There is no match with adopters'),
    wrong: (body, file) => {
      const matched = last(file, 'matched')
      const ordered = sinceDecision(file, 'order')
      return [
        ...(afterEpisode(body, file) ?? []),
        ...(matched && onDay(body) < matched
          ? [{ field: 'on-day', text: 'It cannot be before the match with adopters' }]
          : []),
        ...(answer(body, 'basis') === 'order' && !ordered
          ? [{ field: 'basis', text: 'There is no order on the record' }]
          : []),
      ]
    },
    tells: (body, file) => {
      const on = onDay(body)
      const match = file.facts.adoption.findLast(one => one.body.step === adoptionWords.matched)
      const foster = match?.body.fosterCare === true
      const ordered = answer(body, 'basis') === 'order'
      const code = ordered ? (foster ? 'A5' : 'A6') : foster ? 'A3' : 'A4'
      const now = openFact(file, 'care')?.body ?? {}
      const law = ordered ? {} : { legalStatus: now.legalStatus, legalStatusWords: now.legalStatusWords }
      const provider = label('903-provider', answer(body, 'provider') ?? '', on)
      return [
        // With the foster carers of before it is the standing of the home alone that changes (rule on A3 and A5).
        ...nextEpisode(file, on, foster ? 'T' : 'P', { ...law, provider, homePostcode: now.homePostcode }),
        told(on, asCoded[code] ?? code),
        told(on, adoptionWords.placed),
        ...(ordered ? [told(on, adoptionWords.order)] : []),
      ]
    },
  }),
  step('adoption-reversed', 'Adoption is the plan no more', reversedForms, {
    missing: needsPlan,
    wrong: notBeforePlan,
    tells: body => [told(onDay(body), adoptionWords.reversed, { detail: answer(body, 'reason') })],
  }),
  step('adoption-order', 'Adoption order', adoptedForms, {
    missing: file =>
      needsPlan(file) ?? (sinceDecision(file, 'placed') ? undefined : 'The child is not placed for adoption'),
    wrong: afterEpisode,
    tells: (body, file) => {
      const on = onDay(body)
      const [care, referred] = [openFact(file, 'care'), openFact(file, 'referral')]
      const others = (['assessment', 'enquiry', 'protection', 'need'] as const).some(key => openFact(file, key))
      const ended = asCoded[answer(body, 'ended') ?? ''] ?? adoptionWords.adopted
      return [
        ...(care ? [{ key: 'care' as const, begins: care.begins, body: { startedOn: care.begins, endedOn: on } }] : []),
        told(on, ended),
        told(on, adoptionWords.adopted),
        // RC1: the census has why it closed from here, and nobody else reads it.
        ...(referred && !others
          ? [
              {
                key: 'referral' as const,
                begins: referred.begins,
                body: { on: referred.begins, closedOn: on, noFurtherAction: false },
              },
              told(on, adoptionWords.closed),
            ]
          : []),
      ]
    },
  }),
  step(shuttingStep, 'Shut the record after the adoption order', shutForms, {
    saved: 'The record is shut.',
    after: 'adoption-order',
    missing: file => (last(file, 'adopted') ? undefined : 'There is no adoption order'),
    wrong: (body, file) => [
      ...(onDay(body) < (last(file, 'adopted') ?? onDay(body))
        ? [{ field: 'on-day', text: 'It cannot be before the adoption order' }]
        : []),
      ...(answer(body, 'apart') === 'yes'
        ? []
        : [{ field: 'apart', text: 'Look through it first, and take out what is of the new name' }]),
    ],
  }),
]

function needsCare(file: CaseFile): string | undefined {
  return openFact(file, 'care') ? undefined : 'The child is not in our care'
}
