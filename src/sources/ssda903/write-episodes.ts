import { eventsOf, type KnownEvent, type ReturnFact, textIn } from '../../children/index.ts'
import { adoptionStep, careEpisode } from '../../domains/social-care/index.ts'
import { codeOf } from '../../intake/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { adoptionCodeOf } from './adoption-codes.ts'
import { by, day, type Row903, touches, type Year903 } from './write-row.ts'

/** The rows of the episodes of one child that lasted into the year. What tells of adoption is kept apart on the record, and is put back by its day. */
export const episodeRows = (facts: readonly ReturnFact[], year: Year903): Row903[] => {
  const steps = facts.filter(fact => fact.kind === adoptionStep.kind)
  return eventsOf(facts, careEpisode, 'startedOn')
    .filter(({ body }) => touches(year, textIn(body, 'startedOn'), textIn(body, 'endedOn')))
    .map(event => rowOf(event, steps, year))
}

const rowOf = ({ body }: KnownEvent, steps: readonly ReturnFact[], year: Year903): Row903 => {
  const from = textIn(body, 'startedOn') as PlainDate
  const to = by(year, textIn(body, 'endedOn'))
  const adoption = (column: 'LS' | 'PLACE' | 'REC', on: string | undefined): string | undefined =>
    on === undefined
      ? undefined
      : steps
          .filter(step => step.body['on'] === on)
          .map(step => adoptionCodeOf(column, String(step.body['step'])))
          .find(code => code !== undefined)
  // A word that is no code of the return is left out; a code that nobody knows is written as it came.
  const coded = (set: string, field: string): string | undefined => {
    const said = textIn(body, field)
    return said && (codeOf(set, said, from) ?? (/^\w{1,7}$/.test(said) ? said : undefined))
  }
  const row = {
    DECOM: day(from),
    RNE: coded('903-new-episode', 'reason'),
    LS: textIn(body, 'legalStatus') ?? adoption('LS', from),
    CIN: coded('903-category-of-need', 'need'),
    PLACE: textIn(body, 'placement') ?? adoption('PLACE', from),
    PLACE_PROVIDER: coded('903-provider', 'provider'),
    DEC: day(to),
    REC: to || !textIn(body, 'endedOn') ? (coded('903-episode-ceased', 'endReason') ?? adoption('REC', to)) : undefined,
    REASON_PLACE_CHANGE: coded('903-placement-change', 'changeReason'),
    HOME_POST: textIn(body, 'homePostcode'),
    PL_POST: textIn(body, 'placementPostcode'),
    URN: textIn(body, 'urn'),
  }
  for (const column of ['RNE', 'LS', 'CIN', 'PLACE'] as const) if (!row[column]) year.lacks(column)
  if (row.DEC && !row.REC) year.lacks('REC')
  return row
}
