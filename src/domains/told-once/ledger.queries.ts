import { sql } from 'kysely'
import type { Grant } from '../../access/index.ts'
import { type PlainDate, parseUuid } from '../../kernel/index.ts'
import type { Key } from '../../platform/keys/index.ts'
import type { Change } from './change.ts'
import type { ToldAbout } from './changes.queries.ts'
import { openWords } from './words.actions.ts'

/** How far one service has come with a change. */
export type Line = {
  readonly service: string
  readonly state: 'waiting' | 'applied' | 'told' | 'refused' | 'person'
  readonly answer: string | undefined
  readonly at: Date
}

/** A teller's own receipt: what they told, and how far it has come. Nothing of the record. */
export type Receipt = {
  readonly address: string
  readonly change: Change
  readonly about: ToldAbout | undefined
  readonly toldAt: Date
  readonly state: 'held' | 'applied' | 'refused'
  readonly answer: string | undefined
  readonly lines: readonly Line[]
}

type Row = {
  id: number
  uuid: string
  told_at: Date
  kind: Change['kind']
  from_on: PlainDate
  words: Buffer
  state: Receipt['state']
  answer: string | null
}

const columns = sql`c.id, c.uuid, c.told_at, c.kind, c.from_on, c.words, c.state, c.answer`

/** The reader's own, newest first. Row security lets nobody read another's. */
export const listReceipts = async (grant: Grant<never>, key: Key): Promise<Receipt[]> => {
  const { rows } =
    await sql<Row>`select ${columns} from told_change c order by c.told_at desc, c.id desc limit 100`.execute(grant.tx)
  return await withLines(grant, key, rows)
}

/** One of the reader's own; undefined for another's as for none. */
export const findReceipt = async (
  grant: Grant<never>,
  key: Key,
  address: string | undefined,
): Promise<Receipt | undefined> => {
  const { rows } =
    await sql<Row>`select ${columns} from told_change c where c.uuid = ${parseUuid(address ?? '') ?? null}::uuid`.execute(
      grant.tx,
    )
  return (await withLines(grant, key, rows))[0]
}

const withLines = async (grant: Grant<never>, key: Key, rows: readonly Row[]): Promise<Receipt[]> => {
  const lines = await sql<Line & { change_id: number; answer: string | null }>`
    select change_id, service, state, answer, at from told_delivery where change_id = any(${rows.map(r => r.id)}::bigint[]) order by id`.execute(
    grant.tx,
  )
  return rows.map(row => {
    const { saidBy, fields, about } = openWords(key, row.uuid, row.words)
    return {
      address: row.uuid,
      change: { kind: row.kind, from: row.from_on, saidBy, fields },
      about,
      toldAt: row.told_at,
      state: row.state,
      answer: row.answer ?? undefined,
      lines: lines.rows
        .filter(line => line.change_id === row.id)
        .map(({ service, state, answer, at }) => ({ service, state, answer: answer ?? undefined, at })),
    }
  })
}
