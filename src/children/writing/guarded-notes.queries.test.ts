import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { Answer, SignedInReader } from '../../access/index.ts'
import { anEntry, aReader, aRelation } from '../../access/testing/index.ts'
import { pdfOf, wordOf } from '../../platform/files/testing/index.ts'
import { twoChildren, wordsOf } from '../testing/two-children.ts'

let town: Awaited<ReturnType<typeof twoChildren>>
let named: SignedInReader
before(async () => {
  town = await twoChildren()
  named = await aReader(town.db.owner, 'social-worker')
  await aRelation(town.db.owner, { child: town.child.id }, { principal: named.userId })
})
after(() => town.db.drop())
beforeEach(() =>
  town.db.owner.query(
    `delete from entry where kind in ('address', 'note', 'doctor', 'carer'); delete from relationship; delete from access.shield_allowed; delete from access.shield`,
  ),
)

const addressOf = (child: { id: number }) =>
  anEntry(town.db.owner, child as never, {
    kind: 'address',
    category: 'contact' as const,
    body: { paon: '12', street: 'Mill Lane', postcode: 'NM4 2QT' },
  })
const protect = async (): Promise<void> => {
  const { rows } = await town.db.owner.query(
    `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'test', '2026-01-01') returning id`,
    [town.child.id],
  )
  await town.db.owner.query('insert into access.shield_allowed (shield_id, principal) values ($1, $2)', [
    rows[0].id,
    named.userId,
  ])
}
const form = { noteKind: 'call', 'on-day': '19', 'on-month': '11', 'on-year': '2026', category: 'care-content' }
const add = (reader: SignedInReader, text: string, more = {}): Promise<Answer> =>
  town.ask(reader, town.child, { path: '/children/:child/notes/new', post: true, form: { ...form, text, ...more } })
const isSaved = (answer: Answer): boolean => 'redirect' in answer
const words = (answer: Answer): string => wordsOf(answer).replaceAll(/\s+/g, ' ')

describe('where a child can be found does not get into notes', () => {
  test('one who is named to know a protected address is kept from writing it where others read it, in any field', async () => {
    await addressOf(town.child)
    await protect()
    for (const text of ['They are at 12 mill ln', 'postcode nm42qt', 'Twelve, Mill Lane'])
      assert.match(words(await add(named, text)), /Take out the address: where Leo can be found is protected/, text)
    for (const [kind, body] of [
      ['doctor', { surgery: 'Linden Grove Surgery' }],
      ['carer', { name: 'Ann', phone: '07700 900111', livesWith: true }],
      ['carer', { name: 'Bob', phone: '07700 900222', livesWith: false }],
    ] as const)
      await anEntry(town.db.owner, town.child as never, { kind, category: 'contact', body })
    assert.match(words(await add(named, 'Rang her on 07700-900-111.')), /Take out the telephone number/)
    assert.match(words(await add(named, 'Weighed at Linden Grove surgery')), /Take out the doctor’s surgery/)
    assert.ok(isSaved(await add(named, 'His father elsewhere rang from 07700 900222.')))
    const answer = await add(named, 'Rang mum.', { harm: 'He must not hear of NM4 2QT' })
    assert.match(words(answer), /Take out the address/)
    assert.match(words(answer), /He must not hear of NM4 2QT/, 'what was typed is kept')
    assert.ok(isSaved(await add(named, 'Mum is well and safe. Next visit on 12 December.')))
  })

  test('one who is not named is answered alike whether the address is protected or none is recorded', async () => {
    const texts = ['Now at 12 Mill Lane', 'Now at 9 Quay Street', 'NM4 2QT', 'Mum is well.', 'in Mill Lane']
    const answers = async () => {
      const all: string[] = []
      for (const text of texts) {
        const answer = await add(town.worker, text)
        all.push(isSaved(answer) ? 'saved' : words(answer))
      }
      return all
    }
    const none = await answers()
    await addressOf(town.child)
    await protect()
    assert.deepEqual(await answers(), none)
    assert.deepEqual(
      none.map(one => one === 'saved'),
      [false, false, false, true, true],
    )
    assert.match(none[0]!, /Take out the address: the record shows none/)
  })

  test('an address that is not protected may be written of by whoever sees it', async () => {
    await addressOf(town.child)
    assert.ok(isSaved(await add(town.worker, 'Visited at 12 Mill Lane, NM4 2QT')))
  })

  test('where a protected sister can be found does not get into her brother’s notes or documents, for those who are named to know it', async () => {
    const relate = (a: number, b: number) =>
      town.db.owner.query(
        `insert into relationship (child_id, other_id, kind, source_id, known_from) values ($1, $2, 'sibling', 'test', '2026-01-01')`,
        [a, b],
      )
    await addressOf(town.child)
    await anEntry(town.db.owner, town.other, {
      kind: 'address',
      category: 'contact',
      body: { paon: '3', street: 'Quay Street', postcode: 'NM1 1AA' },
    })
    await aRelation(town.db.owner, { child: town.other.id }, { principal: named.userId })
    await protect()
    const about = (text: string, reader = named) =>
      town.ask(reader, town.other, { path: '/children/:child/notes/new', post: true, form: { ...form, text } })
    assert.ok(isSaved(await about('Leo is at 12 Mill Lane')), 'nobody is known to be of one family')
    await relate(town.other.id, town.child.id)
    assert.match(words(await about('Leo is at 12 mill ln')), /where a child of Zoë’s family can be found is protected/)
    assert.ok(isSaved(await about('Saw Zoë at 3 Quay Street, NM1 1AA')), 'her own address is open')
    assert.ok(isSaved(await about('Leo is at 12 Mill Lane', town.worker)), 'one who is not named learns nothing of it')
    const attach = async (name: string, content: string | Buffer) => {
      const path = join(mkdtempSync(join(tmpdir(), 'throughline-')), name)
      writeFileSync(path, content)
      const file = { name, path, bytes: content.length }
      const fields = { title: 'A letter', category: 'care-content' }
      return await town.ask(named, town.other, {
        path: '/children/:child/documents/new',
        post: true,
        form: fields,
        files: [file],
      })
    }
    for (const [name, content] of [
      ['a.txt', 'Dear Leo,\n12 Mill Lane'],
      ['a.rtf', '{\\rtf1\\ansi{\\b Dear} Leo\\par 12 Mi\\b0 ll L\\u97?ne}'],
      ['a.pdf', pdfOf(['The new home is 12 Mill', 'Lane'])],
      ['a.docx', wordOf([['Dear Leo'], ['12 Mi', 'll Lane']])],
    ] as const)
      assert.match(words(await attach(name, content)), /Take out the address: where a child of Zoë’s family/, name)
    const torn = await attach('b.pdf', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(9_000, 7)]))
    assert.match(words(torn), /This file cannot be looked through for where Zoë can be found\. Take its password off/)
    assert.ok(isSaved(await attach('b.txt', 'Dear Leo, all is well.')))
  })
})
