import type pg from 'pg'

/** The tables that make up what is known of people now, each with its rows in a fixed order. */
const spine: Readonly<Record<string, string>> = {
  persons: 'select id, uuid, has_record, redirect_to from person order by id',
  'source persons': 'select * from source_person order by id',
  entries: 'select * from entry order by id',
  'search tokens': `select w.word, w.sound, k.child_id, k.field, k.category_bit, k.sensitivity, k.source_person_id
    from search_key k join search_word w on w.id = k.word_id order by 1, 3, 4, 7, 6`,
  relationships: `select child_id, other_id, kind, parental_responsibility, source_id, entry_id, true_from, true_to from relationship
    where known_to = 'infinity' order by 1, 2, 3, 5, 6`,
  households: 'select * from household_member order by uprn, child_id, entry_id',
  families: `select f.id, f.formed_by, m.child_id, m.source_id, m.source_key, m.true_from, m.true_to from family_member m
    join family f on f.id = m.family_id where m.known_to = 'infinity' order by 1, 3, 5`,
  involvements: 'select * from involvement order by id',
  grants: 'select * from access.grant_row order by id',
  rolls: 'select * from access.roll order by child_id, establishment_id, starts_on',
  marks: 'select * from attendance_year order by source_person_id, establishment_id, year',
  shields: 'select child_id, kind, reason, holder from access.shield order by child_id, kind',
  links: `select source_person_id, person_id from link where known_to = 'infinity' order by 1`,
  consents: 'select * from access.consent order by id',
  'school years': 'select * from pupil_year order by source_person_id, establishment_id, year',
  conflicts: `select child_id, fact, state, since from fact_conflict where state in ('open', 'asked') order by child_id, fact`,
  refusals: 'select user_id, child_id, why from access.conflict order by 1, 2',
  questions: `select least(a_source_person, b_source_person) as a, greatest(a_source_person, b_source_person) as b, kind, bits from review_case where state in ('open', 'asked') order by 1, 2`,
}

/** The tables that it reads, by schema and name. */
export const spineTables: readonly string[] = [
  ...new Set(
    Object.values(spine).flatMap(query =>
      [...query.matchAll(/(?:from|join) (\w+(?:\.\w+)?)/g)].map(([, name = '']) =>
        name.includes('.') ? name : `public.${name}`,
      ),
    ),
  ),
]

/** All that is known of people now, as one text: equal texts are equal records, byte for byte. */
export const dumpSpine = async (owner: pg.Pool): Promise<string> => {
  const lines: string[] = []
  for (const [name, query] of Object.entries(spine)) {
    lines.push(`${name}:`)
    for (const row of (await owner.query(query)).rows) lines.push(JSON.stringify(row))
  }
  return lines.join('\n')
}
