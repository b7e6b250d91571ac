import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import {
  type Answer,
  type Ground,
  performRoute,
  type Route,
  type SignedInReader,
  type Upload,
} from '../../../access/index.ts'
import { aChild, anEntry, aReader, testGrounds } from '../../../access/testing/index.ts'
import { Conflict, NotAllowed, NotFound } from '../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { f6, folderOf } from '../testing/index.ts'
import { admissionsPages } from './index.ts'
import { releaseOffers, workRun } from './run.job.ts'

let db: TestDatabase
let ground: Ground
let jobs: Ground
let officer: SignedInReader
let round = ''
let run = ''
before(async () => {
  db = await testDatabase()
  const grounds = await testGrounds(db)
  ground = grounds.pages
  jobs = grounds.jobs
  officer = await aReader(db.owner, 'admissions-officer')
  const child = await aChild(db.owner)
  const body = { forename: 'P05', surname: 'Marsh', birthDate: '2023-03-09' }
  await anEntry(db.owner, child, { kind: 'identity', category: 'identity', body })
  const other = await aChild(db.owner)
  await anEntry(db.owner, other, { kind: 'identity', category: 'identity', body: { ...body, forename: 'Nobody' } })
})
after(async () => {
  for (const one of [ground, jobs]) await one.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

type Asked = {
  form?: Record<string, string>
  files?: readonly Upload[]
  params?: Record<string, string>
  query?: Record<string, unknown>
}
const ask = (path: string, { form, files, params = {}, query = {} }: Asked = {}, reader = officer): Promise<Answer> =>
  performRoute(
    ground,
    admissionsPages.find(r => r.path === path && (r.sort === 'desk-action') === (form !== undefined)) as Route,
    reader,
    { params: { round, ...params }, query, form: form ?? {}, files: files ?? [], requestId: 'test' },
  )
const words = (answer: Answer): string =>
  'page' in answer
    ? String(answer.page.body)
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
    : JSON.stringify(answer)
const upload = (files: Readonly<Record<string, string>>): Upload[] => {
  const folder = folderOf(files)
  return Object.entries(files).map(([name, text]) => ({
    field: 'files',
    name,
    mediaType: 'text/plain',
    path: join(folder, name),
    bytes: text.length,
  }))
}
const inF6 = (name: string): string => readFileSync(join(f6, name), 'utf8')
/** children.csv of F6 with who each child is, and how everything they say was checked. */
const children = (): string =>
  inF6('children.csv')
    .trimEnd()
    .split('\n')
    .map((line, i) =>
      i === 0
        ? `${line},forename,surname,birth_date,received_on,address_proof,named_school_proof,looked_after_proof,faith_proof,sibling_proof`
        : `${line},${line.split(',')[0]},Marsh,2023-03-09,2026-11-20,council tax,${line.split(',')[1] ? 'plan' : ''},${line.split(',')[2] ? 'letter' : ''},${line.split(',')[5] ? 'form' : ''},${line.split(',')[4] ? 'roll' : ''}`,
    )
    .join('\n')
const days = { bornFrom: [1, 9, 2022], bornTo: [31, 8, 2023], closesOn: [15, 1, 2027], offerDay: [16, 4, 2027] }
const boxes = Object.fromEntries(
  Object.entries(days).flatMap(([name, parts]) =>
    ['day', 'month', 'year'].map((part, i) => [`${name}-${part}`, String(parts[i])]),
  ),
)

describe('a round of admissions', () => {
  test('is begun with its days by who runs admissions, and committed to a draw at once', async () => {
    const worker = await aReader(db.owner, 'social-worker')
    await assert.rejects(ask('/admissions', {}, worker), NotAllowed)
    assert.match(words(await ask('/admissions', { form: {} })), /Enter what the round is called/)
    const form = { ...boxes, name: 'Reception 2027', supervisor: 'The monitoring officer', hour: '09:00' }
    const begun = await ask('/admissions', { form })
    assert.ok('redirect' in begun)
    round = begun.redirect.split('/').at(-1) ?? ''
    assert.match(words(await ask('/admissions/:round')), /16 April 2027 at 9am .* Commitment of the draw [0-9a-f]{64}/)
  })

  test('schools come by file, all or none, with every fault; a change keeps what stood', async () => {
    const bad = await ask('/admissions/:round/schools', {
      form: {},
      files: upload({ 'schools.csv': 'school_id,places\nASH,x\n', 'criteria.json': inF6('criteria.json') }),
    })
    assert.match(words(bad), /schools\.csv, line 2: “x” is no number of places/)
    const files = upload({ 'schools.csv': inF6('schools.csv'), 'criteria.json': inF6('criteria.json') })
    assert.match(words(await ask('/admissions/:round/schools', { form: {}, files })), /told or changed: 3/)
    const again = upload({ 'schools.csv': inF6('schools.csv'), 'criteria.json': inF6('criteria.json') })
    assert.match(words(await ask('/admissions/:round/schools', { form: {}, files: again })), /told or changed: 0/)
    const form = await ask('/admissions/:round/schools/:key', { params: { key: 'ASH' } })
    assert.match(
      String('page' in form ? form.page.body : ''),
      /catchment and sibling \| sibling=@school, catchment=@school/,
    )
  })

  test('applications come by file, are tied by exact facts, and count where they stand', async () => {
    const files = upload({
      'children.csv': children(),
      'preferences.csv': inF6('preferences.csv'),
      'distances.csv': inF6('distances.csv'),
    })
    assert.match(
      words(await ask('/admissions/:round/applications', { form: {}, files })),
      /Taken in: 14\. Newly tied to a record: 1/,
    )
    const home = words(await ask('/admissions/:round'))
    assert.match(home, /14 applications = 1 ready \+ 13 not tied to a record/)
    assert.match(home, /A run cannot begin yet/)
    assert.match(words(await ask('/admissions/:round/missing')), /1 child on record.*Nobody Marsh/)
    const { rows } = await db.owner.query(`select uuid, reference from admission_application order by id`)
    for (const { uuid, reference } of rows)
      if (reference !== 'P05')
        await ask('/admissions/:round/applications/:application/tie', {
          form: { how: 'none' },
          params: { application: uuid },
        })
    assert.match(words(await ask('/admissions/:round')), /14 applications = 14 ready/)
  })

  test('one application shows who checked what; a child with two stops the round until one is withdrawn', async () => {
    const { rows } = await db.owner.query(`select uuid from admission_application where reference = 'P05'`)
    const application = rows[0].uuid
    const text = words(await ask('/admissions/:round/applications/:application', { params: { application } }))
    assert.match(text, /Found by exact facts\. .* Home address catchment of ASH It is so: council tax/)
    const typed = {
      forename: 'P05',
      surname: 'Marsh',
      'born-day': '9',
      'born-month': '3',
      'born-year': '2023',
      'received-day': '2',
      'received-month': '2',
      'received-year': '2027',
      'want-1': 'ASH',
      facts: '',
    }
    const made = await ask('/admissions/:round/applications/new', { form: typed })
    assert.ok('redirect' in made)
    assert.match(words(await ask('/admissions/:round')), /15 applications = 13 ready \+ 2 for a child with another/)
    const params = { application: made.redirect.split('/').at(-1) ?? '' }
    await ask('/admissions/:round/applications/:application/withdraw', { form: { withdrawn: 'sent twice' }, params })
    assert.match(words(await ask('/admissions/:round')), /14 applications = 14 ready\. Beside them 1 was withdrawn/)
  })

  test('a run gives the places of F6, says why, and comes to the same bytes each time', async () => {
    for (let time = 0; time < 2; time++) {
      assert.ok('redirect' in (await ask('/admissions/:round/runs', { form: {} })))
      const { rows } = await db.owner.query(`select max(id) as id from admission_run`)
      await workRun(jobs, rows[0].id)
    }
    const { rows } = await db.owner.query(
      `select uuid, state, faults, input_sha256, output_sha256 from admission_run order by id`,
    )
    assert.deepEqual([rows[0].state, rows[0].faults], ['done', null])
    assert.deepEqual([rows[0].input_sha256, rows[0].output_sha256], [rows[1].input_sha256, rows[1].output_sha256])
    run = rows[1].uuid
    const text = words(await ask('/admissions/:round/runs/:run', { params: { run } }))
    assert.match(text, /Children 14 1st preference 8 .* 2nd preference 4 .* No place 2/)
    assert.match(text, /ASH 5 5 4 catchment, 0\.20 miles/)
    assert.match(text, /0 children have another place/)
    const order = words(
      await ask('/admissions/:round/runs/:run/schools/:key', { params: { run, key: 'ASH' }, query: { page: 1 } }),
    )
    assert.match(order, /5 P04 Marsh 3 catchment 0\.35 miles Waiting, 1st/)
    assert.doesNotMatch(order, /preference/)
    const why = words(
      await ask('/admissions/:round/runs/:run/children/:application', { params: { run, application: await p05() } }),
    )
    assert.match(
      why,
      /BIR, 2nd preference .* 1st preference: ASH Place in the order 6th Criterion 3, catchment Distance 0\.52 miles/,
    )
    assert.match(why, /looked after 1 catchment and sibling 2 catchment 2/)
    assert.doesNotMatch(why, /P0[1-46-9]|P1\d|L02|E01/)
  })

  test('two people approve, and nothing is out before its moment', async () => {
    const params = { run }
    assert.ok('redirect' in (await ask('/admissions/:round/runs/:run/approve', { form: {}, params })))
    await assert.rejects(ask('/admissions/:round/runs/:run/approve', { form: {}, params }), Conflict)
    const second = await aReader(db.owner, 'admissions-officer')
    const approved = await ask('/admissions/:round/runs/:run/approve', { form: {}, params }, second)
    assert.match(words(approved), /Two people have approved/)
    const letter = { params: { run, application: await p05() } }
    const letterPath = '/admissions/:round/runs/:run/children/:application/letter'
    await releaseOffers(jobs)
    await assert.rejects(ask(letterPath, letter), NotFound)
    await releaseOffers({ ...jobs, now: () => new Date('2027-04-16T08:00:30Z') })
    const text = words(await ask(letterPath, letter))
    assert.match(text, /offer P05 Marsh a place at BIR .* You are 2nd on the waiting list/)
    assert.doesNotMatch(text, /looked after|P04|NM\d/)
    await assert.rejects(ask('/admissions/:round/runs', { form: {} }), Conflict)
    assert.match(words(await ask('/admissions/:round')), /Offers are out Since 16 April 2027/)
  })

  test('of a child who is shut to an officer there is no application, no place and no letter', async () => {
    await db.owner.query(
      `insert into access.conflict (user_id, child_id, why) select $1, child_id, 'family' from admission_application where reference = 'P05'`,
      [officer.userId],
    )
    const application = await p05()
    await assert.rejects(ask('/admissions/:round/applications/:application', { params: { application } }), NotFound)
    assert.doesNotMatch(words(await ask('/admissions/:round/applications', { query: { page: 1 } })), /P05/)
    assert.doesNotMatch(
      words(
        await ask('/admissions/:round/runs/:run/schools/:key', { params: { run, key: 'BIR' }, query: { page: 1 } }),
      ),
      /P05/,
    )
  })
})

const p05 = async (): Promise<string> =>
  (await db.owner.query(`select uuid from admission_application where reference = 'P05'`)).rows[0].uuid
