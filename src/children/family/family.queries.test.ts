import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { aChild, anEntry, aReader, aRelation } from '../../access/testing/index.ts'
import { NotFound } from '../../kernel/index.ts'
import { coreKinds } from '../kinds/index.ts'
import { recordPages } from '../pages/index.ts'
import { twoChildren, wordsOf } from '../testing/two-children.ts'
import { familyRoutes } from './index.ts'

let town: Awaited<ReturnType<typeof twoChildren>>
before(async () => {
  town = await twoChildren([
    ...recordPages({ kinds: coreKinds, panels: [], dutyPhone: '01632 960450' }),
    ...familyRoutes,
  ])
  const { owner } = town.db
  const carer = (body: object) => anEntry(owner, town.child, { kind: 'carer', category: 'contact', body })
  await carer({ name: 'Sue Hart', relation: 'Mother', livesWith: true, order: 1 })
  await carer({ name: 'Carl Dunn', relation: 'Father', parentalResponsibility: true, order: 2 })
  const hidden = await aChild(owner)
  await anEntry(owner, hidden, { kind: 'identity', category: 'identity', body: { forename: 'Zebra' } })
  const home = async (child: typeof hidden, uprn: string, from: string, to: string) => {
    const body = { type: 'home', paon: '3', street: 'High Street', postcode: 'NM1 1AA', uprn }
    const entry = await anEntry(owner, child, { kind: 'address', category: 'contact', body })
    await owner.query('update entry set true_from = $2, true_to = $3 where id = $1', [entry, from, to])
    await owner.query(
      'insert into household_member (uprn, child_id, entry_id, sensitivity, true_from, true_to) values ($1, $2, $3, 1, $4, $5)',
      [uprn, child.id, entry, from, to],
    )
  }
  await home(town.child, '1001', '2020-01-01', '2023-03-01')
  await home(town.other, '1001', '2021-06-01', 'infinity')
  await home(hidden, '1001', '2019-01-01', 'infinity')
})
after(() => town.db.drop().catch(() => {}))

const path = '/children/:child/family'
const at = (person: string) => ({ path: `${path}/:person`, params: { person } })
const grandmother = {
  name: 'Ann Hart',
  relation: 'mothers-mother',
  sex: 'F',
  responsibility: 'no',
  contact: 'safe',
  born: '1961',
}

describe('family and home', () => {
  test('says who else lived at a home, from when to when both did, and nothing of a child whom the reader may not know', async () => {
    const text = wordsOf(await town.ask(town.worker, town.child, { path }))
    assert.match(
      text,
      /Homes before 3 High Street, NM1 1AA.* At the same address: Zoë Hart, 1 June 2021 to 28 February 2023/,
    )
    assert.doesNotMatch(text, /Zebra/)
  })

  test('somebody is added with parental responsibility and whether contact is safe, and stands on the list and in the picture', async () => {
    const add = (form: Record<string, string>) => town.ask(town.worker, town.child, { ...at('new'), post: true, form })
    const wrong = wordsOf(await add({ ...grandmother, contact: '', born: '61' }))
    assert.match(wrong, /Choose whether it is safe Enter a year, like 1987/)
    assert.ok('redirect' in (await add(grandmother)))
    assert.match(
      wordsOf(await town.ask(town.worker, town.child, { path })),
      /Ann Hart Mum’s mum. Born 1961. Does not have parental responsibility Contact: Safe/,
    )
    const picture = wordsOf(await town.ask(town.worker, town.child, { path: `${path}/picture` }))
    assert.match(picture, /Sue Hart. Mum. Lives here. Child of Ann Hart/)
    assert.match(picture, /Carl Dunn. Dad. Lives elsewhere, or not recorded where/)
  })

  test('what a worker knows of a parent stands beside what the file says, where the two disagree too', async () => {
    assert.match(wordsOf(await town.ask(town.worker, town.child, at('carer-2'))), /Somebody in the family/)
    const form = { name: 'Carl Dunn', relation: 'father', responsibility: 'no', by: 'court order', contact: 'none' }
    assert.ok('redirect' in (await town.ask(town.worker, town.child, { ...at('carer-2'), post: true, form })))
    const text = wordsOf(await town.ask(town.worker, town.child, { path }))
    assert.match(
      text,
      /Carl Dunn Dad. Has parental responsibility Does not have parental responsibility \(court order\), as social worker wrote Contact: None: do not meet or tell them/,
    )
    const visit = wordsOf(await town.ask(town.worker, town.child, { path: '/children/:child/visit' }))
    assert.match(visit, /Who must not be met or told.*Do not meet or tell Carl Dunn/, 'whoever goes there reads it')
  })

  test('who lives with a child whose place is protected, and their telephone, is for those alone who may know the place', async () => {
    const { owner } = town.db
    const write = (body: Record<string, string>) =>
      anEntry(owner, town.child, { kind: 'family-person', category: 'contact', sensitivity: 2, body })
    await write({ name: 'Aunt Quill', relation: 'other', livesWith: 'yes' })
    await write({ name: 'Uncle Reed', relation: 'other', phone: '01632 960777' })
    await write({ name: 'Nan Sedge', relation: 'other', contact: 'watched' })
    const read = async () => wordsOf(await town.ask(town.worker, town.child, { path }))
    assert.match(await read(), /Aunt Quill.*Nan Sedge.*Uncle Reed/)
    await owner.query(
      `insert into access.shield (child_id, kind, reason, holder, starts_at) values ($1, 'protected', 'test', $2, '2026-01-01')`,
      [town.child.id, (await aReader(owner, 'team-manager')).userId],
    )
    assert.doesNotMatch(await read(), /Quill|Reed|960777/)
    assert.match(await read(), /Nan Sedge.*Only with somebody there/)
    await owner.query(
      `delete from access.shield; update entry set known_to = now() where body->>'name' ~ 'Quill|Reed|Sedge'`,
    )
  })

  test('is changed in place, and taken off; only for who works with the family’s contacts', async () => {
    const { rows } = await town.db.owner.query(
      `select uuid from entry where kind = 'family-person' and code = 'mothers-mother'`,
    )
    const own = at(rows[0].uuid)
    const change = (form: Record<string, string>) => town.ask(town.worker, town.child, { ...own, post: true, form })
    assert.ok('redirect' in (await change({ ...grandmother, contact: 'watched', died: 'no' })))
    const text = wordsOf(await town.ask(town.worker, town.child, { path }))
    assert.match(text, /Ann Hart .* Contact: Only with somebody there/)
    assert.equal(text.match(/Ann Hart Mum/g)?.length, 1)
    assert.ok('redirect' in (await change({ gone: 'yes' })))
    assert.doesNotMatch(wordsOf(await town.ask(town.worker, town.child, { path })), /Ann Hart/)
    const office = await aReader(town.db.owner, 'school-office')
    await aRelation(town.db.owner, { child: town.child.id }, { principal: office.userId })
    await assert.rejects(town.ask(office, town.child, at('new')), NotFound)
    assert.doesNotMatch(wordsOf(await town.ask(office, town.child, { path })), /court order|do not meet/)
  })
})
