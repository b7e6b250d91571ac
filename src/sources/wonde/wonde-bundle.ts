import type { PlainDate } from '../../kernel/index.ts'
import { contactsOf, homeOf, provisionOf } from './wonde-contacts.ts'
import { dayOf, fieldsOf, textOf } from './wonde-fields.ts'

/** A line of the bundle. */
export type Line = Readonly<Record<string, unknown>>

const sexes: Readonly<Record<string, string>> = { MALE: 'M', FEMALE: 'F', M: 'M', F: 'F' }

/**
 * A student, on the roll or off it, as a pupil line of the daily bundle (formats.md 6.5), by the codes in force on a day. What is missing is
 * left out, and intake says so by line.
 */
export const pupilLine = (student: unknown, on: PlainDate): Line => {
  const own = fieldsOf(student)
  const contacts = contactsOf(own, on)
  const school = fieldsOf(own['education_details'])
  return {
    type: 'pupil',
    mis_id: textOf(own['mis_id']),
    upn: textOf(school['upn']),
    former_upn: textOf(school['former_upn']),
    uln: textOf(school['uln']),
    legal_surname: textOf(own['legal_surname']) ?? textOf(own['surname']),
    legal_forename: textOf(own['legal_forename']) ?? textOf(own['forename']),
    preferred_surname: textOf(own['surname']),
    preferred_forename: textOf(own['forename']),
    middle_names: textOf(own['middle_names']),
    dob: dayOf(own['date_of_birth']),
    sex: sexes[textOf(own['gender'])?.toUpperCase() ?? ''],
    nc_year: textOf(school['current_nc_year']),
    entry_date: dayOf(school['admission_date']),
    leaving_date: dayOf(school['leaving_date']),
    sen_provision: provisionOf(own),
    address: homeOf(own),
    contacts: contacts.length > 0 ? contacts : undefined,
  }
}

/** One session's mark as a line; undefined where it has no code or no session, which says nothing. */
export const markLine = (mark: unknown): Line | undefined => {
  const own = fieldsOf(mark)
  const code = textOf(fieldsOf(own['attendance_code'])['code']) ?? textOf(own['code'])
  const session = textOf(own['session'])?.toLowerCase()
  if (code === undefined || (session !== 'am' && session !== 'pm')) return undefined
  const minutes = Number(own['minutes_late'])
  return {
    type: 'attendance_day',
    mis_id: textOf(fieldsOf(own['student'])['mis_id']),
    date: dayOf(own['date']),
    [session]: code,
    [`${session}_comment`]: textOf(own['comment']),
    [`${session}_minutes_late`]: minutes > 0 ? minutes : undefined,
  }
}

/** The bundle of these lines: its manifest says the school and the days that the marks are of, or `today` without any. */
export const bundleText = (laestab: string, generatedAt: Date, today: string, lines: readonly Line[]): string => {
  const days = lines
    .flatMap(line => (line['type'] === 'attendance_day' && typeof line['date'] === 'string' ? [line['date']] : []))
    .sort()
  const manifest = {
    type: 'manifest',
    la: laestab.slice(0, 3),
    estab: laestab.slice(3),
    generated_at: generatedAt.toISOString(),
    mode: 'delta',
    from: days[0] ?? today,
    to: days.at(-1) ?? today,
  }
  return `${[manifest, ...lines].map(line => JSON.stringify(line)).join('\n')}\n`
}
