import { existsSync, readdirSync } from 'node:fs'
import { type Key, loadKey } from './key-store.ts'

/** The keys that sign the audit trail, in KEY_DIR: `audit`, then `audit-2`, `audit-3` … */
export type AuditKeys = {
  readonly dir: string
  /** The oldest first; the last signs. Looked up each time, so that a new one counts at once. The first is made where there is none. */
  list(): readonly Key[]
}

const numberIn = (file: string): number[] => {
  const found = /^audit(?:-(\d+))?\.key$/.exec(file)
  return found ? [Number(found[1] ?? 1)] : []
}
const nameOf = (number: number): string => (number === 1 ? 'audit' : `audit-${number}`)
const numbers = (dir: string): number[] =>
  [...new Set([1, ...(existsSync(dir) ? readdirSync(dir) : []).flatMap(numberIn)])].sort((a, b) => a - b)

/** The audit keys in this folder. @throws Error as `loadKey`. */
export const openAuditKeys = (dir: string): AuditKeys => {
  const known = new Map<number, Key>()
  return {
    dir,
    list: () =>
      numbers(dir).map(number => {
        const key = known.get(number) ?? loadKey(dir, nameOf(number))
        known.set(number, key)
        return key
      }),
  }
}

/** Makes the next key, readable by its owner alone, and gives its name. */
export const makeAuditKey = ({ dir }: AuditKeys): string => {
  const name = nameOf((numbers(dir).at(-1) ?? 1) + 1)
  loadKey(dir, 'audit')
  loadKey(dir, name)
  return name
}
