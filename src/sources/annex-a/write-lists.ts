import {
  background,
  bestOf,
  chosenValue,
  fold,
  identifier,
  identity,
  numberInReturn,
  type ReturnFact,
  textIn,
} from '../../children/index.ts'
import { earlyHelpEpisode } from '../../domains/early-help/index.ts'
import { disability } from '../../domains/send/index.ts'
import {
  adoptionStep,
  assessment,
  careEpisode,
  careHealth,
  careInvolved,
  careLeaver,
  careReview,
  contact,
  lastSeen,
  missingEpisode,
  needPlan,
  protectionPlan,
  referral,
  strategyDiscussion,
  unaccompanied,
} from '../../domains/social-care/index.ts'
import { lookUp } from '../../intake/index.ts'
import { ageOn, isPlainDate, type PlainDate } from '../../kernel/index.ts'
import type { CellToWrite, SheetToWrite } from '../../platform/files/index.ts'
import type { Adopter } from './adopters.queries.ts'
import { columnFor } from './headings.ts'
import { careRows } from './write-care.ts'
import type { ListRow, ListsDay } from './write-cells.ts'
import { earlyRows } from './write-early.ts'
import { writtenHeadings } from './written-headings.ts'

const told = [contact, earlyHelpEpisode, referral, assessment, strategyDiscussion, needPlan, protectionPlan]
const inCare = [careEpisode, careLeaver, adoptionStep]

/** The kinds that the lists are written from; a child belongs in them by those of the first. */
export const annexAKinds = {
  of: [...told, ...inCare],
  read: [
    ...[identity, identifier, background, chosenValue, disability, unaccompanied, careInvolved, lastSeen],
    ...[careReview, careHealth, missingEpisode, ...told, ...inCare],
  ],
}

export type WrittenLists = {
  /** The eleven sheets, the headings first. */
  readonly sheets: readonly SheetToWrite[]
  readonly children: number
  readonly lacking: ReadonlyMap<string, number>
}

/**
 * Ofsted's lists of children (inspecting local authority children's services, annex A) as of a day, from what is on the record of each child: what
 * came or lasted into the six months before it, of adoption the twelve. List 11 is of adults, of whom there is no record: what the newest list told of each (`adopters`). Pure.
 */
export const writeLists = async (
  children: AsyncIterable<readonly ReturnFact[]>,
  { day, adopters = [] }: { readonly day: PlainDate; readonly adopters?: readonly Adopter[] },
): Promise<WrittenLists> => {
  const lacking = new Map<string, number>()
  const lists: ListsDay = { day, lacks: column => void lacking.set(column, (lacking.get(column) ?? 0) + 1) }
  const sheets = Object.entries(writtenHeadings).map(([name, headings]) => ({
    name,
    columns: headings.map(heading => columnFor(name, heading) ?? ''),
    rows: [headings] as CellToWrite[][],
  }))
  let count = 0
  for await (const facts of children) {
    const rows: Record<string, readonly ListRow[]> = { ...earlyRows(facts, lists), ...careRows(facts, lists) }
    if (Object.values(rows).every(own => own.length === 0)) continue
    const who = whoIs(facts, lists)
    if (!who) continue
    count++
    for (const { name, columns, rows: sheet } of sheets)
      for (const row of rows[name] ?? []) sheet.push(columns.map(column => row[column] ?? who[column] ?? null))
  }
  for (const { columns, rows } of sheets.filter(({ name }) => name === 'List 11'))
    for (const adopter of adopters) rows.push(columns.map(column => toldCell(adopter[column])))
  return { sheets: sheets.map(({ name, rows }) => ({ name, rows })), children: count, lacking }
}

/** A cell as it was told: a day as a day. */
const toldCell = (value: string | undefined): CellToWrite =>
  value === undefined ? null : isPlainDate(value) ? { date: value } : value

const genders: Readonly<Record<string, string>> = { M: 'a) Male', F: 'b) Female', U: 'c) Not stated/recorded' }

/** What stands in front of every row of a child; undefined where there is no number to tell the child by. */
const whoIs = (facts: readonly ReturnFact[], { day, lacks }: ListsDay): ListRow | undefined => {
  const number = numberInReturn(facts, ['social care', 'children looked after'])
  if (number === undefined) return void lacks('Child Unique ID')
  const record = fold(facts, { today: day, enrolment: '' })
  const born = record.birth?.value.precision === 'day' ? record.birth.value.date : undefined
  const sex = record.sex?.value
  const ethnicity = bestOf(facts, ({ kind, body }) => {
    const said = kind === background.kind ? textIn(body, 'ethnicity') : undefined
    return said && lookUp('ethnicity', said, day) ? said : undefined
  })
  // An unborn child has no day of birth yet: the lists have them with the cell empty.
  for (const [column, value] of Object.entries({ Gender: sex, Ethnicity: ethnicity })) if (!value) lacks(column)
  const disabled = facts.some(({ kind, body }) => kind === disability.kind && body['code'] !== 'NONE')
  return {
    'Child Unique ID': number,
    Gender: sex && genders[sex],
    Ethnicity: ethnicity,
    'Date of Birth': born && { date: born },
    Age: born && born <= day ? ageOn(born, day).years : undefined,
    'Does the Child have a Disability': disabled ? 'a) Yes' : undefined,
  }
}
