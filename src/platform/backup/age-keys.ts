import { createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { fromBech32, toBech32 } from './bech32.ts'

/** Whom a file is sealed for: the public half, which may be known to all. */
export type Recipient = { readonly key: KeyObject; readonly bytes: Buffer }
/** What opens it: the private half, which is never on the machine that makes backups. */
export type Identity = Recipient & { readonly secret: KeyObject }

// How RFC 8410 writes an X25519 key, before its 32 bytes.
const publicHead = Buffer.from('302a300506032b656e032100', 'hex')
const secretHead = Buffer.from('302e020100300506032b656e04220420', 'hex')

/** The public key of these 32 bytes. */
export const publicKey = (bytes: Buffer): KeyObject =>
  createPublicKey({ key: Buffer.concat([publicHead, bytes]), format: 'der', type: 'spki' })

const bytesOf = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' }).subarray(-32)

/** A new pair of keys. */
export const makeIdentity = (): Identity => {
  const { privateKey: secret, publicKey: key } = generateKeyPairSync('x25519')
  return { secret, key, bytes: bytesOf(key) }
}

/** What both halves come to (X25519). @throws Error for a public half that was made to give nothing. */
export const sharedSecret = (secret: KeyObject, key: KeyObject): Buffer =>
  diffieHellman({ privateKey: secret, publicKey: key })

/**
 * The public keys in a text, as `age-keygen` tells them (`age1…`), with commas or spaces between.
 * @throws Error in a plain sentence for anything else.
 */
export const readRecipients = (text: string, where: string): Recipient[] =>
  text
    .split(/[\s,]+/)
    .filter(word => word !== '')
    .map(word => {
      if (/^AGE-SECRET-KEY-/i.test(word))
        throw new Error(
          `${where} holds a private key. It must hold the public one (age1…): whoever makes a backup must not be able to open it.`,
        )
      const bytes = fromBech32('age', word)
      if (bytes?.length !== 32)
        throw new Error(
          `${where} must be public keys as age-keygen makes them, age1 and 58 letters, with commas between.`,
        )
      return { bytes, key: publicKey(bytes) }
    })

/**
 * The private keys in a file that `age-keygen` or we have made: a line each, other lines begin with #.
 * @throws Error in a plain sentence where there is none.
 */
export const readIdentities = (text: string, where: string): Identity[] => {
  const lines = text.split('\n').flatMap(line => (line.trim() === '' || line.startsWith('#') ? [] : line.trim()))
  const found = lines.map(line => {
    const bytes = fromBech32('age-secret-key-', line)
    if (bytes?.length !== 32)
      throw new Error(`${where} is not a private key as age-keygen makes them (AGE-SECRET-KEY-1…).`)
    const secret = createPrivateKey({ key: Buffer.concat([secretHead, bytes]), format: 'der', type: 'pkcs8' })
    const key = createPublicKey(secret)
    return { secret, key, bytes: bytesOf(key) }
  })
  if (found.length === 0) throw new Error(`${where} holds no private key.`)
  return found
}

/** The public half as it is given away. */
export const recipientText = ({ bytes }: Recipient): string => toBech32('age', bytes)

/** The private half as a file keeps it. */
export const identityText = ({ secret }: Identity): string =>
  toBech32('age-secret-key-', secret.export({ format: 'der', type: 'pkcs8' }).subarray(-32)).toUpperCase()
