import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A secret of 32 random bytes. */
export type Key = Buffer

/** How a key seals. A key's file that names none is of the first. */
export const ciphers = ['aes-256-gcm', 'chacha20-poly1305'] as const
export type Cipher = (typeof ciphers)[number]

const chosen = new WeakMap<Key, Cipher>()
/** The same key, which seals by this cipher. */
export const withCipher = (key: Key, cipher: Cipher): Key => {
  chosen.set(key, cipher)
  return key
}
/** By which cipher this key seals. */
export const cipherOf = (key: Key): Cipher => chosen.get(key) ?? ciphers[0]

const elders = new WeakMap<Key, () => readonly Key[]>()
/** The same key, which opens as well what the keys beside it have sealed. They are looked for only where it does not open something itself. */
export const withElders = (key: Key, beside: () => readonly Key[]): Key => {
  elders.set(key, beside)
  return key
}
/** The keys that count beside this one. */
export const eldersOf = (key: Key): readonly Key[] => elders.get(key)?.() ?? []

/**
 * The key of this name in KEY_DIR, made the first time it is asked for, to seal by this cipher. Two processes asking at once get one key.
 * Files are readable by their owner only, and a backup never holds them.
 * @throws Error where the file holds anything but 32 bytes: a wrong key must not be replaced by a new one.
 */
export function loadKey(keyDir: string, name: string, cipher: Cipher = ciphers[0]): Key {
  if (!/^[\w.-]+$/.test(name)) throw new Error('A key is named by letters, digits, dots, dashes and underscores.')
  const file = join(keyDir, `${name}.key`)
  const key = readKey(file) ?? createKey(keyDir, file, cipher)
  if (key.length !== 32) throw new Error(`${file} is not a key of 32 bytes. Restore it from where keys are kept.`)
  return key
}

function createKey(keyDir: string, file: string, cipher: Cipher): Key {
  mkdirSync(keyDir, { recursive: true, mode: 0o700 })
  const unfinished = `${file}.${randomBytes(6).toString('hex')}`
  const text = randomBytes(32).toString('base64url')
  writeFileSync(unfinished, cipher === ciphers[0] ? text : `${cipher} ${text}`, { mode: 0o600, flush: true })
  try {
    linkSync(unfinished, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(unfinished, { force: true })
  }
  const key = readKey(file)
  if (!key) throw new Error(`${file} could not be made.`)
  return key
}

function readKey(file: string): Key | undefined {
  try {
    const [text = '', name] = readFileSync(file, 'utf8').trim().split(' ').reverse()
    const cipher = ciphers.find(one => one === (name ?? ciphers[0]))
    if (!cipher) throw new Error(`${file} is of a cipher that is not one of ours: ${ciphers.join(', ')}.`)
    return withCipher(Buffer.from(text, 'base64url'), cipher)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
