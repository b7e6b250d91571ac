import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import tls from 'node:tls'
import type { AuditRoot } from './audit-root.ts'
import { tellWitness } from './witness.ts'

test('a root is told to a syslog by TLS where its certificate is vouched for, after its length, and to nobody else', async () => {
  const fixture = (name: string) =>
    readFileSync(join(import.meta.dirname, '../../platform/outward/fixtures', name), 'utf8')
  const folder = mkdtempSync(join(tmpdir(), 'throughline-witness-'))
  const usual = tls.getCACertificates('default')
  let heard = ''
  const server = tls.createServer({ key: fixture('server-key.pem'), cert: fixture('server.pem') }, socket => {
    socket.on('data', part => {
      heard += part
    })
    socket.on('end', () => socket.end())
  })
  server.on('tlsClientError', () => {}).listen(0)
  await once(server, 'listening')
  const witness = {
    file: join(folder, 'witness'),
    syslog: { host: 'localhost', port: (server.address() as AddressInfo).port, tls: true },
  }
  const root = { number: 1, at: '2026-11-30T10:00:00.000Z', words: 'Siân' } as unknown as AuditRoot
  try {
    await assert.rejects(tellWitness(witness, [root]), { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })
    tls.setDefaultCACertificates([...usual, fixture('ca.pem')])
    await tellWitness(witness, [root, root])
  } finally {
    tls.setDefaultCACertificates(usual)
    server.close()
    rmSync(folder, { recursive: true })
  }
  const bytes = Buffer.from(heard)
  const [start = '', length] = /^(\d+) (?=<109>1 )/.exec(heard) ?? []
  const one = bytes.subarray(0, start.length + Number(length))
  assert.ok(one.toString().endsWith(JSON.stringify(root)))
  assert.deepEqual(bytes, Buffer.concat([one, one]))
})
