import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { asIntake } from './ground.ts'
import type { Desk } from './pages/index.ts'
import { findSourceDetails } from './pages/sources.queries.ts'
import { registerSources } from './register-sources.actions.ts'
import { type IntakeWorld, intakeWorld, youthClubs } from './testing/index.ts'
import type { Link } from './work-run.job.ts'

const ada = 'A1,Ada,Byrne,2013-11-02,NM1 1AA'
const bo = 'B2,Bo,Chen,2014-03-05,NM1 2BB'

describe('a source’s files arrive', () => {
  let world: IntakeWorld
  before(async () => {
    world = await intakeWorld()
  })
  after(() => world.drop())

  const members = (name: string, asOf: string, ...rows: string[]) => world.file(name, { table: 'members', asOf }, rows)
  const versions = (key: string) =>
    world.rows<{ version: number; postcode: string; gone: boolean; current: boolean }>(
      `select version, content->>'postcode' as postcode, gone, known_to = 'infinity' as current from source_record where key = $1 order by version`,
      [key],
    )
  const shown = async (key: string) =>
    (
      await world.rows<{ postcode: string }>(
        `select body->>'postcode' as postcode from entry e join source_person s on s.id = e.source_person_id
       where s.key = $1 and e.kind = 'address' and e.known_to = 'infinity' order by 1`,
        [key],
      )
    ).map(r => r.postcode)

  test('each row is kept, and each child has a record of its own with what the row says, field by field', async () => {
    const report = await world.bring(await members('january.csv', '2025-01-16T00:00:00Z', ada, bo))
    assert.deepEqual(
      { rows: report.rows, accepted: report.accepted, rejected: report.rejected, unchanged: report.unchanged },
      { rows: 2, accepted: 2, rejected: 0, unchanged: 0 },
    )
    assert.deepEqual(report.people, { new: 4, linked: 0, review: 0 })
    assert.deepEqual(report.changes, [{ service: 'Youth', new: 2, changed: 0, gone: 0 }])
    const entries =
      await world.rows(`select kind, category, body, true_from, true_to from entry e join source_person s on s.id = e.source_person_id
      where s.key = 'A1' order by kind`)
    assert.deepEqual(
      entries.map(e => [e.kind, e.category]),
      [
        ['address', 'contact'],
        ['carer', 'contact'],
        ['identity', 'identity'],
      ],
    )
    assert.deepEqual(entries[2]?.body, { forename: 'Ada', surname: 'Byrne', birthDate: '2013-11-02' })
    assert.equal(entries[2]?.true_from, '2025-01-16')
    assert.equal((await world.rows(`select from involvement where worker_name = 'Ann Leader'`)).length, 2)
    assert.equal(
      (await world.rows(`select from intake.enrolment where starts_on = '2024-09-01' and ends_on = 'infinity'`)).length,
      2,
    )
    assert.equal((await world.rows(`select from intake.family_claim where family_key = 'Byrne'`)).length, 1)
  })

  test('the addresses of what arrived together begin alike, which says of nobody when that was, and differ in all that follows', async () => {
    const addresses = (await world.rows<{ uuid: string }>('select uuid from entry')).map(e => e.uuid)
    assert.equal(new Set(addresses.map(a => a.slice(0, 6))).size, 1)
    assert.equal(new Set(addresses.map(a => a.slice(6))).size, addresses.length)
  })

  test('a parent is a person of their own without a child’s record', async () => {
    const [mother] = await world.rows(
      `select s.adult, p.has_record from source_person s join person p on p.id = s.person_id where s.key = 'A1 mother'`,
    )
    assert.deepEqual(mother, { adult: true, has_record: false })
    const [carer] = await world.rows(
      `select body->>'personKey' as key from entry where kind = 'carer' and body->>'personKey' = 'A1 mother'`,
    )
    assert.equal(carer?.key, 'A1 mother')
  })

  test('the same file twice changes nothing', async () => {
    const report = await world.bring(await members('january again.csv', '2025-01-16T00:00:00Z', ada, bo))
    assert.deepEqual([report.accepted, report.unchanged, report.people.new], [2, 2, 0])
    assert.deepEqual(report.changes, [])
    assert.equal((await versions('A1')).length, 1)
  })

  test('a value that changes and changes back is three versions, and the record shows the last', async () => {
    await world.bring(await members('february.csv', '2025-02-01T00:00:00Z', ada.replace('NM1 1AA', 'NM9 9ZZ'), bo))
    assert.deepEqual(await shown('A1'), ['NM9 9ZZ'])
    const report = await world.bring(await members('march.csv', '2025-03-01T00:00:00Z', ada, bo))
    assert.deepEqual(report.changes, [{ service: 'Youth', new: 0, changed: 1, gone: 0 }])
    assert.deepEqual(
      (await versions('A1')).map(v => [v.postcode, v.current]),
      [
        ['NM1 1AA', false],
        ['NM9 9ZZ', false],
        ['NM1 1AA', true],
      ],
    )
    assert.deepEqual(await shown('A1'), ['NM1 1AA'])
  })

  test('a file that comes late and speaks of an earlier day is kept, and does not take the place of what is known', async () => {
    await world.bring(await members('late.csv', '2025-02-20T00:00:00Z', ada.replace('NM1 1AA', 'NM5 5EE'), bo))
    assert.deepEqual(await shown('A1'), ['NM1 1AA'])
    assert.deepEqual((await versions('A1')).at(-1), { version: 4, postcode: 'NM5 5EE', gone: false, current: false })
    const [identity] = await world.rows(`select identity->>'postcode' as postcode from source_person where key = 'A1'`)
    assert.equal(identity?.postcode, 'NM1 1AA')
  })

  test('a child who is missing from a whole list is gone from it, and nothing is deleted', async () => {
    const report = await world.bring(await members('april.csv', '2025-04-01T00:00:00Z', ada))
    assert.deepEqual(report.changes, [{ service: 'Youth', new: 0, changed: 0, gone: 1 }])
    assert.deepEqual(await shown('B2'), [])
    assert.deepEqual(
      (await versions('B2')).map(v => [v.gone, v.current]),
      [
        [false, false],
        [true, true],
      ],
    )
    assert.equal(
      (await world.rows(`select from entry e join source_person s on s.id = e.source_person_id where s.key = 'B2'`))
        .length,
      3,
    )
  })

  test('a late list cannot bring back a child whom a later list did not have, nor bring in one it never had', async () => {
    await world.bring(await members('late again.csv', '2025-03-20T00:00:00Z', ada, bo, 'C3,Cy,Dunn,2012-01-01,NM3 3CC'))
    assert.deepEqual(await shown('B2'), [])
    assert.deepEqual(await shown('C3'), [])
    assert.deepEqual(
      (await versions('C3')).map(v => [v.gone, v.current]),
      [
        [false, false],
        [true, true],
      ],
    )
  })

  test('a child who comes back is shown again', async () => {
    await world.bring(await members('may.csv', '2025-05-01T00:00:00Z', ada, bo))
    assert.deepEqual(await shown('B2'), ['NM1 2BB'])
  })

  test('a row that cannot be used is given back with its line, what came, what was wanted and how to mend it', async () => {
    const report = await world.bring(
      await members('june.csv', '2025-06-01T00:00:00Z', ada, bo.replace('2014-03-05', 'soon')),
    )
    assert.deepEqual([report.rows, report.accepted, report.rejected], [2, 1, 1])
    assert.deepEqual(report.problems, [
      {
        problem: 'This is not a birth date.',
        count: 1,
        example: { file: 'june.csv', line: 4, column: 'born', got: 'soon', wanted: 'a date', fix: 'Write the date.' },
      },
    ])
    assert.deepEqual(await shown('B2'), ['NM1 2BB'], 'a row that could not be read is not gone')
  })

  test('a row may hang on another row’s child; on a child whom nobody named it is rejected', async () => {
    const path = await world.file('notes.csv', { table: 'notes', asOf: '2025-06-02T00:00:00Z', mode: 'delta' }, [
      'A1,Behind the church',
      'Z9,Nowhere',
    ])
    const report = await world.bring(path)
    assert.deepEqual([report.accepted, report.rejected], [1, 1])
    assert.match(report.problems[0]?.problem ?? '', /has not named/)
    const notes = await world.rows(
      `select s.key from entry e join source_person s on s.id = e.source_person_id where e.body->>'asWritten' = 'Behind the church'`,
    )
    assert.deepEqual(notes, [{ key: 'A1' }])
  })

  test('of those who wait for people nobody is counted whose question no ordinary reviewer sees: they are new, as if there were none', async () => {
    const asked: Link = (_ground, run) =>
      world.rows(
        `with known as (select min(id) as id from source_person)
        insert into review_case (a_person, b_person, a_source_person, b_source_person, kind, bits, rule_version, evidence, opened_at)
        select k.person_id, s.person_id, k.id, s.id, case s.key when 'S1' then 'sealed' when 'S2' then 'restricted' else 'protected' end, 9, 'x', '{}', now()
        from source_person s, known join source_person k using (id) where s.first_run_id = $1 and not s.adult`,
        [run],
      )
    const path = await members(
      'shielded.csv',
      '2025-07-01T00:00:00Z',
      ...['S1', 'S2', 'S3'].map(key => ada.replace('A1', key)),
    )
    const report = await world.work(await world.receive(path), { link: asked })
    assert.deepEqual(report.people, { new: 5, linked: 0, review: 1 })
  })

  test('whether a source keeps a child once follows its layout, as what it is called does', async () => {
    const kept = async (keepsOnce: { keepsOnce?: 'source' | 'school' }) => {
      await registerSources(world.ground, [{ ...youthClubs, ...keepsOnce }])
      return (await world.rows(`select keeps_once from source where id = $1`, [youthClubs.id]))[0]?.['keeps_once']
    }
    assert.equal(await kept({ keepsOnce: 'school' }), 'school')
    assert.equal(await kept({}), null)
  })

  test('whoever owns the agreement with a source can be called about it, while they work here', async () => {
    await world.rows(
      `with o as (insert into access.principal (kind, key, name, phone, email) values ('user', 'jo', 'Jo Reed', '01632 960114', 'jo@north.example') returning id)
      update source set agreement_owner = 'Jo Reed', agreement_owner_id = o.id from o where source.id = $1`,
      [youthClubs.id],
    )
    const reached = async () => {
      const { ownerKey, ownerLeft, ownerPhone, ownerEmail } = await asIntake(world.ground, (tx, at) =>
        findSourceDetails({ tx, at } as Desk, youthClubs.id),
      )
      return [ownerKey, ownerLeft, ownerPhone, ownerEmail]
    }
    assert.deepEqual(await reached(), ['jo', false, '01632 960114', 'jo@north.example'])
    await world.rows(`update access.principal set active = false where key = 'jo'`)
    assert.deepEqual(await reached(), ['jo', true, null, null])
  })

  test('every entry is on its source person’s record', async () => {
    const strays = await world.rows(
      `select from entry e join source_person s on s.id = e.source_person_id where e.child_id is distinct from s.person_id`,
    )
    assert.equal(strays.length, 0)
  })
})
