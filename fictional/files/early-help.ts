import { monthNames } from '../../src/kernel/index.ts'
import { ageOn, type Day, excelSerial, isoOf, slashed, yearOf } from '../calendar.ts'
import { type Known, knownTo } from '../known.ts'
import { oneLine } from '../places.ts'
import { hash32, type Random, seeded } from '../random.ts'
import type { Adult, Child, EarlyHelpStory, Family } from '../world.ts'
import { type Cell, dateCell, workbook } from './workbook.ts'
import type { Writer, Writing } from './writing.ts'

const headings = [
  'Ref',
  'CHILD (Surname, Forename)',
  'D.O.B',
  'M/F',
  'UPN if known',
  'Address & postcode',
  'Parent/carer - tel',
  'Sch / Nursery',
  'Presenting need(s)',
  'Lead prof.',
  'Date opened',
  'Closed?',
  'Siblings',
]

/** The date as whoever was on duty typed it: a real date, a bare number, text in several fashions, or a guess. */
const typedDate = (random: Random, day: Day): Cell => {
  const [year = '', month = '', date = ''] = isoOf(day).split('-')
  const how = random.weighted({ real: 50, text: 18, dotted: 8, words: 8, serial: 9, iso: 4, dashed: 3 })
  if (how === 'real') return dateCell(day)
  if (how === 'serial') return excelSerial(day)
  if (how === 'dotted') return `${Number(date)}.${Number(month)}.${year}`
  if (how === 'words') return `${Number(date)} ${monthNames[Number(month) - 1]} ${year}`
  if (how === 'iso') return `${year}-${month}-${date}`
  return how === 'dashed' ? `${date}-${month}-${year}` : slashed(day)
}

/** A birth date that nobody asked for exactly. */
const guessedBirth = (random: Random, dob: Day, today: Day): Cell =>
  random.chance(0.5) ? `abt ${yearOf(dob)}` : `${ageOn(dob, today)} yrs`

const contact = (adult: Adult | undefined): Cell => {
  if (!adult) return null
  const name = `${adult.forename} ${adult.surname}`
  return adult.phone ? `${name} - ${adult.phone}${adult.email ? ` / ${adult.email}` : ''}` : name
}

const nameCell = (random: Random, known: Known): Cell => {
  const surname = random.chance(0.3) ? known.surname.toUpperCase() : known.surname
  const gap = random.chance(0.1) ? ' ,' : ', '
  return `${surname}${gap}${known.forename}${known.knownAs && random.chance(0.4) ? ` (${known.knownAs})` : ''}`
}

const row = (w: Writing, family: Family, child: Child, help: EarlyHelpStory): Cell[] => {
  const { today, seed } = w.world
  const random = child.cast ? seeded('cast', child.cast) : seeded(seed, 'early help row', child.key)
  const known = knownTo(w.world, 'early-help', family, child, help.opened)
  const guess = child.cast === undefined && random.chance(0.02)
  const others = family.children.filter(c => c.key !== child.key && c.dob <= today && c.forename)
  return [
    help.ref,
    nameCell(random, known),
    guess ? guessedBirth(random, known.dob, today) : typedDate(random, known.dob),
    known.sex === ''
      ? null
      : random.pick([
          known.sex,
          known.sex.toLowerCase(),
          known.sex === 'F' ? 'Female' : 'Male',
          known.sex === 'F' ? 'girl' : 'boy',
        ]),
    child.cast !== undefined || random.chance(0.35) ? known.upn || null : random.chance(0.1) ? 'n/k' : null,
    `${oneLine(known.address)}${random.chance(0.5) ? '\n' : ' '}${known.postcode}`,
    contact(family.adults[0]),
    help.school || null,
    help.need,
    help.worker,
    typedDate(random, help.opened),
    help.closed === undefined ? (random.chance(0.3) ? 'open' : null) : typedDate(random, help.closed),
    others.length === 0 ? null : others.map(c => `${c.forename} ${c.surname}`).join(random.pick(['; ', ' / ', '\n'])),
  ]
}

/** Some children are on the list twice: an old episode has a number of its own. */
const openedBefore = (child: Child): EarlyHelpStory | undefined => {
  const help = child.earlyHelp
  if (!help || child.cast !== undefined || hash32(child.key, 'again') % 30 !== 0) return undefined
  const opened = help.opened - 260
  return opened < child.dob ? undefined : { ...help, ref: `${help.ref}/1`, opened, closed: opened + 90 }
}

const blank: readonly Cell[] = headings.map(() => null)

const title = (text: string): readonly Cell[] => [
  { value: text, columnSpan: headings.length, fontWeight: 'bold' },
  ...headings.slice(1).map(() => null),
]

const sheetOf = (locality: string, today: Day, rows: readonly Cell[][]): readonly (readonly Cell[])[] => [
  title(`EARLY HELP - ${locality} LOCALITY - MASTER LIST`),
  title(`Printed ${slashed(today)} - do NOT sort this sheet - speak to Denise`),
  blank,
  headings.map(value => ({ value, fontWeight: 'bold' as const })),
  ...rows.flatMap((cells, i) => (i > 0 && i % 40 === 0 ? [blank, cells] : [cells])),
  blank,
  [`TOTAL: ${rows.length}`, ...headings.slice(1).map(() => null)],
]

/** Early help's own workbook, a sheet for each locality and one of lists that nobody uses. */
export const earlyHelp = (w: Writing): Writer => {
  const path = 'early-help/Early Help MASTER (Denise copy) v7.xlsx'
  const north: Cell[][] = []
  const south: Cell[][] = []
  return {
    family: family => {
      for (const child of family.children) {
        if (!child.earlyHelp) continue
        const list = family.address.district % 2 === 0 ? north : south
        list.push(row(w, family, child, child.earlyHelp))
        const again = openedBefore(child)
        if (again) list.push(row(w, family, child, again))
        w.cast.add(family, child, { source: 'early-help', file: path, key: child.earlyHelp.ref })
      }
    },
    end: async () => {
      const sheets = [
        { sheet: 'North', data: sheetOf('NORTH', w.world.today, north) },
        { sheet: 'South', data: sheetOf('SOUTH', w.world.today, south) },
        {
          sheet: 'Lists',
          data: [['Lead professionals'], ['Sasha Quill'], ['Denise Ogden'], ['Yusuf Karim'], ['Hal Winstanley']],
        },
      ]
      w.sink.whole(path, await workbook(sheets), north.length + south.length)
    },
  }
}
