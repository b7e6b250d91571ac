import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { aChild, born, nhs, upn, without } from './children.examples.ts'
import { cluster, type Edge } from './cluster.ts'
import { type Fact, factAt, levelAt } from './facts.ts'
import type { Identity } from './identity.ts'
import { score } from './score.ts'
import { standardise } from './standard.ts'
import { rulesIn } from './veto-rules.ts'
import { showsTwin } from './vetoes.ts'

const compared = (a: Identity, b: Identity) => score(standardise(a), standardise(b))
const level = (a: Identity, b: Identity, fact: Fact) => levelAt(fact, compared(a, b).vector[factAt[fact]] ?? 0)
const rules = (a: Identity, b: Identity) => rulesIn(compared(a, b).vetoes)
const called = (forename: string, facts: Partial<Identity> = {}) => aChild({ forename, sex: 'U', ...facts })

const clustersOf = (world: Readonly<Record<string, Identity>>): readonly (readonly string[])[] => {
  const ids = Object.keys(world)
  const compare = (a: string, b: string) => compared(world[a] ?? {}, world[b] ?? {})
  const edges = ids.flatMap((a, at) => ids.slice(at + 1).map((b): Edge => ({ a, b, score: compare(a, b) })))
  return cluster(ids, edges, { scoreOf: compare }).clusters
}

test('a form that is no name is taken for a slip of the pen, for the name, its short form or another spelling', () => {
  for (const [name, form] of [
    ['Jonathan', 'Jonahtan'],
    ['Seb', 'Sbeastian'],
    ['Sam', 'Smantha'],
    ['Amy', 'Anmy'],
    ['Mohammed Hassan', 'Hsasan'],
  ] as const) {
    assert.equal(level(called(name), called(form), 'forename'), 'slip', `${name} ${form}`)
    assert.deepEqual(rules(called(name), called(form)), [], `${name} ${form}`)
  }
})

test('two forms that are each a name may be twins, and one number in common does not make them one child', () => {
  const number = { nhsNumber: nhs(412345678) }
  for (const [one, other] of [
    ['Jayden', 'Kayden'],
    ['Harry', 'Barry'],
    ['Ella', 'Ellie'],
    ['Mia', 'Millie'],
  ] as const) {
    assert.deepEqual(rules(called(one), called(other)), ['twin-names'], `${one} ${other}`)
    assert.deepEqual(rules(called(one, number), called(other, number)), ['twin-names'], `${one} ${other}`)
    const two = { ...number, upn: upn(101) }
    assert.deepEqual(rules(called(one, two), called(other, two)), [], `${one} ${other}`)
  }
})

test('a short form of the name is the same child, and so are two short forms of which one begins the other', () => {
  for (const [one, other] of [
    ['Katie', 'Katherine'],
    ['Fred', 'Freddie'],
    ['Jacob', 'Jakub'],
  ] as const)
    assert.deepEqual(rules(called(one), called(other)), [], `${one} ${other}`)
})

test('“Muhammad Bilal” and Muhammad with the middle names Yusuf Ayaan may be twins; a middle name that agrees says they are not', () => {
  const home = { surname: 'Akhtar' }
  const bilal = called('Muhammad Bilal', home)
  const led = (middle: string) => called('Muhammad', { ...home, middle, surname: 'Mahmood' })
  assert.deepEqual(rules(bilal, led('Yusuf Ayaan')), ['twin-close'])
  for (const middle of ['Bilal', 'Bilaal', 'B', 'Yusuf Bilal', ''])
    assert.deepEqual(rules(bilal, led(middle)), [], middle)
  const numbers = { nhsNumber: nhs(412345678), upn: upn(7) }
  assert.deepEqual(rules({ ...bilal, ...numbers }, { ...led('Yusuf Ayaan'), ...numbers }), [])
})

test('an initial tells no twin from the other; with a number or the same middle name it does', () => {
  const [full, initial] = [called('Marcus'), called('M')]
  assert.deepEqual(rules(full, initial), ['twin-close'])
  assert.deepEqual(rules({ ...full, upn: upn(7) }, { ...initial, upn: upn(7) }), [])
  assert.deepEqual(rules({ ...full, middle: 'Kofi' }, { ...initial, middle: 'Kofi' }), [])
})

test('"Twin 2" says that there is another, so one number does not say whose record it is', () => {
  const number = { nhsNumber: nhs(412345678), birthDate: born(2026, 2, 3) }
  assert.deepEqual(rules(called('Twin 2', number), called('Amelia', number)), ['unnamed'])
  assert.deepEqual(rules(called('Baby', number), called('Amelia', number)), [])
})

test('where a family is known to have twins, what may be either’s name goes to people', () => {
  const home = { phones: ['07700 900123'], sex: 'M' as const }
  const twins = { harry: called('Harry', home), noah: called('Noah', home) }
  assert.ok(showsTwin(compared(twins.harry, twins.noah)))
  assert.deepEqual(clustersOf({ ...twins, again: called('Harry', home), h: called('H', home) }), [
    ['again', 'harry'],
    ['h'],
    ['noah'],
  ])
  const alike = { lucy: called('Lucy', home), lucia: called('Lucia', home), lucie: called('Lucie', home) }
  assert.ok(clustersOf(alike).every(members => members.length === 1))
})

test('twins are reckoned with where their own records are of another home, and joined to neither', () => {
  const [home, other] = [{ phones: ['07700 900123'] }, { postcode: 'NM2 1AA', house: '7', street: 'High Street' }]
  const twins = { harry: called('Harry', { ...home, upn: upn(7) }), henry: called('Henry', { ...home, upn: upn(8) }) }
  const moved = { a: called('Harry', other), b: called('Henry', other) }
  assert.deepEqual(clustersOf(moved), [['a', 'b']])
  assert.ok(clustersOf({ ...twins, ...moved }).every(members => !(members.includes('a') && members.includes('b'))))
})

test('where the other twin’s name is quite another, a spelling or a short form tells which of them it is', () => {
  const home = { phones: ['07700 900123'], sex: 'M' as const }
  const twins = { harry: called('Harry', home), noah: called('Noah', home) }
  assert.deepEqual(clustersOf({ ...twins, henry: called('Henry', home) }), [['harry', 'henry'], ['noah']])
  assert.deepEqual(clustersOf({ harry: twins.harry, henry: called('Henry', home) }), [['harry', 'henry']])
})

test('a miswritten short form is not taken for the twin whose number it carries, before the twins’ own records are joined', () => {
  const [number, home] = [nhs(412345678), { sex: 'M' as const, parents: ['Olivia Evans'] }]
  const world = {
    harry: called('Harry', { ...home, upn: upn(101) }),
    harrison: called('Harrison', { ...home, upn: upn(102) }),
    atHealth: called('Harry', { ...home, nhsNumber: number, middle: 'A' }),
    mixedUp: called('Harisn', { ...home, nhsNumber: number }),
  }
  for (const members of clustersOf(world)) assert.ok(!(members.includes('mixedUp') && members.includes('atHealth')))
})

const names =
  'Harry Harrison Henry Barry Ella Ellie Elena Zara Zahra Mia Mila Lena Max Maxwell Jack Jacob Ana Ania'.split(' ')
const miswritten = (name: string, at: number): string => {
  const place = 1 + (at % (name.length - 1))
  return name.slice(0, place) + name.slice(place + 1)
}

const couldBe = (name: string): ReadonlySet<string> =>
  new Set([name, ...Array.from(name, (_, at) => miswritten(name, at))])

test('whatever two children of one birth are called, and whosever one number they carry, the machine joins none of their records', () => {
  const record = fc.record({ slip: fc.nat(9), number: fc.constantFrom('own', 'other', 'none'), slips: fc.boolean() })
  const twinsAndRecords = fc.tuple(
    fc.shuffledSubarray(names, { minLength: 2, maxLength: 2 }),
    fc.array(fc.tuple(fc.constantFrom(0, 1), record), { minLength: 1, maxLength: 4 }),
  )
  fc.assert(
    fc.property(twinsAndRecords, ([of, records]) => {
      const numbers = [nhs(412345678), nhs(598765432)]
      const world: Record<string, Identity> = {}
      of.forEach((name, who) => {
        world[`${who} at school`] = called(name, { upn: upn(101 + who) })
      })
      records.forEach(([who, { slip, slips, number }], at) => {
        const written = slips ? miswritten(of[who]!, slip) : of[who]!
        // "Ma" may be Max or Mia, and nobody could say which.
        if (couldBe(of[1 - who]!).has(written)) return
        const its = number === 'own' ? numbers[who] : number === 'other' ? numbers[1 - who] : undefined
        world[`${who} at ${at}`] = called(written, its === undefined ? {} : { nhsNumber: its })
      })
      for (const members of clustersOf(world))
        assert.equal(new Set(members.map(id => id[0])).size, 1, members.join(', '))
    }),
  )
})

test('two children of one surname and birthday in different homes are no sign of twins', () => {
  const elsewhere = { postcode: 'NM9 9ZZ', house: '3', street: 'Quay' }
  assert.equal(showsTwin(compared(called('Harry'), called('Noah', elsewhere))), false)
})

test('a misspelt name is not the bridge over which two children of one birth become one', () => {
  const world = { jayden: called('Jayden'), kayden: called('Kayden'), slip: called('Ayden-'), typed: called('Jaydden') }
  for (const members of clustersOf(world)) assert.ok(!(members.includes('jayden') && members.includes('kayden')))
})

test('an NHS number that another has superseded is the same number', () => {
  const [old, now] = [nhs(412345678), nhs(598765432)]
  const record = aChild({ nhsNumber: now, supersededNhsNumbers: [old] })
  assert.deepEqual(rules(record, aChild({ nhsNumber: old })), [])
  assert.equal(level(record, aChild({ nhsNumber: old }), 'nhs'), 'same')
})

test('a wrong birth date is outweighed by a number under the same name, not under a brother’s', () => {
  const number = { nhsNumber: nhs(412345678) }
  const other = { ...number, birthDate: born(2011, 7, 20) }
  assert.deepEqual(rules(called('Amelia', number), called('Amelia', other)), [])
  assert.ok(rules(called('Harry', number), called('Barry', other)).includes('birth-differs'))
  const day = { birthDate: born(2014, 3, 28) }
  assert.deepEqual(rules(called('Amelia'), called('Amelia', day)), [])
  assert.deepEqual(rules(called('Amelia'), without(called('Amelia', { ...day, postcode: 'NM9 9ZZ' }), 'house')), [
    'birth-differs',
  ])
})

test('a digit of the birth date that differs needs the same name or home, or a number, beside it', () => {
  const of = (forename: string, day: number, more: Partial<Identity> = {}) =>
    aChild({ forename, birthDate: born(2017, 10, day), parents: ['Seren Hartley'], ...more })
  const elsewhere = { postcode: 'NM9 9ZZ', house: '3', street: 'Quay' }
  assert.ok(rules(of('Seren', 18), of('Nia Seren', 15, elsewhere)).includes('birth-differs'))
  assert.deepEqual(rules(of('Seren', 18), of('Seren', 15, elsewhere)), [])
  assert.ok(!rules(of('Seren', 18), of('Nia Seren', 15)).includes('birth-differs'))
})

test('a middle name used as forename is weighed once', () => {
  const [full, used] = [called('Anne', { middle: 'Zara' }), called('Zara', { middle: 'Louise' })]
  assert.equal(level(full, used, 'forename'), 'partly')
  assert.equal(level(full, used, 'middle'), undefined)
})

test('Jonathan, known as Jon, and Jack of one birth and UPN may be brothers; Jonathan, known as Jack, is Jack', () => {
  const jack = called('Jack', { upn: upn(7) })
  assert.deepEqual(rules(called('Jonathan', { upn: upn(7), knownAs: ['Jon'] }), jack), ['twin-close'])
  assert.deepEqual(rules(called('Jonathan', { upn: upn(7), knownAs: ['Jack'] }), jack), [])
})

test('Abdi Ismail and Abdirahman Liban of one birth may be twins; with one middle name or none told they are one child', () => {
  const [abdi, whole] = [called('Abdi', { middle: 'Ismail' }), called('Abdirahman', { middle: 'Liban' })]
  assert.deepEqual(rules(abdi, whole), ['twin-names'])
  assert.deepEqual(rules(called('Abdi'), whole), [])
})
