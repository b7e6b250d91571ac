import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Answer, Refusal } from '../../access/index.ts'
import { aChild, aReader, aRelation } from '../../access/testing/index.ts'
import { NotFound } from '../../kernel/index.ts'
import { twoChildren, wordsOf } from '../testing/two-children.ts'

let town: Awaited<ReturnType<typeof twoChildren>>
before(async () => {
  town = await twoChildren()
})
after(() => town.db.drop())

const goesTo = (answer: Answer): string => {
  assert.ok('redirect' in answer, 'page' in answer ? wordsOf(answer) : 'no redirect')
  return answer.redirect.split('/').at(-1) ?? ''
}
const aNote = {
  noteKind: 'visit',
  'on-day': '19',
  'on-month': '11',
  'on-year': '2026',
  text: 'Saw Leo with his mum.',
  childSaid: 'I like the new school.',
  seen: 'alone',
  present: 'Leo, mum',
  category: 'care-content',
}
const notesNew = '/children/:child/notes/new'
const oneNote = '/children/:child/notes/:note'

describe('a note is added, corrected and moved', () => {
  let first: string
  let second: string
  test('a note with something missing is not saved, and what was typed is kept', async () => {
    const { db, child, worker, ask } = town
    const answer = await ask(worker, child, {
      path: notesNew,
      post: true,
      form: { ...aNote, category: '', noteKind: '' },
    })
    const text = wordsOf(answer)
    assert.match(text, /There is a problem Choose what kind of note this is Choose who can see this note/)
    assert.match(text, /Saw Leo with his mum\./)
    const { rows } = await db.owner.query(`select 1 from entry where kind = 'note'`)
    assert.equal(rows.length, 0)
  })
  test('a note is saved and read again: the child’s words, who was seen, who wrote it', async () => {
    const { child, worker, ask } = town
    first = goesTo(await ask(worker, child, { path: notesNew, post: true, form: aNote }))
    const text = wordsOf(await ask(worker, child, { path: oneNote, params: { note: first } }))
    assert.match(text, /Visit, 19 November 2026/)
    assert.match(text, /Leo was seen Yes, alone/)
    assert.match(text, /I like the new school\./)
    assert.match(text, /Who can see it Social care: social workers, .*, if they work with Leo/)
  })
  test('the overview and the timeline show it, and say when Leo was last seen', async () => {
    const { child, worker, ask } = town
    assert.match(
      wordsOf(await ask(worker, child, { path: '/children/:child' })),
      /Last seen 19 November 2026, seen alone From social worker, 19 November 2026/,
    )
    assert.match(
      wordsOf(await ask(worker, child, { path: '/children/:child/timeline' })),
      /Visit 19 November 2026 Saw Leo with his mum/,
    )
  })
  test('it hangs on Throughline’s own record of the child, with the sources tied to the child then', async () => {
    const { db, child, worker } = town
    const { rows } = await db.owner.query(
      `select s.source_id, e.seen_through, e.author_id from entry e join source_person s on s.id = e.source_person_id where e.uuid = $1`,
      [first],
    )
    assert.deepEqual(rows, [
      { source_id: 'throughline', seen_through: [child.sourcePersonId], author_id: worker.userId },
    ])
  })
  test('somebody of another role who works with the child does not see it, and nothing says it is there', async () => {
    const { db, child, ask } = town
    const officer = await aReader(db.owner, 'education-welfare-officer')
    await aRelation(db.owner, { child: child.id }, { principal: officer.userId })
    await assert.rejects(ask(officer, child, { path: oneNote, params: { note: first } }), NotFound)
    assert.doesNotMatch(wordsOf(await ask(officer, child, { path: '/children/:child' })), /Saw Leo|seen alone/)
  })
  test('a category that the writer may not write is refused, whatever the form says', async () => {
    const { child, worker, ask } = town
    const answer = await ask(worker, child, { path: notesNew, post: true, form: { ...aNote, category: 'young-carer' } })
    assert.match(wordsOf(answer), /Choose who can see this note/)
  })
  test('a correction keeps both, with the reason', async () => {
    const { child, worker, ask, later } = town
    later(60)
    second = goesTo(
      await ask(worker, child, {
        path: `${oneNote}/correct`,
        params: { note: first },
        post: true,
        form: { ...aNote, text: 'Saw Leo with his aunt.', reason: 'It was his aunt.' },
      }),
    )
    const text = wordsOf(await ask(worker, child, { path: oneNote, params: { note: second } }))
    assert.match(text, /Why it was corrected It was his aunt\./)
    assert.match(text, /As it was, written 20 November 2026 at 10am/)
    assert.match(
      wordsOf(await ask(worker, child, { path: oneNote, params: { note: first } })),
      /This note was corrected on 20 November 2026 at 11am/,
    )
    const timeline = wordsOf(await ask(worker, child, { path: '/children/:child/timeline' }))
    assert.match(timeline, /his aunt/)
    assert.doesNotMatch(timeline, /his mum/)
  })
  test('as known on the day before, the note is not there; what is typed on a note that was replaced is kept, and put together with what replaced it', async () => {
    const { child, worker, ask } = town
    assert.doesNotMatch(
      wordsOf(await ask(worker, child, { path: '/children/:child/timeline', query: { known: '2026-11-18' } })),
      /Saw Leo/,
    )
    const correct = (post: boolean, note: string, form = {}) =>
      ask(worker, child, { path: `${oneNote}/correct`, params: { note }, post, form })
    const late = await correct(true, first, { ...aNote, text: 'Saw Leo with his gran.', reason: 'x' })
    assert.ok('redirect' in late && late.redirect.endsWith(`/notes/${second}/correct`))
    assert.match(
      wordsOf(await correct(false, second)),
      /What happened From .* From you Saw Leo with his aunt\. Saw Leo with his gran\./,
    )
    assert.match(wordsOf(await correct(true, second, { keep: 'merged' })), /Choose what stands for “What happened”/)
    await correct(true, second, { keep: 'merged', 'keep-text': 'both', 'keep-reason': 'mine' })
    const together = await correct(false, second)
    assert.ok('page' in together && /his aunt\.\s+Saw Leo with his gran\./.test(String(together.page.body)))
    const note = wordsOf(await ask(worker, child, { path: oneNote, params: { note: second } }))
    assert.doesNotMatch(note, /gran/, 'nothing is saved by it')
    await correct(true, second, {
      keep: 'none',
      from: /name="from" value="([^"]*)"/.exec(String(together.page.body))?.[1] ?? '',
    })
  })
  test('the author cannot move it; the manager can, to a record that both are open to', async () => {
    const { db, child, other, worker, manager, ask, later } = town
    const move = {
      path: `${oneNote}/move`,
      params: { note: second },
      post: true,
      form: { to: `https://throughline.example/children/${other.address}`, reason: 'It was about another child.' },
    }
    await assert.rejects(ask(worker, child, move), /cannot do this/)
    later(60)
    assert.match(
      wordsOf(await ask(manager, child, { ...move, form: { to: 'Zoë', reason: '' } })),
      /Choose a child whose record you can open .* Write why the note is moved/,
    )
    const strangers = await aChild(db.owner)
    assert.match(
      wordsOf(await ask(manager, child, { ...move, form: { ...move.form, to: strangers.address } })),
      /Choose a child whose record you can open/,
    )
    await db.owner.query(
      `insert into relationship (child_id, other_id, kind, source_id, known_from) values ($1, $2, 'sibling', 'test', '2026-01-01')`,
      [child.id, other.id],
    )
    const asked = wordsOf(await ask(manager, child, { path: move.path, params: move.params }))
    assert.match(asked, /Which child is it about\? Zoë .* Another child/)
    const byName = (name: string, year: string) =>
      ask(manager, child, {
        ...move,
        form: { ...move.form, to: 'other', name, 'born-day': '30', 'born-month': '11', 'born-year': year },
      })
    assert.match(wordsOf(await byName('Zoë', '2014')), /Nobody has this name and date of birth/)
    assert.match(wordsOf(await byName('Leo', '2015')), /Nobody has this name and date of birth/)
    assert.ok('redirect' in (await byName('zoe', '2015')))
  })
  test('both records keep a trace, the note stands on the right one, and the wrong one no longer tells it', async () => {
    const { child, other, worker, ask } = town
    const [from, to] = [
      await ask(worker, child, { path: '/children/:child/timeline', query: { all: 'yes' } }),
      await ask(worker, other, { path: '/children/:child/timeline', query: { all: 'yes' } }),
    ]
    assert.match(wordsOf(from), /A note was moved to the right record .* It was about another child\./)
    assert.doesNotMatch(wordsOf(from), /his aunt|Zoë/)
    assert.match(wordsOf(to), /Saw Leo with his aunt/)
    assert.match(wordsOf(to), /A note was moved to this record/)
  })
  test('who works with the wrong child reads it no more: not by its old address, not as known before, in no version', async () => {
    const { db, child, worker, ask } = town
    for (const note of [first, second])
      await assert.rejects(ask(worker, child, { path: oneNote, params: { note } }), NotFound)
    const before = { known: '2026-11-20', all: 'yes' }
    assert.doesNotMatch(
      wordsOf(await ask(worker, child, { path: '/children/:child/timeline', query: before })),
      /Saw Leo/,
    )
    const { rows } = await db.owner.query(`select count(*)::int as kept from entry where uuid = any($1::uuid[])`, [
      [first, second],
    ])
    assert.deepEqual(rows, [{ kept: 2 }])
  })
  test('a label is raised, and by nobody lowered', async () => {
    const { db } = town
    await assert.rejects(db.owner.query(`update entry set sensitivity = 1 where uuid = $1`, [second]), /only raised/)
  })
  test('the author is told, by ids alone', async () => {
    const { db, child, worker, manager } = town
    const { rows } = await db.owner.query('select principal, kind, child_id, user_id from access.notice')
    assert.deepEqual(rows, [
      { principal: worker.userId, kind: 'note-moved', child_id: child.id, user_id: manager.userId },
    ])
  })
  test('everything that was done is recorded with who did it, on both records', async () => {
    const { db, manager, child, other } = town
    const { rows } = await db.owner.query(
      `select child_id, user_id from access.access_event where action = '/children/:child/notes/:note/move' and outcome = 'done' order by id`,
    )
    const [from, to] = [child, other].map(({ id }) => ({ child_id: id, user_id: manager.userId }))
    assert.deepEqual(rows, [from, to])
  })
  test('a stranger to the child reads nothing', async () => {
    const { db, child, ask } = town
    const stranger = await aReader(db.owner, 'social-worker')
    await assert.rejects(ask(stranger, child, { path: oneNote, params: { note: first } }), Refusal)
  })
})

describe('a visit to several children is written once', () => {
  const family = '/children/:child/notes/family'
  const formOf = (more: Record<string, string> = {}) => ({
    noteKind: 'visit',
    'on-day': '20',
    'on-month': '11',
    'on-year': '2026',
    text: 'Saw both of them with mum.',
    category: 'care-content',
    'who-1': town.child.address,
    'in-1': 'yes',
    'seen-1': 'alone',
    'said-1': 'I like toast.',
    'own-1': 'Leo has a cough.',
    'who-2': town.other.address,
    'in-2': 'yes',
    'own-2': 'Zoë starts at nursery.',
    ...more,
  })
  const send = (reader: typeof town.worker, more?: Record<string, string>) =>
    town.ask(reader, town.child, { path: family, post: true, form: formOf(more) })
  before(async () => {
    for (const [one, other] of [
      [town.child, town.other],
      [town.other, town.child],
    ] as const)
      await town.db.owner.query(
        `insert into relationship (child_id, other_id, kind, source_id, known_from) values ($1, $2, 'sibling', 'test', '2026-01-01')`,
        [one.id, other.id],
      )
  })

  test('it is offered where the writer sees others of the family, and asks for two of them at least', async () => {
    const { child, worker, ask } = town
    assert.match(wordsOf(await ask(worker, child, { path: notesNew })), /Write one note about several children/)
    assert.match(
      wordsOf(await send(worker, { 'in-2': '', noteKind: '' })),
      /Choose at least two children.*Choose what kind/,
    )
  })
  test('each part is looked through for its own child, and nothing that was typed is lost', async () => {
    const text = wordsOf(await send(town.worker, { 'own-2': 'Zoë is at 9 Quay Street.' }))
    assert.match(text, /Take out the address: the record shows none/)
    assert.match(text, /Leo has a cough\..*Zoë is at 9 Quay Street\./)
  })
  test('what is said of all stands on each record, and what is of one child alone on no other', async () => {
    const { db, child, other, worker, ask } = town
    const answer = await send(worker)
    assert.ok('redirect' in answer && answer.flash === 'The note is saved on 2 records.')
    const [leo, zoe] = [
      wordsOf(await ask(worker, child, { path: '/children/:child/timeline', query: { all: 'yes' } })),
      wordsOf(await ask(worker, other, { path: '/children/:child/timeline', query: { all: 'yes' } })),
    ]
    assert.match(leo, /Saw both of them with mum\..*Leo has a cough\./)
    assert.doesNotMatch(leo, /nursery/)
    assert.match(zoe, /Saw both of them with mum\..*Zoë starts at nursery\./)
    assert.doesNotMatch(zoe, /cough|toast/)
    const { rows } = await db.owner.query(
      `select child_id from access.access_event where action = $1 and outcome = 'done' order by child_id`,
      [family],
    )
    assert.deepEqual(rows, [{ child_id: child.id }, { child_id: other.id }])
  })
  test('each says so to who may read both; who works with one child learns of no other', async () => {
    const { db, child, worker, ask } = town
    const { rows } = await db.owner.query(
      `select uuid from entry where child_id = $1 and kind = 'note' and body->>'happenedOn' = '2026-11-20'`,
      [child.id],
    )
    const at = { path: oneNote, params: { note: rows[0].uuid } }
    assert.match(wordsOf(await ask(worker, child, at)), /Written together with the note on Zoë’s record\./)
    const colleague = await aReader(db.owner, 'social-worker')
    await aRelation(db.owner, { child: child.id }, { principal: colleague.userId })
    assert.doesNotMatch(wordsOf(await ask(colleague, child, at)), /together|Zoë/)
    assert.doesNotMatch(wordsOf(await ask(colleague, child, { path: notesNew })), /several children/)
    await assert.rejects(send(colleague), NotFound)
  })
})
