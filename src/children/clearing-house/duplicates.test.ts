import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import {
  type Answer,
  type DeskAction,
  type DeskPage,
  type Ground,
  performRoute,
  type Route,
  type SignedInReader,
} from '../../access/index.ts'
import { aReader } from '../../access/testing/index.ts'
import { NotAllowed, NotFound } from '../../kernel/index.ts'
import { emptyTables } from '../../platform/testing/index.ts'
import { page } from '../../platform/views/index.ts'
import { linkPending } from '../linking/index.ts'
import { arrive } from '../testing/index.ts'
import { type LinkedTown, linkedTown } from '../testing/linked-town.ts'
import { mohammedKhan, namesakes, twoNamesakes } from '../testing/namesakes.ts'
import { clearingHouseRoutes } from './index.ts'

const { one, two } = namesakes
let town: LinkedTown
let db: LinkedTown['db']
let jobs: Ground
let pages: Ground
let reviewer: SignedInReader
let now: LinkedTown['now']
before(async () => {
  town = await linkedTown(['census', 'care', 'youth', 'throughline'])
  ;({ db, jobs, pages, now } = town)
  await db.owner.query(
    `update source set service = case id when 'census' then 'Schools' when 'care' then 'Social care' else 'Young carers' end, said = initcap(id) || ' list'`,
  )
  reviewer = { ...(await aReader(db.owner, 'clearing-house')), name: 'Sam Ali' }
  await db.owner.query('update access.principal set name = $2 where id = $1', [reviewer.userId, 'Sam Ali'])
})
after(() => town.leave())
beforeEach(async () => {
  town.turnBack()
  await emptyTables(
    db.owner,
    'person, source_person, access.barrier, access.shield, access.conflict, access.access_event',
  )
})

const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await db.owner.query(text, values)).rows as T[]
const persons = async () =>
  new Set((await rows<{ person_id: number }>('select person_id from source_person')).map(r => r.person_id)).size

const routeAt = (sort: Route['sort'], path: string) =>
  clearingHouseRoutes.find(r => r.sort === sort && r.path === path)!
type Sent = { uuid?: string; query?: object; form?: object; as?: SignedInReader }
const send = (
  sort: 'desk-page' | 'desk-action',
  path: string,
  { uuid = '', query = {}, form = {}, as = reviewer }: Sent,
): Promise<Answer> =>
  performRoute(pages, routeAt(sort, path) as DeskPage | DeskAction as Route, as, {
    params: { case: uuid },
    query: { page: 1, ...query },
    form: { decision: '', reason: '', version: '', ...form },
    files: [],
    requestId: 'test',
  })
const show = async (path: string, sent: Sent = {}): Promise<string> => textOf(await send('desk-page', path, sent))
const textOf = (answer: Answer): string => {
  assert.ok('page' in answer)
  return String(
    page({ council: 'Northmere', user: { name: 'Sam Ali', role: 'x' }, nav: [], csrf: 'c', ...answer.page }),
  )
}
const compare = '/duplicates/:case'
const versionIn = (html: string): string => /name="version" value="(\w+)"/.exec(html)?.[1] ?? ''
const answer = async (uuid: string, form: { decision: string; reason?: string; version?: string }): Promise<Answer> =>
  send('desk-action', '/duplicates/:case/decision', {
    uuid,
    form: { version: versionIn(await show(compare, { uuid })), ...form },
  })

describe('possible duplicates', () => {
  test('the list says how many questions wait, and leads to the next without naming a child', async () => {
    const { uuid } = await twoNamesakes(town)
    const list = await show('/duplicates')
    assert.match(list, /1 question waits for you/)
    assert.match(list, new RegExp(`href="/duplicates/${uuid}"[^>]*>Start next`))
    assert.doesNotMatch(list, /Khan|Mohammed/)
  })

  test('a question about a child who is shut to the reviewer is not there: not in the list, not counted, not at its address, not to be answered', async () => {
    const { a, uuid } = await twoNamesakes(town)
    const version = versionIn(await show(compare, { uuid }))
    await db.owner.query(
      `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'restricted', 'staff family', '2026-01-01')`,
      [a.personId],
    )
    const list = await show('/duplicates')
    await emptyTables(db.owner, 'access.shield')
    await db.owner.query('update review_case set state = $1', ['void'])
    assert.equal(list, await show('/duplicates'), 'the list is the same as if there were no question')
    await db.owner.query(`update review_case set state = 'open'`)
    await db.owner.query(`insert into access.conflict (user_id, child_id, why) values ($1, $2, 'family')`, [
      reviewer.userId,
      a.personId,
    ])
    await assert.rejects(show(compare, { uuid }), NotFound)
    await assert.rejects(
      send('desk-action', '/duplicates/:case/decision', {
        uuid,
        form: { decision: 'join', reason: 'family', version },
      }),
      NotFound,
    )
    assert.equal(await persons(), 2)
  })

  test('a question about a sealed child is nobody’s here', async () => {
    const { uuid } = await twoNamesakes(town)
    await db.owner.query(`update review_case set kind = 'sealed'`)
    assert.match(await show('/duplicates'), /All clear/)
    await assert.rejects(show(compare, { uuid }), NotFound)
  })

  test('only the clearing house opens these pages', async () => {
    const { uuid } = await twoNamesakes(town)
    const worker = await aReader(db.owner, 'social-worker')
    await assert.rejects(show('/duplicates', { as: worker }), NotAllowed)
    await assert.rejects(show(compare, { uuid, as: worker }), NotAllowed)
    await assert.rejects(send('desk-action', '/duplicates/:case/decision', { uuid, as: worker }), NotAllowed)
  })

  test('comparing shows what differs, keeps what is the same back until it is asked for, and records both for each child', async () => {
    const { a, b, uuid } = await twoNamesakes(town)
    const html = await show(compare, { uuid })
    assert.match(html, /Possible duplicate 1 of 1/)
    assert.match(html, /High Street/)
    assert.doesNotMatch(html, />Mohammed</)
    assert.match(html, /Stop and think<\/h2><ul><li>/)
    assert.match(await show(compare, { uuid, query: { all: 'yes' } }), /Mohammed/)
    assert.deepEqual(
      await rows(
        `select child_id, detail ->> 'all' as all from access.access_event where child_id is not null order by id`,
      ),
      [a, b, a, b].map((p, i) => ({ child_id: p.personId, all: i < 2 ? 'no' : 'yes' })),
    )
  })

  test('a service that not every child has is named “another service”, whichever it is, and further ones do not show', async () => {
    const { a, uuid } = await twoNamesakes(town)
    const before = await show(compare, { uuid })
    assert.match(before, /Census list(?!.*Care list).*Another service/s)
    const call = (id: string, service: string, said: string) =>
      rows('update source set service = $2, said = $3 where id = $1', [id, service, said])
    await call('care', 'Young carers', 'Young carers list')
    assert.equal(await show(compare, { uuid }), before)
    await rows(
      `insert into source_person (source_id, key, person_id, identity, identity_hash, to_link) values ('youth', 'k', $1, '{"upn":"Q801200005028"}', '', false)`,
      [a.personId],
    )
    assert.equal(await show(compare, { uuid }), before)
    await call('youth', 'Schools', 'Club list')
    assert.match(await show(compare, { uuid }), /1 other source.*A: another of its sources says it.*Q801200005028/s)
    await call('youth', 'Young carers', 'Youth list')
  })

  test('where a child with a protected address lives is not shown, as if no source had said it', async () => {
    const { b, uuid } = await twoNamesakes(town)
    await db.owner.query(
      `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'refuge', '2026-01-01')`,
      [b.personId],
    )
    const html = await show(compare, { uuid })
    assert.doesNotMatch(html, /Beach Road|NM9|protected|private/)
    await emptyTables(db.owner, 'access.shield')
    await db.owner.query(
      `update source_person set identity = identity - '{postcode,house,street}'::text[] where id = $1`,
      [b.id],
    )
    assert.equal(await show(compare, { uuid }), html)
  })
})

describe('a decision about possible duplicates', () => {
  test('joins the two, and undoing it gives both back and asks again', async () => {
    const { uuid } = await twoNamesakes(town)
    const saved = await answer(uuid, { decision: 'join', reason: 'service' })
    assert.deepEqual(saved, {
      redirect: '/duplicates',
      flash:
        'Saved: same child, join. Under Decided you can choose which values are shown, and undo it. Some answers wait for another reviewer before they are carried out.',
    })
    assert.equal(await persons(), 1)
    assert.match(
      await show('/duplicates/decided'),
      /Same child, joined[\s\S]*I asked the school or service[\s\S]*Sam Ali/,
    )
    const asked = await show('/duplicates/:case/undo', { uuid })
    const undone = await send('desk-action', '/duplicates/:case/undo', { uuid, form: { version: versionIn(asked) } })
    assert.ok('redirect' in undone && undone.redirect === '/duplicates/decided')
    assert.equal(await persons(), 2)
    assert.match(await show('/duplicates'), /1 question waits for you[\s\S]*You answered 1 question today/)
    const other = { ...(await aReader(db.owner, 'clearing-house')), name: 'Sam Ali' }
    assert.doesNotMatch(await show('/duplicates', { as: other }), /You answered/)
  })

  test('stops at a child who died, and at a decision about the two that was undone', async () => {
    const { b, uuid } = await twoNamesakes(town)
    assert.doesNotMatch(await show(compare, { uuid }), /died|undone/)
    await answer(uuid, { decision: 'join', reason: 'service' })
    const version = versionIn(await show('/duplicates/:case/undo', { uuid }))
    await send('desk-action', '/duplicates/:case/undo', { uuid, form: { version } })
    await rows(
      `update entry set body = body || '{"deathDate":"2026-02-02"}' where child_id = $1 and kind = 'identity'`,
      [b.personId],
    )
    const [again] = await rows<{ uuid: string }>(`select uuid from review_case where state = 'open'`)
    const html = await show(compare, { uuid: again!.uuid })
    assert.match(html, /Record B says that the child died on 2 February 2026/)
    assert.match(
      html,
      /Sam Ali decided about these two: same child, join\. That was undone on 20 November 2026 by Sam Ali/,
    )
  })

  test('keeps two apart for good, and says so', async () => {
    const { uuid } = await twoNamesakes(town)
    await answer(uuid, { decision: 'apart', reason: 'namesakes' })
    await arrive(db.owner, { ...two, identity: { ...one.identity, upn: 'Q801200005028' } }, now())
    await linkPending(jobs)
    assert.equal(await persons(), 2)
    assert.match(await show('/duplicates'), /All clear/)
    assert.match(await show(compare, { uuid }), /Sam Ali decided this on .*different children, kept apart/)
  })

  test('leads to the next question, and an asked one waits at the end', async () => {
    await twoNamesakes(town)
    const other = { ...mohammedKhan, forename: 'Oliver', surname: 'Smith' }
    await arrive(db.owner, { source: 'census', key: 's-1', identity: { ...other, postcode: 'NM1 1AA' } }, now())
    await arrive(db.owner, { source: 'care', key: 's-2', identity: { ...other, postcode: 'NM9 9ZZ' } }, now())
    await linkPending(jobs)
    const [first, second] = (
      await rows<{ uuid: string }>(`select uuid from review_case where state = 'open' order by opened_at, id`)
    ).map(r => r.uuid)
    assert.ok(first && second)
    const saved = await answer(first, { decision: 'ask' })
    assert.ok('redirect' in saved && saved.redirect === `/duplicates/${second}`)
    const list = await show('/duplicates')
    assert.match(list, /1 question waits for you\. 1 question waits for an answer from the source/)
    assert.ok(list.indexOf(second) < list.indexOf(first))
  })

  test('is not saved without an answer, nor without a reason where a fact is different; what was sent stays', async () => {
    const { uuid } = await twoNamesakes(town)
    const nothing = await answer(uuid, { decision: '' })
    assert.ok('page' in nothing && nothing.status === 422)
    assert.match(textOf(nothing), /Choose what these two records are/)
    const noReason = await answer(uuid, { decision: 'join' })
    assert.match(textOf(noReason), /because a fact is marked Different/)
    assert.match(textOf(noReason), /value="join" checked/)
    assert.equal(await persons(), 2)
  })

  test('of somebody who was first is told with name and time, and the late one is not saved', async () => {
    const { uuid } = await twoNamesakes(town)
    const version = versionIn(await show(compare, { uuid }))
    await answer(uuid, { decision: 'apart', reason: 'namesakes' })
    const late = await answer(uuid, { decision: 'join', reason: 'family', version })
    assert.ok('page' in late && late.status === 409)
    assert.match(
      textOf(late),
      /Sam Ali decided this at 10(:\d\d)?am: different children, kept apart\. Your answer was not saved\./,
    )
    assert.equal(await persons(), 2)
  })

  test('is not saved when what a source says changed since the page was opened', async () => {
    const { uuid } = await twoNamesakes(town)
    const version = versionIn(await show(compare, { uuid }))
    await db.owner.query(`update source_person set identity = identity || '{"middle": "Ali"}' where key = 'khan-2'`)
    const late = await answer(uuid, { decision: 'join', reason: 'family', version })
    assert.match(textOf(late), /has changed since you opened them/)
    assert.equal(await persons(), 2)
  })
})
