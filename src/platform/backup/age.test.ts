import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  decryptWith,
  encryptFor,
  type Identity,
  makeIdentity,
  readIdentities,
  readRecipients,
  recipientOf,
} from './age.ts'

async function* inPieces(bytes: Buffer, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}
const whole = async (pieces: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}
const opened = (identity: Identity, sealed: Buffer) => whole(decryptWith([identity], inPieces(sealed, 5000)))

// Made by age 1.1.1 (Debian): age-keygen, and `printf 'one record for every child' | age -r age1…`.
const byAge = {
  identity: 'AGE-SECRET-KEY-17KSK26ZPG826W8Y7H32V4CQSC4JPDGU0F66L60MNY7AA5YVWMXGQQMJKKE',
  recipient: 'age1wtcz2m0xt3uqrk7q36kvs30vge4amrq5vxscx6psp7wqqg0dpulszjkdha',
  file: 'YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBDeWFlbzVCOC9ZcUZ2WHdLWERpdE9GL2xmUjMzWmtqa3NBdnArQ1VWV2swCmJqeEJGUnhQcTMzdEhSUG9BSERVb284WjVWaFdMNFh5em5JQWRtaGt2ZkEKLS0tIEhERHZORklHVEFsM0xKemlRMzNYU1lkaEk0dFc3NWFjdW1NQ2gzOUZueHcKPhCj84t27ZpiYkLwFjlJKzVCGHishXBN7tA6j+MFATb8uNUpDb1dMeZrP5vDrj9CYt6UI7thsv3sGA==',
}

describe('a file in the age format', () => {
  test('that the age tool made opens with the key that it made', async () => {
    const [identity] = readIdentities(`# created: 2026\n${byAge.identity}\n`, 'key.txt')
    assert.ok(identity)
    assert.deepEqual([await recipientOf(identity), identity], [byAge.recipient, byAge.identity])
    const text = await opened(identity, Buffer.from(byAge.file, 'base64'))
    assert.equal(text.toString(), 'one record for every child')
  })

  test('of any length opens with each key that it was made for, and with no other', async () => {
    const [one, two, three] = [await makeIdentity(), await makeIdentity(), await makeIdentity()]
    const recipients = readRecipients(`${await recipientOf(one)}, ${await recipientOf(two)}`, 'BACKUP_RECIPIENT')
    for (const length of [0, 1, 65_535, 65_536, 65_537, 131_072, 200_001]) {
      const bytes = Buffer.alloc(length, 'child ')
      const sealed = await whole(encryptFor(recipients, inPieces(bytes, 7_777)))
      for (const identity of [one, two]) assert.ok((await opened(identity, sealed)).equals(bytes), `${length}`)
      await assert.rejects(opened(three, sealed), /This key does not open the backup/)
    }
  })

  test('is refused where any byte was changed, the end is missing, something was added, or parts were put in another order', async () => {
    const one = await makeIdentity()
    const sealed = await whole(encryptFor([await recipientOf(one)], inPieces(Buffer.alloc(150_000, 7), 10_000)))
    const part = 65_552
    const body = sealed.length - 150_000 - 3 * 16
    const bytes = (...pieces: [number, number?][]) =>
      Buffer.concat(pieces.map(([from, to]) => sealed.subarray(from, to)))
    const changed = (at: number) => {
      const copy = Buffer.from(sealed)
      copy[at] = (copy[at] ?? 0) ^ 1
      return copy
    }
    const wrong = [
      ...[40, body - 1, body + 5, sealed.length - 1].map(changed),
      ...[bytes([0, -1]), bytes([0, body + 2 * part]), bytes([0, body + part]), bytes([0, body])],
      Buffer.concat([sealed, Buffer.from([0])]),
      bytes([0, body], [body + part, body + 2 * part], [body, body + part], [body + 2 * part]),
    ]
    for (const [i, file] of wrong.entries())
      await assert.rejects(opened(one, file), /damaged or cut short|does not open the backup|not a backup/, `${i}`)
    for (const text of ['', 'age-encryption.org/v', 'PK\u0003\u0004', 'x'.repeat(200_000)])
      await assert.rejects(opened(one, Buffer.from(text)), /This is not a backup of ours/)
    await assert.rejects(opened(one, Buffer.from('age-encryption.org/v1\n')), /damaged or cut short/)
  })
})

test('a key that was mistyped is refused, and so is one half where the other belongs', async () => {
  const one = await makeIdentity()
  const text = await recipientOf(one)
  const mistyped = text.slice(0, -1) + (text.endsWith('q') ? 'p' : 'q')
  assert.throws(() => readRecipients(mistyped, 'BACKUP_RECIPIENT'), /BACKUP_RECIPIENT must be public keys/)
  assert.throws(() => readRecipients(one, 'BACKUP_RECIPIENT'), /holds a private key/)
  assert.throws(() => readIdentities(text, 'key.txt'), /key\.txt is not a private key/)
  assert.throws(() => readIdentities('# nothing\n', 'key.txt'), /holds no private key/)
})

test('a key beside those that outlast a quantum computer is no weaker than they', async () => {
  const strong = await makeIdentity(['age1pq1'])
  const recipient = await recipientOf(strong)
  assert.deepEqual(readRecipients(recipient, 'BACKUP_RECIPIENT'), [recipient])
  assert.match(await makeIdentity([recipient]), /^AGE-SECRET-KEY-PQ-1/)
  assert.match(await makeIdentity([recipient, await recipientOf(await makeIdentity())]), /^AGE-SECRET-KEY-1/)
})

test('a file that cannot be read is told as the disk tells it', async () => {
  const sealed = await whole(encryptFor([byAge.recipient], inPieces(Buffer.alloc(200_000), 10_000)))
  async function* failing() {
    yield sealed.subarray(0, 100_000)
    throw new Error('EIO: i/o error, read')
  }
  await assert.rejects(whole(decryptWith([byAge.identity], failing())), /EIO/)
})
