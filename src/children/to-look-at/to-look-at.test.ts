import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  performRoute,
  provisionChildren,
  type Route,
  type SignedInReader,
  type VaultGround,
} from '../../access/index.ts'
import { aChild, anEntry, aReader, aRelation, type TestChild, testGrounds } from '../../access/testing/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { readFacts } from '../golden-record/index.ts'
import { address, coreKinds, identity } from '../kinds/index.ts'
import { onChild, textOf } from '../testing/index.ts'
import { holdPlaces } from '../vault/index.ts'
import { toLookAtPages } from './index.ts'

const routes = toLookAtPages({ kinds: coreKinds })

let db: TestDatabase
let pages: VaultGround
let jobs: VaultGround
let now = new Date('2026-11-20T10:00:00Z')
before(async () => {
  db = await testDatabase()
  ;({ pages, jobs } = await testGrounds(db, () => now))
})
after(() => db.drop())
const later = () => {
  now = new Date(now.getTime() + 60_000)
}

type Family = {
  mina: TestChild
  olaf: TestChild
  priya: SignedInReader
  dawn: SignedInReader
}
/** Mina and her brother Olaf at these homes; Priya is named to know where Mina is, Dawn works with both and is not. */
const aFamily = async (hers: object, his: object): Promise<Family> => {
  const [mina, olaf] = [await aChild(db.owner), await aChild(db.owner)]
  for (const [child, forename, home] of [
    [mina, 'Mina', hers],
    [olaf, 'Olaf', his],
  ] as const) {
    await anEntry(db.owner, child, {
      kind: 'identity',
      category: 'identity',
      summary: true,
      body: { forename, surname: 'Quist' },
    })
    await anEntry(db.owner, child, { kind: 'address', category: 'contact', summary: true, body: home })
  }
  await db.owner.query(
    `insert into relationship (child_id, other_id, kind, source_id, known_from) values ($1, $2, 'sibling', 'test', '2026-09-01')`,
    [mina.id, olaf.id],
  )
  const [priya, dawn] = [await aReader(db.owner, 'social-worker'), await aReader(db.owner, 'social-worker')]
  for (const child of [mina, olaf]) {
    await aRelation(db.owner, { child: child.id }, { principal: priya.userId })
    await aRelation(db.owner, { child: child.id }, { principal: dawn.userId })
  }
  return { mina, olaf, priya, dawn }
}
const protect = async (child: TestChild, ...named: readonly SignedInReader[]): Promise<number> => {
  const { rows } = await db.owner.query(
    `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'test', '2026-01-01') returning id`,
    [child.id],
  )
  for (const { userId } of named)
    await db.owner.query('insert into access.shield_allowed (shield_id, principal) values ($1, $2)', [
      rows[0].id,
      userId,
    ])
  await holdPlaces(jobs)
  return rows[0].id
}
const homeOf = async (child: TestChild, as: SignedInReader) =>
  (await onChild(pages, as, child.address, [address], grant => readFacts(grant, [address]))).at(-1)?.body.paon
const ask = (
  as: SignedInReader,
  sort: Route['sort'],
  part: string,
  params: Record<string, string>,
  form: object = {},
) =>
  performRoute(pages, routes.find(route => route.sort === sort && route.path.includes(part))!, as, {
    params,
    query: {},
    form,
    files: [],
    requestId: 'test',
  } as never)
const page = async (as: SignedInReader, child: TestChild) =>
  textOf(await ask(as, 'child-page', '/to-look-at', { child: child.address }))
const waiting = async (child: TestChild): Promise<string> =>
  (
    await db.owner.query(
      'select c.uuid from access.shield c join access.shield m on m.id = c.covers where m.child_id = $1 and c.decided_at is null',
      [child.id],
    )
  ).rows[0]?.uuid
const answer = (as: SignedInReader, child: TestChild, home: string, given: string) =>
  ask(as, 'child-action', '/homes/', { child: child.address, home }, { answer: given })
const leave = (as: SignedInReader, child: TestChild, fact: string) =>
  ask(as, 'child-action', '/texts/', { child: child.address, fact })
const aNote = async (child: TestChild, text: string): Promise<string> => {
  const id = await anEntry(db.owner, child, {
    kind: 'note',
    category: 'early-help',
    body: { noteKind: 'call', happenedOn: '2026-10-20', passages: [{ text, about: 'child' }] },
  })
  const { rows } = await db.owner.query(
    `update entry set author_id = (select min(id) from access.principal where kind = 'user') where id = $1 returning uuid`,
    [id],
  )
  return rows[0].uuid
}

const mill = { paon: '12', street: 'Mill Lane', postcode: 'NM4 1QT' }

describe('the home of a protected child’s brother', () => {
  test('is kept to the same named people as soon as she is protected, until one of them decides', async () => {
    const { mina, olaf, priya, dawn } = await aFamily(mill, { ...mill, postcode: 'nm41qt' })
    assert.equal(await homeOf(olaf, dawn), '12')
    await protect(mina, priya)
    assert.equal(await homeOf(olaf, dawn), undefined)
    assert.equal(await homeOf(olaf, priya), '12')
    assert.match(await page(priya, mina), /Is Olaf Quist to be found at the same home\?/)
    assert.match(await page(dawn, mina), /Nothing waits to be looked at here/)
    assert.match(await page(priya, olaf), /Nothing waits to be looked at here/, 'it is asked on her record')
  })

  test('is open again once one of them says so, and is asked about again only when an address is told anew', async () => {
    const { mina, olaf, priya, dawn } = await aFamily(mill, mill)
    await protect(mina, priya)
    const home = await waiting(mina)
    assert.match(await textOf(await answer(priya, mina, home, '')), /Choose who may know it/)
    await assert.rejects(answer(dawn, mina, home, 'open'), /NotFound/)
    assert.equal(await homeOf(olaf, dawn), undefined, 'she is not named, so nothing changed')
    await answer(priya, mina, home, 'open')
    later()
    assert.equal(await homeOf(olaf, dawn), '12')
    await holdPlaces(jobs)
    assert.equal(await homeOf(olaf, dawn), '12')
    const told = await anEntry(db.owner, olaf, { kind: 'address', category: 'contact', summary: true, body: mill })
    await db.owner.query('update entry set known_from = $2 where id = $1', [told, now])
    later()
    await holdPlaces(jobs)
    assert.equal(await homeOf(olaf, dawn), undefined)
  })

  test('stays kept where they say so, is for whoever is named later too, and ends with hers', async () => {
    const { mina, olaf, priya, dawn } = await aFamily(mill, mill)
    const shield = await protect(mina, priya)
    await answer(priya, mina, await waiting(mina), 'keep')
    assert.match(await page(priya, mina), /Nothing waits to be looked at here/)
    await db.owner.query('insert into access.shield_allowed (shield_id, principal) values ($1, $2)', [
      shield,
      dawn.userId,
    ])
    assert.equal(await homeOf(olaf, dawn), '12')
    const sam = await aReader(db.owner, 'social-worker')
    await aRelation(db.owner, { child: olaf.id }, { principal: sam.userId })
    assert.equal(await homeOf(olaf, sam), undefined)
    await db.owner.query('update access.shield set ends_at = $2 where id = $1', [shield, now])
    assert.equal(await homeOf(olaf, sam), '12')
  })

  test('lets them read what is for named people on his record while it is kept, and no longer', async () => {
    for (const end of ['open', 'hers ends']) {
      const { mina, olaf, priya } = await aFamily(mill, mill)
      const secret = {
        kind: 'identity',
        category: 'identity',
        sensitivity: 4,
        body: { forename: 'Olaf', surname: 'Q' },
      } as const
      await anEntry(db.owner, olaf, secret)
      const told = async () =>
        (await onChild(pages, priya, olaf.address, [identity], grant => readFacts(grant, [identity]))).length
      assert.equal(await told(), 1)
      const shield = await protect(mina, priya)
      assert.equal(await told(), 2)
      if (end === 'open') await answer(priya, mina, await waiting(mina), 'open')
      else await db.owner.query('update access.shield set ends_at = $2 where id = $1', [shield, now])
      later()
      assert.equal(await told(), 1, end)
    }
  })

  test('is protected for his own sake beside it where that is arranged, whatever is decided for hers', async () => {
    const { mina, olaf, priya, dawn } = await aFamily(mill, mill)
    await protect(mina, priya)
    const { rows } = await db.owner.query('select key from access.principal where id = $1', [priya.userId])
    const own = { kind: 'protected', reason: 'His father', holders: [rows[0].key], allowed: [] } as const
    const arranged = { conflicts: [], schoolLinks: [], work: [], shields: [{ child: olaf.id, ...own }] }
    await provisionChildren(jobs, arranged)
    await provisionChildren(jobs, arranged)
    await answer(priya, mina, await waiting(mina), 'open')
    later()
    assert.equal(await homeOf(olaf, dawn), undefined)
    assert.equal(await homeOf(olaf, priya), '12')
    const held = await db.owner.query(`select from access.shield where child_id = $1 and covers is null`, [olaf.id])
    assert.equal(held.rows.length, 1)
  })

  test('is not kept where he lives elsewhere, and is kept when he is told to have come to live with her', async () => {
    const { mina, olaf, priya, dawn } = await aFamily(mill, { ...mill, paon: '40' })
    await protect(mina, priya)
    assert.equal(await homeOf(olaf, dawn), '40')
    await anEntry(db.owner, olaf, {
      kind: 'address',
      category: 'contact',
      summary: true,
      body: { postcode: 'NM4 1QT' },
    })
    await holdPlaces(jobs)
    assert.equal(await homeOf(olaf, dawn), undefined)
  })

  test('is decided by nobody who may not open his record, but to be kept', async () => {
    const { mina, priya } = await aFamily(mill, mill)
    const lone = await aReader(db.owner, 'social-worker')
    await aRelation(db.owner, { child: mina.id }, { principal: lone.userId })
    await protect(mina, priya, lone)
    const asked = await page(lone, mina)
    assert.match(asked, /A child of the family at the same home/)
    assert.doesNotMatch(asked, /Olaf/)
    assert.match(await textOf(await answer(lone, mina, await waiting(mina), 'open')), /Choose who may know it/)
  })
})

describe('what was written before a child was protected', () => {
  test('is shown to the named people alone where it tells the home or the school, until they leave it or keep it', async () => {
    const { mina, priya, dawn } = await aFamily(mill, { ...mill, paon: '40' })
    await db.owner.query(
      `insert into access.establishment (name, laestab) values ('Beechwood Primary School', '8012001')`,
    )
    await anEntry(db.owner, mina, {
      kind: 'enrolment',
      category: 'identity',
      summary: true,
      body: { laestab: '8012001' },
    })
    const atHome = await aNote(mina, 'Saw them at twelve, mill ln')
    const atSchool = await aNote(mina, 'Rang Beechwood primary')
    await aNote(mina, 'Mum is well. Next visit on 12 December.')
    await holdPlaces(jobs)
    assert.match(await page(priya, mina), /Nothing waits/, 'nobody is named yet')
    await protect(mina, priya)
    assert.equal((await page(priya, mina)).match(/Leave it as it is/g)?.length, 2)
    assert.match(await page(dawn, mina), /Nothing waits/)
    await assert.rejects(leave(dawn, mina, atHome), /NotFound/)
    await leave(priya, mina, atHome)
    await holdPlaces(jobs)
    const shown = await page(priya, mina)
    assert.ok(shown.includes(atSchool) && !shown.includes(atHome))
    const { rows } = await db.owner.query(
      `insert into access.fact_seal (kind, holder, reason, sealed_at) values ('silent', $1, 'Tells where she goes to school', $2) returning id`,
      [priya.userId, now],
    )
    await db.owner.query('update entry set seal = $1 where uuid = $2', [rows[0].id, atSchool])
    assert.match(await page(priya, mina), /Nothing waits/)
  })

  test('is shown again once a place is told anew, and not at all once the protection has ended', async () => {
    const { mina, priya } = await aFamily(mill, { ...mill, paon: '40' })
    const shield = await protect(mina, priya)
    const note = await aNote(mina, 'They moved to 5 Quay Street')
    await holdPlaces(jobs)
    assert.match(await page(priya, mina), /Nothing waits/)
    later()
    const told = await anEntry(db.owner, mina, {
      kind: 'address',
      category: 'contact',
      summary: true,
      body: { paon: '5', street: 'Quay Street', postcode: 'NM2 3AB' },
    })
    await db.owner.query('update entry set known_from = $2 where id = $1', [told, now])
    later()
    await holdPlaces(jobs)
    assert.ok((await page(priya, mina)).includes(note))
    await db.owner.query('update access.shield set ends_at = $2 where id = $1', [shield, now])
    assert.match(await page(priya, mina), /Nothing waits/)
    await holdPlaces(jobs)
    const { rows } = await db.owner.query('select from entry where child_id = $1 and looked_at is not null', [mina.id])
    assert.equal(rows.length, 0)
  })
})

test('nothing of it is on a record without protection', async () => {
  const { mina, dawn } = await aFamily(mill, mill)
  assert.match(await page(dawn, mina), /Nothing waits to be looked at here/)
  assert.equal((await onChild(pages, dawn, mina.address, [identity], grant => readFacts(grant, [identity]))).length, 1)
})
