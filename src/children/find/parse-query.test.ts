import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { distanceOf, editDistance, slips } from './closeness.ts'
import { parseQuery } from './parse-query.ts'
import { schoolWords } from './school-words.ts'

const names = (line: string) => parseQuery(line).terms.flatMap(term => (term.sort === 'name' ? term.word : []))
const dates = (line: string) =>
  parseQuery(line).terms.flatMap(term => (term.sort === 'date' ? `${term.from}..${term.to}` : []))
const codes = (line: string) => parseQuery(line).terms.flatMap(term => (term.sort === 'code' ? term.words[0] : []))

describe('reading one line of search', () => {
  for (const line of [
    'Liam Brennan 14/03/2013',
    'Brennan, Liam 14.3.13',
    'liam 14 March 2013 brennan',
    '2013-03-14 LIAM BRENNAN',
    '14th of March 2013, Liam Brennan',
    'Liam Brennan dob 14 3 2013',
    'Brennan Liam 20130314',
  ]) {
    test(`“${line}” is Liam Brennan, born on 14 March 2013`, () => {
      assert.deepEqual([...names(line)].sort(), ['brennan', 'liam'])
      assert.deepEqual(dates(line), ['2013-03-14..2013-03-14'])
      assert.deepEqual(codes(line), [])
    })
  }
  test('a month or a year alone is a range', () => {
    assert.deepEqual(dates('Jones March 2012'), ['2012-03-01..2012-03-31'])
    assert.deepEqual(dates('Jones 2012'), ['2012-01-01..2012-12-31'])
  })
  test('day and month may be changed over where both could be months', () => {
    assert.deepEqual(parseQuery('3/5/2017').terms, [
      { sort: 'date', from: '2017-05-03', to: '2017-05-03', swapped: '2017-03-05' },
    ])
    assert.deepEqual(parseQuery('14/5/2017').terms, [{ sort: 'date', from: '2017-05-14', to: '2017-05-14' }])
  })
  test('a postcode is one code with or without its space, and half of one is a beginning', () => {
    assert.deepEqual(codes('nm4 2qt brennan'), ['nm42qt'])
    assert.deepEqual(codes('NM42QT'), ['nm42qt'])
    assert.deepEqual(parseQuery('NM4').terms, [{ sort: 'code', words: ['nm4'], beginning: 'nm4' }])
  })
  test('numbers are found as people write them', () => {
    assert.deepEqual(codes('NHS 943 476 5919'), ['9434765919'])
    assert.deepEqual(codes('upn: A123456789012'), ['a123456789012'])
    assert.deepEqual(codes('CH-10234'), ['ch10234'])
    assert.deepEqual(codes('+44 7700 900123'), ['07700900123'])
  })
  test('O’Neill, O Neill and ONeill are one word; so are Mc Donald and McDonald', () => {
    for (const line of ['Sean O’Neill', 'Sean O Neill', "sean o'neill", 'SEAN ONEILL'])
      assert.deepEqual(names(line), ['sean', 'oneill'])
    assert.deepEqual(names('Eve Mc Donald'), names('Eve McDonald'))
  })
  test('words that every school has tell no child from another', () => {
    assert.deepEqual(names('Oliver at Mill Primary School'), ['oliver', 'mill'])
    assert.deepEqual(schoolWords('St Mary’s C of E Primary School'), ['at marys', 'at c', 'at e'])
  })
  test('other scripts are names like any', () => assert.deepEqual(names('محمد علي'), ['محمد', 'علي']))
  test('nothing typed asks for nothing', () => {
    for (const line of ['', '   ', ',;', '\u0000\u200f']) assert.deepEqual(parseQuery(line).terms, [])
  })
  test('whatever is typed is read, and never as more than eight terms', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), line => parseQuery(line).terms.length <= 8))
  })
  test('the order of names and date changes nothing but the order', () => {
    const word = fc
      .stringMatching(/^[a-z]{3,9}$/)
      .filter(
        w =>
          names(w).length === 1 &&
          !/^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|dob|born|upn|uln|nhs|tel|phone|mac)/.test(w),
      )
    const parts = fc
      .tuple(word, word, fc.constantFrom('14/03/2013', '2013-03-14', '14 March 2013'))
      .filter(([a, b]) => a !== b)
    const set = (line: string) =>
      parseQuery(line)
        .terms.map(t => JSON.stringify(t))
        .sort()
    fc.assert(
      fc.property(parts, ([a, b, d]) => {
        const all = [
          [a, b, d],
          [b, a, d],
          [d, a, b],
          [a, d, b],
        ].map(p => set(p.join(' ')))
        for (const one of all) assert.deepEqual(one, all[0])
      }),
    )
  })
})

describe('how near a word is', () => {
  test('the same, another spelling or short form, one slip, two slips, another name', () => {
    assert.equal(distanceOf('liam', 'liam', true), 0)
    assert.equal(distanceOf('mohammed', 'muhammad', true), 1)
    assert.equal(distanceOf('liz', 'elizabeth', false), 1)
    assert.equal(distanceOf('elizabeth', 'liz', false), 1)
    assert.equal(distanceOf('bren', 'brennan', false), 1)
    assert.equal(distanceOf('brenann', 'brennan', true), 2)
    assert.equal(distanceOf('liam', 'noah', false), undefined)
    assert.equal(distanceOf('ben', 'dan', false), undefined)
  })
  test('letters changed over count as one, either way round', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 })
    fc.assert(fc.property(word, word, (a, b) => editDistance(a, b, 9) === editDistance(b, a, 9)))
    fc.assert(fc.property(word, a => editDistance(a, a, 3) === 0))
    assert.equal(editDistance('brennan', 'brenann', 3), 1)
  })
  test('every slip of a word is one edit away from it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{3,9}$/), word =>
        slips(word).every(slip => editDistance(word, slip, 3) === 1),
      ),
    )
  })
})
