import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aChild } from '../../../../access/testing/index.ts'
import { type TestDatabase, testDatabase } from '../../../../platform/testing/index.ts'
import { workRun } from '../runs/run.job.ts'
import { beginCedarRound, type RoundDesk, roundDesk, upload, words } from '../testing/index.ts'

let db: TestDatabase
let desk: RoundDesk
const path = '/admissions/:round/councils'
before(async () => {
  db = await testDatabase()
  desk = await roundDesk(db)
  await beginCedarRound(db, desk)
  await desk.ask(`${path}/schools`, { form: { schools: '815 | HAL | Hallow\n815 | ISE | Iseden' } })
  await db.owner.query(`update admission_preference p set known_to = now() from admission_application a where a.id = p.application_id and a.reference = 'P04';
    insert into admission_preference (application_id, rank, school_key, told_by, known_from)
      select a.id, n.rank, n.key, a.told_by, a.told_at from admission_application a, (values (1, 'HAL'), (2, 'ISE')) n(rank, key) where a.reference = 'P04';
    update admission_application set facts = facts || '{"easting": "432100", "northing": "387200", "postcode": "NM1 2AB"}' where reference = 'P04';
    insert into admission_order (round_id, school_key, application_id, position, told_by, known_from)
      select a.round_id, 'CED', a.id, row_number() over (order by a.reference), a.told_by, a.told_at
      from admission_application a join admission_preference p on p.application_id = a.id and p.known_to = 'infinity' where p.school_key = 'CED'`)
})
after(() => desk?.close())

const sendings = async (): Promise<{ uuid: string; content: string }[]> =>
  (await db.owner.query('select uuid, content from admission_sending order by id')).rows
/** Runs the round, and writes what the council is to be told: the row of P04. */
const tellOfP04 = async (): Promise<string | undefined> => {
  await desk.ask('/admissions/:round/runs', { form: {} })
  await workRun(desk.jobs, (await db.owner.query('select max(id) as id from admission_run')).rows[0].id)
  await desk.ask(`${path}/send`, { form: { council: '815' } })
  return (await sendings())
    .at(-1)
    ?.content.split('\n')
    .find(line => line.startsWith('wanted,P04'))
}
const open = async () =>
  desk.ask(`${path}/:sending/messages`, { params: { sending: (await sendings())[0]?.uuid ?? '' } })

test('an address that is protected once a council was told of it is told no more, and the file that tells it is opened no more', async () => {
  assert.match((await tellOfP04()) ?? '', /^wanted,P04,HAL.*432100,387200,NM1 2AB/)
  assert.ok('file' in (await open()))
  const { id } = await aChild(db.owner)
  await db.owner.query(`update admission_application set child_id = $1, tied = 'person' where reference = 'P04'`, [id])
  const shield = `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'test', '2026-01-01')`
  await db.owner.query(shield, [id])
  await assert.rejects(open(), /An address in this file is protected now/)
  const files = upload({ 'messages.csv': 'says,child_id,school_id\nno,P04,HAL\n' })
  await desk.ask(path, { form: { council: '815' }, files })
  const again = (await tellOfP04()) ?? ''
  assert.match(again, /^wanted,P04,ISE,.*Marsh/)
  assert.doesNotMatch(again, /432100|387200|NM1 2AB/)
})

test('that a plan names one of its schools its council is told as soon as somebody has checked it, named by the family or not; and no run is approved before', async () => {
  const ours = async () => words(await desk.ask(`${path}/ours`, { query: { page: 1 } }))
  const tell = async (): Promise<string[]> => {
    const before = (await sendings()).length
    await desk.ask(`${path}/send`, { form: { council: '815' } })
    return (await sendings()).length === before ? [] : ((await sendings()).at(-1)?.content.trimEnd().split('\n') ?? [])
  }
  await db.owner.query(
    `update admission_application set forename = '=P10', facts = facts || '{"named_school": "ISE", "named_on": "2027-02-01"}' where reference = 'P10'`,
  )
  assert.doesNotMatch(await ours(), /P10/, 'what nobody has checked is told to nobody')
  await db.owner.query(`insert into admission_check (application_id, fact, holds, proof, told_by, known_from)
    select id, 'named_school', true, 'the final plan', told_by, told_at from admission_application where reference = 'P10'`)
  await desk.ask('/admissions/:round/runs', { form: {} })
  const { id, uuid } = (await db.owner.query('select id, uuid from admission_run order by id desc limit 1')).rows[0]
  await workRun(desk.jobs, id)
  const approve = desk.ask('/admissions/:round/runs/:run/approve', { form: {}, params: { run: uuid } })
  await assert.rejects(approve, /Another council was not asked/)
  assert.match(await ours(), /P10 Marsh .* 815 Iseden Named in the child’s plan\. Not asked for/)
  const [header = '', row = ''] = await tell()
  assert.match(row, /^wanted,P10,ISE,'=P10,Marsh,.*ISE,2027-02-01,/)
  assert.match(header, /named_school,named_on,.*named_school_proof/)
  assert.deepEqual(await tell(), [], 'and is not told to have left it')
  assert.match(await ours(), /P10 Marsh .* 815 Iseden Named in the child’s plan\. Asked for, and not answered/)
  const files = upload({ 'messages.csv': 'says,child_id,school_id\nno,P10,ISE\n' })
  await desk.ask(path, { form: { council: '815' }, files })
  assert.match(await ours(), /P10 Marsh .* Named in the child’s plan, and its council says no: call it/)
})

test('a name that a family typed begins no formula in what a school or another council is sent', async () => {
  const name = `'=HYPERLINK("//x")`
  await db.owner.query('update admission_application set forename = $1', [name.slice(1)])
  const asked = { params: { key: 'CED' }, query: { part: 1 } }
  const sent = await desk.ask('/admissions/:round/orders/:key/applicants', asked)
  const [, ...rows] = 'file' in sent ? String(sent.file.body).trimEnd().split('\r\n') : []
  assert.ok(rows.length > 0 && rows.every(row => row.includes(`"${name.replaceAll('"', '""')}"`)), rows[0])
})
