import type { KeyObject } from 'node:crypto'
import {
  firstDifference,
  type Identity,
  type ListedPart,
  type OpenedPart,
  type Progress,
  readArchive,
} from '../../platform/backup/index.ts'
import { type About, format, isSignedList, type Manifest } from './manifest.ts'

const damaged = (what: string) => new Error(`The backup is damaged: ${what}. Take another one.`)

/** What is done with what a backup says of itself, before anything else; with each of PostgreSQL's files, by its path in the data directory; and on the way. */
export type Taking = {
  readonly begin?: (about: About) => void
  readonly take?: (part: OpenedPart) => Promise<void>
  readonly progress?: Progress
}

/**
 * Opens a backup, gives out what is in it, and holds all of it against the list at its end, which one of the audit keys signed. Whoever knows the public
 * key can seal a file: nothing of it is to be started before this has ended.
 * @throws Error in a plain sentence where the keys do not open it, it is not whole, or it is none of ours.
 */
export const openBackup = async (
  file: string,
  identities: readonly Identity[],
  auditKeys: () => readonly KeyObject[],
  { begin, take, progress }: Taking,
): Promise<{ manifest: Manifest; parts: ListedPart[] }> => {
  const found: { about?: About; list?: string; signature?: string } = {}
  const takePart = async (part: OpenedPart) => {
    if (part.path === 'manifest.json') found.list = await textOf(part)
    else if (part.path === 'manifest.sig') found.signature = await textOf(part)
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
  const { list, signature = '' } = found
  if (list === undefined) throw damaged('its list is missing')
  if (!isSignedList(list, signature, auditKeys()))
    throw new Error(
      'No audit key in KEY_DIR signed this backup: somebody else made it, or KEY_DIR is another one. Nothing of it is used.',
    )
  const manifest = JSON.parse(list) as Manifest
  const wrong = firstDifference(
    manifest.parts,
    parts.filter(({ path }) => !path.startsWith('manifest.')),
  )
  if (wrong) throw damaged(`${wrong} is not as it was copied`)
  return { manifest, parts }
}

const textOf = async ({ content }: OpenedPart): Promise<string> => {
  const pieces: Buffer[] = []
  for await (const piece of content) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}
