import { bestOf, type KnownEvent, type ReturnFact, textIn } from '../../children/index.ts'
import { careInvolved } from '../../domains/social-care/index.ts'
import { codeOf, lookUp } from '../../intake/index.ts'
import { addMonths, type PlainDate } from '../../kernel/index.ts'
import type { CellToWrite } from '../../platform/files/index.ts'

/** A row by our names of the columns; what is not given is an empty cell. */
export type ListRow = Readonly<Record<string, CellToWrite | undefined>>

/** The day of which the lists tell, and what they leave out. */
export type ListsDay = {
  readonly day: PlainDate
  readonly lacks: (column: string) => void
}

export type Body = KnownEvent['body']

/** A day as a cell of the workbook; one after the day of the lists is not known yet. */
export const dated = ({ day }: ListsDay, date: string | undefined): CellToWrite | undefined =>
  date === undefined || date > day ? undefined : { date }

/** Yes and no in the lists' own letters. */
export const yesNo = (value: unknown): string | undefined =>
  typeof value === 'boolean' ? (value ? 'a) Yes' : 'b) No') : undefined

/** Is this day among the last months before the lists, or on their day? */
export const inLast = (months: number, { day }: ListsDay, on: string | undefined): boolean =>
  on !== undefined && on <= day && on >= addMonths(day, -months)

/** Did it last into the last months before the lists? */
export const lasted = (months: number, { day }: ListsDay, from: string | undefined, to: string | undefined): boolean =>
  from !== undefined && from <= day && (to === undefined || to >= addMonths(day, -months) || to < from)

/** What a code set says of a value, written so that both the code and the words are read back; words that are in no set are written as they stand. */
export const coded = (set: string, said: string | undefined, { day }: ListsDay): string | undefined => {
  const code = said === undefined ? undefined : codeOf(set, said, day)
  const label = code && lookUp(set, code, day)?.label
  return label ? `${code}: ${label}` : said
}

/** The team and worker of what began that day; of what has none of its own, those who are involved now. */
export const workers = (facts: readonly ReturnFact[], from: string, { day }: ListsDay): ListRow => {
  const told = facts.filter(fact => fact.kind === careInvolved.kind && fact.body['status'] !== 'Care leaver')
  const own = told.filter(fact => fact.from === from)
  const now = told.filter(fact => (fact.from ?? day) <= day && (fact.until === undefined || fact.until > day))
  const one = bestOf(own.length > 0 ? own : now, fact => fact.body)
  return one ? { 'Allocated Team': textIn(one, 'team'), 'Allocated Worker': textIn(one, 'worker') } : {}
}
