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

/**
 * What each of the world's people reads from the database and is told whom to ask about, and what the policy opens to them, by the entries'
 * names in the world. Gives how many were open, how many of them by oversight first, and of how many there was somebody to ask.
 */
const compare = async (world: World): Promise<{ open: number; overseen: number; asked: number }> => {
  const written = await writeWorld(db.owner, world)
  const names = new Map([...written.entries].map(([name, id]) => [id, name]))
  const sealed = new Map([...written.holders].map(([name, holder]) => [holder, name]))
  const counted = { open: 0, overseen: 0, asked: 0 }
  // Somebody who has left is refused before the database is asked.
  for (const user of world.users.filter(one => one.active)) {
    const asks = world.entries.map(({ id, child }) => ({ user: user.id, child, entry: id, action: 'read' as const }))
    const answers = decideWorld({ ...world, asks })
    const open = answers.filter(one => one.answer === 'content').map(one => one.ask.entry)
    const toAsk = answers.filter(one => one.rule === 'sealed-known').map(one => one.ask.entry)
    const children = [...written.children.values()].map(child => child.id)
    const [read, told] = await withContext(ground, contextIn(world, written, user), async tx => [
      await sql<{
        id: number
      }>`select id from entry where id = any(${[...names.keys()]}::bigint[]) order by id`.execute(tx),
      await sql<{
        id: number
      }>`select w.principal as id from unnest(${children}::bigint[]) as c(id), access.whom_to_ask(c.id) w`.execute(tx),
    ])
    const seen = read.rows.map(row => names.get(row.id))
    assert.deepEqual(seen, open, `${user.id} reads`)
    assert.deepEqual(
      told.rows.map(row => sealed.get(row.id) ?? 'an unsealed one').sort(),
      toAsk.sort(),
      `${user.id} is told whom to ask`,
    )
    counted.open += open.length
    counted.asked += toAsk.length
    counted.overseen += answers.filter(one => one.rule === 'oversight').length
  }
  return counted
}

test('any world answers the same from the tables of the database as by the rules: involvements, rolls, urgent access, oversight and seals, at every edge of time', async () => {
  let [open, overseen, asked] = [0, 0, 0]
  for (let seed = 1; seed <= Number(process.env.WRITTEN_WORLDS ?? 30); seed++) {
    // The purpose stands in no table; a fact names its readers by its seal alone.
    const { purpose: _, ...world } = worldFromThePage(seed, 1) as World
    const entries = world.entries.map(entry => (entry.sealed ? entry : { ...entry, named: [] }))
    const counted = await compare({ ...world, entries })
    open += counted.open
    overseen += counted.overseen
    asked += counted.asked
  }
  assert.ok(open > 100, `only ${open} entries were open: too few to show a wrong refusal`)
  assert.ok(overseen > 10, `only ${overseen} entries were open by oversight alone or first`)
  assert.ok(asked > 20, `only ${asked} sealed entries had somebody to ask`)
})
