import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { Refusal, type SignedInReader } from '../../access/index.ts'
import { aReader } from '../../access/testing/index.ts'
import { NotAllowed } from '../../kernel/index.ts'
import { send } from '../testing/routes.ts'
import { amelia, bodyOf, routes as day, redirectOf, wayInWorld } from '../testing/way-in.ts'
import { organisationPages } from './index.ts'

const { db, pages, worker, drop, child, locate, find } = await wayInWorld()
after(drop)
const routes = [...organisationPages, ...day]

const keeper = await aReader(db.owner, 'information-governance')
const address: string = (
  await db.owner.query(`insert into access.organisation (name) values ('Larchfield Academy') returning uuid`)
).rows[0].uuid
const get = async (path: string, reader: SignedInReader = keeper) =>
  bodyOf(await send(pages, routes, reader, 'GET', path, { params: { organisation: address } }))
const post = (path: string, form: object, reader: SignedInReader = keeper) =>
  send(pages, routes, reader, 'POST', path, { params: { organisation: address }, form })
const one = '/organisations/:organisation'
const agreed = {
  purpose: 'Keep pupils safe',
  basis: 'Education Act 2002, section 175',
  categories: ['identity', 'attendance'],
  owner: 'The head teacher',
  ownerKey: '',
  ...{ 'review-day': '1', 'review-month': '12', 'review-year': '2026' },
}

describe('the agreement of an organisation whose staff read here', () => {
  test('is kept by information governance alone', async () => {
    await assert.rejects(get('/organisations', worker), NotAllowed)
    await assert.rejects(post(one, agreed, worker), NotAllowed)
  })

  test('names a purpose, a legal basis, what its staff may read, an owner and a day to come', async () => {
    for (const wrong of [
      { purpose: ' ' },
      { basis: '' },
      { categories: [] },
      { owner: '' },
      { ownerKey: 'nobody' },
      { 'review-year': '2025' },
      { 'review-month': '13' },
    ])
      assert.match(
        bodyOf(await post(one, { ...agreed, ...wrong })),
        /^422 .*There is a problem/s,
        JSON.stringify(wrong),
      )
    assert.match(await get('/organisations'), /None: urgent access alone/)
  })

  test('is in force once saved, is told of on Today to its owner, and is withdrawn by a reason', async () => {
    await db.owner.query(`update access.principal set key = 'owner-key' where id = $1`, [worker.userId])
    assert.match(redirectOf(await post(one, { ...agreed, ownerKey: 'owner-key' })), /^\/organisations\//)
    assert.match(await get('/organisations'), /To be looked at/)
    assert.match(
      await get('/', worker),
      /sharing agreement with Larchfield Academy is to be looked at by 1 December 2026. After that its staff/,
    )
    const short = await post(`${one}/withdraw`, { reason: 'No more' })
    assert.match(bodyOf(short), /Write why it is withdrawn in at least 20 letters[\s\S]*No more/)
    await post(`${one}/withdraw`, { reason: 'The academy closes at the end of term.' })
    assert.match(await get(one), /Withdrawn: nothing opens.*The academy closes.*Agreed: Keep pupils safe/s)
    await assert.rejects(post(`${one}/withdraw`, { reason: 'The academy closes at the end of term.' }), /already/)
    await post(one, { ...agreed, categories: 'identity' })
    const { rows } = await db.owner.query('select categories, withdrawn_at, owner_id from access.organisation')
    assert.deepEqual(rows, [{ categories: 1, withdrawn_at: null, owner_id: null }])
  })

  test('that is missing leaves urgent access, of one child; withdrawn it leaves nothing, not the start page either', async () => {
    const none = { full: 0, summary: 0, existence: 0, universalFull: 0, universalSummary: 0, trained: false }
    const staff = await aReader(db.owner, 'education-welfare-officer')
    const missing: SignedInReader = { ...staff, masks: { ...staff.masks, ...none }, agreement: 'missing' }
    await db.owner.query(
      `insert into access.grant_row (principal, child_id, reason, limit_mask, starts_at) values ($1, $2, 'education-welfare', 131071, '2026-09-01')`,
      [staff.userId, child.id],
    )
    assert.deepEqual(await find(staff, 'Amelia'), [child.id])
    assert.deepEqual(await find(missing, 'Amelia'), [])
    await locate(missing, amelia)
    const opened = await send(pages, routes, missing, 'POST', '/children/:child/urgent-access', {
      params: { child: child.address },
      form: { ground: 'harm', reason: 'Found alone at the gate after dark', categories: ['contact'], minutes: '60' },
    })
    assert.equal(redirectOf(opened), `/children/${child.address}`)
    assert.deepEqual(await find(missing, 'Amelia'), [child.id])
    const withdrawn: SignedInReader = { ...missing, principals: [], agreement: 'withdrawn' }
    for (const path of ['/', '/children/:child/urgent-access'])
      await assert.rejects(
        async () => send(pages, routes, withdrawn, 'GET', path, { params: { child: child.address } }),
        (error: unknown) => error instanceof Refusal && error.rule === 'agreement',
      )
  })
})
