import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkNhsNumber, checkUln, checkUpn, type PlainDate } from '../src/kernel/index.ts'
import { generateNorthmere, stories } from './index.ts'
import type { Child, Family } from './world.ts'

const today = '2026-11-21' as PlainDate
const world = generateNorthmere({ seed: 'northmere', today, children: 6000 })
const families = [...world.families()]
const children = families.flatMap(f => f.children)

const within = (actual: number, wanted: number, part: number): boolean => Math.abs(actual - wanted) <= wanted * part

test('Northmere has about 6,000 children in 3,500 families and 34 schools', () => {
  assert.ok(within(children.length, 6000, 0.05), `${children.length} children`)
  assert.ok(within(families.length, 3500, 0.05), `${families.length} families`)
  const phases = Map.groupBy(world.schools, s => s.phase)
  assert.deepEqual(
    ['PS', 'SS', 'SP', 'PR'].map(p => phases.get(p as 'PS')?.length),
    [26, 6, 1, 1],
  )
})

test('the same seed and day make the same families, another seed makes others', () => {
  assert.deepEqual([...world.families()], families)
  const other = [...generateNorthmere({ seed: 'elsewhere', today, children: 6000 }).families()]
  const names = (list: Family[]) => list.slice(100, 200).map(f => f.children.map(c => c.forename).join())
  assert.notDeepEqual(names(other), names(families))
})

test('every UPN, learner number and NHS number has the right check character, and no two children share one', () => {
  const all = (of: (c: Child) => string) => children.map(of).filter(n => n !== '')
  assert.deepEqual(
    all(c => c.upn).filter(n => !checkUpn(n).ok),
    [],
  )
  assert.deepEqual(
    all(c => c.nhs).filter(n => !checkNhsNumber(n).ok),
    [],
  )
  assert.deepEqual(
    all(c => c.uln).filter(n => !checkUln(n).ok),
    [],
  )
  for (const numbers of [all(c => c.upn), all(c => c.nhs), all(c => c.uln)])
    assert.equal(new Set(numbers).size, numbers.length)
})

test('twins are born at the rate of life, on one day, with neighbouring NHS numbers', () => {
  const pairs = families.flatMap(f =>
    f.children.slice(1).flatMap((c, i) => (f.children[i]?.dob === c.dob ? [[f.children[i], c]] : [])),
  )
  assert.ok(pairs.length > 40 && pairs.length < 160, `${pairs.length} pairs`)
  for (const [one, two] of pairs) assert.ok(Number(two?.nhs.slice(0, 9)) - Number(one?.nhs.slice(0, 9)) <= 3)
})

test('nothing in it could reach a real person: drama telephone numbers, example addresses, an unused postcode area', () => {
  for (const { adults, address } of families) {
    assert.match(address.postcode, /^NM\d{1,2} \d[A-Z]{2}$/)
    for (const { phone, email } of adults) {
      assert.match(phone, /^(07700 900\d{3})?$/)
      assert.match(email, /^([\w.-]+@example\.org)?$/)
    }
  }
  for (const { phone, email } of world.schools)
    assert.match(`${phone} ${email}`, /^01632 960\d{3} \S+@northmere\.example$/)
})

test('every hard case has a story and every story its child', () => {
  assert.deepEqual(children.flatMap(c => c.cast ?? []).sort(), stories.map(s => s.id).sort())
})

test('the two identities of the adopted child share a forename, a birth date and nothing else', () => {
  const of = (id: string) =>
    families.flatMap(f => f.children.filter(c => c.cast === id).map(child => ({ child, family: f })))[0]
  const before = of('adopted-before')
  const after = of('adopted-after')
  assert.ok(before && after)
  assert.equal(before.child.dob, after.child.dob)
  for (const field of ['surname', 'upn', 'nhs'] as const) assert.notEqual(before.child[field], after.child[field])
  assert.notEqual(before.family.address.uprn, after.family.address.uprn)
  assert.deepEqual(after.child.formerUpn + after.child.formerSurname, '')
})

test('a larger county has its schools in proportion, and families in each of its districts', () => {
  const county = generateNorthmere({ seed: 'northmere', today, children: 24_000 })
  assert.equal(county.schools.length, 136)
  assert.equal(new Set(county.schools.map(s => s.laestab)).size, 136)
  const districts = new Set<number>()
  for (const family of county.families()) districts.add(family.address.district)
  assert.equal(districts.size, 24)
})

test('fewer children than the cast has is refused', () => {
  assert.throws(() => [...generateNorthmere({ seed: 'x', today, children: 10 }).families()], /ask for at least/)
})
