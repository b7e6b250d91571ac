import {
  adoptionStep,
  careHealth,
  careInvolved,
  careLeaver,
  careReview,
  libertyOrder,
  missingEpisode,
  permanence,
  unaccompanied,
} from '../../domains/social-care/index.ts'
import { type Cells, during, type Fact, type ImportedInvolvement } from '../../intake/index.ts'

const guide = 'SSDA903 2024 to 2025'
type Says = {
  readonly facts: readonly Fact[]
  readonly involvements?: readonly ImportedInvolvement[]
  readonly unknown?: string
}

/** One of a short list; another warns and is kept as it came. */
const oneOf = (cells: Cells, column: string, codes: RegExp, wanted: string): string | undefined => {
  const code = cells.text(column)
  if (code && !codes.test(code))
    cells.warn(
      column,
      'The code is not one that the return has.',
      'Correct it at the source. It was kept as it came.',
      wanted,
    )
  return code
}

// P1 adoption, P2 special guardianship, P3 residence or child arrangements order, P4 not known which, Z1 never before.
export const permanences: Readonly<Record<string, string>> = {
  P1: 'Adoption',
  P2: 'Special guardianship order',
  P3: 'Residence or child arrangements order',
  P4: 'An order, not known which',
  Z1: '',
}

/** What a row of each table that hangs on a child says. `unknown`: the column whose code the row is nothing without. */
export const outcomeReaders: Readonly<Record<string, (cells: Cells) => Says>> = {
  reviews: cells => {
    const on = cells.needDate('REVIEW', 'date of the review')
    const participation = oneOf(cells, 'REVIEW_CODE', /^PN[0-7]$/, 'PN0 to PN7')
    return { facts: [{ kind: careReview, body: { on, participation, codeSet: guide }, from: on, to: on }] }
  },
  uasc: cells => {
    const until = cells.date('DUC')
    return { facts: [{ kind: unaccompanied, body: { unaccompanied: true, until } }] }
  },
  oc2: cells => {
    const body = {
      healthCheck: cells.flag('HEALTH_CHECK'),
      immunised: cells.flag('IMMUNISATIONS'),
      teethChecked: cells.flag('TEETH_CHECK'),
      healthAssessed: cells.flag('HEALTH_ASSESSMENT'),
      sdqScore: cells.number('SDQ_SCORE'),
      sdqReason: oneOf(cells, 'SDQ_REASON', /^SDQ[1-5]$/, 'SDQ1 to SDQ5'),
      substanceMisuse: cells.flag('SUBSTANCE_MISUSE'),
      interventionReceived: cells.flag('INTERVENTION_RECEIVED'),
      interventionOffered: cells.flag('INTERVENTION_OFFERED'),
      convicted: cells.flag('CONVICTED'),
    }
    return { facts: Object.values(body).some(value => value !== undefined) ? [{ kind: careHealth, body }] : [] }
  },
  oc3: cells => ({
    facts: [
      {
        kind: careLeaver,
        body: {
          inTouch: oneOf(cells, 'IN_TOUCH', /^(YES|NO|DIED|REFU|NREQ|RHOM)$/, 'YES, NO, DIED, REFU, NREQ or RHOM'),
          activity: oneOf(cells, 'ACTIV', /^(0|[FP][1245]|G[456])$/, 'F1 to P5, G4 to G6 or 0'),
          accommodation: oneOf(cells, 'ACCOM', /^(0|[B-EGHKR-Z][12])$/, 'a letter from B to Z and 1 or 2, or 0'),
          codeSet: guide,
        },
      },
    ],
  }),
  ad1: cells => {
    const on = cells.date('DATE_MATCH')
    const who = {
      fosterCare: cells.flag('FOSTER_CARE'),
      adopterCount: oneOf(cells, 'NB_ADOPTR', /^[12]$/, '1 or 2'),
      adopterSexes: oneOf(cells, 'SEX_ADOPTR', /^(M1|F1|MM|FF|MF)$/, 'M1, F1, MM, FF or MF'),
      adopterStanding: oneOf(cells, 'LS_ADOPTR', /^(L0|L11|L12|L2|L3|L4)$/, 'L0, L11, L12, L2, L3 or L4'),
    }
    const matched = { step: 'Matched with adopters', on, ...who }
    return {
      facts: [...decision(cells, 'DATE_INT'), ...(on ? [{ kind: adoptionStep, body: matched, ...during(on) }] : [])],
    }
  },
  // Both dates are of decisions (rules 523 and 554): where the child is placed is in the episodes.
  placed_for_adoption: cells => {
    const on = cells.date('DATE_PLACED_CEASED')
    const reason = cells.text('REASON_PLACED_CEASED')
    const ceased = { step: 'Should no longer be placed for adoption', on, detail: reason }
    const decided = decision(cells, 'DATE_PLACED')
    return { facts: on ? [...decided, { kind: adoptionStep, body: ceased, ...during(on) }] : decided }
  },
  previous_permanence: cells => {
    const code = cells.need('PREV_PERM', 'previous permanence')
    if (code && !Object.hasOwn(permanences, code)) return { facts: [], unknown: 'PREV_PERM' }
    const previous = permanences[code]
    const on = cells.text('DATE_PERM')
    return {
      facts: previous
        ? [{ kind: permanence, body: { previous, authority: cells.text('LA_PERM'), on, codeSet: guide } }]
        : [],
    }
  },
  missing: cells => {
    const from = cells.needDate('MIS_START', 'day the child went missing')
    const to = cells.date('MIS_END')
    const sort = oneOf(cells, 'MISSING', /^[AM]$/, 'M missing or A away without authorisation')
    return { facts: [{ kind: missingEpisode, body: { from, to, sort }, ...during(from, to) }] }
  },
  sw_episodes: cells => {
    const from = cells.needDate('SW_DECOM', 'first day with this social worker')
    const to = cells.date('SW_DEC')
    const worker = cells.need('SW_ID', 'social worker')
    const dates = { ...during(from, to), from }
    return {
      facts: [{ kind: careInvolved, body: { worker, status: 'Has a social worker' }, ...dates }],
      involvements: [
        { kind: 'Social worker', service: 'Social care', category: 'care-involved', workerName: worker, ...dates },
      ],
    }
  },
  dolo: cells => {
    const startedOn = cells.needDate('DOLO_START', 'first day of the order')
    const endedOn = cells.date('DOLO_END')
    return { facts: [{ kind: libertyOrder, body: { startedOn, endedOn }, ...during(startedOn, endedOn) }] }
  },
}

const decision = (cells: Cells, column: string): Fact[] => {
  const on = cells.date(column)
  return on ? [{ kind: adoptionStep, body: { step: 'Should be placed for adoption', on }, ...during(on) }] : []
}

/** What makes a row of a table one row: the columns of its key beside the child. */
export const keyColumns: Readonly<Record<string, readonly string[]>> = {
  header: [],
  episodes: ['DECOM', 'RNE'],
  reviews: ['REVIEW', 'REVIEW_CODE'],
  uasc: [],
  oc2: [],
  oc3: [],
  ad1: ['DATE_INT'],
  placed_for_adoption: ['DATE_PLACED'],
  previous_permanence: ['DATE_PERM'],
  missing: ['MIS_START', 'MISSING'],
  sw_episodes: ['SW_ID', 'SW_DECOM'],
  dolo: ['DOLO_START'],
}
