import { basename } from 'node:path'
import type { Authority, CastEntry, Found } from '../../../fictional/index.ts'
import type { SourceKey } from '../../access/index.ts'
import { spreadsheetId } from '../../intake/index.ts'

/** The id under which intake keeps the files of a system: spreadsheets go by their file's name. */
const sourceOf = ({ source, file }: Found): string =>
  fixedLayouts.has(source) ? source : spreadsheetId(basename(file))
const fixedLayouts: ReadonlySet<string> = new Set([
  'school-census',
  'daily-attendance',
  'ctf',
  'annex-a',
  'cin-census',
  'ssda903',
])

/** The keys under which a source may know the child: its own number, the UPN, or the UPN with the birth date. */
export const keysOf = (found: Found): SourceKey[] => {
  const own = found.key.split('/').at(-1) ?? found.key
  const keys = [found.key, own, ...(found.upn ? [`${found.upn}/${found.dob}`, found.upn] : [])]
  return [...new Set(keys)].map(key => ({ source: sourceOf(found), key }))
}

/** Every pair of keys of two identities that must never meet. */
export const barriersOf = (authority: Pick<Authority, 'sealed' | 'cast'>): [SourceKey, SourceKey][] =>
  authority.sealed.flatMap(({ pair: [before, after] }) =>
    keysOfCast(authority.cast, before).flatMap(a =>
      keysOfCast(authority.cast, after).map(b => [a, b] as [SourceKey, SourceKey]),
    ),
  )

/** The keys of a hard case, by its short name. Throws for a name that nobody has. */
export const keysOfCast = (cast: readonly CastEntry[], id: string): SourceKey[] => {
  const entry = cast.find(one => one.id === id)
  if (!entry) throw new Error(`Northmere has nobody called ${id}`)
  return entry.find.flatMap(keysOf)
}
