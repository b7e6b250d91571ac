import { existsSync, readdirSync } from 'node:fs'
import { type Cipher, eldersOf, type Key, loadKey, withElders } from './key-store.ts'

const numberIn = (name: string, file: string): number[] => {
  if (file === `${name}.key`) return [1]
  const rest = file.startsWith(`${name}-`) ? file.slice(name.length + 1) : ''
  const found = /^([2-9]|[1-9]\d+)\.key$/.exec(rest)
  return found ? [Number(found[1])] : []
}
const nameOf = (name: string, number: number): string => (number === 1 ? name : `${name}-${number}`)
const numbers = (dir: string, name: string): number[] =>
  [...new Set((existsSync(dir) ? readdirSync(dir) : []).flatMap(file => numberIn(name, file)))].sort((a, b) => a - b)

/**
 * The newest key of this name in KEY_DIR: `files`, then `files-2`, `files-3` … It seals; what an older one, or one that was made meanwhile by
 * another process, has sealed opens by it as well, as long as that key's file is there. The first is made where there is none.
 * @throws Error as `loadKey`
 */
export const openKeyRing = (dir: string, name: string): Key => {
  const newest = numbers(dir, name).at(-1) ?? 1
  const key = loadKey(dir, nameOf(name, newest))
  return withElders(key, () =>
    numbers(dir, name)
      .filter(number => number !== newest)
      .toReversed()
      .map(number => loadKey(dir, nameOf(name, number))),
  )
}

/** Makes the next key of this name, to seal by this cipher, readable by its owner alone, and gives what it is called. */
export const makeRingKey = (dir: string, name: string, cipher?: Cipher): string => {
  loadKey(dir, name)
  const next = nameOf(name, (numbers(dir, name).at(-1) ?? 1) + 1)
  loadKey(dir, next, cipher)
  return next
}

/** What the newest key of this name is called, and the older ones that are still there. */
export const listRing = (dir: string, name: string): readonly string[] =>
  numbers(dir, name).map(number => nameOf(name, number))

/** The key and those beside it that count as well, the newest first. */
export const everyKey = (key: Key): readonly Key[] => [key, ...eldersOf(key)]
