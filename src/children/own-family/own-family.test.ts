import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Ground, SignedInReader } from '../../access/index.ts'
import { aChild, aReader, aRelation, type TestChild, testGrounds } from '../../access/testing/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { identity } from '../kinds/index.ts'
import { onChild } from '../testing/index.ts'
import { send } from '../testing/routes.ts'
import { bodyOf } from '../testing/way-in.ts'
import { ownFamilyPages } from './index.ts'

let db: TestDatabase
let pages: Ground
let reader: SignedInReader
let child: TestChild
before(async () => {
  db = await testDatabase()
  pages = (await testGrounds(db)).pages
  reader = await aReader(db.owner, 'social-worker')
  child = await aChild(db.owner)
  await aRelation(db.owner, { child: child.id }, { principal: reader.userId })
  await db.owner.query(`insert into search_word (word, sound) values ('h801200001001', '')`)
  await db.owner.query(
    `insert into search_key (word_id, child_id, field, category_bit, sensitivity, source_person_id)
     select id, $1, 'identifier', 1, 1, $2 from search_word where word = 'h801200001001'`,
    [child.id, child.sourcePersonId],
  )
})
after(() => db.drop())

const declare = (form: object) => send(pages, ownFamilyPages, reader, 'POST', '/own-family', { form })
const opens = () => onChild(pages, reader, child.address, [identity], async () => true)

test('a child of one’s own family is shut to oneself, whatever work one has with the child, and nobody is told whether there is a record', async () => {
  assert.match(bodyOf(await declare({ number: 'h801200001001' })), /Choose whose child it is/)
  const nobody = await declare({ number: 'Z801200001001', why: 'family' })
  assert.ok(await opens())
  assert.deepEqual(await declare({ number: 'H801200001001', why: 'family' }), nobody)
  await assert.rejects(opens())
  assert.deepEqual(await declare({ number: 'H801200001001', why: 'household' }), nobody)
  const { rows } = await db.owner.query('select user_id, child_id, why from access.conflict')
  assert.deepEqual(rows, [{ user_id: reader.userId, child_id: child.id, why: 'household' }])
  const { rows: told } = await db.owner.query(
    `select child_id from access.access_event where rule = 'own-family' order by id`,
  )
  assert.deepEqual(
    told.map(one => one.child_id),
    [null, child.id, child.id],
    'the record of access says it',
  )
})
