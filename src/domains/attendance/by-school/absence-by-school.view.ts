import {
  type AcademicYear,
  academicYearLabel,
  formatDate,
  formatNumber,
  leastShown,
  londonDate,
  plural,
  quietForDays,
  type SafeRow,
} from '../../../kernel/index.ts'
import { type Html, html, type PageContent, table, tag, warningText } from '../../../platform/views/index.ts'
import { longestHeld, type Published } from '../published/hold.ts'
import type { Reach } from './absence-by-school.queries.ts'
import { type Grouping, shareOf, showAbsence } from './absence-by-school.ts'

/** What the page shows: one grouping of one school year. */
export type Absence = {
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

/** By what pupils can be grouped, in words. */
export const groupings: Readonly<Record<Grouping, string>> = {
  ...{ school: 'School', 'year-group': 'Year group', ward: 'Ward', area: 'Area', care: 'Care group' },
}
const hints: Readonly<Partial<Record<Grouping, string>>> = {
  ward: ' A ward is the one that the council’s list has the postcode of home in.',
  area: ' An area is the first half of the postcode of home.',
  care: ' A pupil is counted in the first group that fits, as things stand on the day of counting; this school year alone is counted by it.',
}

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

/** The other groupings, the years beside this one, and what else is counted. */
const waysOn = (grouping: Grouping, year: AcademicYear, now: AcademicYear): Html =>
  html`<ul class="govuk-list">${[
    ...(Object.keys(groupings) as Grouping[])
      .filter(one => one !== grouping)
      .map(one => ({ text: `By ${groupings[one].toLowerCase()}`, to: href(one, year) })),
    { text: `School year ${academicYearLabel(year - 1)}`, to: href(grouping, year - 1) },
    ...(year < now ? [{ text: `School year ${academicYearLabel(year + 1)}`, to: href(grouping, year + 1) }] : []),
    { text: 'Returns from schools', to: '/returns' },
    { text: 'Children missing education', to: '/missing-education' },
    { text: 'Home education', to: '/home-education' },
  ].map(({ text, to }) => html`<li><a class="govuk-link" href="${to}">${text}</a></li>`)}</ul>`

/** The counts, with what they leave out said before them. */
export const absenceView = ({ year, now, grouping, counts, at, reach }: Absence): PageContent => {
  const { groups, all } = showAbsence(counts, grouping)
  return {
    title: 'Absence by school',
    heading: `Absence, ${academicYearLabel(year)}`,
    lead: 'Pupils by how much they missed of the sessions they could have attended. A pupil at two schools is counted at each.',
    wide: true,
    body: html`${waysOn(grouping, year, now)}
${at ? html`<p class="govuk-body">Last counted on ${formatDate(londonDate(at))}. Pupils are counted once a week. A group in which a number would change by fewer than ${leastShown} keeps its numbers, ${longestHeld / 7} weeks at most, so that two readings do not tell of one pupil.</p>` : null}
<p class="govuk-body">Numbers from 1 to ${leastShown - 1} are hidden, and others where they would give them away; groups of fewer than ${leastShown} pupils are left out. ${grouping === 'school' ? 'The line for all schools is reckoned from the numbers shown, to the nearest ten.' : 'These are to the nearest ten.'}${hints[grouping] ?? ''}</p>
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
