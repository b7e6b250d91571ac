import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { asActor, type Ground, type Tx } from '../../access/index.ts'
import { aChild, type TestChild, testGrounds, testNow } from '../../access/testing/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { aRun, someSources } from '../testing/index.ts'
import { stopWriting } from './index.ts'

let db: TestDatabase
let ground: Ground
let child: TestChild
let rows: { run: number; record: number }
before(async () => {
  db = await testDatabase()
  ground = (await testGrounds(db)).jobs
  child = await aChild(db.owner)
  rows = await aRun(db.owner, 'test', testNow)
})
after(() => db.drop())

const known = () => ({ child: child.id, told: child.sourcePersonId, source: 'test', ...rows })
/** Facts of what is said of them, all in one statement. */
const tell = (tx: Tx, ...facts: readonly ReturnType<typeof known>[]) =>
  sql`insert into entry (child_id, source_person_id, source_record_id, run_id, source_id, kind, category, category_bit, sensitivity, body, known_from)
    select child, told, record, run, source, 'identity', 'identity', 1, 1, '{}', ${testNow}
    from json_to_recordset(${JSON.stringify(facts)}::json) as f(child bigint, told bigint, record bigint, run bigint, source text)`.execute(
    tx,
  )
const count = async (tx: Tx): Promise<number> =>
  (await sql<{ facts: number }>`select count(*)::int as facts from entry`.execute(tx)).rows[0]!.facts
const refused = { code: '23503' }

/** Until somebody waits for somebody else, or has gone on without. */
const waits = async (work: Promise<unknown>): Promise<void> => {
  const asked = `select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()`
  let over = false
  void work.catch(() => {}).finally(() => (over = true))
  while (!over && (await db.owner.query(asked)).rows.length === 0);
}

describe('what a fact is of', () => {
  test('is a child, a record, a row, a run and a source that are there, in every row of a statement', async () => {
    for (const wrong of [{ child: 999 }, { told: 999 }, { record: 999 }, { run: 999 }, { source: 'nobody' }])
      await assert.rejects(
        asActor(ground, 'recorder', tx => tell(tx, known(), { ...known(), ...wrong }, known())),
        refused,
        JSON.stringify(wrong),
      )
    await asActor(ground, 'recorder', tx => tell(tx, known(), known()))
    assert.equal(await asActor(ground, 'vault', count), 2)
  })

  test('is never another child by people’s word unless that child is there, and never another source’s word', async () => {
    const move = sql`update entry set child_id = 999`
    await assert.rejects(
      asActor(ground, 'clearing-house', tx => move.execute(tx)),
      refused,
    )
    for (const held of ['source_person_id', 'source_record_id', 'run_id', 'source_id'])
      for (const actor of ['recorder', 'clearing-house', 'intake', 'linker'] as const)
        await assert.rejects(
          asActor(ground, actor, tx => sql`update entry set ${sql.ref(held)} = null`.execute(tx)),
          { code: '42501' },
        )
  })

  test('is not taken away before it, and a source keeps its name', async () => {
    const { run } = await aRun(db.owner, 'test', testNow)
    await db.owner.query('delete from source_record where run_id = $1', [run])
    await someSources(db.owner, ['other'])
    const { rows: made } = await db.owner.query('insert into person (changed_at) values ($1) returning id', [testNow])
    const person = made[0].id
    await asActor(ground, 'recorder', tx => tell(tx, { ...known(), run, source: 'other', child: person }))
    await db.owner.query('delete from link')
    const kept = { person, source_person: child.sourcePersonId, source_record: rows.record, import_run: run }
    for (const [table, id] of [...Object.entries(kept), ['source', 'other']])
      await assert.rejects(
        db.owner.query(`delete from ${table} where id = $1`, [id]),
        { ...refused, message: /^Facts hang/ },
        String(table),
      )
    await assert.rejects(db.owner.query("update source set id = 'another' where id = 'other'"), refused)
    await db.owner.query('delete from entry where child_id = $1', [person])
    await db.owner.query('delete from person where id = $1', [person])
  })

  test('does not end while somebody tells of it: whoever ends a record sees every fact that there is', async () => {
    const told = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const telling = asActor(ground, 'recorder', async tx => {
      await tell(tx, known())
      begun.resolve()
      await told.promise
    })
    await begun.promise
    const ending = asActor(ground, 'vault', async tx => {
      await stopWriting(tx)
      return await count(tx)
    })
    await waits(ending)
    told.resolve()
    await telling
    assert.equal(await ending, 3)
  })

  test('has ended where it went while somebody was about to tell of it: whoever tells begins again, and is refused', async () => {
    const other = await aChild(db.owner)
    let tries = 0
    const telling = asActor(ground, 'recorder', async tx => {
      tries++
      await sql`select from person`.execute(tx)
      if (tries === 1) {
        await db.owner.query('delete from link')
        await db.owner.query('delete from source_person where id = $1', [other.sourcePersonId])
        await db.owner.query('delete from person where id = $1', [other.id])
      }
      await tell(tx, { ...known(), child: other.id })
    })
    await assert.rejects(telling, refused)
    assert.equal(tries, 2)
  })
})
