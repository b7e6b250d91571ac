import { openParcel, type Parcel, rewrapParcel, sealParcel, type VaultKeys } from '../../platform/keys/index.ts'

type Fields = Readonly<Record<string, unknown>>

const isParcel = (value: unknown): value is Parcel =>
  typeof value === 'object' && value !== null && 'wrapped' in value && 'sealed' in value && 'key' in value

/** What of a value is held; undefined where nothing is. */
export const parcelOf = (value: unknown): Parcel | undefined => {
  const held = typeof value === 'object' && value !== null && '$held' in value ? value.$held : undefined
  return isParcel(held) ? held : undefined
}

/** The value with these of its fields sealed for this place; all of it without a list. */
export const holdFields = (keys: VaultKeys, value: unknown, place: string, secret?: readonly string[]): Fields => {
  const seal = (what: unknown) => ({ $held: sealParcel(keys, Buffer.from(JSON.stringify(what)), place) })
  if (secret === undefined) return seal(value)
  const fields = Object.entries(value as Fields)
  const part = (isSecret: boolean) => Object.fromEntries(fields.filter(([name]) => secret.includes(name) === isSecret))
  return { ...part(false), ...seal(part(true)) }
}

/** The value as it was before it was held. @throws VaultKeyMissing, and Error where it was changed or is not of this place. */
export const openFields = <T>(keys: VaultKeys | undefined, value: T, place: string): T => {
  const parcel = parcelOf(value)
  if (!parcel) return value
  if (!keys) throw new Error('A protected address was asked for where there are no keys to open it.')
  const held = JSON.parse(openParcel(keys, parcel, place).toString()) as T
  const { $held: _, ...open } = value as Fields
  return Array.isArray(held) ? held : ({ ...open, ...held } as T)
}

/** The value under the newest key. */
export const rewrapFields = (keys: VaultKeys, value: unknown, place: string): unknown => {
  const parcel = parcelOf(value)
  return parcel ? { ...(value as Fields), $held: rewrapParcel(keys, parcel, place) } : value
}
