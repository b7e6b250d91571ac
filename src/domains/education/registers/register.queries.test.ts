import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  type Answer,
  type Ground,
  performRoute,
  type Route,
  type SignedInReader,
  tieAllKeepers,
} from '../../../access/index.ts'
import {
  aChild,
  anEntry,
  aReader,
  aRelation,
  aTeam,
  type TestChild,
  testGrounds,
} from '../../../access/testing/index.ts'
import { workPages } from '../../../children/index.ts'
import { boxesOf, Conflict, categoryMask, NotAllowed, NotFound, type PlainDate } from '../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { wordsShown } from '../../../platform/views/testing/index.ts'
import { attainment, enrolment } from '../education.record.ts'
import { registerPages } from './register.page.ts'
import { headKinds } from './register.record.ts'
import { registersOwed } from './registers-owed.queries.ts'

const today = { enrolment, kinds: [], attendance: attainment, owed: [registersOwed(enrolment)] }
const routes: readonly Route[] = [...registerPages(enrolment), ...workPages(today as never)]
let db: TestDatabase
let ground: Ground
let jobs: Ground
let officer: SignedInReader
let worker: SignedInReader
let office: SignedInReader
let child: TestChild
before(async () => {
  db = await testDatabase()
  ;({ pages: ground, jobs } = await testGrounds(db))
  child = await aChild(db.owner)
  await anEntry(db.owner, child, {
    kind: 'identity',
    category: 'identity',
    summary: true,
    body: { forename: 'Amelia', surname: 'Okafor' },
  })
  officer = await aReader(db.owner, 'education-welfare-officer')
  worker = await aReader(db.owner, 'social-worker')
  office = await aReader(db.owner, 'school-office')
  for (const reader of [officer, worker, office])
    await aRelation(db.owner, { child: child.id }, { principal: reader.userId })
})
after(async () => {
  await ground.db.destroy().catch(() => {})
  await jobs.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

const ask = (reader: SignedInReader, path: string, params = {}, form?: Record<string, string>): Promise<Answer> =>
  performRoute(
    ground,
    routes.find(r => r.path === path && r.sort.endsWith('action') === (form !== undefined)) as Route,
    reader,
    { params: { child: child.address, ...params }, query: {}, form: form ?? {}, files: [], requestId: 'test' },
  )
const words = (answer: Answer): string => ('page' in answer ? wordsShown(answer.page.body) : '')
const on = (name: string, text: string) =>
  Object.fromEntries(
    Object.entries(boxesOf(text as PlainDate)).map(([part, value]) => [`${name}-${part}`, value ?? '']),
  )

describe('the register of children missing education', () => {
  const base = '/children/:child/missing-education'
  const begin = { ...on('on', '2026-10-19'), from: 'school-return', words: 'Moved, no new school named.' }

  test('is begun once, by an officer, with a day and who told of it', async () => {
    await assert.rejects(ask(worker, base), NotFound)
    await assert.rejects(ask(worker, base, {}, begin), NotAllowed)
    assert.match(words(await ask(officer, base, {}, { ...begin, words: '' })), /Write what you were told/)
    assert.ok('redirect' in (await ask(officer, base, {}, begin)))
    await assert.rejects(ask(officer, base, {}, begin), Conflict)
  })

  test('lists the officer’s children with what is overdue, and says as many as it marks', async () => {
    const text = words(await ask(officer, '/missing-education'))
    assert.match(text, /1 child of those you and your teams work with, 1 overdue/)
    assert.match(text, /Amelia Okafor .* Not asked yet: parents, carers .* by 2 November 2026 Overdue/)
    assert.match(words(await ask(office, '/missing-education')), /None of the children you work with/)
  })

  test('a clock that has passed stands on the officer’s Today, and on nobody else’s', async () => {
    assert.match(
      words(await ask(officer, '/')),
      /Amelia Okafor Children missing education\. Not asked yet: parents, carers.*It was due by 2 November 2026\. Overdue/,
    )
    for (const reader of [worker, office]) assert.doesNotMatch(words(await ask(reader, '/')), /missing education/i)
  })

  test('keeps each enquiry with who, when and what came of it; not found only when all were made', async () => {
    const asked = { ...on('on', '2026-11-18'), who: 'Sam Ali, mum', outcome: 'nothing' }
    const path = `${base}/:step`
    assert.match(
      words(await ask(officer, path, { step: 'family' }, { ...asked, ...on('on', '2026-10-01') })),
      /cannot be before 19 October 2026/,
    )
    assert.ok('redirect' in (await ask(officer, path, { step: 'family' }, asked)))
    assert.match(
      words(await ask(officer, base)),
      /Parents, carers and emergency contacts 18 November 2026.* Nothing found/,
    )
    assert.match(
      words(await ask(officer, path, { step: 'end' }, { outcome: 'not-found', words: 'Nobody knows.' })),
      /9 enquiries not made yet/,
    )
    await assert.rejects(ask(worker, path, { step: 'family' }, asked), NotAllowed)
    assert.match(words(await ask(worker, base)), /Nothing found/)
    await assert.rejects(ask(office, base), NotFound)
  })

  test('ends with where the child is, keeps what was done, and may begin again', async () => {
    assert.ok(
      'redirect' in
        (await ask(
          officer,
          `${base}/:step`,
          { step: 'end' },
          { outcome: 'on-roll', words: 'Mill Primary confirmed.' },
        )),
    )
    const text = words(await ask(officer, base))
    assert.match(text, /is not on the register .* on a school’s roll Mill Primary confirmed\. .* Nothing found/)
    assert.match(words(await ask(officer, '/missing-education')), /None of the children/)
    await assert.rejects(ask(officer, `${base}/:step`, { step: 'family' }), NotFound)
  })
})

test('home education: a notice gives fifteen days at least, and a step that comes too early is not written', async () => {
  const base = '/children/:child/home-education'
  assert.ok(
    'redirect' in (await ask(officer, base, {}, { ...on('on', '2026-10-01'), from: 'parents', words: 'They wrote.' })),
  )
  const step = (code: string, form: Record<string, string>) =>
    ask(officer, `${base}/:step`, { step: code }, { who: 'Sam Ali', ...form })
  const notice = { ...on('on', '2026-11-10'), outcome: 'served' }
  assert.match(
    words(await step('notice', { ...notice, ...on('until', '2026-11-25') })),
    /cannot be taken yet: Suitability is judged first/,
  )
  assert.ok('redirect' in (await step('suitability', { ...on('on', '2026-11-09'), outcome: 'not-suitable' })))
  assert.match(
    words(await step('notice', { ...notice, ...on('until', '2026-11-20') })),
    /time until 25 November 2026 at least/,
  )
  assert.ok('redirect' in (await step('notice', { ...notice, ...on('until', '2026-11-25') })))
  assert.match(
    words(await ask(officer, base)),
    /Look at what the parents say: by 26 November 2026 .* Not yet: the notice under section 437\(1\) runs until 25 November 2026/,
  )
})

describe('the team that keeps the registers', () => {
  const home = '/children/:child/home-education'
  let keeper: SignedInReader
  let pupil: TestChild
  const list = async (path: string) => words(await ask(keeper, path))
  before(async () => {
    const team = await aTeam(db.owner, 'Registers')
    await db.owner.query('update access.principal set keeps_registers = true where id = $1', [team])
    keeper = await aReader(db.owner, 'education-welfare-officer', [team])
    pupil = await aChild(db.owner)
    await anEntry(db.owner, pupil, {
      kind: 'identity',
      category: 'identity',
      summary: true,
      body: { forename: 'Bo', surname: 'Keepsake' },
    })
    await anEntry(db.owner, pupil, { kind: 'note', category: 'care-content', body: { text: 'not theirs' } })
    await aRelation(db.owner, { child: pupil.id }, { principal: officer.userId })
  })
  const put = () =>
    ask(
      officer,
      home,
      { child: pupil.address },
      { ...on('on', '2026-11-16'), from: 'parents', words: 'The parents wrote.' },
    )
  test('sees no child who is on none, and every child from the moment they are put on one, whoever did it', async () => {
    const page = () => ask(keeper, home, { child: pupil.address })
    await assert.rejects(page(), /Refused/)
    await put()
    assert.match(await list('/home-education'), /1 child on the register of the whole council.*Bo Keepsake/)
    assert.match(words(await page()), /The parents wrote/)
  })

  test('by a reason that its log names, that reaches what the duty needs and no further', async () => {
    const { rows } = await db.owner.query(
      `select reason, limit_mask & $2 <> 0 as content, max_sensitivity from access.grant_row where child_id = $1 and reason = 'education-register'`,
      [pupil.id, categoryMask(['care-content', 'protection', 'health', 'young-carer', 'adoption', 'confidential'])],
    )
    assert.deepEqual(rows, [{ reason: 'education-register', content: false, max_sensitivity: 2 }])
    const logged = await db.owner.query(
      `select rule from access.access_event where child_id = $1 and user_id = $2 and outcome = 'shown' limit 1`,
      [pupil.id, keeper.userId],
    )
    assert.equal(logged.rows[0]?.rule, 'education-register')
  })

  test('a record that is shut is in no list and no number', async () => {
    const { rows } = await db.owner.query(
      `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'restricted', 'test', '2026-01-01') returning id`,
      [pupil.id],
    )
    assert.match(await list('/home-education'), /Nobody is on the register/)
    await db.owner.query('delete from access.shield where id = $1', [rows[0].id])
  })

  test('is tied at night to whoever was on one before it kept them, and no longer once it does not', async () => {
    await db.owner.query(`delete from access.grant_row where reason = 'education-register'`)
    await tieAllKeepers(jobs, headKinds)
    assert.match(await list('/home-education'), /Bo Keepsake/)
    await db.owner.query('update access.principal set keeps_registers = false')
    await tieAllKeepers(jobs, headKinds)
    const { rows } = await db.owner.query(
      `select ends_at - now() > interval '20 days' as open from access.grant_row where reason = 'education-register'`,
    )
    assert.ok(rows.length > 0 && rows.every(row => row.open === false))
  })
})
