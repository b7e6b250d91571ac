import {
  background,
  bestOf,
  chosenValue,
  eventsOf,
  fold,
  identifier,
  identity,
  numberInReturn,
  type ReturnFact,
  textIn,
} from '../../children/index.ts'
import {
  adoptionStep,
  careEpisode,
  careHealth,
  careInvolved,
  careLeaver,
  careReview,
  libertyOrder,
  missingEpisode,
  parenthood,
  permanence,
  unaccompanied,
} from '../../domains/social-care/index.ts'
import { lookUp } from '../../intake/index.ts'
import { addDays, plainDate } from '../../kernel/index.ts'
import { episodeRows } from './write-episodes.ts'
import { adoptionRows, outcomeRows, permanenceRows } from './write-outcomes.ts'
import { by, day, type Row903, type Year903 } from './write-row.ts'

/** The kinds that the return is written from; a child belongs in it by the first. */
export const lookedAfterKinds = {
  of: [careEpisode, careLeaver],
  read: [
    ...[identity, identifier, background, chosenValue, careEpisode, careReview, careHealth, careInvolved, careLeaver],
    ...[adoptionStep, libertyOrder, missingEpisode, parenthood, permanence, unaccompanied],
  ],
}

/** The files of the return and their columns (formats.md 4.2). */
const headings: Readonly<Record<string, string>> = {
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
  social_worker_episodes: 'CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON',
  dolo: 'CHILD,DOB,DOLO_START,DOLO_END',
}

export type WrittenTables = {
  /** Each file's rows by its name without ending, the headings first. */
  readonly tables: ReadonlyMap<string, readonly (readonly string[])[]>
  readonly children: number
  readonly lacking: ReadonlyMap<string, number>
}

/**
 * The children looked after return of a year (SSDA903; DfE guide) from what is on the record of each child: who was looked after on any day of
 * the twelve months to 31 March, or is told of as a care leaver in them. Pure.
 */
export const writeLookedAfter = async (
  children: AsyncIterable<readonly ReturnFact[]>,
  about: { readonly year: number },
): Promise<WrittenTables> => {
  const lacking = new Map<string, number>()
  const year: Year903 = {
    year: about.year,
    start: addDays(plainDate(about.year - 1, 3, 31), 1),
    end: plainDate(about.year, 3, 31),
    lacks: column => void lacking.set(column, (lacking.get(column) ?? 0) + 1),
  }
  const tables = new Map(Object.entries(headings).map(([name, columns]) => [name, [columns.split(',')]]))
  let count = 0
  for await (const facts of children) {
    const rows = rowsOf(facts, year)
    if (!rows) continue
    count++
    for (const [name, table] of tables) {
      const [columns = []] = table
      for (const row of rows[name] ?? []) table.push(columns.map(column => row[column] ?? ''))
    }
  }
  return { tables, children: count, lacking }
}

const rowsOf = (facts: readonly ReturnFact[], year: Year903): Record<string, readonly Row903[]> | undefined => {
  const episodes = episodeRows(facts, year)
  const outcomes = outcomeRows(facts, year)
  if (episodes.length === 0 && (outcomes['oc3'] ?? []).length === 0) return undefined
  const number = numberInReturn(facts, ['children looked after', 'social care'])
  if (number === undefined) {
    // Without it there is nothing that the form could tell the child by.
    year.lacks('CHILD')
    return undefined
  }
  const who = whoIs(facts, year)
  const known = { CHILD: number, DOB: who['DOB'], SEX: who['SEX'] }
  const tables = { header: [who], episodes, ...outcomes, ...adoptionRows(facts, year), ...permanenceRows(facts) }
  return Object.fromEntries(
    Object.entries(tables).map(([name, rows]) => [name, rows.map(row => ({ ...row, ...known }))]),
  )
}

const whoIs = (facts: readonly ReturnFact[], year: Year903): Row903 => {
  const record = fold(facts, { today: year.end, enrolment: '' })
  const born = record.birth?.value.precision === 'day' ? record.birth.value.date : undefined
  const sex = record.sex?.value
  const ethnicity = bestOf(facts, ({ kind, body }) => {
    const said = kind === background.kind ? textIn(body, 'ethnicity') : undefined
    return said && lookUp('cin-ethnicity', said, year.end) ? said : undefined
  })
  const [mother] = eventsOf(facts, parenthood, 'childBornOn').filter(
    ({ body }) => body['mother'] === true && by(year, textIn(body, 'childBornOn')),
  )
  const upn = record.upn?.value.number
  for (const [column, value] of Object.entries({ DOB: born, SEX: sex, ETHNIC: ethnicity, UPN: upn }))
    if (!value) year.lacks(column)
  return {
    SEX: sex && (year.year >= 2024 ? sex : { M: '1', F: '2' }[sex]),
    DOB: day(born),
    ETHNIC: ethnicity,
    UPN: upn,
    MOTHER: mother
      ? '1'
      : facts.some(({ kind, body }) => kind === parenthood.kind && body['mother'] === false)
        ? '0'
        : undefined,
    MC_DOB: mother && day(textIn(mother.body, 'childBornOn')),
  }
}
