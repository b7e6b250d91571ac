import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import type { Category, PlainDate } from '../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { actorContext } from '../context.ts'
import { issueCommand } from '../grant.ts'
import { endInvolvement, startInvolvement } from '../involvement.actions.ts'
import { keepNamedFor } from '../named-part.actions.ts'
import { findReader, type SignedInReader } from '../reader.queries.ts'
import { aChild, anEntry, aSession, type TestChild, testGrounds, testNow } from '../testing/index.ts'
import { type Ground, withContext } from '../transaction.ts'
import { findChildren, type People, provisionBarriers, provisionChildren, provisionPeople } from './index.ts'

const day = (text: string) => text as PlainDate
const person = (id: string, roles: People['staff'][number]['roles'], teams: string[] = [], school?: string) => ({
  id,
  name: id,
  email: `${id}@northmere.example`,
  jobTitle: id,
  phone: '01632 960411',
  roles,
  teams,
  manages: [],
  ...(school ? { school } : {}),
})
const people: People = {
  issuer: 'https://login.example',
  establishments: [
    {
      laestab: '8994202',
      urn: '900001',
      name: 'Quarry Bank Academy',
      phase: 'secondary',
      postcode: 'ZZ9 9ZZ',
      phone: '01632 960127',
    },
  ],
  teams: [
    { id: 'north', name: 'North', service: 'Children’s social care', phone: '01632 960400' },
    {
      id: 'young-carers',
      name: 'Young Carers',
      service: 'Young carers',
      phone: '01632 960233',
      category: 'young-carer',
    },
  ],
  staff: [
    person('sam', ['education-welfare-officer']),
    person('priya', ['social-worker'], ['north']),
    person('marianne', ['social-worker']),
    person('ravi', ['young-carers-worker'], ['young-carers']),
    person('vera', ['team-manager']),
    person('owen', ['safeguarding-lead'], [], '8994202'),
  ],
}

describe('what a council arranges', () => {
  let db: TestDatabase
  let jobs: Ground
  let pages: Ground
  let liam: TestChild
  let hugo: TestChild
  let pupil: TestChild
  before(async () => {
    db = await testDatabase()
    ;({ jobs, pages } = await testGrounds(db))
    await provisionPeople(jobs, people)
    liam = await aChild(db.owner)
    hugo = await aChild(db.owner)
    pupil = await aChild(db.owner)
    for (const child of [liam, hugo, pupil])
      for (const [kind, category, sensitivity] of [
        ['identity', 'identity', 1],
        ['background', 'identity', 2],
        ['attendance-total', 'attendance', 1],
        ['carer-note', 'young-carer', 1],
        ['address', 'contact', 1],
      ] as [string, Category, number][])
        await anEntry(db.owner, child, { kind, category, sensitivity })
    await db.owner.query(
      `insert into access.roll (child_id, establishment_id, starts_on) select $1, id, '2026-09-01' from access.establishment`,
      [pupil.id],
    )
    await provisionChildren(jobs, arranged())
  })
  after(() => db.drop())

  const arranged = () => ({
    conflicts: [{ staff: 'priya', child: liam.id, why: 'family' as const }],
    shields: [
      {
        child: hugo.id,
        kind: 'restricted' as const,
        reason: 'Family of an employee',
        holders: ['vera'],
        allowed: ['marianne'],
      },
      {
        child: pupil.id,
        kind: 'protected' as const,
        reason: 'Address kept safe',
        holders: ['vera'],
        allowed: ['marianne'],
      },
    ],
    schoolLinks: [{ staff: 'sam', laestab: '8994202', from: day('2026-09-01') }],
    work: [
      { child: liam.id, by: { kind: 'user' as const, key: 'sam' }, kind: 'education-welfare', from: day('2026-10-01') },
      { child: liam.id, by: { kind: 'user' as const, key: 'priya' }, kind: 'social-work', from: day('2026-10-01') },
      {
        child: liam.id,
        by: { kind: 'team' as const, key: 'young-carers' },
        kind: 'young-carers',
        from: day('2026-10-01'),
      },
      { child: hugo.id, by: { kind: 'user' as const, key: 'marianne' }, kind: 'social-work', from: day('2026-10-01') },
      { child: hugo.id, by: { kind: 'user' as const, key: 'priya' }, kind: 'social-work', from: day('2026-10-01') },
      { child: pupil.id, by: { kind: 'user' as const, key: 'marianne' }, kind: 'social-work', from: day('2026-10-01') },
      { child: pupil.id, by: { kind: 'user' as const, key: 'priya' }, kind: 'social-work', from: day('2026-10-01') },
    ],
  })

  const signedIn = async (key: string): Promise<SignedInReader> => {
    const { rows } = await db.owner.query<{ id: number; role: string }>(
      `select p.id, h.role from access.principal p join access.role_held h on h.user_id = p.id where p.key = $1`,
      [key],
    )
    const { id: userId, role } = rows[0] ?? assert.fail(key)
    const reader = await findReader(pages, await aSession(db.owner, { token: key, userId, role, at: testNow }))
    assert.ok(reader, `${key} is signed in`)
    return reader
  }
  const seenBy = async (key: string, child: TestChild, at = testNow): Promise<string[]> => {
    const reader = await signedIn(key)
    const context = {
      kind: 'user' as const,
      id: String(reader.userId),
      principals: reader.principals,
      masks: reader.masks,
      at,
    }
    return await withContext(pages, context, async tx => {
      const { rows } = await sql<{
        kind: string
      }>`select kind from entry where child_id = ${child.id} order by kind`.execute(tx)
      return rows.map(row => row.kind)
    })
  }
  const counts = async () => {
    const tables = [
      'principal',
      'account',
      'role_held',
      'membership',
      'establishment',
      'grant_row',
      'shield',
      'shield_allowed',
      'conflict',
      'barrier',
    ]
    const list = await Promise.all(
      tables.map(async t => [t, (await db.owner.query(`select count(*) as n from access.${t}`)).rows[0].n]),
    )
    return {
      ...Object.fromEntries(list),
      involvement: (await db.owner.query('select count(*) as n from involvement')).rows[0].n,
    }
  }

  test('done again changes nothing', async () => {
    const once = await counts()
    await provisionPeople(jobs, people)
    await provisionChildren(jobs, arranged())
    assert.deepEqual(await counts(), once)
  })

  test('a worker sees what the role sees of the child they work with', async () => {
    assert.deepEqual(await seenBy('sam', liam), ['address', 'attendance-total', 'background', 'identity'])
  })

  test('a team’s worker sees what the team works with, and a silent service’s people carry its label', async () => {
    assert.ok((await seenBy('ravi', liam)).includes('carer-note'))
    const { rows } = await db.owner.query(`select category from access.principal where key = 'ravi'`)
    assert.deepEqual(rows, [{ category: 'young-carer' }])
  })

  test('own family is shut, whatever the work', async () => {
    assert.deepEqual(await seenBy('priya', liam), [])
  })

  test('a restricted record opens to those on its list and to no other worker', async () => {
    assert.ok((await seenBy('marianne', hugo)).includes('identity'))
    assert.deepEqual(await seenBy('priya', hugo), [])
  })

  test('a protected address is shown to those on its list; to others the record is as if there were none', async () => {
    assert.ok((await seenBy('marianne', pupil)).includes('address'))
    const others = await seenBy('priya', pupil)
    assert.ok(others.includes('identity'))
    assert.equal(others.includes('address'), false)
  })

  test('an officer’s link to a school shows who its pupils are and their attendance, and nothing else', async () => {
    assert.deepEqual(await seenBy('sam', pupil), ['attendance-total', 'identity'])
  })

  test('a school’s own staff see its roll', async () => {
    assert.ok((await seenBy('owen', pupil)).includes('attendance-total'))
    assert.deepEqual(await seenBy('owen', liam), [])
  })

  test('work that has ended is seen for fourteen days more, and then no longer', async () => {
    const child = await aChild(db.owner)
    await anEntry(db.owner, child, { kind: 'identity', category: 'identity' })
    const sam = (await signedIn('sam')).userId
    await withContext(jobs, actorContext('arrangements', testNow), async tx => {
      const command = await issueCommand(jobs, tx, 'arrangements', undefined)
      const id = await startInvolvement(command, {
        childId: child.id,
        principalId: sam,
        kind: 'education-welfare',
        from: day('2026-10-01'),
      })
      await endInvolvement(command, id, day('2026-10-31'))
      await assert.rejects(endInvolvement(command, id, day('2026-10-31')), /ended already/)
    })
    assert.deepEqual(await seenBy('sam', child, new Date('2026-11-14T23:59:00Z')), ['identity'])
    assert.deepEqual(await seenBy('sam', child, new Date('2026-11-15T00:00:00Z')), [])
  })

  test('a role that the list no longer names ends at once', async () => {
    const staff = people.staff.map(one =>
      one.id === 'ravi' ? { ...one, roles: ['youth-worker' as const], teams: [] } : one,
    )
    await provisionPeople(jobs, { ...people, staff })
    const { rows } = await db.owner.query(
      `select h.role from access.role_held h join access.principal p on p.id = h.user_id where p.key = 'ravi' and h.ends_at = 'infinity'`,
    )
    assert.deepEqual(rows, [{ role: 'youth-worker' }])
    await provisionPeople(jobs, people)
  })

  test('who is named for what few may know, through the work of a team, knows it no longer once they are in that team no more', async () => {
    const child = await aChild(db.owner)
    await anEntry(db.owner, child, { kind: 'identity', category: 'identity' })
    await anEntry(db.owner, child, { kind: 'adoption-step', category: 'adoption', sensitivity: 3 })
    const [{ id: north }] = (await db.owner.query(`select id from access.principal where key = 'north'`)).rows
    const priya = (await signedIn('priya')).userId
    await withContext(jobs, actorContext('recorder', testNow), async tx => {
      const command = await issueCommand(jobs, tx, 'recorder', undefined)
      const work = { childId: child.id, principalId: north, kind: 'social-work', from: day('2026-10-01') }
      await startInvolvement(command, work)
      await keepNamedFor(command, child.id, 'adoption', [priya])
    })
    assert.deepEqual(await seenBy('priya', child), ['adoption-step', 'identity'])
    const staff = people.staff.map(one => (one.id === 'priya' ? { ...one, teams: [] } : one))
    await provisionPeople(jobs, { ...people, staff })
    assert.deepEqual(await seenBy('priya', child), [])
    await provisionPeople(jobs, people)
    assert.deepEqual(await seenBy('priya', child), ['identity'])
  })

  test('barriers and children are kept and found by source and key', async () => {
    await provisionBarriers(jobs, [
      [
        { source: 'test', key: 'a' },
        { source: 'test', key: 'b' },
      ],
    ])
    const { rows } = await db.owner.query('select a_key, b_key from access.barrier order by 1')
    assert.deepEqual(rows, [
      { a_key: 'a', b_key: 'b' },
      { a_key: 'b', b_key: 'a' },
    ])
    const { rows: known } = await db.owner.query('select key from source_person where person_id = $1', [liam.id])
    assert.deepEqual(
      await findChildren(jobs, [
        { source: 'test', key: 'nobody' },
        { source: 'test', key: known[0].key },
      ]),
      [undefined, liam.id],
    )
  })

  test('what is arranged is on the record of access', async () => {
    const { rows } = await db.owner.query(
      `select distinct action from access.access_event where actor = 'arrangements' order by 1`,
    )
    assert.deepEqual(
      rows.map(row => row.action),
      ['arrangements barriers', 'arrangements children', 'arrangements people'],
    )
  })
})
