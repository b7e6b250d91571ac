import { anEntry, testNow } from '../../access/testing/index.ts'
import { markHidden } from './hidden-rows.ts'
import type { Twin } from './twin-worlds.ts'

/** Two schools that are there in both worlds, under the same numbers. */
const schools = [
  { id: 900_001, uuid: '5c0de2f0-0000-4000-8000-000000000001', laestab: '8018001', name: 'Ashgrove Primary School' },
  { id: 900_002, uuid: '5c0de2f0-0000-4000-8000-000000000002', laestab: '8018002', name: 'Birchgrove Primary School' },
] as const

/** Words by which her school would be found. */
export const schoolWords = ['ashgrove', 'birchgrove', '8018001']

/**
 * Protects Amara, and puts her at one of two schools in every way in which a record says it: her place, the roll, marks, an exclusion, a search word. Calling
 * what this gives takes it all away.
 */
export const atSchool = async (
  { db: { owner }, world: { amara } }: Twin,
  which: 0 | 1,
): Promise<() => Promise<void>> => {
  const unhide = await markHidden({ owner } as Twin['db'])
  for (const { id, uuid, laestab, name } of schools)
    await owner.query(
      'insert into access.establishment (id, uuid, laestab, name) overriding system value values ($1, $2, $3, $4)',
      [id, uuid, laestab, name],
    )
  await owner.query(
    `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'test', '2020-01-01')`,
    [amara.id],
  )
  const { id, laestab, name } = schools[which]
  const child = { id: amara.id, address: amara.address, sourcePersonId: amara.sourcePerson }
  await anEntry(owner, child, {
    ...{ kind: 'enrolment', category: 'identity', summary: true, source: 'school-census' },
    body: { laestab, school: name, status: 'C' },
  })
  await anEntry(owner, child, {
    ...{ kind: 'suspension', category: 'exclusion', summary: true, source: 'school-census' },
    body: { category: 'SUSP', startDate: '2026-11-03', laestab },
  })
  await owner.query(`insert into access.roll (child_id, establishment_id, starts_on) values ($1, $2, '2026-09-01')`, [
    amara.id,
    id,
  ])
  await owner.query(
    `insert into attendance_year (source_person_id, establishment_id, year, child_id, marks, attended, authorised, unauthorised, seen_from, changed_at)
     values ($1, $2, 2026, $3, '////', B'1100', B'0000', B'0011', $4, $4)`,
    [amara.sourcePerson, id, amara.id, testNow],
  )
  const word = name.split(' ')[0]?.toLowerCase()
  await owner.query(`insert into search_word (word, sound) values ($1, '') on conflict do nothing`, [word])
  await owner.query(
    `insert into search_key (word_id, child_id, field, category_bit, sensitivity, source_person_id) select id, $2, 'school', 1, 1, $3 from search_word where word = $1`,
    [word, amara.id, amara.sourcePerson],
  )
  return async () => {
    await owner.query('delete from access.roll where establishment_id = $1', [id])
    await owner.query('delete from search_key where word_id in (select id from search_word where word = $1)', [word])
    await unhide()
  }
}
