import { sql } from 'kysely'
import { type ChildGrant, type CommandGrant, filesKeyOf } from '../../access/index.ts'
import type { Category, PlainDate } from '../../kernel/index.ts'
import { FOREVER } from '../../platform/database/index.ts'
import { open, type SealedColumn, seal } from '../../platform/keys/index.ts'
import { namesOf } from '../pages/names.queries.ts'

/** A document on the record, in one of its versions. */
export type DocumentLine = {
  readonly id: number
  readonly address: string
  readonly title: string
  readonly about: string | undefined
  readonly datedOn: PlainDate | undefined
  readonly from: string | undefined
  /** The child made it: it stays as it is, and what is said of it is the child’s word. */
  readonly own?: true
  readonly reason: string | undefined
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
  readonly category: Category
  readonly author: string
  readonly authorId: number | undefined
  readonly addedAt: Date
  readonly replacedAt: Date | undefined
  readonly replaces: number | undefined
}

type Row = {
  id: number
  address: string
  body: { title?: string; about?: string; datedOn?: PlainDate; from?: string; own?: string; correctionReason?: string }
  name: string
  media_type: string
  bytes: number
  category: Category
  author_id: number | null
  added_at: Date
  replaced_at: Date
  replaces: number | null
}

/** Every document of the child that this reader may see, the newest first, with the versions that were replaced. */
export const listDocuments = async (grant: ChildGrant<'document'>): Promise<DocumentLine[]> => {
  const { rows } = await sql<Row>`
    select e.id, e.uuid as address, e.body, d.name, d.media_type, d.bytes, e.category, e.author_id,
      e.known_from as added_at, e.known_to as replaced_at, e.replaces
    from entry e join document d on d.entry_id = e.id
    where e.child_id = ${grant.childId} and e.kind = 'document' order by e.known_from desc, e.id desc`.execute(grant.tx)
  const names = await namesOf(
    grant,
    rows.map(row => row.author_id),
  )
  return rows.map(row => ({
    id: row.id,
    address: row.address,
    title: row.body.title ?? row.name,
    about: row.body.about,
    datedOn: row.body.datedOn,
    from: row.body.from,
    ...(row.body.own ? { own: true as const } : {}),
    reason: row.body.correctionReason,
    name: row.name,
    mediaType: row.media_type,
    bytes: row.bytes,
    category: row.category,
    author: names.get(row.author_id ?? 0) ?? 'a worker',
    authorId: row.author_id ?? undefined,
    addedAt: row.added_at,
    replacedAt: row.replaced_at.getTime() === FOREVER.getTime() ? undefined : row.replaced_at,
    replaces: row.replaces ?? undefined,
  }))
}

// A part belongs to what it is a part of, not to a row: a split puts the same document on both halves without opening it.
const aboutPart = (sha256: string, part: number | string): string => `document ${sha256} ${part}`
/** Documents, as a change of key seals them anew. */
export const sealedDocuments: SealedColumn = {
  ...{ ring: 'files', table: 'document_part', column: 'bytes', id: 't.document_id, t.part' },
  place: `(select encode(d.sha256, 'hex') from document d where d.id = t.document_id) || ' ' || t.part`,
  about: place => {
    const [sha256 = '', part = ''] = place.split(' ')
    return aboutPart(sha256, part)
  },
  unsealed: { where: 'not t.sealed', set: 'sealed = true' },
}

/**
 * The bytes of a document of this child; undefined where there is none that this reader may see.
 * @throws Error where the key of files is not the one it was sealed with
 */
export const readDocument = async (
  grant: ChildGrant<'document'>,
  address: string | undefined,
): Promise<{ name: string; mediaType: string; body: Buffer } | undefined> => {
  const known = (await listDocuments(grant)).find(one => one.address === address)
  if (!known) return undefined
  const { rows } = await sql<{ part: number; bytes: Buffer; sealed: boolean; sha256: string }>`
    select p.part, p.bytes, p.sealed, encode(d.sha256, 'hex') as sha256 from document d join document_part p on p.document_id = d.id
    where d.entry_id = ${known.id} order by p.part`.execute(grant.tx)
  const parts = rows.map(({ part, bytes, sealed, sha256 }) =>
    sealed ? open(filesKeyOf(grant.tx), bytes, aboutPart(sha256, part)) : bytes,
  )
  return { name: known.name, mediaType: known.mediaType, body: Buffer.concat(parts) }
}

const partBytes = 1024 * 1024

/** Keeps the bytes of what was written as a document, sealed, in parts of a megabyte. */
export const keepDocument = async (
  { tx }: CommandGrant<'recorder'>,
  entryId: number,
  file: { name: string; mediaType: string; body: Buffer; sha256: Buffer },
): Promise<void> => {
  const { rows } = await sql<{ id: number }>`
    insert into document (entry_id, name, media_type, bytes, sha256)
    values (${entryId}, ${file.name}, ${file.mediaType}, ${file.body.length}, ${file.sha256}) returning id`.execute(tx)
  const key = filesKeyOf(tx)
  for (let part = 0; part * partBytes < file.body.length; part += 1) {
    const content = file.body.subarray(part * partBytes, (part + 1) * partBytes)
    const sealed = seal(key, content, aboutPart(file.sha256.toString('hex'), part))
    await sql`insert into document_part (document_id, part, bytes, sealed)
      values (${rows[0]?.id ?? 0}, ${part}, ${sealed}, true)`.execute(tx)
  }
}
