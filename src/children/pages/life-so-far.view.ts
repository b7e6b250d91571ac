import { addDays, addYears, formatDate, formatDateRange, type PlainDate } from '../../kernel/index.ts'
import { emptyState, type Html, type LifeBar, lifeList, lifeStrip, withTable } from '../../platform/views/index.ts'
import type { GoldenRecord } from '../golden-record/index.ts'
import type { LifeStretch } from '../panel.ts'

const rows = ['School', 'Home', 'Support'] as const

/**
 * The strip from birth to 18, or to 25 for somebody older: school, homes and support, as far as the reader may see, with the
 * same as a list. A gap is not drawn: what is missing may be missing for many reasons.
 */
export const lifeSoFar = (
  record: GoldenRecord,
  stretches: readonly LifeStretch[],
  today: PlainDate,
  age: string,
): Html => {
  const born = record.birth?.value.date
  const all = [...stretches, ...homesOf(record)].filter(s => s.from <= today)
  if (!born || born > today || all.length === 0)
    return emptyState({ text: 'Nothing with dates is recorded yet for school, home or support.' })
  const eighteen = addYears(born, 18)
  const strip = {
    id: 'life',
    title: 'Life so far',
    desc: 'School, home and support by date, from birth on. The list below says the same in words.',
    from: born,
    to: eighteen > today ? eighteen : addYears(born, 25),
    today: { date: today, text: `Today, ${age.replace(/ old$/, '')}` },
    rows: rows
      .map(label => ({
        label,
        bars: all.filter(s => s.row === label).map((s, at, list) => toBar(s, at === list.length - 1, today)),
      }))
      .filter(row => row.bars.length > 0),
  }
  return withTable({ chart: lifeStrip(strip), table: lifeList(strip), summary: 'Show as a list' })
}

const toBar = (stretch: LifeStretch, last: boolean, today: PlainDate): LifeBar => ({
  from: stretch.from,
  to: stretch.to ?? today,
  text: stretch.text,
  tone: last && stretch.to === undefined ? 'deep' : stretch.row === 'Support' ? 'mid' : 'light',
  dates: whenWords(stretch),
})

const whenWords = (stretch: LifeStretch): string =>
  stretch.to ? formatDateRange(stretch.from, stretch.to) : `since ${formatDate(stretch.from)}`

const homesOf = (record: GoldenRecord): LifeStretch[] =>
  [...record.previousAddresses, ...(record.address ? [record.address] : [])]
    .flatMap((home): LifeStretch[] =>
      home.from === undefined
        ? []
        : [
            {
              row: 'Home',
              from: home.from,
              text: home.value.lines[0] ?? 'Home',
              ...(home.until ? { to: addDays(home.until, -1) } : {}),
            },
          ],
    )
    .sort((a, b) => (a.from < b.from ? -1 : 1))
