import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { aChild, aReader } from '../../../../access/testing/index.ts'
import { type TestDatabase, testDatabase } from '../../../../platform/testing/index.ts'
import { beginCedarRound, inF6, type RoundDesk, roundDesk, upload, words } from '../testing/index.ts'
import { workRun } from './run.job.ts'

let db: TestDatabase
let desk: RoundDesk
before(async () => {
  db = await testDatabase()
  desk = await roundDesk(db)
  await beginCedarRound(db, desk)
  await db.owner.query(`insert into admission_order (round_id, school_key, application_id, position, told_by, known_from)
    select a.round_id, 'CED', a.id, row_number() over (order by a.reference), a.told_by, a.told_at
    from admission_application a join admission_preference p on p.application_id = a.id and p.known_to = 'infinity' where p.school_key = 'CED'`)
})
after(() => desk?.close())

const run = async (): Promise<string> => {
  await desk.ask('/admissions/:round/runs', { form: {} })
  const { rows } = await db.owner.query('select id, uuid from admission_run order by id desc limit 1')
  await workRun(desk.jobs, rows[0].id)
  return rows[0].uuid
}
/** The pages of a run in words, but for its moment and its checksums, which are of everything that went in. */
const pages = async (address: string, reader = desk.officer): Promise<string[]> => {
  const { rows } = await db.owner.query(`select uuid from admission_application where reference = 'P04'`)
  const params = { run: address, application: rows[0].uuid }
  const paths = ['/admissions/:round/runs/:run', '/admissions/:round/runs/:run/map']
  const shown = [
    await desk.ask('/admissions/:round/runs/:run/children/:application', { params }, reader),
    ...(await Promise.all(paths.map(path => desk.ask(path, { params }, reader)))),
  ]
  for (const key of ['ASH', 'BIR', 'CED'])
    shown.push(
      await desk.ask(
        '/admissions/:round/runs/:run/schools/:key',
        { params: { ...params, key }, query: { page: 1 } },
        reader,
      ),
    )
  return shown.map(one => words(one).replaceAll(/[0-9a-f]{64}|\d+ \w+ \d{4} at [\d:]+[ap]m/g, ''))
}
const seal = (child: number) =>
  db.owner.query(
    `insert into access.shield (child_id, kind, reason, holder, starts_at) values ($1, 'sealed', 'test', $2, '2026-01-01')`,
    [child, desk.officer.userId],
  )

describe('the counts of a run', () => {
  let without: string
  let plain: string[]
  before(async () => {
    await run()
    without = await run()
    plain = await pages(without)
  })

  test('are those of its report, where somebody is shut who is not in the round', async () => {
    await seal((await aChild(db.owner)).id)
    assert.deepEqual(await pages(without), plain)
    assert.match(plain[1] ?? '', /No place 2 .* Children, of all these 14 /)
    assert.doesNotMatch(plain[1] ?? '', /in our care/)
  })

  test('are the same, with every list beside them, in a round that holds one more child who is shut to the reader and displaces nobody', async () => {
    const row = inF6('children.csv').split('\n')[0]
    const files = upload({
      'children.csv': `${row},forename,surname,birth_date,received_on,address_proof\nZ01${','.repeat((row?.split(',').length ?? 1) - 1)},Zed,Hidden,2023-03-09,2026-11-20,council tax\n`,
      'preferences.csv': 'child_id,rank,school_id\nZ01,1,ASH\n',
      'distances.csv': 'child_id,school_id,distance\nZ01,ASH,99\n',
    })
    await desk.ask('/admissions/:round/applications', { form: {}, files })
    const { id } = await aChild(db.owner)
    await db.owner.query(`update admission_application set child_id = $1, tied = 'person' where reference = 'Z01'`, [
      id,
    ])
    const open = await run()
    const shown = await pages(open)
    assert.match(shown[1] ?? '', /No place 3 .* Children, of all these 15 .*Zed Hidden/)
    await db.owner.query(`update admission_application set facts = facts || '{"looked_after": "yes"}' where reference = 'Z01';
      insert into admission_check (application_id, fact, holds, proof, told_by, known_from)
        select id, 'looked_after', true, 'Social care', told_by, told_at from admission_application where reference = 'Z01'`)
    assert.match((await pages(open))[1] ?? '', /1 child in our care, or who was, has no place in this run/)
    await db.owner.query(`delete from admission_check c using admission_application a where a.id = c.application_id and c.fact = 'looked_after' and a.reference = 'Z01';
      update admission_application set facts = facts - 'looked_after' where reference = 'Z01'`)
    await seal(id)
    const another = await run()
    assert.deepEqual(await pages(another), plain)
    const list = words(await desk.ask('/admissions/:round/runs'))
    assert.doesNotMatch(list, / 12 3 /)
    const named = await aReader(db.owner, 'admissions-officer')
    await db.owner.query(
      `insert into access.shield_allowed (shield_id, principal) select id, $1 from access.shield where child_id = $2`,
      [named.userId, id],
    )
    assert.match((await pages(another, named))[1] ?? '', /No place 3 .* Children, of all these 15 .*Zed Hidden/)
  })
})
