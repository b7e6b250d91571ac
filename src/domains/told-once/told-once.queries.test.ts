import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { Refusal, type SignedInReader } from '../../access/index.ts'
import { anEntry, aReader, type TestChild } from '../../access/testing/index.ts'
import { wordsOf } from '../../children/testing/index.ts'
import { NotAllowed, NotFound } from '../../kernel/index.ts'
import { writeDailyFiles } from './daily-files.job.ts'
import { seeToConflictsJob } from './index.ts'
import { signMessage } from './tell-service.job.ts'
import { goesTo, key, moved, toldTown } from './testing/told-town.actions.ts'

const town = await toldTown()
const { db, grounds, folder, delivering, worker, adviser, duty, heard, answers } = town
const { someChild, ask, onRecord, byAdviser, receipt, addressesOf, linesOf, work, deliver } = town
const leo = await someChild('Leo')
after(town.leave)

/** Whoever it is by answers for the child from now on. */
const shield = (child: TestChild, by = duty) =>
  db.owner.query(
    `insert into access.shield (child_id, kind, reason, holder, starts_at) values ($1, 'protected', 'test', $2, '2026-01-01')`,
    [child.id, by.userId],
  )

describe('a change told on a record', () => {
  let told: string
  test('shows who will be told before it is sent, and nothing is kept until then', async () => {
    const text = wordsOf(await onRecord(leo, moved))
    assert.match(
      text,
      /Check before you send.*22 Mill Street.*Who is told.*Council Tax Libraries No other service is told\. Confidential services never are\./,
    )
    assert.deepEqual(await addressesOf(leo), ['Larch Close'])
    assert.match(wordsOf(await onRecord(leo, { ...moved, postcode: '' })), /Enter a whole postcode/)
  })
  test('is on the record beside what stood there, and before each service', async () => {
    told = goesTo(await onRecord(leo, { ...moved, step: 'send' }))
    assert.deepEqual(await addressesOf(leo), ['Larch Close', 'Mill Street'])
    assert.match(await receipt(worker, told), /The child’s record Applied Council Tax Waiting .*Libraries Waiting/)
    const asked = 'select from graphile_worker.jobs where key = $1'
    assert.equal((await db.owner.query(asked, [`tell-of-child:${leo.id}`])).rowCount, 1, 'the rules of notices look')
  })
  test('puts what it disagrees with before the clearing house, both sides kept', async () => {
    await work(seeToConflictsJob(grounds.jobs), { child: leo.id })
    const { rows } = await db.owner.query('select fact, state from fact_conflict where child_id = $1', [leo.id])
    assert.deepEqual(rows, [{ fact: 'address', state: 'open' }])
  })
  test('reaches a service signed, under the same id until it is there', async () => {
    answers.push({ status: 503 }, { status: 200 })
    await assert.rejects(deliver(told), /did not answer/)
    await deliver(told)
    assert.equal(heard.length, 2)
    const [first, second] = heard as [(typeof heard)[0], (typeof heard)[0]]
    assert.equal(first.headers['webhook-id'], second.headers['webhook-id'])
    const seconds = Number(second.headers['webhook-timestamp'])
    assert.equal(
      second.headers['webhook-signature'],
      signMessage(key, String(second.headers['webhook-id']), seconds, second.body),
    )
    assert.deepEqual(JSON.parse(second.body), {
      changeId: told,
      kind: 'address',
      childForename: 'Leo',
      childSurname: 'Hart',
      childBirthDate: '2015-11-30',
      from: '2026-11-15',
      toldOn: '2026-11-20',
      saidBy: 'mum',
      line: '22 Mill Street',
      postcode: 'NM1 4QT',
    })
    assert.match(await receipt(worker, told), /Council Tax Applied/)
    await deliver(told)
    assert.equal(heard.length, 2, 'what was answered is not sent again')
  })
  test('goes into the daily file of a service that takes one, once', async () => {
    await writeDailyFiles(grounds.jobs, delivering)
    await writeDailyFiles(grounds.jobs, delivering)
    const files = await readdir(join(folder, 'libraries'))
    assert.equal(files.length, 1)
    assert.equal(
      await readFile(join(folder, 'libraries', files[0] ?? ''), 'utf8'),
      '\uFEFF"Surname","Post"\r\n"Hart","NM1 4QT"\r\n',
    )
    assert.match(await receipt(worker, told), /Libraries Told In the file of 20 November 2026/)
  })
  test('is refused with their reason, or needs a person where nobody answers or another address does', async () => {
    const tell = async (forename: string) =>
      goesTo(await onRecord(await someChild(forename), { ...moved, step: 'send' }))
    const [refused, elsewhere, nobody] = [await tell('Ana'), await tell('Ben'), await tell('Cal')]
    answers.push({ status: 422, body: '{"reason":"No such account"}' })
    await deliver(refused)
    assert.match(await receipt(worker, refused), /Council Tax Refused No such account/)
    answers.push({ status: 302, location: 'http://127.0.0.1:1/inside' })
    await deliver(elsewhere)
    assert.match(
      await receipt(worker, elsewhere),
      /Council Tax Needs a person The service answered from another address/,
    )
    answers.push({ status: 500 })
    await deliver(nobody, true)
    assert.match(await receipt(worker, nobody), /Council Tax Needs a person The service did not answer/)
  })
  test('that a service has taken and not applied is asked for again the next day under the same id, until it says what became of it', async () => {
    const later = goesTo(await onRecord(await someChild('Dora'), { ...moved, step: 'send' }))
    answers.push({ status: 202, body: '{"reason":"Somebody looks at it"}' }, { status: 200 })
    await deliver(later)
    assert.match(await receipt(worker, later), /Council Tax Waiting Somebody looks at it/)
    const [line] = await linesOf(later)
    const asked = `select run_at::text from graphile_worker.jobs where key = $1`
    const { rows } = await db.owner.query(asked, [`ask-service:${line?.id}`])
    assert.match(rows[0]?.run_at, /^2026-11-21 10:00/)
    await deliver(later)
    assert.equal(heard.at(-1)?.headers['webhook-id'], heard.at(-2)?.headers['webhook-id'])
    assert.match(await receipt(worker, later), /Council Tax Applied/)
  })
  test('is sent no more once the child is shielded, at once or in a daily file', async () => {
    const child = await someChild('Edie')
    const told = goesTo(await onRecord(child, { ...moved, step: 'send' }))
    await shield(child)
    const before = heard.length
    await deliver(told)
    await writeDailyFiles(grounds.jobs, delivering)
    await db.owner.query('delete from access.shield')
    assert.equal(heard.length, before)
    assert.match(await receipt(worker, told), /Tax Needs a person A person .* Libraries Needs a person A person/)
  })
  test('that did not reach a service is told of to who keeps the sources, without the child, and is sent again by them', async () => {
    const steward = await aReader(db.owner, 'clearing-house')
    const page = wordsOf(await ask(steward, '/told-services'))
    assert.match(page, /Council Tax At once Address Until 31 March 2027 20 November 2026.* 0 2 changes since/)
    assert.doesNotMatch(page, /Hart|Mill Street/)
    await assert.rejects(ask(worker, '/told-services'), NotAllowed)
    await ask(steward, '/told-services/:service', { params: { service: 'council-tax' }, form: {} })
    assert.match(wordsOf(await ask(steward, '/told-services')), /20 November 2026.* 2 Nothing/)
    const { rows } = await db.owner.query(
      `select d.change_id from told_delivery d where d.state = 'waiting' and d.service = 'council-tax' order by d.id`,
    )
    assert.equal(rows.length, 2)
  })
  test('is no stranger’s to tell or to read', async () => {
    const stranger = await aReader(db.owner, 'social-worker')
    await assert.rejects(onRecord(leo, { ...moved, step: 'send' }, stranger), Refusal)
    await assert.rejects(ask(stranger, '/told/:receipt', { params: { receipt: told } }), NotFound)
    assert.doesNotMatch(wordsOf(await ask(stranger, '/told')), /Address/)
  })
})

const plan = { kind: 'protection-plan', category: 'protection' as const, sensitivity: 2, body: { category: 'x' } }

describe('the gate', () => {
  const meeting = { sort: 'not-to-meet', short: 'Dan', whatToDo: 'x' }
  const notToMeet = { kind: 'danger-note', category: 'identity' as const, body: meeting }

  test('stops what touches protection, separation or a shield: nothing on the record, nobody told, the same words for each', async () => {
    const seen = new Set<string>()
    for (const [forename, hide] of [
      ['Dot', (child: TestChild) => anEntry(db.owner, child, plan)],
      ['Eli', (child: TestChild) => anEntry(db.owner, child, notToMeet)],
      ['Fay', shield],
    ] as const) {
      const child = await someChild(forename)
      await hide(child)
      const told = goesTo(await onRecord(child, { ...moved, step: 'send' }))
      assert.deepEqual(await addressesOf(child), ['Larch Close'])
      assert.deepEqual(await linesOf(told), [])
      seen.add(await receipt(worker, told))
    }
    assert.equal(seen.size, 1)
    assert.match([...seen][0] ?? '', /The child’s record Needs a person Somebody looks at it before it goes further/)
  })
  test('tells an adviser the same of a child who is shielded as of one who is not there', async () => {
    await byAdviser('Gus')
    const [none, shut] = [goesTo(await byAdviser('Nobody')), goesTo(await byAdviser('Fay'))]
    const of = async (address: string, name: string) => (await receipt(adviser, address)).replaceAll(name, 'X')
    assert.equal(await of(none, 'Nobody'), await of(shut, 'Fay'))
    const { rows } = await db.owner.query(
      `select principal, user_id from access.notice where kind = 'call-back' and user_id = $1`,
      [adviser.userId],
    )
    assert.deepEqual(rows, [{ principal: duty.userId, user_id: adviser.userId }])
  })
  test('lets an adviser’s change go on to the one child it is of, and shows no record', async () => {
    const hal = await someChild('Hal')
    const told = goesTo(await byAdviser('Hal'))
    assert.deepEqual(await addressesOf(hal), ['Larch Close', 'Mill Street'])
    const text = await receipt(adviser, told)
    assert.match(text, /Child Hal Hart .*The child’s record Applied/)
    assert.doesNotMatch(text, /Larch/)
    await assert.rejects(ask(adviser, '/children/:child/tell', { params: { child: hal.address } }), Refusal)
    const { rows } = await db.owner.query(
      `select child_id from access.access_event where user_id = $1 and action = '/tell' and child_id = $2`,
      [adviser.userId, hal.id],
    )
    assert.equal(rows.length, 1)
    await assert.rejects(ask(worker, '/told/:receipt', { params: { receipt: told } }), NotFound)
  })
})

describe('what waits for a person', () => {
  const list = (by: SignedInReader) => ask(by, '/told-changes').then(wordsOf)
  const decide = (by: SignedInReader, change: string, form: Record<string, string>) =>
    ask(by, '/told-changes/:change', { params: { change }, form })
  const waiting = async (column: string, value: string): Promise<string> =>
    (
      await db.owner.query(
        `select c.uuid from told_change c left join entry e on e.child_id = c.child_id and e.kind = 'identity'
      where c.state = 'held' and ${column} = $1 order by c.id limit 1`,
        [value],
      )
    ).rows[0]?.uuid ?? ''
  const ofChild = (forename: string) => waiting(`e.body->>'forename'`, forename)

  test('is for those to whom all that is told comes, and for whoever works with the child and did not tell it', async () => {
    assert.match(await list(duty), /Dot Hart.*Eli Hart.*Gus Hart/)
    assert.doesNotMatch(await list(worker), /Dot Hart|Eli Hart/)
    const manager = await aReader(db.owner, 'team-manager')
    assert.match(await list(manager), /No change waits for you/)
    await assert.rejects(decide(worker, await ofChild('Dot'), { decision: 'yes' }), NotFound)
  })
  test('of a shielded child is for those whom the shield names alone', async () => {
    assert.doesNotMatch(await list(duty), /Fay Hart/)
    await db.owner.query('insert into access.shield_allowed (shield_id, principal) select id, $1 from access.shield', [
      duty.userId,
    ])
    assert.match(await list(duty), /Fay Hart/)
  })
  const join = (change: string, to: TestChild | undefined) =>
    db.owner.query('update person set redirect_to = $2 where id = (select child_id from told_change where uuid = $1)', [
      change,
      to?.id ?? null,
    ])
  test('of a child whose record was joined to another is before whoever may have that one alone', async () => {
    const [change, kit] = [await ofChild('Eli'), await someChild('Kit')]
    await join(change, kit)
    await db.owner.query(
      `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'sealed', 'test', '2026-01-01')`,
      [kit.id],
    )
    assert.doesNotMatch(await list(duty), /Eli Hart|Kit Hart/)
    await db.owner.query('delete from access.shield where child_id = $1', [kit.id])
    assert.match(await list(duty), /Kit Hart/)
    await join(change, undefined)
  })
  test('goes on once a person has looked, in the teller’s name', async () => {
    const change = await ofChild('Dot')
    assert.match(wordsOf(await decide(duty, change, {})), /Choose what is to be done/)
    const may = await someChild('May')
    await join(change, may)
    goesTo(await decide(duty, change, { decision: 'yes' }))
    assert.deepEqual(await addressesOf(may), ['Larch Close', 'Mill Street'], 'on the record that is there now')
    const text = await receipt(worker, change)
    assert.match(text, /The child’s record Applied Council Tax Waiting/)
    await assert.rejects(decide(duty, change, { decision: 'yes' }), NotFound)
  })
  test('is refused with words that the teller reads, and nothing else', async () => {
    const change = await ofChild('Eli')
    assert.match(wordsOf(await decide(duty, change, { decision: 'no' })), /Write what whoever told it is to read/)
    goesTo(await decide(duty, change, { decision: 'no', answer: 'We will ring mum.' }))
    assert.match(await receipt(worker, change), /The child’s record Refused We will ring mum\./)
  })
  test('that led to no record is given one by its exact name and birth date, and stops again where that record stops it', async () => {
    const change = await waiting('c.told_by::text', String(adviser.userId))
    const exactly = (forename: string) => ({
      ...{ decision: 'yes', name: `${forename} Hart` },
      ...{ day: '30', month: '11', year: '2015' },
    })
    const page = wordsOf(await ask(duty, '/told-changes/:change', { params: { change } }))
    assert.match(page, /Child’s full name/)
    assert.match(wordsOf(await decide(duty, change, { decision: 'yes' })), /Enter the child’s full name and date of b/)
    const kit = await someChild('Kit')
    await shield(kit, worker)
    const [none, shut] = [
      wordsOf(await decide(duty, change, exactly('Nobody'))),
      wordsOf(await decide(duty, change, exactly('Kit'))),
    ]
    assert.match(none, /No one record that you can open has this name and date of birth/)
    assert.equal(none.replaceAll('Nobody', 'X'), shut.replaceAll('Kit', 'X'))
    assert.match(
      wordsOf(await decide(duty, change, { decision: 'yes', child: 'Gus' })),
      /Enter the address of a record/,
    )
    const ivy = await someChild('Ivy')
    await anEntry(db.owner, ivy, plan)
    assert.equal(goesTo(await decide(duty, change, exactly('Ivy'))), change)
    assert.deepEqual(await addressesOf(ivy), ['Larch Close'])
    goesTo(await decide(duty, change, { decision: 'yes' }))
    assert.deepEqual(await addressesOf(ivy), ['Larch Close', 'Mill Street'])
  })
  test('each look at a child’s change is recorded', async () => {
    const { rows } = await db.owner.query(
      `select count(distinct child_id)::int as children from access.access_event where user_id = $1 and purpose = 'look at changes that were told' and child_id is not null`,
      [duty.userId],
    )
    assert.ok(rows[0].children >= 4)
  })
})
