import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { asActor } from '../../../access/index.ts'
import { aChild, anEntry, aReader } from '../../../access/testing/index.ts'
import { indexPersons } from '../../../children/index.ts'
import { Conflict, NotAllowed, NotFound } from '../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { releaseOffers, workRun } from './runs/run.job.ts'
import { readRunInput } from './runs/run-input.actions.ts'
import { f6Children, f6Form, inF6, type RoundDesk, roundDesk, upload, words } from './testing/index.ts'

let db: TestDatabase
let desk: RoundDesk
let run = ''
const ask: RoundDesk['ask'] = (...asked) => desk.ask(...asked)
before(async () => {
  db = await testDatabase()
  desk = await roundDesk(db)
  const child = await aChild(db.owner)
  const body = { forename: 'P05', surname: 'Marsh', birthDate: '2023-03-09' }
  await anEntry(db.owner, child, { kind: 'identity', category: 'identity', body })
  const other = await aChild(db.owner)
  await anEntry(db.owner, other, { kind: 'identity', category: 'identity', body: { ...body, forename: 'Nobody' } })
  await asActor(desk.jobs, 'linker', tx => indexPersons(tx, [child.id, other.id]))
})
after(() => desk.close())

describe('a round of admissions', () => {
  test('is begun with its days by who runs admissions, and committed to a draw at once', async () => {
    const worker = await aReader(db.owner, 'social-worker')
    await assert.rejects(ask('/admissions', {}, worker), NotAllowed)
    assert.match(words(await ask('/admissions', { form: {} })), /Enter what the round is called/)
    const begun = await ask('/admissions', { form: f6Form })
    assert.ok('redirect' in begun)
    desk.round = begun.redirect.split('/').at(-1) ?? ''
    assert.match(words(await ask('/admissions/:round')), /16 April 2027 at 9am .* Commitment of the draw [0-9a-f]{64}/)
  })

  test('schools come by file, all or none, with every fault; a change keeps what stood', async () => {
    const bad = await ask('/admissions/:round/schools', {
      form: {},
      files: upload({ 'schools.csv': 'school_id,places\nASH,x\n', 'criteria.json': inF6('criteria.json') }),
    })
    assert.match(words(bad), /schools\.csv, line 2: “x” is no number of places/)
    const files = upload({ 'schools.csv': inF6('schools.csv'), 'criteria.json': inF6('criteria.json') })
    assert.match(words(await ask('/admissions/:round/schools', { form: {}, files })), /told or changed: 3/)
    const again = upload({ 'schools.csv': inF6('schools.csv'), 'criteria.json': inF6('criteria.json') })
    assert.match(words(await ask('/admissions/:round/schools', { form: {}, files: again })), /told or changed: 0/)
    const form = await ask('/admissions/:round/schools/:key', { params: { key: 'ASH' } })
    assert.match(
      String('page' in form ? form.page.body : ''),
      /catchment and sibling \| sibling=@school, catchment=@school/,
    )
  })

  test('applications come by file, are tied by exact facts, and count where they stand', async () => {
    const files = upload({
      'children.csv': f6Children(),
      'preferences.csv': inF6('preferences.csv'),
      'distances.csv': inF6('distances.csv'),
    })
    assert.match(
      words(await ask('/admissions/:round/applications', { form: {}, files })),
      /In the file: 14 applications\. Newly tied to a record: 1/,
    )
    const home = words(await ask('/admissions/:round'))
    assert.match(home, /14 applications = 1 ready \+ 13 not tied to a record/)
    assert.match(home, /A run cannot begin yet/)
    assert.match(words(await ask('/admissions/:round/missing')), /1 child on record.*Nobody Marsh/)
    const { rows } = await db.owner.query(`select uuid, reference from admission_application order by id`)
    for (const { uuid, reference } of rows)
      if (reference !== 'P05')
        await ask('/admissions/:round/applications/:application/tie', {
          form: { how: 'none' },
          params: { application: uuid },
        })
    assert.match(words(await ask('/admissions/:round')), /14 applications = 14 ready/)
  })

  test('one application shows who checked what; a child with two stops the round until one is withdrawn', async () => {
    const { rows } = await db.owner.query(`select uuid from admission_application where reference = 'P05'`)
    const application = rows[0].uuid
    const text = words(await ask('/admissions/:round/applications/:application', { params: { application } }))
    assert.match(text, /Found by exact facts\. .* Home address catchment of ASH It is so: council tax/)
    const typed = {
      forename: 'P05',
      surname: 'Marsh',
      'born-day': '9',
      'born-month': '3',
      'born-year': '2023',
      'received-day': '2',
      'received-month': '2',
      'received-year': '2027',
      'want-1': 'ASH',
      facts: '',
    }
    const made = await ask('/admissions/:round/applications/new', { form: typed })
    assert.ok('redirect' in made)
    assert.match(words(await ask('/admissions/:round')), /15 applications = 13 ready \+ 2 for a child with another/)
    const params = { application: made.redirect.split('/').at(-1) ?? '' }
    await ask('/admissions/:round/applications/:application/withdraw', { form: { withdrawn: 'sent twice' }, params })
    assert.match(words(await ask('/admissions/:round')), /14 applications = 14 ready\. Beside them 1 was withdrawn/)
  })

  test('a run gives the places of F6, says why, and comes to the same bytes each time', async () => {
    for (let time = 0; time < 2; time++) {
      assert.ok('redirect' in (await ask('/admissions/:round/runs', { form: {} })))
      const { rows } = await db.owner.query(`select max(id) as id from admission_run`)
      await workRun(desk.jobs, rows[0].id)
    }
    const { rows } = await db.owner.query(
      `select uuid, state, faults, input_sha256, output_sha256 from admission_run order by id`,
    )
    assert.deepEqual([rows[0].state, rows[0].faults], ['done', null])
    assert.deepEqual([rows[0].input_sha256, rows[0].output_sha256], [rows[1].input_sha256, rows[1].output_sha256])
    run = rows[1].uuid
    const text = words(await ask('/admissions/:round/runs/:run', { params: { run } }))
    assert.match(
      text,
      /1st preference 8 .* 2nd preference 4 .* No place 2 .* Children, of all these 14 Of them by a plan that names the school 1 /,
    )
    assert.match(text, /ASH 5 5 4 catchment, 0\.20 miles/)
    assert.match(text, /0 children have another place/)
    const better = { child_id: 'P05', school_id: 'BIR', preference_rank: 2 }
    await db.owner.query(
      `update admission_run set report = jsonb_set(report, '{offer_and_release,children}', $1) where uuid = $2`,
      [JSON.stringify([{ ...better, offer_and_release_school_id: 'ASH', offer_and_release_rank: 3 }]), rows[0].uuid],
    )
    assert.match(
      words(await ask('/admissions/:round/runs/:run', { params: { run: rows[0].uuid } })),
      /By offer and release Here P05 Marsh ASH, 3rd preference BIR, 2nd preference/,
    )
    const { rows: kept } = await db.owner.query<{ input: Buffer }>('select input from admission_run where uuid = $1', [
      run,
    ])
    assert.ok(!kept[0]?.input.includes(gzipSync('').subarray(0, 8)), 'what it was made from is sealed')
    const frozen = await asActor(desk.jobs, 'admissions', (tx, at) => readRunInput(tx, at, run))
    assert.match(frozen?.['children.csv'] ?? '', /P05/)
    const none = '00000000-0000-4000-8000-000000000000'
    assert.equal(await asActor(desk.jobs, 'admissions', (tx, at) => readRunInput(tx, at, none)), undefined)
    const order = words(
      await ask('/admissions/:round/runs/:run/schools/:key', { params: { run, key: 'ASH' }, query: { page: 1 } }),
    )
    assert.match(order, /5 P04 Marsh 3 catchment 0\.35 miles Waiting, 1st/)
    assert.doesNotMatch(order, /preference/)
    const why = words(
      await ask('/admissions/:round/runs/:run/children/:application', { params: { run, application: await p05() } }),
    )
    assert.match(
      why,
      /BIR, 2nd preference .* 1st preference: ASH Place in the order 6th Criterion 3, catchment Distance 0\.52 miles/,
    )
    assert.match(why, /looked after 1 catchment and sibling 2 catchment 2/)
    assert.doesNotMatch(why, /P0[1-46-9]|P1\d|L02|E01/)
  })

  test('a run’s page names children by what it gives them, and says of each that it did', async () => {
    const tie = (child: string, tied: string) =>
      db.owner.query(`update admission_application set child_id = ${child}, tied = ${tied} where reference = 'P04'`)
    await tie('(select max(id) from person)', `(select tied from admission_application where reference = 'P05')`)
    assert.match(words(await ask('/admissions/:round/runs/:run', { params: { run } })), /P04 Marsh/)
    const { rows } = await db.owner.query(
      `select e.outcome from access.access_event e join admission_application a on a.child_id = e.child_id
       where a.reference = 'P04' and e.action = '/admissions/:round/runs/:run'`,
    )
    await tie('null', 'null')
    assert.deepEqual(rows, [{ outcome: 'shown' }])
  })

  test('of two who approve at one moment the second finds the turn taken, and is not lost', async () => {
    const other = await aReader(db.owner, 'admissions-officer')
    const first = await db.owner.connect()
    await first.query('begin')
    await first.query(
      `insert into admission_approval (run_id, user_id, turn, at) select id, $1, 1, now() from admission_run where uuid = $2`,
      [other.userId, run],
    )
    const mine = ask('/admissions/:round/runs/:run/approve', { form: {}, params: { run } })
    let answered = false
    const refused = assert.rejects(mine, Conflict).finally(() => {
      answered = true
    })
    const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    while (!answered && (await db.owner.query(waits)).rowCount === 0);
    await first.query('commit')
    first.release()
    await refused
    await db.owner.query('delete from admission_approval')
  })

  const moment = { now: () => new Date('2027-04-16T08:00:30Z') }
  const pause = (paused: 'yes' | 'no', why: string) => ask('/admissions/:round/pause', { form: { paused, why } })

  /** The minute's work comes after the officer's page has looked and before it has written. */
  const betweenLookAndWrite = async (pausing: () => Promise<unknown>, releasing: () => Promise<unknown>) => {
    const owner = await db.owner.connect()
    await owner.query('begin; lock table admission_pause in exclusive mode')
    const begins = async (work: () => Promise<unknown>): Promise<{ readonly ended: Promise<unknown> }> => {
      const blocked = async () =>
        (
          await db.owner.query(
            `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
          )
        ).rows.length
      const before = await blocked()
      let isOver = false
      const ended = work().finally(() => (isOver = true))
      while (!isOver && (await blocked()) === before);
      return { ended }
    }
    const works = [await begins(pausing), await begins(releasing)]
    await owner.query('commit')
    owner.release()
    await Promise.all(works.map(work => work.ended))
  }

  test('two people approve, and nothing is out before its moment, nor at it while the round is paused', async () => {
    const params = { run }
    assert.match(words(await pause('no', ' ')), /Enter why it is paused/)
    await pause('no', 'ASH told a wrong number.')
    await assert.rejects(pause('no', 'Once more.'), Conflict)
    await assert.rejects(ask('/admissions/:round/runs', { form: {} }), Conflict)
    await assert.rejects(ask('/admissions/:round/runs/:run/approve', { form: {}, params }), Conflict)
    assert.match(
      words(await ask('/admissions/:round')),
      /paused this round on .*: ASH told a wrong number\. No run begins/,
    )
    await pause('yes', 'It was right.')
    assert.match(words(await ask('/admissions/:round/pause')), /ASH told a wrong number\. .* It was right\./)
    assert.ok('redirect' in (await ask('/admissions/:round/runs/:run/approve', { form: {}, params })))
    await assert.rejects(ask('/admissions/:round/runs/:run/approve', { form: {}, params }), Conflict)
    const second = await aReader(db.owner, 'admissions-officer')
    const approved = await ask('/admissions/:round/runs/:run/approve', { form: {}, params }, second)
    assert.match(words(approved), /Two people have approved/)
    const letter = { params: { run, application: await p05() } }
    const letterPath = '/admissions/:round/runs/:run/children/:application/letter'
    await releaseOffers(desk.jobs)
    await assert.rejects(ask(letterPath, letter), NotFound)
    await betweenLookAndWrite(
      () => pause('no', 'Two plans named schools this morning.'),
      () => releaseOffers({ ...desk.jobs, ...moment }),
    )
    await releaseOffers({ ...desk.jobs, ...moment })
    await assert.rejects(ask(letterPath, letter), NotFound)
    await pause('yes', 'They name schools with places.')
    await releaseOffers({ ...desk.jobs, ...moment })
    const text = words(await ask(letterPath, letter))
    assert.match(text, /offer P05 Marsh a place at BIR\. .* You are 2nd on the waiting list/)
    assert.doesNotMatch(text, /looked after|P04|NM\d/)
    await assert.rejects(ask('/admissions/:round/runs', { form: {} }), Conflict)
    assert.match(words(await ask('/admissions/:round')), /Offers are out Since 16 April 2027/)
  })

  test('of a child who is shut to an officer there is no application, no place and no letter', async () => {
    await db.owner.query(
      `insert into access.conflict (user_id, child_id, why) select $1, child_id, 'family' from admission_application where reference = 'P05'`,
      [desk.officer.userId],
    )
    const application = await p05()
    await assert.rejects(ask('/admissions/:round/applications/:application', { params: { application } }), NotFound)
    assert.doesNotMatch(words(await ask('/admissions/:round/applications', { query: { page: 1 } })), /P05/)
    assert.doesNotMatch(
      words(
        await ask('/admissions/:round/runs/:run/schools/:key', { params: { run, key: 'BIR' }, query: { page: 1 } }),
      ),
      /P05/,
    )
  })

  test('and nothing of it is changed by a file of that officer, which brings in all the others', async () => {
    const facts = async () =>
      (
        await db.owner.query(
          `select facts->>'faith' as faith from admission_application where reference in ('P04', 'P05') order by reference`,
        )
      ).rows.map(one => one.faith)
    const [heading, ...rows] = f6Children().split('\n')
    const children = rows.map(row => row.replace(/^(P0[45],.*?),,(?=P0[45],Marsh)/, '$1,yes,'))
    const files = { 'children.csv': [heading, ...children].join('\n'), 'preferences.csv': inF6('preferences.csv') }
    const came = await ask('/admissions/:round/applications', {
      form: {},
      files: upload({ ...files, 'distances.csv': inF6('distances.csv') }),
    })
    assert.match(
      words(came),
      /In the file: 14 applications\. .* What only another officer may bring in was left as it was\./,
    )
    assert.deepEqual(await facts(), ['yes', null])
  })
})

const p05 = async (): Promise<string> =>
  (await db.owner.query(`select uuid from admission_application where reference = 'P05'`)).rows[0].uuid
