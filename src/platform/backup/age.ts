// The age format (https://c2sp.org/age), by its author's library: what operators have tools for already. Whoever knows the public half seals a file;
// nobody opens it without the private half.
import {
  Decrypter,
  Encrypter,
  generateHybridIdentity,
  generateX25519Identity,
  identityToRecipient,
} from 'age-encryption'

/** Whom a file is sealed for: a public key (`age1…`), which may be known to all. */
export type Recipient = string
/** What opens it: a private key (`AGE-SECRET-KEY-1…`), which is never on the machine that makes backups. */
export type Identity = string

/**
 * A new private key of the sort that these are for: one that outlasts a quantum computer, where all of theirs do, since the weakest of a file's keys is
 * all that a thief needs; else one that every age tool knows.
 */
export const makeIdentity = (beside: readonly Recipient[] = []): Promise<Identity> =>
  beside.length > 0 && beside.every(one => one.startsWith('age1pq'))
    ? generateHybridIdentity()
    : generateX25519Identity()

/** The public half of a private key. */
export const recipientOf = (identity: Identity): Promise<Recipient> => identityToRecipient(identity)

const taken = (take: () => void): boolean => {
  try {
    take()
    return true
  } catch {
    return false
  }
}

/**
 * The public keys in a text, as `age-keygen` tells them (`age1…`), with commas or spaces between.
 * @throws Error in a plain sentence for anything else.
 */
export const readRecipients = (text: string, where: string): Recipient[] => {
  const words = text.split(/[\s,]+/).filter(word => word !== '')
  for (const word of words) {
    if (/^AGE-SECRET-KEY-/i.test(word))
      throw new Error(
        `${where} holds a private key. It must hold the public one (age1…): whoever makes a backup must not be able to open it.`,
      )
    if (!taken(() => new Encrypter().addRecipient(word)))
      throw new Error(`${where} must be public keys as age-keygen makes them (age1…), with commas between.`)
  }
  return words
}

/**
 * The private keys in a file that `age-keygen` or we have made: a line each, other lines begin with #.
 * @throws Error in a plain sentence where there is none.
 */
export const readIdentities = (text: string, where: string): Identity[] => {
  const lines = text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'))
  if (lines.length === 0) throw new Error(`${where} holds no private key.`)
  if (!lines.every(line => taken(() => new Decrypter().addIdentity(line))))
    throw new Error(`${where} is not a private key as age-keygen makes them (AGE-SECRET-KEY-1…).`)
  return lines
}

/** What comes in, sealed so that each of the recipients' private halves opens it, and nothing else. */
export async function* encryptFor(
  recipients: readonly Recipient[],
  source: AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> {
  const sealing = new Encrypter()
  for (const recipient of recipients) sealing.addRecipient(recipient)
  yield* await sealing.encrypt(ReadableStream.from(source))
}

const begin = Buffer.from('age-encryption.org/v1\n')

/**
 * What was sealed for one of these keys. Nothing is given out that was not checked first.
 * @throws Error in a plain sentence where the keys do not open it, or a byte of it was changed, or its end is missing; what `source` throws.
 */
export async function* decryptWith(
  identities: readonly Identity[],
  source: AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> {
  const opening = new Decrypter()
  for (const identity of identities) opening.addIdentity(identity)
  const read: { failed?: { error: unknown } } = {}
  try {
    yield* await opening.decrypt(ReadableStream.from(begun(source, read)))
  } catch (error) {
    if (read.failed) throw read.failed.error
    if (error instanceof Error && error.message.startsWith('no identity matched'))
      throw new Error('This key does not open the backup: it was made for another one.')
    throw new Error('The file is damaged or cut short. Take another backup.')
  }
}

/** The same, once it is seen to begin as such a file does; remembers what it fails with. */
async function* begun(source: AsyncIterable<Uint8Array>, read: { failed?: { error: unknown } }) {
  let head = Buffer.alloc(0)
  try {
    for await (const piece of source) {
      if (head.length < begin.length) {
        head = Buffer.concat([head, piece])
        if (head.length < begin.length) continue
        if (!head.subarray(0, begin.length).equals(begin)) break
        yield head
      } else yield piece
    }
    if (!head.subarray(0, begin.length).equals(begin))
      throw new Error('This is not a backup of ours: it is not in the age format.')
  } catch (error) {
    read.failed = { error }
    throw error
  }
}
