import { sql } from 'kysely'
import { type Grant, listPage, type RecordKind, type Route } from '../../access/index.ts'
import {
  academicYearOf,
  formatDate,
  londonDate,
  markClassOf,
  NotFound,
  parseUuid,
  weekdayIndex,
} from '../../kernel/index.ts'
import { emptyState, type Html, html, table } from '../../platform/views/index.ts'
import { fold, readMany } from '../golden-record/index.ts'
import { identity } from '../kinds/index.ts'
import { nameAndAge } from '../pages/life-words.ts'

type School = {
  readonly address: string
  readonly name: string
  readonly pupils: number
  readonly phone: string | undefined
}
type Pupil = { readonly address: string; readonly name: string; readonly age: string; readonly today: string }
type Roll = { readonly school: string; readonly on: string; readonly pupils: readonly Pupil[] }

/** A roll is read whole up to this many pupils: the largest schools of the country have fewer. */
const mostPupils = 4000

/** Schools whose roll the reader has a reason to see. */
export const mySchoolsPage: Route = listPage({
  path: '/my-schools',
  purpose: 'see my schools',
  nav: 'my-schools',
  needs: [identity],
  load: async (grant): Promise<readonly School[]> => {
    const { rows } = await sql<{ uuid: string; name: string; phone: string | null; pupils: number }>`
      select e.uuid, e.name, e.phone, (select count(*)::int from access.roll r where r.establishment_id = e.id
        and r.starts_on <= ${grant.at}::date and r.ends_on > ${grant.at}::date) as pupils
      from access.establishment e where e.id = any ((select access.establishments())::bigint[]) order by e.name`.execute(
      grant.tx,
    )
    return rows.map(r => ({ address: r.uuid, name: r.name, pupils: r.pupils, phone: r.phone ?? undefined }))
  },
  answer: schools => ({ page: { title: 'My schools', heading: 'My schools', body: schoolsView(schools), wide: true } }),
  examples: {
    usual: [
      {
        address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c21',
        name: 'Larchfield Academy',
        pupils: 812,
        phone: '01632 960210',
      },
      { address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c22', name: 'Mill Primary School', pupils: 203, phone: undefined },
    ],
    none: [],
  },
})

const schoolsView = (schools: readonly School[]): Html =>
  table({
    caption: 'Schools you are linked to',
    captionClasses: 'govuk-visually-hidden',
    rowHeader: true,
    columns: [{ text: 'School' }, { text: 'Pupils on roll', numeric: true }, { text: 'Telephone' }],
    rows: schools.map(s => [
      html`<a class="govuk-link" href="/my-schools/${s.address}">${s.name}</a>`,
      s.pupils,
      s.phone ?? 'Not recorded',
    ]),
    empty: 'You are not linked to a school.',
  })

/** The roll of one school by name, with today's marks where the register has come. */
export const rollPage = (attendance: RecordKind): Route =>
  listPage({
    path: '/my-schools/:school',
    purpose: 'see a school’s roll',
    nav: 'my-schools',
    needs: [identity, attendance],
    load: async (grant, { params }): Promise<Roll> => await loadRoll(grant, params.school),
    answer: roll => ({
      page: {
        title: 'Pupils on roll',
        heading: roll.school,
        body: rollView(roll),
        wide: true,
        back: { text: 'My schools', href: '/my-schools' },
      },
    }),
    examples: {
      usual: {
        school: 'Mill Primary School',
        on: '4 May 2026',
        pupils: [
          {
            address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c01',
            name: 'Kai Brennan',
            age: '8 years old',
            today: 'Present',
          },
          {
            address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c02',
            name: 'Zoë Łukasik',
            age: '9 years old',
            today: 'Absent, unauthorised',
          },
          {
            address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c03',
            name: 'Theo Okafor',
            age: '6 years old',
            today: 'No mark yet',
          },
        ],
      },
      'nobody on roll': { school: 'Mill Primary School', on: '4 May 2026', pupils: [] },
    },
  })

const loadRoll = async (grant: Grant<'identity'>, address: string | undefined): Promise<Roll> => {
  const { tx, at } = grant
  const today = londonDate(at)
  const { rows: schools } = await sql<{ id: number; name: string }>`
    select id, name from access.establishment where uuid = ${parseUuid(address ?? '') ?? null} and id = any ((select access.establishments())::bigint[])`.execute(
    tx,
  )
  const school = schools[0]
  if (!school) throw new NotFound()
  const { rows } = await sql<{ child_id: number; uuid: string; marks: string | null }>`
    select r.child_id, p.uuid, max(y.marks) as marks from access.roll r join person p on p.id = r.child_id
    left join attendance_year y on y.child_id = r.child_id and y.establishment_id = r.establishment_id and y.year = ${academicYearOf(today)}
    where r.establishment_id = ${school.id} and r.starts_on <= ${at}::date and r.ends_on > ${at}::date
    group by r.child_id, p.uuid limit ${mostPupils}`.execute(tx)
  const facts = await readMany(
    grant,
    rows.map(r => r.child_id),
    [identity],
  )
  const pupils = rows.flatMap(row => {
    const known = facts.get(row.child_id)
    if (!known) return []
    const record = fold(known, { today, enrolment: 'enrolment' })
    const { name, age } = nameAndAge(record, today)
    return [
      {
        address: row.uuid,
        name,
        age,
        today: markWords(row.marks, today),
        by: `${record.name?.value.surname ?? ''} ${record.name?.value.forename ?? ''}`,
      },
    ]
  })
  pupils.sort((a, b) => a.by.localeCompare(b.by, 'en-GB') || (a.address < b.address ? -1 : 1))
  return { school: school.name, on: formatDate(today), pupils: pupils.map(({ by: _, ...pupil }) => pupil) }
}

const classWords = {
  present: 'Present',
  'approved-activity': 'At an approved activity',
  authorised: 'Absent, authorised',
  unauthorised: 'Absent, unauthorised',
  'not-possible': 'No session',
  none: 'No mark yet',
} as const

/** The last mark of the day there is: afternoon before morning. */
const markWords = (marks: string | null, today: ReturnType<typeof londonDate>): string => {
  const day = weekdayIndex(academicYearOf(today), today)
  if (marks === null || day === undefined) return classWords.none
  const [morning, afternoon] = [markClassOf(marks[day * 2] ?? ''), markClassOf(marks[day * 2 + 1] ?? '')]
  return classWords[afternoon === 'none' ? morning : afternoon]
}

const rollView = (roll: Roll): Html =>
  roll.pupils.length === 0
    ? emptyState({ text: 'Nobody is on this school’s roll today.' })
    : table({
        caption: `${roll.pupils.length} pupils on roll on ${roll.on}`,
        captionClasses: 'govuk-table__caption--m',
        rowHeader: true,
        columns: [{ text: 'Pupil' }, { text: 'Age' }, { text: 'Today' }],
        rows: roll.pupils.map(p => [
          html`<a class="govuk-link" href="/children/${p.address}">${p.name}</a>`,
          p.age,
          p.today,
        ]),
      })
