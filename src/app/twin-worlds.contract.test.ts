import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Route } from '../access/index.ts'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { recordKinds } from './domains.ts'
import { isChange, leastOf } from './testing/addresses.ts'
import { hiddenWord, hideFrom, markHidden } from './testing/hidden-rows.ts'
import { leaveSite, type TestSite, testSite, type Visitor } from './testing/index.ts'
import { type SmallWorld, smallWorld, walkers } from './testing/small-world.ts'

// Two worlds from one template, seeded alike. The second is then given what a reader may not know; whatever the reader asks,
// both must answer with the same bytes (design part 4: nothing at all looks exactly like absence).
type Twin = { readonly db: TestDatabase; readonly site: TestSite; readonly world: SmallWorld }
let plain: Twin
let other: Twin
const build = async (): Promise<Twin> => {
  const db = await testDatabase()
  const site = await testSite(db)
  return { db, site, world: await smallWorld(db, site.grounds.jobs) }
}
before(async () => {
  plain = await build()
  other = await build()
})
after(async () => {
  for (const twin of [plain, other]) await leaveSite(twin?.db, twin?.site)
})

/** Every address of the routes that show something, with each id of the world in its place. Live answers have no end. */
const addresses = (routes: readonly Route[], { ids }: SmallWorld): string[] =>
  routes
    .filter(route => !isChange(route) && !route.path.endsWith('/live'))
    .flatMap(route => fill(route.path, ids).map(path => path + queryOf(route)))
const fill = (path: string, ids: SmallWorld['ids'], most = 4): string[] => {
  const [, before = '', name, rest = ''] = /^([^:]*):(\w+)(.*)$/.exec(path) ?? []
  if (!name) return [path]
  return (ids[name]?.slice(0, most) ?? []).flatMap(id => fill(rest, ids, 2).map(tail => `${before}${id}${tail}`))
}
const queryOf = (route: Route): string => {
  const query = new URLSearchParams(leastOf('query' in route ? route.query : undefined)).toString()
  return query ? `?${query}` : ''
}

const seen = async (visitor: Visitor, address: string): Promise<string> => {
  const answer = await visitor.get(address)
  const { date: _date, ...headers } = answer.headers
  return JSON.stringify({ status: answer.statusCode, headers, body: answer.body })
}

describe('a reader of a world with hidden rows', () => {
  test('both worlds hold the same before anything is hidden', async () => {
    assert.deepEqual(plain.world.ids, other.world.ids)
    assert.ok((plain.world.ids.case?.length ?? 0) > 0 && (plain.world.ids.child?.length ?? 0) > 1)
  })

  test('what is hidden from one is seen by another who may see it, so that hiding it means something', async () => {
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

  for (const role of walkers) {
    test(`${role}: every page is the same to the byte`, async () => {
      const reader = plain.world.readers.get(role)
      assert.ok(reader)
      const unhide = await markHidden(other.db)
      try {
        assert.ok((await hideFrom(other.db, other.world, reader, recordKinds)) > 10, 'something is hidden')
        const [here, there] = [await plain.site.signIn(reader), await other.site.signIn(reader)]
        const differing: string[] = []
        let shown = 0
        for (const address of addresses(plain.site.routes, plain.world)) {
          const [a, b] = await Promise.all([seen(here, address), seen(there, address)])
          if (a.startsWith('{"status":200')) shown += 1
          if (a.startsWith('{"status":5')) differing.push(`${address} fails`)
          if (a !== b || b.includes(hiddenWord)) differing.push(`${address}\n  ${difference(a, b)}`)
        }
        assert.deepEqual(differing, [])
        assert.ok(shown > 0)
      } finally {
        await unhide()
      }
    })

    test(`${role}: searches find and count the same`, async () => {
      const reader = plain.world.readers.get(role)
      assert.ok(reader)
      const unhide = await markHidden(other.db)
      try {
        await hideFrom(other.db, other.world, reader, recordKinds)
        const [here, there] = [await plain.site.signIn(reader), await other.site.signIn(reader)]
        for (const q of ['Quillfeather', hiddenWord, 'NM4 2QT', '3 May 2013', 'Amara Quillfether', '4 5 2013'])
          assert.equal(await found(there, q), await found(here, q), q)
      } finally {
        await unhide()
      }
    })
  }
})

/** What a search answers; its own address is random and is left out. */
const found = async (visitor: Visitor, q: string): Promise<string> => {
  const sent = await visitor.post('/find', { q })
  const to = sent.headers.location
  if (sent.statusCode !== 303 || !to) return `${sent.statusCode} ${sent.body}`
  return (await seen(visitor, to)).replaceAll(to.split('/').at(-1) ?? '', 'SEARCH')
}

const difference = (a: string, b: string): string => {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  return `without: …${a.slice(Math.max(0, at - 60), at + 120)}\n  with:    …${b.slice(Math.max(0, at - 60), at + 120)}`
}
