import {
  type LoadedPanel,
  type PanelFrame,
  panelCards,
  type RecordHeader,
  recordPage,
  saidLine,
} from '../../children/index.ts'
import {
  academicYearLabel,
  academicYearOf,
  addDays,
  formatDate,
  formatPercent,
  type PlainDate,
  upperFirst,
} from '../../kernel/index.ts'
import {
  attendanceWeeks,
  attendanceWeeksTable,
  card,
  columns,
  emptyState,
  figures,
  type Html,
  html,
  insetText,
  join,
  type PageContent,
  phoneLink,
  sourceLine,
  table,
  withTable,
} from '../../platform/views/index.ts'
import { countCodes, countSessions, type Register, type Week, weeksOf } from './attendance.ts'
import { countWords, registerDay, schoolDay, thresholdWords, yearSoFar } from './attendance-today.ts'
import { combineRegisters } from './dual-registration.ts'
import { markClassWords, markWords } from './mark-words.ts'
import type { PauseLine } from './pause-line.ts'
import type { SharedWithUs } from './sharing/sharing.queries.ts'
import { sharedWithUsCard, sharingHref } from './sharing/sharing.view.ts'
import type { SuspensionLine } from './suspension-lines.ts'
import type { TermTotal } from './term-totals.ts'
import { leftOut, suspensionWords, thresholdCard } from './thresholds.view.ts'
import { unmarkedSessions } from './unmarked.ts'

export type SchoolData = {
  readonly header: RecordHeader
  readonly today: PlainDate
  readonly registers: readonly Register[]
  readonly terms: readonly TermTotal[]
  readonly suspensions: readonly SuspensionLine[]
  readonly pause?: PauseLine
  /** What others shared of the home with education welfare. */
  readonly shared: readonly SharedWithUs[]
  readonly panels: readonly LoadedPanel[]
  /** Whether an officer helps with attendance, for those who may see that; or that this reader may begin. */
  readonly help?: 'open' | 'may-begin'
  /** Whether this reader may know, or say, why absence should not be acted on before speaking. */
  readonly mayPause?: true
}

/** School and attendance: today, the year in weeks, what the codes mean, suspensions, and whom to call. */
export const schoolView = (data: SchoolData, frame: PanelFrame): PageContent =>
  recordPage(data.header, {
    title: 'School and attendance',
    part: '/school',
    body: html`${data.pause ? pauseBox(data.pause) : null}${sharedWithUsCard(data.shared)}
${columns({
  main: html`${yearCard(data)}${weeksCards(data)}${disagreementCard(data)}${thresholdCard(data)}${codesCard(data)}${suspensionCard(data)}`,
  side: html`${helpCard(data)}${pauseCard(data)}${panelCards(data.panels, 'school', frame)}${callCard(data)}`,
})}`,
  })

/** The same words whatever the reason, which nobody can tell from here (reference/domain.md 6.6). */
export const pauseBox = (pause: PauseLine): Html =>
  insetText({
    body: html`<p class="govuk-body"><strong>Speak to someone first.</strong> Before any letter, notice or court step about this child’s absence, speak to ${pause.consult}. ${
      pause.phone ? phoneLink({ number: pause.phone }) : null
    }</p>${pause.reviewBy ? html`<p class="govuk-body">This is looked at again by ${formatDate(pause.reviewBy)}.</p>` : null}`,
  })

const helpCard = ({ header, help }: SchoolData): Html | null =>
  help
    ? card({
        title: 'Help with attendance',
        body: html`<p class="govuk-body">${
          help === 'open'
            ? 'An education welfare officer helps with attendance.'
            : `Nobody is helping ${header.first} with attendance on this record.`
        }</p>`,
        link: {
          text: help === 'open' ? 'See what has been tried and what is next' : 'Begin to help',
          href: `/children/${header.address}/attendance-help`,
        },
      })
    : null

/** The same on every record for those who may write one, whether or not anything was asked. */
const pauseCard = ({ header, mayPause }: SchoolData): Html | null =>
  mayPause
    ? card({
        title: 'Before absence is acted on',
        body: html`<p class="govuk-body">If something in ${header.first}’s life may explain absence, ask to be spoken to first.</p><p class="govuk-body"><a class="govuk-link" href="${sharingHref(header.address)}">Share a fact of the home with education welfare</a></p>`,
        link: { text: 'Before absence is acted on', href: `/children/${header.address}/attendance-pause` },
      })
    : null

const yearCard = (data: SchoolData): Html => {
  const year = yearSoFar(data.registers, data.today)
  const label = academicYearLabel(academicYearOf(data.today))
  if (!year)
    return card({
      title: `School year ${label}`,
      body: html`${emptyState({ text: 'No school has sent a register for this school year.' })}${termsTable(data.terms)}`,
    })
  const { counts } = year
  const share = (part: number) => formatPercent(part / counts.possible)
  const threshold = thresholdWords(year)
  return card({
    title: `School year ${label}`,
    body: html`${todayLine(data)}${figures([
      { label: 'Attended', value: year.share, note: `${counts.attended} of ${counts.possible} sessions` },
      { label: 'Authorised absence', value: share(counts.authorised), note: `${counts.authorised} sessions` },
      { label: 'Unauthorised absence', value: share(counts.unauthorised), note: `${counts.unauthorised} sessions` },
    ])}<p class="govuk-body">${countWords(counts)}${threshold ? html` <strong>${threshold}.</strong>` : null}</p>${leftOut(year.unmarked, academicYearOf(data.today))}
${sourceLine(saidLine({ by: 'school register', on: year.on }, 'attendance-total', data.today))}`,
  })
}

const todayLine = (data: SchoolData): Html | null => {
  const day = schoolDay(data.registers, data.today)
  if (!day) return null
  const label = day.on === data.today ? 'Today' : `Last register, ${formatDate(day.on)}`
  const source = saidLine({ by: 'school register', on: day.on, at: day.at }, 'register-mark', data.today)
  const feed = day.on === data.today || !day.feed ? '' : `. ${day.feed}`
  return html`<p class="govuk-body">${label}: <strong>${day.strong}</strong>, ${day.school}${feed}${sourceLine(source)}</p>`
}

const weeksCards = (data: SchoolData): Html[] =>
  data.registers
    .filter(register => weeksOf(register).length > 0)
    .map((register, at) => {
      const title = `${register.school}, ${academicYearLabel(register.year)}`
      const chart = {
        id: `weeks-${at + 1}`,
        title: `Attendance week by week, ${title}`,
        desc: `${countWords(countSessions(register.marks))} A dot marks a week under 90%, a question mark one of which no register came.`,
        weeks: weeksOf(register).map(week => weekOf(register, week, data.today)),
      }
      const body = html`${withTable({ chart: attendanceWeeks(chart), table: attendanceWeeksTable(chart) })}${sourceLine(
        saidLine({ by: 'school register', on: registerDay(register) }, 'lasting', data.today),
      )}`
      return card({ title, body })
    })

const weekOf = (register: Register, { monday, counts: { attended, possible } }: Week, today: PlainDate) => {
  const next = addDays(monday, 7)
  const unmarked = unmarkedSessions(register, [register.calendar ?? []], monday, next < today ? next : today)
  const text = `Week of ${formatDate(monday)}`
  return { monday, text, attended, possible, ...(unmarked === undefined ? {} : { unmarked }) }
}

/** Sessions of this year that two schools count differently: somebody has to ask them, and the child is counted once meanwhile. */
const disagreementCard = ({ registers, today }: SchoolData): Html | null => {
  const { disagreements } = combineRegisters(registers.filter(r => r.year === academicYearOf(today)))
  if (disagreements.length === 0) return null
  return card({
    title: 'Two schools disagree',
    body: html`<p class="govuk-body">Each of these sessions is counted once, as attended if either school says so. Ask the schools which mark is right; where the child was due at the other school, it is code D.</p>${table(
      {
        caption: 'Sessions that two schools count differently',
        captionClasses: 'govuk-visually-hidden',
        columns: [{ text: 'Day' }, { text: 'What each school says' }],
        rowHeader: true,
        rows: disagreements.map(({ on, session, marks }) => [
          `${formatDate(on)}, ${session === 'am' ? 'morning' : 'afternoon'}`,
          marks.map(({ school, code }) => `${school}: ${markWords(code)}`).join('. '),
        ]),
      },
    )}`,
  })
}

const codesCard = (data: SchoolData): Html | null => {
  const marks = data.registers.filter(r => r.year === academicYearOf(data.today)).map(r => r.marks)
  const rows = countCodes(marks.join(''))
  if (rows.length === 0) return null
  return card({
    title: 'What the register says',
    body: table({
      caption: 'Register codes this school year',
      captionClasses: 'govuk-visually-hidden',
      columns: [
        { text: 'What it means' },
        { text: 'Code' },
        { text: 'Counts as' },
        { text: 'Sessions', numeric: true },
      ],
      rowHeader: true,
      rows: rows.map(row => [markWords(row.code), row.code, markClassWords(row.code), row.sessions]),
    }),
  })
}

const termsTable = (terms: readonly TermTotal[]): Html | null =>
  terms.length === 0
    ? null
    : table({
        caption: 'What the school census counted',
        columns: [
          { text: 'Term' },
          { text: 'Sessions missed', numeric: true },
          { text: 'Possible sessions', numeric: true },
          { text: 'From' },
        ],
        rows: terms.map(term => [
          term.term,
          term.missed,
          term.possible,
          `${upperFirst(term.said)}, ${formatDate(term.on)}`,
        ]),
      })

const suspensionCard = (data: SchoolData): Html =>
  card({
    title: 'Suspensions and exclusions',
    body: html`${suspensionWords(data)}${table({
      columns: [
        { text: 'What' },
        { text: 'From' },
        { text: 'Sessions', numeric: true },
        { text: 'Why' },
        { text: 'Source' },
      ],
      rows: data.suspensions.map(one => [
        one.reinstatedOn
          ? html`${one.title}<br>Taken back by the governing board from ${formatDate(one.reinstatedOn)}`
          : one.review
            ? html`${one.title}<br>${one.review.words}${one.review.on ? `, ${formatDate(one.review.on)}` : null}`
            : one.title,
        formatDate(one.from),
        one.sessions ?? 'Not recorded',
        one.reasons ?? 'Not recorded',
        `${upperFirst(one.said)}, ${formatDate(one.saidOn)}`,
      ]),
      empty: 'None recorded by schools in this county. Schools elsewhere may not have told us.',
    })}`,
  })

const callCard = (data: SchoolData): Html => {
  const latest = Math.max(...data.registers.map(r => r.year))
  const schools = data.registers.filter(r => r.year === latest)
  return card({
    title: 'Who to call at school',
    body:
      schools.length === 0
        ? emptyState({ text: 'No school has sent a register.' })
        : html`${join(
            schools.map(
              one =>
                html`<p class="govuk-body"><strong>${one.school}</strong><br>${
                  one.phone ? phoneLink({ number: one.phone, hiddenText: one.school }) : 'No phone number recorded'
                }</p>`,
            ),
            '',
          )}`,
  })
}
