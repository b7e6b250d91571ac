import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Answer, type Ground, performRoute, type Route, type SignedInReader } from '../../../access/index.ts'
import {
  aChild,
  anEntry,
  aReader,
  aRelation,
  aTeam,
  type TestChild,
  testGrounds,
  testNow,
} from '../../../access/testing/index.ts'
import type { Typed } from '../../../children/index.ts'
import { addDays, addYears, filledBoxes, londonDate, NotFound } from '../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { recordOverview, recordParts, routes, todayPage, words } from '../testing/pages-of-support.page.ts'

const today = londonDate(testNow)
let clock = testNow
let db: TestDatabase
let pages: Ground
let child: TestChild
let worker: SignedInReader
let lead: SignedInReader
let otherLead: SignedInReader
let officer: SignedInReader
before(async () => {
  db = await testDatabase()
  pages = (await testGrounds(db, () => clock)).pages
  child = await aChild(db.owner)
  const body = { forename: 'Liam', surname: 'Hart', birthDate: '2013-03-14' }
  await anEntry(db.owner, child, { kind: 'identity', category: 'identity', summary: true, body })
  const carer = { kind: 'young-carer', category: 'young-carer', summary: true, body: { since: '2026-09-01' } } as const
  await anEntry(db.owner, child, carer)
  const supporters = await aTeam(db.owner, 'Northmere Young Carers', 'young-carer')
  worker = await aReader(db.owner, 'young-carers-worker', [supporters])
  officer = await aReader(db.owner, 'education-welfare-officer')
  lead = await aReader(db.owner, 'safeguarding-lead')
  otherLead = await aReader(db.owner, 'safeguarding-lead')
  const { rows } = await db.owner.query(`insert into access.establishment (name) values ('Quarry Bank') returning id`)
  await db.owner.query(
    `insert into access.roll (child_id, establishment_id, starts_on) values ($1, $2, '2026-09-01')`,
    [child.id, rows[0].id],
  )
  for (const [reader, kind, category, bit] of [
    [worker, 'young-carers', 'young-carer', 16384],
    [officer, 'education-welfare', 'attendance', 4],
  ] as const) {
    await aRelation(db.owner, { child: child.id }, { principal: reader.userId, reason: kind })
    await db.owner.query(
      `insert into involvement (child_id, principal_id, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
       values ($1, $2, $3, 'Test', $4, $5, 'test', '2026-09-01', 'test', '2026-09-01')`,
      [child.id, reader.userId, kind, category, bit],
    )
  }
  for (const { userId } of [lead, otherLead])
    await aRelation(db.owner, { establishment: rows[0].id }, { principal: userId, reason: 'school-roll' })
})
after(async () => {
  await pages.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

const ask = (
  reader: SignedInReader,
  route: Route | undefined,
  params: object = {},
  form: Typed = {},
): Promise<Answer> =>
  performRoute(pages, route as Route, reader, {
    ...{ params: { child: child.address, ...params }, query: {}, form, files: [], requestId: 't' },
  })
const page = (path: string, sort = 'child-page') =>
  [...routes, ...recordParts].find(r => r.path === path && r.sort === sort)
const base = '/children/:child/support'
const support = async (reader = worker): Promise<string> => words(await ask(reader, page(base)))
const why = async (reader: SignedInReader): Promise<string> => words(await ask(reader, page('/children/:child/why')))
const record = async (reader: SignedInReader): Promise<string> => words(await ask(reader, recordOverview))
const agree = (form: Typed): Promise<Answer> =>
  ask(
    worker,
    page(`${base}/agreed`, 'child-action'),
    {},
    {
      ...{ ...filledBoxes('on', today), agreed: 'yes', how: 'said', understands: 'She would know whom to call.' },
      ...{ opens: 'contact', who: String(lead.userId), ...filledBoxes('until', addDays(today, 60)) },
      ...form,
    },
  )
const takeBack = async (): Promise<Answer> => {
  const { rows } = await db.owner.query(
    `select uuid from entry where kind = 'young-carer-consent' and status = 'agreed' and known_to = 'infinity'`,
  )
  return ask(worker, page(`${base}/agreed/:entry/end`, 'child-action'), { entry: rows[0].uuid })
}
const later = async <T>(at: Date, work: () => Promise<T>): Promise<T> => {
  clock = at
  try {
    return await work()
  } finally {
    clock = testNow
  }
}
const endForm: Typed = { ...filledBoxes('on', today), reason: 'no-longer', words: 'Gran has moved in.' }
const supporter = /Young carers worker/
const summary = /Young carer\b(?! worker)/

describe('what a young carer agreed that others may know', () => {
  let untold: string[]
  test('is nothing until it is written down, with how they agreed and until when', async () => {
    untold = [await record(lead), await record(otherLead), await record(officer), await why(lead)]
    for (const text of untold) assert.doesNotMatch(text, /carer/i)
    for (const [wrong, says] of [
      [{ agreed: '' }, /Liam must agree before anybody is told/],
      [{ understands: '' }, /Write what shows that Liam understands/],
      [{ who: '' }, /Choose at least one person or team/],
      [{ who: '999999' }, /Choose at least one person or team/],
      [filledBoxes('until', addYears(today, 3)), /The last day must be .* or earlier/],
    ] as const) {
      const answer = await agree(wrong)
      assert.ok('page' in answer && answer.status === 422)
      assert.match(words(answer), says)
    }
    await assert.rejects(ask(officer, page(`${base}/agreed`)), NotFound)
  })

  test('tells whom it names who supports the child, says why on the page of reasons, and leaves no trace for anybody else', async () => {
    assert.ok('redirect' in (await agree({})))
    const told = await record(lead)
    assert.match(told, supporter)
    assert.match(told, /because Liam agreed that you may\. Others who work with the child may not know/)
    assert.doesNotMatch(told, summary)
    assert.match(await why(lead), /You also see: who to speak to about support for young carers, because Liam agreed/)
    assert.deepEqual([await record(otherLead), await record(officer)], untold.slice(1, 3))
    assert.match(
      await support(),
      /Who Liam agreed may know designated safeguarding lead, Quarry Bank Agreed Until 19 January 2027/,
    )
    await assert.rejects(support(lead), NotFound)
  })

  test('that ends soon is told to the worker on Today from fourteen days before, and to nobody whom it names', async () => {
    const ends = /What was agreed that others may know ends after 19 January 2027/
    const day = (at: string, reader: SignedInReader) =>
      later(new Date(`${at}T10:00:00Z`), async () => words(await ask(reader, todayPage)))
    assert.doesNotMatch(await day('2027-01-04', worker), ends)
    for (const at of ['2027-01-05', '2027-01-19']) assert.match(await day(at, worker), ends)
    assert.doesNotMatch(await day('2027-01-20', worker), ends)
    for (const reader of [lead, officer]) assert.doesNotMatch(await day('2027-01-05', reader), /others may know/)
  })

  test('ends with its last day by itself', async () => {
    assert.match(await later(new Date('2027-01-19T10:00:00Z'), () => record(lead)), supporter)
    assert.doesNotMatch(await later(new Date('2027-01-20T00:00:00Z'), () => record(lead)), supporter)
  })

  test('taken back tells nobody from that moment, as known on any day; that it was agreed stays with the service', async () => {
    assert.ok('redirect' in (await takeBack()))
    assert.deepEqual([await record(lead), await why(lead)], [untold[0], untold[3]])
    assert.match(await support(), /Taken back on 20 November 2026\. They learn nothing of it now/)
    const { rows } = await db.owner.query(
      `select distinct action from access.access_event where child_id = $1 and outcome = 'done' order by action`,
      [child.id],
    )
    assert.deepEqual(
      rows.map(row => row.action),
      [`${base}/agreed`, `${base}/agreed/:entry/end`],
    )
  })

  test('opens the summary where that was agreed, follows the record where it is joined, and closes with its entry', async () => {
    await agree({ opens: 'summary', who: [String(lead.userId), String(officer.userId)] })
    for (const reader of [lead, officer]) assert.match(await record(reader), summary)
    const { rows } = await db.owner.query('insert into person default values returning id')
    const move = (to: number) =>
      db.owner.query(`update entry set child_id = $1 where kind = 'young-carer-consent'`, [to])
    await move(rows[0].id)
    for (const reader of [lead, officer]) assert.doesNotMatch(await record(reader), /carer/i)
    await move(child.id)
    assert.match(await record(lead), summary)
    await db.owner.query(
      `update entry set known_to = $1 where kind = 'young-carer-consent' and known_to = 'infinity'`,
      [testNow],
    )
    assert.deepEqual([await record(lead), await record(officer)], [untold[0], untold[2]])
  })

  test('is given by no file, and ends with the support', async () => {
    const body = {
      state: 'agreed',
      on: '2026-09-01',
      until: '2027-09-01',
      opens: 'summary',
      who: [String(lead.userId)],
    }
    await anEntry(db.owner, child, { kind: 'young-carer-consent', category: 'young-carer', sensitivity: 2, body })
    assert.equal(await record(lead), untold[0])
    await db.owner.query(`delete from entry where kind = 'young-carer-consent' and source_id = 'test'`)
    await agree({})
    assert.match(await record(lead), supporter)
    await db.owner.query(
      `insert into involvement (child_id, worker_name, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
       values ($1, 'Rae', 'young-carers', 'Test', 'young-carer', 16384, 'test', '2026-09-01', 'test', '2026-09-01')`,
      [child.id],
    )
    const ended = await ask(worker, page(`${base}/:part`, 'child-action'), { part: 'end' }, endForm)
    assert.ok('redirect' in ended, words(ended))
    assert.equal(await record(lead), untold[0])
  })

  test('whoever ended the support is among who else is involved for the rest of the day, and no longer', async () => {
    const colleague = await aReader(db.owner, 'social-worker')
    await aRelation(db.owner, { child: child.id }, { principal: colleague.userId })
    const involved = async (at: Date) =>
      /Who else is involved(.*?)(Who worked with the family before.*|$)/s.exec(
        await later(at, () => record(colleague)),
      ) ?? []
    const midnight = new Date('2026-11-21T00:00:00Z')
    assert.match(
      (await involved(new Date(midnight.getTime() - 1)))[1] ?? '',
      /Rae.*Young carers worker|Young carers worker.*Rae/,
    )
    const [, now, before] = await involved(midnight)
    assert.doesNotMatch(now ?? '', supporter)
    assert.doesNotMatch(now ?? '', /Rae/, 'nor whom a list names, and we do not know')
    assert.match(before ?? '', /Young carers worker.*Until 20 November 2026/)
  })
})
