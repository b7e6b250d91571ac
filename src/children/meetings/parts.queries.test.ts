import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Answer, SignedInReader } from '../../access/index.ts'
import { anEntry } from '../../access/testing/index.ts'
import { type MeetingForm as Form, meetings, meetingTown, oneMeeting as one } from '../testing/meeting-town.ts'
import { carriedIn, wordsOf } from '../testing/two-children.ts'

type MeetingTown = Awaited<ReturnType<typeof meetingTown>>
let town: MeetingTown['town']
let friend: SignedInReader
let meet: MeetingTown
let zoes: string
let leos: string
before(async () => {
  meet = await meetingTown()
  ;({ town, friend } = meet)
  for (const [from, to] of [
    [town.child, town.other],
    [town.other, town.child],
  ] as const)
    await town.db.owner.query(
      `insert into relationship (child_id, other_id, kind, source_id, known_from) values ($1, $2, 'sibling', 'test', '2026-01-01')`,
      [from.id, to.id],
    )
  for (const [child, name, relation] of [
    [town.other, 'Paul Hart', 'stepfather'],
    [town.child, 'Fay Orr', 'foster carer'],
  ] as const)
    await anEntry(town.db.owner, child, { kind: 'carer', category: 'contact', body: { name, relation } })
})
after(() => town.db.drop())

const on = (meeting: string, child = town.child, by = town.worker, path = one, form?: Form): Promise<Answer> =>
  meet.ask(by, path, form, { meeting }, child)
const standing = async (child: number) =>
  (
    await town.db.owner.query(
      `select coalesce(body->>'meeting', uuid::text) as address, body from entry
       where kind = 'meeting' and child_id = $1 and known_to = 'infinity'`,
      [child],
    )
  ).rows

describe('a meeting about brothers and sisters', () => {
  test('is one meeting that stands on the record of each, where nobody is named who is on another', async () => {
    assert.match(await meet.look(town.worker, `${meetings}/new`), /other children of the family too\?.*Zoë Hart/)
    leos = await meet.called({ also: town.other.address, family: ['Paul Hart', 'Leo Hart', 'Fay Orr'] })
    const [{ address, body }] = await standing(town.other.id)
    zoes = address
    const children = body.people.filter((person: { relation?: string }) => person.relation === 'the child')
    assert.deepEqual(
      children.map((person: { name: string }) => person.name),
      ['Zoë Hart'],
    )
    assert.match(wordsOf(await on(leos)), /another child of the family as well, each with packs.* Zoë\./)
    assert.match(wordsOf(await on(zoes, town.other)), /as well.* Leo\..*Paul Hart, stepfather.*Packs/)
  })
  test('names on each record that child’s own family and no more, also once it is changed from the record of another', async () => {
    const named = async () => {
      const [leo, zoe] = [wordsOf(await on(leos)), wordsOf(await on(zoes, town.other))]
      return [/Fay Orr, foster carer/.test(leo), /Ade Bello/.test(leo), /Fay Orr/.test(zoe), /Ade Bello/.test(zoe)]
    }
    assert.deepEqual(await named(), [true, true, false, false])
    assert.doesNotMatch(wordsOf(await on(zoes, town.other, town.worker, `${one}/change`)), /Fay Orr/)
    const day = { 'on-day': '27', 'on-month': '11', 'on-year': '2026', at: '4pm', changedWhy: 'Room' }
    const theirs = { ...day, place: 'Room 3', workers: String(town.worker.userId), family: ['Paul Hart', 'Zoë Hart'] }
    const seen = async (meeting: string, child = town.child) =>
      ({ seen: carriedIn(await on(meeting, child, town.worker, `${one}/change`)).seen ?? '' }) as const
    const sent = { ...theirs, ...(await seen(zoes, town.other)) }
    assert.ok('redirect' in (await on(zoes, town.other, town.worker, `${one}/change`, sent)))
    assert.deepEqual(await named(), [true, true, false, false])
    const form = { ...day, place: 'Room 2', workers: [String(town.worker.userId), String(friend.userId)] }
    const all = { ...form, family: ['Paul Hart', 'Leo Hart', 'Fay Orr'], 'name-1': 'Ade Bello', 'relation-1': 'GP' }
    const change = async (form: Form) =>
      on(leos, town.child, town.worker, `${one}/change`, { ...form, ...(await seen(leos)) })
    assert.ok('redirect' in (await change({ ...all, 'known-1': 'yes', known: 'Fay Orr' })))
    assert.deepEqual(await named(), [true, true, true, true])
    assert.ok('redirect' in (await change({ ...all, 'known-1': 'yes' })))
    assert.deepEqual(await named(), [true, true, false, true])
  })
  test('says nothing of the other to who does not work with them, and is not called about them by those', async () => {
    assert.doesNotMatch(wordsOf(await on(leos, town.child, friend)), /Zoë|another child/)
    assert.doesNotMatch(await meet.look(friend, `${meetings}/new`), /Zoë|other children/)
    await meet.call({ also: town.other.address, place: 'Room 9' }, friend)
    assert.equal((await standing(town.other.id)).length, 1)
  })
  test('is changed on each record by who may write on both', async () => {
    const opened = await on(leos, town.child, town.worker, `${one}/change`)
    const { seen = '' } = carriedIn(opened)
    const change = { 'on-day': '23', 'on-month': '11', 'on-year': '2026', place: 'By video', changedWhy: 'Snow', seen }
    assert.match(wordsOf(opened), /It is about Zoë as well/)
    await on(leos, town.child, town.worker, `${one}/change`, {
      ...{ ...change, workers: String(friend.userId), family: ['Paul Hart', 'Leo Hart', 'Fay Orr'] },
    })
    for (const [meeting, child] of [
      [leos, town.child],
      [zoes, town.other],
    ] as const)
      assert.match(wordsOf(await on(meeting, child)), /23 November 2026.*By video.*Snow/)
  })
  test('comes back onto each record with what was said and decided about that child alone', async () => {
    town.later(60 * 24 * 4)
    const keys = await meet.keysOf(leos)
    const outcome: Form = {
      ...{ 'held-day': '23', 'held-month': '11', 'held-year': '2026', decided: 'Leo goes to the club' },
      ...Object.fromEntries(
        [...keys.values()].flatMap((key, at) => [
          [`person-${at + 1}`, key],
          [`came-${at + 1}`, 'yes'],
        ]),
      ),
      ...{ 'part-1': town.other.address, 'childSaid-of-1': 'I want a bike' },
      ...{ 'who-1': 'Zoë', 'score-1': '4', 'number-about-1': town.other.address },
      ...{ 'what-1': 'Find a bike', 'about-1': town.other.address, 'doer-1': 'me' },
      ...{ 'by-1-day': '4', 'by-1-month': '12', 'by-1-year': '2026' },
    }
    const send = (form: Form) => on(leos, town.child, town.worker, `${one}/outcome`, form)
    assert.match(wordsOf(await send(outcome)), /About Leo.*About Zoë/)
    const decided = { ...outcome, 'decided-of-1': 'Zoë sees the nurse' }
    const taken = { ...decided, 'doer-1': String(friend.userId) }
    assert.match(wordsOf(await send(taken)), /Choose somebody who works with that child/)
    const child = [...keys].find(([who]) => who === 'Leo Hart')?.[1] ?? ''
    assert.match(wordsOf(await send({ ...decided, 'doer-1': child })), /What Leo does goes on Leo’s own record/)
    const fay = [...keys].find(([who]) => who === 'Fay Orr')?.[1] ?? ''
    assert.match(wordsOf(await send({ ...decided, 'doer-1': fay })), /Zoë’s record does not name who does it/)
    assert.ok('redirect' in (await send({ ...decided, present: 'Mum’s sister' })))
    const [leo, zoe] = [wordsOf(await on(leos)), wordsOf(await on(zoes, town.other))]
    assert.match(leo, /Leo goes to the club/)
    assert.match(leo, /Fay Orr, foster carer: came.*Mum’s sister/)
    assert.doesNotMatch(leo, /nurse|bike|Zoë: 4/)
    assert.doesNotMatch(zoe, /Fay|Mum’s sister/)
    assert.match(zoe, /What Zoë said I want a bike.*Zoë sees the nurse.*Zoë: 4/)
    const { rows } = await town.db.owner.query(`select child_id from entry where kind = 'task'`)
    assert.deepEqual(rows, [{ child_id: town.other.id }])
  })
  test('that is being called is kept as a draft, with whoever is ticked, for who types it alone', async () => {
    const page = '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c07'
    await meet.call({ keep: 'quiet', page, place: 'Room 9', family: ['Paul Hart', 'Leo Hart'] })
    const opened = await meet.ask(town.worker, `${meetings}/new`)
    const body = 'page' in opened ? String(opened.page.body) : ''
    assert.match(body, /This is your draft[\s\S]*value="Room 9"[\s\S]*value="Paul Hart" checked/)
    assert.doesNotMatch(await meet.look(friend, `${meetings}/new`), /your draft/)
    await meet.call({ ...carriedIn(opened), keep: 'none' })
    assert.doesNotMatch(await meet.look(town.worker, `${meetings}/new`), /your draft/)
  })
  test('changed by two, goes to whoever saves last once they have read what the first made of it; one that is over shows their words', async () => {
    const meeting = await meet.called({})
    const change = (form?: Form) => meet.ask(friend, `${one}/change`, form, { meeting })
    const { seen = '' } = carriedIn(await change())
    const moved = { 'on-day': '30', 'on-month': '11', 'on-year': '2026', workers: String(friend.userId), seen }
    assert.ok('redirect' in (await change({ ...moved, place: 'By video', changedWhy: 'Dad works' })))
    const second = await change({ ...moved, place: 'Room 7', changedWhy: 'Snow' })
    assert.match(wordsOf(second), /Somebody else changed this meeting while you did\. It is now: .*By video/)
    assert.match('page' in second ? String(second.page.body) : '', /value="Room 7"[\s\S]*value="Snow"/)
    await meet.ask(friend, one, { offWhy: 'Mum is in hospital' }, { meeting })
    assert.match(wordsOf(await change({ ...moved, changedWhy: 'Fog' })), /typed is not saved.*Fog.*Called off/)
  })
})
