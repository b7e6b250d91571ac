import { table } from '../components/table.ts'
import { type Html, html } from '../html.ts'
import { type ChartWords, drawing, percent } from './frame.ts'

/**
 * One school week: its Monday (ISO), the words for it, sessions attended of those that counted, and sessions of school days of which
 * no mark came (left out where nobody can tell: the term dates are missing).
 */
export type AttendanceWeek = { monday: string; text: string; attended: number; possible: number; unmarked?: number }

/** Attendance week by week over a school year. Under `low` (a share, usually 0.9) a week is marked. */
export type AttendanceWeeks = ChartWords & { weeks: readonly AttendanceWeek[]; low?: number }

const height = 104
const floor = 80

const band = (week: AttendanceWeek, low: number): 'none' | 'low' | 'middle' | 'full' => {
  if (week.possible === 0) return 'none'
  const share = week.attended / week.possible
  return share < low ? 'low' : share < 0.97 ? 'middle' : 'full'
}

/**
 * One bar for each week, as high as the share attended. A low week also carries a dot over its bar, so that colour is
 * not the only sign; a week without a session that counts is a line on the floor, with a question mark where a register is missing.
 */
export const attendanceWeeks = (chart: AttendanceWeeks): Html => {
  const low = chart.low ?? 0.9
  const step = 1 / Math.max(1, chart.weeks.length)
  const line = floor - low * (floor - 12)
  const bars = chart.weeks.map((week, index) => weekBar(week, band(week, low), index * step, step))
  const inside = html`${bars}<line class="tl-chart__low" x1="0" x2="100%" y1="${line}" y2="${line}"/><line class="tl-chart__axis" x1="0" x2="100%" y1="${floor}" y2="${floor}"/>${months(
    chart.weeks,
  ).map(
    month =>
      html`<text class="tl-chart__tick" x="${percent(month.index * step)}" y="${floor + 18}">${month.text}</text>`,
  )}`
  return html`<figure class="tl-chart"><ul class="tl-key" aria-hidden="true"><li><span class="tl-key__box tl-key__box--full"></span>97% or more</li><li><span class="tl-key__box tl-key__box--middle"></span>${Math.round(low * 100)}% to 97%</li><li><span class="tl-key__box tl-key__box--low"></span>Under ${Math.round(low * 100)}%</li></ul>${drawing(chart, height, inside)}</figure>`
}

const weekBar = (week: AttendanceWeek, kind: string, x: number, step: number): Html => {
  if (kind === 'none')
    return html`<rect class="tl-week tl-week--none" x="${percent(x + step * 0.12)}" y="${floor - 3}" width="${percent(step * 0.76)}" height="3"/>${
      week.unmarked
        ? html`<text class="tl-chart__tick" text-anchor="middle" x="${percent(x + step / 2)}" y="${floor - 8}">?</text>`
        : null
    }`
  const high = Math.max(2, (week.attended / week.possible) * (floor - 12))
  const dot =
    kind === 'low'
      ? html`<circle class="tl-week__dot" cx="${percent(x + step / 2)}" cy="${Math.max(5, floor - high - 6)}" r="2.5"/>`
      : null
  return html`<rect class="tl-week tl-week--${kind}" x="${percent(x + step * 0.12)}" y="${Math.round(floor - high)}" width="${percent(step * 0.76)}" height="${Math.round(high)}"/>${dot}`
}

const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Month names at the first week of each month, leaving out one that would touch the one before. */
const months = (weeks: readonly AttendanceWeek[]): { index: number; text: string }[] => {
  const least = weeks.length / 11
  return weeks.reduce<{ index: number; text: string }[]>((found, week, index) => {
    const text = names[Number(week.monday.slice(5, 7)) - 1] as string
    const last = found.at(-1)
    if (!last || (last.text !== text && index - last.index >= least)) found.push({ index, text })
    return found
  }, [])
}

const uncounted = (unmarked: number | undefined): string =>
  unmarked === undefined ? 'No session counted' : unmarked === 0 ? 'No school' : `No register${without(unmarked)}`

const without = (unmarked = 0): string => (unmarked === 0 ? '' : `, ${unmarked} without a mark`)

/** The same weeks as a table: a week of which no register came is no week without school. */
export const attendanceWeeksTable = (chart: AttendanceWeeks): Html =>
  table({
    caption: chart.title,
    columns: [{ text: 'Week' }, { text: 'Sessions attended', numeric: true }, { text: 'Share', numeric: true }],
    rows: chart.weeks.map(week =>
      week.possible === 0
        ? [week.text, uncounted(week.unmarked), '–']
        : [
            week.text,
            `${week.attended} of ${week.possible}${without(week.unmarked)}`,
            `${((100 * week.attended) / week.possible).toFixed(1)}%`,
          ],
    ),
  })
