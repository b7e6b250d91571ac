import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type pg from 'pg'
import { type Ground, withContext } from '../src/access/index.ts'
import { contextOf, readerOfTown } from './town-reader.ts'
import type { TownStaff } from './town-staff.ts'

// In the town's own words, without our numbers and without when we learnt it.
const parts: Readonly<Record<string, string>> = {
  people: `select s.key, p.has_record, s.adult, s.identity, encode(s.identity_hash, 'hex'), encode(s.linked_hash, 'hex'), s.to_link, s.provisional
    from source_person s join person p on p.id = s.person_id`,
  links: `select s.key, l.decided_by, l.rule_version, l.bits, l.evidence from link l join source_person s on s.id = l.source_person_id
    and s.person_id = l.person_id where l.known_to = 'infinity'`,
  records: `select key, version, scope, person_key, as_of, gone, content, encode(content_hash, 'hex'), identity from source_record where not register`,
  facts: `select s.key, e.child_id = s.person_id, e.uprn, e.kind, e.category, e.category_bit, e.sensitivity, e.summary, e.flags, e.body, e.true_from,
    e.true_to, e.known_to, e.source_id, r.key as record, e.due_on, e.status, e.code, e.number, e.ref from entry e
    join source_person s on s.id = e.source_person_id left join source_record r on r.id = e.source_record_id`,
  rolls: `select s.key, h.laestab, h.name, r.starts_on, r.ends_on from access.roll r join source_person s on s.person_id = r.child_id
    join access.establishment h on h.id = r.establishment_id`,
  households: `select s.key, m.uprn, e.kind, m.sensitivity, m.true_from, m.true_to from household_member m join source_person s on s.person_id = m.child_id
    join entry e on e.id = m.entry_id`,
  families: `select s.key, f.formed_by, m.source_id, m.source_key, m.true_from, m.true_to from family_member m join family f on f.id = m.family_id
    join source_person s on s.person_id = m.child_id`,
  marks: `select s.key, h.laestab, y.year, y.marks, y.attended, y.authorised, y.unauthorised from attendance_year y
    join source_person s on s.id = y.source_person_id and s.person_id = y.child_id join access.establishment h on h.id = y.establishment_id`,
  search: `select s.key, w.word, w.sound, k.field, k.category_bit, k.sensitivity from search_key k join search_word w on w.id = k.word_id
    join source_person s on s.id = k.source_person_id and s.person_id = k.child_id`,
  grants: `select coalesce(s.key, h.laestab), g.reason, g.limit_mask, g.extra_mask, g.max_sensitivity, g.named from access.grant_row g
    left join source_person s on s.person_id = g.child_id left join access.establishment h on h.id = g.establishment_id`,
}

const hashOf = (lines: readonly string[]): string =>
  `${lines.length} ${createHash('sha256')
    .update([...lines].sort().join('\n'))
    .digest('hex')
    .slice(0, 16)}`

/** All that is kept of the town, a hash for each part. `owner` sees past row security. */
export const stateOfTown = async (owner: pg.Pool): Promise<Record<string, string>> => {
  const state: Record<string, string> = {}
  for (const [part, query] of Object.entries(parts)) {
    const { rows } = await owner.query<{ line: string }>(`select x::text as line from (${query}) x`)
    state[part] = hashOf(rows.map(({ line }) => line))
  }
  return state
}

const visible: Readonly<Record<string, string>> = {
  facts: `select kind, category, sensitivity, body, true_from, true_to, source_id from entry where known_to = 'infinity'`,
  words: 'select w.word, k.field from search_key k join search_word w on w.id = k.word_id',
  marks: 'select year, marks from attendance_year',
  households: 'select uprn, true_from, true_to from household_member',
  people: 'select count(*) from person',
}

/** What one member of staff can see of it through row security. */
export const seenInTown = async (owner: pg.Pool, pages: Ground, who: TownStaff): Promise<Record<string, string>> => {
  const reader = await readerOfTown(owner, pages, who)
  return await withContext(pages, contextOf(reader, pages.now()), async tx => {
    const seen: Record<string, string> = {}
    for (const [part, query] of Object.entries(visible)) {
      const { rows } = await sql<{ line: string }>`select x::text as line from (${sql.raw(query)}) x`.execute(tx)
      seen[part] = hashOf(rows.map(({ line }) => line))
    }
    return seen
  })
}
