import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { aChild, aReader } from '../../../../access/testing/index.ts'
import { Conflict } from '../../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../../platform/testing/index.ts'
import { type Council, exchangeBefore, type Fact, type Ledger, untold, withFacts } from '../../exchange/exchange.ts'
import { folderOf } from '../../testing/index.ts'
import { releaseOffers, workRun } from '../runs/run.job.ts'
import {
  beginCedarRound,
  f6Children,
  families,
  inF6,
  type RoundDesk,
  roundDesk,
  upload,
  words,
} from '../testing/index.ts'
import { readMessages } from './council-read.actions.ts'

let db: TestDatabase
let desk: RoundDesk
const path = '/admissions/:round/councils'
const { orderLists, answer } = families(() => [db, desk])
const all = async (statement: string) => (await db.owner.query(statement)).rows.map(one => Object.values(one).join(' '))
const ours = async () => words(await desk.ask(`${path}/ours`, { query: { page: 1 } }))

/** Our children who name Hallow and Iseden, schools of council 815. */
const named: Readonly<Record<string, string>> = {
  P04: 'ASH HAL BIR CED',
  P05: 'HAL ASH BIR',
  P07: 'BIR ISE ASH',
  P13: 'ASH ISE HAL',
  P14: 'HAL BIR CED',
}
/** The other council: two schools of one place each, its own children, and whom its schools put before whom. */
const other: Council = {
  children: [
    { id: 'X1', wants: ['HAL', 'BIR'] },
    { id: 'X2', wants: ['ISE', 'HAL'] },
    { id: 'X3', wants: ['BIR', 'ISE'] },
  ],
  schools: [
    { id: 'HAL', places: 1, order: ['P04', 'X2', 'P05', 'X1', 'P14', 'P13'] },
    { id: 'ISE', places: 1, order: ['P13', 'X3', 'X2', 'P07'] },
  ],
}
const isTheirs = (child: string) => child.startsWith('X')
const rowOf = ({ says, child, school }: Fact) =>
  isTheirs(child)
    ? `${says},${child},${school},${child},Achterberg,2023-02-01,2026-12-01,other council`
    : `${says},${child},${school},,,,,`
const bring = (facts: readonly Fact[]) =>
  desk.ask(path, {
    form: { council: '815' },
    files: upload({
      'messages.csv': `says,child_id,school_id,forename,surname,birth_date,received_on,address_proof\n${facts.map(rowOf).join('\n')}\n`,
    }),
  })
/** What is written for council 815 now; nothing where there is nothing to tell. */
const tell = async (): Promise<string[]> => {
  const before = await all('select count(*) from admission_sending')
  await desk.ask(`${path}/send`, { form: { council: '815' } })
  const { rows } = await db.owner.query('select content from admission_sending order by id')
  return rows.length === Number(before[0]) ? [] : rows.at(-1).content.trimEnd().split('\n')
}
const factsIn = (lines: readonly string[]): Fact[] =>
  lines.slice(1).map(line => {
    const [says, child = '', school = ''] = line.split(',')
    return { says: says as Fact['says'], child, school }
  })
const run = async (): Promise<{ id: number; uuid: string }> => {
  await desk.ask('/admissions/:round/runs', { form: {} })
  const { rows } = await db.owner.query('select id, uuid from admission_run order by id desc limit 1')
  await workRun(desk.jobs, rows[0].id)
  return rows[0]
}
const approve = async (uuid: string) => {
  for (const officer of [desk.officer, await aReader(db.owner, 'admissions-officer')])
    await desk.ask('/admissions/:round/runs/:run/approve', { form: {}, params: { run: uuid } }, officer)
}
const placesOf = async (id: number) =>
  new Map(
    (
      await db.owner.query(
        `select a.reference, p.school_key from admission_place p join admission_application a on a.id = p.application_id
         where p.run_id = $1 and p.school_key is not null`,
        [id],
      )
    ).rows.map(one => [one.reference, one.school_key] as const),
  )

/** What one run over both councils together gives: our schools' orders are those of the last run. */
const togetherOf = async (runId: number) => {
  const { rows: schools } = await db.owner.query(
    `select k.key as id, k.places, array(select regexp_replace(a.reference, '^815-', '') from admission_standing s join admission_application a on a.id = s.application_id
      left join admission_place p on p.run_id = s.run_id and p.application_id = a.id and p.given_by = 'plan'
      where s.run_id = $1 and s.school_key = k.key and (s.position is not null or p.school_key = k.key) order by p.run_id is null, s.position) as "order"
    from admission_school k where k.known_to = 'infinity' and k.council is null`,
    [runId],
  )
  const { rows: children } = await db.owner.query(
    `select a.reference as id, array_agg(p.school_key order by p.rank) as wants from admission_preference p join admission_application a on a.id = p.application_id
     where p.known_to = 'infinity' and a.reference not like '815-%' group by 1`,
  )
  return exchangeBefore(
    { children: [...children, ...other.children], schools: [...schools, ...other.schools] },
    new Map(),
  ).placed
}

describe('our children who name another council’s school', () => {
  before(async () => {
    db = await testDatabase()
    desk = await roundDesk(db)
    await beginCedarRound(db, desk)
  })
  after(() => desk?.close())

  test('may name the schools that an officer has told of, and no number of a school of ours is taken', async () => {
    const save = async (schools: string) => words(await desk.ask(`${path}/schools`, { form: { schools } }))
    assert.match(await save('815 | ASH | Hallow'), /The school ASH is one of ours/)
    assert.match(
      await save('815 | HAL\n81 | ISE | Iseden'),
      /Line 1: give the school’s name .*Line 2: begin with the three/,
    )
    await save('815 | HAL | Hallow | sibling=@school\n815 | ISE | Iseden')
    const mine = {
      key: 'HAL',
      name: 'Hall',
      places: '9',
      decimals: '2',
      easting: '1',
      northing: '1',
      criteria: 'other',
    }
    const add = desk.ask('/admissions/:round/schools/:key', { params: { key: 'new' }, form: mine })
    await assert.rejects(add, /HAL is another council’s in this round/)
    const preferences = inF6('preferences.csv')
      .trimEnd()
      .split('\n')
      .filter(line => named[line.split(',')[0] ?? ''] === undefined)
    for (const [child, wants] of Object.entries(named))
      preferences.push(...wants.split(' ').map((school, i) => `${child},${i + 1},${school}`))
    const files = {
      'children.csv': f6Children(),
      'preferences.csv': preferences.join('\n'),
      'distances.csv': inF6('distances.csv'),
    }
    assert.match(
      words(await desk.ask('/admissions/:round/applications', { form: {}, files: upload(files) })),
      /In the file: 14 applications/,
    )
    assert.match(await ours(), /P04 Marsh .* 815 Hallow Not asked for/)
    const { id } = await aChild(db.owner)
    await db.owner.query(
      `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'test', '2026-01-01')`,
      [id],
    )
    await db.owner.query(`update admission_application set child_id = $1, tied = 'person' where reference = 'P13'`, [
      id,
    ])
    await db.owner.query(`update admission_application set facts = facts || '{"easting": "432100", "northing": "387200", "postcode": "NM1 2AB", "sibling": "CED|ISE|HAL"}'
      where reference in ('P04', 'P13')`)
    await db.owner.query(`insert into admission_check (application_id, fact, holds, proof, told_by, known_from)
      select id, 'sibling', true, 'roll', told_by, told_at from admission_application where reference in ('P04', 'P13')`)
    assert.match(await save('815 | ISE | Iseden'), /A child names the school HAL: it stays as it is/)
    await db.owner.query(`insert into admission_order (round_id, school_key, application_id, position, told_by, known_from)
      select a.round_id, 'CED', a.id, row_number() over (order by a.reference), a.told_by, a.told_at
      from admission_application a join admission_preference p on p.application_id = a.id and p.known_to = 'infinity' where p.school_key = 'CED'`)
  })

  test('come by messages to the one offer that a run over both councils together would make', async () => {
    let [ledger, last]: [Ledger, number] = [new Map(), 0]
    for (let turn = 1; ; turn++) {
      assert.ok(turn < 12, 'the exchange ends')
      const { id, uuid } = await run()
      last = id
      if (turn === 1)
        await assert.rejects(approve(uuid), Conflict, 'nobody approves a place that its council was not asked for')
      const asked = factsIn(await tell())
      await approve(uuid)
      ledger = withFacts(ledger, [...asked, ...factsIn(await tell())])
      const said = untold(ledger, exchangeBefore(other, ledger).facts)
      if (said.length === 0) break
      ledger = withFacts(ledger, said)
      await bring(said)
      await db.owner.query(`update admission_application set tied = 'none' where tied is null;
        update admission_application set facts = facts || '{"distance BIR": "0.2", "distance ASH": "9"}' where reference like '815-%'`)
    }
    const together = await togetherOf(last)
    const placed = await placesOf(last)
    for (const [child, school] of together) if (!isTheirs(child)) assert.equal(placed.get(child), school, child)
    const theirs = exchangeBefore(other, ledger).placed
    for (const { id } of other.children) assert.equal(theirs.get(id), together.get(id), id)
    assert.ok([...placed.values()].includes('HAL') && [...placed.values()].includes('ISE'))
  })

  test('are told of by who they are and what its criteria ask, once and alike; of a protected address nothing, and no choice', async () => {
    const { rows } = await db.owner.query('select content from admission_sending order by id')
    const lines = rows.flatMap(one => one.content.trimEnd().split('\n'))
    const told = (child: string) => lines.find(line => line.startsWith(`wanted,${child}`))
    const checked = 'checked by the home council'
    assert.equal(
      told('P04'),
      `wanted,P04,HAL,P04,Marsh,2023-03-09,2026-11-20,,432100,387200,NM1 2AB,ISE|HAL,${checked},${checked}`,
    )
    assert.match(told('P13') ?? '', /^wanted,P13,ISE,P13,Marsh,2023-03-09,2026-11-20,/)
    assert.doesNotMatch(told('P13') ?? '', /432100|387200|NM1/)
    assert.match(await ours(), /The address is protected and in no file: call the council/)
    const settings = {
      distance: { from: 'coordinates', unit: 'miles', decimals: 2 } as const,
      criteria: [{ name: 'brother or sister', when: { sibling: '@school' } }, { name: 'other' }],
    }
    const school = { places: 1, ownOrder: false, settings, toldBy: '', toldAt: new Date() }
    const theirs = ['HAL', 'ISE'].map(key => ({ key, name: key, ...school }))
    for (const { content } of rows) {
      const read = readMessages(folderOf({ 'messages.csv': content }), '899', {
        ours: theirs,
        theirs: new Set(['ASH', 'BIR']),
      })
      assert.deepEqual(read.faults, [], 'its council reads every row of the file')
    }
    assert.equal(lines.filter(line => line.startsWith('wanted,P04')).length, 1)
    assert.match(await ours(), /P05 Marsh .* 815 Hallow Full .* P13 Marsh .* 815 Iseden Asked for/)
    const { rows: runs } = await db.owner.query('select uuid from admission_run order by id desc limit 1')
    const params = { run: runs[0].uuid }
    const page = async () => words(await desk.ask('/admissions/:round/runs/:run', { params }))
    const silent = async () => Number(/Of (\d+) .{0,50} nobody has said yes or no/.exec(await page())?.[1] ?? 0)
    const before = await silent()
    assert.ok(before > 0, 'who approves reads that silence counts as a place')
    await bring([{ says: 'yes', child: 'P13', school: 'ISE' } as unknown as Fact])
    assert.equal(await silent(), before - 1)
    assert.match(await ours(), /P13 Marsh .* 815 Iseden Its council says yes/)
  })

  test('hold back the offers of the round while one is at a school whose council has refused the child since', async () => {
    await db.owner.query(`update admission_round set release_at = '2020-01-01'`)
    const no: Fact = { says: 'no', child: 'P13', school: 'ISE' }
    await bring([no])
    await releaseOffers(desk.jobs)
    assert.deepEqual(await all('select count(*) from admission_offer'), ['0'])
    assert.match(words(await desk.ask('/admissions/:round')), /The offers do not go out/)
    await db.owner.query(`delete from admission_resident_fact where says = 'no' and school_key = 'ISE'
      and application_id = (select id from admission_application where reference = 'P13')`)
    await releaseOffers(desk.jobs)
    assert.match(await ours(), /P13 Marsh .* 815 Iseden Has a place/)
    const params = { run: (await all('select uuid from admission_run order by id desc limit 1'))[0] ?? '' }
    const [address = ''] = await all(`select uuid from admission_application where reference = 'P05'`)
    const letter = words(
      await desk.ask('/admissions/:round/runs/:run/children/:application/letter', {
        params: { ...params, application: address },
      }),
    )
    assert.match(letter, /Why not Hallow, your 1st preference: Another council keeps this school \(council 815\)/)
    await orderLists()
    assert.deepEqual(await all(`select 1 from admission_waiting where school_key in ('HAL', 'ISE')`), [])
  })

  test('are offered what becomes free there, beside the place that they hold; what they leave its council is told', async () => {
    await bring([
      { says: 'free', child: 'P07', school: 'ISE' },
      { says: 'free', child: 'P05', school: 'HAL' },
      { says: 'free', child: 'P09', school: 'HAL' },
    ])
    const live = () =>
      all(`select a.reference, o.school_key, o.standing from admission_offer o join admission_application a on a.id = o.application_id
        where o.ended is null and a.reference in ('P05', 'P07', 'P09') order by 1, o.id`)
    await orderLists()
    assert.deepEqual(await live(), ['P05 HAL held', 'P07 ASH held', 'P07 ISE put', 'P09 BIR held'])
    assert.deepEqual(await tell(), [])
    await answer('P07', 'accepted')
    await orderLists()
    assert.deepEqual(await live(), ['P05 HAL held', 'P07 ISE held', 'P09 BIR held'])
    await answer('P04', 'declined')
    assert.deepEqual((await tell()).slice(1), ['left,P04,HAL'])
    await db.owner.query(`update admission_preference set known_to = now() where known_to = 'infinity'
        and application_id = (select id from admission_application where reference = 'P06');
      insert into admission_preference (application_id, rank, school_key, told_by, known_from)
      select a.id, n.rank, n.key, a.told_by, now() from admission_application a, (values (1, 'HAL'), (2, 'CED'), (3, 'ISE')) n(rank, key)
      where a.reference = 'P06'`)
    assert.deepEqual(
      factsIn(await tell()).map(one => Object.values(one).join()),
      ['wanted,P06,HAL'],
      'what is named above what the child holds, and nothing below it',
    )
    await bring([{ says: 'free', child: 'P04', school: 'HAL' }])
    await orderLists()
    assert.deepEqual(
      await all(
        `select 1 from admission_offer o join admission_application a on a.id = o.application_id where a.reference = 'P04' and o.ended is null`,
      ),
      [],
    )
  })
})
