import { isoOf } from '../calendar.ts'
import { knownTo } from '../known.ts'
import type { Child, Family, FileSource, Northmere } from '../world.ts'
import type { Sink } from './sink.ts'

/** A hard case in one source: the source's own number, and the name, birth date and UPN that it has. */
export interface Found {
  readonly source: FileSource
  /** The first file that has it. */
  readonly file: string
  readonly key: string
  readonly forename: string
  readonly surname: string
  /** Empty for a child not yet born. */
  readonly dob: string
  readonly upn: string
}

/** The hard cases, and every record that the files hold of them. */
export interface FoundCast {
  readonly add: (family: Family, child: Child, place: Pick<Found, 'source' | 'file' | 'key'>) => void
  readonly all: () => Readonly<Record<string, readonly Found[]>>
}

export const collectCast = (world: Northmere): FoundCast => {
  const found = new Map<string, Found[]>()
  return {
    add: (family, child, place) => {
      if (child.cast === undefined) return
      const list = found.get(child.cast) ?? []
      if (list.some(f => f.source === place.source && f.key === place.key)) return
      const { forename, surname, dob, upn } = knownTo(world, place.source, family, child, world.today)
      found.set(child.cast, [...list, { ...place, forename, surname, dob: dob > world.today ? '' : isoOf(dob), upn }])
    },
    all: () => Object.fromEntries(found),
  }
}

/** What a writer of files works with. */
export interface Writing {
  readonly world: Northmere
  readonly sink: Sink
  readonly cast: FoundCast
}

/** One system's files, grown family by family. */
export interface Writer {
  readonly family: (family: Family) => void
  readonly end: () => void | Promise<void>
}
