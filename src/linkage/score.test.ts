import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { aChild, born, nhs, temporaryUpn, twins, upn, without } from './children.examples.ts'
import { evidenceInWords, explain, pointsTowards, stopAndThink } from './explain.ts'
import { type Fact, factAt, factNames, levelAt, levelsOf } from './facts.ts'
import type { Identity } from './identity.ts'
import { defaultModel } from './model.ts'
import { score, scorer } from './score.ts'
import { standardise } from './standard.ts'
import { rulesIn } from './veto-rules.ts'

const compared = (a: Identity, b: Identity) => score(standardise(a), standardise(b))
const level = (a: Identity, b: Identity, fact: Fact) => levelAt(fact, compared(a, b).vector[factAt[fact]] ?? 0)
const rules = (a: Identity, b: Identity) => rulesIn(compared(a, b).vetoes)

test('forenames are compared as people write and say them', () => {
  const cases: [string, string, string][] = [
    ['Amelia', 'AMELIA', 'exact'],
    ['Mohammed', 'Muhammad', 'variant'],
    ['Katie', 'Katherine', 'short'],
    ['Bill', 'Will', 'short'],
    ['Mohammed Ali', 'Ali', 'partly'],
    ['Lily', 'Lily-Mae', 'partly'],
    ['Lily-Rose', 'Lily-Mae', 'close'],
    ['Mohammed Ali', 'Mohammed Hassan', 'different'],
    ['Mohammed', 'Mohammed Ali', 'leading'],
    ['Jonathan', 'Jonahtan', 'slip'],
    ['Amelia', 'Amelie', 'close'],
    ['Gina', 'Gia', 'close'],
    ['Ava', 'Eva', 'sound'],
    ['A', 'Amelia', 'initial'],
    ['Marcus', 'Jayden', 'different'],
    ['Alexander', 'Alexandra', 'close'],
  ]
  for (const [one, other, expected] of cases) {
    assert.equal(level(aChild({ forename: one }), aChild({ forename: other }), 'forename'), expected, `${one} ${other}`)
  }
  assert.equal(level(aChild({ forename: 'Li', knownAs: ['Lisa'] }), aChild({ forename: 'Lisa' }), 'forename'), 'alias')
  assert.equal(level(aChild({ forename: 'Anne', middle: 'Zara' }), aChild({ forename: 'Zara' }), 'forename'), 'partly')
})

test('three surnames of one child meet: legal, former and half of a double one', () => {
  const child = aChild({ surname: 'Okafor-Reid', otherSurnames: ['Bello'] })
  assert.equal(level(child, aChild({ surname: 'Reid Okafor' }), 'surname'), 'variant')
  assert.equal(level(child, aChild({ surname: 'Bello' }), 'surname'), 'alias')
  assert.equal(level(child, aChild({ surname: 'Okafor' }), 'surname'), 'half')
  assert.equal(level(aChild({ surname: 'Kowalski' }), aChild({ surname: 'Kowalska' }), 'surname'), 'variant')
  assert.equal(level(aChild({ surname: 'O’Brien' }), aChild({ surname: 'OBrien' }), 'surname'), 'exact')
  assert.equal(level(aChild({ surname: 'Kaur Gill' }), aChild({ surname: 'Kaur Sandhu' }), 'surname'), 'different')
})

test('forename and surname the wrong way round are seen', () => {
  const [right, wrong] = [
    aChild({ forename: 'James', surname: 'Taylor' }),
    aChild({ forename: 'Taylor', surname: 'James' }),
  ]
  assert.equal(level(right, wrong, 'forename'), 'swapped')
  assert.ok(compared(right, wrong).bits > defaultModel.thresholds.link)
})

test('birth dates are compared as they are mistaken', () => {
  const date = (day: Identity['birthDate'], birthPrecision: Identity['birthPrecision'] = 'day') =>
    aChild({ ...(day ? { birthDate: day } : {}), birthPrecision })
  const base = date(born(2014, 3, 9))
  assert.equal(level(base, date(born(2014, 9, 3)), 'birth'), 'swapped')
  assert.equal(level(base, date(born(2014, 3, 8)), 'birth'), 'digit')
  assert.equal(level(base, date(born(2014, 1, 1)), 'birth'), 'default')
  assert.equal(level(base, date(born(2014, 3, 20)), 'birth'), 'parts')
  assert.equal(level(base, date(born(2011, 7, 20)), 'birth'), 'different')
  assert.equal(level(base, date(born(2014, 3, 1), 'month'), 'birth'), 'same-month')
  assert.equal(level(base, date(born(2014, 1, 1), 'year'), 'birth'), 'same-year')
})

test('twins, brothers and sisters, and strangers of one name are told apart by what each class shares', () => {
  const child = aChild()
  const sister = aChild({ forename: 'Grace', birthDate: born(2016, 8, 21) })
  const twin = aChild({ forename: 'Grace' })
  for (const other of [sister, twin]) assert.ok(compared(child, other).bits < 0)
  assert.deepEqual(rules(child, twin), ['twin-pattern'])
  assert.ok(compared(child, child).bits > 10)
})

test('a number mis-keyed from a brother is a conflict, not a match', () => {
  const brother = aChild({ forename: 'Noah', sex: 'M', birthDate: born(2011, 11, 30), nhsNumber: nhs(433333333) })
  const child = aChild({ nhsNumber: nhs(433333333) })
  assert.ok(compared(child, brother).bits < 0)
  assert.ok(rules(child, brother).includes('id-conflict'))
  assert.ok(rules(twins.jayden, { ...twins.marcus, nhsNumber: twins.jayden.nhsNumber ?? '' }).includes('id-conflict'))
})

test('two valid NHS numbers or UPNs bar a link; a former UPN, a temporary or a faulty one does not', () => {
  const one = aChild({ nhsNumber: nhs(455555555), upn: upn(1) })
  assert.deepEqual(rules(one, { ...one, nhsNumber: nhs(466666666) }), ['nhs-differs'])
  assert.deepEqual(rules(one, { ...one, upn: upn(2) }), ['upn-differs'])
  assert.deepEqual(rules(one, { ...one, upn: upn(2), formerUpns: [upn(1)] }), [])
  assert.deepEqual(rules(one, { ...one, upn: temporaryUpn('01A') }), [])
  assert.deepEqual(rules(one, { ...one, nhsNumber: '1234567890' }), [])
})

test('two records with one temporary UPN are no nearer for it', () => {
  const [a, b] = [aChild({ upn: temporaryUpn('01A') }), aChild({ upn: temporaryUpn('01A') })]
  assert.equal(compared(a, b).bits, compared(without(a, 'upn'), without(b, 'upn')).bits)
})

test('twins whose names differ by a letter are left to people, unless two numbers agree', () => {
  const [jayden, kayden] = [without(twins.jayden, 'nhsNumber', 'upn'), without(twins.kayden, 'nhsNumber', 'upn')]
  assert.deepEqual(rules(jayden, kayden), ['twin-names'])
  const typed = { ...twins.jayden, forename: 'Jaydne' }
  assert.deepEqual(rules(twins.jayden, typed), [])
})

test('a newborn "Baby" is told only by the NHS number', () => {
  const baby = aChild({ forename: 'Baby', birthDate: born(2026, 2, 3), nhsNumber: nhs(477777777) })
  const named = aChild({ birthDate: born(2026, 2, 3), nhsNumber: nhs(477777777) })
  assert.deepEqual(rules(baby, named), [])
  assert.ok(compared(baby, named).bits > defaultModel.thresholds.link)
  assert.deepEqual(rules(without(baby, 'nhsNumber'), named), ['unnamed'])
  const [first, second] = [aChild({ forename: 'Twin 1' }), aChild({ forename: 'Twin 2' })]
  assert.deepEqual(rules(first, second), ['twin-pattern'])
})

test('a return without names is told by the UPN with the birth date, since twins have two', () => {
  const named = aChild({ birthDate: born(2016, 2, 3), upn: upn(123) })
  const upnOnly = { birthDate: born(2016, 2, 3), upn: upn(123) }
  assert.deepEqual(rules(upnOnly, named), [])
  assert.ok(compared(upnOnly, named).bits > defaultModel.thresholds.link)
  assert.deepEqual(rules({ ...upnOnly, birthDate: born(2016, 3, 2) }, named), ['unnamed'])
  assert.deepEqual(rules(without(upnOnly, 'upn'), named), ['unnamed'])
})

test('the returns of one system are tied by the number it gave the child, unless the birth dates speak against it', () => {
  const [census, list] = [{ birthDate: born(2016, 2, 3) }, {}].map(said => ({
    ...said,
    localNumbers: ['social care NM100013'],
  }))
  assert.ok(census && list)
  for (const other of [list, census]) {
    assert.deepEqual(rules(census, other), [])
    assert.ok(compared(census, other).bits > defaultModel.thresholds.link)
  }
  assert.deepEqual(rules(census, { ...list, birthDate: born(2012, 9, 21) }), ['unnamed', 'birth-differs'])
  const another = { ...census, localNumbers: ['social care NM100014'] }
  assert.deepEqual(rules(census, another), ['unnamed'])
})

test('namesakes with one birth date are left to people when the name is common, and not when it is rare', () => {
  const common = { forename: 'Mohammed', surname: 'Khan', birthDate: born(2013, 5, 5) }
  const rare = { forename: 'Peregrine', surname: 'Featherstonehaugh', birthDate: born(2013, 5, 5) }
  assert.deepEqual(rules(common, common), ['namesake'])
  assert.deepEqual(rules(rare, rare), [])
  assert.ok(compared(rare, rare).bits > compared(common, common).bits + 4)
})

test('an address that many unrelated children share counts for less', () => {
  const home = aChild({ sharedAddress: true })
  assert.ok(compared(home, aChild()).bits < compared(aChild(), aChild()).bits)
})

const names = fc.constantFrom(
  'Amelia',
  'Mohammed Ali',
  'Muhammad',
  'Lily-Mae',
  'Jayden',
  'Kayden',
  'Baby',
  'Zofia',
  'Taylor',
  'X Æ',
  '',
)
const identities: fc.Arbitrary<Identity> = fc.record({
  forename: names,
  middle: fc.constantFrom('', 'Rose', 'Ali'),
  surname: fc.constantFrom('Khan', 'Taylor', 'Okafor-Reid', 'Reid', 'Kowalska', 'Kowalski', ''),
  knownAs: fc.array(names, { maxLength: 2 }),
  otherSurnames: fc.array(fc.constantFrom('Reid', 'Bello'), { maxLength: 2 }),
  birthDate: fc.constantFrom(born(2014, 3, 9), born(2014, 9, 3), born(2014, 1, 1), born(2011, 7, 30)),
  birthPrecision: fc.constantFrom('day' as const, 'month' as const, 'year' as const, 'expected' as const),
  sex: fc.constantFrom('M' as const, 'F' as const, 'U' as const),
  nhsNumber: fc.constantFrom('', nhs(411111112), nhs(422222223)),
  upn: fc.constantFrom('', upn(1), upn(2), temporaryUpn('01A')),
  postcode: fc.constantFrom('', 'NM4 2QT', 'NM4 2QS', 'NM9 9ZZ'),
  house: fc.constantFrom('', '1', '12'),
  phones: fc.array(fc.constantFrom('07700 900123', '07700 900999'), { maxLength: 2 }),
  emails: fc.array(fc.constantFrom('a.hartley@example.org', 'a.hartly@example.org'), { maxLength: 2 }),
  parents: fc.array(fc.constantFrom('Ann Khan', 'Anne Kahn', 'Bob Reid'), { maxLength: 2 }),
})

test('which record is named first never matters', () => {
  fc.assert(
    fc.property(identities, identities, (a, b) => {
      assert.deepEqual(compared(a, b), compared(b, a))
    }),
  )
})

test('the evidence adds up to the score, whatever the score', () => {
  fc.assert(
    fc.property(identities, identities, (a, b) => {
      const found = compared(a, b)
      const { prior, levels, bits } = explain(found)
      const sum = levels.reduce((total, one) => total + one.bits, prior)
      assert.ok(Math.abs(sum - bits) < 0.2, `${sum} ${bits}`)
      assert.ok(stopAndThink(found).length > 0)
      assert.ok(levels.every(one => one.words !== ''))
    }),
  )
})

test('a scorer made once and the score of a single pair are the same number', () => {
  const bulk = scorer()
  fc.assert(
    fc.property(identities, identities, (a, b) => {
      const [x, y] = [standardise(a), standardise(b)]
      assert.deepEqual(bulk(x, y), score(x, y))
    }),
  )
})

test('every fact stands in the vector at its own place', () => {
  const full: Identity = {
    ...aChild({ middle: 'Rose', nhsNumber: nhs(488888888), upn: upn(3), uln: '1234567893' }),
    phones: ['07700 900123'],
    emails: ['a@example.org'],
    parents: ['Ann Hartley'],
    school: 'Mill School',
  }
  const { vector } = compared(full, full)
  assert.equal(vector.length, factNames.length)
  const changes: Partial<Record<Fact, Partial<Identity>>> = {
    forename: { forename: 'Zachary' },
    middle: { middle: 'Kate' },
    surname: { surname: 'Zielinska' },
    birth: { birthDate: born(2001, 12, 28) },
    sex: { sex: 'M' },
    nhs: { nhsNumber: nhs(499999990) },
    upn: { upn: upn(4) },
    address: { postcode: 'ZE1 0AA', house: '9', street: 'Quay' },
    phone: { phones: ['07700 900999'] },
    email: { emails: ['zz@other.net'] },
    parent: { parents: ['Bob Reid'] },
    school: { school: 'Quay School' },
  }
  for (const [fact, change] of Object.entries(changes) as [Fact, Partial<Identity>][]) {
    const differing = compared(full, { ...full, ...change }).vector.flatMap((code, at) =>
      code === vector[at] ? [] : [factNames[at]],
    )
    assert.deepEqual(differing, [fact])
  }
})

test('evidence is in plain words and holds no values', () => {
  const a = aChild({ nhsNumber: nhs(488888888) })
  const found = compared(a, { ...a, birthDate: born(2014, 9, 3), surname: 'Zielinska' })
  assert.ok(pointsTowards(found).includes('Same NHS number, valid on both'))
  assert.ok(stopAndThink(found).includes('Different surnames'))
  assert.ok(evidenceInWords(found).includes('Day and month of birth may be swapped'))
  const frozen = JSON.stringify(explain(found))
  for (const value of ['Amelia', 'Hartley', '2014', a.nhsNumber ?? '', 'NM4']) assert.ok(!frozen.includes(value))
  assert.ok(frozen.includes(defaultModel.version))
})

test('every level of every fact has chances in the shipped model and is nearer to one child the higher it stands', () => {
  for (const fact of factNames) {
    const bits = levelsOf[fact].map(one => {
      const chances = defaultModel.facts[fact][one]
      return chances ? Math.log2(chances.match / chances.stranger) : Number.NaN
    })
    assert.ok(bits.every(Number.isFinite), fact)
    assert.ok((bits.length === 1 || (bits.at(-1) ?? 0) < 0) && (bits[0] ?? 0) > 0.9, fact)
  }
})

test('a town with a slip in it is alike, and a part of the address that agrees is told from all of it', () => {
  const lives = (...towns: readonly string[]) => aChild({ towns })
  assert.equal(level(lives('Mill Side', 'Northmere'), lives('Millside'), 'town'), 'same')
  assert.equal(level(lives('Northmere'), lives('Nrothmere'), 'town'), 'similar')
  assert.equal(level(lives('Mill Side', 'Northmere'), lives('Quayside', 'Northmere'), 'town'), 'partly')
  assert.equal(level(lives('Northmere'), lives('Southport'), 'town'), 'different')
})

test('the same house and street in another town is no home in common', () => {
  const high = (postcode: string) => aChild({ house: '12', street: 'High Street', postcode })
  assert.equal(level(high('NM4 2QT'), high('ZE1 0AA'), 'address'), 'different')
  assert.equal(level(high('NM4 2QT'), high('NM4 2QR'), 'address'), 'street')
  assert.equal(level(high('NM4 2QT'), aChild({ house: '12', street: 'Hihg Stret' }), 'address'), 'home')
})

test('names in another order, with nothing beside them but a birth date, are left to people', () => {
  const peter = without(aChild({ forename: 'Peter', surname: 'Frank' }), 'postcode', 'house', 'street')
  const frank = { ...peter, forename: 'Frank', surname: 'Peters' }
  assert.deepEqual(rules(peter, frank), ['namesake'])
  const home = { postcode: 'NM4 2QT', house: '12' }
  assert.deepEqual(rules({ ...peter, ...home }, { ...frank, ...home }), [])
})
