import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { holds, isFamilyRoute, type Route, type SignedInReader } from '../access/index.ts'
import { openBrowser } from '../platform/browser/testing/index.ts'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { addressOf, firstIds, isChange, leastOf } from './testing/addresses.ts'
import { leaveSite, type TestSite, testSite, type Visitor } from './testing/index.ts'
import { realForms } from './testing/naughty-forms.ts'
import { naughtyStrings, walkNaughty } from './testing/naughty-walk.ts'
import { type SmallWorld, smallWorld } from './testing/small-world.ts'

const strings = JSON.parse(
  readFileSync(join(import.meta.dirname, '../platform/files/fixtures/naughty-strings.txt'), 'utf8'),
) as string[]

let db: TestDatabase
let site: TestSite
let world: SmallWorld
before(async () => {
  db = await testDatabase()
  site = await testSite(db)
  world = await smallWorld(db, site.grounds.jobs)
})
after(() => leaveSite(db, site))

/** The fields of a form into which somebody types. */
const typedInto = (route: Route): string[] => {
  const fields = 'form' in route ? Object.entries(route.form?.properties ?? {}) : []
  return fields.flatMap(([name, field]) => {
    const { type, pattern, format } = field as { type?: string; pattern?: string; format?: string }
    return type === 'string' && pattern === undefined && format === undefined ? [name] : []
  })
}
const whoMay = (route: Route): SignedInReader | undefined =>
  [...world.readers.values()].find(reader => !('right' in route) || !route.right || holds(reader, route.right))
/** Somebody who may send the form: a reader, or a family's account. */
const visitorOf = async (route: Route): Promise<Visitor | undefined> => {
  if (isFamilyRoute(route)) return await site.signInFamily('typing')
  const reader = whoMay(route)
  return reader && (await site.signIn(reader))
}
/** Every thirty-first, from a place of its own: between them the forms get each string more than once. */
const shareOf = (at: number): string[] => strings.filter((_, i) => i % 31 === at % 31)

/** The worst of each sort: markup, handlers, the end of a box, controls, turned and joined letters, what templates and shells read. */
const worst = [
  ...[/^<script>alert/, /^"><script/, /^<img src=x onerror/, /^<\/textarea/, /^<svg/i, /autofocus onkeyup/, /^<iframe/],
  ...[/\x01/, /\u202e/, /\u{1f468}/u, /^\ufdfd/, /^\{%/, /^%s/, /^\\$/],
].map(sort => naughtyStrings.find(text => sort.test(text)) ?? assert.fail(`no string fits ${sort}`))

test('what is typed into a form in a browser stands on the next page to the letter, and no script of it runs', async () => {
  const browser = await openBrowser()
  try {
    const place = { db, site, world, browser }
    const walk = await walkNaughty(place, worst, { oneRound: true })
    assert.deepEqual(walk.faults, [])
    assert.equal(walk.typed, realForms.flatMap(form => form.boxes).length)
    const [draft] = realForms.filter(form => form.readAt === 'the form')
    assert.ok(draft)
    const lines = { ...draft, boxes: draft.boxes.filter(box => box.area) }
    assert.deepEqual((await walkNaughty(place, [' One\r\ntwo\n\n three'], { forms: [lines] })).faults, [])
    const wrong = { ...lines, boxes: lines.boxes.map(({ name }) => ({ name: `not-${name}` })) }
    assert.equal((await walkNaughty(place, ['One'], { forms: [wrong] })).faults.length, lines.boxes.length)
  } finally {
    await browser.close()
  }
})

test('whatever is typed into any form, the answer is ours: never a fault of the machine, never markup that was typed', async () => {
  const ids = firstIds(world)
  const faults: string[] = []
  let forms = 0
  let shown = 0
  for (const route of site.routes.filter(isChange)) {
    const fields = typedInto(route)
    const visitor = fields.length === 0 ? undefined : await visitorOf(route)
    if (!visitor) continue
    for (const text of shareOf(forms)) {
      const typed = Object.fromEntries(fields.map(name => [name, text]))
      const least = leastOf('form' in route ? route.form : undefined)
      const { statusCode, body } = await visitor.post(addressOf(route, ids), { ...least, ...typed })
      if (body.includes('&lt;script')) shown++
      if (statusCode >= 500) faults.push(`${route.path} answers ${statusCode} to ${JSON.stringify(text)}`)
      if (/<\w+[\s/>]/.test(text) && body.includes(text))
        faults.push(`${route.path} shows as markup ${JSON.stringify(text)}`)
    }
    forms++
  }
  assert.deepEqual(faults, [])
  assert.ok(forms >= 62, `${forms} forms`)
  assert.ok(shown > 0, 'no form gave back what was typed')
})

test('a form that says a field twice, or fields called __proto__ and constructor, gets an answer of ours', async () => {
  const ids = firstIds(world)
  const faults: string[] = []
  for (const route of site.routes.filter(isChange)) {
    const visitor = await visitorOf(route)
    if (!visitor) continue
    const least = leastOf('form' in route ? route.form : undefined)
    const names = [...new Set([...Object.keys(least), ...typedInto(route)])]
    const twice = names.map(name => [name, least[name] ?? 'x'] as const)
    const fields = [
      ...twice,
      ...twice,
      ...['__proto__', 'constructor', '__proto__[polluted]'].map(name => [name, 'x'] as const),
    ]
    const { statusCode } = await visitor.post(addressOf(route, ids), fields)
    if (statusCode >= 500) faults.push(`${route.path} answers ${statusCode}`)
    if (names.length > 0 && statusCode === 303) faults.push(`${route.path} takes a field that stands twice`)
  }
  assert.deepEqual(faults, [])
  assert.equal(({} as { polluted?: unknown }).polluted, undefined)
})
