import {
  firstDifference,
  type Identity,
  type ListedPart,
  type OpenedPart,
  type Progress,
  readArchive,
} from '../../platform/backup/index.ts'
import { type About, format, type Manifest } from './manifest.ts'

const damaged = (what: string) => new Error(`The backup is damaged: ${what}. Take another one.`)

/** What is done with what a backup says of itself, before anything else; with each of PostgreSQL's files, by its path in the data directory; and on the way. */
export type Taking = {
  readonly begin?: (about: About) => void
  readonly take?: (part: OpenedPart) => Promise<void>
  readonly progress?: Progress
}

/**
 * Opens a backup, gives out what is in it, and holds all of it against the list at its end.
 * @throws Error in a plain sentence where the keys do not open it, it is not whole, or it is none of ours.
 */
export const openBackup = async (
  file: string,
  identities: readonly Identity[],
  { begin, take, progress }: Taking,
): Promise<{ manifest: Manifest; parts: ListedPart[] }> => {
  const found: { about?: About; manifest?: Manifest } = {}
  const takePart = async (part: OpenedPart) => {
    if (part.path === 'manifest.json') found.manifest = JSON.parse(await textOf(part)) as Manifest
    else if (found.about === undefined) {
      if (part.path !== 'about.json' || part.bytes > 65_536) throw new Error('This is not a backup of ours.')
      const about = JSON.parse(await textOf(part)) as About
      if (about.format !== format)
        throw new Error('This backup was made by a newer Throughline. Restore it with that one.')
      found.about = about
      begin?.(about)
    } else if (part.path.startsWith('postgres/')) await take?.({ ...part, path: part.path.slice('postgres/'.length) })
    else throw damaged(`it holds ${part.path}`)
  }
  const parts = await readArchive(file, identities, takePart, progress)
  const { manifest } = found
  if (!manifest) throw damaged('its list is missing')
  const wrong = firstDifference(
    manifest.parts,
    parts.filter(({ path }) => path !== 'manifest.json'),
  )
  if (wrong) throw damaged(`${wrong} is not as it was copied`)
  return { manifest, parts }
}

const textOf = async ({ content }: OpenedPart): Promise<string> => {
  const pieces: Buffer[] = []
  for await (const piece of content) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}
