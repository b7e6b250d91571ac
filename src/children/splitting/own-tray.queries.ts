import { sql } from 'kysely'
import type { Grant, RecordKind, Tx } from '../../access/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { type CardKinds, type ChildCard, listCards } from '../find/child-cards.queries.ts'
import type { Half } from '../linking/index.ts'
import type { TrayItem } from './tray-item.view.ts'

/** Something of the reader's own, with those of the two children whom the reader may see. */
export type OwnItem = TrayItem & { readonly a: ChildCard | undefined; readonly b: ChildCard | undefined }

type Row = {
  split: string
  entry: string
  kind: string
  written_at: Date
  true_from: PlainDate | null
  a: number
  b: number
  suggestion: Half | null
  why: string
}

/** The reasons that tell an author nothing but their own work: what the sources of a child say is not theirs to be told. */
const ownReasons: Readonly<Record<string, string>> = {
  corrects: 'it corrects something on that record from before',
  'worker-then': 'you worked with that child on that day',
  worker: 'you work with that child',
}

/**
 * What the reader wrote while two records were one, as far as they may still read it: row security says so. `kinds` give the
 * titles.
 */
export const listOwn = async (grant: Grant<CardKinds>, kinds: readonly RecordKind[]): Promise<OwnItem[]> => {
  const { rows } = await sql<Row>`
    select distinct on (t.written_at, t.split_id, t.entry_id) s.uuid as split, e.uuid as entry, e.kind, t.written_at, e.true_from, s.a_person as a,
      s.b_person as b, t.suggestion, t.why
    from split_entry t join split s on s.id = t.split_id join entry e on e.id in (t.entry_id, t.copy_id)
    where t.given_to is null order by t.written_at, t.split_id, t.entry_id, e.id limit 200`.execute(grant.tx)
  const cards = await listCards(grant, [...new Set(rows.flatMap(r => [r.a, r.b]))])
  const cardOf = (child: number): ChildCard | undefined => cards.find(c => c.childId === child)
  return rows.map(row => {
    const because = ownReasons[row.why]
    return {
      split: row.split,
      entry: row.entry,
      title: kinds.find(k => k.kind === row.kind)?.title ?? 'Something you wrote',
      detail: undefined,
      writtenAt: row.written_at,
      on: row.true_from ?? undefined,
      suggestion: row.suggestion && because ? { to: row.suggestion, because } : undefined,
      a: cardOf(row.a),
      b: cardOf(row.b),
    }
  })
}

/** How many of them wait: for Today. Equal to the list. */
export const countOwn = async (tx: Tx): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from split_entry t
    where t.given_to is null and exists (select from entry e where e.id in (t.entry_id, t.copy_id))`.execute(tx)
  return rows[0]?.n ?? 0
}
