import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Answer, Refusal, type SignedInReader, withContext } from '../../access/index.ts'
import { aReader, aRelation } from '../../access/testing/index.ts'
import { NotFound, type PlainDate } from '../../kernel/index.ts'
import { enrolment, teamTown } from '../testing/team-town.ts'
import { carriedIn, wordsOf } from '../testing/two-children.ts'
import { supervisionOwed, supervisionPages } from './index.ts'
import { nextWords } from './next-supervision.ts'

type Form = Readonly<Record<string, string>>
let town: Awaited<ReturnType<typeof teamTown>>
let second: SignedInReader
before(async () => {
  town = await teamTown(supervisionPages({ enrolment }))
  await town.involve(town.child, town.priya.userId, '2026-11-18')
  second = { ...(await aReader(town.db.owner, 'team-manager', [town.team.id])), manages: [town.team.id] }
  await town.db.owner.query('update access.membership set manages = true where user_id = $1', [second.userId])
})
after(() => town.db.drop())

const held = { 'held-day': '20', 'held-month': '11', 'held-year': '2026' }
const ofChild = (by: SignedInReader, form?: Form): Promise<Answer> =>
  town.ask(by, town.child, { path: '/children/:child/supervision', ...(form ? { post: true, form } : {}) })
const ofWorker = async (by: SignedInReader, form?: Form, who = town.priya): Promise<Answer> =>
  town.ask(by, town.child, {
    path: '/teams/:team/workers/:worker/supervision',
    params: { team: town.team.address, worker: await town.uuidOf(who) },
    ...(form ? { post: true, form } : {}),
  })
const nothing = (error: Error) => error instanceof NotFound || error instanceof Refusal

describe('supervision', () => {
  test('of a child is written by who manages the work, with what was discussed and decided, and its actions are asked of the worker', async () => {
    const page = await ofChild(town.manager)
    assert.match(wordsOf(page), /With whom\? Priya, /)
    const key = /<option value="([^"]* \d+)"/.exec('page' in page ? String(page.page.body) : '')?.[1] ?? ''
    assert.match(
      wordsOf(await ofChild(town.manager, { with: key })),
      /Enter the day.*Write what was discussed.*Write what was decided/,
    )
    const said = { ...held, with: key, discussed: 'We do not know about Thursdays', decided: 'See Leo alone' }
    const action = { 'what-1': 'Visit on Thursday', 'by-1-day': '3', 'by-1-month': '12', 'by-1-year': '2026' }
    assert.match(
      wordsOf(await ofChild(town.manager, { ...said, ...action, 'by-1-day': '' })),
      /needs a day, a month and a year/,
    )
    const pressed = await Promise.all([1, 2].map(() => ofChild(town.manager, { ...said, ...action })))
    assert.ok([...pressed, await ofChild(town.manager, { ...said, ...action })].every(one => 'redirect' in one))
    assert.match(
      wordsOf(await ofChild(town.priya)),
      /20 November 2026, with Priya What was discussed We do not know about Thursdays .*See Leo alone/,
    )
    const { rows } = await town.db.owner.query(
      `select category, body->>'what' as what, body->>'why' as why, body->>'offeredToId' as to from entry where kind = 'task'`,
    )
    const why = 'Decided in supervision, 20 November 2026'
    assert.deepEqual(rows, [
      { category: 'care-content', what: 'Visit on Thursday', why, to: String(town.priya.userId) },
    ])
  })
  test('of a child is written by nobody else, and read by nobody who does not read the work', async () => {
    assert.doesNotMatch(wordsOf(await ofChild(town.priya)), /With whom/)
    await assert.rejects(ofChild(town.priya, held), nothing)
    const officer = await aReader(town.db.owner, 'education-welfare-officer')
    await aRelation(town.db.owner, { child: town.child.id }, { principal: officer.userId })
    assert.match(wordsOf(await ofChild(officer)), /Nothing about Leo is written down that you can see/)
  })
  test('of a child that was written wrongly is corrected by its author, with the reason, and what it was stays beside it', async () => {
    const path = '/children/:child/supervision/:said/correct'
    const hrefIn = async (by: SignedInReader) => {
      const page = await ofChild(by)
      return /supervision\/([0-9a-f-]{36})\/correct/.exec('page' in page ? String(page.page.body) : '')?.[1]
    }
    assert.equal(await hrefIn(town.priya), undefined)
    const said = (await hrefIn(town.manager)) ?? assert.fail()
    const correct = (form?: Form, by = town.manager) =>
      town.ask(by, town.child, { path, params: { said }, ...(form ? { post: true, form } : {}) })
    await assert.rejects(correct(undefined, town.priya), NotFound)
    assert.match(wordsOf(await correct()), /We do not know about Thursdays.*Why do you correct it/)
    const anew = { ...held, discussed: 'We do not know about Tuesdays', decided: 'See Leo alone' }
    assert.match(wordsOf(await correct(anew)), /Write why you correct it/)
    assert.ok('redirect' in (await correct({ ...anew, reason: 'The wrong day' })))
    assert.match(
      wordsOf(await ofChild(town.priya)),
      /about Tuesdays .*Corrected by Dawn, .*Why: The wrong day As it was, written .*about Thursdays .*Written by Dawn/,
    )
    // somebody who had opened it before that loses no words, and writes over none
    assert.ok('redirect' in (await correct({ ...anew, discussed: 'We do not know about Fridays', reason: 'Another' })))
    assert.doesNotMatch(wordsOf(await ofChild(town.priya)), /Fridays/)
    assert.match(wordsOf(await correct()), /put two versions together.*about Tuesdays.*about Fridays/)
  })
  test('of a child that was begun and not saved is kept for who typed it, and gone once it is saved', async () => {
    const typed = { ...held, discussed: 'We were called away', 'what-1': 'Ask the school', keep: 'draft' }
    assert.ok('redirect' in (await ofChild(town.manager, typed)))
    assert.match(wordsOf(await ofChild(town.manager)), /This is your draft of/)
    const html = async (by: SignedInReader) => {
      const page = await ofChild(by)
      return 'page' in page ? String(page.page.body) : ''
    }
    const again = await html(town.manager)
    for (const words of [/We were called away/, /Ask the school/]) assert.match(again, words)
    for (const by of [second, town.priya]) assert.doesNotMatch(await html(by), /called away/)
    const key = /<option value="([^"]* \d+)"/.exec(await html(town.manager))?.[1] ?? ''
    const { from = '' } = carriedIn(await ofChild(town.manager))
    const said = { ...held, with: key, discussed: 'We were called away', decided: 'Talk on Monday', from }
    assert.ok('redirect' in (await ofChild(town.manager, said)))
    assert.doesNotMatch(await html(town.manager), /This is your draft/)
  })
  test('of a worker is theirs and that of who wrote it: another manager of the team reads nothing of it', async () => {
    assert.match(wordsOf(await ofWorker(town.manager)), /Last talked about .*Leo Hart .*20 November 2026/)
    assert.match(wordsOf(await ofWorker(town.manager, held)), /Write what you talked about/)
    const said = { ...held, said: 'Too much work since October', agreed: 'Nothing new until May' }
    const pressed = await Promise.all([1, 2].map(() => ofWorker(town.manager, said)))
    assert.ok([...pressed, await ofWorker(town.manager, said)].every(one => 'redirect' in one))
    assert.equal(wordsOf(await ofWorker(town.priya)).match(/Too much work since October/g)?.length, 1)
    for (const by of [town.manager, town.priya])
      assert.match(wordsOf(await ofWorker(by)), /20 November 2026 Too much work since October .*Nothing new until May/)
    assert.doesNotMatch(wordsOf(await ofWorker(second)), /Too much|Nothing new/)
    await assert.rejects(ofWorker(town.priya, said), nothing)
    await assert.rejects(ofWorker(town.tom), nothing)
    await assert.rejects(ofWorker(town.manager, said, town.manager), nothing)
  })
  test('of a worker that was begun and not saved is kept for who typed it alone, and gone once it is saved', async () => {
    const typed = { ...held, said: 'She talks of a move', agreed: '' }
    const more = { ...typed, agreed: 'Look in May', keep: 'quiet', page: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c04' }
    assert.ok('redirect' in (await ofWorker(town.manager, { ...more, agreed: '', keep: 'draft' }, town.tom)))
    assert.ok('fragment' in (await ofWorker(town.manager, more, town.tom)))
    const shown = async (by: SignedInReader) => {
      const page = await ofWorker(by, undefined, town.tom)
      return 'page' in page ? String(page.page.body) : ''
    }
    assert.match(
      await shown(town.manager),
      /This is your draft of 20 November[\s\S]*She talks of a move[\s\S]*Look in May/,
    )
    for (const by of [second, town.tom]) assert.doesNotMatch(await shown(by), /your draft|talks of a move/)
    assert.doesNotMatch(wordsOf(await ofWorker(town.manager)), /your draft/)
    assert.ok('redirect' in (await ofWorker(town.manager, { ...typed, page: more.page }, town.tom)))
    assert.doesNotMatch(await shown(town.manager), /your draft/)
  })
  test('of a worker that was written wrongly is corrected by whoever wrote it: both stand before the two, and before nobody else', async () => {
    const page = await ofWorker(town.manager)
    const said = /supervision\/([0-9a-f-]{36})\/correct/.exec('page' in page ? String(page.page.body) : '')?.[1]
    const correct = async (by: SignedInReader, form?: Form) =>
      town.ask(by, town.child, {
        path: '/teams/:team/workers/:worker/supervision/:said/correct',
        params: { team: town.team.address, worker: await town.uuidOf(town.priya), said: said ?? assert.fail() },
        ...(form ? { post: true, form } : {}),
      })
    assert.match(wordsOf(await correct(town.manager)), /Why do you correct it/)
    for (const by of [town.priya, second, town.tom]) await assert.rejects(correct(by), nothing)
    const anew = { ...held, said: 'Too much work since September', reason: 'The wrong month' }
    for (const by of [town.priya, second]) await assert.rejects(correct(by, anew), nothing)
    assert.match(wordsOf(await correct(town.manager, { ...anew, reason: '' })), /Write why you correct it/)
    for (const _press of [1, 2]) assert.ok('redirect' in (await correct(town.manager, anew)))
    assert.match(
      wordsOf(await correct(town.manager, { ...anew, said: 'Since August' })),
      /You corrected this on another page meanwhile/,
    )
    for (const by of [town.manager, town.priya])
      assert.match(
        wordsOf(await ofWorker(by)),
        /since September Corrected by Dawn, .*Why: The wrong month As it was, written .*since October/,
      )
    assert.doesNotMatch(wordsOf(await ofWorker(second)), /September|October/)
    await assert.rejects(
      town.db.owner.query(
        `insert into access.supervision (team_id, worker_id, supervisor_id, held_on, said, written_at, replaces, reason)
         select team_id, worker_id, $1, held_on, 'x', written_at, id, 'x' from access.supervision where reason is not null`,
        [second.userId],
      ),
      /foreign key/,
      'nobody writes in place of another’s words',
    )
  })
  test('of a worker stands on Today of the two from a week before the agreed day, until the next is written down', async () => {
    const told = (by: SignedInReader, day: string) => {
      const at = new Date(`${day}T10:00:01Z`)
      const { userId, principals, masks } = by
      return withContext(town.ground, { kind: 'user', id: String(userId), principals, masks, at }, async tx =>
        String((await supervisionOwed.first?.({ tx, reader: by, at } as never)) ?? []).replaceAll(/<[^>]*>/g, ''),
      )
    }
    const agreed = { ...held, said: 'Better', 'next-day': '11', 'next-month': '12', 'next-year': '2026' }
    assert.ok('redirect' in (await ofWorker(town.manager, agreed)))
    assert.equal(await told(town.manager, '2026-12-03'), '')
    assert.equal(await told(town.manager, '2026-12-04'), 'Supervision of Priya is agreed for 11 December 2026.')
    assert.equal(
      await told(town.priya, '2026-12-12'),
      'Your supervision with Dawn was agreed for 11 December 2026, and is not written down.',
    )
    assert.equal(await told(second, '2026-12-12'), '')
    await town.db.owner.query('update access.membership set manages = false where user_id = $1', [town.manager.userId])
    assert.equal(await told(town.priya, '2026-12-12'), '', 'whoever took the team over agreed no day')
  })
  test('is due by the local cadence where no day was agreed: a month after the last', () => {
    const last = { on: '2026-11-02' as PlainDate, next: null }
    assert.equal(nextWords(last, '2026-11-24' as PlainDate), undefined)
    assert.equal(
      nextWords(last, '2026-11-25' as PlainDate),
      'is due by 2 December 2026: the last was on 2 November 2026',
    )
  })
})
