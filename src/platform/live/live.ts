import { setTimeout as pause } from 'node:timers/promises'
import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely'
import pg from 'pg'

/** What changed, by id only: 'child:<uuid>' or 'run:<uuid>'. */
export type Topic = string

const channel = 'throughline'
const shape = /^[a-z][a-z-]*:[0-9a-f-]{36}$/

/**
 * Says that something has changed, when the caller's transaction commits and never if it does not.
 * @throws Error for anything but a word and a random id: what is announced is heard by every process.
 */
export const announce = async (transaction: QueryExecutorProvider, topic: Topic): Promise<void> => {
  if (!shape.test(topic)) throw new Error('Only a kind of thing and its random id may be announced.')
  await sql`select pg_notify(${channel}, ${topic})`.execute(transaction)
}

/** The same for many topics in one statement: what a batch has changed. */
export const announceAll = async (transaction: QueryExecutorProvider, topics: readonly Topic[]): Promise<void> => {
  if (!topics.every(topic => shape.test(topic)))
    throw new Error('Only a kind of thing and its random id may be announced.')
  await sql`select pg_notify(${channel}, t) from unnest(${topics}::text[]) as t`.execute(transaction)
}

/** The same as an expression, for a statement that knows whom it has changed: the thing's word, and its random id in SQL. */
export const announcement = (word: string, id: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`pg_notify(${channel}, ${`${word}:`}::text || ${id}::uuid)`

/** One process's ear for what is announced. */
export type Live = {
  /** Calls `hear` for each announcement of the topic, until the function it gives back is called. */
  subscribe(topic: Topic, hear: () => void): () => void
  /** Called when the process stops: those who listen can end their answers. */
  readonly stopped: AbortSignal
  stop(): Promise<void>
}

/**
 * Listens on one connection for the whole process. When that is lost it is opened again, and everybody is told that
 * something may have changed, because nobody heard what did.
 */
export const startLive = async (url: string): Promise<Live> => {
  const hearers = new Map<Topic, Set<() => void>>()
  const stopping = new AbortController()
  const tell = (topic: Topic): void => {
    for (const hear of hearers.get(topic) ?? []) hear()
  }
  let client = await listen(url, tell)
  const keepListening = (): void => {
    client.once('end', () => {
      void again()
    })
  }
  const again = async (): Promise<void> => {
    for (let wait = 100; !stopping.signal.aborted; wait = Math.min(wait * 2, 5_000)) {
      const opened = await listen(url, tell).catch(() => undefined)
      if (opened && stopping.signal.aborted) return await opened.end()
      if (opened) {
        client = opened
        keepListening()
        for (const topic of hearers.keys()) tell(topic)
        return
      }
      await pause(wait, undefined, { ref: false })
    }
  }
  keepListening()
  return {
    subscribe: (topic, hear) => subscribe(hearers, topic, hear),
    stopped: stopping.signal,
    stop: async () => {
      stopping.abort()
      await client.end()
    },
  }
}

const listen = async (url: string, tell: (topic: Topic) => void): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: url, application_name: 'throughline live', keepAlive: true })
  client.on('error', () => {
    /* Its end is heard as 'end'. */
  })
  client.on('notification', ({ payload }) => {
    if (payload) tell(payload)
  })
  await client.connect()
  await client.query(`listen ${channel}`)
  return client
}

const subscribe = (hearers: Map<Topic, Set<() => void>>, topic: Topic, hear: () => void): (() => void) => {
  const own = hearers.get(topic) ?? new Set()
  hearers.set(topic, own.add(hear))
  return () => {
    own.delete(hear)
    if (own.size === 0 && hearers.get(topic) === own) hearers.delete(topic)
  }
}
