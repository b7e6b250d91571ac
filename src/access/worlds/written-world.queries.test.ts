import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { testGrounds } from '../testing/index.ts'
import { type Ground, withContext } from '../transaction.ts'
import { decideWorld } from './decide-world.ts'
import { worldFromThePage } from './oracle-worlds.examples.ts'
import type { World } from './world.ts'
import { contextIn, writeWorld } from './written-world.examples.ts'

let db: TestDatabase
let ground: Ground
before(async () => {
  db = await testDatabase()
  ground = (await testGrounds(db)).pages
})
after(async () => {
  await ground.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

/** The entries that each of the world's people reads from the database, and those the policy opens to them, by their names in the world. */
const compare = async (world: World): Promise<number> => {
  const written = await writeWorld(db.owner, world)
  const names = new Map([...written.entries].map(([name, id]) => [id, name]))
  let opened = 0
  // Somebody who has left is refused before the database is asked.
  for (const user of world.users.filter(one => one.active)) {
    const asks = world.entries.map(({ id, child }) => ({ user: user.id, child, entry: id, action: 'read' as const }))
    const expected = decideWorld({ ...world, asks })
      .filter(one => one.answer === 'content')
      .map(one => one.ask.entry)
    const rows = await withContext(ground, contextIn(world, written, user), tx =>
      sql<{ id: number }>`select id from entry where id = any(${[...names.keys()]}::bigint[]) order by id`.execute(tx),
    )
    assert.deepEqual(
      rows.rows.map(row => names.get(row.id)),
      expected,
      user.id,
    )
    opened += expected.length
  }
  return opened
}

test('any world answers the same from the tables of the database as by the rules: involvements, rolls and urgent access, at every edge of time', async () => {
  let opened = 0
  for (let seed = 1; seed <= Number(process.env.WRITTEN_WORLDS ?? 30); seed++) {
    // Seals, names of entries, oversight and the purpose stand in no table yet.
    const { purpose: _, ...world } = worldFromThePage(seed, 1) as World
    const plain = world.entries.map(entry => ({ ...entry, sealed: null, named: [] }))
    opened += await compare({ ...world, entries: plain, oversight: [] })
  }
  assert.ok(opened > 100, `only ${opened} entries were open: too few to show a wrong refusal`)
})
