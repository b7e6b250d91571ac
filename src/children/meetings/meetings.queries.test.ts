import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Answer, Refusal, type SignedInReader } from '../../access/index.ts'
import { anEntry } from '../../access/testing/index.ts'
import { Conflict, NotFound } from '../../kernel/index.ts'
import { type MeetingForm as Form, meetings, meetingTown, oneMeeting as one } from '../testing/meeting-town.ts'
import { carriedIn, wordsOf } from '../testing/two-children.ts'

type MeetingTown = Awaited<ReturnType<typeof meetingTown>>
const flashOf = (answer: Answer): string => ('flash' in answer ? (answer.flash ?? '') : '')
let town: MeetingTown['town']
let friend: SignedInReader
let officer: SignedInReader
let ask: MeetingTown['ask']
let call: MeetingTown['call']
let called: MeetingTown['called']
let look: MeetingTown['look']
let keysOf: MeetingTown['keysOf']
before(async () => {
  ;({ town, friend, officer, ask, call, called, look, keysOf } = await meetingTown())
})
after(() => town.db.drop())

describe('a meeting about a child', () => {
  let address: string
  test('is called from the record, and stands on Today of whoever is asked, and on the record', async () => {
    assert.match(await look(town.worker, `${meetings}/new`), /family support worker .* Paul Hart father/)
    address = await called()
    for (const reader of [town.worker, friend])
      assert.match(
        await look(reader, '/'),
        /Meeting of the team around the child, 27 November 2026 at 4pm\. Room 2, North family hub\./,
      )
    assert.match(await look(friend, '/children/:child'), /Next .*Meeting of the team around the child/)
    assert.match(
      await look(friend, one, { meeting: address }),
      /Who is asked .*Paul Hart, father .*Ade Bello, GP Called by/,
    )
  })
  test('is there for nobody else: neither for who may not read its service, nor on another child', async () => {
    assert.match(await look(officer, meetings), /No meeting about Leo that you can see/)
    await assert.rejects(look(officer, one, { meeting: address }), NotFound)
    assert.doesNotMatch(await look(officer, '/'), /team around/)
    await assert.rejects(ask(friend, meetings, undefined, {}, town.other), Refusal)
    await assert.rejects(ask(town.worker, one, undefined, { meeting: address }, town.other), NotFound)
    await assert.rejects(ask(officer, one, { offWhy: 'x' }, { meeting: address }), NotFound)
  })
  test('of a sort whose information one may not write is not called', async () => {
    assert.match(wordsOf(await call({ sort: 'core-group' }, friend)), /Choose what kind of meeting it is/)
  })
  test('is changed with a reason under its own address, and called off with one', async () => {
    const day = { 'on-day': '30', 'on-month': '11', 'on-year': '2026', at: '' }
    const change = { ...day, place: 'By video', workers: String(friend.userId) }
    const { seen = '' } = carriedIn(await ask(friend, `${one}/change`, undefined, { meeting: address }))
    const send = (form: Form) => ask(friend, `${one}/change`, { seen, ...form }, { meeting: address })
    assert.match(wordsOf(await send(change)), /Write why it is changed/)
    const changed = { ...change, changedWhy: 'Dad works on Fridays' }
    assert.ok('redirect' in (await send(changed)))
    const page = await look(town.worker, one, { meeting: address })
    assert.match(page, /30 November 2026 .*By video .*Why it was changed Dad works on Fridays/)
    assert.doesNotMatch(page, /Paul Hart/)
    assert.match(wordsOf(await ask(friend, one, {}, { meeting: address })), /Write why it is called off/)
    assert.ok('redirect' in (await ask(friend, one, { offWhy: 'Mum is in hospital' }, { meeting: address })))
    await assert.rejects(ask(friend, one, { offWhy: 'Again' }, { meeting: address }), Conflict)
    assert.match(await look(town.worker, meetings), /Called off .*Mum is in hospital/)
    assert.doesNotMatch(await look(town.worker, '/'), /team around/)
  })
  test('is at no address, where the record shows the writer none', async () => {
    assert.match(wordsOf(await call({ place: '14 Larch Close, NM4 2QT' })), /Take out the address/)
  })
})

describe('a pack for a meeting', () => {
  let address: string
  let keys: ReadonlyMap<string, string>
  const prepare = (key: string | undefined, form: Form, by = town.worker) =>
    ask(by, `${one}/prepare/:person`, form, { meeting: address, person: key ?? '' })
  const show = async (key: string | undefined, form: Form = {}) =>
    wordsOf(await prepare(key, { sections: ['early-help', 'care-content'], period: 'all', ...form }))
  const packOf = async (key: string | undefined): Promise<string> =>
    (
      await town.db.owner.query(
        `select coalesce(body->>'pack', uuid::text) as address from entry where kind = 'meeting-pack' and known_to = 'infinity'
         and body->>'person' = $1 order by (body->>'version')::int desc limit 1`,
        [key],
      )
    ).rows[0]?.address
  const pack = (by: SignedInReader, at: string, form?: Form) =>
    ask(by, `${one}/packs/:pack`, form, { meeting: address, pack: at })
  const noteOf = (category: 'early-help' | 'care-content' | 'young-carer', passages: readonly object[]) =>
    anEntry(town.db.owner, town.child, {
      kind: 'note',
      category,
      body: { noteKind: 'call', happenedOn: '2026-11-01', passages },
    })
  before(async () => {
    address = await called()
    keys = await keysOf(address)
    await anEntry(town.db.owner, town.child, {
      kind: 'address',
      category: 'contact',
      body: { type: 'home', paon: '14', street: 'Larch Close', postcode: 'NM4 2QT' },
    })
    await noteOf('early-help', [
      { text: 'Mornings go better', about: 'child' },
      { text: 'Mum moved them to 14 Larch Close', about: 'child' },
      { text: 'Mum is afraid of dad', about: 'third-party', person: 'Mum' },
    ])
    await noteOf('care-content', [{ text: 'Assessed by social care', about: 'child' }])
  })
  const father = () => keys.get('Paul Hart')
  const worker = () => keys.get(String(friend.userId))

  test('shows the page as a colleague will see it: what both may see, and no more', async () => {
    const page = await show(worker())
    assert.match(page, /As .* will see it.*There was no such meeting before.*Mornings go better/)
    assert.doesNotMatch(page, /Assessed by social care/)
    assert.match(await show(keys.get(String(town.worker.userId))), /Assessed by social care/)
  })
  test('for a father who must not learn the address says nothing of it, whatever parts are chosen', async () => {
    await anEntry(town.db.owner, town.child, {
      kind: 'danger-note',
      category: 'identity',
      body: { sort: 'not-to-meet', short: 'Must not learn the address', whatToDo: 'Call first', who: 'Paul Hart' },
    })
    assert.match(await look(town.worker, one, { meeting: address }), /must not be met or told, and it means Paul Hart/)
    const page = await show(father())
    assert.match(page, /As Paul Hart will see it.*Mornings go better/)
    assert.doesNotMatch(page, /Larch|NM4|afraid/)
    assert.match(
      page,
      /Not in this pack:.*says where the child or the family can be found.*has parts about other people/,
    )
  })
  test('is sealed once what is left out is read and the manager has agreed, and opened by its maker for them', async () => {
    const seal = { sections: 'early-help', period: 'all', step: 'seal' }
    const stopped = wordsOf(await prepare(father(), seal))
    assert.match(stopped, /Read what is left out, and confirm it.*Write what your manager agreed/)
    assert.ok(
      'redirect' in (await prepare(father(), { ...seal, leftOut: 'yes', agreed: 'He comes to the second half' })),
    )
    const at = await packOf(father())
    assert.match(wordsOf(await pack(town.worker, at)), /Version 1.*Opened Not yet.*Open the pack/)
    const open = wordsOf(await pack(town.worker, at, { step: 'open' }))
    assert.match(open, /For Paul Hart\. Leo Hart.*Version 1.*Mornings go better/)
    assert.doesNotMatch(open, /Larch|afraid|Not all of this pack/)
    assert.match(wordsOf(await pack(town.worker, at)), /Opened .*20 November 2026/)
    const saved = await pack(town.worker, at, { step: 'save' })
    assert.ok('file' in saved && Buffer.isBuffer(saved.file.body))
    assert.deepEqual([saved.file.name, saved.file.mediaType], ['meeting-pack.pdf', 'application/pdf'])
    assert.equal(saved.file.body.subarray(0, 8).toString(), '%PDF-1.7')
    assert.match(wordsOf(await pack(town.worker, at)), /, saved as a PDF/)
    await assert.rejects(pack(friend, at, { step: 'open' }), NotFound)
  })
  test('of a colleague is opened by them, by their own right; a new version stands in for it', async () => {
    const seal = { sections: ['early-help', 'care-content'], period: 'all', step: 'seal' }
    assert.ok('redirect' in (await prepare(worker(), seal)))
    const at = await packOf(worker())
    const open = wordsOf(await pack(friend, at, { step: 'open' }))
    assert.match(open, /Mornings go better/)
    assert.doesNotMatch(open, /Assessed|Not all of this pack/)
    assert.ok('redirect' in (await prepare(worker(), seal)))
    await assert.rejects(pack(friend, at, { step: 'open' }), Conflict)
    const next = await packOf(worker())
    assert.match(wordsOf(await pack(friend, next)), /Version 2/)
    assert.match(wordsOf(await pack(friend, next, { step: 'withdraw' })), /Write why it is withdrawn/)
    assert.ok('redirect' in (await pack(friend, next, { step: 'withdraw', why: 'The wrong parts' })))
    await assert.rejects(pack(friend, next, { step: 'open' }), Conflict)
  })
  test('says to its maker the same, to the byte, whether something silent is there or not', async () => {
    const seen = async () => [
      await show(father(), { sections: ['early-help', 'young-carer'] }),
      await show(worker()),
      await look(town.worker, `${one}/prepare/:person`, { meeting: address, person: worker() ?? '' }),
    ]
    const without = await seen()
    const { rows } = await town.db.owner.query(`select max(id) as last from entry`)
    await noteOf('young-carer', [{ text: 'Cares for mum', about: 'child' }])
    await town.db.owner.query(`update entry set sensitivity = 4 where id > $1`, [rows[0].last])
    await noteOf('early-help', [{ text: 'Kept from all but the named', about: 'child' }])
    await town.db.owner.query(`update entry set sensitivity = 4 where id > $1`, [rows[0].last])
    assert.deepEqual(await seen(), without)
  })
})

describe('what comes of a meeting', () => {
  let address: string
  let keys: ReadonlyMap<string, string>
  const outcome = (form: Form) => ask(town.worker, `${one}/outcome`, form, { meeting: address })
  before(async () => {
    address = await called({ 'on-day': '23' })
    keys = await keysOf(address)
  })
  const attended = () =>
    Object.fromEntries(
      [...keys].flatMap(([who, key], at) => [
        [`person-${at + 1}`, key],
        [`came-${at + 1}`, who === 'Paul Hart' ? 'apologies' : 'yes'],
      ]),
    )
  const said = {
    'held-day': '23',
    'held-month': '11',
    'held-year': '2026',
    decided: 'The breakfast club goes on',
    childSaid: 'I like the toast',
    others: 'Mum is to see the doctor',
    othersName: 'Mum',
    'who-1': 'Leo',
    'score-1': '6',
  }
  const by = (at: number) => ({ [`by-${at}-day`]: '4', [`by-${at}-month`]: '12', [`by-${at}-year`]: '2026' })

  test('is not written down before its day, nor without who came and what was decided', async () => {
    assert.match(flashOf(await outcome(said)), /called for 23 November 2026\. What you typed is kept until then/)
    town.later(60 * 24 * 4)
    assert.match(await look(town.worker, `${one}/outcome`, { meeting: address }), /This is your draft of 20 November/)
    const { from = '' } = carriedIn(await ask(town.worker, `${one}/outcome`, undefined, { meeting: address }))
    assert.equal(flashOf(await outcome({ ...said, from, keep: 'none' })), 'The draft is thrown away.')
    assert.match(await look(town.worker, '/'), /Meeting of the team around the child on 23 November 2026\. Write down/)
    assert.match(wordsOf(await outcome({})), /Choose whether Paul Hart came.*Write what was decided/)
    assert.match(
      wordsOf(
        await outcome({
          ...said,
          ...attended(),
          decided: 'They stay at 3 Mill Street',
          'what-1': 'x',
          'by-1-day': '1',
        }),
      ),
      /The day needs a day, a month and a year/,
    )
  })
  test('goes onto the record, and its actions become tasks: of who takes them, or to follow up', async () => {
    const father = keys.get('Paul Hart') ?? ''
    const form = {
      ...said,
      ...attended(),
      'what-1': 'Ring the club',
      'doer-1': String(friend.userId),
      ...by(1),
      'what-2': 'Fill in the form',
      'doer-2': father,
      ...by(2),
    }
    assert.ok('fragment' in (await outcome({ ...form, keep: 'quiet' })))
    assert.match(await look(town.worker, `${one}/outcome`, { meeting: address }), /This is your draft/)
    assert.ok('redirect' in (await outcome(form)))
    assert.equal(flashOf(await outcome(form)), 'This is saved already.')
    const page = await look(friend, one, { meeting: address })
    assert.match(
      page,
      /Held .*Paul Hart, father: sent apologies.*What Leo said I like the toast.*The breakfast club goes on/,
    )
    assert.match(page, /Leo: 6 .*next such meeting is due by 15 February 2027\. It is called for 27 November 2026/)
    const { rows } = await town.db.owner.query(
      `select body->>'what' as what, body->>'offeredToId' as to, category, body->>'why' as why from entry
       where kind = 'task' and known_to = 'infinity' order by id`,
    )
    const why = 'Decided at a meeting: Meeting of the team around the child, 23 November 2026'
    assert.deepEqual(rows, [
      { what: 'Ring the club', to: String(friend.userId), category: 'early-help', why },
      { what: 'Paul Hart is to: Fill in the form', to: null, category: 'early-help', why },
    ])
    assert.doesNotMatch(await look(officer, '/children/:child'), /breakfast|Meeting of the team/)
  })
  test('loses no words of two who write it down: the second reads their own on its page, and nobody else does', async () => {
    const page = (reader: SignedInReader) => look(reader, one, { meeting: address })
    const second = (form: Form) => ask(friend, `${one}/outcome`, form, { meeting: address })
    const typed = { ...said, 'what-1': 'Ask Dad', page: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c06' }
    for (const decided of [said.decided, 'Dad brings Leo'])
      assert.match(flashOf(await second({ ...typed, decided })), /over before you saved.* kept/)
    assert.match(await page(friend), /The breakfast club goes on.*did not save .*Dad brings Leo .*Action 1 Ask Dad/)
    assert.doesNotMatch(await page(town.worker), /did not save|Dad brings Leo/)
    await second({ from: carriedIn(await ask(friend, one, undefined, { meeting: address })).from ?? '', keep: 'none' })
    assert.doesNotMatch(await page(friend), /did not save|Dad brings Leo/)
  })
  test('is where the next pack begins, and the next meeting is called with the same people', async () => {
    const after = await town.ask(town.worker, town.child, { path: `${meetings}/new`, query: { after: address } })
    assert.ok('page' in after)
    assert.match(String(after.page.body), /value="team-around-child" checked[\s\S]*value="Paul Hart" checked/)
    town.later(60 * 24)
    const next = await called()
    await anEntry(town.db.owner, town.child, {
      kind: 'note',
      category: 'early-help',
      body: { noteKind: 'visit', happenedOn: '2026-11-24', passages: [{ text: 'A good day', about: 'child' }] },
    })
    await town.db.owner.query(`update entry set known_from = '2026-11-24' where body->>'happenedOn' = '2026-11-24'`)
    const person = (await keysOf(next)).get('Paul Hart') ?? ''
    const page = wordsOf(
      await ask(town.worker, `${one}/prepare/:person`, { sections: 'early-help' }, { meeting: next, person }),
    )
    assert.match(page, /What changed since the last meeting, 23 November 2026 Visit, .*The breakfast club goes on/)
    assert.doesNotMatch(page, /see the doctor|Mornings go better/)
  })
})
