import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attendanceWeeks, attendanceWeeksTable } from './attendance-weeks.ts'
import { lifeList, lifeStrip } from './life-strip.ts'
import { lineChart, lineTable } from './line-chart.ts'

const words = { id: 'c', title: 'Title', desc: 'What it shows' }
const life = {
  ...words,
  from: '2016-01-01',
  to: '2026-01-01',
  today: { date: '2026-01-01', text: 'Today' },
  rows: [
    {
      label: 'School',
      bars: [{ from: '2021-01-01', to: '2026-01-01', text: 'Larchfield', tone: 'deep' as const, dates: 'Since 2021' }],
    },
  ],
}
const weeks = {
  ...words,
  weeks: [
    { monday: '2025-09-01', text: '1 September 2025', attended: 10, possible: 10 },
    { monday: '2025-09-08', text: '8 September 2025', attended: 5, possible: 10 },
    { monday: '2025-09-15', text: '15 September 2025', attended: 0, possible: 0 },
  ],
}
const line = {
  ...words,
  labels: ['Mon', 'Tue', 'Wed'],
  min: 0,
  max: 10,
  format: String,
  series: [{ name: 'All', points: [0, null, 10] }],
}

test('each chart has a name and a description, no style attribute, and no fixed width', () => {
  for (const chart of [lifeStrip(life), attendanceWeeks(weeks), lineChart(line)].map(String)) {
    assert.match(chart, /role="img" aria-labelledby="c-title c-desc"/)
    assert.match(chart, /<title id="c-title">Title<\/title><desc id="c-desc">What it shows<\/desc>/)
    assert.match(chart, /width="100%"/)
    assert.doesNotMatch(chart, /style=|NaN|Infinity/)
  }
})

test('a stretch stands where its dates are', () => {
  assert.match(String(lifeStrip(life)), /<svg x="50\.0\d%" y="29" width="49\.9\d%"/)
  assert.match(String(lifeList(life)), /School[\s\S]*Larchfield[\s\S]*Since 2021/)
})

test('a low week carries a dot as well as its colour, and a week without school is not a low week', () => {
  const chart = String(attendanceWeeks(weeks))
  assert.equal(chart.match(/tl-week__dot/g)?.length, 1)
  assert.equal(chart.match(/tl-week--none/g)?.length, 1)
  assert.match(String(attendanceWeeksTable(weeks)), /5 of 10[\s\S]*50\.0%[\s\S]*No session counted/)
})

test('a week of which no register came is told apart from a week without school', () => {
  const week = { monday: '2025-10-27', text: 'Week', attended: 0, possible: 0 }
  const told = {
    ...words,
    weeks: [
      { ...week, unmarked: 0 },
      { ...week, unmarked: 10 },
      { ...week, possible: 4, unmarked: 6 },
    ],
  }
  assert.match(
    String(attendanceWeeksTable(told)),
    /No school[\s\S]*No register, 10 without a mark[\s\S]*0 of 4, 6 without a mark/,
  )
  assert.equal(String(attendanceWeeks(told)).match(/>\?</g)?.length, 1)
})

test('a gap in what is known breaks the line and is said in the table', () => {
  assert.match(String(lineChart(line)), /d="M0 170M100 10"/)
  assert.match(String(lineTable(line)), /Not known/)
})
