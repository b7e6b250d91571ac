// `destroy` names every table that says anything of a child (design 2.1): a new one cannot be forgotten.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'

let db: TestDatabase
before(async () => {
  db = await testDatabase()
})
after(() => db.drop())

/** What stays, and why. */
const stays: Readonly<Record<string, string>> = {
  'access.access_event': 'the record of who looked: a number, and nothing of whom',
  'public.block_key': 'goes with what sources know of a person, by a trigger',
  'public.pupil_year': 'goes with the year of marks that it counts',
}
/** The end of a whole record, and what it has in common with the end of a part. */
const ends = `array['access.destroy_record(bigint)'::regprocedure, 'access.destroy_told(access.record_reach)'::regprocedure]::oid[]`
/** What is said of adults on no child's record: no record's end reaches it, so that it ends by itself. */
const apart = ['access.supervision', 'public.adopters', 'public.adopters_step']
const forgotten = async (): Promise<string[]> => {
  const { rows } = await db.owner.query<{ name: string }>(
    `select distinct n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where n.nspname in ('public', 'access', 'intake') and c.relkind in ('r', 'p')
        and (a.attname in ('child_id', 'person_id', 'other_id', 'source_person_id', 'entry_id', 'source_record_id', 'application_id')
          -- or it refers to what goes, and does not go with it by itself
          or exists (select from pg_constraint f where f.contype = 'f' and f.conrelid = c.oid and f.confdeltype = 'a' and f.confrelid in (
            select m[1]::regclass from pg_proc p, regexp_matches(p.prosrc, 'delete from (\\w+\\.\\w+)', 'g') m where p.oid = any (${ends}))))
        and not exists (select from pg_proc p where p.oid = any (${ends})
          and p.prosrc ~ ('(delete from|update) ' || n.nspname || '\\.' || c.relname || '\\M'))
      order by 1`,
  )
  return rows.map(row => row.name)
}

describe('the end of a record', () => {
  test('reaches every table that says anything of a child, but for those with a reason', async () => {
    assert.deepEqual(await forgotten(), Object.keys(stays))
  })

  test('is not waited for by what stands on no record: the keeper ends that by its age', async () => {
    const { rows } = await db.owner.query<{ name: string }>(
      `select t.name from unnest($1::text[]) t(name)
        where exists (select from pg_policies y where y.schemaname || '.' || y.tablename = t.name and y.policyname = 'keeper' and y.qual ~ 'written_at')
          or exists (select from pg_proc p where p.pronamespace = 'access'::regnamespace and p.proname ~ '^forget_' and p.prosrc ~ '''keeper'''
            and p.prosrc ~ ('delete from ' || t.name || '\\M')) order by 1`,
      [apart],
    )
    assert.deepEqual(
      rows.map(row => row.name),
      apart,
    )
  })

  test('would be told of a table that is forgotten', async () => {
    await db.owner.query(
      `create table planted_by_number (child_id bigint); create table planted_by_reference (of_whom bigint references entry (id))`,
    )
    assert.deepEqual(
      (await forgotten()).filter(name => !(name in stays)),
      ['public.planted_by_number', 'public.planted_by_reference'],
    )
  })
})
