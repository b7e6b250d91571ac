import { Type } from 'typebox'
import { deskPage, type Route } from '../../../access/index.ts'
import {
  type AcademicYear,
  academicYearLabel,
  academicYearOf,
  formatDate,
  formatNumber,
  InvalidInput,
  leastShown,
  londonDate,
  type PlainDate,
  plural,
  quietForDays,
  type SafeRow,
} from '../../../kernel/index.ts'
import { type Html, html, type PageContent, table, tag, warningText } from '../../../platform/views/index.ts'
import { longestHeld, type Published } from '../published/hold.ts'
import { listReach, loadPublished, type Reach } from './absence-by-school.queries.ts'
import { type Grouping, shareOf, showAbsence } from './absence-by-school.ts'

type Absence = {
  readonly year: AcademicYear
  /** The school year of today: there is nothing after it. */
  readonly now: AcademicYear
  readonly grouping: Grouping
  readonly counts: readonly Published[]
  /** When they were last counted. */
  readonly at?: Date
  /** Schools whose numbers leave something out. */
  readonly reach: readonly Reach[]
}

const groupings: Readonly<Record<Grouping, string>> = {
  ...{ school: 'School', 'year-group': 'Year group', ward: 'Ward', area: 'Area', care: 'Care group' },
}
const hints: Readonly<Partial<Record<Grouping, string>>> = {
  ward: ' A ward is the one that the council’s list has the postcode of home in.',
  area: ' An area is the first half of the postcode of home.',
  care: ' A pupil is counted in the first group that fits, as things stand on the day of counting; this school year alone is counted by it.',
}

/** Persistent and severe absence by school, year group, ward and area: counts alone, small numbers hidden. */
export const absenceBySchoolPage: Route = deskPage({
  path: '/absence-by-school',
  purpose: 'see absence by school',
  nav: 'absence-by-school',
  right: 'count-absence',
  actor: 'counts',
  query: Type.Object({
    by: Type.Optional(Type.Union(Object.keys(groupings).map(one => Type.Literal(one)))),
    year: Type.Optional(Type.String({ maxLength: 4 })),
  }),
  load: async (command, { query }): Promise<Absence> => {
    const { by, year: asked } = query as { by?: Grouping; year?: string }
    const now = academicYearOf(londonDate(command.at))
    if (asked && !/^20\d\d$/.test(asked))
      throw new InvalidInput('That is not a school year.', 'Go back to Absence by school and choose a year.')
    const [grouping, year] = [by ?? 'school', asked ? Number(asked) : now]
    const schools = (await loadPublished(command, year, 'school')).counts
    // As on the page: a school with few pupils is not told of.
    const shown = showAbsence(schools, 'school').groups.map(group => group.name)
    return {
      grouping,
      year,
      now,
      ...(await loadPublished(command, year, grouping)),
      reach: await listReach(command, year, shown),
    }
  },
  answer: data => ({ page: absenceView(data) }),
  examples: exampleAbsence(),
})

const href = (by: Grouping, year: AcademicYear): string => `/absence-by-school?by=${by}&year=${year}`
const shown = (count: number | undefined): string => (count === undefined ? 'Hidden' : formatNumber(count))
const cells = (row: SafeRow) => [...row.counts.map(shown), shown(row.total), shareOf(row) ?? 'Hidden']

/** What the numbers rest on. They are statistics: no notice and no letter follows from them. */
const reachPart = (reach: readonly Reach[], counted: boolean): Html | null => {
  const undated = reach.filter(one => !one.datesTold).length
  const quiet = reach.filter(one => one.quietSince).length
  return counted
    ? html`<p class="govuk-body">Possible sessions are those that a school marked, as the Department for Education counts them: a session without a mark counts neither as attended nor as missed.</p>
${undated > 0 ? warningText({ text: `${plural(undated, 'school has', 'schools have')} not told the term dates of this school year. Whether registers are missing there is not known.` }) : null}
${quiet > 0 ? warningText({ text: `${plural(quiet, 'school has', 'schools have')} sent no register for ${quietForDays} school days or more. What was missed there since then is not counted.` }) : null}`
    : null
}

const nameWords = (name: string, reach: readonly Reach[]): Html | string => {
  const own = reach.filter(one => one.school === name)
  const since = own.flatMap(one => one.quietSince ?? []).sort()[0]
  return own.length === 0
    ? name
    : html`${name}${since ? html`<br>${tag({ text: `No register since ${formatDate(since)}`, tone: 'warning' })}` : null}${own.some(one => !one.datesTold) ? html`<br>${tag({ text: 'No term dates', tone: 'warning' })}` : null}`
}

const absenceView = ({ year, now, grouping, counts, at, reach }: Absence): PageContent => {
  const { groups, all } = showAbsence(counts, grouping)
  return {
    title: 'Absence by school',
    heading: `Absence, ${academicYearLabel(year)}`,
    lead: 'Pupils by how much they missed of the sessions they could have attended. A pupil at two schools is counted at each.',
    wide: true,
    body: html`<ul class="govuk-list">${[
      ...(Object.keys(groupings) as Grouping[])
        .filter(one => one !== grouping)
        .map(one => ({ text: `By ${groupings[one].toLowerCase()}`, to: href(one, year) })),
      { text: `School year ${academicYearLabel(year - 1)}`, to: href(grouping, year - 1) },
      ...(year < now ? [{ text: `School year ${academicYearLabel(year + 1)}`, to: href(grouping, year + 1) }] : []),
      { text: 'Returns from schools', to: '/returns' },
      { text: 'Children missing education', to: '/missing-education' },
      { text: 'Home education', to: '/home-education' },
    ].map(({ text, to }) => html`<li><a class="govuk-link" href="${to}">${text}</a></li>`)}</ul>
${at ? html`<p class="govuk-body">Last counted on ${formatDate(londonDate(at))}. Pupils are counted once a week. A group in which a number would change by fewer than ${leastShown} keeps its numbers, ${longestHeld / 7} weeks at most, so that two readings do not tell of one pupil.</p>` : null}
<p class="govuk-body">Numbers from 1 to ${leastShown - 1} are hidden, and others where they would give them away; groups of fewer than ${leastShown} pupils are left out. ${grouping === 'school' ? 'The line for all schools is to the nearest ten.' : 'These are to the nearest ten.'}${hints[grouping] ?? ''}</p>
${reachPart(reach, groups.length > 0)}
${table({
  caption: `Absence by ${groupings[grouping].toLowerCase()}, ${academicYearLabel(year)}`,
  captionClasses: 'govuk-visually-hidden',
  rowHeader: true,
  columns: [
    { text: groupings[grouping] },
    { text: 'Missed less than a tenth', numeric: true },
    { text: 'A tenth to a half', numeric: true },
    { text: 'Half or more (severe)', numeric: true },
    { text: 'Pupils', numeric: true },
    { text: 'Missed a tenth or more (persistent)', numeric: true },
    { text: 'Counted on' },
  ],
  rows: [
    ...groups.map(({ name, row, of }) => [
      grouping === 'school' ? nameWords(name, reach) : name,
      ...cells(row),
      formatDate(of.on),
    ]),
    ...(groups.length > 0 ? [['All, about', ...cells(all), '']] : []),
  ],
  empty: 'Nothing is counted of this school year.',
})}`,
  }
}

function exampleAbsence(): Record<string, Absence> {
  const on = '2026-11-23' as PlainDate
  const at = new Date('2026-11-23T07:40:00Z')
  const counts = [
    { name: 'Mill Primary', pupils: 212, persistent: 31, severe: 3, on },
    { name: 'Larchfield Academy', pupils: 1184, persistent: 240, severe: 36, on: '2026-10-05' as PlainDate },
    { name: 'Quarry Lane Special School', pupils: 4, persistent: 2, severe: 1, on },
  ]
  const years = ['10', 'R', '1', undefined].map(name => ({ name, pupils: 148, persistent: 20, severe: 2, on }))
  return {
    usual: {
      ...{ year: 2026, now: 2026, grouping: 'school', counts, at },
      reach: [
        { school: 'Mill Primary', datesTold: false },
        { school: 'Larchfield Academy', datesTold: true, quietSince: '2026-11-18' as PlainDate },
      ],
    },
    'by year group': { year: 2026, now: 2026, grouping: 'year-group', counts: years, reach: [] },
    'by area': {
      ...{ year: 2025, now: 2026, reach: [] },
      grouping: 'area',
      counts: [{ name: 'NM4', pupils: 96, persistent: 14, severe: 0, on }],
    },
    'by ward': {
      ...{ year: 2026, now: 2026, reach: [] },
      grouping: 'ward',
      counts: [
        { name: 'Larchfield North', pupils: 143, persistent: 21, severe: 1, on },
        { name: undefined, pupils: 38, persistent: 6, severe: 0, on },
      ],
    },
    'by care group': {
      ...{ year: 2026, now: 2026, grouping: 'care', at, reach: [] },
      counts: [
        { name: 'in-care', pupils: 61, persistent: 14, severe: 4, on },
        { name: 'special-needs', pupils: 388, persistent: 96, severe: 12, on },
        { name: undefined, pupils: 2_140, persistent: 301, severe: 22, on },
      ],
    },
    'nothing to count': { year: 2024, now: 2026, grouping: 'school', counts: [], reach: [] },
  }
}
