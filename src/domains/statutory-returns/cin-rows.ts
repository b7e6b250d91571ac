import { groupBy, keyOf, type Return, type Row } from './return-rules.ts'

/** What rules look at besides: the day of the census, and what names an episode in every table below it. */
export const header = { Header: ['ReferenceDate'] } as const
export const episode = ['LAchildID', 'CINdetailsID'] as const

/** The rows of each of these tables by the episode that they hang under: grouped once, asked for each episode. */
export const byEpisode = (
  { rows }: Return,
  tables: readonly string[],
): ((table: string, own: Row) => readonly Row[]) => {
  const grouped = new Map(tables.map(table => [table, groupBy(rows(table), episode)]))
  return (table, own) => grouped.get(table)?.get(keyOf(own, episode) ?? '') ?? []
}
