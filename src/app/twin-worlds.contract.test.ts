import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { recordKinds } from './domains.ts'
import { hiddenWord, hideFrom, markHidden } from './testing/hidden-rows.ts'
import { plantedLeaks, tellsOf } from './testing/planted-leaks.ts'
import { walkers } from './testing/small-world.ts'
import { buildTwins, differences, seen, type Twins } from './testing/twin-worlds.ts'

let twins: Twins
before(async () => {
  twins = await buildTwins()
})
after(() => twins?.leave())

describe('a reader of a world with hidden rows', () => {
  test('both worlds hold the same before anything is hidden', () => {
    const { plain, other } = twins
    assert.deepEqual(plain.world.ids, other.world.ids)
    assert.ok((plain.world.ids.case?.length ?? 0) > 0 && (plain.world.ids.child?.length ?? 0) > 1)
  })

  test('what is hidden from one is seen by another who may see it, so that hiding it means something', async () => {
    const { plain, other } = twins
    const [from, may] = [plain.world.readers.get('education-welfare-officer'), plain.world.readers.get('social-worker')]
    assert.ok(from && may)
    const unhide = await markHidden(other.db)
    try {
      await hideFrom(other.db, other.world, from, recordKinds)
      for (const { site, world } of [plain, other]) {
        const visitor = await site.signIn(may)
        const tabs = ['', '/timeline', '/about'].map(tab => `/children/${world.amara.address}${tab}`)
        const shown = []
        for (const tab of tabs) shown.push(await seen(visitor, tab))
        assert.equal(
          shown.some(page => page.includes(hiddenWord)),
          site === other.site,
        )
      }
    } finally {
      await unhide()
    }
  })

  for (const role of walkers)
    test(`${role}: every page and every search is the same to the byte`, async () => {
      const { differing, shown, rows } = await differences(twins, role)
      assert.deepEqual(differing, [])
      assert.ok(rows > 10 && shown > 0, 'something is hidden, and something shown')
    })
})

describe('a hole in row security', () => {
  // Three of them here, all in `npm run bench leaks`.
  for (const leak of plantedLeaks.slice(0, 3))
    test(`is seen: ${leak.what}`, async () => {
      assert.ok(await tellsOf(twins, leak))
    })
})
