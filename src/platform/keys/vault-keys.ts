import { createHmac } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Cipher, type Key, loadKey } from './key-store.ts'

/** The keys of the vault in KEY_DIR, by their names: `vault-1`, `vault-2` … */
export type VaultKeys = {
  readonly dir: string
  /** Their names, the oldest first. Looked up each time, so that a new one counts at once. */
  list(): string[]
  /** The key of this name. @throws VaultKeyMissing */
  find(id: string): Key
}

/** A protected address is there and cannot be read: never to be taken for one that is not recorded. */
class VaultKeyMissing extends Error {
  constructor(id: string, dir: string) {
    super(
      `Protected addresses are kept under the key ${id}, and ${dir} has no ${id}.key. Restore it from where keys are kept.`,
    )
  }
}

/** The vault's keys in this folder. None is made: see `makeVaultKey`. */
export const openVaultKeys = (dir: string): VaultKeys => {
  const known = new Map<string, Key>()
  return {
    dir,
    list: () => (existsSync(dir) ? readdirSync(dir) : []).flatMap(idOf).sort((a, b) => numberOf(a) - numberOf(b)),
    find: id => {
      const key = known.get(id) ?? (existsSync(join(dir, `${id}.key`)) ? loadKey(dir, id) : undefined)
      if (!key) throw new VaultKeyMissing(id, dir)
      known.set(id, key)
      return key
    },
  }
}

const idOf = (file: string): string[] => (/^vault-[1-9]\d*\.key$/.test(file) ? [file.slice(0, -'.key'.length)] : [])
const numberOf = (id: string): number => Number(id.slice('vault-'.length))

/** Makes the next key, to seal by this cipher, readable by its owner alone, and gives its name. */
export const makeVaultKey = ({ dir, list }: VaultKeys, cipher?: Cipher): string => {
  const id = `vault-${numberOf(list().at(-1) ?? 'vault-0') + 1}`
  loadKey(dir, id, cipher)
  return id
}

/** What a key makes of its own name: the same for the same key alone, and of no use to whoever reads it. */
export const markOfKey = (keys: VaultKeys, id: string): Buffer =>
  createHmac('sha256', keys.find(id)).update(`throughline ${id}`).digest()
