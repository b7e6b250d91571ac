import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { type Answer, type Ground, performRoute, Refusal, type Route, type SignedInReader } from '../../access/index.ts'
import { aChild, anEntry, aReader, aRelation, aTeam, type TestChild, testGrounds } from '../../access/testing/index.ts'
import { NotFound } from '../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { type Frame, page } from '../../platform/views/index.ts'
import { coreKinds } from '../kinds/index.ts'
import { recordPages } from '../pages/index.ts'
import { writingPages } from './index.ts'

const routes = [...recordPages({ kinds: coreKinds, panels: [] }), ...writingPages]
const shell: Frame = { council: 'Northmere Council', user: { name: 'Worker', role: 'Worker' }, nav: [], csrf: 'x' }

let db: TestDatabase
let ground: Ground
let child: TestChild
let other: TestChild
let worker: SignedInReader
let manager: SignedInReader
let now = new Date('2026-11-20T10:00:00Z')
before(async () => {
  db = await testDatabase()
  ground = (await testGrounds(db, () => now)).pages
  child = await aChild(db.owner)
  other = await aChild(db.owner)
  const name = (forename: string) => ({
    kind: 'identity',
    category: 'identity' as const,
    body: { forename, surname: 'Hart', birthDate: '2015-11-30' },
  })
  await anEntry(db.owner, child, name('Leo'))
  await anEntry(db.owner, other, name('Zoë'))
  const team = await aTeam(db.owner, 'North family help')
  worker = await aReader(db.owner, 'social-worker', [team])
  const lead = await aReader(db.owner, 'team-manager', [team])
  manager = { ...lead, manages: [team], masks: worker.masks }
  for (const subject of [child, other]) await aRelation(db.owner, { child: subject.id }, { principal: team })
})
after(async () => {
  await ground.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

type Ask = {
  path: string
  params?: Record<string, string>
  form?: Record<string, string>
  query?: Record<string, string>
  files?: { name: string; path: string; bytes: number }[]
  post?: boolean
}
const ask = async (
  reader: SignedInReader,
  subject: TestChild,
  { path, params = {}, form = {}, query = {}, files = [], post = false }: Ask,
): Promise<Answer> => {
  const route = routes.find(r => r.path === path && r.sort.endsWith('action') === post) as Route
  return await performRoute(ground, route, reader, {
    params: { child: subject.address, ...params },
    query,
    form,
    files: files.map(f => ({ field: 'file', mediaType: 'application/octet-stream', ...f })),
    requestId: 'test',
  })
}
const words = (answer: Answer): string => {
  assert.ok('page' in answer, JSON.stringify(answer))
  return String(page({ ...shell, ...answer.page }))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,])/g, '$1')
}
const goesTo = (answer: Answer): string => {
  assert.ok('redirect' in answer, 'page' in answer ? words(answer) : 'no redirect')
  return answer.redirect.split('/').at(-1) ?? ''
}
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000)
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
    const answer = await ask(worker, child, {
      path: notesNew,
      post: true,
      form: { ...aNote, category: '', noteKind: '' },
    })
    const text = words(answer)
    assert.match(text, /There is a problem Choose what kind of note this is Choose who can see this note/)
    assert.match(text, /Saw Leo with his mum\./)
    const { rows } = await db.owner.query(`select 1 from entry where kind = 'note'`)
    assert.equal(rows.length, 0)
  })
  test('a note is saved and read again: the child’s words, who was seen, who wrote it', async () => {
    first = goesTo(await ask(worker, child, { path: notesNew, post: true, form: aNote }))
    const text = words(await ask(worker, child, { path: oneNote, params: { note: first } }))
    assert.match(text, /Visit, 19 November 2026/)
    assert.match(text, /Leo was seen Yes, alone/)
    assert.match(text, /I like the new school\./)
    assert.match(text, /Who can see it Social care: social workers and out-of-hours duty workers/)
  })
  test('the overview and the timeline show it, and say when Leo was last seen', async () => {
    assert.match(
      words(await ask(worker, child, { path: '/children/:child' })),
      /Last seen 19 November 2026, seen alone From social worker, 19 November 2026/,
    )
    assert.match(
      words(await ask(worker, child, { path: '/children/:child/timeline' })),
      /Visit 19 November 2026 Saw Leo with his mum/,
    )
  })
  test('it hangs on Throughline’s own record of the child, with the sources tied to the child then', async () => {
    const { rows } = await db.owner.query(
      `select s.source_id, e.seen_through, e.author_id from entry e join source_person s on s.id = e.source_person_id where e.uuid = $1`,
      [first],
    )
    assert.deepEqual(rows, [
      { source_id: 'throughline', seen_through: [child.sourcePersonId], author_id: worker.userId },
    ])
  })
  test('somebody of another role who works with the child does not see it, and nothing says it is there', async () => {
    const officer = await aReader(db.owner, 'education-welfare-officer')
    await aRelation(db.owner, { child: child.id }, { principal: officer.userId })
    await assert.rejects(ask(officer, child, { path: oneNote, params: { note: first } }), NotFound)
    assert.doesNotMatch(words(await ask(officer, child, { path: '/children/:child' })), /Saw Leo|seen alone/)
  })
  test('a category that the writer may not write is refused, whatever the form says', async () => {
    const answer = await ask(worker, child, { path: notesNew, post: true, form: { ...aNote, category: 'young-carer' } })
    assert.match(words(answer), /Choose who can see this note/)
  })
  test('a correction keeps both, with the reason', async () => {
    later(60)
    second = goesTo(
      await ask(worker, child, {
        path: `${oneNote}/correct`,
        params: { note: first },
        post: true,
        form: { ...aNote, text: 'Saw Leo with his aunt.', reason: 'It was his aunt.' },
      }),
    )
    const text = words(await ask(worker, child, { path: oneNote, params: { note: second } }))
    assert.match(text, /Why it was corrected It was his aunt\./)
    assert.match(text, /As it was, written 20 November 2026 at 10am/)
    assert.match(
      words(await ask(worker, child, { path: oneNote, params: { note: first } })),
      /This note was corrected on 20 November 2026 at 11am/,
    )
    const timeline = words(await ask(worker, child, { path: '/children/:child/timeline' }))
    assert.match(timeline, /his aunt/)
    assert.doesNotMatch(timeline, /his mum/)
  })
  test('as known on the day before, the note is not there; the note that was replaced is not corrected again', async () => {
    assert.doesNotMatch(
      words(await ask(worker, child, { path: '/children/:child/timeline', query: { known: '2026-11-18' } })),
      /Saw Leo/,
    )
    await assert.rejects(
      ask(worker, child, {
        path: `${oneNote}/correct`,
        params: { note: first },
        post: true,
        form: { ...aNote, reason: 'x' },
      }),
      NotFound,
    )
  })
  test('the author cannot move it; the manager can, to a record that both are open to', async () => {
    const move = {
      path: `${oneNote}/move`,
      params: { note: second },
      post: true,
      form: { to: `https://throughline.example/children/${other.address}`, reason: 'It was about another child.' },
    }
    await assert.rejects(ask(worker, child, move), /cannot do this/)
    later(60)
    assert.match(
      words(await ask(manager, child, { ...move, form: { to: 'Zoë', reason: '' } })),
      /Enter the address of a record .* Write why the note is moved/,
    )
    const strangers = await aChild(db.owner)
    assert.match(
      words(await ask(manager, child, { ...move, form: { ...move.form, to: strangers.address } })),
      /Enter the address of a record/,
    )
    assert.ok('redirect' in (await ask(manager, child, move)))
  })
  test('both records keep a trace, the note stands on the right one, and the wrong one no longer tells it', async () => {
    const [from, to] = [
      await ask(worker, child, { path: '/children/:child/timeline', query: { all: 'yes' } }),
      await ask(worker, other, { path: '/children/:child/timeline', query: { all: 'yes' } }),
    ]
    assert.match(words(from), /A note was moved to the right record .* It was about another child\./)
    assert.doesNotMatch(words(from), /his aunt|Zoë/)
    assert.match(words(to), /Saw Leo with his aunt/)
    assert.match(words(to), /A note was moved to this record/)
  })
  test('who works with the wrong child reads it no more: not by its old address, not as known before, in no version', async () => {
    for (const note of [first, second])
      await assert.rejects(ask(worker, child, { path: oneNote, params: { note } }), NotFound)
    const before = { known: '2026-11-20', all: 'yes' }
    assert.doesNotMatch(
      words(await ask(worker, child, { path: '/children/:child/timeline', query: before })),
      /Saw Leo/,
    )
    const { rows } = await db.owner.query(`select count(*)::int as kept from entry where uuid = any($1::uuid[])`, [
      [first, second],
    ])
    assert.deepEqual(rows, [{ kept: 2 }])
  })
  test('a label is raised, and by nobody lowered', async () => {
    await assert.rejects(db.owner.query(`update entry set sensitivity = 1 where uuid = $1`, [second]), /only raised/)
  })
  test('the author is told, by ids alone', async () => {
    const { rows } = await db.owner.query('select principal, kind, child_id, user_id from access.notice')
    assert.deepEqual(rows, [
      { principal: worker.userId, kind: 'note-moved', child_id: child.id, user_id: manager.userId },
    ])
  })
  test('everything that was done is recorded with who did it', async () => {
    const { rows } = await db.owner.query(
      `select action, outcome, user_id from access.access_event where action like '%/move' and outcome = 'done'`,
    )
    assert.deepEqual(rows, [{ action: '/children/:child/notes/:note/move', outcome: 'done', user_id: manager.userId }])
  })
  test('a stranger to the child reads nothing', async () => {
    const stranger = await aReader(db.owner, 'social-worker')
    await assert.rejects(ask(stranger, child, { path: oneNote, params: { note: first } }), Refusal)
  })
})

describe('a document is attached, replaced and opened', () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-documents-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const file = (name: string, body: Buffer) => {
    const path = join(folder, name.replaceAll('/', '_'))
    writeFileSync(path, body)
    return { name, path, bytes: body.length }
  }
  const add = '/children/:child/documents/new'
  const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(2_500_000, 7)])
  test('a program that calls itself a picture is refused by its bytes', async () => {
    const answer = await ask(worker, child, {
      path: add,
      post: true,
      form: { title: 'Photo', category: 'care-content' },
      files: [file('photo.png', Buffer.from('MZ\u0090\u0000 program'))],
    })
    assert.match(words(answer), /This kind of file is not kept/)
  })
  test('a document of several megabytes comes back byte for byte, as what it is', async () => {
    assert.ok(
      'redirect' in
        (await ask(worker, child, {
          path: add,
          post: true,
          form: { title: 'Letter', category: 'care-content', datedOn: '27 March 2026' },
          files: [file('../letter.pdf', pdf)],
        })),
    )
    const { rows } = await db.owner.query(`select uuid from entry where kind = 'document'`)
    const answer = await ask(worker, child, {
      path: '/children/:child/documents/:document',
      params: { document: rows[0].uuid },
    })
    assert.ok('file' in answer && Buffer.isBuffer(answer.file.body))
    assert.equal(answer.file.body.compare(pdf), 0)
    assert.deepEqual([answer.file.name, answer.file.mediaType], ['letter.pdf', 'application/pdf'])
    const parts = await db.owner.query('select count(*)::int as n from document_part')
    assert.equal(parts.rows[0].n, 3)
  })
  test('a better version replaces it, and both stay', async () => {
    later(5)
    const { rows } = await db.owner.query(`select uuid from entry where kind = 'document'`)
    const form = {
      for: rows[0].uuid,
      title: 'Letter, both pages',
      category: 'care-content',
      reason: 'A page was missing.',
    }
    assert.ok(
      'redirect' in
        (await ask(worker, child, {
          path: add,
          post: true,
          form,
          files: [file('letter.txt', Buffer.from('Dear Grace'))],
        })),
    )
    const text = words(await ask(worker, child, { path: '/children/:child/documents' }))
    assert.match(
      text,
      /Letter, both pages .* Versions before Letter, 20 November 2026 at midday Why: A page was missing\./,
    )
  })
})
