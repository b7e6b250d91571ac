import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  checkNhsNumber,
  checkUln,
  checkUpn,
  formatNhs,
  isLaCode,
  makeNhsNumber,
  makeUln,
  makeUpn,
  normaliseUpn,
} from './index.ts'

const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9]{${count}}$`))
const problemOf = (checked: { ok: boolean; problem?: string }) => checked.problem ?? 'no problem'

test('UPNs that the DfE and the sector’s validators know to be right are right', () => {
  for (const upn of ['A950000178301', 'H243278544154', 'R201100018042', 'B801200005001', 'P207000016049'])
    assert.deepEqual([checkUpn(upn).ok, checkUpn(upn).temporary], [true, false], upn)
})

test('UPNs with a wrong check letter are refused, the much-copied Q207000016049 among them', () => {
  for (const upn of ['R247962919251', 'X428558133462', 'Q207000016049']) {
    const checked = checkUpn(upn)
    assert.equal(checked.ok, false, upn)
    assert.match(problemOf(checked), /first letter/)
  }
})

test('a UPN that ends in a letter is temporary', () => {
  const checked = checkUpn('N20110001804A')
  assert.deepEqual([checked.ok, checked.temporary], [true, true])
  assert.equal(checkUpn('N20110001804B').ok, false)
})

test('a UPN may come in small letters and with spaces, and what is wrong with it is said', () => {
  assert.equal(normaliseUpn(' r201 1000 18042 '), 'R201100018042')
  assert.equal(checkUpn('r2011000 18042').ok, true)
  assert.match(problemOf(checkUpn('R20110001804')), /12 characters/)
  assert.match(problemOf(checkUpn('R2O1100018042')), /letters I, O and S/)
  assert.match(problemOf(checkUpn('2011000180421')), /not a letter and 12 digits/)
  assert.equal(checkUpn('').ok, false)
})

test('a UPN of a number no authority has is right, with a warning; Cumberland has 942', () => {
  const warned = checkUpn('A950000178301')
  assert.ok(warned.ok && warned.warning !== undefined)
  const essex = checkUpn(makeUpn('881', '5401', '14', 7))
  assert.ok(essex.ok && essex.warning === undefined)
  assert.deepEqual(['942', '943', '881', '892', '003'].map(isLaCode), [true, true, true, true, true])
  assert.deepEqual(['944', '000', '999', '88', '8810'].map(isLaCode), [false, false, false, false, false])
})

test('a UPN can be made, and one wrong digit in it is always found', () => {
  assert.equal(makeUpn('201', '1000', '18', 42), 'R201100018042')
  assert.equal(makeUpn('201', '1000', '18', '04A'), 'N20110001804A')
  assert.throws(() => makeUpn('20', '11000', '18', 42), RangeError)
  assert.throws(() => makeUpn('201', '1000', '18', 1000), RangeError)
  fc.assert(
    fc.property(
      digits(3),
      digits(4),
      digits(2),
      fc.nat(999),
      fc.integer({ min: 1, max: 12 }),
      (la, estab, yy, n, at) => {
        const upn = makeUpn(la, estab, yy, n)
        assert.equal(checkUpn(upn).ok, true)
        const wrong = upn.slice(0, at) + ((Number(upn[at]) + 1) % 10) + upn.slice(at + 1)
        assert.equal(checkUpn(wrong).ok, false)
      },
    ),
  )
})

test('NHS numbers known to be right are right, and those known to be wrong are wrong', () => {
  for (const nhs of [
    '9434765919',
    '4010232137',
    '9449305552',
    '9691914913',
    '9449310424',
    '943 476 5919',
    '943-476-5919',
  ])
    assert.equal(checkNhsNumber(nhs).ok, true, nhs)
  for (const nhs of [
    '9434765918',
    '0449310999',
    '943476591',
    '94347659190',
    '94347659I9',
    '',
    '0000000000',
    '1111111111',
  ])
    assert.equal(checkNhsNumber(nhs).ok, false, nhs)
})

test('an NHS number that a spreadsheet spoilt is mended or explained', () => {
  assert.equal(checkNhsNumber('9434765919.0').text, '9434765919')
  assert.match(problemOf(checkNhsNumber('9.43477E+09')), /spreadsheet has rounded/)
})

test('an NHS number is shown in groups of three, three and four', () => {
  assert.equal(formatNhs('9434765919'), '943 476 5919')
  assert.equal(formatNhs('not known'), 'not known')
})

test('nine digits in eleven parts have an NHS number in ten, and a slip or a swap of neighbours is found', () => {
  assert.equal(makeNhsNumber('943476591'), '9434765919')
  assert.equal(makeNhsNumber('94347659'), undefined)
  fc.assert(
    fc.property(digits(9), fc.nat(8), (nine, at) => {
      const nhs = makeNhsNumber(nine)
      fc.pre(nhs !== undefined)
      const [a = '', b = ''] = [nhs[at], nhs[at + 1]]
      const slip = nhs.slice(0, at) + ((Number(a) + 1) % 10) + nhs.slice(at + 1)
      const swap = nhs.slice(0, at) + b + a + nhs.slice(at + 2)
      assert.equal(checkNhsNumber(slip).ok, false)
      assert.equal(checkNhsNumber(swap).ok, a === b)
    }),
  )
})

test('ULNs are checked as the Learning Records Service does', () => {
  assert.equal(checkUln('9276308686').ok, true)
  assert.equal(checkUln('9276308685').ok, false)
  assert.match(problemOf(checkUln('0276308686')), /begins with 0/)
  assert.equal(makeUln('927630868'), '9276308686')
  assert.equal(makeUln('027630868'), undefined)
})

test('no number is both a ULN and an NHS number', () => {
  fc.assert(
    fc.property(digits(9), nine => {
      const [uln, nhs] = [makeUln(nine), makeNhsNumber(nine)]
      if (uln) assert.equal(checkNhsNumber(uln).ok, false)
      if (nhs) assert.equal(checkUln(nhs).ok, false)
    }),
  )
})

test('no problem with an identifier repeats the identifier', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z0-9]{9,14}$/), text => {
      for (const checked of [checkUpn(text), checkNhsNumber(text), checkUln(text)])
        assert.ok(checked.ok || !`${checked.problem}${checked.fix}`.includes(text))
    }),
  )
})
