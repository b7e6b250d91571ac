import { sql } from 'kysely'
import type { ChildGrant } from '../../access/index.ts'
import { nameParts, type PlainDate } from '../../kernel/index.ts'
import { fold, type GoldenRecord, readMany } from '../golden-record/index.ts'
import { chosenValue, identity } from '../kinds/index.ts'
import { nameAndAge, nameWords } from './life-words.ts'

/**
 * Other children of the very same name whom this reader may know of: search keys carry labels and are fenced for the reader,
 * so that a child the reader may not see takes no part. At most three.
 */
export const listLikeNamed = async (
  grant: ChildGrant<'identity' | 'chosen-value'>,
  record: GoldenRecord,
  today: PlainDate,
): Promise<{ name: string; age: string }[]> => {
  const { forename, surname } = record.name?.value ?? {}
  if (!forename || !surname) return []
  const [first, last] = [nameParts(forename)[0], nameParts(surname)[0]]
  if (!first || !last) return []
  const { rows } = await sql<{ id: number }>`
    select a.child_id as id from search_key a join search_word f on f.id = a.word_id and f.word = ${first}
    where a.field = 'forename' and a.child_id <> ${grant.childId} and exists (select 1 from search_key b join search_word l on l.id = b.word_id
      where b.child_id = a.child_id and b.field = 'surname' and l.word = ${last})
    group by a.child_id order by a.child_id limit 8`.execute(grant.tx)
  if (rows.length === 0) return []
  const known = await readMany(
    grant,
    rows.map(r => r.id),
    [identity, chosenValue],
  )
  return [...known.values()]
    .map(facts => fold(facts, { today, enrolment: 'none' }))
    .filter(other => nameWords(other).name === nameWords(record).name)
    .map(other => ({ name: nameWords(other).name, age: nameAndAge(other, today).age }))
    .slice(0, 3)
}
