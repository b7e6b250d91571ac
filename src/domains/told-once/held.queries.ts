import { sql } from 'kysely'
import { type CommandGrant, holds, readerOfAct } from '../../access/index.ts'
import { type PlainDate, parseUuid } from '../../kernel/index.ts'
import type { Key } from '../../platform/keys/index.ts'
import type { Change } from './change.ts'
import { readGateFacts, readSubject, type ToldAbout } from './changes.queries.ts'
import { type HeldReason, reasonsToHold } from './gate.ts'
import { openWords, type ToldClaim } from './words.actions.ts'

/** A change that waits for a person, as that person sees it. */
export type Held = {
  readonly address: string
  readonly change: Change
  readonly toldBy: string
  readonly toldAt: Date
  readonly why: readonly HeldReason[]
  /** The child it is of, where that is known: who they are, and their record's address. */
  readonly child: { readonly id: number; readonly record: string; readonly who: ToldAbout } | undefined
  /** Who the teller says the child is. */
  readonly about: ToldAbout | undefined
  /** Where a family's own account told it: who it says it is, and how that was checked. */
  readonly claim?: ToldClaim & { readonly how: string | undefined }
}

type Row = {
  uuid: string
  kind: Change['kind']
  from_on: PlainDate
  words: Buffer
  child_id: number | null
  record: string | null
  told_by: string
  told_at: Date
  held_why: HeldReason[]
  claim_how: string | null
}

/**
 * Which changes (`c`, of the child `n.child`) this reader may look at: others', of children with whom they work, or of any child where all that is told
 * comes to them. A shielded child's are for those whom all its shields name, and for them all; one's own family's for nobody's own eyes.
 */
export const mayLookAt = (command: CommandGrant<'recorder'>) => {
  const every = command.reader !== undefined && holds(command.reader, 'check-every-told-change')
  return sql`c.told_by <> ${readerOfAct(command)} and (c.child_id is null and ${every} or (n.child is not null and n.child <> all ((select access.refused())::bigint[])
        and not exists (select from access.told_shields(array[n.child]) s where not s.allowed)
        and (${every} or exists (select from access.told_shields(array[n.child])) or exists (select from access.grant_row g where g.child_id = n.child and g.principal = any ((select access.principals())::bigint[])
          and g.starts_at <= ${command.at} and g.ends_at > ${command.at}))))`
}

/** What waits and this reader may look at. */
export const listHeld = async (command: CommandGrant<'recorder'>, key: Key, only?: string): Promise<Held[]> => {
  const { rows } = await sql<Row>`
    select c.uuid, c.kind, c.from_on, c.words, n.child as child_id, p.uuid as record, t.name as told_by, c.told_at, c.held_why, c.claim_how
    from told_change c join access.principal t on t.id = c.told_by left join person p on p.id = c.child_id
      -- of a record that was joined to another since, the other's
      cross join lateral (select coalesce(p.redirect_to, p.id) as child) n
    where c.state = 'held' and (${only ?? null}::uuid is null or c.uuid = ${only ?? null}::uuid) and ${mayLookAt(command)}
    order by c.told_at, c.id limit 50`.execute(command.tx)
  const held: Held[] = []
  for (const row of rows) {
    const { saidBy, fields, about, claim } = openWords(key, row.uuid, row.words)
    held.push({
      address: row.uuid,
      change: { kind: row.kind, from: row.from_on, saidBy, fields },
      toldBy: row.told_by,
      toldAt: row.told_at,
      why: claim && only ? await allReasons(command, row) : row.held_why,
      child:
        row.child_id !== null && row.record
          ? { id: row.child_id, record: row.record, who: await readSubject(command, row.child_id) }
          : undefined,
      about,
      ...(claim ? { claim: { ...claim, how: row.claim_how ?? undefined } } : {}),
    })
  }
  return held
}

/** What a family tells is asked of the gate when a person looks, and not when it is sent: how long sending takes says nothing of a record. */
const allReasons = async (
  command: CommandGrant<'recorder'>,
  { kind, child_id, held_why }: Row,
): Promise<HeldReason[]> => [
  ...new Set([...held_why, ...(child_id === null ? [] : reasonsToHold(kind, await readGateFacts(command, child_id)))]),
]

/** One of them; undefined where it is not this reader's to look at. */
export const findHeld = async (
  command: CommandGrant<'recorder'>,
  key: Key,
  address: string | undefined,
): Promise<Held | undefined> => {
  const uuid = parseUuid(address ?? '')
  return uuid ? (await listHeld(command, key, uuid))[0] : undefined
}

/** The child at the address of a record, as it was typed or copied; undefined where there is none, or this reader may not have it. */
export const findRecord = async (command: CommandGrant<'recorder'>, typed: string): Promise<number | undefined> => {
  const uuid = parseUuid(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(typed)?.[0] ?? '')
  const { rows } = await sql<{ id: number }>`
    select coalesce(redirect_to, id) as id from person where uuid = ${uuid ?? null}::uuid and has_record`.execute(
    command.tx,
  )
  const [row] = rows
  return row && (await mayTie(command, row.id)) ? row.id : undefined
}

/** May this reader tie a change to that child's record? Not to one that is refused them, nor to a shielded one that does not name them. */
export const mayTie = async ({ tx }: CommandGrant<'recorder'>, child: number): Promise<boolean> => {
  const { rows } = await sql<{ may: boolean }>`select ${child}::bigint <> all ((select access.refused())::bigint[])
    and not exists (select from access.told_shields(array[${child}::bigint]) s where not s.allowed) as may`.execute(tx)
  return rows[0]?.may ?? false
}
