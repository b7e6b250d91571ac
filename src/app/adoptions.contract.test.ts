import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type AdoptionWorld, adoptionWorld, joinedOrAsked, rowsWithBoth, toldOnScreens } from './testing/adoptions.ts'

let world: AdoptionWorld
before(async () => {
  world = await adoptionWorld(10)
})
after(() => world?.leave())

// A thousand of them: `npm run bench adoptions`.
describe('an adopted child’s two identities, whatever feeds send again', () => {
  test('are never one record, and nobody but those who hold the old one is asked of either', async () => {
    assert.deepEqual(await joinedOrAsked(world), [])
  })

  test('stand together in no row of any table but the barrier: no link, household, family, brother, number or event leads from one to the other', async () => {
    assert.deepEqual(await rowsWithBoth(world), [])
    const { old, now } = world.adoptions[0] ?? assert.fail()
    await world.db.owner.query(
      `insert into relationship (child_id, other_id, kind, source_id, known_from) select a.person_id, b.person_id, 'brother', 'health', now() from source_person a, source_person b where a.key = $1 and b.key = $2`,
      [now.key, old.key],
    )
    assert.equal((await rowsWithBoth(world)).length, 1, 'one that did would be seen')
    await world.db.owner.query(`delete from relationship where kind = 'brother' and source_id = 'health'`)
  })

  test('are found by no search, page, record of access or address: the old one answers as nobody does', async () => {
    assert.deepEqual(await toldOnScreens(world, 1), [])
  })
})
