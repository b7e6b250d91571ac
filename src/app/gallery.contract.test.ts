import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findBannedWords } from '../platform/views/index.ts'
import { galleryStates, stateDocument } from './gallery.page.ts'
import { routesToLookAt } from './testing/index.ts'

const routes = routesToLookAt()
const states = galleryStates(routes)
/** What answers without being a page of the list. */
const besides = [
  ...['/sign-in', '/sign-out', '/role', '/my-access/sessions/end'],
  ...['/family/sign-in/account', '/family/sign-in/check', '/family/sign-out'],
]
const count = (html: string, pattern: RegExp): number => html.match(pattern)?.length ?? 0

describe('every state of every page', () => {
  test('is in the gallery under an address of its own', () => {
    const addresses = states.map(s => `${s.page}/${s.state}`)
    assert.equal(new Set(addresses).size, addresses.length)
  })

  test('each page shows at least one', () => {
    const without = routes.filter(r => 'examples' in r && Object.keys(r.examples).length === 0).map(r => r.path)
    assert.deepEqual(without, [])
  })

  test('every link and every form leads to a page of the list', () => {
    const served = [...routes.map(route => route.path), ...besides].map(path => path.split('/'))
    const leads = (path: string): boolean => {
      const parts = path.split('/')
      return served.some(
        one => one.length === parts.length && one.every((part, at) => part.startsWith(':') || part === parts[at]),
      )
    }
    const astray = states.flatMap(state => {
      const html = String(stateDocument(routes, 'Northmere Council', state))
      const paths = [...html.matchAll(/<(?:a|form)\s[^>]*?(?:href|action)="(\/[^"#?]*)/g)].map(([, path = '']) => path)
      return paths.filter(path => !leads(path)).map(path => `${state.route.path}: ${path}`)
    })
    assert.deepEqual([...new Set(astray)], [])
  })

  test('a page about one child leads once to why its reader can see it', () => {
    // The page itself, a stream, a file, and what is made to be printed for others.
    const besides = /\/(why|live|documents\/:document|sent-letters\/:step|card\/print)$/
    const without = states.flatMap(state => {
      if (state.route.sort !== 'child-page' || besides.test(state.route.path)) return []
      const ways = count(String(stateDocument(routes, 'Northmere Council', state)), /href="\/children\/[^"]*\/why"/g)
      return ways === 1 ? [] : [`${state.route.path}, ${state.title}: ${ways}`]
    })
    assert.deepEqual(without, [])
  })

  for (const state of states) {
    test(`${state.route.path}, ${state.title}: a whole page in our words`, () => {
      const html = String(stateDocument(routes, 'Northmere Council', state))
      assert.deepEqual(findBannedWords(html), [])
      assert.equal(count(html, /<h1[ >]/g), 1, 'one main heading')
      assert.equal(count(html, /<main[ >]/g), 1)
      assert.equal(count(html, /<title>[^<]{3,}<\/title>/g), 1)
      assert.match(html, /<html lang="en"/)
      for (const landmark of [/<header[ >]/g, /<footer[ >]/g]) assert.ok(count(html, landmark) >= 1)
      assert.doesNotMatch(html, />[^<]*\b(undefined|NaN|\[object \w+\]|null)\b[^<]*</)
      assert.doesNotMatch(html, /Invalid Date|1970-01-01|\b-?infinity\b/i)
      const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(m => m[1])
      assert.deepEqual(
        ids.filter((id, i) => ids.indexOf(id) !== i),
        [],
        'ids are used once',
      )
    })
  }
})
