import { hasRegister, isMarkable, registerWeek } from '../attendance.ts'
import { type Day, isoOf, weekdayOf } from '../calendar.ts'
import { knownTo } from '../known.ts'
import { ncYear } from '../people/schooling.ts'
import { hash32, hexOf } from '../random.ts'
import { isSchoolDay, lastSchoolWeeks, termStart } from '../terms.ts'
import { type Child, type Family, northmereLa, type School, type Schooling } from '../world.ts'
import type { Writer, Writing } from './writing.ts'

/** The pupil's number in its own school's system: no other school knows it. */
export const misId = (child: Child, at: Schooling): string =>
  `${at.school.laestab.slice(3)}-${hexOf(5, 'mis', at.school.laestab, child.key)}`

const line = (value: unknown): string => `${JSON.stringify(value)}\n`

const manifest = (
  school: School,
  from: Day,
  to: Day,
  at: string,
  mode: 'snapshot' | 'delta',
  covers: readonly string[],
): string =>
  line({
    type: 'manifest',
    la: northmereLa,
    estab: school.laestab.slice(3),
    urn: school.urn,
    generated_at: at,
    mode,
    covers,
    from: isoOf(from),
    to: isoOf(to),
  })

const contacts = (family: Family) =>
  family.adults.map((adult, i) => ({
    order: i + 1,
    relationship: adult.relationship,
    parental_responsibility: adult.responsibility,
    surname: adult.surname,
    forename: adult.forename,
    phones: adult.phone ? [{ type: 'M', number: adult.phone }] : [],
    email: adult.email,
  }))

const pupilLine = (w: Writing, family: Family, child: Child, at: Schooling, on: Day): string => {
  const known = knownTo(w.world, 'daily-attendance', family, child, on)
  const { address } = known
  const year = ncYear(child.dob, on)
  return line({
    type: 'pupil',
    mis_id: misId(child, at),
    upn: known.upn || null,
    former_upn: child.formerUpn ? [child.formerUpn] : [],
    uln: child.uln || null,
    legal_surname: known.surname,
    legal_forename: known.forename,
    preferred_surname: known.surname,
    preferred_forename: known.knownAs || known.forename,
    middle_names: known.middle,
    dob: isoOf(known.dob),
    sex: known.sex,
    ethnicity: child.ethnicity,
    first_language: child.language,
    nc_year: year,
    reg_group: `${year}${'AB'[hash32(child.key) % 2]}`,
    enrol_status: at.status,
    entry_date: isoOf(at.from),
    leaving_date: null,
    sen_provision: child.sen,
    sen_needs: child.needs.map((type, i) => ({ rank: i + 1, type })),
    young_carer: child.youngCarer,
    fsm: child.freeMeals.map(({ from, to }) => ({ from: isoOf(from), to: to === undefined ? null : isoOf(to) })),
    looked_after: { in_care: child.inCareOf !== undefined, care_authority: child.inCareOf ?? null },
    post_looked_after: child.postCare,
    service_child: child.service,
    address: {
      uprn: address.uprn,
      saon: address.saon,
      paon: address.paon,
      street: address.street,
      town: address.town,
      postcode: address.postcode,
    },
    contacts: contacts(family),
  })
}

interface Marked {
  readonly day: Day
  readonly am: string
  readonly pm: string
}

/** The days of a week that this school marked for the child; of today, only the morning is known. */
const markedDays = (w: Writing, child: Child, at: Schooling, monday: Day): Marked[] => {
  const { marks } = registerWeek(w.world.seed, child, at, monday)
  return [0, 1, 2, 3, 4].flatMap(i => {
    const [am = '', pm = ''] = marks.slice(i * 2, i * 2 + 2)
    const day = monday + i
    return am !== '' && isMarkable(day, w.world.today) && hasRegister(child, day) ? [{ day, am, pm }] : []
  })
}

/** Absences of Thursday and Friday whose reason the school had not yet heard when it sent the week. */
const unexplained = (child: Child, { day, am }: Marked): boolean =>
  weekdayOf(day) >= 3 && 'IO'.includes(am) && hash32(child.key, day) % 4 === 0

const dayLine = (w: Writing, family: Family, child: Child, at: Schooling, m: Marked, asFirstSent: boolean): string => {
  const known = knownTo(w.world, 'daily-attendance', family, child, m.day)
  const shown = (mark: string): string => (asFirstSent && 'IO'.includes(mark) && unexplained(child, m) ? 'N' : mark)
  const late = m.am === 'L' ? 5 + (hash32(child.key, m.day, 'late') % 24) : null
  return line({
    type: 'attendance_day',
    upn: known.upn || null,
    mis_id: misId(child, at),
    date: isoOf(m.day),
    am: shown(m.am),
    pm: m.day === w.world.today ? null : shown(m.pm),
    am_minutes_late: late,
    pm_comment: null,
  })
}

const folder = 'daily-attendance'

const weekFile = (w: Writing, school: School, monday: Day): string => {
  const path = `${folder}/${isoOf(monday)}_${school.laestab}.ndjson`
  const to = Math.min(monday + 4, w.world.today)
  if (!w.sink.has(path))
    w.sink.add(
      path,
      manifest(school, monday, to, `${isoOf(to)}T${to === w.world.today ? '09:45' : '18:30'}:00Z`, 'snapshot', [
        'pupil',
        'attendance',
      ]),
      0,
    )
  return path
}

/** Monday's file with last week's reasons, found since: the later line stands. */
const correctionsFile = (w: Writing, school: School, monday: Day): string => {
  const path = `${folder}/${isoOf(monday + 7)}_${school.laestab}_corrections.ndjson`
  if (!w.sink.has(path))
    w.sink.add(path, manifest(school, monday, monday + 4, `${isoOf(monday + 7)}T08:15:00Z`, 'delta', ['attendance']), 0)
  return path
}

/** The whole term so far, for the named children only. */
const backlogFile = (w: Writing, school: School, from: Day, to: Day): string => {
  const path = `${folder}/${isoOf(from)}_${school.laestab}_backlog.ndjson`
  if (!w.sink.has(path))
    w.sink.add(path, manifest(school, from, to, `${isoOf(to)}T18:00:00Z`, 'delta', ['pupil', 'attendance']), 0)
  return path
}

const backlog = (w: Writing, family: Family, child: Child, at: Schooling, oldest: Day): void => {
  const from = termStart(w.world.today)
  const first = from - weekdayOf(from)
  if (first >= oldest) return
  const path = backlogFile(w, at.school, from, oldest - 3)
  w.sink.add(path, pupilLine(w, family, child, at, oldest - 3))
  w.cast.add(family, child, { source: 'daily-attendance', file: path, key: `${at.school.laestab}/${misId(child, at)}` })
  for (let monday = first; monday < oldest; monday += 7)
    for (const m of markedDays(w, child, at, monday)) w.sink.add(path, dayLine(w, family, child, at, m, false))
}

/** Saltholme Community School: its system sent no register today. The feed is quiet, its pupils are not. */
const quietSchool = '8994205'

const week = (w: Writing, family: Family, child: Child, at: Schooling, monday: Day, newest: boolean): void => {
  const marked = markedDays(w, child, at, monday)
  if (marked.length === 0) return
  const days = marked.filter(({ day }) => at.school.laestab !== quietSchool || day !== w.world.today)
  const path = weekFile(w, at.school, monday)
  const body = days.map(m => dayLine(w, family, child, at, m, true)).join('')
  w.sink.add(path, pupilLine(w, family, child, at, monday) + body, days.length + 1)
  w.cast.add(family, child, { source: 'daily-attendance', file: path, key: `${at.school.laestab}/${misId(child, at)}` })
  if (newest || !isSchoolDay(monday + 7) || monday + 7 > w.world.today) return
  for (const m of days)
    if (unexplained(child, m))
      w.sink.add(correctionsFile(w, at.school, monday), dayLine(w, family, child, at, m, false))
}

/**
 * Each school's daily feed (the bundle of `reference/formats.md` §6.5): a snapshot for each of the last `weeks` school
 * weeks, corrections to it, and for the named children the rest of the term.
 */
export const dailyAttendance = (w: Writing, weeks: number): Writer => {
  const mondays = lastSchoolWeeks(w.world.today, weeks)
  const oldest = mondays[0] ?? w.world.today
  return {
    family: family => {
      for (const child of family.children)
        for (const at of child.schooling) {
          if (at.to !== undefined && at.to < oldest) continue
          if (child.cast !== undefined) backlog(w, family, child, at, oldest)
          for (const monday of mondays) week(w, family, child, at, monday, monday === mondays.at(-1))
        }
    },
    end: () => {},
  }
}
