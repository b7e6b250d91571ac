import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { asActor, rewrapAll, type VaultGround } from '../../../../access/index.ts'
import { aChild } from '../../../../access/testing/index.ts'
import { makeVaultKey } from '../../../../platform/keys/index.ts'
import { type TestDatabase, testDatabase } from '../../../../platform/testing/index.ts'
import { freezeRound } from '../runs/freeze.queries.ts'
import {
  beginCedarRound,
  f6Children,
  inF6,
  type RoundDesk,
  releaseRound,
  roundDesk,
  upload,
  words,
} from '../testing/index.ts'
import { rankLists } from '../waiting/waiting.job.ts'
import { holdApplications } from './hold-places.actions.ts'
import { letOutApplications } from './let-out-places.actions.ts'

let db: TestDatabase
let desk: RoundDesk
let jobs: VaultGround
let round: number
let waits: { id: number; reference: string }
before(async () => {
  db = await testDatabase()
  desk = await roundDesk(db)
  jobs = desk.jobs as VaultGround
  await beginCedarRound(db, desk)
  await db.owner.query(`insert into admission_order (round_id, school_key, application_id, position, told_by, known_from)
    select a.round_id, 'CED', a.id, row_number() over (order by a.reference), a.told_by, a.told_at
    from admission_application a join admission_preference p on p.application_id = a.id and p.known_to = 'infinity' where p.school_key = 'CED'`)
  await releaseRound(db, desk)
  round = (await db.owner.query('select id from admission_round')).rows[0].id
  await rankLists(jobs, round)
  waits = (
    await db.owner.query(`select a.id, a.reference from admission_waiting w join admission_application a on a.id = w.application_id
      where w.distance is not null order by a.reference limit 1`)
  ).rows[0]
  await db.owner.query(
    `update admission_application set facts = facts || '{"easting": "432100", "northing": "387200", "postcode": "NM1 2AB"}' where id = $1`,
    [waits.id],
  )
  // a file that went to another council
  await db.owner.query(
    `with s as (insert into admission_sending (round_id, council, content, manifest, told_by, told_at)
       select $1, '815', 'wanted,432100,387200,NM1 2AB', '{}', told_by, told_at from admission_application where id = $2 returning id)
     insert into admission_resident_fact (round_id, council, says, application_id, school_key, who, sending_id, told_by, told_at)
       select $1, '815', 'wanted', a.id, 'HAL', '{"surname": "Marsh", "easting": "432100", "northing": "387200", "postcode": "NM1 2AB"}', s.id, a.told_by, a.told_at
       from s, admission_application a where a.id = $2`,
    [round, waits.id],
  )
})
after(() => desk?.close())

/** Every row about the application, and every file that tells of it. */
const dump = async (): Promise<string> => {
  const all: string[] = []
  for (const [table, column] of [
    ['admission_application', 'id'],
    ...['admission_resident_fact', 'admission_waiting', 'admission_standing'].map(name => [name, 'application_id']),
  ])
    all.push(
      ...(await db.owner.query(`select t::text as row from ${table} t where ${column} = $1`, [waits.id])).rows.map(
        ({ row }) => row,
      ),
    )
  all.push(...(await db.owner.query('select t::text as row from admission_sending t')).rows.map(({ row }) => row))
  return all.join('\n')
}
const hold = () => asActor(jobs, 'vault', tx => holdApplications(tx, jobs.vault, 100))
const frozen = () => asActor(jobs, 'admissions', tx => freezeRound(tx, round, { late: true }))
const distances = () =>
  inF6('distances.csv')
    .split('\n')
    .filter(line => line.startsWith(`${waits.reference},`))
    .map(line => `""${Number(line.split(',')[2])}""`)

test('a dump tells nothing of where a protected child lives who asks for a school place, and the round is run and listed as before', async () => {
  const telling = ['432100', '387200', 'NM1 2AB', ...distances()]
  assert.ok(distances().length > 0)
  for (const word of telling) assert.ok((await dump()).includes(word), `${word} is told before`)
  const { id: child } = await aChild(db.owner)
  await db.owner.query(`update admission_application set child_id = $1, tied = 'person' where id = $2`, [
    child,
    waits.id,
  ])
  assert.equal(await hold(), 0, 'of a child who is not protected it stays')
  await db.owner.query(
    `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'test', '2026-01-01')`,
    [child],
  )
  const [before, lists] = [await frozen(), await places()]
  assert.ok((await hold()) > 0)
  for (const word of telling) assert.ok(!(await dump()).includes(word), `${word} is told`)
  assert.equal(await hold(), 0, 'and there is nothing left to take in')
  assert.deepEqual((await frozen()).files, before.files)
  await rankLists(jobs, round)
  assert.deepEqual(await places(), lists, 'nobody moves on a waiting list')
  for (const word of telling) assert.ok(!(await dump()).includes(word), `${word} is told by the lists`)
})

const places = async () =>
  (
    await db.owner.query(
      `select school_key, application_id, position from admission_waiting where known_to = 'infinity' order by 1, 3, 2`,
    )
  ).rows

test('what is sent anew goes into the vault at once, and its check stands as long as the place is the same', async () => {
  const checked = async () =>
    (
      await db.owner.query(
        `select count(*)::int as n from admission_check where application_id = $1 and fact = 'address' and known_to = 'infinity'`,
        [waits.id],
      )
    ).rows[0].n
  const bring = async (more: string) => {
    const [head = '', ...lines] = f6Children().split('\n')
    const mine = lines.map(
      line => `${line},${line.startsWith(`${waits.reference},`) ? `432100,${more},NM1 2AB` : ',,'}`,
    )
    const files = Object.fromEntries(['preferences.csv', 'distances.csv'].map(name => [name, inF6(name)]))
    const children = [`${head},easting,northing,postcode`, ...mine].join('\n').replaceAll('council tax', '')
    await desk.ask('/admissions/:round/applications', {
      form: {},
      files: upload({ 'children.csv': children, ...files }),
    })
  }
  await bring('387200')
  assert.equal(await checked(), 1)
  await bring('387299')
  assert.equal(await checked(), 0, 'another place is to be checked anew')
  for (const word of ['432100', '387299', 'NM1 2AB', ...distances()]) assert.ok(!(await dump()).includes(word), word)
})

test('it goes under a new key of the vault with all else', async () => {
  const key = makeVaultKey(jobs.vault)
  await rewrapAll(jobs)
  const under = [...(await dump()).matchAll(/vault-\d+/g)].map(found => found[0])
  assert.deepEqual([...new Set(under)], [key])
  await db.owner.query(
    `update admission_check set known_to = 'infinity' where application_id = $1 and fact = 'address'`,
    [waits.id],
  )
  assert.ok((await frozen()).files['distances.csv']?.includes(`${waits.reference},`))
})

test('the distance of the last place is told by no explanation and no report once its child is protected', async () => {
  const { rows } =
    await db.owner.query(`select t.school_key as school, t.application_id as id, t.distance from admission_standing t
    join admission_standing o on o.run_id = t.run_id and o.school_key = t.school_key and o.explanation->>'last_distance' = t.distance
    where t.distance <> 'Protected' order by 1, 2 limit 1`)
  const [{ school, id, distance }] = rows
  const told = async () =>
    (
      await db.owner.query(
        `select t::text as row from admission_standing t where school_key = $1 union all
         select s::text from admission_run r, jsonb_array_elements(r.report->'schools') s where s->>'school_id' = $1`,
        [school],
      )
    ).rows.filter(({ row }) => row.includes(distance))
  assert.ok((await told()).length > 2)
  const { id: child } = await aChild(db.owner)
  await db.owner.query(`update admission_application set child_id = $1, tied = 'person' where id = $2`, [child, id])
  await db.owner.query(
    `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'test', '2026-01-01')`,
    [child],
  )
  await hold()
  assert.deepEqual(await told(), [])
})

test('an application goes into the vault in the transaction that ties it to a protected child', async () => {
  await db.owner.query(
    `insert into entry (child_id, source_person_id, kind, category, category_bit, sensitivity, summary, body, known_from, source_id)
     select a.child_id, s.id, 'identity', 'identity', 1, 1, true, '{"forename": "Quill", "surname": "Marsh", "birthDate": "2023-03-09"}', now(), s.source_id
     from admission_application a join source_person s on s.person_id = a.child_id where a.id = $1`,
    [waits.id],
  )
  await db.owner.query(
    `with w as (insert into search_word (word, sound) values ('2023-03-09', '') on conflict (word) do update set sound = '' returning id)
     insert into search_key (word_id, child_id, field, category_bit, sensitivity, source_person_id)
     select w.id, a.child_id, 'birth', 1, 1, s.id from w, admission_application a join source_person s on s.person_id = a.child_id where a.id = $1`,
    [waits.id],
  )
  const { uuid } = (
    await db.owner.query(
      `update admission_application set child_id = null, tied = null, forename = 'Quill', facts = '{"easting": "432100", "northing": "387200", "postcode": "NM1 2AB"}'
       where id = $1 returning uuid`,
      [waits.id],
    )
  ).rows[0]
  const path = '/admissions/:round/applications/:application/tie'
  const who = { forename: 'Quill', surname: 'Marsh', 'birth-day': '9', 'birth-month': '3', 'birth-year': '2023' }
  await desk.ask(path, { form: who, params: { application: uuid } })
  const { rows } = await db.owner.query('select tied, held from admission_application where id = $1', [waits.id])
  assert.deepEqual(rows, [{ tied: 'person', held: true }])
  for (const word of ['432100', '387200', 'NM1 2AB']) assert.ok(!(await dump()).includes(word), word)
})

test('what another council told of its child goes into the vault too, and is compared with what it tells again', async () => {
  const bring = async (easting: string) => {
    const heading =
      'says,child_id,school_id,forename,surname,birth_date,received_on,easting,northing,postcode,address_proof'
    const line = `wanted,Kim,ASH,Kim,Achterberg,2023-02-01,2026-12-01,${easting},398765,NM7 7XX,other council`
    const files = upload({ 'messages.csv': `${heading}\n${line}\n` })
    const answer = await desk.ask('/admissions/:round/councils', { form: { council: '815' }, files })
    return 'page' in answer ? words(answer) : ''
  }
  assert.equal(await bring('443210'), '')
  const { id: child } = await aChild(db.owner)
  await db.owner.query(
    `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'test', '2026-01-01')`,
    [child],
  )
  await db.owner.query(`update admission_application set child_id = $1, tied = 'person' where reference = '815-Kim'`, [
    child,
  ])
  await hold()
  const { rows } = await db.owner.query(
    `select t::text as row from admission_council_fact t union all select t::text from admission_application t where reference = '815-Kim'`,
  )
  for (const { row } of rows) assert.doesNotMatch(row, /443210|398765|NM7 7XX/)
  assert.equal(await bring('443210'), '', 'the same again changes nothing')
  assert.match(await bring('443299'), /told something else of the child 815-Kim before/)
})

test('once nothing protects the child any more it comes out again, and what is protected still stays', async () => {
  const letOut = () => asActor(jobs, 'vault', tx => letOutApplications(tx, jobs.vault, 100))
  const held = async () =>
    (
      await db.owner.query(`select (select count(*) from admission_application where held) + (select count(*) from admission_council_fact where held)
        + (select count(*) from admission_resident_fact where held) + (select count(*) from admission_sending where held)
        + (select count(*) from admission_waiting where held) as n`)
    ).rows[0].n
  const before = await held()
  assert.equal(await letOut(), 0, 'all of it is protected')
  assert.equal(await held(), before)
  const mine = `child_id = (select child_id from admission_application where id = ${waits.id})`
  await db.owner.query(`update access.shield set ends_at = '2026-01-02' where ${mine}`)
  assert.ok((await letOut()) >= 3)
  for (const word of ['432100', '387200', 'NM1 2AB']) assert.ok((await dump()).includes(word), word)
  assert.equal(await hold(), 0, 'and does not go in again')
  assert.ok(
    Number(await held()) > 0 && Number(await held()) < Number(before),
    'the other council’s child is protected still',
  )
  await db.owner.query(`update access.shield set ends_at = '2026-01-02'`)
  assert.ok((await letOut()) > 0)
  assert.equal(Number(await held()), 0)
})
