import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { NotFound } from '../../kernel/index.ts'
import { twoChildren, wordsOf } from '../testing/two-children.ts'

let town: Awaited<ReturnType<typeof twoChildren>>
before(async () => {
  town = await twoChildren()
})
after(() => town.db.drop())

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
    const { child, worker, ask } = town
    const answer = await ask(worker, child, {
      path: add,
      post: true,
      form: { title: 'Photo', category: 'care-content' },
      files: [file('photo.png', Buffer.from('MZ\u0090\u0000 program'))],
    })
    assert.match(wordsOf(answer), /This kind of file is not kept/)
  })
  test('a document of several megabytes comes back byte for byte, as what it is', async () => {
    const { db, child, worker, ask } = town
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
    const parts = await db.owner.query<{ bytes: Buffer }>('select bytes from document_part')
    assert.equal(parts.rowCount, 3)
    for (const { bytes } of parts.rows) {
      assert.ok(!bytes.includes('%PDF') && !bytes.includes(Buffer.alloc(16, 7)))
    }
  })
  test('one that is sealed under a key which is not there is a clear fault, and nothing of it is shown', async () => {
    const { db, child, worker, ask } = town
    const { rows } = await db.owner.query(`select uuid from entry where kind = 'document'`)
    await db.owner.query(`update document_part set bytes = '\\x01' || sha256(bytes)`)
    await assert.rejects(
      ask(worker, child, { path: '/children/:child/documents/:document', params: { document: rows[0].uuid } }),
      { name: 'SealDoesNotOpen', message: /none of the keys in KEY_DIR/ },
    )
  })
  test('a better version replaces it, and both stay', async () => {
    const { db, child, worker, ask, later } = town
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
    const text = wordsOf(await ask(worker, child, { path: '/children/:child/documents' }))
    assert.match(
      text,
      /Letter, both pages .* Versions before Letter, 20 November 2026 at 10am Why: A page was missing\./,
    )
  })
  test('what the child made stands apart with the child’s word for it, and has no better version', async () => {
    const { db, child, worker, ask } = town
    const form = { title: 'Our house', about: 'The dog is bigger', own: 'yes', category: 'care-content' }
    const files = [file('house.pdf', Buffer.from('%PDF-1.7\nhouse'))]
    assert.ok('redirect' in (await ask(worker, child, { path: add, post: true, form, files })))
    const page = wordsOf(await ask(worker, child, { path: '/children/:child/documents' }))
    assert.match(page, /What \S+ made Our house “The dog is bigger” house\.pdf/)
    const { rows } = await db.owner.query(`select uuid from entry where kind = 'document' and body->>'own' = 'yes'`)
    const better = { ...form, for: rows[0].uuid, reason: 'Neater' }
    await assert.rejects(ask(worker, child, { path: add, post: true, form: better, files }), NotFound)
  })
  test('of a picture nothing is kept of where it was taken, and one that hides it well is refused', async () => {
    const { db, child, worker, ask } = town
    const noted = readFileSync(join(import.meta.dirname, 'pictures/noted.jpg'))
    const attach = (body: Buffer) =>
      ask(worker, child, {
        path: add,
        post: true,
        form: { title: 'Photo', category: 'care-content' },
        files: [file('photo.jpg', body)],
      })
    assert.match(wordsOf(await attach(noted.subarray(0, 3000))), /This picture may say where it was taken/)
    assert.ok('redirect' in (await attach(noted)))
    const { rows } = await db.owner.query(
      `select e.uuid from entry e join document d on d.entry_id = e.id where d.name = 'photo.jpg'`,
    )
    const params = { document: rows[0].uuid }
    const answer = await ask(worker, child, { path: '/children/:child/documents/:document', params })
    assert.ok('file' in answer && Buffer.isBuffer(answer.file.body))
    assert.ok(answer.file.body.length > 500)
    assert.ok(!answer.file.body.includes('GPS') && !answer.file.body.includes('Grace'))
  })
  test('one person sends so many files and so much in a day, and goes on the next', async () => {
    const { db, child, worker, ask, later } = town
    const attach = () =>
      ask(worker, child, {
        path: add,
        post: true,
        form: { title: 'Letter', category: 'care-content' },
        files: [file('day.txt', Buffer.from('Dear Grace'))],
      })
    const sent = async () =>
      (await db.owner.query('select files, bytes::int as bytes from access.upload_day')).rows[0] as object
    await db.owner.query('update access.upload_day set files = 199, bytes = 5')
    assert.ok('redirect' in (await attach()))
    assert.deepEqual(await sent(), { files: 200, bytes: 15 })
    await assert.rejects(attach(), { problem: /more than one person may in a day: 200 files, 2 GB\. Nothing was kept/ })
    assert.deepEqual(await sent(), { files: 200, bytes: 15 })
    await db.owner.query('update access.upload_day set files = 1, bytes = 2147483640')
    await assert.rejects(attach(), { problem: /Nothing was kept/ })
    later(24 * 60)
    assert.ok('redirect' in (await attach()))
    assert.deepEqual(await sent(), { files: 1, bytes: 10 })
  })
})
