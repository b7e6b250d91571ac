import { sql } from 'kysely'
import type { Tx } from '../access/index.ts'
import type { ConfirmedSource, Source } from './source.ts'

/**
 * The list with the sources of shared layouts whose mapping has been confirmed, each before its layout: so that a
 * spreadsheet is known again by its headings, and read as its own mapping says. Sources that are in the list stay as they are.
 */
export const withConfirmed = async (tx: Tx, sources: readonly Source[]): Promise<readonly Source[]> => {
  const layouts = sources.filter(source => source.confirmed !== undefined)
  if (layouts.length === 0) return sources
  const { rows } = await sql<ConfirmedSource & { layout: string }>`
    select id, name, layout, mapping from source
    where mapping is not null and layout = any(${layouts.map(one => one.id)}::text[]) and id <> all(${sources.map(one => one.id)}::text[])
    order by created_at, id`.execute(tx)
  const made = rows.flatMap(row => layouts.find(one => one.id === row.layout)?.confirmed?.(row) ?? [])
  return [...sources.filter(source => !layouts.includes(source)), ...made, ...layouts]
}
