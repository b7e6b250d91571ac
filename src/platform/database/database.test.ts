import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { type Kysely, sql } from 'kysely'
import { type TestDatabase, testDatabase } from '../testing/index.ts'
import { assertFencedLogin, connectionFor, FOREVER, kysely, migrate, openPool } from './index.ts'

const migrations = mkdtempSync(join(tmpdir(), 'throughline-migrations-'))
const write = (file: string, text: string) => writeFileSync(join(migrations, file), text)
write(
  '0001_cup.sql',
  `create table cup (id bigint generated always as identity primary key, owner text not null);
   insert into cup (owner) values ('a'), ('b');
   alter table cup enable row level security; alter table cup force row level security;
   create policy own on cup to throughline_pages using (owner = current_setting('app.owner', true));
   grant select, insert on cup to throughline_pages; grant select on cup to throughline_jobs;`,
)
write('0002_cups.sql', 'create table mug (id int);')

let database: TestDatabase
before(async () => {
  database = await testDatabase({ migrations })
})
after(async () => {
  await database.drop()
  rmSync(migrations, { recursive: true })
})

const migrateAgain = () => migrate({ ownerUrl: database.ownerUrl, migrationsDir: migrations, keyDir: database.keyDir })

describe('migrating', () => {
  test('a second time changes nothing and the logins still get in', async () => {
    assert.deepEqual(await migrateAgain(), [])
    const { rows } = await database.owner.query('select count(*) from cup')
    assert.deepEqual(rows, [{ count: 2 }])
    const pool = openPool({ url: connectionFor('pages', database), name: 'test' })
    await pool.query('select from cup')
    await pool.end()
  })

  test('from two processes at once is done once', async () => {
    write('0003_saucer.sql', 'create table saucer (id int);')
    const applied = await Promise.all([migrateAgain(), migrateAgain()])
    assert.deepEqual(applied.flat(), ['0003_saucer.sql'])
  })

  test('a file PostgreSQL refuses is named with its line, and nothing of that run stays', async () => {
    write('0004_good.sql', 'create table plate (id int);')
    write('0005_bad.sql', '-- a spoon\ncreate table\n  spoon (id nonsense);')
    await assert.rejects(migrateAgain(), /migrations\/0005_bad\.sql:3 type "nonsense" does not exist/)
    const { rows } = await database.owner.query(`select to_regclass('plate') as plate`)
    assert.deepEqual(rows, [{ plate: null }])
    rmSync(join(migrations, '0004_good.sql'))
    rmSync(join(migrations, '0005_bad.sql'))
  })

  test('an owner who is no superuser can do it all, also where a file gives a table the policy for its owner that migrating gave it before', async () => {
    const name = new URL(database.ownerUrl).pathname.slice(1)
    await database.owner.query(`create role ${name}_owner login createrole password 'x'`)
    await database.owner.query(`create database ${name}_2 owner ${name}_owner`)
    for (const group of ['pages', 'jobs', 'linker']) {
      await database.owner.query(
        `grant throughline_${group} to ${name}_owner with admin true, inherit false, set false`,
      )
    }
    const ownerUrl = Object.assign(new URL(database.ownerUrl), {
      username: `${name}_owner`,
      password: 'x',
      pathname: `/${name}_2`,
    }).href
    const migrateTheirs = () => migrate({ ownerUrl, migrationsDir: migrations, keyDir: database.keyDir })
    await migrateTheirs()
    write('0006_owner.sql', 'create policy definer on cup for select to current_user using (true);')
    assert.deepEqual(await migrateTheirs(), ['0006_owner.sql'])
    rmSync(join(migrations, '0006_owner.sql'))
    const pool = openPool({ url: connectionFor('pages', { ownerUrl, keyDir: database.keyDir }), name: 'test' })
    await assertFencedLogin(pool)
    await pool.end()
    await database.owner.query(`drop database ${name}_2 with (force)`)
    for (const role of [`${name}_2_as_pages`, `${name}_2_as_jobs`, `${name}_owner`]) {
      await database.owner.query(`drop owned by ${role}; drop role ${role}`)
    }
  })
})

describe('the logins', () => {
  test('see through the policies written for their group, and only so', async () => {
    const client = await database.pages.connect()
    const owners = async () => (await client.query('select owner from cup')).rows
    assert.deepEqual(await owners(), [])
    await client.query(`set app.owner = 'b'`)
    assert.deepEqual(await owners(), [{ owner: 'b' }])
    client.release(true)
    assert.deepEqual((await database.jobs.query('select owner from cup')).rows, [])
  })

  test('cannot switch row security off, alter a table or become the owner', async () => {
    await assert.rejects(database.pages.query('alter table cup disable row level security'), /must be owner/)
    await assert.rejects(database.pages.query('create table public.theirs (id int)'), /permission denied/)
    await assert.rejects(database.pages.query('create temp table theirs (id int)'), /permission denied/)
    await assert.rejects(database.pages.query('set role throughline_owner'), /permission denied/)
    await assert.rejects(database.jobs.query('set role throughline_pages'), /permission denied/)
  })

  test('a start is refused as a superuser, as an owner, or as one that passes row security by', async () => {
    await assertFencedLogin(database.pages)
    await assertFencedLogin(database.jobs)
    await assert.rejects(assertFencedLogin(database.owner), /superuser and bypasses row security and .* owns/)
    const name = `${new URL(database.ownerUrl).pathname.slice(1)}_as_pages`
    await database.owner.query(`alter role ${name} bypassrls`)
    await assert.rejects(assertFencedLogin(database.pages), /bypasses row security/)
    await database.owner.query(`alter role ${name} nobypassrls; alter table saucer owner to ${name}`)
    await assert.rejects(assertFencedLogin(database.pages), /owns public\.saucer/)
    await database.owner.query('alter table saucer owner to current_user')
  })
})

describe('what a query gives back', () => {
  const one = async (expression: string) => (await database.owner.query(`select ${expression} as it`)).rows[0].it

  test('a date is the text of its day, in any time zone', async () => {
    assert.equal(await one(`date '2013-05-31'`), '2013-05-31')
    assert.deepEqual(await one(`array[date '2013-05-31', null]`), ['2013-05-31', null])
  })

  test('a bigint and a numeric are numbers', async () => {
    assert.deepEqual([await one('9007199254740991::bigint'), await one('1.25::numeric')], [9007199254740991, 1.25])
    assert.deepEqual([await one('array[1,2]::bigint[]'), await one('array[1.5]')], [[1, 2], [1.5]])
  })

  test('an instant is a Date, and an open end compares as later than any', async () => {
    assert.deepEqual(await one(`timestamptz '2025-10-06 09:00Z'`), new Date('2025-10-06T09:00:00Z'))
    assert.equal(await one(`timestamptz 'infinity'`), FOREVER)
    assert.ok(FOREVER > new Date('9999-12-31T00:00:00Z'))
    assert.deepEqual(await one(`array[timestamptz '2025-10-06 09:00Z']`), [new Date('2025-10-06T09:00:00Z')])
  })
})

describe('a statement that is asked again', () => {
  test('is planned once for the connection, and one plan shows each reader their own rows', async () => {
    const db = kysely<object>(openPool({ url: connectionFor('pages', database), name: 'test', max: 1 }))
    const ask = (owner: string) =>
      db.transaction().execute(async tx => {
        await sql`set local app.owner = ${sql.lit(owner)}`.execute(tx)
        return (await sql<{ owner: string }>`select owner from cup where id > ${0}`.execute(tx)).rows.map(r => r.owner)
      })
    const owners = Array.from({ length: 14 }, (_, i) => (i % 3 === 2 ? 'nobody' : i % 2 === 0 ? 'a' : 'b'))
    const seen: string[][] = []
    for (const owner of owners) seen.push(await ask(owner))
    assert.deepEqual(
      seen,
      owners.map(owner => (owner === 'nobody' ? [] : [owner])),
    )
    const { rows } = await sql<{ plans: number }>`
      select generic_plans + custom_plans as plans from pg_prepared_statements where statement like 'select owner from cup%'`.execute(
      db,
    )
    assert.deepEqual(rows, [{ plans: 13 }])
    await db.destroy()
  })

  test('and fails, fails as often as it is asked, and the next is not harmed', async () => {
    const db = kysely<object>(openPool({ url: connectionFor('pages', database), name: 'test', max: 1 }))
    const divide = (by: number) => sql<{ it: number }>`select 10 / ${by}::int as it`.execute(db)
    for (let i = 0; i < 3; i++) await assert.rejects(divide(0), /division by zero/)
    assert.deepEqual((await divide(5)).rows, [{ it: 2 }])
    await db.destroy()
  })
})

describe('what one transaction leaves on its connection', () => {
  const onOne = async (work: (db: Kysely<object>) => Promise<void>) => {
    const db = kysely<object>(openPool({ url: connectionFor('pages', database), name: 'test', max: 1 }))
    await work(db)
    await db.destroy()
  }
  const who = (db: Kysely<object>, owner: string) =>
    db.transaction().execute(async tx => {
      await sql`select set_config('app.owner', ${owner}, true)`.execute(tx)
      return (await sql<{ by: string }>`select current_setting('app.owner') as by where 1 = ${1}`.execute(tx)).rows
    })

  // The statement in another's place would keep what the next says of who they are, for whoever comes after to read.
  for (const [how, said] of [
    ['prepared', (text: string) => text],
    ['prepared within a block', (text: string) => `do $do$ begin execute $x$${text}$x$; end $do$`],
    ['prepared before it commits by itself', (text: string) => `${text}; commit`],
  ] as const)
    test(`is no statement in place of ours that the next person runs, ${how}`, () =>
      onOne(async db => {
        for (let i = 0; i < 3; i++) await who(db, 'a')
        const { rows } = await sql<{ name: string }>`
          select name from pg_prepared_statements where statement like '%set_config%'`.execute(db)
        const ours = rows[0]?.name ?? assert.fail('the statement has no name')
        const swap = `deallocate ${ours}; prepare ${ours}(text) as select set_config('app.owner', $1, true), set_config('app.kept', $1, false)`
        const inject = db.transaction().execute(tx => sql.raw(said(swap)).execute(tx))
        await assert.rejects(inject, /not ours|not queryable/)
        assert.deepEqual(await who(db, 'b'), [{ by: 'b' }])
        const left = await sql`select name from pg_prepared_statements where from_sql`.execute(db)
        assert.deepEqual(left.rows, [], 'the connection was given up')
      }))

  for (const [what, text] of [
    ['how many rows are hidden', 'explain (analyze) select from cup where id > 0'],
    ['what its login begins with', 'alter role current_user set statement_timeout = 1'],
  ] as const)
    test(`and it is given up where SQL asks or writes ${what}: nothing is answered or kept`, () =>
      onOne(async db => {
        await assert.rejects(
          db.transaction().execute(tx => sql.raw(text).execute(tx)),
          /not ours|not queryable/,
        )
        await assert.rejects(sql.raw(text).execute(db), /not ours/)
        await migrateAgain()
        const { rows } =
          await sql`select from pg_roles where rolname = current_user and rolconfig = '{TimeZone=UTC}'`.execute(db)
        assert.equal(rows.length, 1)
      }))

  test('is no setting either', () =>
    onOne(async db => {
      await db.transaction().execute(tx => sql.raw(`set time zone 'Asia/Tokyo'; set app.kept = 'x'`).execute(tx))
      const { rows } = await db
        .transaction()
        .execute(tx =>
          sql`select current_setting('timezone') as zone, current_setting('app.kept', true) as kept`.execute(tx),
        )
      assert.deepEqual(rows, [{ zone: 'UTC', kept: '' }])
    }))

  test('cannot be a statement that a query prepares from within: PostgreSQL refuses it there', async () => {
    const within = `select query_to_xml('prepare x as select 1', true, true, '')`
    await assert.rejects(database.pages.query(within), /PREPARE is not allowed in a non-volatile function/)
  })
})

test('no two migrations have one number: they are applied in the order of their names', () => {
  const numbers = readdirSync(join(import.meta.dirname, '../../../migrations')).map(name => name.slice(0, 4))
  assert.deepEqual(numbers, [...new Set(numbers)])
})
