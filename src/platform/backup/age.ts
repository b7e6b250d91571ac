// The age format, version 1 (https://c2sp.org/age), for X25519 keys alone: what operators have tools for already. Whoever knows the public half seals a
// file; nobody opens it without the private half. A random key of the file is wrapped once for each recipient; what follows is in parts of 64 KB, each
// with its number, the last one marked, so that no part can be changed, moved or left out.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { type Identity, makeIdentity, publicKey, type Recipient, sharedSecret } from './age-keys.ts'
import { ByteReader } from './byte-reader.ts'

const version = 'age-encryption.org/v1'
const partLength = 64 * 1024
const tagLength = 16
const longestHeader = 64 * 1024

const derive = (secret: Buffer, salt: Buffer | string, info: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, 32))
const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')

const sealPart = (key: Buffer, nonce: Buffer, part: Buffer): Buffer => {
  const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: tagLength })
  return Buffer.concat([cipher.update(part), cipher.final(), cipher.getAuthTag()])
}
const openPart = (key: Buffer, nonce: Buffer, part: Buffer): Buffer | undefined => {
  if (part.length < tagLength) return undefined
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: tagLength })
  decipher.setAuthTag(part.subarray(-tagLength))
  const opened = decipher.update(part.subarray(0, -tagLength))
  try {
    decipher.final()
    return opened
  } catch {
    return undefined
  }
}

/** Each nonce of a file's parts in turn: eleven bytes of a number, and whether the part is the last. */
const nonces = () => {
  let number = 0n
  return (last: boolean): Buffer => {
    const nonce = Buffer.alloc(12)
    nonce.writeBigUInt64BE(number++, 3)
    nonce[11] = last ? 1 : 0
    return nonce
  }
}

const wrapKey = (shared: Buffer, share: Buffer, to: Buffer): Buffer =>
  derive(shared, Buffer.concat([share, to]), `${version}/X25519`)

const stanzaFor = ({ key, bytes }: Recipient, fileKey: Buffer): string => {
  const once = makeIdentity()
  const wrapped = sealPart(wrapKey(sharedSecret(once.secret, key), once.bytes, bytes), Buffer.alloc(12), fileKey)
  return `-> X25519 ${unpadded(once.bytes)}\n${unpadded(wrapped)}\n`
}

const macOf = (fileKey: Buffer, header: string): Buffer =>
  createHmac('sha256', derive(fileKey, '', 'header'))
    .update(header)
    .digest()

/** What comes in, sealed so that each of the recipients' private halves opens it, and nothing else. */
export async function* encryptFor(
  recipients: readonly Recipient[],
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  if (recipients.length === 0) throw new Error('A file is sealed for somebody.')
  const fileKey = randomBytes(16)
  const header = `${version}\n${recipients.map(one => stanzaFor(one, fileKey)).join('')}---`
  yield Buffer.from(`${header} ${unpadded(macOf(fileKey, header))}\n`)
  const salt = randomBytes(16)
  yield salt
  const key = derive(fileKey, salt, 'payload')
  const nextNonce = nonces()
  const reader = new ByteReader(source)
  for (let last = false; !last; ) {
    const part = await reader.upTo(partLength)
    last = await reader.atEnd()
    yield sealPart(key, nextNonce(last), part)
  }
}

const damaged = () => new Error('The file is damaged or cut short. Take another backup.')
const notOurs = () => new Error('This is not a backup of ours: it is not in the age format.')

/**
 * What was sealed for one of these keys. Nothing is given out that was not checked first.
 * @throws Error in a plain sentence where the keys do not open it, or a byte of it was changed, or its end is missing.
 */
export async function* decryptWith(
  identities: readonly Identity[],
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const reader = new ByteReader(source)
  const fileKey = await readHeader(reader, identities)
  const key = derive(fileKey, await reader.upTo(16), 'payload')
  const nextNonce = nonces()
  for (let first = true, last = false; !last; first = false) {
    const sealed = await reader.upTo(partLength + tagLength)
    last = await reader.atEnd()
    const part = openPart(key, nextNonce(last), sealed)
    if (!part || (last && !first && part.length === 0)) throw damaged()
    yield part
  }
}

async function readHeader(reader: ByteReader, identities: readonly Identity[]): Promise<Buffer> {
  const lineOf = async (before: number): Promise<string> => {
    const line = before < longestHeader ? await reader.line(longestHeader - before) : undefined
    if (line === undefined) throw notOurs()
    return line
  }
  let header = `${await lineOf(0)}\n`
  if (header !== `${version}\n`) throw notOurs()
  const stanzas: { words: string[]; body: string }[] = []
  for (;;) {
    const line = await lineOf(header.length)
    if (line.startsWith('--- ')) return checkedKey(stanzas, identities, `${header}---`, line.slice(4))
    header += `${line}\n`
    if (line.startsWith('-> ')) stanzas.push({ words: line.split(' ').slice(1), body: '' })
    else if (stanzas.length > 0) (stanzas.at(-1) as { body: string }).body += line
    else throw notOurs()
  }
}

const checkedKey = (
  stanzas: readonly { words: readonly string[]; body: string }[],
  identities: readonly Identity[],
  header: string,
  mac: string,
): Buffer => {
  for (const { words, body } of stanzas.filter(one => one.words[0] === 'X25519'))
    for (const identity of identities) {
      const fileKey = unwrap(identity, Buffer.from(words[1] ?? '', 'base64'), Buffer.from(body, 'base64'))
      if (!fileKey) continue
      const told = Buffer.from(mac, 'base64')
      const own = macOf(fileKey, header)
      if (told.length !== own.length || !timingSafeEqual(told, own)) throw damaged()
      return fileKey
    }
  throw new Error('This key does not open the backup: it was made for another one.')
}

const unwrap = (identity: Identity, share: Buffer, body: Buffer): Buffer | undefined => {
  if (share.length !== 32 || body.length !== 16 + tagLength) return undefined
  try {
    const shared = sharedSecret(identity.secret, publicKey(share))
    return openPart(wrapKey(shared, share, identity.bytes), Buffer.alloc(12), body)
  } catch {
    return undefined
  }
}
