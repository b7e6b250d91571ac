import { Type } from 'typebox'
import {
  type CommandGrant,
  deskAction,
  type Grant,
  holds,
  listPage,
  type Route,
  readerOfAct,
} from '../../../access/index.ts'
import {
  type AcademicYear,
  academicYearLabel,
  academicYearOf,
  formatClock,
  InvalidInput,
  londonDate,
  NotFound,
  plural,
} from '../../../kernel/index.ts'
import { sessionCount } from '../attendance.record.ts'
import { tellRegisterDue, tellTermDates } from './term-dates.actions.ts'
import { schoolTermDatesExamples, termDatesExamples } from './term-dates.examples.ts'
import { listTermDates } from './term-dates.queries.ts'
import { readRegisterDue, readTermDates, termDateBoxes, termDateBoxNames } from './term-dates.ts'
import { type SchoolTermDatesData, schoolTermDatesView, type TermDatesData, termDatesView } from './term-dates.view.ts'

const YearQuery = Type.Object({ year: Type.Optional(Type.String({ maxLength: 4 })) })

const yearOf = (text: string | undefined, at: Date): AcademicYear => {
  if (!text) return academicYearOf(londonDate(at))
  if (/^20\d\d$/.test(text)) return Number(text)
  throw new InvalidInput('That is not a school year.', 'Go back to Term dates and choose a year.')
}

/** Whether the days of the reader's schools are known, for one school year. */
export const termDatesPage: Route = listPage({
  path: '/my-schools/term-dates',
  purpose: 'see the term dates of my schools',
  nav: 'my-schools',
  needs: [sessionCount],
  query: YearQuery,
  load: async (grant, { query }): Promise<TermDatesData> => {
    const year = yearOf(query.year, grant.at)
    return { year, schools: await listTermDates(grant, year) }
  },
  answer: data => ({ page: termDatesView(data) }),
  examples: termDatesExamples,
})

const loadSchool = async (
  grant: Grant<'session-count'> | CommandGrant<'recorder'>,
  address: string | undefined,
  year: AcademicYear,
): Promise<SchoolTermDatesData> => {
  const schools = await listTermDates(grant, year)
  const school = schools.find(one => one.address === address)
  if (!school || !grant.reader) throw new NotFound()
  return { year, schools, school, mayTell: holds(grant.reader, 'tell-term-dates') }
}

/** The terms, training days and closures of one school, and the form that tells them. */
export const schoolTermDatesPage: Route = listPage({
  path: '/my-schools/:school/term-dates',
  purpose: 'see the term dates of a school',
  nav: 'my-schools',
  needs: [sessionCount],
  query: YearQuery,
  load: async (grant, { params, query }) => await loadSchool(grant, params.school, yearOf(query.year, grant.at)),
  answer: (data, frame) => ({ page: schoolTermDatesView(data, frame.csrf, termDateBoxes(data.school.spans), []) }),
  examples: schoolTermDatesExamples,
})

const box = () => Type.Optional(Type.String({ maxLength: 100 }))

/** Writes down a school year's dates, of this school and of those ticked beside it; a form with a fault changes nothing. */
export const tellTermDatesAction: Route = deskAction({
  path: '/my-schools/:school/term-dates',
  purpose: 'tell the term dates of a school',
  right: 'tell-term-dates',
  actor: 'recorder',
  form: Type.Object({
    ...Object.fromEntries(['year', ...termDateBoxNames].map(name => [name, box()])),
    others: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())])),
  }),
  act: async (command, { params, form }) => {
    const { others: ticked, ...boxes } = form as Record<string, string | undefined> & { others?: string | string[] }
    const year = yearOf(boxes.year, command.at)
    const data = await loadSchool(command, params.school, year)
    const chosen = [data.school.address, ...[ticked ?? []].flat()]
    const own = new Set(data.schools.map(one => one.address))
    if (!chosen.every(address => own.has(address))) throw new NotFound()
    const { spans, faults } = readTermDates(boxes, year)
    if (faults.length > 0)
      return { page: schoolTermDatesView(data, command.reader?.csrf ?? '', boxes, faults), status: 422 }
    await tellTermDates(command, { schools: chosen, year, spans, toldBy: readerOfAct(command) })
    return {
      redirect: `/my-schools/term-dates?year=${year}`,
      flash: `Term dates ${academicYearLabel(year)} are saved for ${plural(chosen.length, 'school')}.`,
    }
  },
})

/** POST `/my-schools/:school/register-due`: writes down by when a school's registers come, after which its feed is quiet. */
export const tellRegisterDueAction: Route = deskAction({
  path: '/my-schools/:school/register-due',
  purpose: 'tell when the registers of a school are due',
  right: 'tell-term-dates',
  actor: 'recorder',
  form: Type.Object({ due: box() }),
  act: async (command, { params, form }) => {
    const data = await loadSchool(command, params.school, academicYearOf(londonDate(command.at)))
    const dueBy = readRegisterDue(form.due ?? '')
    if (dueBy === undefined) {
      const faults = [{ field: 'due', text: 'Write a time from 7:00 to 17:59, like 9:30.' }]
      const given = { ...termDateBoxes(data.school.spans), due: form.due ?? '' }
      return { page: schoolTermDatesView(data, command.reader?.csrf ?? '', given, faults), status: 422 }
    }
    await tellRegisterDue(command, data.school.address, dueBy)
    return {
      redirect: `/my-schools/${data.school.address}/term-dates`,
      flash: `Registers of ${data.school.school} are due by ${formatClock(dueBy)}.`,
    }
  },
})

/** Term dates of the reader's schools, and when their registers are due. */
export const termDatesPages: readonly Route[] = [
  termDatesPage,
  schoolTermDatesPage,
  tellTermDatesAction,
  tellRegisterDueAction,
]
