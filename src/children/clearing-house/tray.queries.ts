import { sql } from 'kysely'
import { type CommandGrant, getRole, openIdentity } from '../../access/index.ts'
import { isUuid, NotFound, type PlainDate } from '../../kernel/index.ts'
import type { Identity } from '../../linkage/index.ts'
import { coreKinds } from '../kinds/index.ts'
import type { Half } from '../linking/index.ts'
import type { TrayItem } from '../splitting/index.ts'
import { withoutPlaces } from './comparison.ts'

type Desk = CommandGrant<'clearing-house'>

/** Two records that came apart, with something written meanwhile that waits. */
export type ListedSplit = {
  readonly uuid: string
  readonly at: Date
  readonly by: string | undefined
  readonly waits: number
}
/** One of them with all that waits, as far as the clearing house may read it. */
export type Tray = {
  readonly uuid: string
  readonly at: Date
  readonly by: string | undefined
  readonly a: HalfRecord
  readonly b: HalfRecord
  readonly items: readonly TrayItem[]
}
export type HalfRecord = { readonly personId: number; readonly identities: readonly Identity[] }

const role = getRole('clearing-house')
const readable = Object.entries(role.cells).flatMap(([category, cell]) => (cell === 'F' ? [category] : []))

/** Splits that are not shut to this reader, of records that are two still. */
const open = sql`split s join review_case c on c.id = s.case_id join person pa on pa.id = s.a_person join person pb on pb.id = s.b_person
  where c.kind <> 'sealed' and pa.redirect_to is null and pb.redirect_to is null
    and s.a_person <> all ((select access.refused())::bigint[]) and s.b_person <> all ((select access.refused())::bigint[])`

/**
 * What of it this desk may read: names and ways to reach people, and nothing of a child whose home is kept from it. All else is
 * asked of who wrote it, and neither shown nor counted here.
 */
const shown = sql`t.given_to is null and e.seal is null and e.category = any(${readable}::text[]) and e.sensitivity <= ${role.maxSensitivity}
  and not exists (select 1 from access.shielded(array[s.a_person, s.b_person]))`

/** Splits with something that this desk may place, the oldest first. */
export const listSplits = async ({ tx }: Desk): Promise<ListedSplit[]> => {
  const { rows } = await sql<{ uuid: string; at: Date; by: string | null; waits: number }>`
    select x.*, p.name as by from (
      select s.uuid, s.at, s.user_id, (select count(*)::integer from split_entry t join entry e on e.id = t.entry_id
        where t.split_id = s.id and ${shown}) as waits from ${open}) x
    left join access.principal p on p.id = x.user_id where x.waits > 0 order by x.at, x.uuid limit 200`.execute(tx)
  return rows.map(({ uuid, at, by, waits }) => ({ uuid, at, by: by ?? undefined, waits }))
}

/** The split at this address. NotFound where there is none for this reader, and where nothing was written that they may read. */
export const findTray = async ({ tx }: Desk, uuid: string): Promise<Tray> => {
  if (!isUuid(uuid)) throw new NotFound()
  const { rows } = await sql<{ id: number; at: Date; by: string | null; a: number; b: number; hidden: number[] }>`
    select s.id, s.at, s.a_person as a, s.b_person as b, (select p.name from access.principal p where p.id = s.user_id) as by,
      array(select h.child_id from access.shielded(array[s.a_person, s.b_person]) h) as hidden
    from ${open} and s.uuid = ${uuid} and exists (select from split_entry t join entry e on e.id in (t.entry_id, t.copy_id)
      where t.split_id = s.id and e.seal is null and e.category = any(${readable}::text[]) and e.sensitivity <= ${role.maxSensitivity})`.execute(
    tx,
  )
  const row = rows[0]
  if (!row) throw new NotFound()
  const half = async (personId: number): Promise<HalfRecord> => ({
    personId,
    identities: (await listIdentities(tx, personId)).map(i => (row.hidden.includes(personId) ? withoutPlaces(i) : i)),
  })
  return {
    uuid,
    at: row.at,
    by: row.by ?? undefined,
    a: await half(row.a),
    b: await half(row.b),
    items: await listItems(tx, row.id, uuid),
  }
}

const listIdentities = async (tx: Desk['tx'], personId: number): Promise<Identity[]> => {
  const { rows } = await sql<{ identity: Identity; source_id: string; key: string }>`
    select identity, source_id, key from source_person where person_id = ${personId} and source_id <> 'throughline' order by id`.execute(
    tx,
  )
  return rows.map(r => openIdentity(tx, r.identity, r.source_id, r.key))
}

type ItemRow = {
  entry: string
  kind: string
  body: Record<string, unknown>
  written_at: Date
  true_from: PlainDate | null
  suggestion: Half | null
  why: string
}

/** The reasons that rest on what this desk sees; who works with whom is not told to it. */
const deskReasons: Readonly<Record<string, string>> = {
  names: 'it names something that only that record’s sources say',
  'seen-through': 'it was written when only that record’s sources were there',
}

const listItems = async (tx: Desk['tx'], id: number, uuid: string): Promise<TrayItem[]> => {
  const { rows } = await sql<ItemRow>`
    select e.uuid as entry, e.kind, e.body, coalesce(t.written_at, e.known_from) as written_at, e.true_from, t.suggestion, t.why
    from split s join split_entry t on t.split_id = s.id join entry e on e.id = t.entry_id
    where s.id = ${id} and ${shown} order by t.entry_id limit 200`.execute(tx)
  return rows.map(row => {
    const kind = coreKinds.find(k => k.kind === row.kind)
    const because = deskReasons[row.why]
    return {
      split: uuid,
      entry: row.entry,
      title: kind?.title ?? 'Something that a worker wrote',
      detail: kind?.line(row.body)?.detail || undefined,
      writtenAt: row.written_at,
      on: row.true_from ?? undefined,
      suggestion: row.suggestion && because ? { to: row.suggestion, because } : undefined,
    }
  })
}
