import { identity } from '../../children/index.ts'
import { adoptionStep, careEpisode, careInvolved } from '../../domains/social-care/index.ts'
import { type Cells, during, type Fact, readCode, readPostcode } from '../../intake/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { adoptionStepOf } from './adoption-codes.ts'

const needWords = (label: string | undefined, code: string | undefined) => label ?? code

/** What a row of the episodes says: where and under what law the child was looked after, without what tells of adoption. */
export const episodeSays = (cells: Cells): Fact[] => {
  const from = cells.needDate('DECOM', 'first day of the episode')
  const to = cells.date('DEC')
  if (to && to < from)
    cells.warn(
      'DEC',
      'The episode ends before it begins.',
      'Correct the dates at the source. Both were kept.',
      `${from} or later`,
    )
  const [legal, place, end] = (['LS', 'PLACE', 'REC'] as const).map(column =>
    adoptionStepOf(column, cells.text(column)),
  )
  const deaths: Fact[] = cells.text('REC') === 'E2' && to ? [{ kind: identity, body: { deathDate: to } }] : []
  return [
    { kind: careEpisode, body: episodeBody(cells, from, to, { legal, place, end }), ...during(from, to) },
    { kind: careInvolved, body: { status: 'In our care' }, ...during(from, to) },
    ...[
      { step: legal, on: from },
      { step: place, on: from },
      { step: end, on: to },
    ].flatMap(({ step, on }) => (step ? [{ kind: adoptionStep, body: { step, on }, ...during(on) }] : [])),
    ...deaths,
  ]
}

type Adoption = {
  readonly legal?: string | undefined
  readonly place?: string | undefined
  readonly end?: string | undefined
}

const episodeBody = (cells: Cells, from: PlainDate, to: PlainDate | undefined, told: Adoption) => {
  const code = (column: string, set: string) => readCode(cells, column, set, from)
  const legal = told.legal ? undefined : code('LS', '903-legal-status')
  const place = told.place ? undefined : code('PLACE', '903-placement')
  const end = told.end ? undefined : code('REC', '903-episode-ceased')
  const [reason, need, provider, change] = [
    code('RNE', '903-new-episode'),
    code('CIN', '903-category-of-need'),
    code('PLACE_PROVIDER', '903-provider'),
    code('REASON_PLACE_CHANGE', '903-placement-change'),
  ]
  return {
    startedOn: from,
    endedOn: to,
    reason: needWords(reason?.label, reason?.code),
    legalStatus: legal?.code,
    legalStatusWords: legal?.label,
    need: needWords(need?.label, need?.code),
    placement: place?.code,
    placementWords: place?.label,
    provider: needWords(provider?.label, provider?.code),
    endReason: needWords(end?.label, end?.code),
    changeReason: needWords(change?.label, change?.code),
    homePostcode: readPostcode(cells, 'HOME_POST')?.value,
    placementPostcode: readPostcode(cells, 'PL_POST')?.value,
    urn: cells.text('URN'),
    codeSet: [reason, legal, need, place, provider].find(c => c?.setVersion)?.setVersion,
  }
}
