import type { ChildGrant } from '../../../access/index.ts'
import { boxesOf, type Form, listVersions, type SavedVersion, typedFrom } from '../../../children/index.ts'
import { hasVersions, type Part } from './parts.ts'
import type { FileKind } from './support.queries.ts'
import type { Written } from './written.ts'

/**
 * Every version of what is written anew on top of what stood before, the oldest first and the one that stands last, back in the boxes of `form`.
 * None where nothing is written, or where each stands for itself. A level is kept in two rows, what apart from why: of it there is the last alone.
 */
export const listSupportVersions = async (
  grant: ChildGrant<FileKind>,
  part: Part,
  form: Form,
  written: readonly Written[],
): Promise<SavedVersion[]> => {
  const standing =
    part.keeps === 'latest' && part.key !== 'card' ? written.findLast(one => one.kind === part.kind.kind) : undefined
  if (standing?.entries[0] === undefined) return []
  const rows = await listVersions(grant, part.kind.kind as FileKind, standing.entries[0])
  const before = hasVersions(part.key) ? rows.filter(row => row.address !== standing.address) : []
  const { address, by, body } = standing
  return [
    ...before.map(row => ({
      ...{ address: row.address, by: row.author, at: row.writtenAt },
      fields: boxesOf(typedFrom(form, row.body)),
    })),
    {
      ...{ address, by, at: rows.find(row => row.address === address)?.writtenAt ?? grant.at },
      fields: boxesOf(typedFrom(form, body)),
    },
  ]
}
