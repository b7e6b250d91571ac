import { type FileHead, latestDay, type Problem, type Tree, treeOfElement } from '../../intake/index.ts'
import { type PlainDate, readDate } from '../../kernel/index.ts'

/** What the file says of itself. A return with a broken header is still a list of children, so nothing here is needed. */
export type CinHeader = {
  readonly collection?: string
  readonly year?: number
  readonly referenceDate?: PlainDate
  readonly sentOn?: PlainDate
}

const day = (text: string | undefined): PlainDate | undefined => {
  const read = text === undefined ? undefined : readDate(text, { order: 'dmy' })
  return read && 'date' in read ? read.date : undefined
}

/** The header from its element. */
export const readHeader = ({ values }: Tree): CinHeader => {
  const collection = values['CollectionDetails/Collection']?.trim()
  const year = Number(values['CollectionDetails/Year'])
  const referenceDate = day(values['CollectionDetails/ReferenceDate'])
  const sentOn = day(values['Source/DateTime'])
  return {
    ...(collection ? { collection } : {}),
    ...(Number.isInteger(year) && year > 1990 ? { year } : {}),
    ...(referenceDate ? { referenceDate } : {}),
    ...(sentOn ? { sentOn } : {}),
  }
}

/** The header among the first events, and whether children of the return's shape are there. */
export const findHeader = (head: FileHead): { header: CinHeader | undefined; hasChildren: boolean } => {
  const elements = head.events.flatMap(e => (e.type === 'element' ? [e.element] : []))
  const header = elements.find(e => e.name === 'Header')
  return {
    header: header && readHeader(treeOfElement(header)),
    hasChildren: elements.some(e => e.name === 'Child' && e.children?.some(c => c.name === 'ChildIdentifiers')),
  }
}

/**
 * The day the return speaks of: its reference date, or the day it was made where that was earlier. Without either, the
 * latest date among the first children, or failing that the end of the year before children's returns began.
 */
export const asOfDay = ({ referenceDate, sentOn }: CinHeader, head: FileHead): PlainDate => {
  const said = [referenceDate, sentOn].filter(d => d !== undefined).sort()[0]
  if (said) return said
  const values = head.events.flatMap(e => (e.type === 'element' ? Object.values(treeOfElement(e.element).values) : []))
  return latestDay(values) ?? ('2008-03-31' as PlainDate)
}

/** What is wrong with a header, in words. Nothing of it stops the children from being read. */
export const headerFaults = (header: CinHeader, line: number): Problem[] => {
  const { collection, year, referenceDate } = header
  const fault = (column: string, problem: string, got: string, wanted: string, fix: string): Problem => ({
    line,
    column,
    problem,
    got,
    wanted,
    fix,
  })
  return [
    ...(collection === 'CIN'
      ? []
      : [
          fault(
            'Collection',
            'The header does not name the Children in Need census.',
            collection ?? '',
            'CIN',
            'Export the return again. Its children were read.',
          ),
        ]),
    ...(year
      ? []
      : [
          fault(
            'Year',
            'The header has no collection year.',
            '',
            'a year, such as 2026',
            'Export the return again. Its children were read.',
          ),
        ]),
    ...(referenceDate && year && referenceDate !== `${year}-03-31`
      ? [
          fault(
            'ReferenceDate',
            'The reference date is not 31 March of the collection year.',
            referenceDate,
            `${year}-03-31`,
            'Export the return again for the right year. Its children were read.',
          ),
        ]
      : []),
    ...(referenceDate
      ? []
      : [
          fault(
            'ReferenceDate',
            'The header has no reference date.',
            '',
            'a date, such as 31 March 2026',
            'Export the return again. Its children were read.',
          ),
        ]),
  ]
}
