import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import tls from 'node:tls'
import { connectTo, placeFrom, reachOnly } from './index.ts'

const fixture = (name: string): string => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8')

describe('a place elsewhere', () => {
  const asked = { name: 'AUDIT_SYSLOG', example: 'logs.example:6514', plain: 'udp' }
  const from = (text: string, strict = false) => placeFrom(text, { ...asked, strict })

  test('is a host and a port, by TLS where it says so', () => {
    assert.deepEqual(from('tls://logs.example:6514'), { host: 'logs.example', port: 6514, tls: true })
    assert.deepEqual(from('logs.example:514'), { host: 'logs.example', port: 514, tls: false })
    assert.deepEqual(from('udp://[::1]:514'), { host: '::1', port: 514, tls: false })
    for (const wrong of [
      'logs.example',
      'logs.example:x',
      'http://logs.example:1',
      'logs.example:70000',
      'tls://a/b:1',
    ])
      assert.throws(
        () => from(wrong),
        /^Error: AUDIT_SYSLOG must be a host and a port, like tls:\/\/logs\.example:6514/,
      )
  })

  test('of production is spoken to by TLS, or in the clear by a plain word for it, or on the machine itself', () => {
    assert.throws(
      () => from('logs.example:514', true),
      /AUDIT_SYSLOG must begin with tls:\/\/ in production, or with udp/,
    )
    assert.equal(from('udp://logs.example:514', true)?.tls, false)
    assert.equal(from('tls://logs.example:514', true)?.tls, true)
    assert.equal(from('127.0.0.1:514', true)?.tls, false)
  })
})

describe('a connection by TLS', () => {
  const usual = tls.getCACertificates('default')
  const server = tls.createServer({ key: fixture('server-key.pem'), cert: fixture('server.pem') }, socket =>
    socket.end('ok'),
  )
  server.on('tlsClientError', () => {})
  before(async () => {
    server.listen(0)
    await once(server, 'listening')
  })
  after(() => {
    tls.setDefaultCACertificates(usual)
    server.close()
  })
  const says = async (host: string): Promise<string> => {
    const socket = connectTo({ host, port: (server.address() as AddressInfo).port, tls: true })
    let words = ''
    for await (const part of socket) words += part
    return words
  }

  test('is made where an authority that is trusted vouches for the very host, and else not', async () => {
    await assert.rejects(says('localhost'), { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })
    tls.setDefaultCACertificates([...usual, fixture('ca.pem')])
    assert.equal(await says('localhost'), 'ok')
    await assert.rejects(says('127.0.0.1'), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
  })
})

describe('what this process may reach', () => {
  const noticed = async (host: string, how: 'plain' | 'tls' | 'fetch'): Promise<unknown> => {
    if (how === 'fetch')
      return await fetch(`https://${host}/`).then(
        () => 'reached',
        (error: Error) => (error.cause as { code?: string }).code,
      )
    const socket = how === 'tls' ? tls.connect({ host, port: 1 }) : connect(1, host)
    const [error] = (await once(socket, 'error').catch(thrown => [thrown])) as [{ code?: string }]
    return error.code
  }

  test('is itself and what it was told, by whatever way it is tried', async () => {
    const end = reachOnly(['0.0.0.0'])
    try {
      for (const how of ['plain', 'tls', 'fetch'] as const)
        assert.equal(await noticed('elsewhere.example', how), 'NOT_TO_BE_REACHED', how)
      for (const host of ['0.0.0.0', '127.0.0.1', 'localhost'])
        assert.equal(await noticed(host, 'plain'), 'ECONNREFUSED', host)
    } finally {
      end()
    }
    const again = reachOnly([])
    assert.equal(await noticed('0.0.0.0', 'plain'), 'NOT_TO_BE_REACHED')
    again()
  })
})
