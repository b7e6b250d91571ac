import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import fc from 'fast-check'
import {
  ciphers,
  loadKey,
  makeAuditKey,
  makeRingKey,
  open,
  openAuditKeys,
  openKeyRing,
  openKeys,
  seal,
} from './index.ts'
import { sealedBy } from './seal.ts'

const keyDir = mkdtempSync(join(tmpdir(), 'throughline-keys-'))
const sealDir = mkdtempSync(join(tmpdir(), 'throughline-keys-'))
after(() => {
  for (const dir of [keyDir, sealDir]) rmSync(dir, { recursive: true, force: true })
})

describe('the keys of an installation', () => {
  test('are made once, differ from each other and stay the same', () => {
    const first = openKeys(keyDir)
    assert.deepEqual(openKeys(keyDir), first)
    assert.equal(new Set(Object.values(first).map(key => key.toString('hex'))).size, 2)
    assert.equal(first.context.length, 32)
  })

  test('can be read by their owner only, and nothing else is left beside them', () => {
    openAuditKeys(keyDir).list()
    for (const file of readdirSync(keyDir)) assert.equal(statSync(join(keyDir, file)).mode & 0o777, 0o600)
    assert.deepEqual(readdirSync(keyDir).sort(), ['audit.key', 'context.key', 'files.key'])
  })

  test('of the audit trail are several, the newest last, and a new one counts at once', () => {
    const dir = mkdtempSync(join(keyDir, 'several-'))
    const keys = openAuditKeys(dir)
    const [first] = keys.list()
    const made = Array.from({ length: 10 }, () => makeAuditKey(openAuditKeys(dir)))
    assert.deepEqual([made[0], made.at(-1)], ['audit-2', 'audit-11'])
    assert.deepEqual(
      keys.list(),
      ['audit', ...made].map(name => loadKey(dir, name)),
    )
    assert.deepEqual(keys.list()[0], first)
    rmSync(dir, { recursive: true })
  })

  test('a damaged key is reported, never replaced', () => {
    writeFileSync(join(keyDir, 'damaged.key'), 'short')
    assert.throws(() => loadKey(keyDir, 'damaged'), /not a key of 32 bytes/)
  })

  test('a name cannot lead out of the directory', () => {
    assert.throws(() => loadKey(keyDir, '../elsewhere'), /named by/)
  })
})

for (const cipher of ciphers)
  describe(`sealing by ${cipher}`, () => {
    const key = loadKey(sealDir, cipher, cipher)

    test('any content opens again to itself', () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 2000 }), fc.string(), (bytes, about) => {
          assert.deepEqual(open(key, seal(key, Buffer.from(bytes), about), about), Buffer.from(bytes))
        }),
      )
    })

    test('one changed bit anywhere, another key or another place is refused', () => {
      const sealed = seal(key, Buffer.from('a register'), 'document 7')
      for (let at = 0; at < sealed.length; at++) {
        const changed = Buffer.from(sealed)
        changed[at] = (changed[at] ?? 0) ^ 1
        assert.throws(() => open(key, changed, 'document 7'), `byte ${at}`)
      }
      assert.throws(() => open(loadKey(keyDir, 'audit'), sealed, 'document 7'))
      assert.throws(() => open(key, sealed, 'document 8'))
    })

    test('the same content is never sealed to the same bytes twice', () => {
      assert.notDeepEqual(seal(key, Buffer.from('x')), seal(key, Buffer.from('x')))
    })
  })

test('a cipher is changed with the key: what the new one seals is by the new cipher, what the old one sealed still opens', () => {
  const dir = mkdtempSync(join(sealDir, 'ciphers-'))
  const before = seal(openKeyRing(dir, 'told'), Buffer.from('a worry'), 'x')
  makeRingKey(dir, 'told', 'chacha20-poly1305')
  const ring = openKeyRing(dir, 'told')
  const after = seal(ring, Buffer.from('a worry'), 'x')
  assert.deepEqual([before, after].map(sealedBy), ['aes-256-gcm', 'chacha20-poly1305'])
  for (const sealed of [before, after]) assert.equal(open(ring, sealed, 'x').toString(), 'a worry')
  writeFileSync(join(dir, 'odd.key'), `rot-13 ${'A'.repeat(43)}`)
  assert.throws(() => loadKey(dir, 'odd'), /of a cipher that is not one of ours: aes-256-gcm, chacha20-poly1305/)
  rmSync(dir, { recursive: true })
})
