import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { testGrounds } from '../testing/index.ts'
import { type Ground, withContext } from '../transaction.ts'
import { decideWorld } from './decide-world.ts'
import {
  withConsents,
  withCouncilsOwn,
  withFlags,
  withOrganisations,
  worldFromThePage,
} from './oracle-worlds.examples.ts'
import { flagsOf, type World } from './world.ts'
import { contextIn, writeSupporters, writeWorld } from './written-world.examples.ts'

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

type Counted = { open: number; overseen: number; asked: number; agreed: number; flagged: number }

/**
 * What each of the world's people reads from the database and is told whom to ask about, and what the policy opens to them, by the entries'
 * names in the world. Gives how many were open, how many of them by oversight first, and of how many there was somebody to ask.
 */
const compare = async (world: World): Promise<Counted> => {
  const written = await writeWorld(db.owner, world)
  const supporters = await writeSupporters(db.owner, written)
  const names = new Map([...written.entries].map(([name, id]) => [id, name]))
  const sealed = new Map([...written.holders].map(([name, holder]) => [holder, name]))
  const counted: Counted = { open: 0, overseen: 0, asked: 0, agreed: 0, flagged: 0 }
  // What a worker of a silent service is to a reader: an entry of its category that says who to speak to.
  const withSupporters = { ...world, entries: [...world.entries, ...supporters.values()] }
  // Somebody who has left is refused before the database is asked.
  for (const user of world.users.filter(one => one.active)) {
    const asks = withSupporters.entries.map(({ id, child }) => ({
      ...{ user: user.id, child, entry: id, action: 'read' as const },
    }))
    const answers = decideWorld({ ...withSupporters, asks })
    const ofSupporters = answers.slice(world.entries.length).filter(one => one.answer !== 'nothing')
    const open = answers
      .slice(0, world.entries.length)
      .filter(one => one.answer === 'content')
      .map(one => one.ask.entry)
    const toAsk = answers.filter(one => one.rule === 'sealed-known').map(one => one.ask.entry)
    const children = [...written.children.values()].map(child => child.id)
    const [read, told, known] = await withContext(ground, contextIn(world, written, user), async tx => [
      await sql<{
        id: number
      }>`select id from entry where id = any(${[...names.keys()]}::bigint[]) order by id`.execute(tx),
      await sql<{
        id: number
      }>`select w.principal as id from unnest(${children}::bigint[]) as c(id), access.whom_to_ask(c.id) w`.execute(tx),
      await sql<{
        id: number
      }>`select id from involvement where id = any(${[...supporters.keys()]}::bigint[]) order by id`.execute(tx),
    ])
    const seen = read.rows.map(row => names.get(row.id))
    assert.deepEqual(seen, open, `${user.id} reads`)
    assert.deepEqual(
      told.rows.map(row => sealed.get(row.id) ?? 'an unsealed one').sort(),
      toAsk.sort(),
      `${user.id} is told whom to ask`,
    )
    assert.deepEqual(
      known.rows.map(row => supporters.get(row.id)?.id),
      ofSupporters.map(one => one.ask.entry),
      `${user.id} knows who supports`,
    )
    counted.agreed += answers.filter(one => one.rule === 'consent').length
    counted.flagged += answers.filter(one => ['source', 'place', 'training', 'agreement'].includes(one.rule)).length
    counted.open += open.length
    counted.asked += toAsk.length
    counted.overseen += answers.filter(one => one.rule === 'oversight').length
  }
  return counted
}

const draw = (seed: number) => {
  const drawn = withFlags(withConsents(worldFromThePage(seed, 3), seed), seed)
  const owned = seed % 3 === 0 ? withCouncilsOwn(drawn, seed) : drawn
  return seed % 2 === 0 ? withOrganisations(owned, seed) : owned
}

test('any world answers the same from the tables of the database as by the rules: involvements, rolls, urgent access, oversight, consents, seals and flags, at every edge of time', async () => {
  let [open, overseen, asked, agreed, flagged] = [0, 0, 0, 0, 0]
  for (let seed = 1; seed <= Number(process.env.WRITTEN_WORLDS ?? 30); seed++) {
    // The purpose stands in no table; a fact names its readers by its seal alone.
    const { purpose: _, ...world } = draw(seed) as World
    const places = new Set(flagsOf(world).flatMap(one => ('entry' in one ? one.entry : [])))
    const entries = world.entries.map(entry => ({
      ...entry,
      ...(entry.sealed ? {} : { named: [] }),
      // No kind is both the council's own and a place.
      ...(places.has(entry.id) ? { council: false } : {}),
    }))
    const counted = await compare({ ...world, entries })
    open += counted.open
    overseen += counted.overseen
    asked += counted.asked
    agreed += counted.agreed
    flagged += counted.flagged
  }
  assert.ok(open > 100, `only ${open} entries were open: too few to show a wrong refusal`)
  assert.ok(overseen > 10, `only ${overseen} entries were open by oversight alone or first`)
  assert.ok(asked > 20, `only ${asked} sealed entries had somebody to ask`)
  assert.ok(flagged > 30, `only ${flagged} entries were shut by a flag`)
  assert.ok(agreed > 30, `only ${agreed} entries were open because somebody agreed`)
})

test('a consent opens the same by the tables as by the rules where chance seldom goes: own family, a shield, an urgent reason alone, a seal that names', async () => {
  const places = ['plain', 'family', 'shielded', 'urgent', 'sealed'] as const
  const [from, to] = ['2026-11-01T00:00:00Z', null]
  const tie = (name: string) => ({ child: name, user: name, from, to })
  const label = { category: 'young-carer', sensitivity: 2, summary: true } as const
  const counted = await compare({
    ...{ world: 'consents', now: '2026-11-27T09:00:00Z', oversight: [], asks: [] },
    users: places.map(id => ({ id, role: 'education-welfare-officer', teams: [], active: true, named: [] })),
    children: places.map(id => ({
      ...{ id, restricted: id === 'shielded', allow: [], conflicts: id === 'family' ? [id] : [] },
    })),
    involvements: places
      .filter(id => id !== 'urgent')
      .map(name => ({ ...tie(name), kind: 'education-welfare' as const })),
    urgent: [{ ...tie('urgent'), from: '2026-11-27T08:30:00Z', categories: ['identity'] }],
    consents: places.map(name => ({
      ...{ ...tie(name), category: 'young-carer', by: 'young-person', opens: 'summary', withdrawn: null },
    })),
    entries: places.map(child =>
      child === 'sealed'
        ? { id: child, child, ...label, sensitivity: 4, sealed: 'known', named: [child] }
        : { id: child, child, ...label, sealed: null, named: [] },
    ),
  })
  assert.deepEqual([counted.open, counted.agreed], [2, 4])
})
