import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { PlainDate } from '../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { actorContext } from '../context.ts'
import { holds } from '../holds.ts'
import { endsToTell } from '../organisation.ts'
import { findReader } from '../reader.queries.ts'
import { aSession, testGrounds } from '../testing/index.ts'
import { trainingToTell } from '../training.ts'
import { type Ground, withContext } from '../transaction.ts'
import { provisionFiles, readPeopleFile } from './index.ts'
import { endTeam } from './members.actions.ts'

const rows = (...lines: string[]) => lines.map((line, at) => ({ line: at + 1, cells: line.split(',') }))
const header = 'user_name,subject,name,job_title,phone,email,roles,teams,manages,active'
const joanna = 'joanna,oid-1,Joanna Wójcik,Social worker,01632 960411,j@n.example,social-worker,north,,yes'
const sam = 'sam,oid-2,Sam Ali,Manager,01632 960412,s@n.example,team-manager;social-worker,north;south,north,yes'
const teamRows = rows('Team,Team name,Service', 'north,North,Social care', 'south,South,Social care')

describe('a file of people', () => {
  test('gives each person with their roles, their teams and those they manage', () => {
    const { people, faults } = readPeopleFile(rows(header, joanna, sam))
    assert.deepEqual(faults, [])
    assert.deepEqual(people[1]?.roles, ['team-manager', 'social-worker'])
    assert.deepEqual([people[1]?.teams, people[1]?.manages], [['north', 'south'], ['north']])
  })

  test('is told what is wrong with a row, and the other rows count', () => {
    const bad = [
      'x,,,,,,social-worker,,,yes',
      'y,,Y,,,,king,,,yes',
      'z,,Z,,,,social-worker,,north,maybe',
      joanna,
      'short,row',
    ]
    const { people, faults } = readPeopleFile(rows(header, joanna, ...bad, sam))
    assert.deepEqual(
      people.map(person => person.userName),
      ['joanna', 'sam'],
    )
    assert.deepEqual(
      faults.map(({ line, column, got }) => [line, column, got]),
      [
        [3, 'name', ''],
        [4, 'roles', 'king'],
        [5, 'manages', 'north'],
        [5, 'active', 'maybe'],
        [6, 'user_name', 'joanna'],
        [7, 'row', '2 cells'],
        [7, 'name', ''],
      ],
    )
  })

  test('with other columns is told which are wanted', () => {
    const { faults } = readPeopleFile(rows('surname,forename', 'A,B'))
    assert.match(faults[0]?.wanted ?? '', /user_name, name, roles, and if you like subject/)
  })
})

describe('provisioning by file', () => {
  let db: TestDatabase
  let jobs: Ground
  let pages: Ground
  before(async () => {
    db = await testDatabase()
    ;({ jobs, pages } = await testGrounds(db))
  })
  after(() => db.drop())
  const issuer = 'https://login.example'
  const provision = (
    lines: string[],
    change: { whole?: boolean; check?: boolean; training?: string[]; completed?: string[]; header?: string } = {},
  ) =>
    provisionFiles(jobs, {
      issuer,
      people: readPeopleFile(rows(change.header ?? header, ...lines)).people,
      teams: readPeopleFile(teamRows).teams,
      trainings: readPeopleFile(rows(...(change.training ?? []))).trainings,
      completions: readPeopleFile(rows(...(change.completed ?? []))).completions,
      whole: change.whole ?? false,
      check: change.check ?? false,
    })
  const standing = async () =>
    (
      await db.owner.query<{ line: string }>(
        `select split_part(p.key, ' left ', 1) || ' ' || p.active || ' ' || coalesce((select string_agg(h.role, ',' order by h.role) from access.role_held h where h.user_id = p.id and h.ends_at = 'infinity'), '')
           || ' ' || coalesce((select string_agg(t.key || case when m.manages then '*' else '' end, ',' order by t.key) from access.membership m
             join access.principal t on t.id = m.team_id where m.user_id = p.id and m.ends_at = 'infinity'), '') as line
         from access.principal p where p.kind = 'user' order by 1`,
      )
    ).rows.map(row => row.line)

  test('tells what it would do, and does nothing, where it is only asked', async () => {
    const told = await provision([joanna, sam], { check: true })
    assert.deepEqual(told.began, ['joanna', 'sam'])
    assert.deepEqual(await standing(), [])
  })

  test('keeps people, roles and teams as told, and told again changes nothing', async () => {
    const expected = ['joanna true social-worker north', 'sam true social-worker,team-manager north*,south']
    await provision([joanna, sam])
    assert.deepEqual(await standing(), expected)
    const { began, gained } = await provision([joanna, sam])
    assert.deepEqual([began, gained, await standing()], [[], [], expected])
    const wider = await provision([joanna.replace('-worker,n', '-worker;clearing-house,n')], { check: true })
    assert.deepEqual(wider.gained, [{ who: 'joanna', holds: ['role clearing-house'] }], 'sight that widens is told')
  })

  const tell = async (ground: Ground, header: string, lines: string[]) => {
    const file = readPeopleFile(rows(header, ...lines))
    const { refused } = await provisionFiles(ground, { ...file, issuer, whole: false, check: false })
    return [...file.faults.map(({ line, column }) => `${line} ${column}`), ...refused.map(one => one.why)]
  }
  const november = () => new Date('2026-11-20T10:00:00Z')
  const place = (...lines: string[]) => tell({ ...jobs, now: november }, 'team,ward,school,from,last_day', lines)
  const placed = async () =>
    (
      await db.owner.query<{ line: string }>(
        `select coalesce(ward, 'school') || ' ' || from_on || ' ' || to_on as line from access.team_place order by 1`,
      )
    ).rows.map(row => row.line)

  test('says to which wards and schools a team belongs, from a day to a day; what is wrong in it is told', async () => {
    await db.owner.query(`insert into access.establishment (laestab, name) values ('8012001', 'Larchfield Primary')`)
    const all = ['south,Quay,,2026-09-01,', 'south,,801/2001,2026-09-01,2027-08-31', 'south,Hill,,2026-10-01,']
    assert.deepEqual(await place(...all), [])
    const stand = ['Hill 2026-10-01 infinity', 'Quay 2026-09-01 infinity', 'school 2026-09-01 2027-09-01']
    assert.deepEqual(await placed(), stand)
    const bad = ['south,Quay,8012001,2026-09-01,', 'south,Quay,,1 May,', 'nowhere,Quay,,2026-09-01,']
    assert.deepEqual(await place(...bad, 'south,,9999999,2026-09-01,'), [
      '2 ward, school',
      '3 from',
      'No team is called "nowhere": provision it by a file of teams first.',
      'No school, or more than one, has the number "9999999".',
    ])
    assert.deepEqual(await placed(), stand, 'a team of which a row could not be kept loses nothing')
  })

  test('ends today what it no longer names of a team, which stays with its days', async () => {
    await place('south,Quay,,2026-09-01,', 'south,Marsh,,2027-01-01,')
    await place('south,Quay,,2026-09-01,')
    assert.deepEqual(await placed(), [
      'Hill 2026-10-01 2026-11-20',
      'Quay 2026-09-01 infinity',
      'school 2026-09-01 2026-11-20',
    ])
  })

  test('says whose roll people see: a school’s staff their own, an officer by a link; what is no longer named ends', async () => {
    await provision([joanna, 'sam,oid-2,Sam Ali,,,,school-office,south,,yes'])
    const link = (...lines: string[]) => tell(jobs, 'user_name,school,from,last_day', lines)
    const linked = async () => {
      const { rows: lines } = await db.owner.query(
        `select p.key || ' ' || g.reason || ' ' || g.max_sensitivity as line
         from access.grant_row g join access.principal p on p.id = g.principal where g.ends_at = 'infinity' order by 1`,
      )
      return lines.map(row => row.line)
    }
    assert.deepEqual(await link('sam,8012001,,', 'joanna,801/2001,2026-09-01,'), [])
    await link('sam,8012001,,')
    const stand = ['joanna school-link 1', 'sam school-roll 3']
    assert.deepEqual(await linked(), stand)
    assert.deepEqual(await link('sam,9999999,,', 'nobody,8012001,,', 'sam,8012001,1 May,', 'sam,,,'), [
      '4 from',
      '5 school',
      'No school, or more than one, has the number "9999999".',
      'Nobody who works here has this user name.',
    ])
    assert.deepEqual(await linked(), stand, 'somebody of whom a row could not be kept loses nothing')
    await link('sam,8012001,,2026-09-02')
    assert.deepEqual(await linked(), ['joanna school-link 1'])
    await provision([joanna, sam])
  })

  test('ends a role or a team that a row no longer names', async () => {
    await provision([joanna, 'sam,oid-2,Sam Ali,,,,social-worker,south,,yes'])
    assert.deepEqual(await standing(), ['joanna true social-worker north', 'sam true social-worker south'])
  })

  test('takes nobody for a leaver while one row cannot be kept', async () => {
    const done = await provision(['joanna,oid-1,Joanna,,,,social-worker,nowhere,,yes'], { whole: true })
    assert.match(done.refused[0]?.why ?? '', /No team is called "nowhere"/)
    assert.deepEqual(done.left, [])
    assert.equal((await standing()).filter(line => line.includes(' true ')).length, 2)
  })

  test('ends whoever is not named, where the list is whole', async () => {
    const done = await provision([joanna], { whole: true })
    assert.deepEqual(done.left, ['sam'])
    assert.deepEqual(await standing(), ['joanna true social-worker north', 'sam false  '])
  })

  test('makes a team that ended another one, though it has the same key', async () => {
    const north = async () =>
      (await db.owner.query(`select uuid from access.principal where kind = 'team' and key = 'north'`)).rows[0].uuid
    const ended = await north()
    await withContext(jobs, actorContext('arrangements', jobs.now()), tx => endTeam(tx, jobs.now(), ended))
    await provision([joanna])
    assert.notEqual(await north(), ended)
    assert.equal((await standing())[0], 'joanna true social-worker north')
  })

  const course = [
    'training,training_name,renew,roles,from',
    'safe,Safeguarding,Take the course online.,social-worker,2026-11-01',
  ]
  const completed = (...lines: string[]) => ['user_name,training,completed,last_day', ...lines]
  const joannaSignsIn = async (at: Date) => {
    const { rows } = await db.owner.query(`select id from access.principal where key = 'joanna'`)
    return await aSession(db.owner, { token: 'joanna', userId: rows[0].id, role: 'social-worker', at })
  }
  const joannaOn = async (day: string) => {
    const ground = { ...pages, now: () => new Date(`${day}T10:00:00Z`) }
    const reader = await findReader(ground, await joannaSignsIn(ground.now()))
    assert.ok(reader)
    const today = day as PlainDate
    return [
      reader.masks.trained && reader.masks.full > 0 && holds(reader, 'write-notes'),
      trainingToTell(reader, today, 'today').length,
      trainingToTell(reader, today, 'everyPage').map(
        words => /“Safeguarding”.*(ran out on|runs out in|none is recorded)/.exec(words)?.[1],
      ),
      holds(reader, 'open-urgently'),
    ]
  }

  test('lets a role work only while the training that it needs is in date, and warns at 30 and at 7 days', async () => {
    assert.deepEqual(await joannaOn('2026-11-20'), [true, 0, [], true])
    const done = await provision([joanna], { training: course })
    assert.deepEqual([done.trainings, done.completions], [1, 0])
    assert.deepEqual(await joannaOn('2026-11-20'), [false, 0, ['none is recorded'], true])
    await provision([joanna], { completed: completed('joanna,safe,2025-12-22,2026-12-21') })
    assert.deepEqual(await joannaOn('2026-11-20'), [true, 0, [], true])
    assert.deepEqual(await joannaOn('2026-11-21'), [true, 1, [], true])
    assert.deepEqual(await joannaOn('2026-12-13'), [true, 1, [], true])
    assert.deepEqual(await joannaOn('2026-12-14'), [true, 0, ['runs out in'], true])
    assert.deepEqual(await joannaOn('2026-12-22'), [false, 0, ['ran out on'], true])
  })

  test('warns of a training that a role will need, and forgets one that it no longer needs', async () => {
    await provision([joanna], { training: [course[0] ?? '', 'next,Information,Read it.,social-worker,2027-01-10'] })
    assert.deepEqual(await joannaOn('2026-12-13'), [true, 2, [], true])
    await provision([joanna], { training: [course[0] ?? '', 'safe,Safeguarding,Take it.,team-manager,'] })
    assert.deepEqual(await joannaOn('2026-12-21'), [true, 1, [], true])
    assert.deepEqual(await joannaOn('2027-01-10'), [false, 0, [undefined], true])
  })

  test('names the row of a training that is wrong, and a person or a training that nobody has', async () => {
    const bad = readPeopleFile(rows(...completed('joanna,safe,1 May,2026-12-20', 'sam,safe,2026-12-20,2026-12-01')))
    assert.deepEqual(
      bad.faults.map(({ line, column }) => [line, column]),
      [
        [2, 'completed'],
        [3, 'last_day'],
      ],
    )
    const given = completed('nobody,safe,2026-01-01,2026-12-20', 'joanna,judo,2026-01-01,2026-12-20')
    const { refused, completions } = await provision([joanna], { completed: given })
    assert.deepEqual([refused.map(one => one.userName).sort(), completions], [['joanna', 'nobody'], 0])
  })

  test('makes somebody staff of an outside organisation: what opens to them follows its agreement, day by day', async () => {
    const none = [
      course[0] ?? '',
      'safe,Safeguarding,Take it.,team-manager,',
      'next,Information,Read it.,team-manager,',
    ]
    const staff = { header: `${header},organisation` }
    await provision([`${joanna},Quarry Trust`], { ...staff, training: none })
    const agree = (set: string) => db.owner.query(`update access.organisation set ${set} where name = 'Quarry Trust'`)
    const on = async (day: string) => {
      const ground = { ...pages, now: () => new Date(`${day}T10:00:00Z`) }
      const reader = await findReader(ground, await joannaSignsIn(ground.now()))
      assert.ok(reader)
      const words = (where: 'today' | 'everyPage') => endsToTell(reader, day as PlainDate, where).length
      const rights = [holds(reader, 'write-notes'), holds(reader, 'open-urgently')]
      return [reader.masks.full, reader.principals.length > 0, ...rights, words('today'), words('everyPage')]
    }
    assert.deepEqual(await on('2027-01-11'), [0, true, false, true, 0, 1])
    await agree(`purpose = 'p', basis = 'b', owner = 'o', categories = 5, review_on = '2027-03-31'`)
    assert.deepEqual(await on('2027-02-28'), [5, true, true, true, 0, 0])
    assert.deepEqual(await on('2027-03-01'), [5, true, true, true, 1, 0])
    assert.deepEqual(await on('2027-03-31'), [5, true, true, true, 0, 1])
    assert.deepEqual(await on('2027-04-01'), [0, true, false, true, 0, 1])
    await agree(`review_on = '2028-03-31', withdrawn_at = '2027-04-01'`)
    assert.deepEqual(await on('2027-04-02'), [0, false, false, false, 0, 1])
    // A file that does not say whose staff somebody is changes nothing; one that says nobody's makes them the council's own.
    await provision([joanna])
    assert.deepEqual((await on('2027-04-02'))[1], false)
    await provision([`${joanna},`], staff)
    assert.deepEqual((await on('2027-04-02')).slice(1), [true, true, true, 0, 0])
  })
})
