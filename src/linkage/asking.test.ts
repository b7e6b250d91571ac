import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isWorthAsking } from './asking.ts'
import { aChild, nhs, upn, without } from './children.examples.ts'
import { cluster, type Edge } from './cluster.ts'
import type { Identity } from './identity.ts'
import { defaultModel } from './model.ts'
import { score, scorer } from './score.ts'
import { standardise } from './standard.ts'
import { rulesIn, type VetoRule, vetoRules } from './veto-rules.ts'

const asked = (bits: number, ...rules: readonly VetoRule[]): boolean => {
  const vetoes = rules.reduce((mask, rule) => mask | vetoRules[rule].bit, 0)
  return isWorthAsking({ bits, vetoes, vector: [] }, defaultModel.thresholds)
}

test('people are asked sooner where only a likeness of names keeps the machine from joining, later where birth dates or surnames differ', () => {
  assert.ok(asked(-0.5), 'nothing stands against it')
  assert.ok(asked(-2.5, 'twin-close'))
  assert.ok(asked(-4, 'unnamed') && !asked(-0.5, 'namesake') && asked(-1.5, 'namesake-young'))
  assert.ok(!asked(1.5, 'surname-differs') && asked(2.5, 'surname-differs'))
  assert.ok(!asked(4, 'birth-differs') && asked(4.5, 'birth-differs'))
  assert.ok(!asked(4, 'birth-differs', 'namesake'), 'a second rule does not bring it forward')
  assert.ok(!asked(4, 'twin-pattern') && asked(6, 'twin-pattern'), 'brothers and sisters break these daily')
})

const names = { forename: 'Wilfred', surname: 'Oakeshott', sex: 'M' } as const
const bare = without(aChild(names), 'postcode', 'house', 'street')
const rulesUnder = (model: typeof defaultModel, a: Parameters<typeof standardise>[0], b = bare) =>
  rulesIn(scorer(model)(standardise(a), standardise(b)).vetoes)

test('in files without numbers a name must be rarer to tell a child alone where the home or the parents speak against it', () => {
  const moved = aChild(names)
  const elsewhere = aChild({ ...names, postcode: 'YO1 7HH', house: '80', street: 'Castle Row' })
  const { thresholds } = defaultModel
  const strict = { ...defaultModel, population: 500, thresholds: { ...thresholds, aloneAgainst: 30 } }
  const usual = { ...defaultModel, population: 500 }
  assert.deepEqual(rulesUnder(usual, moved, elsewhere), [])
  assert.deepEqual(rulesUnder(strict, moved, elsewhere), ['namesake'])
  assert.deepEqual(rulesUnder(strict, moved), [], 'nothing speaks against it')
})

test('a school in common is no corroboration where the parents differ', () => {
  const pupil = { ...bare, forename: 'Mohammed', surname: 'Khan', school: 'Mill Road School' }
  const large = { ...defaultModel, population: 1_000_000 }
  const told = (parent: string) => ({ ...pupil, parents: [parent] })
  assert.deepEqual(rulesUnder(large, pupil, pupil), [])
  assert.deepEqual(rulesUnder(large, told('Ruth Adams'), told('Moira Fell')), ['namesake'])
})

test('names alike with other middle names beside them are of two twins, whatever a third record says', () => {
  const ania = aChild({ forename: 'Ania', middle: 'Lotte' })
  const ana = aChild({ forename: 'Ana', middle: 'Beth' })
  assert.deepEqual(rulesUnder(defaultModel, ania, ana), ['twin-names'])
})

const compared = (a: Identity, b: Identity) => score(standardise(a), standardise(b))

type World = Readonly<Record<string, Identity>>
const firstLetter = (x: string, y: string): boolean => x[0] === y[0]

/** Children told by the systems that their names begin with. */
const clusterWorld = (world: World, oneSource: typeof firstLetter) => {
  const ids = Object.keys(world)
  const edges = ids.flatMap((a, at) =>
    ids.slice(at + 1).map((b): Edge => ({ a, b, score: compared(world[a]!, world[b]!) })),
  )
  return cluster(ids, edges, { oneSource, scoreOf: (x, y) => compared(world[x]!, world[y]!) })
}
const casesOf = (world: World, oneSource = firstLetter) =>
  clusterWorld(world, oneSource).reviews.map(({ edge, reason }) => [edge.a, edge.b, reason])
const clustersOf = (world: World, oneSource = firstLetter) => clusterWorld(world, oneSource).clusters

test('two forenames of one birthday and home are asked about where each record stands alone in its own system', () => {
  const [school, health] = [aChild({ forename: 'Oluwaseun', upn: upn(101) }), aChild({ forename: 'Daniella' })]
  assert.deepEqual(casesOf({ school, health }), [['health', 'school', 'twin-pattern']])
  assert.deepEqual(
    casesOf({ school, health }, () => true),
    [],
    'one system keeps a child once: these are two',
  )
  const twin = aChild({ forename: 'Daniella', upn: upn(102) })
  assert.deepEqual(casesOf({ school, health, sTwin: twin }), [], 'twins of whom the other has her own')
})

test('names in another order that agree only nearly may be a twin’s; those that agree are one child’s', () => {
  const harry = aChild({ forename: 'Harry', surname: 'Sandhu', sex: 'M' })
  const inOtherOrder = (given: string) => aChild({ forename: 'Sandhu', surname: given, sex: 'M' })
  assert.deepEqual(rulesUnder(defaultModel, harry, inOtherOrder('Barry')), ['twin-names'])
  assert.deepEqual(rulesUnder(defaultModel, harry, inOtherOrder('Harry')), [])
})

test('a baby without a name is tied by the NHS number to another system’s record, and asked about within one system', () => {
  const number = { nhsNumber: nhs(412345678) }
  const [health, second] = [aChild({ ...number, forename: 'Infant' }), aChild({ ...number, forename: 'Sara' })]
  assert.deepEqual(casesOf({ health, care: second }), [])
  assert.deepEqual(casesOf({ health, hSecond: second }), [['hSecond', 'health', 'unnamed']])
})

test('Mohammed and Mohammed Yusuf of one birthday, home and system are twins, whatever another system’s record fits', () => {
  const led = aChild({ forename: 'Mohammed', surname: 'Khan', sex: 'M', phones: ['01604 555123'] })
  const world = {
    school: led,
    sOther: { ...led, forename: 'Mohammed Yusuf' },
    health: { ...led, middle: 'Yusuf Hamza' },
  }
  const areJoined = (clusters: readonly (readonly string[])[]): boolean =>
    clusters.some(its => its.includes('school') && its.includes('sOther'))
  assert.ok(!areJoined(clustersOf(world)))
  assert.ok(
    areJoined(clustersOf(world, () => false)),
    'of two systems they are one child, as one of them leaves out what follows',
  )
})

test('names a letter apart under one number are one child’s in two systems, and asked about in one', () => {
  const ana = aChild({ forename: 'Ana', upn: upn(101) })
  const ania = aChild({ forename: 'Aana', upn: upn(101) })
  assert.deepEqual(casesOf({ school: ana, care: ania }), [])
  assert.deepEqual(casesOf({ school: ana, sSecond: ania }), [['sSecond', 'school', 'twin-close']])
})
