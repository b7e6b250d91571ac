// The database is reached by TLS through a door of the test's own: it answers PostgreSQL's request for TLS (54.2.10) with our certificate.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { TLSSocket } from 'node:tls'
import { testServer } from '../testing/index.ts'
import { openPool } from './index.ts'

const fixtures = join(import.meta.dirname, '../outward/fixtures')
let door: Server
let behind: URL
before(async () => {
  behind = new URL((await testServer()).url)
  const [key, cert] = [readFileSync(join(fixtures, 'server-key.pem')), readFileSync(join(fixtures, 'server.pem'))]
  door = createServer(socket => {
    socket
      .on('error', () => {})
      .once('data', () => {
        socket.write('S')
        const safe = new TLSSocket(socket, { isServer: true, key, cert })
        const database = connect(Number(behind.port), behind.hostname)
        for (const [from, to] of [
          [safe, database],
          [database, safe],
        ] as const)
          from.on('error', () => to.destroy()).pipe(to)
      })
  })
  door.listen(0)
  await once(door, 'listening')
})
after(() => door.close())

const ask = async (host: string, authority: string): Promise<unknown> => {
  const url = new URL(behind)
  Object.assign(url, { hostname: host, port: String((door.address() as AddressInfo).port) })
  url.search = `?sslmode=verify-full&sslrootcert=${join(fixtures, authority)}`
  const pool = openPool({ url: url.href, name: 'tls', max: 1 })
  try {
    return (await pool.query('select 1 as one')).rows[0]
  } finally {
    await pool.end()
  }
}

describe('a database by TLS', () => {
  test('is spoken to where the authority that DATABASE_URL names vouches for its very name, and never otherwise', async () => {
    assert.deepEqual(await ask('localhost', 'ca.pem'), { one: 1 })
    await assert.rejects(ask('localhost', 'other-ca.pem'), { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })
    await assert.rejects(ask('127.0.0.1', 'ca.pem'), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
  })
})
