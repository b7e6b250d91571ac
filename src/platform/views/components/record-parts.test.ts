import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wordsShown } from '../testing/index.ts'
import { compareTable } from './compare-table.ts'
import { eventList } from './event-list.ts'
import { factGrid } from './fact.ts'
import { identityBanner } from './identity-banner.ts'
import { problemGroups, progress, stepList } from './import-progress.ts'
import { involvedList } from './involved.ts'
import { table } from './table.ts'
import { visitBox, visitLine } from './visit-box.ts'

const words = (markup: unknown): string =>
  wordsShown(markup)
    .replace(/ ([.,])/g, '$1')
    .trim()

test('a fact shows its source and date; an old one says so; disagreement shows the way to both', () => {
  const text = words(
    factGrid([
      { label: 'School', value: 'Larchfield', source: { from: 'school register', at: 'today at 9:05am' } },
      {
        label: 'Language',
        value: 'Igbo',
        source: { from: 'school census', at: '18 January 2024', old: true, disagree: { href: '/f' } },
      },
      { label: 'Next', missing: 'Not recorded. The school can add it.' },
    ]),
  )
  assert.match(text, /School Larchfield From school register, today at 9:05am/)
  assert.match(text, /Old information\. From school census, 18 January 2024\. Two sources disagree/)
  assert.match(text, /Next Not recorded/)
})

test('no visit notes is itself a warning, and an unchecked note stays and says since when', () => {
  assert.match(words(visitBox({ notes: [] })), /No visit notes recorded\. This does not mean there is no risk\./)
  const note = { title: 'Large dog', source: { from: 'housing', at: '14 April 2026' }, notCheckedSince: '14 July 2026' }
  assert.match(words(visitBox({ notes: [note] })), /Large dog Not checked since 14 July 2026 From housing/)
  assert.equal(words(visitLine({ count: 1, href: '/v' })), '1 thing to know before a visit')
})

test('the banner names age before date of birth, and keeps its menu closed', () => {
  const banner = identityBanner({
    child: { name: 'Amelia Okafor', age: '9 years old', born: '3 May 2017' },
    parts: [{ text: 'Timeline', href: '/t' }],
  })
  assert.match(words(banner), /Amelia Okafor 9 years old, born 3 May 2017/)
  assert.doesNotMatch(String(banner), /<details[^>]*open/)
})

test('a phone number is a link that calls it; a missing one is said', () => {
  const list = String(
    involvedList({
      empty: 'Nobody',
      people: [
        { name: 'Sam', role: 'Worker', phone: '01632 960 411' },
        { name: 'Jo', role: 'Teacher' },
      ],
    }),
  )
  assert.match(list, /href="tel:01632960411">Call 01632 960 411/)
  assert.match(list, /No phone number recorded/)
})

test('events are an ordered list whose key ones are said in words, with the machine date beside the written one', () => {
  const list = String(
    eventList({
      events: [
        {
          title: 'Moved',
          when: '3 May 2026',
          date: '2026-05-03',
          key: true,
          source: { from: 'housing', at: '4 May 2026' },
        },
      ],
    }),
  )
  assert.match(list, /<ol class="tl-events">/)
  assert.match(list, /Key event: <\/span>Moved/)
  assert.match(list, /<time datetime="2026-05-03">3 May 2026<\/time>/)
  assert.match(words(eventList({ events: [] })), /Nothing recorded/)
})

test('a hidden same value is nowhere in the page', () => {
  const made = String(
    compareTable({
      caption: 'x',
      a: { title: 'A' },
      b: { title: 'B' },
      rows: [
        {
          fact: 'NHS number',
          closeness: 'same',
          a: '9434765919',
          b: '9434765919',
          hidden: true,
        },
      ],
    }),
  )
  assert.doesNotMatch(made, /9434765919/)
  assert.match(made, /Same, value hidden/)
})

test('the biggest problem comes first, with what came and what was wanted', () => {
  const example = { file: 'a.csv', line: 3, column: 'UPN', got: '', wanted: 'a UPN' }
  const text = words(
    problemGroups([
      { problem: 'Small', count: 1, example, fix: 'Mend' },
      { problem: 'Big', count: 1200, example, fix: 'Mend' },
    ]),
  )
  assert.match(text, /^Big 1,200 rows a\.csv, line 3, UPN: we got nothing, we expected a UPN\. Mend Small 1 row/)
})

test('progress and steps are told in words', () => {
  assert.match(
    String(progress({ id: 'p', label: 'Checking', text: '3 of 9', value: 3, max: 9 })),
    /<label[^>]*for="p">Checking<\/label>\s*<progress[^>]*id="p" value="3" max="9">3 of 9/,
  )
  assert.doesNotMatch(String(progress({ id: 'p', label: 'Reading', text: 'Reading' })), /value=/)
  assert.match(
    words(
      stepList([
        { text: 'Read', state: 'done' },
        { text: 'Link', state: 'failed' },
      ]),
    ),
    /Read Done Link Stopped/,
  )
})

test('a table that becomes cards keeps its meaning by roles and its column names by labels', () => {
  const made = String(
    table({ columns: [{ text: 'Child' }, { text: 'Age', numeric: true }], rowHeader: true, rows: [['Amelia', 9]] }),
  )
  assert.match(made, /<table class="govuk-table tl-table--cards" role="table">/)
  assert.match(made, /role="rowheader">Amelia/)
  assert.match(made, /role="cell" data-label="Age"><div>9<\/div>/)
  assert.equal(words(table({ columns: [{ text: 'Child' }], rows: [], empty: 'No children yet.' })), 'No children yet.')
})
