import { sql } from 'kysely'
import type { FamilyGrant } from '../../../access/index.ts'
import { NotFound, parseUuid } from '../../../kernel/index.ts'
import { type Key, open, type SealedColumn } from '../../../platform/keys/index.ts'
import type { Desk } from '../rounds/index.ts'

/** What a part of a paper is sealed about. */
export const aboutPaper = (paper: string, part: number | string): string => `family paper ${paper} ${part}`
/** Papers that families sent, as a change of key seals them anew. */
export const sealedPapers: SealedColumn = {
  ...{ ring: 'told', table: 'family_paper_part', column: 'bytes', id: 't.paper_id, t.part' },
  place: `(select p.uuid from family_paper p where p.id = t.paper_id) || ' ' || t.part`,
  about: place => {
    const [paper = '', part = ''] = place.split(' ')
    return aboutPaper(paper, part)
  },
}

/** A paper that a family sent with an application. */
export type Paper = {
  readonly address: string
  readonly name: string
  readonly bytes: number
  readonly addedAt: Date
}

/** The papers of what was sent, as they came; those alone that the grant may see. */
export const listPapers = async (
  { tx }: Pick<FamilyGrant, 'tx'> | Pick<Desk, 'tx'>,
  { id }: { readonly id: number },
): Promise<Paper[]> => {
  const { rows } = await sql<Paper>`
    select uuid as address, name, bytes, added_at as "addedAt" from family_paper where sent_id = ${id} order by id`.execute(
    tx,
  )
  return rows
}

/** The bytes of one of them, for an officer. @throws NotFound */
export const readPaper = async (
  { tx }: Desk,
  { id }: { readonly id: number },
  address: string | undefined,
  key: Key,
): Promise<{ name: string; mediaType: string; body: Buffer }> => {
  const uuid = parseUuid(address ?? '') ?? null
  const { rows } = await sql<{ name: string; mediaType: string; part: number; sealed: Buffer }>`
    select p.name, p.media_type as "mediaType", n.part, n.bytes as sealed from family_paper p join family_paper_part n on n.paper_id = p.id
    where p.sent_id = ${id} and p.uuid = ${uuid}::uuid order by n.part`.execute(tx)
  const [first] = rows
  if (!first || uuid === null) throw new NotFound()
  const body = Buffer.concat(rows.map(({ part, sealed }) => open(key, sealed, aboutPaper(uuid, part))))
  return { name: first.name, mediaType: first.mediaType, body }
}
