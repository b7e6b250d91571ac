// A record of access to tamper with, and the ways in which whoever owns the database might.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RawBuilder, sql } from 'kysely'
import { recordRefusal } from '../audit.ts'
import type { Ground, Tx } from '../transaction.ts'
import { type AuditRoot, signingKey, signRoot } from './audit-root.ts'
import { signTrail, type TrailGround } from './sign-trail.actions.ts'

const folder = mkdtempSync(join(tmpdir(), 'throughline-witness-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
let files = 0

export const auditKey = Buffer.alloc(32, 7)

/** A ground that signs, with a witness file of its own. */
export const trailGround = (ground: Ground): TrailGround => ({
  ...ground,
  signingKeys: () => [signingKey(auditKey)],
  witness: { file: join(folder, `${files++}.ndjson`) },
})

/** Somebody was refused, so many times, each in a transaction of its own. */
export const refuse = async (ground: Ground, times: number): Promise<void> => {
  for (let i = 0; i < times; i++) {
    const reader = { userId: 1 + (i % 3), role: 'social-worker' as const }
    const event = { reader, purpose: 'direct work', action: '/children/:child', childId: 100 + i, categories: i }
    await recordRefusal(ground, { ...event, outcome: 'refused', rule: 'no-relation', requestId: `request ${i}` })
  }
}

/** Signs until nothing is left: another database of this server may hold back the newest for a moment. */
export const signAll = async (ground: TrailGround, unsigned: () => Promise<number>): Promise<void> => {
  do await signTrail(ground)
  while ((await unsigned()) > 0)
}

/** What is tampered with: by the owner, in a transaction; or in the witness's lines. `pick(n)` draws from 0 to n - 1. */
type Tamper = (tx: Tx, witnessed: AuditRoot[], pick: (n: number) => number) => Promise<AuditRoot[]>

const anEvent = async (tx: Tx, pick: (n: number) => number): Promise<{ id: number; xid: string }> => {
  const { rows } = await sql<{ id: number; xid: string }>`
    select id::int, xid::text from access.access_event order by id`.execute(tx)
  return rows[pick(rows.length)] as { id: number; xid: string }
}
const inDatabase =
  (work: (tx: Tx, pick: (n: number) => number, roots: number) => Promise<unknown>): Tamper =>
  async (tx, witnessed, pick) => {
    await work(tx, pick, witnessed.length)
    return witnessed
  }
const onAnEvent = (change: (event: { id: number; xid: string }) => RawBuilder<unknown>): Tamper =>
  inDatabase(async (tx, pick) => change(await anEvent(tx, pick)).execute(tx))
const changed = (column: string, value: RawBuilder<unknown>): Tamper =>
  onAnEvent(({ id }) => sql`update access.access_event set ${sql.ref(column)} = ${value} where id = ${id}`)
const onARoot = (change: (number: number) => RawBuilder<unknown>): Tamper =>
  inDatabase((tx, pick, roots) => change(1 + pick(roots)).execute(tx))

/** Every way, by name. */
export const tamperings: Readonly<Record<string, Tamper>> = {
  'an event is added among signed ones': onAnEvent(
    ({ id }) => sql`insert into access.access_event (at, user_id, purpose, action, outcome, rule, request_id, xid)
      select at, user_id, purpose, action, outcome, rule, request_id, xid from access.access_event where id = ${id}`,
  ),
  'an event is added under a number below all others': onAnEvent(
    ({ id }) => sql`insert into access.access_event (id, at, user_id, purpose, action, outcome, rule, request_id, xid)
      overriding system value select -1, at, user_id, purpose, action, outcome, rule, request_id, '0' from access.access_event where id = ${id}`,
  ),
  'an event is added under a number that nothing signs': onAnEvent(
    ({ id }) => sql`insert into access.access_event (at, user_id, purpose, action, outcome, rule, request_id, xid)
      select at + interval '1 minute', user_id, purpose, action, outcome, rule, request_id, '99999999999' from access.access_event where id = ${id}`,
  ),
  'an event of another day is added after the last root': onAnEvent(
    ({ id }) => sql`insert into access.access_event (at, user_id, purpose, action, outcome, rule, request_id)
      select at - interval '1 day', user_id, purpose, action, outcome, rule, request_id from access.access_event where id = ${id}`,
  ),
  'an event is taken away': onAnEvent(({ id }) => sql`delete from access.access_event where id = ${id}`),
  'the time of an event is changed': changed('at', sql`at + interval '1 second'`),
  'who looked is changed': changed('user_id', sql`user_id + 1`),
  'in which role is changed': changed('role', sql`'clearing-house'`),
  'why is changed': changed('purpose', sql`'duty check'`),
  'what was opened is changed': changed('action', sql`'/children/:child/family'`),
  'whose record is changed': changed('child_id', sql`child_id + 1`),
  'whose record is forgotten': changed('child_id', sql`null`),
  'how much was seen is changed': changed('categories', sql`categories # 1`),
  'a refusal becomes a look': changed('outcome', sql`'shown'`),
  'the rule is changed': changed('rule', sql`'involvement'`),
  'the request is changed': changed('request_id', sql`request_id || '0'`),
  'a detail is added': changed('detail', sql`'{"found": 1}'`),
  'two events change places': inDatabase(async (tx, pick) => {
    const one = await anEvent(tx, pick)
    const { rows } = await sql<{ id: number; xid: string }>`
      select id::int, xid::text from access.access_event where xid <> ${one.xid}::xid8 order by id`.execute(tx)
    const other = rows[pick(rows.length)] as { id: number; xid: string }
    await sql`update access.access_event set xid = case id when ${one.id} then ${other.xid} else ${one.xid} end::xid8
      where id in (${one.id}, ${other.id})`.execute(tx)
  }),
  'events are moved to after the last root': onAnEvent(
    ({ id }) => sql`update access.access_event set xid = pg_current_xact_id() where id = ${id}`,
  ),
  'all is emptied': inDatabase(tx => sql`truncate access.access_event, access.audit_root`.execute(tx)),
  'the database is set back': inDatabase(async (tx, pick, roots) => {
    const from = 1 + pick(roots)
    await sql`delete from access.access_event
      where xid >= (select from_xid from access.audit_root where number = ${from})`.execute(tx)
    await sql`delete from access.audit_root where number >= ${from}`.execute(tx)
  }),
  'a root is taken out': onARoot(n => sql`delete from access.audit_root where number = ${n}`),
  'a root is said to be of another time': onARoot(
    n => sql`update access.audit_root set at = at - interval '1 hour' where number = ${n}`,
  ),
  'a root says another number of events': onARoot(
    n => sql`update access.audit_root set events = events + 1 where number = ${n}`,
  ),
  'a root reaches further than it was signed for': onARoot(
    n => sql`update access.audit_root set until_xid = (until_xid::text::bigint + 1)::text::xid8 where number = ${n}`,
  ),
  'a root is put over changed events': onARoot(
    n => sql`update access.audit_root set root = sha256(root) where number = ${n}`,
  ),
  'a signature is changed': onARoot(
    n =>
      sql`update access.audit_root set signature = set_byte(signature, 5, get_byte(signature, 5) # 1) where number = ${n}`,
  ),
  'a root is signed with another key': inDatabase(async (tx, pick, roots) => {
    const number = 1 + pick(roots)
    const { rows } = await sql<{ signed: AuditRoot }>`
      select jsonb_build_object('number', number, 'from', from_xid::text, 'until', until_xid::text, 'events', events,
        'root', encode(root, 'hex'), 'previous', encode(previous, 'hex'), 'at', at) as signed
      from access.audit_root where number = ${number}`.execute(tx)
    const forged = signRoot(rows[0]?.signed as AuditRoot, signingKey(Buffer.alloc(32, 8)))
    await sql`update access.audit_root set signature = decode(${forged.signature}, 'hex') where number = ${number}`.execute(
      tx,
    )
  }),
  'a line of the witness is taken out': async (_tx, witnessed, pick) =>
    witnessed.toSpliced(pick(witnessed.length - 1), 1),
  'a line of the witness is changed': async (_tx, witnessed, pick) => {
    const at = pick(witnessed.length)
    return witnessed.map((root, i) => (i === at ? { ...root, events: root.events + 1 } : root))
  },
  'the witness is cut short': async (_tx, witnessed, pick) => witnessed.slice(0, pick(witnessed.length - 1)),
}
