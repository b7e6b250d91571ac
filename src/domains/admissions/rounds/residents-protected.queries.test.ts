import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aChild } from '../../../access/testing/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { workRun } from './run.job.ts'
import { beginCedarRound, type RoundDesk, roundDesk, upload } from './testing/index.ts'

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
