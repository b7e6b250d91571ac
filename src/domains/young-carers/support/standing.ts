import { Type } from 'typebox'
import { addDays, addMonths, addWorkingDays, localList, type PlainDate } from '../../../kernel/index.ts'

/** One thing of the register, with no more than a list needs. */
export type Mark = {
  readonly kind: string
  readonly code: string | undefined
  readonly status: string | undefined
  /** When it was true, or else when it was known. */
  readonly on: PlainDate
  readonly due: PlainDate | undefined
  /** What something later points at. */
  readonly address?: string
}
export type Stage = 'found' | 'thinking' | 'declined' | 'accepted' | 'assessed' | 'supported' | 'no-need' | 'ended'
export type Standing = {
  readonly stage: Stage
  /** How we know of it, and since when; a school's census and a social care assessment are routes of their own. */
  readonly by: string
  readonly since: PlainDate
  readonly next: { readonly what: string; readonly on: PlainDate } | undefined
}

const count = () => Type.Integer({ minimum: 1, maximum: 366 })
/** No law sets these days; many councils use 45 because the assessment sits under section 17 (reference/domain.md 2.1). */
const cadences = localList({
  name: 'young-carers-days',
  about:
    'working days from being told to an offer, and from a yes to the assessment; days until we ask again; months after a no',
  schema: Type.Object({ offer: count(), assess: count(), askAgain: count(), offerAgain: count() }),
  shipped: [{ from: '2015-04-01' as PlainDate, items: { offer: 10, assess: 45, askAgain: 28, offerAgain: 6 } }],
})
const cadenceOn = (day: PlainDate) => cadences.on(day).items

/** What each stage is called. */
export const stageWords: Readonly<Record<Stage, string>> = {
  found: 'Not offered support yet',
  thinking: 'Offered, not sure yet',
  declined: 'Offered, not now',
  accepted: 'To be assessed',
  assessed: 'Level to be decided',
  supported: 'Support given',
  'no-need': 'No support needed now',
  ended: 'Ended',
}

const routes: Readonly<Record<string, string>> = {
  'young-carer': 'listed',
  'young-carer-at-school': 'census',
  'young-carer-at-assessment': 'assessed',
}
/** Which mark tells that a child cares for somebody. A census's N is "not declared": it tells nothing (reference/domain.md 2.5). */
const isRoute = ({ kind, code }: Mark): boolean =>
  kind === 'young-carer-found' ||
  kind === 'young-carer' ||
  kind === 'young-carer-at-assessment' ||
  (kind === 'young-carer-at-school' && (code === 'P' || code === 'S'))

/** Where a young carer stands, from what is on the record; undefined where nothing tells that they are one. */
export const standingOf = (marks: readonly Mark[]): Standing | undefined => {
  const last = (kind: string) =>
    marks
      .filter(one => one.kind === kind)
      .sort(byDay)
      .at(-1)
  const found = marks.filter(isRoute).sort(byDay)
  const first = found[0]
  if (!first) return undefined
  const told = last('young-carer-found')
  const ending = last('young-carer-ending')
  const base = {
    by: first.kind === 'young-carer-found' ? (first.code ?? '') : (routes[first.kind] ?? ''),
    since: first.on,
  }
  if (ending && !(told && told.on > ending.on)) return { ...base, stage: 'ended', next: undefined }
  // What was before an ending is of the time before: a new telling begins anew.
  const since = (mark: Mark | undefined): Mark | undefined =>
    mark && (!ending || mark.on > ending.on) ? mark : undefined
  const [level, needs, offer] = [
    since(last('young-carer-level')),
    since(last('young-carer-assessment')),
    since(last('young-carer-offer')),
  ]
  if (level && !(needs && needs.on > level.on)) {
    const due = needs?.due && { what: 'Look at it again', on: needs.due }
    return { ...base, stage: level.code === 'none' ? 'no-need' : 'supported', next: due || undefined }
  }
  if (needs) return { ...base, stage: 'assessed', next: { what: 'Decide the level', on: needs.on } }
  if (offer) return { ...base, ...afterOffer(offer) }
  if (found.some(one => one.kind === 'young-carer') && !told) return { ...base, stage: 'supported', next: undefined }
  const begun = told && (ending || found.some(one => one.kind === 'young-carer')) ? told : first
  return {
    ...base,
    stage: 'found',
    next: { what: 'Offer support', on: addWorkingDays(begun.on, cadenceOn(begun.on).offer) },
  }
}

const byDay = (a: Mark, b: Mark): number => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)

const afterOffer = ({ status, on }: Mark): Pick<Standing, 'stage' | 'next'> => {
  const cadence = cadenceOn(on)
  if (status === 'accepted')
    return { stage: 'accepted', next: { what: 'Assess', on: addWorkingDays(on, cadence.assess) } }
  if (status === 'declined')
    return { stage: 'declined', next: { what: 'Offer again', on: addMonths(on, cadence.offerAgain) } }
  return { stage: 'thinking', next: { what: 'Ask again', on: addDays(on, cadence.askAgain) } }
}
