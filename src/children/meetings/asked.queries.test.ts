import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { SignedInReader } from '../../access/index.ts'
import { anEntry, aReader, aRelation } from '../../access/testing/index.ts'
import { Conflict, NotFound } from '../../kernel/index.ts'
import { meetings, meetingTown, oneMeeting as one } from '../testing/meeting-town.ts'
import { carriedIn, wordsOf } from '../testing/two-children.ts'

type MeetingTown = Awaited<ReturnType<typeof meetingTown>>
const asked = `${meetings}/asked/:meeting`
let town: MeetingTown['town']
let friend: SignedInReader
let officer: SignedInReader
let lead: SignedInReader
let ask: MeetingTown['ask']
let look: MeetingTown['look']
let keysOf: MeetingTown['keysOf']
let address: string

/** Whoever is asked to a meeting whose information they do not read: an officer who works with the child, and somebody at school. */
describe('somebody who is asked to a meeting and reads nothing of its service', () => {
  before(async () => {
    let called: MeetingTown['called']
    ;({ town, friend, officer, ask, called, look, keysOf } = await meetingTown())
    const { owner } = town.db
    lead = await aReader(owner, 'safeguarding-lead')
    const { rows } = await owner.query(
      `insert into access.establishment (name, laestab) values ('Quarry Bank', '8994202') returning id`,
    )
    await aRelation(owner, { establishment: rows[0].id }, { principal: lead.userId, reason: 'school-roll' })
    await owner.query(`insert into access.roll (child_id, establishment_id, starts_on) values ($1, $2, '2026-09-01')`, [
      town.child.id,
      rows[0].id,
    ])
    await owner.query(
      `insert into involvement (child_id, principal_id, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
       values ($1, $2, 'education-welfare', 'education welfare', 'identity', 1, 'x', '2026-01-01', 'throughline', '2026-01-01')`,
      [town.child.id, officer.userId],
    )
    assert.match(await look(town.worker, `${meetings}/new`), /Quarry Bank/)
    address = await called({ workers: [town.worker, friend, officer, lead].map(({ userId }) => String(userId)) })
  })
  after(() => town.db.drop())
  const seals = async () =>
    (await town.db.owner.query('select count(*)::int as count from access.fact_seal')).rows[0].count

  test('reads on Today and on the record when and where it is and who called it, and not what it is of or who else comes', async () => {
    for (const reader of [officer, lead]) {
      assert.match(await look(reader, '/'), /Meeting, 27 November 2026 at 4pm\. Room 2, North family hub\./)
      for (const page of [await look(reader, asked, { meeting: address }), await look(reader, meetings)]) {
        assert.match(page, /Meeting, 27 November 2026 at 4pm.*Where Room 2, North family hub Called by/)
        assert.doesNotMatch(page, /team around|early help|Paul Hart|Ade Bello/i)
      }
      assert.doesNotMatch(await look(reader, '/'), /team around/i)
      await assert.rejects(look(reader, one, { meeting: address }), NotFound)
    }
  })
  test('is told of it alone: whoever reads the meeting has that, nobody else anything', async () => {
    assert.doesNotMatch(await look(friend, '/'), /Meeting, 27 November/)
    const stranger = await aReader(town.db.owner, 'education-welfare-officer')
    await aRelation(town.db.owner, { child: town.child.id }, { principal: stranger.userId })
    assert.match(await look(stranger, meetings), /No meeting about Leo that you can see/)
    for (const reader of [friend, stranger]) await assert.rejects(look(reader, asked, { meeting: address }), NotFound)
  })
  test('has a pack of what they may see, opens it themselves, and its maker reads that they did', async () => {
    const note = (category: 'attendance' | 'early-help', text: string) =>
      anEntry(town.db.owner, town.child, {
        ...{ kind: 'note', category },
        body: { noteKind: 'call', happenedOn: '2026-11-01', passages: [{ text, about: 'child' }] },
      })
    await note('attendance', 'Mondays are hard')
    await note('early-help', 'Mum is tired')
    const person = (await keysOf(address)).get(String(officer.userId)) ?? ''
    const form = { step: 'seal', period: 'all', sections: ['attendance', 'early-help'] }
    assert.match(await look(officer, asked, { meeting: address }), /None is made for you yet/)
    await ask(town.worker, `${one}/prepare/:person`, form, { meeting: address, person })
    assert.match(await look(officer, asked, { meeting: address }), /Your pack Version 1, made/)
    assert.match(await look(lead, asked, { meeting: address }), /None is made for you yet/)
    const pack = wordsOf(await ask(officer, asked, { step: 'open' }, { meeting: address }))
    assert.match(pack, /It is for .* alone.*Mondays are hard/)
    assert.doesNotMatch(pack, /Mum is tired|Not all of this pack|team around/i)
    const saved = await ask(officer, asked, { step: 'save' }, { meeting: address })
    assert.ok('file' in saved && saved.file.name === 'meeting-pack.pdf')
    const { rows } = await town.db.owner.query(
      `select coalesce(body->>'pack', uuid::text) as pack from entry where kind = 'meeting-pack' and known_to = 'infinity'`,
    )
    assert.match(
      await look(town.worker, `${one}/packs/:pack`, { meeting: address, pack: rows[0].pack }),
      /, saved as a PDF/,
    )
    await ask(
      town.worker,
      `${one}/packs/:pack`,
      { step: 'withdraw', why: 'A new part' },
      { meeting: address, pack: rows[0].pack },
    )
    assert.match(await look(officer, asked, { meeting: address }), /None is made for you yet/)
    await assert.rejects(ask(officer, asked, { step: 'open' }, { meeting: address }), NotFound)
  })
  test('is named on it to nobody who may not know where the child goes to school, and is not offered where few people know', async () => {
    const { owner } = town.db
    const staff = new RegExp(lead.name)
    assert.match(await look(friend, one, { meeting: address }), staff)
    const { rows } = await owner.query(
      `insert into access.shield (child_id, kind, reason, holder, starts_at, review_on)
       values ($1, 'protected', 'x', $2, '2026-01-01', '2027-01-01') returning id`,
      [town.child.id, town.worker.userId],
    )
    await owner.query('insert into access.shield_allowed (shield_id, principal) values ($1, $2)', [
      rows[0].id,
      town.worker.userId,
    ])
    assert.doesNotMatch(await look(friend, one, { meeting: address }), staff)
    assert.match(await look(town.worker, one, { meeting: address }), staff)
    for (const reader of [friend, town.worker])
      assert.doesNotMatch(await look(reader, `${meetings}/new`), /Quarry Bank/)
    await owner.query(`update access.shield set ends_at = '2026-11-20T10:00:00Z'`)
  })
  test('reads the new day when it is changed, and that it is called off; each of them under one seal', async () => {
    const day = {
      'on-day': '30',
      'on-month': '11',
      'on-year': '2026',
      at: '',
      place: 'By video',
      changedWhy: 'Mum asks',
    }
    const workers = [friend, officer].map(({ userId }) => String(userId))
    const { seen = '' } = carriedIn(await ask(friend, `${one}/change`, undefined, { meeting: address }))
    assert.ok('redirect' in (await ask(friend, `${one}/change`, { ...day, workers, seen }, { meeting: address })))
    assert.match(await look(officer, '/'), /Meeting, 30 November 2026\. By video\./)
    assert.doesNotMatch(await look(lead, '/'), /Meeting, /)
    await assert.rejects(look(lead, asked, { meeting: address }), NotFound)
    assert.ok('redirect' in (await ask(friend, one, { offWhy: 'Mum is in hospital' }, { meeting: address })))
    assert.match(await look(officer, asked, { meeting: address }), /This meeting is called off/)
    assert.doesNotMatch(await look(officer, asked, { meeting: address }), /hospital/)
    assert.equal(await seals(), 4)
    await assert.rejects(ask(friend, one, { offWhy: 'Again' }, { meeting: address }), Conflict)
  })
})
