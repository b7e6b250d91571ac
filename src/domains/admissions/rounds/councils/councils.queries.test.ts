import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { asActor } from '../../../../access/index.ts'
import { aChild, anEntry, aReader } from '../../../../access/testing/index.ts'
import { indexPersons } from '../../../../children/index.ts'
import { NotFound } from '../../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../../platform/testing/index.ts'
import { exchangeBefore, factKey } from '../../exchange/exchange.ts'
import { sha } from '../../testing/index.ts'
import { beginCedarRound, type RoundDesk, releaseRound, roundDesk, upload, words } from '../testing/index.ts'

let db: TestDatabase
let desk: RoundDesk
let mara: number
const path = '/admissions/:round/councils'
const heading = 'says,child_id,school_id,forename,surname,birth_date,received_on,looked_after,address_proof'
const row = (says: string, child: string, school: string, who = `${child},Achterberg,2023-02-01`) =>
  `${says},${child},${school},${who},2026-12-01,,other council`
const bring = (rows: readonly string[], council = '815', reader = desk.officer) =>
  desk.ask(path, { form: { council }, files: upload({ 'messages.csv': `${[heading, ...rows].join('\n')}\n` }) }, reader)
const page = async (reader = desk.officer) => words(await desk.ask(path, { query: { page: 1 } }, reader))
const all = async (statement: string) => (await db.owner.query(statement)).rows.map(one => Object.values(one).join(' '))

/** What the tables hold of other councils' children, without when and by whom it came. */
const state = async () => ({
  applications: await all(
    `select reference, forename, surname, birth_date, facts, tied is not null, state from admission_application where reference like '8__-%' order by 1`,
  ),
  wants: await all(
    `select a.reference, p.rank, p.school_key from admission_preference p join admission_application a on a.id = p.application_id
     where a.reference like '8__-%' and p.known_to = 'infinity' order by 1, 2`,
  ),
  facts: await all(
    `select council, says, child, school_key, application_id is not null from admission_council_fact order by 1, 3, 4, 2`,
  ),
})
const forget = () =>
  db.owner.query(`delete from admission_council_fact;
    delete from admission_preference where application_id in (select id from admission_application where reference like '8__-%');
    delete from admission_check where application_id in (select id from admission_application where reference like '8__-%');
    delete from admission_application where reference like '8__-%'`)

/** The same order for the same number. */
const shuffled = <T>(list: readonly T[], seed: number): T[] =>
  list
    .map((one, i) => ({ one, by: sha(`${seed} ${i}`) }))
    .toSorted((a, b) => (a.by < b.by ? -1 : 1))
    .map(({ one }) => one)

/** What the pure exchange says of other councils' children, of the orders, places and wants that the run was made from. */
const refusedByTheExchange = async (): Promise<string[]> => {
  const { rows: schools } = await db.owner.query(`
    select k.key as id, k.places, array(select a.reference from admission_standing s join admission_application a on a.id = s.application_id
      left join admission_place p on p.run_id = s.run_id and p.application_id = a.id and p.given_by = 'plan' and p.school_key = k.key
      where s.school_key = k.key and (s.position is not null or p.run_id is not null) order by p.run_id is null, s.position) as "order"
    from admission_school k where k.known_to = 'infinity'`)
  const { rows: wants } = await db.owner.query(`
    select a.reference as id, array_agg(p.school_key order by p.rank) as wants from admission_preference p
    join admission_application a on a.id = p.application_id where p.known_to = 'infinity' group by 1`)
  const [ours, theirs] = [wants.filter(one => !/^8\d\d-/.test(one.id)), wants.filter(one => /^8\d\d-/.test(one.id))]
  const facts = theirs.map(one => ({ says: 'wanted' as const, child: one.id, school: one.wants[0] }))
  const { facts: said } = exchangeBefore({ children: ours, schools }, new Map(facts.map(one => [factKey(one), one])))
  return said.flatMap(one => (one.says === 'no' ? [`no,${one.child},${one.school}`] : [])).toSorted()
}

describe('other councils’ children in a round', () => {
  before(async () => {
    db = await testDatabase()
    desk = await roundDesk(db)
    await beginCedarRound(db, desk)
    const child = await aChild(db.owner)
    mara = child.id
    const body = { forename: 'Mara', surname: 'Achterberg', birthDate: '2023-02-01' }
    await anEntry(db.owner, child, { kind: 'identity', category: 'identity', body })
    await asActor(desk.jobs, 'linker', tx => indexPersons(tx, [child.id]))
  })
  after(() => desk?.close())

  test('come to the same applications in whatever order, how often, and in how many parts what is told of them comes', async () => {
    const told = [
      row('wanted', 'Mara', 'ASH'),
      row('wanted', 'Mara', 'BIR'),
      row('left', 'Mara', 'ASH'),
      row('wanted', 'Noor', 'BIR'),
      row('wanted', 'Pip', 'ASH'),
      row('left', 'Pip', 'ASH'),
    ]
    await bring(told)
    const first = await state()
    assert.deepEqual(first.wants, ['815-Mara 1 BIR', '815-Noor 1 BIR'])
    assert.deepEqual(
      first.applications.map(one => one.split(' ').at(-1)),
      ['live', 'live', 'withdrawn'],
    )
    for (let seed = 1; seed <= 5; seed++) {
      await forget()
      const order = shuffled([...told, ...told.slice(seed % 3)], seed)
      for (const part of [order.slice(0, seed), order.slice(seed)]) await bring(part)
      assert.deepEqual(await state(), first, `order ${seed}`)
    }
  })

  test('are tied to the record by exact facts alone, and no record is made or changed', async () => {
    const { rows } = await db.owner.query(
      `select reference, child_id, tied from admission_application where reference like '8__-%' order by 1`,
    )
    assert.deepEqual(
      rows.map(one => [one.reference, one.child_id, one.tied]),
      [
        ['815-Mara', mara, 'found'],
        ['815-Noor', null, null],
        ['815-Pip', null, null],
      ],
    )
    assert.deepEqual(await all('select count(*) from person where has_record'), ['1'])
    assert.match(await page(), /Mara Achterberg 1 February 2023 815 Mara BIR Waits/)
  })

  test('of a file with faults the good rows count, and each other is told by line and column', async () => {
    const text = words(
      await bring([
        row('wanted', 'Rosa', 'BIR'),
        row('wanted', 'Sol', 'OAK'),
        row('no', 'Mara', 'BIR'),
        row('wanted', 'Tess', 'BIR', 'Tess,Achterberg,31 June'),
        row('wanted', 'Uma', 'BIR').replace(',,other', ',maybe,other'),
        row('wanted', 'Vic', 'BIR'),
        row('wanted', 'Vic', 'ASH', 'Vic,Other,2023-02-01'),
        row('wanted', 'Noor', 'ASH', 'Nora,Achterberg,2023-02-01'),
        'wanted,Wim',
      ]),
    )
    for (const fault of [
      /7 rows of the file cannot be used 1 line that is new was kept/,
      /line 3: “OAK” in school_id is no school of this round/,
      /line 4: “BIR” in school_id is no school of council 815 in this round/,
      /line 5: “31 June” is no birth_date/,
      /line 6: “maybe” in looked_after is neither yes nor no/,
      /line 8: The surname of the child Vic is another than on line 7/,
      /line 9: The council told something else of the child 815-Noor before/,
      /line 10: The row has 2 cells, not 9/,
    ])
      assert.match(text, fault)
    const { applications, wants } = await state()
    assert.deepEqual(
      applications.map(one => one.split(' ')[0]),
      ['815-Mara', '815-Noor', '815-Pip', '815-Rosa'],
    )
    assert.deepEqual(wants, ['815-Mara 1 BIR', '815-Noor 1 BIR', '815-Rosa 1 BIR'])
    await assert.rejects(bring([], 'Northmere'), /not named by its number/)
  })

  test('never become an application of our own whose reference is alike, nor stop its letters', async () => {
    await db.owner.query(`update admission_application set reference = '817-Own' where reference = 'P14'`)
    const before = await all(`select count(*) from admission_preference where known_to = 'infinity'`)
    assert.match(
      words(await bring([row('wanted', 'Own', 'ASH')], '817')),
      /line 2: 817-Own is an application of our own/,
    )
    await bring([row('left', 'Own', 'ASH')], '817')
    assert.deepEqual(await all(`select count(*) from admission_preference where known_to = 'infinity'`), before)
    assert.deepEqual(
      await all(`select says, application_id is null from admission_council_fact where council = '817'`),
      ['left true'],
    )
    await db.owner.query(`update admission_application set reference = 'P14' where reference = '817-Own'`)
  })

  test('their council is told once where a school is full, after two people approved, without a name; the manifest says what the file is', async () => {
    assert.match(await page(), /Nothing is to be told now/)
    const full = Array.from({ length: 6 }, (_, i) => row('wanted', `Z${i}`, 'BIR'))
    await bring(full, '816')
    await db.owner.query(`update admission_application set tied = 'none' where tied is null;
      update admission_application set facts = facts || case when reference = '816-Z3' then '{"distance BIR": "0.01", "catchment": "BIR"}'::jsonb
        else '{"distance BIR": "99"}' end where reference like '8__-%';
      insert into admission_order (round_id, school_key, application_id, position, told_by, known_from)
        select a.round_id, 'CED', a.id, row_number() over (order by a.reference), a.told_by, a.told_at
        from admission_application a join admission_preference p on p.application_id = a.id where p.school_key = 'CED'`)
    await releaseRound(db, desk)
    const send = () => desk.ask(`${path}/send`, { form: { council: '816' } })
    const refused = await refusedByTheExchange()
    assert.match(await page(), /Write \d+ lines? for council 816/)
    assert.match(words(await send()), /Lines written: \d+/)
    assert.match(words(await send()), /nothing new to tell/)
    const { rows } = await db.owner.query('select uuid from admission_sending')
    assert.equal(rows.length, 1)
    const params = { sending: rows[0].uuid }
    const [file, manifest] = [
      await desk.ask(`${path}/:sending/messages`, { params }),
      await desk.ask(`${path}/:sending/manifest`, { params }),
    ]
    assert.ok('file' in file && 'file' in manifest)
    const content = String(file.file.body)
    assert.match(content, /^says,child_id,school_id\n(no,Z\d,BIR\n)+$/)
    const said = JSON.parse(String(manifest.file.body))
    assert.deepEqual(
      [said.files[0].sha256, said.council, said.facts.no],
      [sha(content), '816', content.split('\n').length - 2],
    )
    assert.match(await page(), /Full: their council is told/)
    assert.doesNotMatch(content, /Z3/, 'who lives next to the school has a place')
    const told = content.trimEnd().split('\n').slice(1)
    assert.deepEqual(
      told,
      refused.filter(one => one.startsWith('no,816-')).map(one => one.replace('816-', '')),
    )
    assert.match(words(await desk.ask('/admissions/:round/letters', { query: { page: 1 } })), /14 letters/)
  })

  test('who takes the place that they were given has accepted it, once their own council says so', async () => {
    assert.match(await page(), /Z3 .*? Has a place/)
    await bring([row('takes', 'Z3', 'BIR'), row('takes', 'Nobody', 'BIR')], '816')
    await bring([row('takes', 'Z3', 'BIR')], '816')
    assert.match(await page(), /Takes the place/)
    assert.deepEqual(
      await all(
        `select r.reply, r.how, r.said_by from admission_reply r join admission_application a on a.id = r.application_id where a.reference = '816-Z3'`,
      ),
      ['accepted own council Council 816'],
    )
  })

  test('of a child of their own family an officer sees no line, and no file that tells of the child', async () => {
    await desk.ask(`${path}/send`, { form: { council: '815' } })
    const { rows } = await db.owner.query(
      `select s.uuid from admission_sending s join admission_council_fact f on f.sending_id = s.id join admission_application a on a.id = f.application_id where a.child_id = $1`,
      [mara],
    )
    const mine = await aReader(db.owner, 'admissions-officer')
    await db.owner.query(
      `insert into access.conflict (user_id, child_id, why, starts_at) values ($1, $2, 'family', '2026-01-01')`,
      [mine.userId, mara],
    )
    assert.ok(rows.length === 1)
    const params = { sending: rows[0].uuid }
    assert.doesNotMatch(await page(mine), /Mara|for council 815/)
    await assert.rejects(desk.ask(`${path}/:sending/messages`, { params }, mine), NotFound)
    assert.ok('file' in (await desk.ask(`${path}/:sending/messages`, { params })))
    assert.doesNotMatch(
      words(await bring([row('wanted', 'Mara', 'ASH'), row('wanted', 'Mara', 'CED')], '815', mine)),
      /Mara/,
    )
    assert.doesNotMatch(await page(mine), /Mara/)
  })
})
