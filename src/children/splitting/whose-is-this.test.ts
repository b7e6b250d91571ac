import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { Type } from 'typebox'
import {
  type Answer,
  type Ground,
  performRoute,
  type Route,
  recordKind,
  type SignedInReader,
} from '../../access/index.ts'
import { aReader, aRelation, aSeal } from '../../access/testing/index.ts'
import { type Category, Conflict, NotAllowed, NotFound, type PlainDate } from '../../kernel/index.ts'
import { emptyTables } from '../../platform/testing/index.ts'
import { clearingHouseRoutes } from '../clearing-house/index.ts'
import { coreKinds, note } from '../kinds/index.ts'
import { joinPersons, undoDecision } from '../linking/index.ts'
import { atDesk, onList, textOf } from '../testing/index.ts'
import { type LinkedTown, linkedTown } from '../testing/linked-town.ts'
import { linkToQuestion, namesakesArrive } from '../testing/namesakes.ts'
import { write } from '../writing/index.ts'
import { countOwn, splittingPages } from './index.ts'

const enrolment = recordKind({
  kind: 'enrolment',
  title: 'School place',
  category: 'identity',
  schema: Type.Object({}),
  retention: 'pupil',
})
const routes = [...clearingHouseRoutes, ...splittingPages({ kinds: coreKinds, enrolment })]
let town: LinkedTown
let db: LinkedTown['db']
let pages: Ground
let reviewer: SignedInReader
let worker: SignedInReader
before(async () => {
  town = await linkedTown(['census', 'care', 'throughline'])
  ;({ db, pages } = town)
  reviewer = await aReader(db.owner, 'clearing-house')
  worker = await aReader(db.owner, 'social-worker')
})
after(() => town.leave())
beforeEach(async () => {
  town.turnBack()
  await emptyTables(
    db.owner,
    'person, source_person, access.shield, access.conflict, access.grant_row, access.access_event',
  )
})

const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await db.owner.query(text, values)).rows as T[]

/** Two namesakes joined, notes written of these categories, and the join undone. The worker works with the second child. */
const parted = async (notes: readonly { category: Category; text: string }[]) => {
  const { a, b } = await namesakesArrive(town)
  await aRelation(db.owner, { child: b.personId }, { principal: worker.userId })
  const question = await linkToQuestion(town)
  const decide = (how: typeof joinPersons) =>
    atDesk(pages, reviewer, 'clearing-house', desk => how(desk, { case: question, reason: 'I rang' }))
  await decide(joinPersons)
  for (const { category, text } of notes)
    await atDesk(pages, worker, 'recorder', command =>
      write(command, {
        childId: a.personId,
        kind: note,
        category,
        body: { noteKind: 'call', happenedOn: '2026-11-20', passages: [{ text, about: 'child' }] },
        on: '2026-11-20' as PlainDate,
        authorId: worker.userId,
      }),
    )
  await decide(undoDecision)
  const [split] = await rows<{ uuid: string }>('select uuid from split')
  const entries = (
    await rows<{ uuid: string }>(
      'select e.uuid from split_entry t join entry e on e.id = t.entry_id order by t.entry_id',
    )
  ).map(r => r.uuid)
  return { a, b, split: split!.uuid, entries }
}
const ask = (as: SignedInReader, sort: Route['sort'], path: string, params: Record<string, string> = {}, to = '') =>
  performRoute(pages, routes.find(r => r.sort === sort && r.path === path)!, as, {
    params,
    query: {},
    form: { to },
    files: [],
    requestId: 'test',
  })
const tray = async (split: string, as = reviewer): Promise<string> =>
  textOf(await ask(as, 'desk-page', '/splits/:split', { split }))
const list = async (as = reviewer): Promise<string> => textOf(await ask(as, 'desk-page', '/splits'))
const own = async (as = worker): Promise<string> => textOf(await ask(as, 'list-page', '/whose-is-this'))
const give = (as: SignedInReader, split: string, entry: string, to: string): Promise<Answer> =>
  ask(
    as,
    'desk-action',
    as === reviewer ? '/splits/:split/:entry' : '/whose-is-this/:split/:entry',
    { split, entry },
    to,
  )
const answers = () => rows('select given_to, given_by from split_entry order by entry_id')
const protect = (child: number) =>
  db.owner.query(
    `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'refuge', '2026-01-01')`,
    [child],
  )

describe('what was written while two records were one, at the clearing house', () => {
  test('is shown with its suggestion and the reason, nothing chosen, and is saved as it is answered', async () => {
    const { split, entries } = await parted([{ category: 'contact', text: 'New number for Beach Road' }])
    assert.match(await list(), /1 note/)
    const html = await tray(split)
    assert.match(html, /New number for Beach Road/)
    assert.match(html, /Record B, because it names something that only that record’s sources say/)
    assert.match(html, /Mohammed Khan, born 11 February 2014, 70 Beach Road, NM9 9ZZ/)
    assert.doesNotMatch(html, / checked/)
    assert.deepEqual(await give(reviewer, split, entries[0]!, 'b'), { redirect: `/splits/${split}`, flash: 'Saved.' })
    assert.deepEqual(await answers(), [{ given_to: 'b', given_by: reviewer.userId }])
    assert.match(await tray(split), /All of it has an answer/)
    assert.match(await list(), /Nothing waits/)
    await assert.rejects(give(reviewer, split, entries[0]!, 'a'), Conflict)
  })

  test('is not saved without a choice, and says so at the question', async () => {
    const { split, entries } = await parted([{ category: 'contact', text: 'x' }])
    const answer = await give(reviewer, split, entries[0]!, '')
    assert.ok('page' in answer && answer.status === 422)
    assert.match(textOf(answer), new RegExp(`href="#to-${entries[0]}"[^>]*>Choose whose it is`))
    assert.deepEqual(await answers(), [{ given_to: null, given_by: null }])
  })

  test('is neither shown nor counted, nor to be answered, where a service wrote it: all is as if it had not been written', async () => {
    const { split, entries } = await parted([
      { category: 'contact', text: 'x' },
      { category: 'young-carer', text: 'Hidden' },
    ])
    const [withIt, listed] = [await tray(split), await list()]
    await assert.rejects(give(reviewer, split, entries[1]!, 'a'), Conflict)
    await db.owner.query('delete from split_entry where entry_id = (select max(entry_id) from split_entry)')
    assert.equal(withIt, await tray(split))
    assert.equal(listed, await list())
  })

  test('is neither shown nor counted where it is sealed', async () => {
    const { split } = await parted([{ category: 'contact', text: 'x' }])
    const seal = await aSeal(db.owner, { kind: 'silent', holder: worker.userId, named: [worker.userId] })
    await db.owner.query(
      'update entry set seal = $1 where id in (select unnest(array[entry_id, copy_id]) from split_entry)',
      [seal],
    )
    assert.match(await list(), /Nothing waits/)
    await assert.rejects(tray(split), NotFound)
  })

  test('is at no address where only services wrote, nor where a child is shut to the reader', async () => {
    const only = await parted([{ category: 'early-help', text: 'x' }])
    assert.match(await list(), /Nothing waits/)
    await assert.rejects(tray(only.split), NotFound)
    await emptyTables(db.owner, 'person, source_person')
    const { a, split, entries } = await parted([{ category: 'contact', text: 'x' }])
    await db.owner.query(`insert into access.conflict (user_id, child_id, why) values ($1, $2, 'family')`, [
      reviewer.userId,
      a.personId,
    ])
    assert.match(await list(), /Nothing waits/)
    await assert.rejects(tray(split), NotFound)
    await assert.rejects(give(reviewer, split, entries[0]!, 'a'), NotFound)
  })

  test('of a child whose home is protected is left to who wrote it', async () => {
    const { b, split } = await parted([{ category: 'contact', text: 'Beach Road' }])
    await protect(b.personId)
    assert.match(await list(), /Nothing waits/)
    assert.doesNotMatch(await tray(split), /Beach|NM9|protected/)
  })

  test('is nobody else’s to see', async () => {
    const { split, entries } = await parted([{ category: 'contact', text: 'x' }])
    await assert.rejects(list(worker), NotAllowed)
    await assert.rejects(tray(split, worker), NotAllowed)
    const other = await aReader(db.owner, 'social-worker')
    await assert.rejects(give(other, split, entries[0]!, 'a'), NotFound)
    assert.match(await own(other), /Nothing that you wrote waits/)
  })

  test('leaves a record of the look, for each of the two children', async () => {
    const { a, b, split } = await parted([{ category: 'contact', text: 'x' }])
    await tray(split)
    assert.deepEqual(
      await rows(
        `select child_id from access.access_event where action = '/splits/:split' and child_id is not null order by id`,
      ),
      [{ child_id: a.personId }, { child_id: b.personId }],
    )
  })
})

describe('what was written while two records were one, asked of who wrote it', () => {
  test('names the child that they work with, never the other, and is counted as it is listed', async () => {
    const { split, entries } = await parted([{ category: 'early-help', text: 'Seen at High Street' }])
    const html = await own()
    assert.match(html, /Mohammed Khan/)
    assert.match(html, /The other child/)
    assert.doesNotMatch(html, /High Street/, 'what the other child’s sources say is no reason that an author is told')
    const count = () => onList(pages, worker, [note], grant => countOwn(grant.tx))
    assert.equal(await count(), 1)
    await give(worker, split, entries[0]!, 'b')
    assert.deepEqual(await answers(), [{ given_to: 'b', given_by: worker.userId }])
    assert.equal(await count(), 0)
    assert.match(await own(), /Nothing that you wrote waits/)
  })

  test('is not asked once they may no longer read it', async () => {
    await parted([{ category: 'early-help', text: 'x' }])
    await emptyTables(db.owner, 'access.grant_row')
    assert.match(await own(), /Nothing that you wrote waits/)
  })

  test('saves nothing without a choice', async () => {
    const { split, entries } = await parted([{ category: 'early-help', text: 'x' }])
    const answer = await give(worker, split, entries[0]!, 'c')
    assert.ok('flash' in answer && /Nothing was saved/.test(answer.flash ?? ''))
    assert.deepEqual(await answers(), [{ given_to: null, given_by: null }])
  })
})
