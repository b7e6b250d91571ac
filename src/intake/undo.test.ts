import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { aSeal } from '../access/testing/index.ts'
import { goldenState, type IntakeWorld, intakeWorld } from './testing/index.ts'
import { undoRun } from './undo.job.ts'

const ada = 'A1,Ada,Byrne,2013-11-02,NM1 1AA'
const bo = 'B2,Bo,Chen,2014-03-05,NM1 2BB'

describe('an import is undone', () => {
  let world: IntakeWorld
  before(async () => {
    world = await intakeWorld()
    await world.bring(await members('january.csv', '2025-01-01T00:00:00Z', ada, bo))
  })
  after(() => world.drop())

  const members = (name: string, asOf: string, ...rows: string[]) => world.file(name, { table: 'members', asOf }, rows)
  const undo = (run: string) => undoRun(world.ground, run, { link: async () => {} })
  const shown = async () =>
    (
      await world.rows<{ key: string; postcode: string }>(
        `select s.key, body->>'postcode' as postcode from entry e join source_person s on s.id = e.source_person_id
       where e.kind = 'address' and e.known_to = 'infinity' order by 1`,
      )
    ).map(r => `${r.key} ${r.postcode}`)
  /** What the record shows, without what only says how often it was said. */
  const golden = async () => {
    const { persons, marks } = await goldenState(world.owner)
    return { persons, marks, shown: await shown() }
  }

  test('what stood before stands again: the child who was changed, the one who was gone, and nobody new', async () => {
    const known = await golden()
    const february = await world.bring(
      await members(
        'february.csv',
        '2025-02-01T00:00:00Z',
        ada.replace('NM1 1AA', 'NM9 9ZZ'),
        'C3,Cy,Dunn,2012-01-01,NM3 3CC',
      ),
    )
    assert.deepEqual(await shown(), ['A1 NM9 9ZZ', 'C3 NM3 3CC'])
    const undone = await undo(february.run)
    assert.deepEqual(undone, { run: february.run, hidden: 1, toAsk: [] })
    assert.deepEqual(await shown(), known.shown)
    const [identity] = await world.rows(`select identity->>'postcode' as postcode from source_person where key = 'A1'`)
    assert.equal(identity?.postcode, 'NM1 1AA')
    const [hidden] = await world.rows(
      `select p.has_record, u.undone_at is not null as ended
      from source_person s join person p on p.id = s.person_id join import_run u on u.state = 'undone' where s.key = 'C3'`,
    )
    assert.deepEqual(hidden, { has_record: false, ended: true })
  })

  test('what was known in between can still be read as of then', async () => {
    const [between] = await world.rows<{ from: Date; to: Date }>(
      `select known_from as from, known_to as to from entry where body->>'postcode' = 'NM9 9ZZ'`,
    )
    const then = await world.rows(
      `select body->>'postcode' as postcode from entry e join source_person s on s.id = e.source_person_id
      where s.key = 'A1' and kind = 'address' and known_from <= $1 and known_to > $1`,
      [new Date((between?.from.getTime() ?? 0) + 1)],
    )
    assert.deepEqual(then, [{ postcode: 'NM9 9ZZ' }])
  })

  test('undoing it again changes nothing, and the file can be imported again', async () => {
    const before = await golden()
    const [run] = await world.rows<{ uuid: string }>(`select uuid from import_run where state = 'undone'`)
    await undo(run?.uuid ?? '')
    assert.deepEqual(await golden(), before)
    await world.bring(
      await members(
        'february again.csv',
        '2025-02-01T00:00:00Z',
        ada.replace('NM1 1AA', 'NM9 9ZZ'),
        'C3,Cy,Dunn,2012-01-01,NM3 3CC',
      ),
    )
    assert.deepEqual(await shown(), ['A1 NM9 9ZZ', 'C3 NM3 3CC'])
    const [back] = await world.rows(
      `select p.has_record from source_person s join person p on p.id = s.person_id where s.key = 'C3'`,
    )
    assert.equal(back?.has_record, true)
  })

  test('an earlier import is undone without touching what a later one says', async () => {
    const march = await world.bring(
      await members('march.csv', '2025-03-01T00:00:00Z', ada.replace('NM1 1AA', 'NM4 4DD')),
    )
    await world.bring(await members('april.csv', '2025-04-01T00:00:00Z', ada.replace('NM1 1AA', 'NM5 5EE')))
    await undo(march.run)
    assert.deepEqual(await shown(), ['A1 NM5 5EE', 'C3 NM3 3CC'], 'C3 was gone by March’s list alone')
  })

  test('a sealed fact stays sealed when its row is sent again, and when that is undone', async () => {
    const [holder] = await world.rows<{ id: number }>(
      `insert into access.principal (kind, key, name) values ('user', 'holder', 'Holder') returning id`,
    )
    const seal = await aSeal(world.owner, { kind: 'silent', holder: holder?.id ?? 0, named: [] })
    await world.rows(
      `update entry e set seal = $1 from source_person s where s.id = e.source_person_id and s.key = 'A1' and e.kind = 'address' and e.known_to = 'infinity'`,
      [seal],
    )
    const sealed = async () =>
      (
        await world.rows<{ postcode: string }>(
          `select body->>'postcode' as postcode from entry where seal is not null and known_to = 'infinity' order by 1`,
        )
      ).map(r => r.postcode)
    assert.deepEqual(await sealed(), ['NM5 5EE'])
    const moved = await world.bring(
      await members(
        'sealed.csv',
        '2025-04-02T00:00:00Z',
        ada.replace('NM1 1AA', 'NM6 6FF'),
        'B2,Bo,Chen,2014-03-05,NM1 3CC',
      ),
    )
    assert.deepEqual(await sealed(), ['NM6 6FF'], 'the new address of the same row, and no other child’s')
    await undo(moved.run)
    assert.deepEqual(await sealed(), ['NM5 5EE'])
  })

  test('marks go back to what they were, but not where a later register has changed them', async () => {
    const register = (name: string, asOf: string, ...rows: string[]) =>
      world.file(name, { table: 'registers', asOf, mode: 'delta' }, rows)
    const marks = async () =>
      (
        await world.rows<{ marks: string }>(
          `select replace(y.marks, '-', '') as marks from attendance_year y join source_person s on s.id = y.source_person_id order by s.key`,
        )
      ).map(r => r.marks)
    const first = await world.bring(
      await register('r1.csv', '2025-09-08T18:00:00Z', '2025-09-08,A1,/,N', '2025-09-08,C3,/,\\'),
    )
    const second = await world.bring(
      await register('r2.csv', '2025-09-09T18:00:00Z', '2025-09-08,A1,/,I', '2025-09-08,C3,L,\\'),
    )
    await world.bring(await register('r3.csv', '2025-09-10T18:00:00Z', '2025-09-08,A1,/,M'))
    assert.deepEqual(await marks(), ['/M', 'L\\'])
    await undo(second.run)
    assert.deepEqual(await marks(), ['/M', '/\\'])
    await undo(first.run)
    assert.deepEqual(await marks(), ['/M', ''], 'the register of the 10th says that A1 was there in the morning, too')
  })

  test('a record that only somebody’s note holds is not hidden but asked about', async () => {
    const may = await world.bring(await members('may.csv', '2025-05-01T00:00:00Z', ada, 'D4,Di,Eve,2011-01-01,NM6 6FF'))
    const [author] = await world.rows<{ id: number }>(
      `insert into access.principal (kind, key, name) values ('user', 'u1', 'A worker') returning id`,
    )
    const [child] = await world.rows<{ person_id: number; uuid: string; id: number }>(
      `select s.id, s.person_id, p.uuid from source_person s join person p on p.id = s.person_id where s.key = 'D4'`,
    )
    await world.rows(
      `insert into source (id, layout, name, service) values ('throughline', 'throughline', 'Throughline', 'Throughline') on conflict do nothing`,
    )
    await world.rows(
      `insert into entry (source_person_id, child_id, kind, category, category_bit, sensitivity, body, known_from, source_id, author_id)
      values ($1, $2, 'note', 'early-help', 64, 1, '{}', now(), 'throughline', $3)`,
      [child?.id, child?.person_id, author?.id],
    )
    assert.deepEqual(await undo(may.run), { run: may.run, hidden: 0, toAsk: [child?.uuid] })
  })

  test('somebody who was invented to try the reviewers, and is named as of that run, meets no child by it', async () => {
    const june = await world.bring(await members('june.csv', '2025-06-01T00:00:00Z', ada))
    await world.rows(
      `with made as (insert into person (has_record) values (false) returning id)
      insert into source_person (source_id, key, person_id, identity, identity_hash, linked_hash, first_run_id, to_link)
      select (select source_id from import_run where uuid::text = $1 or id::text = $1), 'invented', id, '{"forename":"Ada"}', '\\x01', '\\x01',
        (select id from import_run where uuid::text = $1 or id::text = $1), false from made`,
      [String(june.run)],
    )
    await undo(june.run)
    assert.deepEqual(await world.rows(`select to_link from source_person where key = 'invented'`), [{ to_link: false }])
    assert.deepEqual(
      await world.rows(
        `select from block_key k join source_person s on s.id = k.source_person_id where s.key = 'invented'`,
      ),
      [],
    )
  })
})
