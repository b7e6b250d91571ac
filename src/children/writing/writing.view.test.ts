import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Answer } from '../../access/index.ts'
import { type Frame, findBannedWords, page } from '../../platform/views/index.ts'
import { wordsShown } from '../../platform/views/testing/index.ts'
import { exampleFrame } from '../pages/record.examples.ts'
import { writingPages } from './index.ts'

const shell: Frame = {
  council: 'Northmere Council',
  user: { name: 'Priya Raman', role: 'Social worker' },
  nav: [],
  csrf: 'x',
}
type Shown = {
  examples: Readonly<Record<string, unknown>>
  answer(data: unknown, frame: unknown): Answer
  path: string
}
const pages = writingPages.filter(route => 'examples' in route) as unknown as readonly Shown[]
const markup = (one: Shown, example: string): string => {
  const answer = one.answer(one.examples[example], exampleFrame)
  return 'page' in answer ? String(page({ ...shell, ...answer.page })) : ''
}
const shown = (path: string, example: string): string => {
  const found = pages.find(one => one.path === path)
  assert.ok(found && example in found.examples)
  return wordsShown(markup(found, example)).replace(/ ([.,])/g, '$1')
}

describe('every page of writing, in every state', () => {
  for (const one of pages.filter(p => !p.path.endsWith('/documents/:document')))
    for (const name of Object.keys(one.examples))
      test(`${one.path}: ${name} has a name for its page and none of the words that hurt`, () => {
        assert.match(markup(one, name), /<h1/)
        assert.deepEqual(findBannedWords(markup(one, name)), [])
      })
})

test('an error stands at the top and at its field, and what was typed is there', () => {
  const text = shown('/children/:child/notes/new', 'what was typed, with errors')
  assert.equal(text.match(/The day it happened is not right\. February 2026 had 28 days/g)?.length, 2)
  assert.match(text, /I pick Theo up most days\./)
  assert.match(text, /Error: Add a note/)
})

test('who can see a note is said in words before it is written', () =>
  assert.match(
    shown('/children/:child/notes/new', 'usual'),
    /Who can see this note\?.* School and attendance Education welfare officers, social workers,/,
  ))

test('a part about another person is marked with whom it is about', () =>
  assert.match(
    shown('/children/:child/notes/:note', 'usual'),
    /About another person: Grace Okafor Grace has started treatment/,
  ))

test('a note that was moved away stays as a trace', () =>
  assert.match(
    shown('/children/:child/notes/:note', 'moved away'),
    /This note was moved on .* it was about another child/,
  ))

test('a document shows the versions it had, and why there is a better one', () =>
  assert.match(
    shown('/children/:child/documents', 'usual'),
    /Versions before Letter from the hospital, 30 March 2026 at 10am Why: The first scan had a page missing\./,
  ))
