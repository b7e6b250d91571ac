import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { attr, attrs, html, join, type Part, paragraphs } from './html.ts'

test('a name with markup characters is shown as typed, never run', () => {
  assert.equal(
    String(html`<p>${`<script>alert("O'Neil & co")</script>`}</p>`),
    '<p>&lt;script&gt;alert(&quot;O&#39;Neil &amp; co&quot;)&lt;/script&gt;</p>',
  )
})

test('whatever the words, they cannot leave their element or their attribute', () => {
  fc.assert(
    fc.property(fc.string(), words => {
      assert.match(String(html`<p title="${words}">${words}</p>`), /^<p title="[^"<>]*">[^<>"]*<\/p>$/)
    }),
  )
})

test('a missing field stops the page instead of being shown as nothing', () => {
  const child: { schoolName?: string } = {}
  assert.throws(() => html`<p>${child.schoolName as Part}</p>`, /missing value \(undefined\) near <p/)
  assert.throws(() => html`<a title="${undefined as unknown as Part}">x</a>`, /near <a/)
  assert.throws(() => html`<p>${[1, undefined as unknown as Part]}</p>`, /missing value/)
  assert.throws(() => html`<p>${Number.NaN}</p>`, /number near/)
  assert.throws(() => html`<p>${true as unknown as Part}</p>`, /boolean near/)
})

test('the message of a broken template holds no personal data', () => {
  assert.throws(
    () => html`<p class="name">${'Liam Okafor'}</p><p>${undefined as unknown as Part}</p>`,
    (error: Error) => !error.message.includes('Liam'),
  )
})

test('null and false show nothing, zero shows 0, lists follow each other', () => {
  assert.equal(String(html`<p>${null}${false}${0}${['a', html`<b>b</b>`, 3]}</p>`), '<p>0a<b>b</b>3</p>')
})

test('an object that only looks like markup is refused', () => {
  assert.throws(() => html`<p>${{ toString: () => '<b>' } as unknown as Part}</p>`, /object near/)
})

test('places that no value can make safe are refused', () => {
  const name = 'x'
  assert.throws(() => html`<p class=${name}>x</p>`, /without quotes/)
  assert.throws(() => html`<p onclick="${name}">x</p>`, /style or event attribute/)
  assert.throws(() => html`<p style="color:${name}">x</p>`, /style or event attribute/)
  assert.throws(() => html`<script>const a = "${name}"</script>`, /script or style/)
  assert.throws(() => html`<!-- ${name} -->`, /comment/)
  assert.throws(() => html`<p ${name}>x</p>`, /only attr\(\)/)
  assert.throws(() => html`<p title="${html`<b>x</b>`}">x</p>`, /attribute takes words/)
  assert.throws(() => html`<${name}>x</p>`)
})

test('links may go to our own pages, the web, a phone or an address, and nowhere else', () => {
  for (const address of [
    '/children/1',
    '#main',
    '?page=2',
    'https://example.org/a',
    'tel:01632960411',
    'mailto:a@b.c',
    'next',
    '/a:b',
  ]) {
    assert.equal(String(html`<a href="${address}">x</a>`), `<a href="${address}">x</a>`)
  }
  for (const address of [
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'java\nscript:x',
  ]) {
    assert.throws(() => html`<a href="${address}">x</a>`, /an address starts with/)
  }
  assert.throws(() => attr('href', 'javascript:x'), /an address starts with/)
})

test('attributes inside a tag are written only when they hold', () => {
  assert.equal(
    String(
      html`<input${attr('checked', true)}${attr('disabled', false)}${attr('value', `a"b`)}${attr('id', undefined)}>`,
    ),
    '<input checked value="a&quot;b">',
  )
  assert.equal(
    String(html`<p${attrs({ 'data-a': 1, hidden: true, lang: undefined })}>x</p>`),
    '<p data-a="1" hidden>x</p>',
  )
  assert.throws(() => attr('onclick', 'x'), /not allowed/)
  assert.throws(() => attr('a b', 'x'), /not allowed/)
})

test('a heading takes its level', () => {
  assert.equal(String(html`<h${2} class="a">x</h${2}>`), '<h2 class="a">x</h2>')
  assert.throws(() => html`<h${'1><script' as Part}>x</h1>`, /heading level/)
})

test('parts are joined without the empty ones, and typed text keeps its lines', () => {
  assert.equal(String(join(['Mum', null, false, '', html`<b>Theo</b>`])), 'Mum, <b>Theo</b>')
  assert.equal(
    String(paragraphs('One\ntwo\n\n\nThree <')),
    '<p class="govuk-body">One<br>two</p><p class="govuk-body">Three &lt;</p>',
  )
})
