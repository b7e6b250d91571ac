import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { SignedInReader } from '../../../access/index.ts'
import { aReader, aRelation, aTeam, type TestChild } from '../../../access/testing/index.ts'
import { wordsOf } from '../../../children/testing/index.ts'
import { NotAllowed, NotFound } from '../../../kernel/index.ts'
import { referenceIn, TestFrontDoor } from './testing/index.ts'
import { undecidedContactsOwed } from './undecided-owed.queries.ts'

let now = new Date('2026-11-20T10:00:00Z')
let door: TestFrontDoor
let duty: SignedInReader
let worker: SignedInReader
let head: SignedInReader
let holder: SignedInReader
let leo: TestChild
let mia: TestChild
before(async () => {
  door = await TestFrontDoor.open(() => now)
  const { owner } = door.db
  duty = await aReader(owner, 'front-door')
  worker = await aReader(owner, 'social-worker')
  holder = await aReader(owner, 'social-worker')
  head = await aReader(owner, 'safeguarding-lead')
  leo = await door.child('Leo')
  mia = await door.child('Mia')
  await aRelation(owner, { child: leo.id }, { principal: duty.userId })
  await door.seal(mia, holder)
})
after(() => door.close())

const told = { worry: 'They are alone at night', 'child-name': 'Leo Hart', source: 'neighbour' }
const born = { 'born-day': '30', 'born-month': '11', 'born-year': '2015' }
const decision = {
  outcome: 'referral',
  why: 'Alone again',
  answerWay: 'none',
  answer: 'They gave no name',
  state: 'new',
}

const decided = '/front-door/:contact/decide'

describe('a worry from the open page', () => {
  let first: string
  test('is kept sealed, with a reference and on no record, whoever it is about', async () => {
    const reference = referenceIn(await door.send({ ...told, ...born }))
    first = await door.addressOf(reference)
    const { rows } = await door.db.owner.query('select words::text, told_by, child_id from front_door_contact')
    assert.ok(!rows[0].words.includes(Buffer.from('Leo').toString('hex')))
    assert.deepEqual([rows[0].told_by, rows[0].child_id], [null, null])
    assert.deepEqual(await door.onRecord(leo), [])
  })
  test('that somebody tells by telephone is kept while it is typed, for whoever types it alone, and on no contact', async () => {
    await door.act(duty, '/front-door/new', '', { ...told, keep: 'quiet' })
    assert.match(wordsOf(await door.ask(duty, '/front-door/new')), /This is your draft of 20 November 2026/)
    await door.act(duty, '/front-door/new', '', { keep: 'none' })
    assert.doesNotMatch(wordsOf(await door.ask(duty, '/front-door/new')), /your draft/)
  })
  test('waits in the front door’s tray, and is in nobody else’s', async () => {
    now = new Date('2026-11-20T13:30:00Z')
    assert.match(
      await door.tray(duty),
      /New \(1\).*Leo Hart A neighbour, friend or somebody who knows them 3 hours Not yet ranked: look at it by today at 2pm 1/,
    )
    assert.doesNotMatch(await door.tray(worker), /Leo/)
    await assert.rejects(door.ask(worker, '/front-door/:contact', first), NotFound)
    await assert.rejects(door.ask(head, '/front-door'), NotAllowed)
  })
  test('is heard of at once by who has the tray open and may have it, and by nobody who may not', async () => {
    const heard = async (by: SignedInReader) => {
      const answer = await door.ask(by, '/front-door/live')
      return 'live' in answer ? answer.state : assert.fail()
    }
    const [before, none] = [await heard(duty), await heard(worker)]
    const open = `update front_door_contact set state = $1 where uuid = $2`
    await door.db.owner.query(open, ['closed', first])
    assert.notEqual(await heard(duty), before)
    assert.equal(await heard(worker), none)
    await door.db.owner.query(open, ['new', first])
    assert.doesNotMatch(before ?? '', /Leo|alone/)
  })
  test('that says nothing that can be used comes back with what is missing, and what was typed', async () => {
    assert.match(wordsOf(await door.send({ worry: 'x', source: 'gp' })), /Write who the child is.*Enter your name/)
  })
  test('goes on the record of the child whom a person found, and nowhere else', async () => {
    const matching = (child: TestChild) => door.act(duty, '/front-door/:contact/child', first, { child: child.address })
    assert.match(wordsOf(await matching(mia)), /not the record of a child whom you work with/)
    assert.match((await door.look(duty, first, { name: 'Leo Hart' })).words, /Leo Hart.*It is about this child/)
    assert.ok('redirect' in (await matching(leo)))
    assert.deepEqual(await door.onRecord(leo), ['front-door-contact', 'contact-told'])
  })
  test('is screened with a reason, and then decided by the next working day: Monday, for it came on a Friday', async () => {
    assert.match(wordsOf(await door.act(duty, decided, first, { ...decision, why: '' })), /Write why/)
    await door.act(duty, '/front-door/:contact/rank', first, { level: 'red' })
    assert.match(await door.tray(duty), /Screen by today at 2pm/)
    await door.act(duty, '/front-door/:contact/rank', first, { level: 'amber' })
    assert.match(await door.tray(duty), /Screen by 23 November 2026/, 'somebody thought better of it')
    await door.act(duty, decided, first, decision)
    assert.match(await door.tray(duty), /Referrals to decide \(1\).*Decide by 23 November 2026/)
    assert.deepEqual((await door.onRecord(leo)).slice(2), ['front-door-step referral', 'referral'])
  })
  test('decided twice at once is decided once, and what the second typed is not lost', async () => {
    const decide = (form: object) => door.act(duty, decided, first, { ...decision, ...form })
    assert.ok('redirect' in (await decide({})), 'pressed twice')
    for (const typed of [{ why: 'Gran is there' }, { answer: 'Gran is there' }])
      assert.match(wordsOf(await decide(typed)), /Somebody else has decided this already.*Gran is there/)
    await assert.rejects(decide({ why: '', answer: '' }), /decided this already/)
    assert.deepEqual((await door.onRecord(leo)).slice(2), ['front-door-step referral', 'referral'])
  })
  test('that comes to no further action says so in the referral that the census counts', async () => {
    await door.act(duty, decided, first, { ...decision, outcome: 'no-further-action', state: 'referral' })
    assert.deepEqual((await door.onRecord(leo)).slice(2), [
      'front-door-step referral',
      'front-door-step no-further-action',
      'referral true',
    ])
    assert.match(await door.tray(duty), /No contact waits/)
    const late = await door.act(duty, decided, first, { ...decision, why: 'Gran is there' })
    assert.match(wordsOf(late), /What you typed and did not save .*Why Gran is there/)
  })
  test('stands beside a second one of the same name and birth date, and beside a third of the same child', async () => {
    const second = await door.addressOf(
      referenceIn(await door.send({ ...told, ...born, worry: 'Crying again', 'child-name': 'LEO hart' })),
    )
    assert.match(
      wordsOf(await door.ask(duty, '/front-door/:contact', second)),
      /2 in all, with this one.*They are alone at night Take it as a referral, then No further action/,
    )
    assert.match(await door.tray(duty), /0 minutes Not yet ranked: look at it by today at 5:30pm 2/)
    await door.act(duty, '/front-door/:contact/child', second, { child: leo.address })
  })
  test('found to be another child’s is on that record no more', async () => {
    await door.act(duty, '/front-door/:contact/other-child', first)
    assert.deepEqual(await door.onRecord(leo), ['front-door-contact', 'contact-told'], 'the second one stays')
    assert.match(wordsOf(await door.ask(duty, '/front-door/:contact', first)), /Find the child/)
  })
})

describe('a professional', () => {
  test('who is signed in reads what they may know, and no more', async () => {
    const reference = referenceIn(await door.send({ ...told, source: 'school', knows: 'yes' }, head))
    const contact = await door.addressOf(reference)
    const own = async (by: SignedInReader) => wordsOf(await door.ask(by, '/worries'))
    assert.match(await own(head), new RegExp(`reference ${reference}\\. Received\\.`))
    assert.match(await own(worker), /of no child yet/)
    const answer = {
      ...decision,
      outcome: 'early-help',
      why: 'Secret reasons',
      answerWay: 'here',
      answer: 'Early help is offered',
    }
    await door.act(duty, decided, contact, answer)
    assert.match(await own(head), /Answered 20 November 2026 at 1:30pm: Early help is offered/)
    assert.doesNotMatch(await own(head), /Secret reasons/)
  })
  test('who is not signed in is told nothing until somebody has made sure of them', async () => {
    const gp = {
      ...told,
      source: 'gp',
      name: 'Dr Bello',
      organisation: 'Larch Surgery',
      reach: '01632 960811',
      knows: 'no',
    }
    const contact = await door.addressOf(referenceIn(await door.send(gp)))
    const answer = { ...decision, outcome: 'advice', answerWay: 'called', answer: 'Advice was given' }
    assert.match(wordsOf(await door.act(duty, decided, contact, answer)), /First make sure/)
    await door.act(duty, '/front-door/:contact/verify', contact, { how: 'Called the surgery back' })
    assert.ok('redirect' in (await door.act(duty, decided, contact, answer)))
  })
})

describe('a worry about a child whose record is sealed', () => {
  const sealed = { ...told, ...born, 'child-name': 'Mia Hart' }
  test('reads the same to who told it, is in no ordinary tray, and is before its holder at once', async () => {
    const reference = referenceIn(await door.send(sealed))
    assert.match(reference, /^[A-Z0-9]{4}-[A-Z0-9]{4}$/)
    assert.doesNotMatch(await door.tray(duty), /Mia/)
    assert.match(await door.tray(holder), /Mia Hart/)
    await assert.rejects(door.ask(duty, '/front-door/:contact', await door.addressOf(reference)), NotFound)
    const { rows } = await door.db.owner.query(
      `select principal, child_id from access.notice where kind = 'contact-held'`,
    )
    assert.deepEqual(rows, [{ principal: holder.userId, child_id: mia.id }])
  })
  test('goes on her record without its words: they may say where she is', async () => {
    await aRelation(door.db.owner, { child: mia.id }, { principal: holder.userId })
    const [{ uuid }] = (await door.db.owner.query('select uuid from front_door_contact where exact_id = $1', [mia.id]))
      .rows
    await door.act(holder, '/front-door/:contact/child', uuid, { child: mia.address })
    const { rows } = await door.db.owner.query(
      `select body ? 'passages' as words from entry where child_id = $1 and kind = 'contact-told'`,
      [mia.id],
    )
    assert.deepEqual(rows, [{ words: false }])
  })
})

describe('what was decided', () => {
  const pass = (contact: string, team: number) =>
    door.act(duty, '/front-door/:contact/team', contact, { team: String(team) })
  const held = async (team: number) =>
    (await door.db.owner.query('select child_id, kind, purpose from involvement where principal_id = $1', [team])).rows
  const kin = (user: SignedInReader) =>
    door.db.owner.query(`insert into access.conflict (user_id, child_id, why) values ($1, $2, 'family')`, [
      user.userId,
      leo.id,
    ])

  test('is passed to a team that does such work: it holds the child at once, and its manager is told', async () => {
    const [north, south] = [await aTeam(door.db.owner, 'North'), await aTeam(door.db.owner, 'South')]
    for (const team of [north, south]) await aReader(door.db.owner, 'family-support-worker', [team])
    const [boss, uncle] = [
      await aReader(door.db.owner, 'team-manager', [north]),
      await aReader(door.db.owner, 'team-manager', [south]),
    ]
    for (const one of [boss, uncle])
      await door.db.owner.query('update access.membership set manages = true where user_id = $1', [one.userId])
    const contact = await door.addressOf(referenceIn(await door.send(told)))
    await assert.rejects(pass(contact, north), NotFound, 'nothing is decided yet')
    await door.act(duty, '/front-door/:contact/child', contact, { child: leo.address })
    await door.act(duty, decided, contact, { ...decision, outcome: 'early-help' })
    assert.match(wordsOf(await pass(contact, 999_999)), /Choose a team from the list/)
    // The only manager of the other team is of the child's own family: it cannot, and nobody reads why.
    await kin(uncle)
    await assert.rejects(pass(contact, south), { problem: 'This team cannot take the work on now.' })
    assert.deepEqual(await held(south), [])
    await pass(contact, north)
    const purpose = 'help a family early: early help to be offered'
    assert.deepEqual(await held(north), [{ child_id: leo.id, kind: 'family-support', purpose }])
    const { rows } = await door.db.owner.query(
      `select principal, child_id from access.notice where kind = 'team-given'`,
    )
    assert.deepEqual(rows, [{ principal: boss.userId, child_id: leo.id }])
    assert.match(wordsOf(await door.ask(duty, '/front-door/:contact', contact)), /Who takes it on With North\./)
  })
})

test('at night the out-of-hours team is written to, but for who may not have the child; by day nobody is', async () => {
  const { owner } = door.db
  const [one, uncle] = [await aReader(owner, 'out-of-hours'), await aReader(owner, 'out-of-hours')]
  const kin = `insert into access.conflict (user_id, child_id, why) values ($1, $2, 'family')`
  await owner.query(kin, [uncle.userId, leo.id])
  const written = async (form: Record<string, string>) => {
    await owner.query('truncate graphile_worker._private_jobs')
    await door.send({ ...told, ...form })
    const { rows } = await owner.query(`select payload from graphile_worker._private_jobs j order by id`)
    return rows.map(row => row.payload.worker)
  }
  const day = now
  assert.deepEqual(await written({}), [])
  now = new Date('2026-11-20T23:30:00Z')
  assert.deepEqual(await written({}), [one.userId, uncle.userId])
  assert.deepEqual(await written(born), [one.userId])
  assert.deepEqual(await written({ ...born, 'child-name': 'Mia Hart' }), [], 'her record is sealed: its holder is told')
  const six = await Promise.all(Array.from({ length: 6 }, () => door.send(told)))
  assert.equal(six.filter(answer => 'redirect' in answer).length, 6, 'six at one instant are all kept')
  now = day
})

test('what nobody has decided by the end of its working day is told to the manager of the team, in number, and to no other manager', async () => {
  const { owner } = door.db
  const team = await aTeam(owner, 'Front Door')
  await aReader(owner, 'front-door', [team])
  const boss = { ...(await aReader(owner, 'team-manager', [team])), manages: [team] }
  const other = { ...(await aReader(owner, 'team-manager', [await aTeam(owner, 'East')])), manages: [999_999] }
  const told = async (reader: SignedInReader, day: string) =>
    (await undecidedContactsOwed(door.grounds.pages).first?.({ reader, at: new Date(`${day}T10:00:00Z`) } as never))
      ?.map(String)
      .join()
  const waiting = Number(/New \((\d+)\)/.exec(await door.tray(duty))?.[1])
  assert.ok(waiting > 1)
  assert.equal(await told(boss, '2026-11-23'), '', 'they came on a Friday: Monday is their working day')
  const words = (count: number) =>
    `Front Door: ${count} contacts are past their working day, and nobody has decided them: the oldest was told on 20 November 2026. Ask who is on duty.`
  assert.equal(await told(boss, '2026-11-24'), words(waiting))
  assert.equal(await told(other, '2026-11-24'), '')
  await owner.query(`insert into access.conflict (user_id, child_id, why) values ($1, $2, 'family')`, [
    boss.userId,
    leo.id,
  ])
  const led = `select count(*)::int as n from front_door_contact where state <> 'closed' and coalesce(child_id, exact_id) = $1`
  const own = (await owner.query(led, [leo.id])).rows[0].n
  assert.ok(own > 0)
  assert.equal(await told(boss, '2026-11-24'), words(waiting - own), 'one’s own family’s are not counted')
})

test('more than an hour’s worth from the open page is not taken, and says whom to call', async () => {
  await door.db.owner.query(
    `insert into front_door_contact (reference, told_at, way, source, out_of_hours, words)
     select 'FULL-' || n, $1, 'open', 'neighbour', false, '' from generate_series(1, 300) n`,
    [now],
  )
  assert.match(wordsOf(await door.send(told)), /We cannot take it here now\. Call 01632 960450/)
  assert.ok('redirect' in (await door.send({ ...told, knows: 'yes' }, head)), 'one who is signed in is no flood')
})
