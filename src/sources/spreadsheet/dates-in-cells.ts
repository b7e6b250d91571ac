import { type DatePrecision, type PlainDate, plainDate, type ReadDate, readDate } from '../../kernel/index.ts'

const age = /^(?:age[d]?:?\s*)?(\d{1,2})\s*(?:y(?:ea)?rs?(?:\s*old)?|y\/o|yo)\.?$/i

/** How a list writes its dates. `asOf` is the day from which an age counts back. */
export type DateWriting = { readonly order: 'dmy' | 'mdy'; readonly asOf: PlainDate }

/** A date in a cell: text, a spreadsheet's day number, ISO. `abt` is what people write for about. */
export const readDateCell = (text: string, { order }: DateWriting): ReadDate =>
  readDate(text.replace(/^\s*(?:abt|around)\b\.?/i, 'about'), { order })

/** A birth date, or an age instead of one: "12 yrs" is about the year that leaves. */
export const readBirthCell = (text: string, writing: DateWriting): ReadDate => {
  const years = age.exec(text.trim())?.[1]
  if (!years) return readDateCell(text, writing)
  const precision: DatePrecision = 'about'
  return { date: plainDate(Number(writing.asOf.slice(0, 4)) - Number(years), 1, 1), precision }
}

const open = /^(|-+|open|ongoing|on-going|current|active|still open|no|n|n\/a|tbc|tba)$/i

/** Words that people write where an end date would stand while there is none. */
export const meansOpen = (text: string): boolean => open.test(text.trim())
