// Throughline's own PostgreSQL. Every process that uses it keeps one quiet connection open for as long as it
// runs; the last to leave sees that no other is left and stops the server. A process that is killed loses its
// connection with its life, so nobody has to count anybody.
import { mkdirSync, realpathSync } from 'node:fs'
import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { findBinaries } from './binaries.ts'
import * as cluster from './cluster.ts'
import { withDirectoryLock } from './directory-lock.ts'
import { decideRunAs } from './run-as.ts'

/** A running server: its owner's address, and how to leave it. */
export type EmbeddedPostgres = { url: string; stop(): Promise<void> }

export type EmbeddedOptions = {
  /** Where the data is kept; made if missing. */
  dataDir: string
  database?: string
  /** False gives up safety against power cuts for speed: for tests only. */
  durable?: boolean
}

const patience = 60_000
const firstDatabase = 'postgres'

/**
 * Starts PostgreSQL on a data directory, or joins the one already running there.
 * If the server is killed while we are here, it is started again on the same port.
 * @throws Error in plain words where it cannot be started within a minute.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 })
  const dataDir = realpathSync(options.dataDir)
  const binaries = findBinaries()
  const here = { dataDir, binaries, runAs: decideRunAs(binaries, dataDir), durable: options.durable ?? true }
  const name = options.database ?? 'throughline'

  let presence: pg.Client | undefined
  let leaving = false
  const arrive = () =>
    withDirectoryLock(dataDir, async () => {
      if (leaving) return
      presence = await openPresence(here)
      presence.once('end', () => {
        if (!leaving)
          void arrive().catch(() => {
            /* The next query says that there is no server. */
          })
      })
      await ensureDatabase(presence, name)
      keepAlive(presence, false)
    })
  await arrive()

  const address = cluster.findAddress(dataDir)
  if (!address) throw new Error(`${dataDir}/postgres.json vanished while PostgreSQL was starting.`)
  const leave = async () => {
    if (leaving) return
    leaving = true
    await withDirectoryLock(dataDir, () => leaveServer(here, presence))
  }
  return { url: urlOf(address, name), stop: leave }
}

const urlOf = ({ port, password }: cluster.Address, database: string) =>
  `postgres://${cluster.superuser}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`

async function openPresence(here: cluster.Cluster): Promise<pg.Client> {
  const address = cluster.ensureCluster(here)
  return (await joinServer(here, address)) ?? startServer(here, address)
}

async function startServer(here: cluster.Cluster, previous: cluster.Address): Promise<pg.Client> {
  const address = { ...previous, port: await cluster.choosePort(previous.port) }
  cluster.keepAddress(here.dataDir, address)
  let server = cluster.launch(here, address.port)
  // After kill -9 of everything the dead server's lock stays until its parent has noticed; it is never ours to
  // delete, so we try again for a minute (stack.md T4).
  for (const deadline = Date.now() + patience; Date.now() < deadline; await pause(server.ended() ? 250 : 20)) {
    if (server.ended()) server = cluster.launch(here, address.port)
    const client = (await joinServer(here, address)) ?? (await joinEarlier(here, address))
    if (client) return client
  }
  throw new Error(`PostgreSQL did not start on ${here.dataDir} within a minute. It said: ${server.lastWords()}`)
}

// Whoever is killed while starting PostgreSQL leaves one that still comes up. It answers nobody yet, so we took it for
// none, and it holds the old port and the lock: it is the server, and the port chosen in its stead is given back.
async function joinEarlier(here: cluster.Cluster, chosen: cluster.Address): Promise<pg.Client | undefined> {
  const port = cluster.listeningPort(here.dataDir)
  if (!port || port === chosen.port) return undefined
  const client = await joinServer(here, { ...chosen, port })
  if (client) cluster.keepAddress(here.dataDir, { ...chosen, port })
  return client
}

// Anything may be listening on a port that was ours yesterday: only the server of this very directory counts.
async function joinServer(here: cluster.Cluster, address: cluster.Address): Promise<pg.Client | undefined> {
  if (!address.port) return undefined
  const client = new pg.Client({
    connectionString: urlOf(address, firstDatabase),
    application_name: 'throughline presence',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  })
  client.on('error', () => {
    /* Its end is heard as 'end'. */
  })
  try {
    await client.connect()
    const { rows } = await client.query<{ directory: string }>(`select current_setting('data_directory') as directory`)
    if (rows[0]?.directory !== cluster.clusterDirectory(here.dataDir)) throw new Error('another directory')
    return client
  } catch {
    await client.end().catch(() => {
      /* It was never open. */
    })
    return undefined
  }
}

// The quiet connection must not keep alive a process that has nothing else to do, but a question on it must.
function keepAlive(client: pg.Client, alive: boolean): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  if (alive) stream.ref()
  else stream.unref()
}

async function ensureDatabase(client: pg.Client, name: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
  if (!rowCount) await client.query(`create database ${pg.escapeIdentifier(name)}`)
}

// Each process has one presence for as long as it runs; its other connections end with it. One that has just left may be
// listed a moment longer, so a server is not taken for used at the first look.
async function countOthers(presence: pg.Client): Promise<number | undefined> {
  for (let looks = 1; ; looks++) {
    const others = await presence
      .query<{ count: string }>(
        `select count(*) from pg_stat_activity where application_name = 'throughline presence' and pid <> pg_backend_pid()`,
      )
      .then(
        ({ rows }) => Number(rows[0]?.count),
        () => undefined,
      )
    if (!others || looks === 4) return others
    await pause(100)
  }
}

async function leaveServer(here: cluster.Cluster, presence: pg.Client | undefined): Promise<void> {
  if (presence) keepAlive(presence, true)
  const others = presence && (await countOthers(presence))
  await presence?.end().catch(() => {
    /* The server was faster. */
  })
  if (others === 0) cluster.halt(here)
}
