import {
  formatClock,
  formatDate,
  formatInstant,
  formatNearDate,
  formatNumber,
  londonDate,
  plural,
} from '../../../kernel/index.ts'
import {
  emptyState,
  type Html,
  html,
  type PageContent,
  pagination,
  table,
  tag,
  warningText,
} from '../../../platform/views/index.ts'
import type { RegistersSent } from './registers-sent.queries.ts'
import type { SentDay } from './registers-sent.ts'

const here = (address: string): string => `/my-schools/${address}/registers`

/** Which registers of a school reached the council, the latest first, and what is missing in them. */
export const registersSentView = (sent: RegistersSent, now: Date, mayMend: boolean): PageContent => {
  const { address, school, dueBy, days, unknownDates, earlier, later } = sent
  const missing = days.filter(one => one.state === 'missing').length
  const late = days.filter(one => one.state === 'late').length
  return {
    title: 'Registers sent',
    heading: `Registers sent, ${school}`,
    lead: `${formatDate(sent.from)} to ${formatDate(sent.to)}. Due by ${formatClock(dueBy)} each school day.`,
    back: { text: school, href: `/my-schools/${address}` },
    wide: true,
    body: html`${
      unknownDates
        ? warningText({
            text: html`The school year has no term dates here, so each weekday is taken for a school day. <a class="govuk-link" href="/my-schools/${address}/term-dates">Tell the term dates</a>.`,
          })
        : null
    }${
      days.length === 0
        ? emptyState({ text: 'No register was due in these weeks, and none came.' })
        : html`<p class="govuk-body">${sumWords(days.length, missing, late)}${
            mayMend
              ? html` Rows that could not be used are under <a class="govuk-link" href="/my-schools/${address}/rejected">Rows to mend</a>.`
              : null
          }</p>${daysTable(days, now)}`
    }${
      earlier || later
        ? pagination({
            ...(later ? { previous: { href: `${here(address)}?to=${later}`, text: 'Later' } } : {}),
            ...(earlier ? { next: { href: `${here(address)}?to=${earlier}`, text: 'Earlier' } } : {}),
            label: 'Weeks',
          })
        : null
    }`,
  }
}

const sumWords = (days: number, missing: number, late: number): string =>
  `${plural(days, 'day')}: ${missing === 0 ? 'every register that is due has come' : `${plural(missing, 'register')} missing`}${late > 0 ? `, ${formatNumber(late)} late` : ''}.`

const daysTable = (days: readonly SentDay[], now: Date): Html =>
  table({
    caption: 'Registers by day, the latest first',
    captionClasses: 'govuk-visually-hidden',
    rowHeader: true,
    columns: [
      { text: 'Day' },
      { text: 'Register' },
      { text: 'Came' },
      { text: 'Pupils on roll', numeric: true },
      { text: 'Without a mark' },
    ],
    rows: days.map(one => [
      formatNearDate(one.day, londonDate(now)),
      stateTag(one),
      cameWords(one, now),
      formatNumber(one.pupils),
      html`${withoutWords(one)}${one.closed ? html`<br>Your term dates say that no pupil was expected.` : null}`,
    ]),
  })

const stateTag = ({ state }: SentDay): Html =>
  ({
    'on-time': tag({ text: 'Came' }),
    late: tag({ text: 'Late', tone: 'warning' }),
    missing: tag({ text: 'Missing', tone: 'stop' }),
    'not-due': tag({ text: 'Not due yet' }),
  })[state]

const cameWords = ({ arrival }: SentDay, now: Date): Html | string => {
  if (!arrival) return 'No'
  const { firstAt, lastAt } = arrival
  const today = londonDate(now)
  return lastAt > firstAt
    ? html`${formatInstant(firstAt, today)}<br>Changed ${formatInstant(lastAt, today)}`
    : formatInstant(firstAt, today)
}

const withoutWords = ({ arrival, pupils, withoutMorning, withoutAfternoon }: SentDay): string => {
  if (!arrival) return 'Nothing is known'
  const session = (name: string, without: number): string[] =>
    without === 0 ? [] : [without === pupils ? `${name}: not sent` : `${name}: ${plural(without, 'pupil')}`]
  return [...session('Morning', withoutMorning), ...session('Afternoon', withoutAfternoon)].join('. ') || 'Nobody'
}
