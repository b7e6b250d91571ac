// The end of a record, from the schedule to the certificate: whoever has the whole database afterwards finds nothing of the child, and of the others everything.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Ground, Route, SignedInReader } from '../access/index.ts'
import { performRoute } from '../access/index.ts'
import { aReader } from '../access/testing/index.ts'
import { endingPages, endRecords } from '../children/index.ts'
import { cleanUpJob } from '../intake/index.ts'
import { type IntakeWorld, intakeWorld } from '../intake/testing/index.ts'
import { Conflict, NotFound } from '../kernel/index.ts'
import { kysely } from '../platform/database/index.ts'
import { recordKinds } from './domains.ts'
import { linkOn } from './jobs.ts'
import { hangEverythingOn } from './testing/hang-everything.ts'

let world: IntakeWorld
let pages: Ground
let clock = Date.parse('2026-01-10T08:00:00Z')
let mina: number
let [first, second]: SignedInReader[] = []
const people: SignedInReader[] = []

const members = (asOf: string, ...rows: string[]) =>
  world.file(`${asOf.slice(0, 10)}-${rows.length}.csv`, { table: 'members', asOf }, rows)
const bring = async (path: string) => await world.work(await world.receive(path), { link: linkOn(world.ground) })
const minaRow = 'mina-7,Vellumina,Quistgard,2001-05-06,NM7 9ZZ'
const olafRow = 'olaf-1,Olaf,Berg,2015-02-01,NM8 8YY'
const personOf = async (key: string): Promise<number | undefined> =>
  (await world.rows<{ person_id: number }>(`select person_id from source_person where key = $1`, [key]))[0]?.person_id
const run = async (query: string, values: unknown[] = []) => void (await world.owner.query(query, values))

/** Every row of every table, but for what is written of each act. */
const dump = async (): Promise<string[]> => {
  const tables = await world.rows<{ name: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname in ('public', 'access', 'intake')
       and tablename not in ('access_event', 'key')`,
  )
  const all: string[] = []
  for (const { name } of tables)
    for (const { row } of await world.rows<{ row: string }>(`select t::text as row from ${name} t`))
      all.push(`${name} ${row}`)
  return all.sort()
}
const telling = /vellumina|quistgard|2001-05-06|nm7 ?9zz|mina-7/i

before(async () => {
  world = await intakeWorld(() => {
    clock += 1000
    return new Date(clock)
  })
  pages = { ...world.ground, db: kysely(world.pages) }
  for (const role of ['information-governance', 'information-governance', 'front-door'] as const)
    people.push(await aReader(world.owner, role))
  ;[first, second] = people
  await bring(await members('2026-01-10T07:00:00Z', minaRow, olafRow))
  mina = (await personOf('mina-7')) ?? 0
  await hangEverythingOn(world.owner, { child: mina, key: 'mina-7', other: 'olaf-1', user: people[2]?.userId ?? 0 })
  clock = Date.parse('2026-02-10T08:00:00Z')
  await bring(await members('2026-02-10T07:00:00Z', olafRow))
})
after(() => world.drop())

const night = () => endRecords(world.ground, recordKinds)
const ask = (
  as: SignedInReader | undefined,
  step: string,
  uuid: string,
  form: Readonly<Record<string, unknown>> = {},
) => {
  const route = endingPages.find(r => r.path.endsWith(step)) as Route
  return performRoute(pages, route, as as SignedInReader, {
    params: { ending: uuid },
    query: {},
    form,
    files: [],
    requestId: 'test',
  })
}
const open = async () =>
  (
    await world.rows<{ uuid: string; due: string }>(
      `select uuid, due_on::text as due from access.record_ending where withdrawn_at is null and destroyed_at is null`,
    )
  )[0]

describe('the end of a record', () => {
  let uuid = ''

  test('is proposed when the longest of what is on it is over, nobody works with the child and no file tells of them any more', async () => {
    clock = Date.parse('2026-04-30T02:40:00Z')
    assert.deepEqual(await night(), { proposed: 0, withdrawn: 0, destroyed: 0 })
    clock = Date.parse('2032-01-05T02:40:00Z')
    assert.deepEqual(
      await night(),
      { proposed: 0, withdrawn: 0, destroyed: 0 },
      'six years after a centre last said something',
    )
    clock = Date.parse('2032-02-20T02:40:00Z')
    assert.deepEqual(await night(), { proposed: 0, withdrawn: 0, destroyed: 0 }, 'the raw files are still there')
    await cleanUpJob(world.ground, { hold: false }).run({}, {} as never)
    assert.deepEqual(await night(), { proposed: 1, withdrawn: 0, destroyed: 0 })
    uuid = (await open())?.uuid ?? ''
    assert.deepEqual(await night(), { proposed: 0, withdrawn: 0, destroyed: 0 }, 'once')
  })

  test('is taken back when somebody begins to work with the child', async () => {
    await run(
      `insert into access.grant_row (principal, child_id, reason, limit_mask, starts_at, ends_at) values ($1, $2, 'involvement', 1, '2032-02-20', '2032-02-22')`,
      [first?.userId, mina],
    )
    assert.deepEqual(await night(), { proposed: 1, withdrawn: 1, destroyed: 0 }, 'but for the part that ends by itself')
    clock = Date.parse('2032-02-23T02:40:00Z')
    assert.deepEqual(await night(), { proposed: 1, withdrawn: 1, destroyed: 0 }, 'which goes with the whole')
    uuid = (await open())?.uuid ?? ''
  })

  test('is one person’s to ask for and another’s to agree to, and neither’s whose family it is', async () => {
    await assert.rejects(ask(first, '/agree', uuid), Conflict, 'nobody asked yet')
    await ask(first, '/ask', uuid)
    await assert.rejects(ask(first, '/agree', uuid), Conflict, 'not by who asked')
    await run(`insert into access.conflict (user_id, child_id, why) values ($1, $2, 'family')`, [second?.userId, mina])
    await assert.rejects(ask(second, '/:ending', uuid), NotFound)
    await assert.rejects(ask(second, '/agree', uuid), Conflict)
    await run(`delete from access.conflict where user_id = $1`, [second?.userId])
    await ask(second, '/agree', uuid)
    await assert.rejects(
      world.owner.query(`update access.record_ending set agreed_by = asked_by where uuid = $1`, [uuid]),
      /Not allowed/,
    )
  })

  test('waits a whole day, in which anybody there can keep the record; a yes of before counts no more', async () => {
    assert.equal((await night()).destroyed, 0, 'the day is not over')
    await ask(first, '/keep', uuid, { why: 'court', 'until-day': '1', 'until-month': '3', 'until-year': '2032' })
    await run(
      `insert into access.grant_row (principal, child_id, reason, limit_mask, starts_at, ends_at) values ($1, $2, 'involvement', 1, '2032-02-23', '2032-02-25')`,
      [first?.userId, mina],
    )
    assert.deepEqual(await night(), { proposed: 0, withdrawn: 0, destroyed: 0 }, 'it is kept whatever happens on it')
    clock = Date.parse('2032-02-28T02:40:00Z')
    assert.equal((await night()).destroyed, 0)
    await assert.rejects(ask(second, '/agree', uuid), Conflict)
    await assert.rejects(ask(second, '/ask', uuid), Conflict, 'nor is it asked for beforehand')
    const until = { why: 'needed', 'until-day': '29', 'until-month': '2', 'until-year': '2032' }
    await assert.rejects(ask(second, '/keep', uuid, until), Conflict, 'another keeps it for longer, never for less')
    clock = Date.parse('2032-03-02T02:40:00Z')
    await ask(second, '/ask', uuid)
    await ask(first, '/agree', uuid)
    clock += 86_400_000
  })

  test('is whole or not at all: what fails at the last moment leaves every row as it was', async () => {
    await run(
      `create table planted (of_whom bigint references person (id)); insert into planted values (${mina}); alter table planted owner to current_user`,
    )
    const was = await dump()
    await assert.rejects(night(), /planted/)
    assert.deepEqual(await dump(), was)
    await run('drop table planted')
  })

  test('leaves nothing of the child in any column of any table, and of everybody else everything', async () => {
    const was = await dump()
    const shown = await ask(first, '/:ending', uuid)
    assert.deepEqual(await night(), { proposed: 0, withdrawn: 0, destroyed: 1 })
    const now = await dump()
    assert.deepEqual(
      now.filter(row => telling.test(row)),
      [],
    )
    assert.equal(await personOf('mina-7'), undefined)
    const before = new Set(was)
    const fresh = now.filter(row => !before.has(row)).map(row => row.split(' ', 1)[0])
    assert.deepEqual(
      [...new Set(fresh)].sort(),
      [
        ...['access.record_ending', 'intake.destroyed_key', 'intake.destroyed_row'],
        ...['public.admission_run', 'public.entry', 'public.source_record'],
      ],
      'the certificate; what keeps an old file away; and what others share, without the child',
    )
    const left = new Set(now)
    const olaf = (await personOf('olaf-1')) ?? 0
    const lost = was.filter(row => !left.has(row) && /olaf|berg/i.test(row)).map(row => row.split(' ', 1)[0])
    assert.deepEqual([...new Set(lost)], ['public.source_record'], 'the register was cut')
    assert.ok(olaf > 0)
    const [register] = await world.rows<{ marks: unknown }>(
      `select content->'marks' as marks from source_record where register and key like 'register/%'`,
    )
    assert.deepEqual(register?.marks, [['olaf-1', '/', '/']])
    assert.ok('page' in shown)
  })

  test('is certified: who asked, who agreed, when, and how many of what, without a name; the access log keeps it too', async () => {
    const [row] = await world.rows(
      `select child_id, asked_by, agreed_by, destroyed_at, gone from access.record_ending where uuid = $1`,
      [uuid],
    )
    assert.deepEqual([row?.child_id, row?.asked_by, row?.agreed_by], [null, second?.userId, first?.userId])
    assert.deepEqual(
      [
        row?.gone.people,
        row?.gone.documents,
        row?.gone.marks,
        row?.gone.applications,
        row?.gone.contacts,
        row?.gone.changes,
        row?.gone.drafts,
      ],
      [2, 1, 1, 1, 1, 1, 1],
      'with the mother, who is on record for this child alone',
    )
    const [event] = await world.rows(
      `select child_id, actor, detail from access.access_event where rule = 'record-end:destroyed'`,
    )
    assert.deepEqual([event?.child_id, event?.actor, event?.detail], [mina, 'keeper', row?.gone])
    assert.deepEqual(
      (await world.rows(`select rule from access.access_event where rule like 'record-end:%' order by id`)).map(
        e => e.rule,
      ),
      ['asked', 'agreed', 'kept', 'asked', 'agreed', 'destroyed'].map(step => `record-end:${step}`),
    )
    assert.deepEqual(await night(), { proposed: 0, withdrawn: 0, destroyed: 0 })
    assert.ok('page' in (await ask(first, '/:ending', uuid)))
  })

  test('stays the end when an old file is sent again; what is said later of a later time is new', async () => {
    await run(`update source set agreement_review_on = '2040-01-01'`)
    const old = await bring(await members('2026-01-10T07:00:00Z', minaRow, olafRow, 'new-1,Nia,New,2016-01-01,NM1 1AA'))
    assert.deepEqual([old.rows, old.rejected], [3, 0])
    assert.equal(await personOf('mina-7'), undefined)
    const same = await bring(await members('2032-04-01T07:00:00Z', minaRow, olafRow))
    assert.equal(same.rejected, 0)
    assert.equal(await personOf('mina-7'), undefined, 'what it said before, whenever it says it')
    assert.deepEqual(
      (await world.rows(`select 1 from import_problem where problem ~ 'destroyed' and row_values is null`)).length,
      2,
    )
    await bring(await members('2032-04-02T07:00:00Z', 'mina-7,Vellumina,Quistgard,2001-05-06,NM3 3CC', olafRow))
    assert.ok(await personOf('mina-7'))
  })

  test('is told again by a key alone; what was kept before there was one is known as well, and put under it the next night', async () => {
    const kept = () =>
      world.rows<{ source: string; key: string; keyed: boolean }>(
        `select source_id as source, encode(key_hash, 'hex') as key, keyed from intake.destroyed_row`,
      )
    const plain = (source: string, key: string) => createHash('sha256').update(`${source}\n${key}`).digest('hex')
    const [{ source = '' } = {}] = await kept()
    assert.ok((await kept()).every(one => one.keyed && one.key !== plain(source, 'mina-7')))
    await run(
      `insert into intake.destroyed_row values ('${source}', '\\x${plain(source, 'old-1')}', '\\x00', '2031-01-01')`,
    )
    const old = await members('2030-04-02T07:00:00Z', 'old-1,Ola,Old,2001-05-06,NM3 3CC')
    await bring(old)
    assert.equal(await personOf('old-1'), undefined)
    await night()
    assert.ok((await kept()).every(one => one.keyed && one.key !== plain(source, 'old-1')))
    await bring(await members('2030-05-02T07:00:00Z', 'old-1,Ola,Older,2001-05-06,NM3 3CC'))
    assert.equal(await personOf('old-1'), undefined)
  })
})
