import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import { asActor, type Ground, listOverseenShields, performRoute, type SignedInReader } from '../../access/index.ts'
import { aChild, anEntry, aReader, aRelation, type TestChild, testGrounds } from '../../access/testing/index.ts'
import { Conflict, NotAllowed, NotFound } from '../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { address, coreKinds, identity } from '../kinds/index.ts'
import { onChild, textOf } from '../testing/index.ts'
import { overOwn } from '../testing/routes.ts'
import { enrolment } from '../testing/team-town.ts'
import { keptRecordOwed, keptRecordPages } from './index.ts'

const routes = keptRecordPages({ kinds: coreKinds })
const path = '/children/:child/who-may-open'
const reason = 'Her mother works in our customer services'

let db: TestDatabase
let pages: Ground
const clock = { now: new Date('2026-11-20T10:00:00Z') }
let [priya, dawn, cousin, officer]: SignedInReader[] = []
before(async () => {
  db = await testDatabase()
  pages = (await testGrounds(db, () => clock.now)).pages
  const worker = async (name: string): Promise<SignedInReader> => {
    const reader = await aReader(db.owner, 'social-worker')
    await db.owner.query('update access.principal set name = $2 where id = $1', [reader.userId, name])
    return reader
  }
  priya = await worker('Priya Raman')
  dawn = await worker('Dawn Hughes')
  cousin = await worker('Cai Cousin')
  officer = await aReader(db.owner, 'education-welfare-officer')
})
after(() => db.drop())
afterEach(() => db.owner.query('delete from access.shield_allowed; delete from access.shield'))

/** A child with an address, with whom these people work. */
const aGirl = async (...people: readonly SignedInReader[]): Promise<TestChild> => {
  const child = await aChild(db.owner)
  const body = { forename: 'Mina', surname: 'Quist' }
  await anEntry(db.owner, child, { kind: 'identity', category: 'identity', summary: true, body })
  const home = { type: 'home', lines: ['4 Mill Lane'], postcode: 'NM1 4QT' }
  await anEntry(db.owner, child, { kind: 'address', category: 'contact', summary: true, body: home })
  for (const { userId } of people) {
    await db.owner.query(
      `insert into involvement (child_id, principal_id, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
       values ($1, $2, 'social-work', 'care', 'care-involved', 64, 'x', '2026-09-01', 'throughline', '2026-09-01')`,
      [child.id, userId],
    )
    await aRelation(db.owner, { child: child.id }, { principal: userId })
  }
  return child
}
const page = async (reader: SignedInReader, child: TestChild): Promise<string> =>
  textOf(await send(reader, child, 'child-page', path))
const send = (
  reader: SignedInReader,
  child: TestChild,
  sort: string,
  to: string,
  form: object = {},
  params: Record<string, string> = {},
) =>
  performRoute(pages, routes.find(route => route.sort === sort && route.path === to)!, reader, {
    ...{ params: { child: child.address, ...params }, query: {}, form, files: [], requestId: 'test' },
  } as never)
const keep = (reader: SignedInReader, child: TestChild, kind: string, ...named: SignedInReader[]) =>
  send(reader, child, 'child-action', path, { kind, reason, named: named.map(one => String(one.userId)) })
const shieldOf = async (child: TestChild): Promise<string> =>
  (await db.owner.query('select uuid from access.shield where child_id = $1 order by id desc', [child.id])).rows[0]
    ?.uuid
const change = async (reader: SignedInReader, child: TestChild, part: string, form: object) =>
  send(reader, child, 'child-action', `${path}/:shield/${part}`, form, { shield: await shieldOf(child) })
const opens = (reader: SignedInReader, child: TestChild) =>
  onChild(pages, reader, child.address, [identity], async () => true)
/** What of the child this reader reads where it lives. */
const places = (reader: SignedInReader, child: TestChild) =>
  onChild(
    pages,
    reader,
    child.address,
    [address],
    async ({ tx }) =>
      (
        await tx
          .selectFrom('entry')
          .where('kind', '=', 'address')
          .where('child_id', '=', child.id)
          .select('id')
          .execute()
      ).length,
  )
const owed = async (reader: SignedInReader): Promise<string[]> =>
  (await overOwn(pages, reader, [identity], grant => keptRecordOwed(enrolment).list(grant as never))).map(
    one => one.hint,
  )

describe('a record that is kept to named people', () => {
  test('is shut at once to whoever is not named, work with the child or not, and open to those who are', async () => {
    const mina = await aGirl(priya!, dawn!, cousin!)
    assert.match(await page(priya!, mina), /Keep it to named people.*Where Mina can be found.*Dawn Hughes/s)
    const missing = await keep(priya!, mina, '', dawn!)
    assert.match(textOf(missing), /Choose what is kept to them/)
    await keep(priya!, mina, 'restricted', dawn!)
    await assert.rejects(opens(cousin!, mina))
    assert.ok((await opens(priya!, mina)) && (await opens(dawn!, mina)))
    assert.match(await page(dawn!, mina), /The record: kept to named people.*Dawn Hughes|you.*by Priya Raman/s)
  })
  test('stays shut until two of those agree, and is open again at once to whoever works with the child', async () => {
    const mina = await aGirl(priya!, dawn!, cousin!)
    await aRelation(db.owner, { child: mina.id }, { principal: dawn!.userId, reason: 'register', maxSensitivity: 2 })
    await keep(priya!, mina, 'restricted', dawn!)
    assert.match(textOf(await change(priya!, mina, 'opening', { reason: 'Short' })), /Write why it can be open again/)
    await change(priya!, mina, 'opening', { reason: 'Her mother has left the council' })
    await assert.rejects(change(priya!, mina, 'opening', { answer: 'yes' }), Conflict)
    assert.deepEqual(await owed(priya!), [])
    assert.deepEqual(await owed(dawn!), ['Somebody who is named asks that it be open again.'])
    await change(dawn!, mina, 'opening', { answer: 'no' })
    await assert.rejects(opens(cousin!, mina))
    await change(dawn!, mina, 'opening', { reason: 'Her mother has left the council' })
    await change(priya!, mina, 'opening', { answer: 'yes' })
    assert.ok(await opens(cousin!, mina))
    assert.match(await page(cousin!, mina), /Keep it to named people/)
    const { rows } = await db.owner.query(
      'select reason, max(max_sensitivity) as most, bool_or(named) as named from access.grant_row where child_id = $1 group by 1 order by 1',
      [mina.id],
    )
    const before = [
      { reason: 'register', most: 2, named: false },
      { reason: 'test', most: 3, named: false },
    ]
    assert.deepEqual(rows, before, 'being named is over with it, and nobody reads more than before')
  })
  test('is looked at again within ninety days, which stands on Today of those who are named', async () => {
    const mina = await aGirl(priya!, dawn!)
    await keep(priya!, mina, 'restricted', dawn!)
    clock.now = new Date('2027-02-10T10:00:00Z')
    assert.deepEqual(await owed(dawn!), ['Somebody who is named looks at whether it is needed still.'])
    await change(dawn!, mina, 'review', { words: 'Her mother works there still' })
    assert.match(await page(priya!, mina), /Looked at last.*by Dawn Hughes.*By 11 May 2027/s)
    assert.deepEqual(await owed(dawn!), [])
    clock.now = new Date('2026-11-20T10:00:00Z')
  })
  test('names others in place of those who leave it, two people at least, and says so where too few work here', async () => {
    const mina = await aGirl(priya!, dawn!, cousin!)
    await keep(priya!, mina, 'restricted', dawn!)
    assert.match(textOf(await change(priya!, mina, 'names', {})), /Choose one other person at least/)
    await db.owner.query('update access.principal set active = false where id = $1', [dawn!.userId])
    assert.deepEqual(await owed(priya!), ['Fewer than two of the people named work here still. Name somebody else.'])
    await change(priya!, mina, 'names', { named: [String(cousin!.userId)] })
    assert.ok(await opens(cousin!, mina))
    assert.deepEqual(await owed(priya!), [])
    await db.owner.query('update access.principal set active = true where id = $1', [dawn!.userId])
    await assert.rejects(opens(dawn!, mina))
  })
})

describe('who says who is named', () => {
  test('is a social worker or a manager of those: nobody else takes a colleague off, and two of others do not end it', async () => {
    const [mina, second] = [await aGirl(priya!, dawn!, officer!), await aReader(db.owner, 'education-welfare-officer')]
    await keep(priya!, mina, 'restricted', dawn!, officer!)
    await db.owner.query('insert into access.shield_allowed select id, $2 from access.shield where child_id = $1', [
      mina.id,
      second.userId,
    ])
    await aRelation(db.owner, { child: mina.id }, { principal: second.userId })
    assert.match(await page(officer!, mina), /Only a social worker or a manager who is named changes who is named/)
    await assert.rejects(change(officer!, mina, 'names', { named: [String(second.userId)] }), NotAllowed)
    await change(officer!, mina, 'opening', { reason: 'Her mother has left the council' })
    assert.doesNotMatch(await page(second, mina), /Yes, open it again/)
    await assert.rejects(change(second, mina, 'opening', { answer: 'yes' }), NotAllowed)
    await change(dawn!, mina, 'names', { named: [priya!.userId, officer!.userId].map(String) })
    assert.match(await page(priya!, mina), /Names changed last.*by Dawn Hughes/s)
    await change(priya!, mina, 'opening', { answer: 'yes' })
    assert.match(await page(second, mina), /Whoever works with Mina opens the record as far as their role goes/)
  })
  test('is whoever is left where no social worker or manager of those works here any more', async () => {
    const mina = await aGirl(priya!, dawn!, officer!)
    await keep(priya!, mina, 'restricted', officer!)
    await db.owner.query('update access.principal set active = false where id = $1', [priya!.userId])
    try {
      await change(officer!, mina, 'names', { named: [String(dawn!.userId)] })
      assert.ok(await opens(dawn!, mina))
    } finally {
      await db.owner.query('update access.principal set active = true where id = $1', [priya!.userId])
    }
  })
})

describe('the Caldicott guardian', () => {
  const overseen = (reader: SignedInReader) => send(reader, { address: '' } as TestChild, 'desk-page', '/kept-records')
  test('is told that a record is kept, by whom and until when, and neither whose nor why; of their own family’s nothing', async () => {
    const [guardian, kin] = [
      await aReader(db.owner, 'information-governance'),
      await aReader(db.owner, 'information-governance'),
    ]
    const mina = await aGirl(priya!, dawn!)
    await db.owner.query(`insert into access.conflict (user_id, child_id, why) values ($1, $2, 'family')`, [
      kin.userId,
      mina.id,
    ])
    await keep(priya!, mina, 'sealed', dawn!)
    const told = await db.owner.query(
      `select principal, child_id, user_id from access.notice where kind = 'record-kept' and principal = any($1)`,
      [[guardian.userId, kin.userId]],
    )
    assert.deepEqual(told.rows, [{ principal: guardian.userId, child_id: null, user_id: priya!.userId }])
    const seen = textOf(await overseen(guardian))
    const reference = (await shieldOf(mina)).slice(0, 8)
    assert.match(
      seen,
      new RegExp(`${reference}.*That the child is on record.*Priya Raman.*2 people named.*18 February 2027`, 's'),
    )
    assert.match(await page(priya!, mina), new RegExp(reference), 'by which the two speak of it')
    for (const hidden of ['Mina', 'Quist', 'customer services', 'Dawn Hughes', mina.address.slice(0, 8)])
      assert.ok(!seen.includes(hidden), hidden)
    assert.ok(!textOf(await overseen(kin)).includes(reference))
    await assert.rejects(overseen(priya!), NotAllowed)
  })
  test('reads which are overdue, who changed the names, where too few are left, and who opened one again', async () => {
    const guardian = await aReader(db.owner, 'information-governance')
    const mina = await aGirl(priya!, dawn!, cousin!)
    await keep(priya!, mina, 'restricted', dawn!)
    await change(dawn!, mina, 'names', { named: [priya!.userId, cousin!.userId].map(String) })
    assert.match(textOf(await overseen(guardian)), /Names changed by Dawn Hughes/)
    clock.now = new Date('2027-03-01T10:00:00Z')
    assert.match(textOf(await overseen(guardian)), /Overdue/)
    const cut = (most?: number) => asActor(pages, 'approvals', tx => listOverseenShields({ tx }, most))
    assert.deepEqual([(await cut(0)).more, (await cut()).more], [true, false], 'a list that is cut says so')
    await change(dawn!, mina, 'opening', { reason: 'Her mother has left the council' })
    await change(priya!, mina, 'opening', { answer: 'yes' })
    assert.match(textOf(await overseen(guardian)), /Opened again by Priya Raman/)
    clock.now = new Date('2026-11-20T10:00:00Z')
  })
})

describe('where a child can be found', () => {
  test('is kept to those named, who alone learn it; others see the page that they saw before', async () => {
    const [mina, other] = [await aGirl(priya!, dawn!, cousin!), await aGirl(priya!, dawn!, cousin!)]
    await db.owner.query(`update entry set known_to = '2026-11-01' where child_id = $1 and kind = 'address'`, [
      other.id,
    ])
    await keep(priya!, mina, 'protected', dawn!)
    assert.deepEqual([await places(dawn!, mina), await places(cousin!, mina)], [1, 0])
    // whoever is not shown an address is offered to keep what is left, of every child
    const bare = (text: string) => text.replaceAll(/[0-9a-f-]{36}/g, '')
    assert.equal(bare(await page(cousin!, mina)), bare(await page(cousin!, other)))
    await assert.rejects(change(cousin!, mina, 'review', { words: 'I would like to know of it' }), NotFound)
  })
})

test('that a child is on record stays with its holders when nobody works with the child any more', async () => {
  const mina = await aGirl(priya!, dawn!, cousin!)
  await keep(priya!, mina, 'sealed', dawn!)
  await db.owner.query(
    `update access.grant_row set ends_at = '2026-11-20' where child_id = $1 and reason <> 'holder'`,
    [mina.id],
  )
  await assert.rejects(opens(cousin!, mina))
  assert.ok((await opens(priya!, mina)) && (await opens(dawn!, mina)))
})

test('a role that may not keep records to people, or who works with the child no more, is offered nothing; whoever has nothing to name is told why', async () => {
  const mina = await aGirl(officer!, priya!)
  assert.doesNotMatch(await page(officer!, mina), /Keep it to named people/)
  await assert.rejects(keep(officer!, mina, 'restricted', priya!), NotFound)
  await db.owner.query(`update involvement set true_to = '2026-11-15' where child_id = $1 and principal_id = $2`, [
    mina.id,
    priya!.userId,
  ])
  assert.ok(await opens(priya!, mina), 'who left lately opens it still, to write up')
  assert.doesNotMatch(await page(priya!, mina), /Keep it to named people/)
  await assert.rejects(keep(priya!, mina, 'sealed', officer!), NotFound)
  const alone = await aGirl(priya!)
  assert.match(await page(priya!, alone), /Nobody else works with Mina who can be named/)
})
