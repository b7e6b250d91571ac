import { sql } from 'kysely'
import type { ChildGrant } from '../../access/index.ts'
import type { Category } from '../../kernel/index.ts'
import { mayName, readFacts, unnamed } from './facts.queries.ts'
import { tiesBetween } from './why-together.ts'

/** One source's record that makes up the child's: for "About this record". */
export type RecordPart = {
  readonly sourcePerson: number
  readonly source: string
  readonly said: string
  /** How many facts of it this reader may see, and when the first and the last of them came. */
  readonly facts: number
  readonly firstKnown: Date
  readonly lastKnown: Date
  /** Why it is here: what it shares with another part that this reader may see. */
  readonly because: { readonly with: string; readonly words: readonly string[] } | undefined
}
export type RecordSummary = { readonly changedAt: Date | undefined; readonly parts: readonly RecordPart[] }

type Row = {
  source_person_id: number
  source_id: string
  said: string
  tells: Category | null
  facts: number
  first_known: Date
  last_known: Date
}
const compared = [{ kind: 'identity' }, { kind: 'identifier' }, { kind: 'address' }] as const

/**
 * How the record is put together, as far as this reader may know: a function of the entries open to them, `changedAt` included,
 * so that a hidden source leaves no trace. The linker's own evidence, which has seen all, is the clearing house's.
 */
export const openRecordSummary = async (
  grant: ChildGrant<'identity' | 'identifier' | 'address'>,
): Promise<RecordSummary> => {
  const known =
    grant.knownAt === undefined
      ? sql`e.known_to = 'infinity'`
      : sql`e.known_from <= ${grant.knownAt} and e.known_to > ${grant.knownAt}`
  const { rows } = await sql<Row>`
    select e.source_person_id, s.id as source_id, coalesce(s.said, s.name) as said, s.category as tells, count(*)::int as facts,
      min(e.known_from) as first_known, max(e.known_from) as last_known
    from entry e join source s on s.id = e.source_id
    where e.child_id = ${grant.childId} and e.source_person_id is not null and ${known}
    group by e.source_person_id, s.id order by first_known, e.source_person_id`.execute(grant.tx)
  const ties = new Map(tiesBetween(await readFacts(grant, compared)).map(tie => [tie.sourcePerson, tie]))
  const parts = rows.map(
    (r): RecordPart => ({
      sourcePerson: r.source_person_id,
      ...(mayName(grant, r.tells) ? { source: r.source_id, said: r.said } : unnamed),
      facts: r.facts,
      firstKnown: r.first_known,
      lastKnown: r.last_known,
      because: ties.get(r.source_person_id),
    }),
  )
  return { changedAt: parts.map(p => p.lastKnown).sort((a, b) => b.getTime() - a.getTime())[0], parts }
}
