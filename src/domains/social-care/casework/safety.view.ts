import type { RecordHeader } from '../../../children/index.ts'
import { formatDate } from '../../../kernel/index.ts'
import { card, type Html, html, lineChart, paragraphs, table, withTable } from '../../../platform/views/index.ts'
import type { CaseFile } from './case-file.ts'
import { type Statement, statementsOf } from './safety.ts'

/** Each danger statement beside its goal, and what each person scored by day: never an average. */
export const safetyCards = ({
  file,
  header,
}: {
  readonly file: CaseFile
  readonly header: RecordHeader
}): readonly Html[] =>
  statementsOf(file).map((one, at) =>
    card({
      title: `Danger statement and safety goal, ${formatDate(one.on)}`,
      body: html`<h3 class="govuk-heading-s">What people worry about</h3>${textOf(one.body.danger)}
<h3 class="govuk-heading-s">What must be seen</h3>${textOf(one.body.goal)}
${scale(one, `scale-${at + 1}`, header.first)}`,
    }),
  )

const textOf = (value: unknown): Html =>
  paragraphs(
    Array.isArray(value) ? value.map(each => String((each as { text?: unknown }).text ?? '')).join('\n\n') : '',
  )

/** As many lines as can be told apart. */
const mostLines = 3

/** A line for each person, never one for all; of one day, or of many people, the table alone. */
const scale = (one: Statement, id: string, first: string): Html => {
  const { days, people } = one
  if (days.length < 2 || people.length > mostLines) return scoreTable(one, first)
  const series = people.map(({ who, points }) => {
    const last = points.findLast(point => point !== null)
    return { name: who, points, ...(last === undefined ? {} : { latest: String(last) }) }
  })
  const chart = lineChart({
    id,
    title: 'How safe is it?',
    desc: `What each person scored, from 0, ${first} cannot live at home, to 10, safe enough to close.`,
    labels: days.map(day => formatDate(day)),
    series,
    min: 0,
    max: 10,
    format: String,
  })
  return withTable({ chart, table: scoreTable(one, first) })
}

const scoreTable = ({ days, people }: Statement, first: string): Html =>
  table({
    caption: `How safe is it? 0: ${first} cannot live at home. 10: safe enough to close.`,
    rowHeader: true,
    columns: [{ text: 'Who' }, ...days.map(day => ({ text: formatDate(day) }))],
    rows: people.map(({ who, points }) => [who, ...points.map(point => (point === null ? 'No score' : String(point)))]),
  })
