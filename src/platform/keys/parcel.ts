import { createHmac, randomBytes } from 'node:crypto'
import { cipherOf, type Key, withCipher } from './key-store.ts'
import { open, seal, sealedBy } from './seal.ts'
import type { VaultKeys } from './vault-keys.ts'

/** Something sealed under a key of its own, which is wrapped by the vault's key of this name. Base64. */
export type Parcel = { readonly key: string; readonly wrapped: string; readonly sealed: string }

const about = (place: string): string => `vault key of ${place}`

/** The newest of the vault's keys. @throws Error where there is none. */
export const newestKey = (keys: VaultKeys): string => {
  const id = keys.list().at(-1)
  if (id === undefined)
    throw new Error(`There is no key for protected addresses in ${keys.dir}. Make one: throughline vault rotate.`)
  return id
}

/** Seals content for one place, twice by the cipher of the vault's newest key: it opens nowhere else. */
export const sealParcel = (keys: VaultKeys, content: Buffer, place: string): Parcel => {
  const key = newestKey(keys)
  const own = withCipher(randomBytes(32), cipherOf(keys.find(key)))
  const wrapped = seal(keys.find(key), own, about(place)).toString('base64')
  return { key, wrapped, sealed: seal(own, content, place).toString('base64') }
}

const ownKey = (keys: VaultKeys, { key, wrapped }: Parcel, place: string): Key =>
  open(keys.find(key), Buffer.from(wrapped, 'base64'), about(place))

/** What a parcel holds. @throws VaultKeyMissing, and Error where anything of it or its place was changed. */
export const openParcel = (keys: VaultKeys, parcel: Parcel, place: string): Buffer =>
  open(ownKey(keys, parcel, place), Buffer.from(parcel.sealed, 'base64'), place)

/** The same parcel under the newest key. What it holds is not opened, unless that key is of another cipher: then it is sealed by that one, too. */
export const rewrapParcel = (keys: VaultKeys, parcel: Parcel, place: string): Parcel => {
  const key = newestKey(keys)
  const newest = keys.find(key)
  // Its own key stays: hashes are made with it.
  const own = withCipher(ownKey(keys, parcel, place), cipherOf(newest))
  const sealed = Buffer.from(parcel.sealed, 'base64')
  const content = sealedBy(sealed) === cipherOf(newest) ? sealed : seal(own, open(own, sealed, place), place)
  return { key, wrapped: seal(newest, own, about(place)).toString('base64'), sealed: content.toString('base64') }
}

/** A hash as only this parcel's key makes it: a guess at what was hashed cannot be tried without it. In hex. */
export const hashUnder = (keys: VaultKeys, parcel: Parcel, place: string, hash: string): string =>
  createHmac('sha256', ownKey(keys, parcel, place))
    .update(hash)
    .digest('hex')
