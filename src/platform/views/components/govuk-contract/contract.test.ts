import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixturesOf } from './fixtures.ts'
import { normalise } from './normalise.ts'
import { coveredComponents, ours } from './ours.ts'

/** The fewest examples of GOV.UK Frontend that each component must give exactly: fewer means that an option was lost. */
const fewest: Record<string, number> = {
  button: 38,
  input: 38,
  textarea: 18,
  select: 16,
  'file-upload': 15,
  radios: 40,
  checkboxes: 39,
  'date-input': 17,
  fieldset: 18,
  tag: 12,
  details: 10,
  'inset-text': 6,
  'warning-text': 7,
  'notification-banner': 21,
  'error-summary': 19,
  'back-link': 7,
  breadcrumbs: 12,
  pagination: 14,
  'summary-list': 25,
  table: 18,
  'task-list': 9,
}

for (const component of Object.keys(fewest)) {
  test(`${component} gives GOV.UK Frontend's own markup for every example that its options can say`, () => {
    let same = 0
    for (const fixture of fixturesOf(component)) {
      const made = ours(component, fixture)
      if (made === null) continue
      assert.equal(normalise(String(made)), normalise(fixture.html), `${component}: ${fixture.name}`)
      same += 1
    }
    assert.ok(
      same >= (fewest[component] as number),
      `${component}: ${same} examples, expected at least ${fewest[component]}`,
    )
  })
}

test('every component with an adapter is held to a number of examples', () => {
  assert.deepEqual([...coveredComponents].sort(), Object.keys(fewest).sort())
})

test('the comparison sees a changed class, attribute, word and element', () => {
  const one = normalise('<p class="a b" id="x">Words &amp; more</p>')
  assert.equal(one, normalise('<p id="x"\n class="b  a">\n Words & more </p>'))
  for (const other of [
    '<p class="a" id="x">Words & more</p>',
    '<p class="a b">Words & more</p>',
    '<p class="a b" id="x">Words</p>',
    '<div class="a b" id="x">Words & more</div>',
  ]) {
    assert.notEqual(one, normalise(other))
  }
})
