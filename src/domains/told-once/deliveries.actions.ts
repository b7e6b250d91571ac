import { sql } from 'kysely'
import { asActor, type Ground, type Tx } from '../../access/index.ts'
import { londonDate, type PlainDate } from '../../kernel/index.ts'
import { addJob } from '../../platform/jobs/index.ts'
import type { Key } from '../../platform/keys/index.ts'
import type { Change } from './change.ts'
import type { Message, Outcome } from './message.ts'
import { openSubject, openWords } from './words.actions.ts'

/** A line of the ledger that waits, with what is sent of it. */
export type Waiting = {
  readonly id: number
  readonly address: string
  readonly service: string
  readonly message: Message
}

type Row = {
  id: number
  address: string
  service: string
  change_id: string
  told_at: Date
  kind: Change['kind']
  from_on: PlainDate
  words: Buffer
  subject: Buffer
}

const waiting = async (tx: Tx, key: Key, which: ReturnType<typeof sql>): Promise<Waiting[]> => {
  const { rows } = await sql<Row>`
    select d.id, d.uuid as address, d.service, c.uuid as change_id, c.told_at, c.kind, c.from_on, c.words, c.subject
    from told_delivery d join told_change c on c.id = d.change_id where d.state = 'waiting' and c.state = 'applied' and ${which} order by d.id`.execute(
    tx,
  )
  return rows.map(row => {
    const { saidBy, fields } = openWords(key, row.change_id, row.words)
    return {
      id: row.id,
      address: row.address,
      service: row.service,
      message: {
        changeId: row.change_id,
        toldOn: londonDate(row.told_at),
        change: { kind: row.kind, from: row.from_on, saidBy, fields },
        subject: openSubject(key, row.change_id, row.subject),
      },
    }
  })
}

/** One that waits; undefined where it has been answered already, or where the child is shielded since it was told. */
export const findWaiting = async (ground: Ground, key: Key, delivery: number): Promise<Waiting | undefined> =>
  (await unshielded(ground, key, sql`d.id = ${delivery}`))[0]

/** All of one service that wait, but those about a child who is shielded since it was told. */
export const listWaiting = (ground: Ground, key: Key, service: string): Promise<Waiting[]> =>
  unshielded(ground, key, sql`d.service = ${service}`)

/** A shield that came while a change waited for its service stops it: it needs a person, in words that are used of others too. */
const unshielded = (ground: Ground, key: Key, which: ReturnType<typeof sql>): Promise<Waiting[]> =>
  asActor(ground, 'messenger', async (tx, at) => {
    const all = await waiting(tx, key, which)
    const ids = all.map(one => one.id)
    const { rows } = await sql<{ id: number }>`select access.shielded_since(${ids}::bigint[]) as id`.execute(tx)
    const held = new Set(rows.map(row => row.id))
    await sql`update told_delivery set state = 'person', answer = 'A person looks at it', at = ${at}
      where id = any(${[...held]}::bigint[])`.execute(tx)
    return all.filter(one => !held.has(one.id))
  })

type Told = { readonly state: 'told'; readonly answer: string; readonly unreached?: false }

/** Writes down what came of some of them. One that was answered meanwhile keeps its answer. */
export const settleDeliveries = (
  ground: Ground,
  deliveries: readonly number[],
  { state, answer, unreached = false }: Exclude<Outcome, { state: 'again' }> | Told,
): Promise<void> =>
  asActor(ground, 'messenger', async (tx, at) => {
    await sql`update told_delivery set state = ${state}, answer = ${answer ?? null}, unreached = ${unreached}, at = ${at}
      where id = any(${deliveries}::bigint[]) and state = 'waiting'`.execute(tx)
  })

/** Keeps one waiting with what the service says of it, and has it asked again in a day. */
export const askTomorrow = (
  ground: Ground,
  delivery: number,
  { answer }: { readonly answer?: string },
): Promise<void> =>
  asActor(ground, 'messenger', async (tx, at) => {
    await sql`update told_delivery set answer = ${answer ?? null}, at = ${at} where id = ${delivery} and state = 'waiting'`.execute(
      tx,
    )
    const runAt = new Date(at.getTime() + 24 * 60 * 60_000)
    await addJob(tx, 'tell-service', { delivery }, { maxAttempts: 12, runAt, key: `ask-service:${delivery}` })
  })
