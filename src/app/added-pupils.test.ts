import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { type Answer, performRoute, type Route, type SignedInReader } from '../access/index.ts'
import { aReader, aRelation } from '../access/testing/index.ts'
import { linkPending } from '../children/index.ts'
import { addedPupilPages, attendancePages, keepAddedReturns } from '../domains/attendance/index.ts'
import { enrolment } from '../domains/education/index.ts'
import { senProvision } from '../domains/send/index.ts'
import { receiveFiles } from '../intake/index.ts'
import { type IntakeWorld, intakeWorld } from '../intake/testing/index.ts'
import { categoryMask, filledBoxes, NotAllowed, NotFound, type PlainDate } from '../kernel/index.ts'
import { kysely } from '../platform/database/index.ts'
import { wordsShown } from '../platform/views/testing/index.ts'
import { addedPupils } from '../sources/added-pupils/index.ts'
import { dailyAttendance } from '../sources/daily-attendance/index.ts'

describe('a school tells of a pupil who is on no roll of its own', () => {
  let world: IntakeWorld
  let ground: Parameters<typeof performRoute>[0]
  let office: SignedInReader
  let officer: SignedInReader
  let mill: string
  let other: string
  let routes: readonly Route[]
  const sources = [dailyAttendance, addedPupils]
  before(async () => {
    world = await intakeWorld()
    const pages = { ...world.ground, db: kysely(world.pages) }
    ground = pages
    routes = [
      ...addedPupilPages({ ground: pages, source: addedPupils }),
      ...attendancePages({ panels: [], enrolment, sen: senProvision, dutyPhone: '', authority: '899' }),
    ]
    const schools = [await aSchool('Mill Primary', '8992017'), await aSchool('Other School', '8992018')]
    ;[mill = '', other = ''] = schools.map(one => one.uuid)
    const linkedTo = { establishment: schools[0]?.id ?? 0 }
    office = await aReader(world.owner, 'school-office')
    officer = await aReader(world.owner, 'education-welfare-officer')
    const from = new Date('2020-01-01')
    await aRelation(world.owner, linkedTo, { principal: office.userId, from })
    const limit = categoryMask(['identity', 'attendance'])
    await aRelation(world.owner, linkedTo, { principal: officer.userId, from, limit, maxSensitivity: 1, writes: false })
    const path = join(world.ground.tempDir ?? '', 'other-school.ndjson')
    const manifest = { type: 'manifest', la: '899', estab: '2018', generated_at: '2025-10-06T07:00:00Z', mode: 'delta' }
    const known = {
      type: 'pupil',
      mis_id: '1',
      legal_forename: 'Ada',
      legal_surname: 'Quillfeather',
      dob: '2013-11-02',
    }
    const pupil = { ...known, upn: 'U801200018001', sex: 'F', address: home, entry_date: '2018-09-03' }
    await writeFile(path, `${[manifest, pupil].map(one => JSON.stringify(one)).join('\n')}\n`)
    const { runs } = await receiveFiles(world.ground, [path], { sources })
    await work(runs[0]?.run ?? '')
  })
  after(() => world.drop())

  const home = { paon: '14', street: 'Priory Lane', town: 'Northmere', postcode: 'NM1 4AA' }
  const aSchool = async (name: string, laestab: string): Promise<{ id: number; uuid: string }> => {
    const made = await world.rows<{ id: number; uuid: string }>(
      'insert into access.establishment (name, laestab) values ($1, $2) returning id, uuid',
      [name, laestab],
    )
    return made[0] ?? assert.fail()
  }
  const work = (run: string) =>
    world.work(run, {
      sources,
      link: async (_ground, runId) => {
        await linkPending(world.ground, { runId })
        await keepAddedReturns(world.ground, runId)
      },
    })
  const workAll = async () => {
    for (const { uuid } of await world.rows<{ uuid: string }>(`select uuid from import_run where state = 'received'`))
      await work(uuid)
  }
  const ask = (as: SignedInReader, sort: string, path: string, params = {}, form = {}): Promise<Answer> =>
    performRoute(ground, routes.find(one => one.sort === sort && one.path === path) ?? assert.fail(), as, {
      ...{ params: { school: mill, ...params }, query: {}, form, files: [], requestId: 'test' },
    })
  const tell = (form: object, { as = office, school = mill } = {}) =>
    ask(as, 'desk-action', '/my-schools/:school/new-pupil', { school }, form)
  const words = (answer: Answer) => wordsShown('page' in answer ? String(answer.page.body) : assert.fail('no page'))
  const day = (name: string, text: string) => filledBoxes(name, text as PlainDate)
  const ada = {
    ...{ forename: 'Ada', surname: 'Quillfeather', sex: 'F', upn: 'U801200018001', previous: 'Other School' },
    ...{ house: '14', street: 'Priory Lane', town: 'Northmere', postcode: 'NM1 4AA' },
    ...{ parent_forename: 'Marta', parent_surname: 'Quillfeather', phone: '01632 960111' },
    ...day('dob', '2013-11-02'),
    ...day('first_day', '2025-10-08'),
  }
  const stranger = {
    ...ada,
    forename: 'Zoë',
    surname: 'Łukasik',
    upn: '',
    postcode: 'NM4 2QT',
    ...day('dob', '2015-01-05'),
  }
  const returns = () =>
    world.rows<{ school: string; day: string; sent_by: number; tied: boolean }>(`
      select x.name as school, r.happened_on::text as day, r.sent_by, exists (select from source_person s where s.person_id = r.child_id and s.key = '8992018/1') as tied
      from school_return r join access.establishment x on x.id = r.establishment_id order by tied desc, r.id`)

  test('a form with a fault keeps what was typed, and nothing is sent; no other school and no other role sends one', async () => {
    const answer = await tell({ ...ada, surname: '' })
    assert.ok('page' in answer && answer.status === 422)
    assert.match(words(answer), /Enter the pupil’s last name/)
    assert.match(String(answer.page.body), /value="Ada"[\s\S]*value="Priory Lane"/)
    await assert.rejects(tell(ada, { school: other }), NotFound)
    await assert.rejects(tell(ada, { as: officer }), NotAllowed)
    assert.deepEqual(await world.rows(`select 1 from import_run where source_id = 'added-pupils'`), [])
  })

  test('the answer is the same for a child who is known and for one who is not', async () => {
    const answers = [await tell(ada), await tell(stranger)]
    assert.deepEqual(answers[0], { redirect: `/my-schools/${mill}`, flash: 'Sent to the council.' })
    assert.deepEqual(answers[1], answers[0])
  })

  test('it is a row of the school’s own that is tied to the right child, an enrolment from its first day, and one return', async () => {
    await workAll()
    const one = { school: 'Mill Primary', day: '2025-10-08', sent_by: office.userId }
    assert.deepEqual(await returns(), [
      { ...one, tied: true },
      { ...one, tied: false },
    ])
    const enrolled = await world.rows(`
      select e.true_from::text as from, e.true_to = 'infinity' as open, e.body->>'laestab' as laestab from entry e join source_person s on s.person_id = e.child_id
      where s.key = '8992018/1' and e.kind = 'enrolment' and e.known_to = 'infinity' order by 1`)
    assert.deepEqual(enrolled, [
      { from: '2018-09-03', open: true, laestab: '8992018' },
      { from: '2025-10-08', open: false, laestab: '8992017' },
    ])
  })

  test('the form opens no record to the school, and the school’s list does not say what became of it', async () => {
    assert.deepEqual(
      await world.rows(
        `select 1 from access.roll r join access.establishment x on x.id = r.establishment_id where x.laestab = '8992017'`,
      ),
      [],
    )
    assert.match(words(await ask(office, 'list-page', '/returns')), /Your school has sent no return/)
  })

  test('the officer who is linked to the school reads it among the returns, and takes it up', async () => {
    const text = words(await ask(officer, 'list-page', '/returns'))
    assert.equal(text.match(/Added to the roll 8 October 2025\. Mill Primary/g)?.length, 2)
    const [first] = await world.rows<{ uuid: string }>(`
      select r.uuid from school_return r join source_person s on s.person_id = r.child_id where s.key = '8992018/1'`)
    const params = { return: first?.uuid ?? '' }
    const taken = await ask(officer, 'desk-action', '/returns/:return', params, { state: 'taken-up' })
    assert.ok('redirect' in taken && /\/missing-education$/.test(taken.redirect))
    await assert.rejects(ask(office, 'list-page', '/returns/:return', params), NotFound)
  })

  test('told of again in the same words nothing changes; with another first day it is another return', async () => {
    await tell(stranger)
    await workAll()
    assert.equal((await returns()).length, 2)
    await tell({ ...stranger, ...day('first_day', '2025-10-09') })
    await workAll()
    assert.deepEqual(
      (await returns()).map(one => one.day),
      ['2025-10-08', '2025-10-08', '2025-10-09'],
    )
  })
})
