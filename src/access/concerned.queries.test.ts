import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { actConcerns } from './concerned.ts'
import type { CommandGrant } from './grant.ts'
import { deskAction } from './page.ts'
import { performRoute } from './perform.ts'
import type { SignedInReader } from './reader.queries.ts'
import { aReader, testGrounds } from './testing/index.ts'
import type { Ground } from './transaction.ts'

let db: TestDatabase
let pages: Ground
let reader: SignedInReader
let children: number[]
before(async () => {
  db = await testDatabase()
  pages = (await testGrounds(db)).pages
  reader = await aReader(db.owner, 'information-governance')
  const made = await db.owner.query(
    `insert into person (has_record, changed_at) values (true, '2026-11-20'), (true, '2026-11-20') returning id`,
  )
  children = made.rows.map(row => row.id)
})
after(() => db.drop())

type Work = (desk: CommandGrant<'recorder'>) => Promise<void> | void
let asked = 0
/** Does it at a desk, as something that is about a child. Gives what the record of access then says of it. */
const atDesk = async (work: Work, status: 200 | 422 = 200) => {
  const requestId = `desk-${++asked}`
  const route = deskAction({
    ...{ path: '/desk', purpose: 'test a desk', right: undefined, actor: 'recorder', concerns: 'child' },
    act: async desk => {
      await work(desk as unknown as CommandGrant<'recorder'>)
      return { page: { title: 'Desk', heading: 'Desk', body: '' as never }, status }
    },
  })
  const input = { params: {}, query: {}, form: {}, files: [], requestId }
  await performRoute(pages, route, reader, input)
  return await eventsOf(requestId)
}
const eventsOf = async (requestId: string) =>
  (
    await db.owner.query(
      `select child_id as child, outcome, rule, actor, categories::int from access.access_event where request_id = $1 order by id`,
      [requestId],
    )
  ).rows

describe('what is done at a desk about a child', () => {
  const usual = { outcome: 'done', rule: 'signed-in', actor: 'recorder', categories: 0 }

  test('is one event of each child, and of nobody where the child has no record', async () => {
    const [one] = children
    assert.deepEqual(await atDesk(desk => actConcerns(desk, one)), [{ ...usual, child: one }])
    const [first, second] = await atDesk(desk => actConcerns(desk, [...children, null]))
    assert.deepEqual(
      [first, second],
      [
        { ...usual, child: children[0] },
        { ...usual, child: children[1] },
      ],
    )
    assert.deepEqual(await atDesk(desk => actConcerns(desk, null)), [{ ...usual, child: null }])
  })

  test('says by which rule, where that is more than the right, and that a form went back', async () => {
    const [one] = children
    const events = await atDesk(desk => {
      actConcerns(desk, one, { categories: ['identity'] })
      actConcerns(desk, one, { rule: 'request:approved' })
    })
    assert.deepEqual(events, [{ ...usual, child: one, rule: 'request:approved', categories: 1 }])
    assert.deepEqual(await atDesk(desk => actConcerns(desk, one), 422), [{ ...usual, child: one, outcome: 'failed' }])
    const sought = await atDesk(desk => actConcerns(desk, undefined, { rule: 'locate:none', outcome: 'refused' }))
    assert.deepEqual(sought, [{ ...usual, child: null, rule: 'locate:none', outcome: 'refused' }])
  })

  test('is not done where it does not say which child', async () => {
    const touched = `2026-11-21T00:00:00.000Z`
    const touch: Work = async ({ tx }) =>
      void (await sql`update person set changed_at = ${touched} where id = ${children[0]}`.execute(tx))
    await assert.rejects(atDesk(touch), /has not said whom it concerns/)
    const { rows } = await db.owner.query(`select from person where changed_at = $1`, [touched])
    assert.equal(rows.length, 0)
    assert.deepEqual(await atDesk(touch, 422), [{ ...usual, child: null, outcome: 'failed' }])
  })

  test('begins again where a colleague has changed the same meanwhile, and is recorded once', async () => {
    const [one] = children
    let tries = 0
    const events = await atDesk(async desk => {
      await sql`select from person`.execute(desk.tx)
      if (++tries === 1) await db.owner.query(`update person set changed_at = '2026-11-22' where id = $1`, [one])
      await sql`update person set changed_at = '2026-11-23' where id = ${one}`.execute(desk.tx)
      actConcerns(desk, one)
    })
    assert.equal(tries, 2)
    assert.deepEqual(events, [{ ...usual, child: one }])
  })
})
