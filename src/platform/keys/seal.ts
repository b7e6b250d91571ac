import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { type Cipher, cipherOf, ciphers, eldersOf, type Key } from './key-store.ts'

// version · 12 bytes of nonce · 16 bytes of tag · the sealed bytes. The version says which cipher, the first is 1; both take these nonces and tags (NIST SP
// 800-38D; RFC 8439).
const nonceEnd = 13
const tagEnd = 29

/**
 * Encrypts and authenticates, by the key's cipher (AES-256-GCM, or ChaCha20-Poly1305). `about` is not kept but must be the same when opening, so that one
 * sealed value cannot be put in another's place.
 */
export function seal(key: Key, content: Buffer, about = ''): Buffer {
  const nonce = randomBytes(12)
  const name = cipherOf(key)
  const cipher = createCipheriv(name as 'aes-256-gcm', key, nonce, { authTagLength: 16 }).setAAD(Buffer.from(about))
  const sealed = Buffer.concat([cipher.update(content), cipher.final()])
  return Buffer.concat([Buffer.from([ciphers.indexOf(name) + 1]), nonce, cipher.getAuthTag(), sealed])
}

/**
 * Opens what `seal` made with the same key, or one that counts beside it, and `about`.
 * @throws Error where it was not sealed by us, and SealDoesNotOpen where a single bit, the key or `about` differs
 */
export function open(key: Key, sealed: Buffer, about = ''): Buffer {
  if (!sealedBy(sealed) || sealed.length < tagEnd) throw new Error('This was not sealed by Throughline.')
  try {
    return openUnder(key, sealed, about)
  } catch (error) {
    for (const elder of eldersOf(key))
      try {
        return openUnder(elder, sealed, about)
      } catch {}
    throw new SealDoesNotOpen({ cause: error })
  }
}

/** Something sealed was changed, stands in another's place, or its key is not among those that are here. The log names it by its kind. */
class SealDoesNotOpen extends Error {
  constructor(options: ErrorOptions) {
    super(
      'This opens with none of the keys in KEY_DIR. Restore the key from where keys are kept, or it was changed.',
      options,
    )
    this.name = 'SealDoesNotOpen'
  }
}

/** By which cipher this was sealed; undefined where we did not seal it. */
export const sealedBy = (sealed: Buffer): Cipher | undefined => ciphers[(sealed[0] ?? 0) - 1]

/** Was this sealed under the key itself, and not under one beside it? */
export const isUnder = (key: Key, sealed: Buffer, about = ''): boolean => {
  try {
    openUnder(key, sealed, about)
    return true
  } catch {
    return false
  }
}

const openUnder = (key: Key, sealed: Buffer, about: string): Buffer => {
  const name = sealedBy(sealed) ?? ciphers[0]
  const decipher = createDecipheriv(name as 'aes-256-gcm', key, sealed.subarray(1, nonceEnd), { authTagLength: 16 })
    .setAAD(Buffer.from(about))
    .setAuthTag(sealed.subarray(nonceEnd, tagEnd))
  return Buffer.concat([decipher.update(sealed.subarray(tagEnd)), decipher.final()])
}
