import { type KeepingRule, keepingRule, keepingSchedule, type RecordKind } from '../../src/access/index.ts'
import type { Source, SourceColumn } from '../../src/intake/index.ts'
import type { PlainDate } from '../../src/kernel/index.ts'
import { code, heading, table } from './markdown.ts'

/** What a spreadsheet's column may be confirmed to mean, as the dictionary needs it. */
export type Meaning = {
  readonly group: string
  readonly label: string
  readonly category: string
  readonly sensitivity: number
  readonly becomes: string
}

/** Every column we take and every kind of thing we keep, with its label. */
export const dataDictionary = (
  kinds: readonly RecordKind[],
  sources: readonly Source[],
  meanings: readonly Meaning[],
): string =>
  [
    heading('Data dictionary', 'the lists of record kinds and sources'),
    `Each fact has one label: a category, a sensitivity (1 routine, 2 sensitive, 3 highly sensitive, 4 named people only) and whether it may be
shown as a summary. What a role sees of a label is in [permissions](permissions.md).

- [How long](#how-long-it-is-kept) it is kept
- [Record kinds](#record-kinds): what is kept
- [Columns of sources](#columns-of-sources): what comes
- [Columns of spreadsheets](#columns-of-spreadsheets): what a person may confirm a column to mean

## How long it is kept

A whole record is kept for as long as the longest of what is on it. How it ends: [security](../security.md), “What is kept, and how”.
`,
    table(
      ['kept as', 'for', 'because of', 'since'],
      keepingSchedule(latest).map(([as, rule]) => [
        code(as),
        lengthOf(rule),
        `${standings[rule.standing]}: ${rule.source}`,
        rule.since,
      ]),
    ),
    `
## Record kinds
`,
    ...kinds.map(kindSection),
    `## Columns of sources

\`key\` columns only join rows; \`unused\` ones are read by nobody and not kept. A column that is not in the list is refused. An empty last
cell: the column is kept with its row, and what becomes of it is in the source's own folder.
`,
    ...sources.filter(s => s.columns.length > 0).map(sourceSection),
    `## Columns of spreadsheets

Any other list comes through columns that a person has confirmed; each can mean one of these, or one of the service's own below.

${table(
  ['group', 'meaning', 'category', 'sensitivity', 'becomes'],
  meanings.map(m => [m.group, m.label, m.category, String(m.sensitivity), m.becomes]),
)}
`,
  ].join('\n')

const writers = {
  sources: 'Written by sources.',
  people: 'Written by people.',
  both: 'Written by sources and by people.',
} as const

/** The schedule as its latest lines have it, whatever the day. */
const latest = '9999-12-31' as PlainDate
const standings = { law: 'law', guidance: 'guidance', local: 'the council’s own' } as const
const years = (count: number): string => (count === 1 ? '1 year' : `${count} years`)
const lengthOf = ({ years: most, from, afterDeath }: KeepingRule): string =>
  `${years(most)} from ${from === 'birth' ? 'birth' : 'its end'}${afterDeath === undefined ? '' : `, or ${years(afterDeath)} from a death before eighteen`}`

const kindSection = (kind: RecordKind): string => {
  const promoted = Object.entries(kind.promotes).map(([column, field]) => `${code(String(field))} as ${code(column)}`)
  return `### ${kind.title} (${code(kind.kind)})

${writers[kind.writers]} Kept as ${code(kind.retention)}: ${lengthOf(keepingRule(kind.retention, latest))}.${kind.location ? ' Tells where the child can be found.' : ''}${kind.council ? ' The council’s own: no school reads it.' : ''}${
    kind.mayBe.length > 0 ? ` The author chooses its category: ${[kind.category, ...kind.mayBe].join(', ')}.` : ''
  }${promoted.length > 0 ? ` Lists may filter and sort by ${promoted.join(', ')}.` : ''}

${table(['field', 'category', 'sensitivity', 'summary'], fieldRows(kind))}
`
}

const fieldRows = (kind: RecordKind): string[][] =>
  Object.keys(kind.schema.properties).map(field => {
    const own = kind.labels[field] ?? {}
    return [
      code(field),
      own.category ?? (kind.mayBe.length > 0 ? 'as chosen' : kind.category),
      String(own.sensitivity ?? kind.sensitivity),
      (own.summary ?? kind.summary) ? 'yes' : 'no',
    ]
  })

const sourceSection = (source: Source): string =>
  `### ${source.name} (${code(source.id)})

${source.agreement.purpose}. ${source.agreement.basis}. Owner: ${source.agreement.owner}.

${table(['table', 'column', 'category', 'sensitivity', 'becomes'], source.columns.map(columnRow))}
`

const columnRow = ({ table: of, column, category, sensitivity, becomes }: SourceColumn): string[] => [
  of,
  code(column),
  category,
  category === 'key' || category === 'unused' ? '' : String(sensitivity ?? 1),
  becomes ?? '',
]
