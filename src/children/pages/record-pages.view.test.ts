import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Answer, notFoundPage, type Route } from '../../access/index.ts'
import { type Frame, findBannedWords, page } from '../../platform/views/index.ts'
import { wordsShown } from '../../platform/views/testing/index.ts'
import { coreKinds } from '../kinds/index.ts'
import { recordPages } from './index.ts'
import { exampleFrame } from './record.examples.ts'

const frame: Frame = {
  council: 'Northmere Council',
  user: { name: 'Priya Raman', role: 'Social worker' },
  nav: [],
  csrf: 'x',
}
const routes: readonly Route[] = recordPages({ kinds: coreKinds, panels: [], dutyPhone: '01632 960450' })

type Shown = {
  examples: Readonly<Record<string, unknown>>
  answer(data: unknown, frame: unknown): Answer
  path: string
}
const pages = routes.filter(route => 'examples' in route) as unknown as readonly Shown[]
const markup = (answer: Answer): string | undefined =>
  'page' in answer ? String(page({ ...frame, ...answer.page })) : undefined
const words = (text: string): string => wordsShown(text).replace(/ ([.,])/g, '$1')
const shown = (path: string, example: string): string => {
  const found = pages.find(one => one.path === path)
  assert.ok(found && example in found.examples, `${path} ${example}`)
  return words(markup(found.answer(found.examples[example], exampleFrame)) ?? '')
}

describe('every page of the record, in every state', () => {
  for (const one of pages)
    for (const [name, data] of Object.entries(one.examples))
      test(`${one.path}: ${name} has a name for its page and none of the words that hurt`, () => {
        const text = markup(one.answer(data, exampleFrame))
        if (text === undefined) return
        assert.match(text, /<h1/)
        assert.deepEqual(findBannedWords(text), [])
      })
})

describe('the child’s page', () => {
  const overview = (example: string) => shown('/children/:child', example)
  test('says age before birth date, and where the child lives', () =>
    assert.match(
      overview('usual'),
      /Amelia Okafor-Reid Known as Millie\. 9 years old, born 3 May 2017\. Lives with mum at 14 Larch Close/,
    ))
  test('offers urgent access whatever is known, in the words of the page for a record that is not there', () => {
    const offer = /If you must see more and it cannot wait, open this record urgently\./
    for (const example of ['usual', 'nothing but a name']) assert.match(overview(example), offer)
    assert.match(shown('/children/:child/why', 'usual'), offer)
    assert.match(words(String(page({ ...frame, ...notFoundPage('5b0f6f6e-8f1d-4c38-9a54-0c7a3d2e1b90') }))), offer)
  })
  test('danger comes first, and a note past its day says since when nobody checked it', () => {
    const text = overview('usual')
    assert.ok(text.indexOf('Visit in pairs') < text.indexOf('Getting in'))
    assert.match(text, /Not checked since 1 May 2026/)
    assert.match(text, /Large dog at the address .* Check again by 14 July 2026/)
  })
  test('the same seven facts stand there when nothing is known, each with the reason', () => {
    const text = overview('nothing but a name')
    for (const label of [
      'School today',
      'Attendance this year',
      'Plan and next date',
      'Lives with',
      'How we talk',
      'Next',
      'Last seen',
    ])
      assert.ok(text.includes(label), label)
    assert.match(text, /No school has sent a register/)
    assert.match(text, /No visit notes recorded\. This does not mean there is no risk\./)
  })
  test('old information says so, and a fact in time does not', () => {
    const text = overview('usual')
    assert.match(text, /Old information\. From school census, 18 January 2024/)
    assert.match(text, /From school register, today at 9:05am/)
  })
  test('two sources that disagree are said, with the way to both', () =>
    assert.match(overview('two sources disagree on the language'), /Two sources disagree/))
  test('an unborn child has the day that is expected, and no birth date', () =>
    assert.match(overview('unborn'), /Expected 4 June 2026\. Address not recorded/))
  test('of a child who died the page says when and at what age', () =>
    assert.match(overview('died'), /Died 2 March 2026, aged 8 years, born 11 February 2018/))
  test('an estimated age is said to be one', () =>
    assert.match(overview('age estimated'), /Born about 2010 \(estimated\)/))
  test('a part that cannot be read leaves the rest standing', () =>
    assert.match(
      overview('a part cannot be shown'),
      /Early help cannot be shown right now\. The rest of this page is up to date\./,
    ))
  test('who else is involved names whom they work with, and says where no number is known', () => {
    const text = overview('usual')
    assert.match(text, /Sam Ali Family support worker, North team, works with Theo Call 01632 960411/)
    assert.match(text, /Dawn Hughes .* No phone number recorded/)
  })
  test('a name is shown whole and as it is written, in any script', () => {
    assert.match(overview('long Welsh name'), /Llywelyn Gwrtheyrn Tudur ap Gwilym-Llanfairpwllgwyngyll Known as Llew\./)
    assert.match(overview('Arabic name'), /عبد الرحمن بن خالد المنصوري/)
  })
})

describe('the other pages', () => {
  test('a hidden address and one never recorded read the same, with the same line to duty', () => {
    for (const [page, state] of [
      ['/children/:child/family', 'address not recorded'],
      ['/children/:child/visit', 'nothing recorded'],
    ] as const)
      assert.match(
        shown(page, state),
        /Address not recorded\. If you need to reach the family, call the duty team\. Call 01632 960450/,
      )
  })
  test('a routine run folds into one line', () =>
    assert.match(
      shown('/children/:child/timeline', 'all events, with a routine run'),
      /Call, 5 times in March 2026 11 March 2026 to 15 March 2026 Show each/,
    ))
  test('about the record: a wrong number says what is wrong, an NHS number is grouped', () => {
    const text = shown('/children/:child/about', 'two sources disagree')
    assert.match(text, /A823200012345 The check letter should be K\./)
    assert.match(text, /943 476 5919/)
    assert.match(text, /Two sources disagree/)
  })
  test('what each role can see is made from the rules', () =>
    assert.match(
      shown('/roles', 'all roles'),
      /Education welfare officers .* Only who to speak to: early help, that social care is involved/,
    ))
})
