import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { clamdScan } from './virus-scan.ts'

const illness = 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE'

/** Speaks the daemon's side of INSTREAM: whatever holds the test virus is found; past `most` bytes it breaks off. */
const answer = (socket: Socket, most: number): void => {
  let heard = Buffer.alloc(0)
  socket.on('error', () => {})
  socket.on('data', chunk => {
    heard = Buffer.concat([heard, Buffer.from(chunk)])
    if (!heard.subarray(0, 10).equals(Buffer.from('zINSTREAM\0'))) return
    const parts = []
    for (let at = 10; at + 4 <= heard.length; ) {
      const length = heard.readUInt32BE(at)
      if (length === 0) {
        const found = Buffer.concat(parts).includes(illness)
        return void socket.end(found ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0')
      }
      parts.push(heard.subarray(at + 4, at + 4 + length))
      at += 4 + length
    }
    if (heard.length > most) socket.end('INSTREAM size limit exceeded. ERROR\0')
  })
}

describe('a file is sent to the virus scanner as bytes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-scan-'))
  const daemon = createServer(socket => answer(socket, 2_000_000))
  before(async () => {
    daemon.listen(0, '127.0.0.1')
    await once(daemon, 'listening')
  })
  after(() => {
    daemon.close()
    rmSync(folder, { recursive: true })
  })
  const scan = (bytes: Buffer) => {
    writeFileSync(join(folder, 'file'), bytes)
    return clamdScan({ host: '127.0.0.1', port: (daemon.address() as AddressInfo).port, tls: false })(
      join(folder, 'file'),
    )
  }

  test('and is clean, or not', async () => {
    assert.equal(await scan(Buffer.from('Annwyl Siân')), 'clean')
    assert.equal(await scan(Buffer.alloc(0)), 'clean')
    assert.equal(await scan(Buffer.concat([Buffer.alloc(700_000, 1), Buffer.from(illness)])), 'infected')
  })

  test('and is not clean where the scanner breaks off, or is not there', async () => {
    await assert.rejects(scan(Buffer.alloc(5_000_000, 1)), /could not look|EPIPE|ECONNRESET/)
    await assert.rejects(clamdScan({ host: '127.0.0.1', port: 1, tls: false })(join(folder, 'file')), /ECONNREFUSED/)
  })
})
