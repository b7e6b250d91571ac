import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { asActor, type Ground, type Tx } from '../../access/index.ts'
import { aChild, type TestChild, testGrounds } from '../../access/testing/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { stopIndexing } from './index.ts'

let db: TestDatabase
let ground: Ground
let child: TestChild
let word: number
before(async () => {
  db = await testDatabase()
  ground = (await testGrounds(db)).jobs
  child = await aChild(db.owner)
  const { rows } = await db.owner.query("insert into search_word (word, sound) values ('wren', 'RN') returning id")
  word = Number(rows[0].id)
})
after(() => db.drop())

const find = (tx: Tx, { word, child }: { readonly word: number; readonly child: number }) =>
  sql`insert into search_key (word_id, child_id, field, category_bit, sensitivity, source_person_id)
    values (${word}, ${child}, 'surname', 1, 1, ${1})`.execute(tx)
const forget = (tx: Tx) =>
  sql`delete from search_word w where not exists (select from search_key k where k.word_id = w.id)`.execute(tx)
const words = async () => (await db.owner.query('select word from search_word')).rows

/** Until somebody waits for somebody else, or has gone on without. */
const waits = async (work: Promise<unknown>): Promise<void> => {
  const asked = `select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()`
  let over = false
  void work.catch(() => {}).finally(() => (over = true))
  while (!over && (await db.owner.query(asked)).rows.length === 0);
}

describe('what a child is found by', () => {
  test('is a word of the dictionary and a child on record, and nothing else', async () => {
    for (const one of [
      { word: word + 1, child: child.id },
      { word, child: child.id + 1 },
    ])
      await assert.rejects(
        asActor(ground, 'recorder', tx => find(tx, one)),
        { code: '23503' },
      )
  })

  test('stays in the dictionary where somebody tells of it while words that nobody has are taken away', async () => {
    const told = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const telling = asActor(ground, 'recorder', async tx => {
      await find(tx, { word, child: child.id })
      begun.resolve()
      await told.promise
    })
    await begun.promise
    const taking = asActor(ground, 'vault', async tx => {
      await stopIndexing(tx)
      await forget(tx)
    })
    await waits(taking)
    told.resolve()
    await Promise.all([telling, taking])
    assert.deepEqual(await words(), [{ word: 'wren' }])
  })

  test('is not told of a word that was taken away meanwhile: whoever tells begins again', async () => {
    await db.owner.query("insert into search_word (word, sound) values ('rook', 'RK')")
    let tries = 0
    await asActor(ground, 'recorder', async tx => {
      tries++
      const { rows } = await sql<{ id: number }>`select id from search_word where word = 'rook'`.execute(tx)
      if (tries === 1) await asActor(ground, 'vault', forget)
      if (rows[0]) await find(tx, { word: rows[0].id, child: child.id })
    })
    assert.equal(tries, 2)
    assert.deepEqual(await words(), [{ word: 'wren' }])
  })

  test('keeps the word and the child from being taken away before it', async () => {
    await assert.rejects(db.owner.query('delete from search_word'), { code: '23503' })
    await db.owner.query('delete from link')
    await db.owner.query('delete from source_person')
    await assert.rejects(db.owner.query('delete from person'), { code: '23503' })
    await db.owner.query('delete from search_key')
    await db.owner.query('delete from search_word')
    await db.owner.query('delete from person')
  })
})
