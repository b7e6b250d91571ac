import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { CommandGrant, Tx, Upload } from '../../../access/index.ts'
import { documentName, openDocument } from '../../../children/index.ts'
import { londonDate, type PlainDate } from '../../../kernel/index.ts'
import { type Key, seal } from '../../../platform/keys/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { mostPaperBytes, mostPapers } from './paper-limits.ts'
import { aboutPaper } from './papers.queries.ts'
import type { Sent } from './sent.queries.ts'

const partBytes = 1024 * 1024

type Paper = { readonly name: string; readonly mediaType: string; readonly body: Buffer }

/** Reads the papers that a family chose, beside those that it sent before; all of them, or what is wrong. */
export const readPapers = async (
  uploads: readonly Upload[],
  before: number,
): Promise<{ papers: Paper[] } | { errors: FormError[] }> => {
  const chosen = uploads.filter(one => one.field === 'papers' && one.bytes > 0)
  const wrong = (text: string) => ({ errors: [{ field: 'papers', text }] })
  if (chosen.length === 0) return wrong('Choose a file')
  if (chosen.length + before > mostPapers) return wrong(`Send at most ${mostPapers} papers`)
  const papers: Paper[] = []
  for (const one of chosen) {
    const opened = await openDocument(one, mostPaperBytes)
    if ('error' in opened)
      return wrong(chosen.length === 1 ? opened.error : `${documentName(one.name)}: ${opened.error}`)
    papers.push({ name: documentName(one.name), mediaType: opened.type.mediaType, body: opened.body })
  }
  return { papers }
}

/** Keeps papers with what the family sent, sealed, in parts of a megabyte. */
export const keepPapers = async (
  { tx, at }: CommandGrant<'recorder'>,
  sent: Pick<Sent, 'id'>,
  papers: readonly Paper[],
  key: Key,
): Promise<void> => {
  for (const { name, mediaType, body } of papers) {
    const [address, sha256] = [randomUUID(), createHash('sha256').update(body).digest()]
    // sent again, by a second press or because nobody was sure: it is there
    const { rows: there } =
      await sql`select from family_paper where sent_id = ${sent.id} and sha256 = ${sha256}`.execute(tx)
    if (there.length > 0) continue
    const { rows } = await sql<{ id: number }>`
      insert into family_paper (uuid, sent_id, name, media_type, bytes, sha256, added_at)
      values (${address}::uuid, ${sent.id}, ${name}, ${mediaType}, ${body.length}, ${sha256}, ${at}) returning id`.execute(
      tx,
    )
    for (let part = 0; part * partBytes < body.length; part += 1) {
      const content = body.subarray(part * partBytes, (part + 1) * partBytes)
      await sql`insert into family_paper_part (paper_id, part, bytes)
        values (${rows[0]?.id ?? 0}, ${part}, ${seal(key, content, aboutPaper(address, part))})`.execute(tx)
    }
  }
}

/** How long papers are kept, by the day from which it holds: a local setting, from memory. `refused`: with what was refused. */
const kept: readonly { readonly from: PlainDate; readonly afterOfferDay: string; readonly refused: string }[] = [
  { from: '2026-01-01' as PlainDate, afterOfferDay: '1 year', refused: '30 days' },
]

/** Deletes papers that have been kept long enough. Gives how many. */
export const forgetPapers = async (tx: Tx, at: Date): Promise<number> => {
  const today = londonDate(at)
  const setting = kept.findLast(one => one.from <= today) ?? kept[0]
  const due = sql`select p.id from family_paper p join family_application f on f.id = p.sent_id join admission_round r on r.id = f.round_id
    where r.offer_day + ${setting?.afterOfferDay}::interval <= ${today}::date
      or (f.state = 'refused' and f.decided_at <= ${at}::timestamptz - ${setting?.refused}::interval)`
  await sql`delete from family_paper_part where paper_id in (${due})`.execute(tx)
  const { numAffectedRows = 0n } = await sql`delete from family_paper where id in (${due})`.execute(tx)
  return Number(numAffectedRows)
}
