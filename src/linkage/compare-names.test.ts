import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aChild, nhs } from './children.examples.ts'
import { compareForenames, compareMiddles, compareSurnames } from './compare-names.ts'
import { codeOf, levelAt } from './facts.ts'
import type { Identity } from './identity.ts'
import { score } from './score.ts'
import { standardise } from './standard.ts'
import { rulesIn } from './veto-rules.ts'

const level = (a: Identity, b: Identity, fact: 'forename' | 'surname') =>
  levelAt(fact, (fact === 'forename' ? compareForenames : compareSurnames)(standardise(a), standardise(b)))

test('forename and surname are seen to be swapped when one of them is also written otherwise', () => {
  const named = (forename: string, surname: string, more: Partial<Identity> = {}) =>
    aChild({ forename, surname, ...more })
  for (const [a, b] of [
    [named('Sean', 'Fitzgerald'), named('Fitzgerald', 'Shaun')],
    [named('Daniel', 'Ford'), named('Ford', 'Danny')],
    [named('Haris', 'Alam', { otherSurnames: ['Choudhury'] }), named('Choudhury', 'Haris')],
    [named('Al-Khatib', 'Layan'), named('Layan', 'Al-Khatib')],
    [named('Williams-Taylor', 'Ellie'), named('Ellie', 'Taylor')],
    [named('Penny Florence', 'Valerio'), named('Valerio Florence', 'Penny')],
    [named('Ayesha', 'Hussain'), named('Husain', 'Aysha')],
  ] as const)
    assert.equal(level(a, b, 'forename'), 'swapped', `${a.forename} ${a.surname}, ${b.forename} ${b.surname}`)
})

test('a surname that stands among the other record’s names between is no other family’s', () => {
  const [a, b] = [aChild({ surname: 'Warsame', middle: 'Abdi' }), aChild({ surname: 'Cabdi', middle: 'Yusuf' })]
  assert.equal(level(a, b, 'surname'), 'alias')
})

test('the same given names are one forename, wherever a file parts them from the middle names', () => {
  const named = (forename: string, middle: string) => aChild({ forename, middle, surname: 'Farah', sex: 'M' })
  assert.equal(level(named('Mohammed', 'Zakaria Ali'), named('Mohamed Zakaria', 'Ali'), 'forename'), 'exact')
  assert.equal(level(named('Mohammed', 'Zakaria Ali'), named('Mohamed Zakaria', 'A'), 'forename'), 'exact')
  assert.equal(level(named('Mohammed', 'Zakaria'), named('Mohammed Bilal', ''), 'forename'), 'leading')
  assert.equal(level(named('Abdur Rahman', ''), named('Abdirahman', ''), 'forename'), 'variant')
  const [a, b] = [standardise(named('Idris', 'Omar')), standardise(named('Omar', 'Idris'))]
  assert.deepEqual(
    [compareForenames(a, b), compareMiddles(a, b)],
    [codeOf('forename', 'partly'), codeOf('middle', 'same')],
  )
})

test('a name in two words or in one is one name, and so is a surname with its article or without', () => {
  const named = (forename: string, surname: string) => aChild({ forename, surname })
  assert.equal(level(named('Ji-Hoon', 'Kim'), named('Jihoon', 'Kim'), 'forename'), 'variant')
  assert.equal(level(named('Yuxuan', 'Huang'), named('Yu-Xuan Hin', 'Huang'), 'forename'), 'partly')
  assert.equal(level(named('Layan', 'Al-Masri'), named('Layan', 'Almasri'), 'surname'), 'variant')
  assert.equal(level(named('Joana', 'da Silva'), named('Joana', 'Silva'), 'surname'), 'variant')
  assert.notEqual(level(named('Layan', 'Ford'), named('Layan', 'Alford'), 'surname'), 'variant')
})

test('Thi is no name of a girl’s own, Van none that tells brothers apart, and Son is a boy’s name', () => {
  const named = (forename: string, middle = '') => aChild({ forename, middle, surname: 'Nguyen' })
  assert.equal(level(named('Thi Lan'), named('Lan', 'Thi'), 'forename'), 'exact')
  assert.equal(compareMiddles(standardise(named('Lan', 'Thi')), standardise(named('Lan', 'Quynh'))), 0)
  assert.equal(level(named('Van Hung'), named('Van Son'), 'forename'), 'different')
  assert.equal(level(named('Son'), named('Son'), 'forename'), 'exact')
  for (const placeholder of ['Son of', 'Son 1', 'Baby son'])
    assert.equal(standardise(named(placeholder)).unnamed, true, placeholder)
})

test('an initial or a slip of a middle name asks people, and joins nobody: twins have middle names too', () => {
  const [oliver, cameron] = [aChild({ forename: 'Oliver' }), aChild({ forename: 'Cameron', middle: 'O' })]
  assert.equal(level(oliver, cameron, 'forename'), 'initial')
  assert.equal(
    level(aChild({ forename: 'Millue' }), aChild({ forename: 'Catherine', middle: 'Millie' }), 'forename'),
    'initial',
  )
  assert.equal(level(aChild({ forename: 'Josepph' }), aChild({ forename: 'Jpseph' }), 'forename'), 'close')
  const shared = { nhsNumber: nhs(612345678) }
  const { vetoes } = score(standardise({ ...oliver, ...shared }), standardise({ ...cameron, ...shared }))
  assert.deepEqual(rulesIn(vetoes), ['id-conflict', 'twin-names'])
})

test('Singh and Kaur, which all of a community bear, make no two children one by forename or middle name', () => {
  const named = (forename: string, middle: string) => aChild({ forename, middle, surname: 'Sandhu' })
  assert.equal(level(named('Rayaan Singh', ''), named('Ella', 'Singh'), 'forename'), 'different')
  assert.equal(level(named('Jasleen Kaur', ''), named('Avneet Kaur', ''), 'forename'), 'different')
  assert.equal(level(named('Jasleen Kaur', ''), named('Jasleen', 'Kaur'), 'forename'), 'exact')
  const middles = (one: string, other: string) =>
    compareMiddles(standardise(named('Jasleen', one)), standardise(named('Jasleen', other)))
  assert.equal(middles('Kaur', 'Kaur'), 0)
  assert.equal(middles('Kaur', 'Priya'), codeOf('middle', 'different'))
  assert.equal(middles('Priya Kaur', 'Priya Kaur'), codeOf('middle', 'same'))
})

test('a preferred name that repeats the forename takes nothing from what the forename says', () => {
  const known = aChild({ forename: 'Maddison', middle: 'Maisie', knownAs: ['Maddison'] })
  assert.equal(level(aChild({ forename: 'Maddison M' }), known, 'forename'), 'partly')
  assert.equal(level(aChild({ forename: 'Lisa' }), aChild({ forename: 'Li', knownAs: ['Lisa'] }), 'forename'), 'alias')
})

test('a slip of the pen is one beside a middle name too, unless both forms are names', () => {
  const named = (forename: string) => aChild({ forename, surname: 'Sutcliffe' })
  assert.equal(level(named('Clara Lola'), named('Calra'), 'forename'), 'slip')
  assert.equal(level(named('Ollivia'), named('Olivia Orla'), 'forename'), 'slip')
  assert.equal(level(named('Fatmia'), named('Fatima Amina'), 'forename'), 'slip')
  assert.notEqual(level(named('Clara Lola'), named('Cara'), 'forename'), 'slip')
  assert.equal(level(named('Clara Lola'), named('Edith'), 'forename'), 'different')
})
