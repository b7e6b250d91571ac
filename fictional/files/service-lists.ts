import { ageOn, type Day, dayOfMonth, isoOf, monthOf, slashed } from '../calendar.ts'
import { knownTo } from '../known.ts'
import { oneLine } from '../places.ts'
import { hash32 } from '../random.ts'
import { csvLine, toWindows1252 } from './text.ts'
import { type Cell, dateCell, workbook } from './workbook.ts'
import type { Writer, Writing } from './writing.ts'

const carerHeadings = [
  'Reference',
  'First name',
  'Surname',
  'Date of birth',
  'Age',
  'Postcode',
  'School',
  'Cares for',
  'Because of',
  'Hours a week',
  'Service',
  'Worker',
  'Group',
  'School may know',
  'Started',
  'Review due',
]

/** The young carers service's own list: tidy, small, and the most private in the building. */
export const youngCarers = (w: Writing): Writer => {
  const { today } = w.world
  const path = 'young-carers/young carers register.xlsx'
  const rows: Cell[][] = []
  return {
    family: family => {
      for (const child of family.children) {
        const story = child.carer
        if (!story) continue
        const known = knownTo(w.world, 'young-carers', family, child, today)
        const school = child.schooling.findLast(s => s.to === undefined)?.school.name ?? null
        const age = ageOn(known.dob, today)
        rows.push([
          story.ref,
          known.forename,
          known.surname,
          dateCell(known.dob),
          age,
          known.postcode,
          school,
          story.caresFor,
          story.because,
          story.hours,
          age >= 16 ? 'Young adult carers (16-29)' : 'Young carers (5-18)',
          story.worker,
          age >= 16 ? 'Monday drop-in' : 'Thursday club',
          story.schoolMayKnow ? 'Yes' : 'No',
          dateCell(story.since),
          dateCell(today + 14 + (hash32(story.ref) % 150)),
        ])
        w.cast.add(family, child, { source: 'young-carers', file: path, key: story.ref })
      }
    },
    end: async () =>
      w.sink.whole(path, await workbook([{ sheet: 'Register', data: [carerHeadings, ...rows] }]), rows.length),
  }
}

const centreHeadings = [
  'Reg No',
  'Child Forename',
  'Child Surname',
  'DOB',
  'Sex',
  'Parent',
  'Address',
  'Post Code',
  'Tel',
  'NHS No',
  'Centre',
  'Reg Date',
  'Notes',
]
const centres = [
  'Larchfield Children’s Centre',
  'Quarrybank Sure Start',
  'Harbour Children’s Centre',
  'Fellby Children’s Centre',
]

/** A few receptionists wrote years with two digits; those dates can be read two ways and are to be refused. */
const centreDate = (day: Day, key: string): string => {
  if (hash32(key, 'two digits') % 100 !== 0) return slashed(day)
  return `${dayOfMonth(day)}/${monthOf(day)}/${isoOf(day).slice(2, 4)}`
}

/** The children's centres' old registrations: a CSV file in Windows-1252 with an address in one cell. */
export const childrensCentre = (w: Writing): Writer => {
  const path = 'childrens-centre/registrations_export.csv'
  let lines = csvLine(centreHeadings, '\r\n')
  let rows = 0
  const flush = (): void => {
    w.sink.whole(path, toWindows1252(lines), rows)
    lines = ''
    rows = 0
  }
  return {
    family: family => {
      for (const child of family.children) {
        const card = child.centre
        if (!card) continue
        const known = knownTo(w.world, 'childrens-centre', family, child, card.registered)
        const baby = child.cast === undefined && card.registered - child.dob < 90 && hash32(child.key, 'baby') % 8 === 0
        const parent = family.adults[0]
        const dob = child.cast === undefined ? centreDate(known.dob, child.key) : slashed(known.dob)
        lines += csvLine(
          [
            card.number,
            baby ? 'Baby' : known.forename,
            known.surname,
            dob,
            known.sex,
            parent ? `${parent.forename} ${parent.surname}` : '',
            oneLine(known.address),
            known.postcode,
            parent?.phone ?? '',
            child.cast !== undefined || hash32(child.key, 'nhs') % 100 < 60 ? child.nhs : '',
            centres[family.address.district % 4] ?? '',
            slashed(card.registered),
            card.note,
          ],
          '\r\n',
        )
        rows++
        if (lines.length > 500_000) flush()
        w.cast.add(family, child, { source: 'childrens-centre', file: path, key: card.number })
      }
    },
    end: flush,
  }
}

const housingHeadings = [
  'UPRN',
  'Address',
  'Postcode',
  'Tenant',
  'Tenancy start',
  'Household',
  'Note type',
  'Property note',
  'Noted on',
  'Check again by',
]

/** Northmere Homes' tenancies: one line a property, a further one for each further note on it. */
export const housing = (w: Writing): Writer => {
  const path = 'housing/tenancies.csv'
  w.sink.add(path, csvLine(housingHeadings), 0)
  return {
    family: family => {
      if (!family.tenancy) return
      const { address, adults, children, tenancy } = family
      const tenant = adults.find(a => a.livesHere)
      const household = adults.filter(a => a.livesHere).length + children.filter(c => c.dob <= w.world.today).length
      const home = [
        address.uprn,
        oneLine(address),
        address.postcode,
        tenant ? `${tenant.forename} ${tenant.surname}` : '',
        slashed(tenancy.since),
        household,
      ]
      const notes = tenancy.notes.length > 0 ? tenancy.notes : [undefined]
      for (const note of notes)
        w.sink.add(
          path,
          csvLine([
            ...home,
            note?.kind ?? '',
            note?.text ?? '',
            note ? slashed(note.on) : '',
            note ? slashed(note.checkBy) : '',
          ]),
        )
      for (const child of children) w.cast.add(family, child, { source: 'housing', file: path, key: address.uprn })
    },
    end: () => {},
  }
}
