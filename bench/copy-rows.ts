import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/** Rows on their way into one table, over a connection of their own. */
export type Copy = {
  readonly add: (row: readonly unknown[]) => Promise<void> | undefined
  readonly end: () => Promise<void>
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

const cell = (value: unknown): string => {
  if (value === null || value === undefined) return '\\N'
  const text =
    typeof value === 'string'
      ? value
      : value instanceof Date
        ? value.toISOString()
        : typeof value === 'object'
          ? JSON.stringify(value)
          : String(value)
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, found => escapes[found] ?? found) : text
}

const bufferSize = 1 << 18

/** Opens a table for rows, as its owner and without its foreign keys being checked: they hold by construction. */
export const openCopy = async (ownerUrl: string, table: string, columns: string): Promise<Copy> => {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'throughline bulk loader' })
  await client.connect()
  await client.query('set session_replication_role = replica; set synchronous_commit = off')
  const stream: Writable = client.query(copyFrom(`copy ${table} (${columns}) from stdin`))
  let buffer = ''
  return {
    add: row => {
      buffer += `${row.map(cell).join('\t')}\n`
      if (buffer.length < bufferSize) return undefined
      const goesOn = stream.write(buffer)
      buffer = ''
      return goesOn ? undefined : once(stream, 'drain').then(() => undefined)
    },
    end: async () => {
      if (buffer) stream.write(buffer)
      stream.end()
      await finished(stream)
      await client.end()
    },
  }
}
