import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import {
  type Answer,
  actorContext,
  performRoute,
  type Route,
  type SignedInReader,
  withContext,
} from '../../access/index.ts'
import { aReader, aRelation } from '../../access/testing/index.ts'
import { listOwing, mendingPages, objectOfTree, receiveFiles, treeOfObject } from '../../intake/index.ts'
import { type IntakeWorld, intakeWorld } from '../../intake/testing/index.ts'
import { NotAllowed, NotFound } from '../../kernel/index.ts'
import { kysely } from '../../platform/database/index.ts'
import { wordsShown } from '../../platform/views/testing/index.ts'
import { dailyAttendance } from './index.ts'

test('a record taken apart into places and put together again is the same', () => {
  const record = {
    type: 'pupil',
    fsm: [{ from: '2024-01-08', to: null }],
    contacts: [{ surname: 'A', phones: [{ number: '1' }, { number: '2' }] }, { surname: 'B' }, {}, { surname: 'D' }],
    ['__proto__x']: 'kept',
  }
  const { values } = treeOfObject(record)
  assert.deepEqual({ ...treeOfObject(objectOfTree(values)).values }, { ...values })
  assert.deepEqual(Object.keys(values).length, 8)
})

describe('a school mends the rows of its own files', () => {
  let world: IntakeWorld
  let ground: Parameters<typeof performRoute>[0]
  let office: SignedInReader
  let lead: SignedInReader
  let officer: SignedInReader
  let mill: string
  let other: string
  let routes: readonly Route[]
  let files = 0
  before(async () => {
    world = await intakeWorld()
    const pages = { ...world.ground, db: kysely(world.pages) }
    ground = pages
    routes = mendingPages({ ground: pages, sources: async () => [dailyAttendance] })
    const schools = [await aSchool('Mill Primary', '8992017'), await aSchool('Other School', '8992018')]
    ;[mill = '', other = ''] = schools.map(one => one.uuid)
    ;[office, lead, officer] = [
      await aReader(world.owner, 'school-office'),
      await aReader(world.owner, 'safeguarding-lead'),
      await aReader(world.owner, 'education-welfare-officer'),
    ]
    for (const reader of [office, lead, officer])
      await aRelation(
        world.owner,
        { establishment: schools[0]?.id ?? 0 },
        { principal: reader.userId, from: new Date('2020-01-01') },
      )
  })
  after(() => world.drop())

  const aSchool = async (name: string, laestab: string): Promise<{ id: number; uuid: string }> => {
    const made = await world.rows<{ id: number; uuid: string }>(
      'insert into access.establishment (name, laestab) values ($1, $2) returning id, uuid',
      [name, laestab],
    )
    return made[0] ?? assert.fail()
  }
  const pupil = (misId: string, dob: string, more = {}) =>
    JSON.stringify({ type: 'pupil', mis_id: misId, legal_surname: 'Quillfeather', legal_forename: 'Ada', dob, ...more })
  const bring = async (day: string, lines: string[], estab = '2017') => {
    const manifest = { type: 'manifest', la: '899', estab, generated_at: `${day}T08:00:00Z`, mode: 'delta', from: day }
    files += 1
    const path = join(world.ground.tempDir ?? '', `bundle-${files}.ndjson`)
    await writeFile(path, [JSON.stringify({ ...manifest, to: day }), ...lines, ''].join('\n'))
    const { runs } = await receiveFiles(world.ground, [path], { sources: [dailyAttendance] })
    return await work(runs[0]?.run ?? '')
  }
  const work = (run: string) => world.work(run, { sources: [dailyAttendance] })
  type Sent = { as?: SignedInReader; school?: string; row?: string; form?: Record<string, string> }
  const send = (sort: string, end: string, { as = office, school = mill, row = '', form = {} }: Sent = {}) =>
    performRoute(
      ground,
      routes.find(one => one.sort === sort && one.path === `/my-schools/:school/rejected${end}`) ?? assert.fail(),
      as,
      { params: { school, row }, query: {}, form, files: [], requestId: 'test' },
    )
  const html = (answer: Answer): string => ('page' in answer ? String(answer.page.body) : assert.fail('no page'))
  const words = (answer: Answer): string => wordsShown(html(answer))
  const list = async (how: Sent = {}) => words(await send('desk-page', '', how))
  const owing = async () => {
    const at = ground.now()
    const desk = actorContext('import-desk', at, office.principals)
    const found = await withContext(ground, desk, tx => listOwing({ tx, reader: office, at }, [dailyAttendance]))
    return found.map(({ school, rows, more }) => [school, rows, more])
  }
  const rowIds = async (how: Sent = {}): Promise<string[]> =>
    [...html(await send('desk-page', '', how)).matchAll(/rejected\/(\d+)"/g)].map(match => match[1] ?? '')
  const boxOf = (answer: Answer, value: string): string =>
    new RegExp(`name="(value-\\d+)"[^>]*value="${value}"`).exec(html(answer))?.[1] ?? assert.fail(`no box of ${value}`)

  test('each row that was not used stands with where, what was got, what was wanted and how to mend it', async () => {
    await bring('2025-10-06', [pupil('1', '2013-11-02'), pupil('2', '31/02/2014', { young_carer: 'S' })])
    await bring('2025-10-06', [pupil('9', 'never')], '2018')
    const text = await list()
    assert.match(text, /1 row of your school’s files could not be used/)
    assert.match(text, /Line 3 Pupil 2 in your system bundle-1\.ndjson/)
    assert.match(text, /dob 31\/02\/2014/)
    assert.doesNotMatch(text, /never|bundle-2/, 'and none of another school')
    assert.deepEqual(await owing(), [['Mill Primary', 1, false]], 'as Today says')
  })

  test('another school’s rows are not there, and whoever does not answer for the school sees none', async () => {
    await assert.rejects(send('desk-page', '', { school: other }), NotFound)
    await assert.rejects(send('desk-page', '', { as: officer }), NotAllowed)
    const [row = ''] = await rowIds()
    await assert.rejects(send('desk-action', '/:row', { school: other, row }), NotFound)
    await assert.rejects(send('desk-action', '/:row/sent', { as: officer, row }), NotAllowed)
  })

  test('mended wrongly it is refused with what was typed, and nothing is taken in', async () => {
    const [row = ''] = await rowIds()
    const page = await send('desk-page', '/:row', { row })
    assert.doesNotMatch(html(page), /value="S"/, 'what the office’s role does not see is not on the page')
    const form = { ...typed(page), [boxOf(page, '31/02/2014')]: '30/02/2014' }
    const answer = await send('desk-action', '/:row', { row, form })
    assert.ok('page' in answer)
    assert.equal(answer.status, 422)
    assert.match(html(answer), /value="30\/02\/2014"/)
    assert.equal((await rowIds()).length, 1)
  })
  const typed = (answer: Answer): Record<string, string> =>
    Object.fromEntries(
      [...html(answer).matchAll(/name="(value-\d+)"[^>]*? value="([^"]*)"/g)].map(m => [m[1] ?? '', m[2] ?? '']),
    )

  test('mended it goes the way of every file, with what was not shown; it is gone from the list, with who and when', async () => {
    const [row = ''] = await rowIds()
    const page = await send('desk-page', '/:row', { row })
    await send('desk-action', '/:row', { row, form: { ...typed(page), [boxOf(page, '31/02/2014')]: '28/02/2014' } })
    const [run] = await world.rows<{ uuid: string; by_user: number; as_of: Date }>(
      'select u.uuid, u.by_user, u.as_of from mended_row m join import_run u on u.id = m.run_id',
    )
    assert.deepEqual([run?.by_user, run?.as_of.toISOString()], [office.userId, '2025-10-06T08:00:00.000Z'])
    const report = await work(run?.uuid ?? '')
    assert.deepEqual([report.state, report.accepted, report.rejected], ['done', 1, 0])
    const [kept] = await world.rows<{ content: Record<string, string> }>(
      `select content from source_record where key = 'pupil/8992017/2'`,
    )
    assert.deepEqual([kept?.content['dob'], kept?.content['young_carer']], ['28/02/2014', 'S'])
    const text = await list()
    assert.match(text, /Every row that your school has sent was used, or is mended/)
    assert.match(text, new RegExp(`Mended here ${office.name}`))
    await assert.rejects(send('desk-action', '/:row', { row, form: typed(page) }), NotFound, 'and only once')
  })

  test('a row that comes wrong every day stands once; sent soundly later, it is gone by itself', async () => {
    for (const day of ['2025-10-07', '2025-10-08']) await bring(day, [pupil('3', 'soon')])
    assert.match(await list(), /1 row .* bundle-4\.ndjson/)
    await bring('2025-10-09', [pupil('3', '2014-01-01')])
    assert.deepEqual(await rowIds(), [])
  })

  test('a mark of a pupil whom the school has not named waits for the pupil, and is then sent as it stands', async () => {
    await bring('2025-10-10', [
      JSON.stringify({ type: 'attendance_day', mis_id: '5', date: '2025-10-10', am: '/', pm: 'I' }),
    ])
    const [row = ''] = await rowIds()
    const page = await send('desk-page', '/:row', { row })
    const refused = await send('desk-action', '/:row', { row, form: typed(page) })
    assert.match(words(refused), /a child that the source has not named/)
    await bring('2025-10-10', [pupil('5', '2014-01-01')])
    await send('desk-action', '/:row', { row, form: typed(page) })
    const [run] = await world.rows<{ uuid: string }>(
      'select u.uuid from mended_row m join import_run u on u.id = m.run_id order by u.id desc limit 1',
    )
    assert.deepEqual((await work(run?.uuid ?? '')).rejected, 0)
    const [year] = await world.rows<{ marks: string }>(
      `select substr(y.marks, 1 + 2 * 54, 2) as marks from attendance_year y join source_person s on s.id = y.source_person_id where s.key = '8992017/5'`,
    )
    assert.equal(year?.marks, '/I')
  })

  test('a row that the system sent again in another way is taken off by hand; one of a child who is shut to the reader is not there', async () => {
    await bring('2025-10-13', [pupil('1', 'then'), '{"type":"parrot"}'])
    const [parrot = '', ada = ''] = await rowIds()
    assert.match(words(await send('desk-page', '/:row', { row: parrot })), /cannot be mended by itself/)
    await send('desk-action', '/:row/sent', { row: parrot })
    assert.match(await list(), /Sent again in another way/)
    assert.deepEqual(await rowIds(), [ada])
    await world.rows(
      `insert into access.conflict (user_id, child_id, why) select $1, person_id, 'family' from source_person where key = '8992017/1'`,
      [office.userId],
    )
    assert.deepEqual(await rowIds(), [])
    assert.deepEqual(await rowIds({ as: lead }), [ada])
  })
})
