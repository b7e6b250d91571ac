import { bestOf, eventsOf, type KnownEvent, type ReturnFact, textIn } from '../../children/index.ts'
import {
  adoptionStep,
  careEpisode,
  careHealth,
  careInvolved,
  careLeaver,
  careReview,
  libertyOrder,
  missingEpisode,
  permanence,
  unaccompanied,
} from '../../domains/social-care/index.ts'
import { addDays } from '../../kernel/index.ts'
import { adoptionCodeOf } from './adoption-codes.ts'
import { permanences } from './outcome-rows.ts'
import { by, day, type Row903, touches, type Year903 } from './write-row.ts'

const flag = (value: unknown): string | undefined => (typeof value === 'boolean' ? String(Number(value)) : undefined)

/** Told of this year: what is undated is of the year whose return told it. */
const ofYear = ({ start, end }: Year903, { from }: KnownEvent): boolean =>
  from !== undefined && from >= start && from <= end

/** The newest of what was told of this year that says any of these. */
const newest = (events: readonly KnownEvent[], year: Year903, fields: readonly string[]): KnownEvent | undefined =>
  events.findLast(event => ofYear(year, event) && fields.some(field => event.body[field] !== undefined))

const health = {
  ...{ CONVICTED: 'convicted', HEALTH_CHECK: 'healthCheck', IMMUNISATIONS: 'immunised', TEETH_CHECK: 'teethChecked' },
  ...{ HEALTH_ASSESSMENT: 'healthAssessed', SUBSTANCE_MISUSE: 'substanceMisuse' },
  ...{ INTERVENTION_RECEIVED: 'interventionReceived', INTERVENTION_OFFERED: 'interventionOffered' },
}

/** Reviews, health, absences, workers and orders of one child in the year, by the file each belongs in. */
export const outcomeRows = (facts: readonly ReturnFact[], year: Year903): Record<string, readonly Row903[]> => {
  const body = newest(eventsOf(facts, careHealth, ''), year, [...Object.values(health), 'sdqScore', 'sdqReason'])?.body
  const leaving = ['inTouch', 'activity', 'accommodation']
  const isCoded = ({ body }: KnownEvent): boolean => body['codeSet'] !== 'Annex A'
  const told = eventsOf(facts, careLeaver, '')
  // Inspection lists say it in words and letters of their own, which are none of the return’s codes.
  const left = newest(told.filter(isCoded), year, leaving)?.body
  if (!left && newest(told, year, leaving)) year.lacks('IN_TOUCH')
  const alone = facts.filter(fact => fact.kind === unaccompanied.kind && fact.body['unaccompanied'] === true)
  return {
    reviews: eventsOf(facts, careReview, 'on').flatMap(({ body }) => {
      const [on, code] = [textIn(body, 'on'), textIn(body, 'participation')]
      return code && on && on >= year.start && on <= year.end ? [{ REVIEW: day(on), REVIEW_CODE: code }] : []
    }),
    uasc: alone.length === 0 ? [] : [{ DUC: day(bestOf(alone, fact => textIn(fact.body, 'until'))) }],
    oc2: body
      ? [
          {
            SDQ_SCORE: textIn(body, 'sdqScore'),
            SDQ_REASON: textIn(body, 'sdqReason'),
            ...Object.fromEntries(Object.entries(health).map(([column, field]) => [column, flag(body[field])])),
          },
        ]
      : [],
    oc3: left
      ? [{ IN_TOUCH: textIn(left, 'inTouch'), ACTIV: textIn(left, 'activity'), ACCOM: textIn(left, 'accommodation') }]
      : [],
    missing: eventsOf(facts, missingEpisode, 'from').flatMap(({ body }) => {
      const [from, to] = [textIn(body, 'from'), textIn(body, 'to')]
      // Some lists count the times and give no days: those are no rows of this one.
      if (body['count'] !== undefined || !touches(year, from, to)) return []
      return [{ MISSING: textIn(body, 'sort'), MIS_START: day(from), MIS_END: day(by(year, to)) }]
    }),
    social_worker_episodes: facts.flatMap(({ kind, body, from, until }) => {
      if (kind !== careInvolved.kind || body['status'] !== 'Has a social worker') return []
      const last = until && addDays(until, -1)
      if (!touches(year, from, last)) return []
      return [{ SW_ID: textIn(body, 'worker'), SW_DECOM: day(from), SW_DEC: day(by(year, last)) }]
    }),
    dolo: eventsOf(facts, libertyOrder, 'startedOn').flatMap(({ body }) => {
      const [from, to] = [textIn(body, 'startedOn'), textIn(body, 'endedOn')]
      return touches(year, from, to) ? [{ DOLO_START: day(from), DOLO_END: day(by(year, to)) }] : []
    }),
  }
}

/**
 * The decision that a child should be placed for adoption, and that it no longer stands: the first with the first, the second with the second,
 * since the record has each by itself. Of a child who was adopted in the year also the match, and who adopts (rules 151, 525 and 602).
 */
export const adoptionRows = (facts: readonly ReturnFact[], year: Year903): Record<string, readonly Row903[]> => {
  const steps = facts.filter(({ kind, body }) => kind === adoptionStep.kind && by(year, textIn(body, 'on')))
  const of = (step: string) => {
    const days = steps
      .filter(({ body }) => body['step'] === step)
      .map(fact => [textIn(fact.body, 'on') ?? '', fact] as const)
    return [...new Map(days)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fact]) => fact)
  }
  const [decided, reversed] = [of('Should be placed for adoption'), of('Should no longer be placed for adoption')]
  const decisions = Array.from(
    { length: Math.max(decided.length, reversed.length) },
    (_, at) => [decided[at]?.body ?? {}, reversed[at]?.body ?? {}] as const,
  )
  const adopted = steps.some(
    ({ body }) => adoptionCodeOf('REC', String(body['step'])) && String(body['on']) >= year.start,
  )
  const [match] = of('Matched with adopters').slice(-1)
  const { body = {} } = match ?? {}
  return {
    ad1: adopted
      ? [
          {
            DATE_INT: day(textIn(decided.at(-1)?.body ?? {}, 'on')),
            DATE_MATCH: day(textIn(body, 'on')),
            FOSTER_CARE: flag(body['fosterCare']),
            NB_ADOPTR: textIn(body, 'adopterCount'),
            SEX_ADOPTR: textIn(body, 'adopterSexes'),
            LS_ADOPTR: textIn(body, 'adopterStanding'),
          },
        ]
      : [],
    // What was given up before the year is in an earlier return (rule 118).
    placed_for_adoption: decisions.flatMap(([placed, ceased]) => {
      const until = textIn(ceased, 'on')
      if (until && until < year.start) return []
      return [
        {
          DATE_PLACED: day(textIn(placed, 'on')),
          DATE_PLACED_CEASED: day(until),
          REASON_PLACED_CEASED: textIn(ceased, 'detail'),
        },
      ]
    }),
  }
}

/**
 * What of permanence there was before: its day as it came, since the return lets parts of it be unknown. Z1, never before, where a worker said so
 * and nobody tells of any.
 */
export const permanenceRows = (facts: readonly ReturnFact[]): Record<string, readonly Row903[]> => {
  const never = facts.some(({ kind, body }) => kind === careEpisode.kind && body['neverBefore'] === true)
  const before = eventsOf(facts, permanence, 'on').flatMap(({ body }) => {
    const code = Object.keys(permanences).find(one => permanences[one] && permanences[one] === body['previous'])
    return code ? [{ PREV_PERM: code, LA_PERM: textIn(body, 'authority'), DATE_PERM: textIn(body, 'on') }] : []
  })
  return { previous_permanence: before.length === 0 && never ? [{ PREV_PERM: 'Z1' }] : before }
}
