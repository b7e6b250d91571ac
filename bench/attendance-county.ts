// A county's pupils as their schools' systems know them, straight into the tables, and one day's files from every school.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sources } from '../src/app/sources.ts'
import { registerSources } from '../src/intake/index.ts'
import { blankYear, placesOf } from '../src/intake/registers.ts'
import { addDays, categoryBit, isWorkingDay, markBits, type PlainDate } from '../src/kernel/index.ts'
import { openCopy } from './copy-rows.ts'
import type { BenchInstallation } from './installation.ts'

export type County = { readonly pupils: number; readonly schools: number }

export const countyDay = '2026-11-20' as PlainDate
const known = '2026-11-20T06:00:00Z'
const laestabOf = (school: number): string => `899${String(2000 + school)}`
// A school's pupils stand together, as they do where its first file brought them.
const schoolOf = ({ pupils, schools }: County, pupil: number): number => Math.floor((pupil * schools) / pupils)

/** Nine sessions in ten in school, the rest ill, late or absent without leave: by pupil and day, the same whenever asked. */
const codesOn = (pupil: number, day: number): readonly [am: string, pm: string] => {
  const draw = (Math.imul(pupil + 1, 2654435761) ^ Math.imul(day + 1, 40503)) >>> 0
  const away = (pupil % 11) + 4
  if (draw % 100 >= away) return ['/', '\\']
  return draw % 3 === 0 ? ['I', 'I'] : draw % 3 === 1 ? ['L', '\\'] : ['O', 'O']
}

/** One pupil's marks of the school days of a year that come before a day. */
const marksBefore = (pupil: number, from: PlainDate, before: PlainDate, most = Number.POSITIVE_INFINITY): string => {
  const marks = [...blankYear]
  let days = 0
  for (let day = from; day < before && days < most; day = addDays(day, 1)) {
    const places = placesOf(day)
    if (!places || !isWorkingDay(day)) continue
    ;[marks[places.am], marks[places.pm]] = codesOn(pupil, days)
    days += 1
  }
  return marks.join('')
}

/** Children seen by the schools' feed, with this year's marks up to the day. Linked already, as on any day but the first. */
export const fillCounty = async ({ owner, ownerUrl, jobs }: BenchInstallation, county: County): Promise<void> => {
  await registerSources(jobs, sources)
  const schools = Array.from({ length: county.schools }, (_, school) => laestabOf(school))
  await owner.query(
    `insert into access.establishment (laestab, name, la) select n, 'School ' || n, '899' from unnest($1::text[]) n`,
    [schools],
  )
  const { rows } = await owner.query<{ id: number; laestab: string }>('select id, laestab from access.establishment')
  const ids = new Map(rows.map(({ id, laestab }) => [laestab, id]))
  const person = await openCopy(ownerUrl, 'person', 'id, changed_at')
  const source = await openCopy(
    ownerUrl,
    'source_person',
    'id, source_id, key, person_id, identity, identity_hash, to_link',
  )
  const year = await openCopy(ownerUrl, 'attendance_year', yearColumns)
  for (let pupil = 0; pupil < county.pupils; pupil += 1) {
    const laestab = laestabOf(schoolOf(county, pupil))
    const id = pupil + 1
    await person.add([id, known])
    await source.add([id, 'daily-attendance', `${laestab}/${pupil}`, id, {}, '\\x', false])
    await year.add(yearRow(id, ids.get(laestab) ?? 0, 2026, marksBefore(pupil, autumn, countyDay)))
  }
  await Promise.all([person.end(), source.end(), year.end()])
  await tellOfNeeds(owner)
  await describeCounty({ owner })
  await owner.query('vacuum analyze')
}

/** A fifth of the pupils have SEN support, and one in 200 is on a child protection plan. */
const tellOfNeeds = async (owner: BenchInstallation['owner']): Promise<void> => {
  await owner.query(
    `insert into entry (source_person_id, child_id, kind, category, category_bit, sensitivity, summary, body, code, true_from, known_from, source_id)
     select id, id, 'sen-provision', 'send', $1::bigint, 1, true, '{"code": "K"}'::jsonb, 'K', '2026-09-01'::date, $3::timestamptz, 'daily-attendance' from person where id % 5 = 0
     union all
     select id, id, 'protection-plan', 'protection', $2::bigint, 2, true, '{"startedOn": "2026-09-01"}', null, '2026-09-01', $3, 'daily-attendance'
     from person where id % 200 = 7`,
    [categoryBit('send'), categoryBit('protection'), known],
  )
}

/**
 * The counted facts, which bulk rows go past (no trigger sees them), with thirteen year groups and forty areas: the county's pupils have no
 * identity or address of which these could be read.
 */
export const describeCounty = async ({ owner }: Pick<BenchInstallation, 'owner'>): Promise<void> => {
  await owner.query(
    `insert into pupil_year (source_person_id, establishment_id, year, child_id, possible, attended, authorised, unauthorised, late, described, year_group, area)
     select source_person_id, establishment_id, year, child_id, bit_count(attended) + bit_count(authorised) + bit_count(unauthorised),
       bit_count(attended), bit_count(authorised), bit_count(unauthorised), length(marks) - length(translate(marks, 'LU', '')),
       true, (child_id % 13 + 1)::text, 'NM' || child_id % 40 from attendance_year`,
  )
}

const autumn = '2026-09-02' as PlainDate
const yearColumns =
  'source_person_id, establishment_id, year, child_id, marks, attended, authorised, unauthorised, seen_from, changed_at'

const yearRow = (id: number, school: number, year: number, marks: string): unknown[] => {
  const bits = markBits(marks)
  return [id, school, year, id, marks, bits.attended, bits.authorised, bits.unauthorised, known, known]
}

/** A whole year before, of 190 days: 380 sessions for each pupil. */
export const fillYear = async ({ owner, ownerUrl }: BenchInstallation, county: County): Promise<void> => {
  const { rows } = await owner.query<{ id: number; laestab: string }>('select id, laestab from access.establishment')
  const ids = new Map(rows.map(({ id, laestab }) => [laestab, id]))
  const year = await openCopy(ownerUrl, 'attendance_year', yearColumns)
  for (let pupil = 0; pupil < county.pupils; pupil += 1) {
    const marks = marksBefore(pupil, '2025-09-02' as PlainDate, '2026-08-01' as PlainDate, 190)
    await year.add(yearRow(pupil + 1, ids.get(laestabOf(schoolOf(county, pupil))) ?? 0, 2025, marks))
  }
  await year.end()
}

/** One file from every school with the day's marks of its pupils, as a delta. Gives their bytes. */
export const writeDay = (county: County, folder: string): number => {
  mkdirSync(folder, { recursive: true })
  const files: string[][] = Array.from({ length: county.schools }, (_, school) => [
    JSON.stringify({
      type: 'manifest',
      la: '899',
      estab: laestabOf(school).slice(3),
      generated_at: `${countyDay}T14:30:00Z`,
      mode: 'delta',
      covers: ['attendance'],
      from: countyDay,
      to: countyDay,
    }),
  ])
  for (let pupil = 0; pupil < county.pupils; pupil += 1) {
    const [am, pm] = codesOn(pupil, 80)
    files[schoolOf(county, pupil)]?.push(
      JSON.stringify({ type: 'attendance_day', mis_id: String(pupil), date: countyDay, am, pm }),
    )
  }
  let bytes = 0
  for (const [school, lines] of files.entries()) {
    const text = `${lines.join('\n')}\n`
    bytes += text.length
    writeFileSync(join(folder, `${laestabOf(school)}.ndjson`), text)
  }
  return bytes
}
