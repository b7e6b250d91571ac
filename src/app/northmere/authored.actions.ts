import { sql } from 'kysely'
import type { Authority } from '../../../fictional/index.ts'
import {
  actorContext,
  findInvolvementKind,
  labelledParts,
  type RecordKind,
  type Tx,
  withContext,
} from '../../access/index.ts'
import { dangerNote, pause, task, visit } from '../../children/index.ts'
import type { IntakeGround } from '../../intake/index.ts'
import type { Category } from '../../kernel/index.ts'
import { recordKinds } from '../domains.ts'
import type { OnRecord } from './arranged.ts'

/** What people of Northmere wrote before the demo begins: danger notes, visits, the pause, what services wrote of children. Done again it adds nothing. */
export const keepAuthored = (ground: IntakeGround, authority: Authority, children: OnRecord): Promise<void> =>
  withContext(ground, actorContext('arrangements', ground.now()), async tx => {
    const at = ground.now()
    for (const one of authority.dangerNotes) await keepDangerNote(tx, one, children.get(one.uprnOf), at)
    for (const one of authority.visits) await keepVisit(tx, authority, one, children.get(one.child), at)
    for (const one of authority.pauses) {
      const child = children.get(one.child)
      const body = { consult: one.consult, reviewBy: one.reviewBy }
      if (child !== undefined) await writeOnce(tx, { kind: pause, body, child, from: one.since, at })
    }
    for (const one of authority.tasks) await keepTask(tx, one, children.get(one.child), at)
    for (const one of authority.written) await keepWritten(tx, one, children.get(one.child), at)
  })

type DangerNote = Authority['dangerNotes'][number]
const keepDangerNote = async (tx: Tx, one: DangerNote, child: number | undefined, at: Date): Promise<void> => {
  const uprn = child === undefined ? undefined : await findProperty(tx, child)
  if (!uprn) return
  const body = {
    sort: 'danger',
    short: one.doThis,
    whatToDo: one.doThis,
    why: one.why,
    saidBy: one.saidBy,
    checkBy: one.checkBy,
  }
  await writeOnce(tx, { kind: dangerNote, body, uprn, from: one.on, at })
}

const findProperty = async (tx: Tx, child: number): Promise<string | undefined> => {
  const { rows } = await sql<{ uprn: string }>`
    select uprn from household_member where child_id = ${child} order by true_to desc, true_from desc nulls last limit 1`.execute(
    tx,
  )
  return rows[0]?.uprn
}

type Written = Authority['written'][number]
const keepWritten = async (tx: Tx, one: Written, child: number | undefined, at: Date): Promise<void> => {
  const kind = recordKinds.find(known => known.kind === one.kind)
  const worker = await findWorker(tx, one.staff)
  if (!kind) throw new Error(`There is no record kind ${one.kind}`)
  if (child !== undefined && worker)
    await writeOnce(tx, {
      ...{ kind, body: one.body, child, from: one.on, at, author: worker.id },
      ...(one.address ? { address: one.address } : {}),
      ...(one.category ? { category: one.category as Category } : {}),
    })
}

type TaskSet = Authority['tasks'][number]
const keepTask = async (tx: Tx, one: TaskSet, child: number | undefined, at: Date): Promise<void> => {
  const [owner, setBy] = [await findWorker(tx, one.owner), await findWorker(tx, one.setBy)]
  if (child === undefined || !owner || !setBy) return
  const { what, why, dueOn, setOn } = one
  const body = { what, why, dueOn, state: 'open', ownerId: owner.id, setById: setBy.id, setOn }
  const category = one.category as Category
  await writeOnce(tx, { kind: task, body, child, from: setOn, at, author: setBy.id, category })
}

const findWorker = async (tx: Tx, key: string): Promise<{ id: number; name: string } | undefined> => {
  const { rows } = await sql<{ id: number; name: string }>`
    select id, name from access.principal where kind = 'user' and key = ${key}`.execute(tx)
  return rows[0]
}

type Visit = Authority['visits'][number]
const keepVisit = async (
  tx: Tx,
  authority: Authority,
  one: Visit,
  child: number | undefined,
  at: Date,
): Promise<void> => {
  const worker = await findWorker(tx, one.staff)
  if (child === undefined || !worker) return
  const [on = '', time = ''] = one.at.split('T')
  const work = authority.involvements.find(involved => involved.staff === one.staff && involved.child === one.child)
  const category = findInvolvementKind(work?.kind ?? '')?.category
  const body = { on, at: time, purpose: one.purpose, worker: worker.name, workerId: worker.id }
  await writeOnce(tx, { kind: visit, body, child, from: on, at, author: worker.id, ...(category ? { category } : {}) })
}

type Writing = {
  readonly kind: RecordKind
  readonly body: Readonly<Record<string, unknown>>
  readonly child?: number
  readonly uprn?: string
  readonly from: string
  readonly at: Date
  readonly author?: number
  readonly category?: Category
  /** The address of its entry, where something else points at it. */
  readonly address?: string
}

/** Writes something as an author of Northmere would have, where it is not there yet. */
export const writeOnce = async (
  tx: Tx,
  { kind, body, child, uprn, from, at, author, category, address }: Writing,
): Promise<void> => {
  const holder = child === undefined ? undefined : await ownSourcePerson(tx, child, at)
  const promoted = Object.entries(kind.promotes)
  for (const part of labelledParts(kind, body, category)) {
    const column = (name: string): unknown => part.body[promoted.find(([to]) => to === name)?.[1] ?? ''] ?? null
    await sql`
      insert into entry (source_person_id, child_id, uprn, kind, category, category_bit, sensitivity, summary, body, true_from, known_from,
        source_id, author_id, due_on, status, code, number, uuid)
      select ${holder ?? null}::bigint, ${child ?? null}::bigint, ${uprn ?? null}::text, ${kind.kind}, ${part.category}, ${part.category_bit}::bigint,
        ${part.sensitivity}::smallint, ${part.summary}::boolean, ${JSON.stringify(part.body)}::jsonb, ${from}::date, ${at}::timestamptz, 'throughline',
        ${author ?? null}::bigint, ${column('due_on')}::date, ${column('status')}::text, ${column('code')}::text, ${column('number')}::numeric,
        coalesce(${address ?? null}::uuid, gen_random_uuid())
      where not exists (select from entry e where e.kind = ${kind.kind} and e.source_id = 'throughline' and e.body = ${JSON.stringify(part.body)}::jsonb
        and e.child_id is not distinct from ${child ?? null}::bigint and e.uprn is not distinct from ${uprn ?? null}::text)`.execute(
      tx,
    )
  }
}

/** Throughline's own source person of the child, on which what is written here hangs (design 2.1, rule 3). */
const ownSourcePerson = async (tx: Tx, child: number, at: Date): Promise<number> => {
  const known = await sql<{
    id: number
  }>`select id from source_person where person_id = ${child} and source_id = 'throughline' limit 1`.execute(tx)
  if (known.rows[0]) return known.rows[0].id
  const made = await sql<{ id: number }>`
    insert into source_person (source_id, key, person_id, identity, identity_hash, to_link)
    select 'throughline', uuid::text, id, '{}', '', false from person where id = ${child} returning id`.execute(tx)
  const id = made.rows[0]?.id ?? 0
  await sql`insert into link (source_person_id, person_id, decided_by, rule_version, evidence, known_from)
    values (${id}, ${child}, 'machine', 'authored', '["Written on this record"]', ${at})`.execute(tx)
  return id
}
