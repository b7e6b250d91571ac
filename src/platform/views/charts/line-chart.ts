import { table } from '../components/table.ts'
import { attr, type Html, html } from '../html.ts'
import { type ChartWords, drawing, percent } from './frame.ts'

/** One line: its name, its latest value in words, and a point for each label (null: nothing known). At most three. */
export type Series = { name: string; latest?: string; points: readonly (number | null)[] }

/** Lines over the same labels. `min` and `max` bound the axis; it may start above zero for rates only. */
export type LineChart = ChartWords & {
  labels: readonly string[]
  series: readonly Series[]
  min: number
  max: number
  format: (value: number) => string
}

const height = 200
const top = 10
const floor = 170

/** The drawing, with the key as words above it. Lines differ by dashes as well as by colour. */
export const lineChart = (chart: LineChart): Html => {
  const ticks = ticksBetween(chart.min, chart.max)
  const y = (value: number): number => floor - ((value - chart.min) / (chart.max - chart.min)) * (floor - top)
  const inside = html`${ticks.map(value => html`<line class="tl-chart__grid" x1="0" x2="100%" y1="${round(y(value))}" y2="${round(y(value))}"/>`)}<svg x="0" y="0" width="100%" height="${floor}" viewBox="0 0 100 ${floor}" preserveAspectRatio="none">${chart.series.map(
    (series, index) =>
      html`<path class="tl-line tl-line--${index + 1}" d="${path(series.points, y)}" vector-effect="non-scaling-stroke"/>`,
  )}</svg>${labelMarks(chart.labels)}`
  return html`<figure class="tl-chart tl-lines"><ul class="tl-key">${chart.series.map(key)}</ul><div class="tl-lines__row"><svg class="tl-lines__axis" width="48" height="${height}" aria-hidden="true">${ticks.map(
    value =>
      html`<text class="tl-chart__tick" x="44" y="${round(y(value)) + 4}" text-anchor="end">${chart.format(value)}</text>`,
  )}</svg>${drawing(chart, height, inside)}</div></figure>`
}

/** Round values between two bounds, at most seven: steps of 1, 2 or 5 times a power of ten. */
const ticksBetween = (min: number, max: number): number[] => {
  const rough = (max - min) / 6
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5, 10].find(one => one * power >= rough * 0.999) ?? 10) * power
  const first = Math.ceil(min / step)
  return Array.from({ length: Math.floor(max / step + 1e-9) - first + 1 }, (_, at) => (first + at) * step)
}

const round = (value: number): number => Math.round(value * 10) / 10

const key = (series: Series, index: number): Html =>
  html`<li><svg width="34" height="12" aria-hidden="true"><line class="tl-line tl-line--${index + 1}" x1="0" x2="34" y1="6" y2="6"/></svg>${series.name}${series.latest ? html`, ${series.latest}` : null}</li>`

const path = (points: readonly (number | null)[], y: (value: number) => number): string => {
  const step = 100 / Math.max(1, points.length - 1)
  return points.reduce<string>((made, value, index) => {
    if (value === null) return made
    const pen = index === 0 || points[index - 1] === null ? 'M' : 'L'
    return `${made}${pen}${round(index * step)} ${round(y(value))}`
  }, '')
}

const labelMarks = (labels: readonly string[]): Html => {
  const every = Math.max(1, Math.ceil(labels.length / 5))
  const last = labels.length - 1
  return html`${labels.map((text, index) => {
    if (index % every !== 0 && index !== last) return null
    if (index !== last && last - index < every * 0.7) return null
    const anchor = index === 0 ? 'start' : index === last ? 'end' : 'middle'
    return html`<text class="tl-chart__tick" x="${percent(index / Math.max(1, last))}" y="${height - 10}"${attr('text-anchor', anchor)}>${text}</text>`
  })}`
}

/** The same points as a table. */
export const lineTable = (chart: LineChart): Html =>
  table({
    caption: chart.title,
    columns: [{ text: 'When' }, ...chart.series.map(series => ({ text: series.name, numeric: true }))],
    rows: chart.labels.map((label, index) => [
      label,
      ...chart.series.map(series => {
        const value = series.points[index]
        return value === null || value === undefined ? 'Not known' : chart.format(value)
      }),
    ]),
  })
