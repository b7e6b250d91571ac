import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { holds, isFamilyRoute, type Right, type Route, type SignedInReader } from '../access/index.ts'
import { aReader } from '../access/testing/index.ts'
import { categoryBit } from '../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { ask, firstIds, isChange, nowhere } from './testing/addresses.ts'
import { leaveSite, type TestSite, testSite, type Visitor } from './testing/index.ts'
import { type SmallWorld, smallWorld, stateOf, walkers } from './testing/small-world.ts'

let db: TestDatabase
let site: TestSite
let world: SmallWorld
before(async () => {
  db = await testDatabase()
  site = await testSite(db)
  world = await smallWorld(db, site.grounds.jobs)
})
after(() => leaveSite(db, site))

const named = (route: Route): string => `${isChange(route) ? 'POST' : 'GET'} ${route.path}`
const refusals = async (action: string, reader: SignedInReader) =>
  (
    await db.owner.query(
      `select child_id, rule from access.access_event where outcome = 'refused' and action = $1 and user_id = $2 order by id`,
      [action, reader.userId],
    )
  ).rows
const namesOfChildren = /Quillfeather|Amara|Khan/

/** Walks every route of staff's of these sorts, and tells all faults at once. */
const walk = (which: (route: Route) => boolean, check: (route: Route) => Promise<string | undefined>): Promise<void> =>
  walkAll(route => !isFamilyRoute(route) && which(route), check)
const walkAll = async (
  which: (route: Route) => boolean,
  check: (route: Route) => Promise<string | undefined>,
): Promise<void> => {
  const faults: string[] = []
  for (const route of site.routes.filter(which)) {
    const fault = await check(route)
    if (fault) faults.push(`${named(route)}: ${fault}`)
  }
  assert.deepEqual(faults, [])
}
const ofOneChild = (route: Route): boolean => route.sort === 'child-page' || route.sort === 'child-action'
/** What is there for everybody, signed in or not. */
const isOpen = (route: Route): boolean => route.sort === 'open-action' || (route.sort === 'plain-page' && route.open)
const rightOf = (route: Route): Right | undefined => ('right' in route ? route.right : undefined)
/** Of each route one reader whose role may have it, and one whose role may not. */
const someOfEach = async () => {
  const visitors: [SignedInReader, Visitor][] = []
  for (const reader of world.readers.values()) visitors.push([reader, await site.signIn(reader)])
  return (route: Route) => {
    const may = ([reader]: (typeof visitors)[number]) => {
      const right = rightOf(route)
      return right === undefined || holds(reader, right)
    }
    return [visitors.find(may), visitors.find(one => !may(one))].filter(one => one !== undefined)
  }
}

/** Every way in that the server's own router has: method and path. */
const inRouter = (): string[] => {
  const path: string[] = []
  return site.app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap(line => {
      const [, indent, part, methods] = /^([│ ]*)[├└]── (.*?)(?: \((.*)\))?$/.exec(line) ?? []
      if (indent === undefined || part === undefined) return []
      path.splice(indent.length / 4, Number.POSITIVE_INFINITY, part)
      // What a HEAD is answered is what a GET is, without its body.
      return (methods?.split(', ') ?? []).filter(one => one !== 'HEAD').map(one => `${one} ${path.join('')}`)
    })
}

// Ways in that are no page of the list, and what holds each.
const beside: Readonly<Record<string, string>> = {
  'GET /sign-in': 'shows nothing (sign-in.test.ts, as the next five)',
  'GET /sign-in/callback': 'the provider’s answer to what this browser began',
  'POST /sign-in/logged-out': 'the provider’s signed word alone',
  'POST /sign-out': 'ends the session that asks',
  'GET /signed-out': 'words alone',
  'POST /role': 'a role that one holds (two-roles.test.ts)',
  'POST /my-access/sessions/end': 'a session of one’s own',
  'GET /family/sign-in/account': 'as staff’s, for families (families.test.ts, as the next four)',
  'GET /family/sign-in/callback': 'as staff’s',
  'POST /family/sign-in/logged-out': 'as staff’s',
  'POST /family/sign-out': 'ends the session that asks',
  'GET /family/signed-out': 'words alone',
  'POST /family/sign-in/code': 'the same words whether or not there is an account (codes.test.ts)',
  'POST /family/sign-in/check': 'a code, in the browser that asked for it (codes.test.ts)',
  'POST /feeds/bundle': 'a school’s key (below, and push.test.ts)',
  'GET /gallery': 'invented pages, and none in production (site.test.ts)',
  'GET /gallery/:page/:state': 'as the gallery',
}

describe('the server’s router', () => {
  test('has no way in but those of the list, which these tests walk, and those that are known beside it', () => {
    const known = [...site.routes.map(named), ...Object.keys(beside)]
    const there = inRouter().filter(way => !/^GET \/assets\/(app|icon)-[0-9a-f]{12}\.(css|js|svg)$/.test(way))
    assert.deepEqual([...new Set(there)].sort(), [...new Set(known)].sort())
  })
})

describe('every route', () => {
  test('a stranger to a child gets the answer for a child who does not exist, to the byte, and is recorded', async () => {
    const visitor = await site.signIn(world.stranger)
    await walk(ofOneChild, async route => {
      const there = await ask(visitor, route, { child: world.amara.address })
      const absent = await ask(visitor, route, { child: nowhere })
      if (there.statusCode !== 404) return `answers ${there.statusCode}`
      // The address that was asked stands in the offer to open it urgently, in the same words for both.
      if (there.body.replaceAll(world.amara.address, nowhere) !== absent.body || there.statusCode !== absent.statusCode)
        return 'answers differently for a child who exists'
      const recorded = await refusals(route.path, world.stranger)
      if (!recorded.some(r => r.child_id === world.amara.id)) return 'is not recorded'
      return undefined
    })
  })

  test('shows nothing to a role without the right, and records it', async () => {
    for (const role of walkers) {
      const reader = world.readers.get(role)
      assert.ok(reader)
      const visitor = await site.signIn(reader)
      const lacks = (route: Route) => rightOf(route) !== undefined && !holds(reader, rightOf(route) as Right)
      await walk(lacks, async route => {
        const answer = await ask(visitor, route, firstIds(world))
        if (answer.statusCode !== 404) return `answers ${answer.statusCode} to ${role}`
        if (namesOfChildren.test(answer.body)) return `names a child to ${role}`
        return (await refusals(route.path, reader)).length > 0 ? undefined : `is not recorded for ${role}`
      })
    }
  })

  test('leads somebody who is not signed in to sign in', async () => {
    await walk(
      route => !isOpen(route),
      async route => {
        const { statusCode, headers } = await ask(site.stranger, route, firstIds(world))
        return statusCode === 303 && headers.location?.startsWith('/sign-in') ? undefined : `answers ${statusCode}`
      },
    )
  })

  test('shows nothing to somebody who no longer works here', async () => {
    const left = await aReader(db.owner, 'social-worker', [], false)
    const visitor = await site.signIn(left)
    await walk(
      route => !isOpen(route),
      async route => {
        const { statusCode } = await ask(visitor, route, firstIds(world))
        return statusCode === 404 ? undefined : `answers ${statusCode}`
      },
    )
  })
})

describe('every change', () => {
  test('without the proof that it comes from our own form is refused, and nothing is changed', async () => {
    const before = await stateOf(db)
    const few = await someOfEach()
    await walk(isChange, async route => {
      for (const [reader, visitor] of few(route)) {
        const { statusCode } = await ask(visitor, route, firstIds(world), '')
        if (statusCode !== 422) return `answers ${statusCode} to ${reader.role}`
      }
      return undefined
    })
    assert.equal(await stateOf(db), before)
  })

  test('of what its sender may not write is refused, whatever the form, and nothing is changed', async () => {
    const before = await stateOf(db)
    let refused = 0
    for (const role of ['health-visitor', 'send-caseworker'] as const) {
      const reader = world.readers.get(role) ?? assert.fail(role)
      const visitor = await site.signIn(reader)
      await walk(ofOneChild, async route => {
        if (route.sort !== 'child-action' || !route.writes || route.withoutWriting) return undefined
        const { category, mayBe } = route.writes
        if ([category, ...mayBe].some(one => (reader.masks.full & categoryBit(one)) !== 0)) return undefined
        const { statusCode } = await ask(visitor, route, { child: world.amara.address })
        if ((await refusals(route.path, reader)).some(one => one.rule === 'write')) refused += 1
        return statusCode === 404 ? undefined : `answers ${statusCode} to ${role}`
      })
    }
    assert.ok(refused > 5, `${refused} forms were refused for want of writing`)
    assert.equal(await stateOf(db), before)
  })
})

describe('a family’s page', () => {
  const shut = (route: Route): boolean => isFamilyRoute(route) && route.sort !== 'family-open-page'

  test('leads staff, whatever their role, and whoever is not signed in to the families’ own sign-in', async () => {
    const worker = await site.signIn(world.readers.get('social-worker') ?? assert.fail())
    for (const visitor of [worker, site.stranger])
      await walkAll(shut, async route => {
        const { statusCode, headers } = await ask(visitor, route, firstIds(world))
        return statusCode === 303 && headers.location?.startsWith('/family/sign-in')
          ? undefined
          : `answers ${statusCode}`
      })
  })

  test('names no child whom the account did not type, and takes nothing without its own proof', async () => {
    const family = await site.signInFamily('grace')
    const before = await stateOf(db)
    await walkAll(isFamilyRoute, async route => {
      const { statusCode, body } = await ask(family, route, firstIds(world), '')
      if (statusCode >= 500) return `answers ${statusCode}`
      if (isChange(route) && statusCode !== 422) return `takes a change and answers ${statusCode}`
      return namesOfChildren.test(body) ? 'names a child' : undefined
    })
    assert.equal(await stateOf(db), before)
  })

  test('opens none of staff’s to its account: each leads to staff’s sign-in, as for nobody', async () => {
    const family = await site.signInFamily('grace')
    await walk(
      route => !isOpen(route),
      async route => {
        const { statusCode, headers } = await ask(family, route, firstIds(world))
        return statusCode === 303 && headers.location?.startsWith('/sign-in') ? undefined : `answers ${statusCode}`
      },
    )
  })
})

describe('a way in for machines', () => {
  test('is shut to whoever is signed in, whatever their role, and to a stranger, in the same words', async () => {
    const before = await stateOf(db)
    const said = new Set<string>()
    for (const role of walkers) {
      const reader = world.readers.get(role)
      assert.ok(reader)
      const { statusCode, body } = await (await site.signIn(reader)).push('/feeds/bundle', '{"type":"manifest"}')
      said.add(`${statusCode} ${body}`)
    }
    const { statusCode, body } = await site.stranger.push('/feeds/bundle', '{"type":"manifest"}')
    said.add(`${statusCode} ${body}`)
    assert.deepEqual([statusCode, said.size], [401, 1])
    assert.equal(await stateOf(db), before)
  })
})

describe('when the access log cannot be written', () => {
  let family: Visitor
  before(async () => {
    // its sign-in is written down itself
    family = await site.signInFamily('grace')
    await db.owner.query('revoke insert on access.access_event from throughline_pages')
  })
  after(() => db.owner.query('grant insert on access.access_event to throughline_pages'))

  test('nothing is shown and nothing is changed, neither to who may ask nor to who may not', async () => {
    const before = await stateOf(db)
    // Whatever the role, the log stands between the answer and the reader.
    const few = await someOfEach()
    await walk(
      route => route.sort !== 'plain-page',
      async route => {
        for (const [, visitor] of few(route)) {
          const answer = await ask(visitor, route, firstIds(world))
          if (namesOfChildren.test(answer.body)) return 'names a child'
          if (/access_event|permission denied|select |insert /i.test(answer.body)) return 'tells of the machine'
          if (answer.statusCode !== 500) return `answers ${answer.statusCode}`
        }
        return undefined
      },
    )
    await walkAll(
      route => route.sort === 'family-page' || route.sort === 'family-action',
      async route => {
        const answer = await ask(family, route, firstIds(world))
        return answer.statusCode === 500 ? undefined : `answers ${answer.statusCode}`
      },
    )
    assert.equal(await stateOf(db), before)
  })
})
