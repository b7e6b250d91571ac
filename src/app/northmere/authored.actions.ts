import { sql } from 'kysely'
import type { Authority } from '../../../fictional/index.ts'
import {
  asCommand,
  type CommandGrant,
  findInvolvementKind,
  labelledParts,
  type RecordKind,
  type Tx,
} from '../../access/index.ts'
import { dangerNote, pause, task, visit, writeParts } from '../../children/index.ts'
import type { IntakeGround } from '../../intake/index.ts'
import type { Category, PlainDate } from '../../kernel/index.ts'
import { recordKinds } from '../domains.ts'
import type { OnRecord } from './arranged.ts'

type Command = CommandGrant<'recorder'>

/** What people of Northmere wrote before the demo begins: danger notes, visits, the pause, what services wrote of children. Done again it adds nothing. */
export const keepAuthored = (ground: IntakeGround, authority: Authority, children: OnRecord): Promise<void> =>
  asCommand(ground, 'recorder', async command => {
    for (const one of authority.dangerNotes) await keepDangerNote(command, one, children.get(one.uprnOf))
    for (const one of authority.visits) await keepVisit(command, authority, one, children.get(one.child))
    for (const one of authority.pauses) {
      const child = children.get(one.child)
      const body = { consult: one.consult, reviewBy: one.reviewBy }
      if (child !== undefined) await writeOnce(command, { kind: pause, body, child, from: one.since as PlainDate })
    }
    for (const one of authority.tasks) await keepTask(command, one, children.get(one.child))
    const addresses = new Map<string, string>()
    for (const one of authority.written) await keepWritten(command, one, children.get(one.child), addresses)
  })

type DangerNote = Authority['dangerNotes'][number]
const keepDangerNote = async (command: Command, one: DangerNote, child: number | undefined): Promise<void> => {
  const uprn = child === undefined ? undefined : await findProperty(command.tx, child)
  if (child === undefined || !uprn) return
  const body = {
    sort: 'danger',
    short: one.doThis,
    whatToDo: one.doThis,
    why: one.why,
    saidBy: one.saidBy,
    checkBy: one.checkBy,
  }
  await writeOnce(command, { kind: dangerNote, body, child, uprn, from: one.on as PlainDate })
}

const findProperty = async (tx: Tx, child: number): Promise<string | undefined> => {
  const { rows } = await sql<{ uprn: string }>`
    select uprn from household_member where child_id = ${child} order by true_to desc, true_from desc nulls last limit 1`.execute(
    tx,
  )
  return rows[0]?.uprn
}

type Written = Authority['written'][number]
/** `addresses` has those of what was written before it under a name of its own, and gets this one's. */
const keepWritten = async (
  command: Command,
  one: Written,
  child: number | undefined,
  addresses: Map<string, string>,
): Promise<void> => {
  const kind = recordKinds.find(known => known.kind === one.kind)
  const worker = await findWorker(command.tx, one.staff)
  if (!kind) throw new Error(`There is no record kind ${one.kind}`)
  if (child === undefined || !worker) return
  const pointers = Object.entries(one.pointsAt ?? {}).map(([field, called]) => [field, addresses.get(called)])
  const body = { ...one.body, ...Object.fromEntries(pointers) }
  const address = await writeOnce(command, {
    ...{ kind, body, child, from: one.on as PlainDate, author: worker.id },
    ...(one.category ? { category: one.category as Category } : {}),
  })
  if (one.called !== undefined) addresses.set(one.called, address)
}

type TaskSet = Authority['tasks'][number]
const keepTask = async (command: Command, one: TaskSet, child: number | undefined): Promise<void> => {
  const [owner, setBy] = [await findWorker(command.tx, one.owner), await findWorker(command.tx, one.setBy)]
  if (child === undefined || !owner || !setBy) return
  const { what, why, dueOn, setOn } = one
  const body = { what, why, dueOn, state: 'open', ownerId: owner.id, setById: setBy.id, setOn }
  const category = one.category as Category
  await writeOnce(command, { kind: task, body, child, from: setOn as PlainDate, author: setBy.id, category })
}

const findWorker = async (tx: Tx, key: string): Promise<{ id: number; name: string } | undefined> => {
  const { rows } = await sql<{ id: number; name: string }>`
    select id, name from access.principal where kind = 'user' and key = ${key}`.execute(tx)
  return rows[0]
}

type Visit = Authority['visits'][number]
const keepVisit = async (
  command: Command,
  authority: Authority,
  one: Visit,
  child: number | undefined,
): Promise<void> => {
  const worker = await findWorker(command.tx, one.staff)
  if (child === undefined || !worker) return
  const [on = '', time = ''] = one.at.split('T')
  const work = authority.involvements.find(involved => involved.staff === one.staff && involved.child === one.child)
  const category = findInvolvementKind(work?.kind ?? '')?.category
  const body = { on, at: time, purpose: one.purpose, worker: worker.name, workerId: worker.id }
  const from = on as PlainDate
  await writeOnce(command, { kind: visit, body, child, from, author: worker.id, ...(category ? { category } : {}) })
}

/** What an author of Northmere wrote of a child, or with `uprn` of where that child lives. */
type Writing = {
  readonly kind: RecordKind
  readonly body: Readonly<Record<string, unknown>>
  readonly child: number
  readonly uprn?: string
  readonly from: PlainDate
  readonly author?: number
  readonly category?: Category
}

/** Writes something as an author of Northmere would have, where it is not there yet. Gives its address. */
export const writeOnce = async (
  command: Command,
  { kind, body, child, uprn, from, author, category }: Writing,
): Promise<string> => {
  const parts = labelledParts(kind, body, category)
  const { rows } = await sql<{ address: string }>`
    select uuid as address from entry where kind = ${kind.kind} and source_id = 'throughline' and body = ${JSON.stringify(parts[0]?.body)}::jsonb
      and child_id is not distinct from ${uprn ? null : child}::bigint and uprn is not distinct from ${uprn ?? null}::text limit 1`.execute(
    command.tx,
  )
  if (rows[0]) return rows[0].address
  const of = { childId: child, kind, on: from, authorId: author, ...(uprn ? { uprn } : {}) }
  const [first] = await writeParts(command, of, parts)
  if (!first) throw new Error('Nothing was written')
  return first.address
}
