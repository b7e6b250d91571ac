import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { type Ground, holdFields, placeOfEntry, recordAccess, type SignedInReader } from '../../access/index.ts'
import { aReader, aRelation, aSeal } from '../../access/testing/index.ts'
import { Conflict, NotFound, type PlainDate } from '../../kernel/index.ts'
import { emptyTables } from '../../platform/testing/index.ts'
import { readFacts } from '../golden-record/index.ts'
import { note } from '../kinds/index.ts'
import { atDesk, onChild } from '../testing/index.ts'
import { type LinkedTown, linkedTown } from '../testing/linked-town.ts'
import { linkToQuestion, namesakesArrive } from '../testing/namesakes.ts'
import { write } from '../writing/index.ts'
import { type GivenTo, giveEntry, joinPersons, undoDecision } from './index.ts'

let town: LinkedTown
let db: LinkedTown['db']
let pages: Ground
let reviewer: SignedInReader
let workerOfA: SignedInReader
let workerOfB: SignedInReader
let now: LinkedTown['now']
before(async () => {
  town = await linkedTown(['census', 'care', 'throughline'])
  ;({ db, pages, now } = town)
  reviewer = await aReader(db.owner, 'clearing-house')
  workerOfA = await aReader(db.owner, 'social-worker')
  workerOfB = await aReader(db.owner, 'social-worker')
})
after(() => town.leave())
beforeEach(() => emptyTables(db.owner, 'person, source_person, access.grant_row, access.notice, access.access_event'))

const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await db.owner.query(text, values)).rows as T[]

/** Two namesakes who are joined, each with a worker of their own, and what happens until it is undone. */
const joined = async () => {
  const { a, b } = await namesakesArrive(town)
  await aRelation(db.owner, { child: a.personId }, { principal: workerOfA.userId })
  await aRelation(db.owner, { child: b.personId }, { principal: workerOfB.userId })
  const question = await linkToQuestion(town)
  const decide = (how: typeof joinPersons) =>
    atDesk(pages, reviewer, 'clearing-house', desk => how(desk, { case: question, reason: 'I rang' }))
  await decide(joinPersons)
  const wrote = (author: SignedInReader, text: string, replaces?: number) =>
    atDesk(pages, author, 'recorder', command =>
      write(command, {
        childId: a.personId,
        kind: note,
        category: 'early-help',
        body: { noteKind: 'call', happenedOn: '2026-11-20', passages: [{ text, about: 'child' }] },
        on: '2026-11-20' as PlainDate,
        authorId: author.userId,
        ...(replaces ? { replaces } : {}),
      }),
    )
  /** The same two joined once more, on the question that undoing asked; gives the way to undo that. */
  const rejoin = async () => {
    const [asked] = await rows<{ uuid: string }>(`select uuid from review_case where state = 'open'`)
    const again = (how: typeof joinPersons) =>
      atDesk(pages, reviewer, 'clearing-house', desk => how(desk, { case: asked!.uuid, reason: 'I rang' }))
    await again(joinPersons)
    return () => again(undoDecision)
  }
  return { a, b, wrote, undo: () => decide(undoDecision), rejoin }
}
/** The notes that this worker reads on the record of a person now. */
const notesOn = async (person: { personId: number }, reader: SignedInReader): Promise<string[]> => {
  const [{ uuid } = { uuid: '' }] = await rows<{ uuid: string }>('select uuid from person where id = $1', [
    person.personId,
  ])
  return await onChild(pages, reader, uuid, [note], async grant =>
    (await readFacts(grant, [note])).map(f => (f.body as { passages: { text: string }[] }).passages[0]!.text),
  )
}
const give = async (entry: string, to: GivenTo) => {
  const [split] = await rows<{ uuid: string }>('select uuid from split')
  await atDesk(pages, reviewer, 'clearing-house', desk => giveEntry(desk, { split: split!.uuid, entry, to }))
}

describe('what was written while two children were one', () => {
  test('waits with a suggestion and its reason, and those who could read it still can, on either record', async () => {
    const { a, b, wrote, undo } = await joined()
    await wrote(workerOfB, 'Seen at Beach Road')
    await wrote(workerOfB, 'No answer')
    await undo()
    assert.deepEqual(await rows('select stands_on, suggestion, why, given_to from split_entry order by entry_id'), [
      { stands_on: 'a', suggestion: 'b', why: 'names', given_to: null },
      { stands_on: 'a', suggestion: null, why: 'nothing', given_to: null },
    ])
    assert.deepEqual((await notesOn(a, workerOfA)).sort(), ['No answer', 'Seen at Beach Road'])
    assert.deepEqual((await notesOn(b, workerOfB)).sort(), ['No answer', 'Seen at Beach Road'])
  })

  test('is read on either record where the vault holds it', async () => {
    const { a, b, wrote, undo } = await joined()
    await wrote(workerOfB, 'No answer')
    const [told] = await rows<{ id: number; body: object; source: number }>(
      `select id, body, source_person_id as source from entry where kind = 'note'`,
    )
    assert.ok(told && pages.vault)
    const held = holdFields(pages.vault, told.body, placeOfEntry(told.source, 'note'))
    await rows('update entry set body = $2 where id = $1', [told.id, JSON.stringify(held)])
    await undo()
    assert.deepEqual(await notesOn(a, workerOfA), ['No answer'])
    assert.deepEqual(await notesOn(b, workerOfB), ['No answer'])
  })

  test('stays on the child it is given to, leaves the other, and who said so is kept', async () => {
    const { a, b, wrote, undo } = await joined()
    const [ours, theirs, shared] = [
      await wrote(workerOfA, 'A'),
      await wrote(workerOfA, 'B'),
      await wrote(workerOfA, 'AB'),
    ]
    await undo()
    await rows('delete from graphile_worker._private_jobs')
    await give(ours.address, 'a')
    const asked = await rows<{ key: string }>(
      `select key from graphile_worker.jobs where task_identifier = 'tell-of-child' order by key`,
    )
    assert.deepEqual(
      asked.map(job => job.key),
      [a, b].map(half => `tell-of-child:${half.personId}`).sort(),
      'the rules of notices look at both',
    )
    await give(theirs.address, 'b')
    await give(shared.address, 'both')
    assert.deepEqual((await notesOn(a, workerOfA)).sort(), ['A', 'AB'])
    assert.deepEqual((await notesOn(b, workerOfB)).sort(), ['AB', 'B'])
    assert.deepEqual(
      await rows('select given_to, given_by, given_at is not null as timed from split_entry order by entry_id'),
      [
        { given_to: 'a', given_by: reviewer.userId, timed: true },
        { given_to: 'b', given_by: reviewer.userId, timed: true },
        { given_to: 'both', given_by: reviewer.userId, timed: true },
      ],
    )
    await assert.rejects(give(ours.address, 'b'), Conflict)
    await assert.rejects(give('00000000-0000-4000-8000-000000000000', 'b'), NotFound)
  })

  test('is read once where the two are joined again, asked of nobody meanwhile, and stands on both when they come apart', async () => {
    const { a, b, wrote, undo, rejoin } = await joined()
    const [open, shared, ours] = [
      await wrote(workerOfA, 'Open'),
      await wrote(workerOfA, 'AB'),
      await wrote(workerOfA, 'A'),
    ]
    await undo()
    await give(shared.address, 'both')
    await give(ours.address, 'a')
    for (let time = 0; time < 2; time += 1) {
      const again = await rejoin()
      assert.deepEqual((await notesOn(a, workerOfA)).sort(), ['A', 'AB', 'Open'])
      await assert.rejects(give(open.address, 'b'), NotFound, 'they are one child’s')
      assert.deepEqual(
        await rows('select from split_entry where given_to is null'),
        [],
        'nothing waits, or keeps the record',
      )
      await again()
      assert.deepEqual((await notesOn(a, workerOfA)).sort(), ['A', 'AB', 'Open'])
      assert.deepEqual((await notesOn(b, workerOfB)).sort(), ['AB', 'Open'])
    }
    assert.equal((await rows('select from split_entry where given_to is null')).length, 1, 'each is asked about once')
    await give(open.address, 'b')
    assert.deepEqual((await notesOn(a, workerOfA)).sort(), ['A', 'AB'])
    assert.deepEqual((await notesOn(b, workerOfB)).sort(), ['AB', 'Open'])
  })

  test('and not saved comes along with the join and goes back; what was typed since is with the child of who typed it', async () => {
    const { a, b, undo, rejoin } = await joined()
    const typed = (who: SignedInReader, form: string, child: number) =>
      rows('insert into draft (user_id, child_id, form, fields, saved_at) values ($1, $2, $3, $4, $5)', [
        who.userId,
        child,
        form,
        '{}',
        now(),
      ])
    const on = async (person: { personId: number }) =>
      (await rows<{ form: string }>('select form from draft where child_id = $1 order by form', [person.personId])).map(
        d => d.form,
      )
    await rows('delete from draft')
    for (const form of ['since', 'both'])
      for (const who of [workerOfA, workerOfB]) await typed(who, `${form} ${who.userId}`, a.personId)
    await undo()
    assert.deepEqual(
      [await on(a), await on(b)],
      [workerOfA, workerOfB].map(who => [`both ${who.userId}`, `since ${who.userId}`]),
    )
    await typed(workerOfB, `both ${workerOfB.userId}`, a.personId)
    await typed(workerOfA, 'before', b.personId)
    const apart = [await on(a), await on(b)]
    const again = await rejoin()
    assert.deepEqual(await on(b), [`both ${workerOfB.userId}`], 'of the same form each stays')
    await again()
    assert.deepEqual([await on(a), await on(b)], apart)
  })

  test('is hidden in all its versions from those who may no longer read it, and stays in the history', async () => {
    const { a, wrote, undo } = await joined()
    const first = await wrote(workerOfA, 'As first written')
    await db.owner.query('update entry set known_to = $2 where id = $1', [first.id, now()])
    const second = await wrote(workerOfA, 'As corrected', first.id)
    await undo()
    await give(second.address, 'b')
    assert.deepEqual(
      await rows('select sensitivity, child_id from entry where id in ($1, $2)', [first.id, second.id]),
      [
        { sensitivity: 4, child_id: a.personId },
        { sensitivity: 4, child_id: a.personId },
      ],
    )
  })

  test('stays sealed on both halves, for the same people', async () => {
    const { a, b, wrote, undo } = await joined()
    const { id } = await wrote(workerOfB, 'Where she is')
    const seal = await aSeal(db.owner, { kind: 'silent', holder: workerOfB.userId, named: [workerOfB.userId] })
    await db.owner.query('update entry set seal = $2 where id = $1', [id, seal])
    await undo()
    assert.deepEqual(
      await rows('select child_id from entry where seal = $1 order by 1', [seal]),
      [a, b].map(half => ({ child_id: half.personId })),
    )
    assert.deepEqual(await notesOn(a, workerOfA), [])
    assert.deepEqual(await notesOn(b, workerOfB), ['Where she is'])
  })

  test('is told to everybody who looked meanwhile, each led to their own child, and to nobody else', async () => {
    const { a, b, undo } = await joined()
    const look = (reader: SignedInReader, at: Date) =>
      atDesk(pages, reader, 'recorder', ({ tx }) =>
        recordAccess(tx, at, {
          reader,
          purpose: 'test',
          action: '/test',
          childId: a.personId,
          categories: 1,
          outcome: 'shown',
          rule: 'test',
          requestId: 'test',
        }),
      )
    const bystander = await aReader(db.owner, 'social-worker')
    await look(bystander, new Date('2026-01-01'))
    await look(workerOfA, now())
    await look(workerOfB, now())
    await look(workerOfB, now())
    await db.owner.query(
      `insert into involvement (child_id, principal_id, kind, service, category, category_bit, purpose, true_from, source_id, created_by, known_from)
      values ($1, $2, 'key-worker', 'care', 'identity', 1, 'x', '2026-11-20', 'throughline', $2, $3)`,
      [a.personId, workerOfB.userId, now()],
    )
    await undo()
    assert.deepEqual(
      await rows('select principal, kind, child_id, user_id from access.notice order by kind, principal'),
      [
        { principal: workerOfA.userId, kind: 'record-split', child_id: a.personId, user_id: reviewer.userId },
        { principal: workerOfB.userId, kind: 'record-split', child_id: b.personId, user_id: reviewer.userId },
        { principal: workerOfB.userId, kind: 'whose-work', child_id: a.personId, user_id: reviewer.userId },
      ],
    )
    assert.deepEqual(await rows('select told from split'), [{ told: 3 }])
  })
})
