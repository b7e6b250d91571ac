import { type RawBuilder, sql } from 'kysely'

/**
 * Many rows as one JSON parameter, to insert, update or join from: `select … from ${jsonRows(rows, 'key text, n bigint')}`.
 * One statement whatever their number. COPY cannot write a table with row security, and this needs no staging table.
 */
export const jsonRows = (rows: readonly object[], columns: string): RawBuilder<unknown> =>
  sql`json_to_recordset(${JSON.stringify(rows)}::json) as x(${sql.raw(columns)})`

/** Bytes as PostgreSQL reads them from text. */
export const bytesText = (hex: string): string => `\\x${hex}`
