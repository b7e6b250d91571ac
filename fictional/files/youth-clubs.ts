import { utils, write } from '@e965/xlsx'
import { excelSerial } from '../calendar.ts'
import { knownTo } from '../known.ts'
import { oneLine } from '../places.ts'
import type { Writer, Writing } from './writing.ts'

const headings = [
  'Member No',
  'Name',
  'D.O.B.',
  'Address',
  'Postcode',
  'School',
  'Club',
  'Joined',
  'Emergency contact',
  'Emergency tel',
]

/** A sheet of Excel 97 holds 65,536 rows, its heading among them. */
const sheetLimit = 65_535

/** The youth clubs' members, kept since long ago in an Excel 97 workbook: a name in one cell, real dates, one sheet. */
export const youthClubs = (w: Writing): Writer => {
  const path = 'youth-clubs/MEMBERS.XLS'
  const rows: (string | number)[][] = []
  return {
    family: family => {
      for (const child of family.children) {
        const card = child.club
        if (!card || rows.length === sheetLimit) continue
        const known = knownTo(w.world, 'youth-clubs', family, child, card.joined)
        const parent = family.adults[0]
        rows.push([
          card.number,
          `${known.forename} ${known.surname}`,
          excelSerial(known.dob),
          oneLine(known.address),
          known.postcode,
          card.school,
          card.name,
          excelSerial(card.joined),
          parent ? `${parent.forename} ${parent.surname}` : '',
          parent?.phone ?? '',
        ])
        w.cast.add(family, child, { source: 'youth-clubs', file: path, key: card.number })
      }
    },
    end: () => {
      const sheet = utils.aoa_to_sheet([headings, ...rows])
      for (let i = 1; i <= rows.length; i++)
        for (const column of ['C', 'H']) {
          const cell = sheet[`${column}${i + 1}`]
          if (cell) cell.z = 'dd/mm/yyyy'
        }
      const book = utils.book_new()
      utils.book_append_sheet(book, sheet, 'Members')
      w.sink.whole(path, write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer, rows.length)
    },
  }
}
