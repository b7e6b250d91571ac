import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer, DeskPage, Route, ViewFrame } from '../../access/index.ts'
import { testNow } from '../../access/testing/index.ts'
import { findBannedWords } from '../../platform/views/index.ts'
import { importPages, isCovered, maskValue } from './index.ts'
import type { ImportParts } from './parts.ts'
import { runExamples } from './run.examples.ts'
import { runView } from './run.view.ts'
import { comparedWords } from './words.ts'

const routes: readonly Route[] = importPages({ sources: async () => [] } as unknown as ImportParts)
const frame = { at: testNow, csrf: 'token', reader: {} } as unknown as ViewFrame
const wordsOf = (markup: unknown): string =>
  String(markup)
    .replace(/<[^>]+>/g, ' ')
    .replace(/&[a-z#0-9]+;/g, ' ')
    .replace(/\s+/g, ' ')

const answers = routes
  .filter((route): route is DeskPage => route.sort === 'desk-page')
  .flatMap(page =>
    Object.entries(page.examples).map(([name, data]): [string, Answer] => [
      `${page.path}, ${name}`,
      page.answer(data, frame),
    ]),
  )

for (const [name, answer] of answers) {
  test(`${name}: says what it must in words we use`, () => {
    if (!('page' in answer)) return
    const text = `${answer.page.title} ${wordsOf(answer.page.body)}`
    assert.deepEqual(findBannedWords(text), [])
    assert.doesNotMatch(String(answer.page.body), /undefined|NaN|\[object/)
    assert.ok(answer.page.heading, 'a page has a heading')
  })
}

test('every page and change needs the right to imports, or to agreements, and reads as the import desk', () => {
  for (const route of routes) {
    assert.ok(route.sort === 'desk-page' || route.sort === 'desk-action')
    const right = route.path.startsWith('/agreements') ? 'keep-agreements' : 'imports'
    assert.deepEqual([route.right, route.actor], [right, 'import-desk'])
  }
})

test('a page that goes on refreshes itself without script; one that has ended does not', () => {
  const at = (name: string) => runView(runExamples[name]!, frame)
  assert.deepEqual(at('reading').live, {
    url: '/imports/00000000-0000-4000-8000-000000000001/live',
    refreshSeconds: 10,
  })
  assert.equal(at('done').live, undefined)
  assert.match(wordsOf(at('reading').body), /Checked 640 rows\. Last time there were 1,740\./)
})

test('the result says what rose since last time, and why', () => {
  assert.match(
    wordsOf(runView(runExamples.done!, frame).body),
    /Rejected rows rose from 12 to 22\. Most: The year has only two digits/,
  )
  const counts = { rows: 5, accepted: 5, rejected: 0, waiting: 0, unchanged: 0 }
  assert.equal(comparedWords(counts, undefined, undefined), 'This is the first import of this source.')
})

test('who a child is stays covered; a wrong date, which cannot be mended unseen, is shown', () => {
  assert.equal(maskValue('Okafor, Amelia', true), 'O•••••, ••••••')
  assert.equal(maskValue('31/02/2017', true), '31/02/2017')
  assert.equal(maskValue('9434765919', true), '9•••••••••')
  assert.equal(maskValue('Housing; debt', false), 'Housing; debt')
  const source = {
    columns: [
      { table: 't', column: 'DOB', category: 'identity' as const },
      { table: 't', column: 'Need', category: 'send' as const },
    ],
  }
  assert.deepEqual(
    ['DOB', 'Need', 'Unlisted', null].map(column => isCovered(source, column)),
    [true, false, true, true],
  )
})

test('no address of these pages holds anything but random ids, numbers, names of sources, and how their owners are reached', () => {
  for (const [, answer] of answers) {
    if (!('page' in answer)) continue
    for (const [, href = ''] of String(answer.page.body).matchAll(/(?:href|action)="([^"]*)"/g))
      assert.match(
        href,
        /^(\/imports(\/[0-9a-f-]{36}(\/[a-z]+(\/\d+(\/(manifest|ask|answer))?)?)?)?(\?page=\d+)?|\/sources(\/[\w%-]+(\/schools(\/revoke)?)?)?|\/agreements(\/[\w%-]+(\/withdraw)?)?|\/duplicates|\/organisations|\/told-services|tel:0\d+|mailto:[\w.@-]+|#.*)$/,
      )
  }
})
