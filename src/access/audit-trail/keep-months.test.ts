import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { actorContext } from '../context.ts'
import { testGrounds } from '../testing/index.ts'
import { withContext } from '../transaction.ts'
import { verifyingKey } from './audit-root.ts'
import { makeAuditMonths } from './keep-months.job.ts'
import type { TrailGround } from './sign-trail.actions.ts'
import { auditKey, refuse, signAll, trailGround } from './trail.examples.ts'
import { countSince, newestRoot } from './trail.queries.ts'
import { verifyTrail } from './verify-trail.ts'
import { readWitness } from './witness.ts'

describe('the months of the record of access', () => {
  let db: TestDatabase
  let now = new Date('2031-05-31T23:59:50Z')
  let ground: TrailGround
  const june = new Date('2031-06-01T00:00:00Z')
  const monthOf = async () =>
    (
      await db.owner.query<{ month: string; events: number }>(
        'select tableoid::regclass::text as month, count(*)::int as events from access.access_event group by 1 order by 1',
      )
    ).rows.map(({ month, events }) => `${month} ${events}`)
  const happens = async (times: number) => {
    await refuse(ground, times)
    await signAll(ground, () =>
      withContext(ground, actorContext('audit', now), async tx => countSince(tx, (await newestRoot(tx))?.until ?? '0')),
    )
  }
  const verify = async (before?: Date, events?: number) =>
    verifyTrail(
      ...([ground, [verifyingKey(auditKey)], await readWitness(ground.witness.file)] as const),
      before && { before, events },
    )

  before(async () => {
    db = await testDatabase()
    ground = trailGround((await testGrounds(db, () => now)).jobs)
  })
  after(() => db.drop())

  test('a look is written although its month was never made', async () => {
    await happens(2)
    assert.deepEqual(await monthOf(), ['audit_trail.events_of_no_month 2'])
  })

  test('a month that is made later takes in what was written in it, as it was signed, and what follows', async () => {
    await makeAuditMonths(ground)
    await makeAuditMonths(ground)
    await refuse(ground, 1)
    now = june
    await happens(3)
    assert.deepEqual(await monthOf(), ['audit_trail.events_2031_05 3', 'audit_trail.events_2031_06 3'])
    assert.deepEqual((await verify()).faults, [])
    const { rows } = await db.owner.query<{ month: string }>(
      `select inhrelid::regclass::text as month from pg_inherits where inhparent = 'access.access_event'::regclass and inhrelid::regclass::text like 'audit_trail.events_2031%' order by 1`,
    )
    assert.deepEqual(
      rows.map(row => row.month),
      ['05', '06', '07', '08'].map(month => `audit_trail.events_2031_${month}`),
    )
  })

  test('a month is asked by its own indexes', async () => {
    const { rows } = await db.owner.query<{ indexes: number }>(
      `select count(*)::int as indexes from pg_index where indrelid = 'audit_trail.events_2031_07'::regclass and indisvalid
       and indexrelid in (select inhrelid from pg_inherits)`,
    )
    assert.equal(rows[0]?.indexes, 4)
  })

  test('every part of a table has row security of its own, with no policy but its owner’s, where no login may look', async () => {
    const { rows } = await db.owner.query<{ parts: number; closed: number }>(
      `select count(*)::int as parts, count(*) filter (where c.relrowsecurity and c.relforcerowsecurity
         and not exists (select from pg_policy p where p.polrelid = c.oid and p.polroles <> array[c.relowner])
         and not exists (select from unnest('{throughline_pages,throughline_jobs,throughline_linker}'::name[]) login
           where has_schema_privilege(login, c.relnamespace, 'usage') or has_any_column_privilege(login, c.oid, 'select, insert, update')))::int as closed
       from pg_class c where c.relispartition and c.relkind in ('r', 'p')`,
    )
    assert.ok((rows[0]?.parts ?? 0) > 4)
    assert.equal(rows[0]?.closed, rows[0]?.parts)
  })

  test('only the audit makes months, and nobody reads one past the record’s own policies', async () => {
    for (const login of [db.pages, db.jobs]) {
      await assert.rejects(login.query('select access.make_audit_months()'), { code: '42501' })
      await assert.rejects(login.query(`select access.make_audit_month('2040-01-01')`), { code: '42501' })
      await assert.rejects(login.query('select from audit_trail.events_2031_05'), { code: '42501' })
    }
  })

  test('with a month taken off the rest is proven still, once somebody says which months are away', async () => {
    now = new Date('2031-06-01T02:00:00Z')
    await happens(4)
    await db.owner.query('alter table access.access_event detach partition audit_trail.events_2031_05')
    assert.deepEqual(new Set((await verify()).faults.map(({ fault }) => fault)), new Set(['events']))
    const { faults, away, events } = await verify(june)
    assert.deepEqual(faults, [])
    // What was signed in one root with the last event of May cannot be proven without it: how much of June that is depends on when the signer came.
    assert.deepEqual([away.events, away.here + events], [3, 7])
    assert.ok(events >= 4)
    assert.deepEqual((await verify(june, 3)).faults, [])
    // What is gone of the first hour of June might be of May, but for how many events the file of May holds.
    await db.owner.query(`create table kept as select * from access.access_event where at = '2031-06-01 00:00Z'`)
    await db.owner.query(`delete from access.access_event where at = '2031-06-01 00:00Z'`)
    assert.deepEqual(
      (await verify(june, 3)).faults.map(({ words }) => words),
      ['6 events are away, and the archived files hold 3.'],
    )
    await db.owner.query('insert into access.access_event overriding system value select * from kept; drop table kept')
    await db.owner.query(`update access.access_event set rule = 'involvement' where at = $1`, [now])
    assert.deepEqual(new Set((await verify(june)).faults.map(({ fault }) => fault)), new Set(['events']))
    await db.owner.query(`update access.access_event set rule = 'no-relation' where at = $1`, [now])

    await db.owner.query(
      `alter table access.access_event attach partition audit_trail.events_2031_05 for values from ('2031-05-01 00:00Z') to ('2031-06-01 00:00Z')`,
    )
    const whole = await verify()
    assert.deepEqual([whole.faults, whole.events, whole.away.roots], [[], 10, 0])
  })
})
