import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { brotliCompressSync } from 'node:zlib'
import { prune } from './prune.ts'
import { buildStylesheet } from './stylesheet.ts'

const css = buildStylesheet()

test('the stylesheet is at most 15 KB compressed', () => {
  assert.ok(brotliCompressSync(Buffer.from(css)).length <= 15_000)
})

test('the gov.uk font, its files and other files that we do not serve are gone', () => {
  assert.doesNotMatch(css, /GDS Transport|@font-face|url\((?!["']?data:)|@import/)
})

test('building twice gives the same bytes', () => {
  assert.equal(buildStylesheet(), css)
})

test('every opened block is closed', () => {
  assert.equal(css.split('{').length, css.split('}').length)
})

test('no rule begins or ends between 320 and 390 px, so that what a browser finds at the one width holds at the other', () => {
  const widths = [...css.matchAll(/\((?:min|max)-width:\s*([\d.]+)em/g)].map(found => Number(found[1]) * 16)
  assert.ok(widths.length > 0)
  assert.deepEqual(
    widths.filter(width => width > 320 && width < 390),
    [],
  )
})

test('pruning keeps the blocks asked for with their states, and nothing else', () => {
  const given =
    '@charset "UTF-8";@font-face{font-family:GDS Transport;src:url(/a.woff)}.govuk-button{font-family:GDS Transport,arial;color:var(--govuk-x,#fff)}' +
    '.govuk-button:hover,.govuk-panel{color:red}@media print{.govuk-button{color:#000}}@media (min-width:40.0625em){.govuk-panel{a:b}.govuk-button--big{margin:0}}' +
    '.govuk-frontend-supported .govuk-button{display:none}.govuk-button__icon{background:url(/assets/x.png);top:1px}'
  assert.equal(
    prune(given, new Set(['govuk-button'])),
    '.govuk-button{color:var(--govuk-x)}.govuk-button:hover{color:red}@media (min-width:40.0625em){.govuk-button--big{margin:0}}.govuk-button__icon{top:1px}',
  )
})

test('text that is 16px on a phone and 19px from a tablet on is 19px everywhere', () => {
  const rule =
    '.govuk-hint{color:red;font-size:1rem;line-height:1.25}@media (min-width:40.0625em){.govuk-hint{font-size:1.1875rem;line-height:1.3157894737}}'
  assert.equal(
    prune(rule, new Set(['govuk-hint'])),
    '.govuk-hint{color:red;font-size:1.1875rem;line-height:1.3157894737}',
  )
})

/** Class names that carry no style of their own: a hook for the script, a part that inherits, a role of the whole. */
const unstyled = new Set(['govuk-table__row'])

test('every class that the code under src writes has a style, so that nobody uses a part that was cut away', () => {
  const source = new URL('../../../', import.meta.url)
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    name => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.includes('govuk-contract'),
  )
  const missing = files.flatMap(name =>
    [...readFileSync(new URL(name, source), 'utf8').matchAll(/class="([^"$]*)"|classes: '([^']*)'/g)]
      .flatMap(found => (found[1] ?? found[2] ?? '').split(/\s+/))
      .filter(one => one.startsWith('govuk-') && !unstyled.has(one) && !css.includes(`.${one.replace('!', '\\!')}`))
      .map(one => `${name}: ${one}`),
  )
  assert.deepEqual([...new Set(missing)], [])
})
