import type { RecordHeader } from '../../../children/index.ts'
import { formatDate } from '../../../kernel/index.ts'
import { card, type Html, html, paragraphs, table } from '../../../platform/views/index.ts'
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
  statementsOf(file).map(one =>
    card({
      title: `Danger statement and safety goal, ${formatDate(one.on)}`,
      body: html`<h3 class="govuk-heading-s">What people worry about</h3>${textOf(one.body.danger)}
<h3 class="govuk-heading-s">What must be seen</h3>${textOf(one.body.goal)}
${scoreTable(one, header.first)}`,
    }),
  )

const textOf = (value: unknown): Html =>
  paragraphs(
    Array.isArray(value) ? value.map(each => String((each as { text?: unknown }).text ?? '')).join('\n\n') : '',
  )

const scoreTable = ({ days, people }: Statement, first: string): Html =>
  table({
    caption: `How safe is it? 0: ${first} cannot live at home. 10: safe enough to close.`,
    rowHeader: true,
    columns: [{ text: 'Who' }, ...days.map(day => ({ text: formatDate(day) }))],
    rows: people.map(({ who, points }) => [who, ...points.map(point => (point === null ? 'No score' : String(point)))]),
  })
