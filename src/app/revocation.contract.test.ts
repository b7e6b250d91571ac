import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { tryRevocations } from './testing/revocations.ts'

let db: TestDatabase
before(async () => {
  db = await testDatabase()
})
after(() => db.drop().catch(() => {}))

test('however somebody’s sight of a child ends, their next request is refused', async () => {
  assert.deepEqual((await tryRevocations(db, 27)).late, [])
})
