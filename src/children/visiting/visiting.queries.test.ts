import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Answer, Refusal } from '../../access/index.ts'
import { aReader, aRelation } from '../../access/testing/index.ts'
import { Conflict, NotFound } from '../../kernel/index.ts'
import { twoChildren, wordsOf } from '../testing/two-children.ts'

let town: Awaited<ReturnType<typeof twoChildren>>
before(async () => {
  town = await twoChildren()
})
after(() => town.db.drop())

const booked = (answer: Answer): void => assert.ok('redirect' in answer, 'page' in answer ? wordsOf(answer) : '')
const newVisit = '/children/:child/visits/new'
const day = (day: string, month: string) => ({ 'on-day': day, 'on-month': month, 'on-year': '2026' })
const aVisit = { ...day('24', '11'), at: '4pm', purpose: 'Home visit', category: 'care-content' }
const standing = async (): Promise<string[]> =>
  (
    await town.db.owner.query<{ uuid: string }>(
      `select uuid from entry where kind = 'visit' and known_to = 'infinity' order by id`,
    )
  ).rows.map(row => row.uuid)
const visitPage = async () => wordsOf(await town.ask(town.worker, town.child, { path: '/children/:child/visit' }))
const change = (how: 'move' | 'end', visit: string, form: Record<string, string>, by = town.worker) =>
  town.ask(by, town.child, { path: `/children/:child/visits/:visit/${how}`, params: { visit }, post: true, form })

describe('a visit is booked, moved and ended', () => {
  test('what is missing is asked for, and nothing is booked', async () => {
    const { child, worker, ask } = town
    const text = wordsOf(
      await ask(worker, child, { path: newVisit, post: true, form: { ...day('19', '11'), at: 'after tea' } }),
    )
    assert.match(text, /must be today, 20 November 2026, or later/)
    assert.match(text, /must be a time, like 4pm or 16:00/)
    assert.match(text, /Enter what the visit is for/)
    assert.deepEqual(await standing(), [])
  })
  test('an address in what it is for is sent back: the record shows none', async () => {
    const { child, worker, ask } = town
    const form = { ...aVisit, purpose: 'See them at 14 Larch Close, NM4 2QT' }
    assert.match(wordsOf(await ask(worker, child, { path: newVisit, post: true, form })), /Take out the address/)
  })
  test('it stands on the visit page, and on the record as what is next', async () => {
    const { child, worker, ask } = town
    booked(await ask(worker, child, { path: newVisit, post: true, form: aVisit }))
    assert.match(await visitPage(), /Visits Home visit, Tuesday 24 November 2026 at 4pm, [^.]* How did it go\?/)
    assert.match(wordsOf(await ask(worker, child, { path: '/children/:child' })), /Next Home visit Tuesday 24 November/)
  })
  test('moved, the day before stays known as it was, with the reason', async () => {
    const [visit = ''] = await standing()
    town.later(30)
    assert.match(wordsOf(await change('move', visit, day('23', '11'))), /Write why the visit is moved/)
    booked(await change('move', visit, { ...day('23', '11'), at: '', movedWhy: 'Mum works on Tuesdays' }))
    const { rows } = await town.db.owner.query(
      `select due_on::text as on, body->>'movedWhy' as why, known_to = 'infinity' as stands from entry where kind = 'visit' order by id`,
    )
    assert.deepEqual(rows, [
      { on: '2026-11-24', why: null, stands: false },
      { on: '2026-11-23', why: 'Mum works on Tuesdays', stands: true },
    ])
    await assert.rejects(change('move', visit, { ...day('25', '11'), movedWhy: 'Again' }), NotFound)
  })
  test('before its day it can be called off, and not have gone any way', async () => {
    const [visit = ''] = await standing()
    assert.match(
      wordsOf(await change('end', visit, { outcome: 'seen' })),
      /booked for 23 November 2026\. Until then it can be called off or moved/,
    )
    booked(await change('end', visit, { outcome: 'called-off' }))
    assert.match(await visitPage(), /No visit or review is booked/)
  })
  test('seen alone: the record says when Leo was last seen, and the words are a note of the visit', async () => {
    const { child, worker, ask } = town
    booked(await ask(worker, child, { path: newVisit, post: true, form: { ...aVisit, ...day('20', '11') } }))
    const visit = (await standing()).at(-1) ?? ''
    assert.match(wordsOf(await change('end', visit, {})), /Choose how the visit went/)
    booked(await change('end', visit, { outcome: 'seen-alone', childSaid: 'My room is warm.', text: 'Leo was well.' }))
    assert.match(await visitPage(), /Last seen 20 November 2026, seen alone/)
    const timeline = wordsOf(await ask(worker, child, { path: '/children/:child/timeline', query: { all: 'yes' } }))
    assert.match(timeline, /Home visit .* Seen alone/)
    assert.match(timeline, /Leo was well\. .*My room is warm\./)
    await assert.rejects(change('end', visit, { outcome: 'seen' }), NotFound)
  })
  test('no one in, or not brought, is no day on which Leo was seen', async () => {
    const { child, worker, ask, later } = town
    later(24 * 60)
    for (const outcome of ['no-one-in', 'not-brought']) {
      booked(await ask(worker, child, { path: newVisit, post: true, form: { ...aVisit, ...day('21', '11') } }))
      booked(await change('end', (await standing()).at(-1) ?? '', { outcome, text: 'Left a card.' }))
    }
    assert.match(await visitPage(), /Last seen 20 November 2026, seen alone/)
  })
  test('two who end one visit at a time: the second is told to look again', async () => {
    const { child, worker, ask } = town
    booked(await ask(worker, child, { path: newVisit, post: true, form: { ...aVisit, ...day('21', '11') } }))
    const visit = (await standing()).at(-1) ?? ''
    const both = await Promise.allSettled([
      change('end', visit, { outcome: 'seen' }),
      change('end', visit, { outcome: 'no-one-in' }),
    ])
    const refused = both.filter(one => one.status === 'rejected').map(one => one.reason)
    assert.equal(refused.length, 1)
    assert.ok(refused[0] instanceof Conflict || refused[0] instanceof NotFound || refused[0].code === '40001')
  })
  test('what is typed of a visit is kept as a draft, and of one that somebody else ended meanwhile it becomes a note: no word is lost', async () => {
    const { child, worker, ask } = town
    booked(await ask(worker, child, { path: newVisit, post: true, form: { ...aVisit, ...day('21', '11') } }))
    const visit = (await standing()).at(-1) ?? ''
    const form = () => ask(worker, child, { path: '/children/:child/visits/:visit/end', params: { visit } })
    const words = { outcome: 'seen', childSaid: 'I drew you', text: 'Leo showed his drawings.' }
    assert.ok('fragment' in (await change('end', visit, { ...words, keep: 'quiet' })))
    const draft = await form()
    assert.ok('page' in draft)
    assert.match(String(draft.page.body), /This is your draft of 21 November 2026[\s\S]*Leo showed his drawings/)
    booked(await change('end', visit, { outcome: 'seen-alone', text: 'Leo was in good spirits.' }))
    const late = await change('end', visit, words)
    assert.ok('page' in late && late.status === 409)
    const shown = String(late.page.body)
    assert.match(shown, /action="\/children\/[^"]*\/notes\/new"/)
    assert.match(shown, /value="visit" checked[\s\S]*I drew you[\s\S]*Leo showed his drawings/)
    assert.match(wordsOf(late), /Somebody changed this visit while you were writing/)
    booked(await change('end', visit, { outcome: 'seen-alone', text: 'Leo was in good spirits.' }))
    assert.ok('fragment' in (await change('end', visit, { ...words, keep: 'quiet' })))
    const stranger = await aReader(town.db.owner, 'education-welfare-officer')
    await aRelation(town.db.owner, { child: child.id }, { principal: stranger.userId })
    await assert.rejects(change('end', visit, words, stranger), NotFound)
  })
  test('a worker of another service neither sees it nor can end it, and a stranger is answered as for a child who is not there', async () => {
    const { db, child, worker, ask } = town
    booked(await ask(worker, child, { path: newVisit, post: true, form: aVisit }))
    const visit = (await standing()).at(-1) ?? ''
    const officer = await aReader(db.owner, 'education-welfare-officer')
    await aRelation(db.owner, { child: child.id }, { principal: officer.userId })
    assert.doesNotMatch(wordsOf(await ask(officer, child, { path: '/children/:child/visit' })), /24 November/)
    await assert.rejects(change('end', visit, { outcome: 'called-off' }, officer), NotFound)
    const stranger = await aReader(db.owner, 'social-worker')
    await assert.rejects(change('end', visit, { outcome: 'called-off' }, stranger), Refusal)
  })
})

describe('a visit at which others of the family were there as well', () => {
  const end = '/children/:child/visits/:visit/end'
  let visit: string
  const send = (more: Record<string, string> = {}, by = town.worker) =>
    town.ask(by, town.child, {
      path: end,
      params: { visit },
      post: true,
      form: {
        ...{
          outcome: 'seen-alone',
          childSaid: 'I like toast.',
          text: 'Saw both of them with mum.',
          'own-1': 'Leo has a cough.',
        },
        ...{
          'who-2': town.other.address,
          'in-2': 'yes',
          'seen-2': 'yes',
          'said-2': 'My nursery is big.',
          'own-2': 'Zoë grew.',
        },
        ...more,
      },
    })
  before(async () => {
    const { db, child, other, worker, ask } = town
    await db.owner.query(
      `insert into relationship (child_id, other_id, kind, source_id, known_from) values ($1, $2, 'sibling', 'test', '2026-01-01')`,
      [child.id, other.id],
    )
    for (const one of [other, child])
      booked(await ask(worker, one, { path: newVisit, post: true, form: { ...aVisit, ...day('22', '11') } }))
    visit = (await standing()).at(-1) ?? ''
    town.later(24 * 60)
  })

  test('is written once in the form that ends it, where the worker sees them, and called off with nobody there', async () => {
    const form = wordsOf(await town.ask(town.worker, town.child, { path: end, params: { visit } }))
    assert.match(
      form,
      /Other children of the family were there.*About Leo alone.*Zoë Hart.*Zoë was there.*About Zoë alone/,
    )
    assert.match(wordsOf(await send({ outcome: 'called-off' })), /Nobody was there on a visit that was called off/)
    assert.match(wordsOf(await send({ 'own-2': 'She sleeps at 9 Quay Street.' })), /Take out the address/)
    assert.match(wordsOf(await send({ text: '' })), /Write what happened/)
  })
  test('goes on each record with what was said of all and what is that child’s alone, and on no other', async () => {
    booked(await send())
    const { rows } = await town.db.owner.query(
      `select body->>'outcome' as outcome, true_from::text as on from entry where kind = 'visit' and known_to = 'infinity' and child_id = $1`,
      [town.other.id],
    )
    assert.deepEqual(rows, [{ outcome: 'seen', on: '2026-11-22' }], 'the worker’s own visit to Zoë is ended with it')
    const notes = async (child: typeof town.child) => {
      const { rows } = await town.db.owner.query(
        `select string_agg(p->>'text', ' ') as words, bool_or((body->>'seen')::boolean) as seen, min(body->'childSaid'->0->>'text') as said, min(occasion_id::text) as occasion
         from entry, jsonb_array_elements(body->'passages') p where kind = 'note' and child_id = $1 and true_from = '2026-11-22' group by entry.id`,
        [child.id],
      )
      return rows
    }
    const [[leo], [zoe]] = [await notes(town.child), await notes(town.other)]
    assert.deepEqual(
      [leo.words, leo.said, leo.seen],
      ['Saw both of them with mum. Leo has a cough.', 'I like toast.', true],
    )
    assert.deepEqual(
      [zoe.words, zoe.said, zoe.seen],
      ['Saw both of them with mum. Zoë grew.', 'My nursery is big.', true],
    )
    assert.equal(leo.occasion, zoe.occasion)
    const late = await send({ text: 'They both laughed.' })
    assert.ok('page' in late && late.status === 409)
    const shown = String(late.page.body)
    assert.match(shown, /action="[^"]*\/notes\/family"/)
    for (const words of ['They both laughed.', 'I like toast.', 'Leo has a cough.', 'My nursery is big.', 'Zoë grew.'])
      assert.ok(shown.includes(words), words)
    const seen = wordsOf(await town.ask(town.worker, town.other, { path: '/children/:child/visit' }))
    assert.match(seen, /Last seen 22 November 2026/)
  })
  test('a second page of one’s own with a part that is not saved yet comes back whole; pressed twice, it is saved once', async () => {
    booked(await send())
    for (const more of [
      { 'own-2': 'Zoë has a new coat.' },
      { 'own-1': 'Leo sleeps better.' },
      { childSaid: 'I like jam.' },
    ]) {
      const late = await send(more)
      assert.ok('page' in late && late.status === 409)
      const shown = String(late.page.body)
      for (const words of ['Saw both of them with mum.', ...Object.values(more)])
        assert.ok(shown.includes(words), words)
    }
  })
})
