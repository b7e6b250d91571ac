import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { readerContext } from './context.ts'
import type { SignedInReader } from './reader.queries.ts'
import { aReader, testGrounds, testNow } from './testing/index.ts'
import { type Ground, type Tx, withContext } from './transaction.ts'

let db: TestDatabase
let pages: Ground
let eve: SignedInReader
before(async () => {
  db = await testDatabase()
  pages = (await testGrounds(db)).pages
  eve = await aReader(db.owner, 'social-worker')
})
after(() => db.drop())

const say = (text: string) => (tx: Tx) => sql.raw(text).execute(tx)
/** SQL in a page that Eve looks at. */
const onPage = (text: string) => withContext(pages, readerContext(eve, testNow), say(text))
const refused = { code: '42501' }

describe('SQL in a page that a worker looks at', () => {
  for (const [what, job] of [
    ['undone', `'undo-run', '{"run": "1"}'`],
    ['read again', `'work-run', '{"run": "1"}'`],
    ['told to a service', `'tell-service', '{"delivery": 1}'`],
    ['ended as kept long enough', `'keeping-ends', '{}'`],
  ] as const)
    test(`has nothing ${what} behind the pages: it queues no job`, () =>
      assert.rejects(onPage(`select job.add(${job}, null, null, null, null, null)`), refused))
})
