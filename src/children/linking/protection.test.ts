import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { emptyTables } from '../../platform/testing/index.ts'
import { chances } from '../leak-guard/variants.examples.ts'
import { type LinkedTown, linkedTown } from '../testing/linked-town.ts'
import { protectionWorld } from '../testing/protection.queries.ts'

let town: LinkedTown
before(async () => {
  town = await linkedTown(['census', 'care', 'health', 'throughline'])
})
after(() => town.leave())

// Ten thousand feeds: `npm run bench protection`.
test('whatever feeds send, what is kept stays kept, and a join widens nothing and is undone to the fact', async () => {
  const done = { feed: 0, kept: 0, joined: 0 }
  await emptyTables(town.db.owner, 'person, source_person, family, access.shield, access.grant_row')
  const world = await protectionWorld(town, chances(5))
  for (let at = 0; at < 24; at++) done[await world.step()] += 1
  const { records, onlyNamed } = await world.kept()
  const all = JSON.stringify({ ...done, records, onlyNamed })
  assert.ok(done.feed > 10 && done.kept > 2 && done.joined > 1 && records > 1 && onlyNamed > 0, all)
})
