import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkNhsNumber, checkUpn } from '../../src/kernel/index.ts'
import { type Child, drawChildren, drawFamily, openWorld } from './family.ts'
import { nhsNumber, openNumberOffice, upnLetter } from './identifiers.ts'
import { areOneName } from './names.ts'
import { drawPopulation, type Facts, type Household } from './population.ts'
import { chanceFrom } from './random.ts'
import { rates, type System } from './rates.ts'
import { columnsOf, systems } from './systems.ts'
import { writePopulation } from './write-population.ts'

const digest = (seed: number): string => {
  const hash = createHash('sha256')
  for (const household of drawPopulation({ children: 1_500, seed })) hash.update(JSON.stringify(household))
  return hash.digest('hex')
}

test('the same seed draws the same children, rows and hard cases; another seed draws others', () => {
  assert.equal(digest(5), digest(5))
  assert.notEqual(digest(5), digest(6))
})

const households: readonly Household[] = [...drawPopulation({ children: 30_000, seed: 11 })]
const facts: readonly Facts[] = households.flatMap(household => household.facts)

type Named = Readonly<Record<string, string>>
const rows = Object.fromEntries(
  systems.map(system => [
    system,
    households.flatMap(household =>
      household.rows[system].map(row => Object.fromEntries(columnsOf[system].map((column, at) => [column, row[at]!]))),
    ),
  ]),
) as unknown as Readonly<Record<System, readonly Named[]>>
const allRows = systems.flatMap(system => rows[system])
const valuesOf = (column: string): string[] => allRows.map(row => row[column] ?? '').filter(value => value !== '')

test('check letters and digits are those of the published examples', () => {
  assert.equal(upnLetter('201100018042'), 'R')
  assert.equal(upnLetter('801200005001'), 'B')
  assert.equal(upnLetter('20110001804A'), 'N')
  assert.equal(nhsNumber(944930555), '9449305552')
  assert.equal(nhsNumber(44931099), undefined, 'a check digit of ten is never given out')
})

test('every number in the files is one that the product’s own check takes', () => {
  for (const column of ['UPN', 'FormerUPN'])
    for (const upn of valuesOf(column)) assert.ok(checkUpn(upn).ok, `${column} ${upn}`)
  for (const column of ['NHS Number', 'Superseded NHS Number'])
    for (const number of valuesOf(column)) assert.ok(checkNhsNumber(number).ok, `${column} ${number}`)
})

test('the registers number in series, so that those of one birth stand side by side', () => {
  const office = openNumberOffice()
  const [one, other] = [office.nhs(5000), office.nhs(5000)].map(number => Number(number.slice(0, 9)))
  assert.ok(other! - one! > 0 && other! - one! <= 2, 'but for the number that has no check digit')
  const [first, second] = [office.upn(12, 2015), office.upn(12, 2015)]
  assert.equal(Number(second.slice(10)) - Number(first.slice(10)), 1)
  assert.ok(checkUpn(office.temporaryUpn(12, 2026, false)).temporary)
  assert.equal(new Set(Array.from({ length: 3_000 }, () => office.upn(3, 2016))).size, 3_000, 'a full year goes on')
})

test('no two rows have one id', () => {
  assert.equal(new Set(allRows.map(row => row['record_id'])).size, allRows.length)
})

/** Fails unless the share is within four and a half standard errors of what is documented. */
const assertShare = (what: string, [hits, of]: readonly [number, number], documented: number): void => {
  const error = Math.sqrt((documented * (1 - documented)) / of)
  assert.ok(Math.abs(hits / of - documented) < 4.5 * error, `${what}: ${hits} of ${of}, not ${documented}`)
}
const countOf = <T>(list: readonly T[], is: (one: T) => boolean): number => list.filter(is).length

test('name groups, twins and adopted children are as many as documented', () => {
  for (const [group, share] of Object.entries(rates.groups)) {
    const families = Map.groupBy(facts, one => one.family)
    assertShare(group, [countOf([...families.values()], ([one]) => one!.group === group), families.size], share)
  }
  const single = countOf(facts, ({ birth, adoption }) => birth === 0 && adoption === 0)
  const multiple = new Set(facts.map(({ birth }) => birth).filter(birth => birth > 0)).size
  assertShare('twins', [multiple, single + multiple], rates.twins.births)
  const adopted = new Set(facts.map(({ adoption }) => adoption).filter(adoption => adoption > 0)).size
  assertShare('adopted', [adopted, facts.length], rates.adopted.children)
})

test('twins bear two names, now and then a letter apart, and neither has the other’s as a middle name', () => {
  const world = openWorld(5_000, chanceFrom(4))
  const twins = Array.from({ length: 6_000 }, () => drawChildren(world, drawFamily(world)))
    .flatMap(children =>
      children.map(
        child =>
          [child, children.find(other => other.birth > 0 && other !== child && other.birth === child.birth)] as const,
      ),
    )
    .filter((pair): pair is readonly [Child, Child] => pair[1] !== undefined)
  assert.ok(twins.length > 100)
  for (const [one, other] of twins) {
    const [called, otherCalled] = [one, other].map(({ forename }) => forename.split(' ').at(-1)!)
    assert.ok(!areOneName(called!, otherCalled!), `${called} and ${otherCalled}`)
    assert.notEqual(one.middle, otherCalled)
    assert.equal(one.born, other.born)
  }
  // Chance alone gives about one pair in ten the same initial.
  const alike = twins.filter(([one, other]) => one.forename[0] === other.forename[0]).length
  assertShare('twins of one initial', [alike / 2, twins.length / 2], rates.twins.sameInitial + 0.08)
})

test('children of one name and birthday in different families are as many as documented, and bear common names', () => {
  const exact = rows.health.filter(row => !/^(BABY|TWIN|UNKNOWN|INFANT)/.test(row['Given Name']!))
  const persons = new Map(facts.map(one => [one.person, one]))
  const familyOf = (row: Named) => persons.get(row['person']!)!.family
  const alike = [
    ...Map.groupBy(exact, row => `${row['Given Name']} ${row['Family Name']} ${row['Date of Birth']}`).values(),
  ]
  const namesakes = alike.filter(group => new Set(group.map(familyOf)).size > 1)
  // Slips part some of them, and chance alone adds others.
  const share = namesakes.length / new Set(exact.map(row => row['person'])).size
  assert.ok(share > rates.namesake / 2.5 && share < rates.namesake * 1.5, `${share}`)
  const surnames = Map.groupBy(exact, row => row['Family Name']!)
  for (const [one] of namesakes) assert.ok(new Set(surnames.get(one!['Family Name']!)!.map(familyOf)).size > 2)
})

test('each system knows as many children and numbers as documented', () => {
  const ordinary = new Set(facts.filter(({ adoption }) => adoption === 0).map(({ person }) => person))
  const known = new Set(rows.health.map(row => row['person']!).filter(person => ordinary.has(person)))
  assertShare('health', [known.size, ordinary.size], rates.systems.health.children)
  const filled = (system: System, column: string) => countOf(rows[system], row => row[column] !== '')
  assertShare('UPN in school', [filled('school', 'UPN'), rows.school.length], rates.systems.school.upn)
  assertShare('NHS number in care', [filled('care', 'NHS Number'), rows.care.length], rates.systems.care.nhs)
  assertShare('NHS number in health', [filled('health', 'NHS Number'), rows.health.length], rates.systems.health.nhs)
})

test('babies are often called nothing but Baby, and only under one year', () => {
  const young = new Set(facts.filter(({ underOne }) => underOne).map(({ person }) => person))
  const nameless = allRows.filter(row =>
    /^(baby|twin \d|unknown|infant)/i.test(row['Given Name'] ?? row['Forename'] ?? ''),
  )
  assert.ok(nameless.length > 50)
  for (const row of nameless) assert.ok(young.has(row['person']!), JSON.stringify(row))
})

test('the two identities of an adopted child share no number, and barriers stand between nobody else', () => {
  const personOf = new Map(allRows.map(row => [row['record_id']!, row['person']!]))
  const adoptionOf = new Map(facts.map(({ person, adoption }) => [person, adoption]))
  const numbers = new Map<string, Set<string>>()
  for (const row of allRows)
    for (const column of ['UPN', 'NHS Number']) {
      if (!row[column] || adoptionOf.get(row['person']!) === 0) continue
      const holders = numbers.get(row[column]) ?? new Set()
      numbers.set(row[column], holders.add(row['person']!))
    }
  for (const [number, holders] of numbers) assert.equal(holders.size, 1, number)
  const barriers = households.flatMap(household => household.barriers)
  assert.ok(barriers.length > 40)
  for (const [a, b] of barriers) {
    assert.notEqual(personOf.get(a), personOf.get(b))
    assert.ok(adoptionOf.get(personOf.get(a)!)! > 0)
    assert.equal(adoptionOf.get(personOf.get(a)!), adoptionOf.get(personOf.get(b)!))
  }
  const barred = new Set(barriers.map(([a]) => adoptionOf.get(personOf.get(a)!)))
  const all = new Set([...adoptionOf.values()].filter(adoption => adoption > 0))
  assert.ok(barred.size > all.size / 5 && barred.size < (all.size * 4) / 5, 'about half are left to the machine alone')
})

test('the files hold every row of the households once, under their columns', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-people-'))
  try {
    const written = await writePopulation(folder, { children: 2_000, seed: 3 })
    const lines = (path: string): string[] => readFileSync(path, 'utf8').trimEnd().split('\n')
    const drawn = [...drawPopulation({ children: 2_000, seed: 3 })]
    for (const system of systems) {
      const [header, ...rest] = lines(written.files[system])
      assert.equal(header, columnsOf[system].join(','))
      const ids = drawn.flatMap(household => household.rows[system].map(row => row[0]!))
      assert.deepEqual(rest.map(line => line.split(',')[0]).sort(), ids.sort())
    }
    assert.equal(lines(written.facts).length - 1, written.persons)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
