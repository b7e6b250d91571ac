import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { type Answer, type Ground, performRoute, Refusal, type Route, type SignedInReader } from '../../access/index.ts'
import {
  aChild,
  anEntry,
  aReader,
  aRelation,
  aSeal,
  aTeam,
  type TestChild,
  testGrounds,
} from '../../access/testing/index.ts'
import { categoryBit, categoryMask } from '../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { type Frame, html, page } from '../../platform/views/index.ts'
import { coreKinds, identity } from '../kinds/index.ts'
import { panel } from '../panel.ts'
import { recordPages } from './index.ts'

const shell: Frame = { council: 'Northmere Council', user: { name: 'Worker', role: 'Worker' }, nav: [], csrf: 'x' }
const failing = panel({
  id: 'failing',
  title: 'Early help',
  needs: [identity],
  load: grant => sql`select 1 from no_such_table`.execute(grant.tx),
  place: 'main',
  show: () => html`never`,
  examples: {},
})
const codeWords = (_set: string, code: string) => (code === 'WOTH' ? 'Any other White background' : undefined)
const routes = recordPages({ kinds: coreKinds, panels: [failing], dutyPhone: '01632 960450', codeWords })
const tabs = ['', '/timeline', '/family', '/visit', '/about', '/why']

let db: TestDatabase
let ground: Ground
let child: TestChild
let sister: TestChild
let officer: SignedInReader
before(async () => {
  db = await testDatabase()
  ground = (await testGrounds(db)).pages
  child = await aChild(db.owner, 'school census')
  sister = await aChild(db.owner, 'school census')
  officer = await aReader(db.owner, 'education-welfare-officer')
  await aRelation(db.owner, { child: child.id }, { principal: officer.userId })
  const person = (forename: string) => ({
    kind: 'identity',
    category: 'identity' as const,
    source: 'school census',
    body: { forename, surname: 'Hart', birthDate: '2015-11-30' },
  })
  await anEntry(db.owner, child, person('Leo'))
  await anEntry(db.owner, sister, person('Zoë'))
  await anEntry(db.owner, child, {
    kind: 'address',
    category: 'contact',
    source: 'school census',
    body: { paon: '14', street: 'Larch Close', postcode: 'NM4 2QT' },
  })
  await anEntry(db.owner, child, {
    kind: 'note',
    category: 'attendance',
    source: 'school census',
    body: { noteKind: 'call', happenedOn: '2026-11-01', passages: [{ text: 'Rang school.', about: 'child' }] },
  })
})
after(async () => {
  await ground.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

const ask = (reader: SignedInReader, tab: string, query: Record<string, string> = {}): Promise<Answer> =>
  performRoute(ground, routes.find(r => r.path === `/children/:child${tab}`) as Route, reader, {
    params: { child: child.address },
    query,
    form: {},
    files: [],
    requestId: 'test',
  })
const bytes = async (reader: SignedInReader, tab: string, query: Record<string, string> = {}): Promise<string> => {
  const answer = await ask(reader, tab, query)
  assert.ok('page' in answer)
  return String(page({ ...shell, ...answer.page }))
}
const allPages = (reader: SignedInReader) =>
  Promise.all(tabs.map(tab => bytes(reader, tab, tab === '/timeline' ? { all: 'yes' } : {})))

const hide = async (): Promise<void> => {
  const { owner } = db
  const hidden = async (
    subject: TestChild,
    category: 'care-content' | 'young-carer' | 'identity',
    body: object,
    kind = 'note',
    sensitivity = 1,
  ) => await anEntry(owner, subject, { kind, category, body, sensitivity, source: 'test' })
  await owner.query(
    `insert into source (id, layout, name, service) values ('test', 'test', 'social care', 'care') on conflict do nothing`,
  )
  await hidden(child, 'care-content', {
    noteKind: 'visit',
    happenedOn: '2026-11-18',
    seen: true,
    passages: [{ text: 'Hidden words.', about: 'child' }],
  })
  await hidden(child, 'identity', { forename: 'Leonard', surname: 'Other', birthDate: '2014-01-01' }, 'identity', 4)
  const carers = await aTeam(owner, 'Young carers team', 'young-carer')
  for (const kind of ['young-carers', 'family-support'])
    await owner.query(
      `insert into involvement (child_id, principal_id, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
       values ($1, $2, $3, 'Young carers', $4, $5, 'support', '2026-01-01', 'test', '2026-01-02')`,
      [
        child.id,
        carers,
        kind,
        kind === 'young-carers' ? 'young-carer' : 'early-help',
        categoryBit(kind === 'young-carers' ? 'young-carer' : 'early-help'),
      ],
    )
  for (const [a, b] of [
    [child.id, sister.id],
    [sister.id, child.id],
  ])
    await owner.query(
      `insert into relationship (child_id, other_id, kind, source_id, known_from) values ($1, $2, 'sibling', 'test', '2026-01-02')`,
      [a, b],
    )
  await hidden(sister, 'identity', { forename: 'Zoë', surname: 'Hart' }, 'identity')
}

describe('what a reader may not see', () => {
  test('two records that differ only in hidden facts, workers and sisters give the same bytes on every page', async () => {
    const before = await allPages(officer)
    assert.match(before[0] ?? '', /Leo Hart/)
    await hide()
    const afterwards = await allPages(officer)
    for (const [at, tab] of tabs.entries()) assert.equal(afterwards[at], before[at], tab)
  })
  test('whoever may see them does: the words, the sister, the worker', async () => {
    const worker = await aReader(db.owner, 'social-worker')
    for (const subject of [child, sister])
      await aRelation(db.owner, { child: subject.id }, { principal: worker.userId })
    const text = await bytes(worker, '')
    assert.match(text, /Hidden words/)
    assert.match(text, /Zoë Hart/)
    assert.match(text, /Young carers team/)
    const works = (active: boolean) =>
      db.owner.query(`update access.principal set active = $1 where name = 'Young carers team'`, [active])
    await works(false)
    const later = await bytes(worker, '')
    assert.ok(!later.includes('Young carers team'), 'a team that is no more is called by nobody')
    assert.match(later, /Young carers/, 'and its service is not taken for gone')
    await works(true)
  })
  test('a stranger sees nothing at all', async () => {
    const stranger = await aReader(db.owner, 'social-worker')
    for (const tab of [...tabs, '/live']) await assert.rejects(ask(stranger, tab), Refusal)
  })
})

describe('what is kept to a few named people', () => {
  test('says whom to ask, once, where its seal lets that be known; else the page is the same to the byte', async () => {
    const holder = await aReader(db.owner, 'social-worker')
    await db.owner.query(`update access.principal set name = 'Dawn Hughes', phone = '01632 960144' where id = $1`, [
      holder.userId,
    ])
    const [without, about] = [await bytes(officer, ''), await bytes(officer, '/about')]
    const keep = async (kind: 'known' | 'silent', category: 'attendance' | 'young-carer') => {
      const seal = await aSeal(db.owner, { kind, holder: holder.userId, named: [holder.userId] })
      const body = { noteKind: 'call', happenedOn: '2026-11-02', passages: [{ text: 'Kept words.', about: 'child' }] }
      await anEntry(db.owner, child, { kind: 'note', category, body, seal, source: 'school census' })
    }
    await keep('silent', 'attendance')
    await keep('known', 'young-carer')
    assert.equal(await bytes(officer, ''), without)
    await keep('known', 'attendance')
    await keep('known', 'attendance')
    const text = await bytes(officer, '')
    assert.equal(text.match(/Dawn Hughes<\/strong>/g)?.length, 1)
    assert.match(text, /Kept to a few named people.*01632 960144/s)
    assert.doesNotMatch(text, /Kept words/)
    assert.equal(await bytes(officer, '/about'), about)
  })
})

describe('a part that fails', () => {
  test('leaves the rest of the page up to date, and the look is recorded all the same', async () => {
    const text = await bytes(officer, '')
    assert.match(text, /Early help cannot be shown right now/)
    assert.match(text, /Rang school/)
    const { rows } = await db.owner.query(
      `select outcome from access.access_event where user_id = $1 and action = '/children/:child' order by id desc limit 1`,
      [officer.userId],
    )
    assert.deepEqual(rows, [{ outcome: 'shown' }])
  })
})

test('a visit is prepared by roles that visit homes, and work is allocated by roles that do a team’s work', async () => {
  const linksFor = async (reader: SignedInReader): Promise<string[]> => {
    const text = await bytes(reader, '')
    return ['/visit', '/tasks', '/allocation'].filter(part => text.includes(`href="/children/${child.address}${part}"`))
  }
  assert.deepEqual(await linksFor(officer), ['/visit', '/tasks', '/allocation'])
  const [lead, caller] = [await aReader(db.owner, 'safeguarding-lead'), await aReader(db.owner, 'youth-worker')]
  for (const reader of [lead, caller]) await aRelation(db.owner, { child: child.id }, { principal: reader.userId })
  assert.deepEqual(await linksFor(lead), ['/tasks'])
  assert.deepEqual(await linksFor(caller), ['/tasks', '/allocation'])
})

test('changes are announced under the record’s random address, to those who may open it', async () => {
  const answer = await ask(officer, '/live')
  assert.deepEqual('live' in answer && answer.live, [`child:${child.address}`])
})

test('about this record leads from three boxes to the day, and refuses what is no day', async () => {
  assert.deepEqual(await ask(officer, '/about', { 'on-day': '1', 'on-month': 'October', 'on-year': '2026' }), {
    redirect: `/children/${child.address}/about?known=2026-10-01`,
  })
  await assert.rejects(ask(officer, '/about', { 'on-day': '31', 'on-month': '2', 'on-year': '2026' }), /is not right/)
})

test('about this record says a code in words where its set has it, and leaves what somebody wrote as it stands', async () => {
  for (const ethnicity of ['WOTH', 'Irish Traveller'])
    await anEntry(db.owner, child, { kind: 'background', category: 'identity', body: { ethnicity } })
  const about = await bytes(officer, '/about')
  assert.match(about, /<strong>Ethnicity:<\/strong> Any other White background/)
  assert.match(about, /<strong>Ethnicity:<\/strong> Irish Traveller/)
  assert.doesNotMatch(about, /WOTH/)
})

test('a record opened urgently says what was chosen, and that what is not shown may be there; it says nothing of a register that its reader does not see', async () => {
  const urgent = await aReader(db.owner, 'education-welfare-officer')
  const relation = { principal: urgent.userId, reason: 'urgent', limit: 0, writes: false }
  await aRelation(
    db.owner,
    { child: child.id },
    { ...relation, extra: categoryMask(['identity', 'contact']), to: new Date(ground.now().getTime() + 3_600_000) },
  )
  const overview = await bytes(urgent, '')
  assert.match(overview, /what you chose and nothing else: who the child is; address, phone and carers\./)
  assert.match(overview, /it may be recorded all the same/)
  assert.match(overview, /Attendance is not shown to you here/)
  assert.doesNotMatch(overview, /No school has sent|Education welfare officers see/)
  assert.match(await bytes(urgent, '/why'), /Opened urgently, a record shows what you chose/)
  assert.match(await bytes(urgent, '/why'), /\d{4} at \d{1,2}(:\d\d)?[ap]m/)
  const own = await bytes(officer, '')
  assert.match(own, /Education welfare officers see/)
  assert.doesNotMatch(own, /nothing else: who the child is|Attendance is not shown/)
  assert.match(await bytes(officer, '/why'), /When the work ends, and 14 days to write it up/)
})
