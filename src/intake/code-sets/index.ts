import type { PlainDate } from '../../kernel/index.ts'
import attendance from './attendance.json' with { type: 'json' }
import cbds from './cbds.json' with { type: 'json' }
import cin from './cin.json' with { type: 'json' }
import sen2 from './sen2.json' with { type: 'json' }
import ssda903 from './ssda903.json' with { type: 'json' }

/** What a code means, and by which version of which set: kept beside the raw value. */
export type CodeMeaning = { readonly label: string; readonly setVersion: string }

type CodeSet = { readonly version: string; readonly from: string; readonly codes: Readonly<Record<string, string>> }

const sets = new Map<string, CodeSet[]>()
for (const { version, from, sets: own } of [attendance, cbds, cin, sen2, ssda903]) {
  for (const [name, codes] of Object.entries(own as Record<string, Record<string, string>>)) {
    sets.set(
      name,
      [...(sets.get(name) ?? []), { version, from, codes }].sort((a, b) => (a.from < b.from ? 1 : -1)),
    )
  }
}

/** The names of the sets that can be looked up. */
export const codeSetNames: readonly string[] = [...sets.keys()]

/**
 * The meaning of a code on a day, by the version of the set in force then; days before the earliest version we hold are
 * answered by that one. Undefined for a code the set does not have: the raw value is kept and warned of.
 * Throws for a set that does not exist, which is a mistake of the source's author.
 */
export const lookUp = (set: string, code: string, on: PlainDate): CodeMeaning | undefined => {
  const versions = sets.get(set)
  if (!versions) throw new Error(`There is no code set ${set}`)
  const inForce = versions.find(v => v.from <= on) ?? versions.at(-1)
  const wanted = code.trim()
  const label = inForce && (own(inForce.codes, wanted) ?? own(inForce.codes, wanted.toUpperCase()))
  return inForce && label !== undefined ? { label, setVersion: inForce.version } : undefined
}

const own = (codes: Readonly<Record<string, string>>, code: string): string | undefined =>
  Object.hasOwn(codes, code) ? codes[code] : undefined

/** The codes of a set in force on a day, with what they mean, for a form to choose from. Throws for a set that does not exist. */
export const codesOf = (set: string, on: PlainDate): readonly { readonly code: string; readonly text: string }[] => {
  const versions = sets.get(set)
  if (!versions) throw new Error(`There is no code set ${set}`)
  const { codes = {} } = versions.find(v => v.from <= on) ?? versions.at(-1) ?? {}
  return Object.entries(codes).map(([code, text]) => ({ code, text }))
}

/**
 * The code whose meaning this is, or which it is itself, in the version of the set in force on that day: what a return asks for, of a fact that
 * says it in words. Undefined where the set has neither.
 */
export const codeOf = (set: string, said: string, on: PlainDate): string | undefined => {
  if (lookUp(set, said, on)) return said.trim().toUpperCase()
  const versions = sets.get(set) ?? []
  const { codes = {} } = versions.find(v => v.from <= on) ?? versions.at(-1) ?? {}
  return Object.keys(codes).find(code => codes[code] === said)
}
