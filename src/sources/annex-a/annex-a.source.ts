import { dayInName, type FileHead, latestDay, noonOf, type Recognised, type Source } from '../../intake/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { annexAColumns } from './columns.ts'
import { columnFor, headingsIn, listFor } from './headings.ts'
import { readLists } from './read-lists.ts'

/** Only where a workbook has no date at all: before the first inspection under these lists. */
const beforeAnyInspection = '2018-01-01' as PlainDate

/** The latest date among the first rows that is no birth date. */
const latestIn = (head: FileHead): PlainDate | undefined => {
  const births = new Map<string, number>()
  return latestDay(
    head.events.flatMap(event => {
      if (event.type !== 'row') return []
      const list = listFor(event.table)
      const birth = list ? event.values.findIndex(value => columnFor(list, value) === 'Date of Birth') : -1
      if (birth >= 0) births.set(event.table, birth)
      return event.values.filter((_, i) => i !== births.get(event.table))
    }),
  )
}

const recognise = (head: FileHead): Recognised | undefined => {
  if (head.format !== 'xlsx' && head.format !== 'xls') return undefined
  const isList = head.events.some(event => {
    const list = event.type === 'row' ? listFor(event.table) : undefined
    return event.type === 'row' && list !== undefined && headingsIn(list, event.values) !== undefined
  })
  if (!isList) return undefined
  const day = dayInName(head.name)
  return {
    period: day ?? 'day not stated',
    table: 'workbook',
    asOf: noonOf(day ?? latestIn(head) ?? beforeAnyInspection),
    // Without a day nobody knows which lists these are, so nothing that is missing from them is taken for gone.
    mode: day ? 'snapshot' : 'delta',
    order: 0,
  }
}

/** Ofsted's Annex A: eleven lists of children, without names, in one workbook (formats.md 4.3). */
export const annexA: Source = {
  id: 'annex-a',
  name: 'Annex A lists',
  said: 'Social care lists (Annex A)',
  service: 'Social care',
  tells: 'care-involved',
  keepsOnce: 'source',
  columns: annexAColumns,
  rank: { default: 3, identity: 5 },
  agreement: {
    purpose: 'To know which children social care and early help work with, and who their worker is',
    basis: 'Children Act 1989, sections 17, 22 and 47; Children Act 2004, section 10',
    owner: 'Head of children’s social care',
  },
  reading: { rowWidth: 'any' },
  recognise,
  read: readLists,
}
