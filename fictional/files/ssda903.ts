import { ageOn, type Day, makeDay, monthOf, slashed, yearOf } from '../calendar.ts'
import { knownTo } from '../known.ts'
import type { CareStory, Child, Family, LookedAfter } from '../world.ts'
import { csvLine } from './text.ts'
import type { Writer, Writing } from './writing.ts'

const headings = {
  header: 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB',
  episodes: 'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN',
  reviews: 'CHILD,DOB,REVIEW,REVIEW_CODE',
  uasc: 'CHILD,SEX,DOB,DUC',
  oc2: 'CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED',
  oc3: 'CHILD,DOB,IN_TOUCH,ACTIV,ACCOM',
  ad1: 'CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR',
  placed_for_adoption: 'CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED',
  previous_permanence: 'CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM',
  missing: 'CHILD,DOB,MISSING,MIS_START,MIS_END',
} as const

type Table = keyof typeof headings

/** 903 placements may change number, type or carer; one episode each tells enough here. */
const episode = (id: string, care: LookedAfter, home: string): readonly (string | number)[] => [
  id,
  slashed(care.start),
  'S',
  care.legal,
  care.need,
  care.placement,
  care.provider,
  care.end === undefined ? '' : slashed(care.end),
  care.end === undefined ? '' : (care.endReason ?? 'E8'),
  '',
  home,
  care.postcode,
  care.urn ?? '',
]

const reviewDays = (care: LookedAfter, until: Day): Day[] => {
  const days: Day[] = []
  for (let day = care.start + 28; day <= Math.min(care.end ?? until, until); day += days.length === 1 ? 90 : 180)
    days.push(day)
  return days
}

/** The SSDA903 return of the last full year and the year so far: CSV tables, told apart by their headings. */
export const ssda903 = (w: Writing): Writer => {
  const { today } = w.world
  const path = (table: Table): string => `ssda903/${table}.csv`
  const row = (table: Table, values: readonly (string | number)[]): void => w.sink.add(path(table), csvLine(values))
  const yearStart = makeDay(yearOf(today) - (monthOf(today) >= 4 ? 1 : 2), 4, 1)
  for (const [table, heading] of Object.entries(headings)) w.sink.add(path(table as Table), `${heading}\n`, 0)

  const outcomes = (id: string, dob: string, child: Child, care: LookedAfter): void => {
    const age = ageOn(child.dob, today)
    if (care.start <= today - 365)
      row('oc2', [id, dob, age >= 4 && age <= 16 ? 14 : '', '', age >= 10 ? 0 : '', 1, 1, 1, 1, 0, '', ''])
    for (const day of reviewDays(care, today)) row('reviews', [id, dob, slashed(day), age < 4 ? 'PN0' : 'PN1'])
    row('previous_permanence', [id, dob, 'Z1', '', ''])
    if (care.outside) row('missing', [id, dob, 'M', slashed(today - 60), slashed(today - 58)])
  }
  const adoption = (id: string, dob: string, story: CareStory): void => {
    if (!story.adoption) return
    const { decision, placed, order } = story.adoption
    row('ad1', [id, dob, slashed(decision), slashed(placed - 20), 0, 2, 'MF', 'L0'])
    row('placed_for_adoption', [id, dob, slashed(placed), slashed(order), ''])
  }
  const child = (family: Family, c: Child, story: CareStory, care: LookedAfter): void => {
    const known = knownTo(w.world, 'ssda903', family, c, today)
    const dob = slashed(known.dob)
    row('header', [
      story.id,
      known.sex || 'U',
      dob,
      c.ethnicity,
      known.upn || 'UN1',
      care.motherOf === undefined ? '' : 1,
      care.motherOf === undefined ? '' : slashed(care.motherOf),
    ])
    row('episodes', episode(story.id, care, known.postcode))
    outcomes(story.id, dob, c, care)
    adoption(story.id, dob, story)
    if (care.unaccompanied) row('uasc', [story.id, known.sex || 'U', dob, slashed(c.dob + 6574)])
    if (story.leaver && ageOn(c.dob, today) >= 17) row('oc3', [story.id, dob, 'YES', 'F2', 'U1'])
    w.cast.add(family, c, { source: 'ssda903', file: path('header'), key: story.id })
  }
  return {
    family: family => {
      for (const c of family.children) {
        const care = c.care?.lookedAfter
        if (c.care && care && care.start <= today && (care.end === undefined || care.end >= yearStart))
          child(family, c, c.care, care)
      }
    },
    end: () => {},
  }
}
