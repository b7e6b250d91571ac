import { attr, type Html, html } from '../html.ts'
import { type ChartWords, drawing, percent } from './frame.ts'

/** A stretch of time: ISO dates, what it was, and how strong it is drawn. `gap` is a stretch with nothing recorded. */
export type LifeBar = { from: string; to: string; text: string; tone: 'deep' | 'mid' | 'light' | 'gap'; dates: string }

/** A strip from birth on: rows of stretches by date, and today. All dates ISO (`YYYY-MM-DD`). */
export type LifeStrip = ChartWords & {
  from: string
  to: string
  today: { date: string; text: string }
  rows: readonly { label: string; bars: readonly LifeBar[] }[]
}

const rowHeight = 30
const top = 26

/** The drawing. Bars stand by date; a bar shows its words where they fit, the list always. */
export const lifeStrip = (strip: LifeStrip): Html => {
  const bottom = top + strip.rows.length * rowHeight
  const at = place(strip)
  const ticks = years(strip).map(year => ({ year, x: at(`${year}-01-01`) }))
  const lines = ticks.map(({ x }) => html`<line x1="${percent(x)}" x2="${percent(x)}" y1="${top - 4}" y2="${bottom}"/>`)
  const words = ticks.map(
    ({ year, x }) => html`<text x="${percent(x)}" y="14"${attr('text-anchor', x > 0.96 ? 'end' : null)}>${year}</text>`,
  )
  const inside = html`<g class="tl-chart__grid">${lines}</g><g class="tl-chart__tick" text-anchor="middle">${words}</g>${strip.rows.map((row, index) => row.bars.map(bar => lifeBar(bar, at, top + index * rowHeight)))}${today(strip, at, bottom)}`
  return html`<figure class="tl-chart tl-life"><div class="tl-life__labels" aria-hidden="true">${strip.rows.map(
    row => html`<span>${row.label}</span>`,
  )}</div>${drawing(strip, bottom + 24, inside)}</figure>`
}

const place = (strip: LifeStrip): ((date: string) => number) => {
  const from = Date.parse(strip.from)
  const span = Date.parse(strip.to) - from
  return date => Math.min(1, Math.max(0, (Date.parse(date) - from) / span))
}

const years = (strip: LifeStrip): number[] => {
  const first = Number(strip.from.slice(0, 4)) + (strip.from.slice(5) === '01-01' ? 0 : 1)
  const last = Number(strip.to.slice(0, 4))
  const step = Math.max(1, Math.ceil((last - first + 1) / 6))
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step)
}

const lifeBar = (bar: LifeBar, at: (date: string) => number, y: number): Html => {
  const x = at(bar.from)
  const width = Math.max(0.008, at(bar.to) - x)
  return html`<svg x="${percent(x)}" y="${y + 3}" width="${percent(width)}" height="${rowHeight - 6}"><rect class="tl-bar tl-bar--${bar.tone}" width="100%" height="100%"/>${barText(bar, width)}</svg>`
}

/** The words inside a bar: where they fit on a phone, or only where they fit on a desk, or nowhere. */
const barText = (bar: LifeBar, width: number): Html | null => {
  const room = bar.text.length + 2
  if (width * 75 < room) return null
  const fits = width * 38 < room ? 'tl-bar__text--wide' : ''
  return html`<text class="tl-bar__text tl-bar__text--${bar.tone} ${fits}" x="7" y="17">${bar.text}</text>`
}

const today = (strip: LifeStrip, at: (date: string) => number, bottom: number): Html => {
  const x = at(strip.today.date)
  const anchor = x < 0.15 ? 'start' : x > 0.85 ? 'end' : 'middle'
  return html`<line class="tl-chart__today" x1="${percent(x)}" x2="${percent(x)}" y1="${top - 6}" y2="${bottom + 4}"/><text class="tl-chart__tick tl-chart__tick--today" x="${percent(x)}" y="${bottom + 18}" text-anchor="${anchor}">${strip.today.text}</text>`
}

/** The same stretches in words, in the order of the strip. */
export const lifeList = (strip: LifeStrip): Html =>
  html`<ul class="govuk-list">${strip.rows.flatMap(row =>
    row.bars.map(bar => html`<li><strong>${row.label}</strong>: ${bar.text}, ${bar.dates}</li>`),
  )}</ul>`
