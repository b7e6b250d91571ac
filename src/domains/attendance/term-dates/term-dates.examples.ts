import { academicYearDays } from '../../../kernel/index.ts'
import { exampleCalendar } from '../school-calendar.examples.ts'
import type { SchoolYearTold } from './term-dates.queries.ts'
import type { SchoolTermDatesData, TermDatesData } from './term-dates.view.ts'

const year = 2026
const { from, to } = academicYearDays(year)
const told: SchoolYearTold = {
  address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c21',
  school: 'Larchfield Academy',
  spans: exampleCalendar.filter(span => span.from >= from && span.to <= to),
  dueBy: '09:30',
  told: { by: 'Rhiannon Llewelyn-Ó Briain', at: new Date('2026-07-02T09:14:00Z') },
}
const missing: SchoolYearTold = {
  address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c22',
  school: 'Ysgol Gynradd Llanfair-ym-Muallt and St Wojciech’s Catholic Primary School',
  spans: [],
  dueBy: '10:00',
}

/** Named states of the term dates of all schools. */
export const termDatesExamples: Readonly<Record<string, TermDatesData>> = {
  usual: { year, schools: [told, missing] },
  'all told': { year, schools: [told] },
  none: { year, schools: [] },
}

/** Named states of the term dates of one school. */
export const schoolTermDatesExamples: Readonly<Record<string, SchoolTermDatesData>> = {
  usual: { year, school: told, schools: [told, missing], mayTell: true },
  missing: { year, school: missing, schools: [told, missing], mayTell: true },
  'read only': { year, school: told, schools: [told], mayTell: false },
}
