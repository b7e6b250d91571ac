import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { bestOf } from './best.ts'
import { personsIn, readClusters, recallGaps, scoreClusters } from './clusters.ts'
import { cellsOf, columnsFrom } from './csv-lines.ts'
import { pooledBands, scorePairs, strayOf, worstBand } from './pairs.ts'
import { differenceOf, readPartition } from './partition.ts'
import { shuffleFiles } from './shuffle.ts'
import { makeTruth } from './truth.ts'

const inFolder = async (work: (write: (name: string, lines: readonly string[]) => string) => Promise<void>) => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-evaluation-'))
  const write = (name: string, lines: readonly string[]): string => {
    writeFileSync(join(folder, name), `${lines.join('\n')}\n`)
    return join(folder, name)
  }
  try {
    await work(write)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

// Amina has three records, her twin Bilal two, their brother Cas two; Dan was adopted and became Eve, one record each.
const people = ['a1 A', 'a2 A', 'a3 A', 'b1 B', 'b2 B', 'c1 C', 'c2 C', 'd1 D', 'e1 E']
const person = (family: number, birth: number, adoption: number, group = 'british', underOne = false) => ({
  ...{ family, birth, adoption, group, underOne },
})
const truth = makeTruth(
  people.map(line => line.split(' ') as [string, string]),
  new Map([
    ['A', person(1, 1, 0)],
    ['B', person(1, 1, 0)],
    ['C', person(1, 0, 0, 'somali', true)],
    ['D', person(2, 0, 1)],
    ['E', person(3, 0, 1)],
  ]),
)
const clustersFile = (partition: string): string[] => [
  'record_id,cluster_id',
  ...partition.split(' ').flatMap((members, at) => members.split('+').map(id => `${id},x${at}`)),
]
const header = 'id_a,id_b,bits,probability,decision,why'

test('right and wrong pairs, mixed persons and what they are to each other are counted', () =>
  inFolder(async write => {
    const clusters = await readClusters(write('clusters.csv', clustersFile('a1+a2+b1 a3 b2+c1 c2 d1+e1')), truth)
    const score = scoreClusters(personsIn(clusters, truth), truth)
    assert.equal(score.clusters, 5)
    assert.equal(score.truePairs, 3 + 1 + 1)
    assert.equal(score.linkedPairs, 3 + 1 + 1)
    assert.equal(score.rightPairs, 1)
    assert.equal(score.mixed, 3)
    assert.deepEqual(score.wrong, {
      ...{ twin: { records: 2, persons: 1 }, sibling: { records: 1, persons: 1 } },
      ...{ adoption: { records: 1, persons: 1 }, other: { records: 0, persons: 0 } },
    })
    assert.deepEqual(score.groups.get('british'), { right: 1, all: 4 })
    const { names, ages, least } = recallGaps(score)
    assert.deepEqual({ names, ages, least }, { names: 25, ages: 25, least: 'somali' })
  }))

test('review cases are counted by pairs of clusters, and recall is taken again after a perfect reviewer', () =>
  inFolder(async write => {
    const clusters = await readClusters(write('clusters.csv', clustersFile('a1+a2 a3 b1+b2 c1 c2 d1 e1')), truth)
    const path = write('pairs.csv', [
      header,
      'a1,a2,12.3,0.9998,link,"same name, same day"',
      'a1,a3,4.2,0.95,review,moved',
      'a2,a3,4.9,0.97,review,moved',
      'a1,b1,3.1,0.9,review,twins',
      'b1,b2,12.9,0.9999,link,same',
      'c1,c2,-1.5,0.26,apart,little',
      'd1,e1,12.5,0.9998,apart,barred',
      'a2,c1,12.1,0.9998,apart,wrong',
    ])
    const score = await scorePairs(path, clusters, truth)
    assert.equal(score.pairs, 8)
    assert.equal(score.found, 5, 'two joined, two before a person, one compared and left')
    assert.equal(score.cases, 2, 'a1 and a2 are one person by then')
    assert.equal(score.rightAfterReview, 4, 'c1 and c2 were not put before anybody')
    const band = score.bands.find(({ bits }) => bits === 12)
    assert.deepEqual({ pairs: band?.pairs, right: band?.right }, { pairs: 3, right: 2 }, 'the adopted pair is left out')
    const worst = worstBand(score.bands, { pairs: 2 })
    assert.equal(worst.band?.bits, 12)
    assert.ok(Math.abs(worst.points - 100 * ((0.9998 * 2 + 0.9999 - 2) / 3)) < 1e-9)
    assert.equal(worstBand(score.bands).points, 0, 'a band of three pairs says nothing')
  }))

test('the best F1 takes equal bits together, for pairs and for the components they make', () =>
  inFolder(async write => {
    const path = write('pairs.csv', [
      header,
      'a1,a2,9,1,link,',
      'a2,a3,8,1,link,',
      'b1,b2,8,1,link,',
      'a3,b1,7,1,link,',
    ])
    const best = await bestOf(path, truth, 5)
    assert.equal(best.pairs, (2 * 3) / (3 + 5))
    assert.equal(best.clusters, (2 * 4) / (4 + 5))
  }))

test('a record without a cluster, in two, or unknown is an error, not a score', () =>
  inFolder(async write => {
    const all = clustersFile('a1+a2+a3 b1+b2 c1+c2 d1 e1')
    const read = (lines: readonly string[]) => readClusters(write('clusters.csv', lines), truth)
    await assert.rejects(read(all.slice(0, -1)), /left e1 without a cluster/)
    await assert.rejects(read([...all, 'a1,x9']), /a1 is in two clusters/)
    await assert.rejects(read([...all, 'z1,x9']), /a record z1/)
    await assert.rejects(read(['record,cluster_id']), /no column record_id/)
    assert.equal(
      (await read(all.map(line => line.replace(/^(\w+\d,)/, 'school:$1')))).length,
      9,
      'a file’s name before it',
    )
  }))

test('bands of several runs are pooled by their bits, and say how far chance alone strays', () => {
  const band = { bits: 5, pairs: 200, stated: 180, right: 190 }
  const [five, six] = pooledBands([
    [band],
    [
      { ...band, bits: 6 },
      { ...band, right: 170 },
    ],
  ])
  assert.deepEqual(five, { bits: 5, pairs: 400, stated: 360, right: 360 })
  assert.equal(six?.pairs, 200)
  assert.equal(five && strayOf(five).toFixed(1), '1.5')
})

test('two partitions are the same whatever their numbers and their order, and differ by whoever has other company', () =>
  inFolder(async write => {
    const pairs = write('pairs.csv', [header, 'a1,b1,3,0.9,review,'])
    const turned = write('turned.csv', [header, 'b1,a1,3,0.9,review,', 'c1,c2,9,1,link,'])
    const one = await readPartition(write('one.csv', clustersFile('a1+a2 b1 c1+c2')), pairs)
    const same = await readPartition(write('two.csv', clustersFile('c2+c1 a2+a1 b1')), turned)
    assert.deepEqual(differenceOf(one, same), { records: 0, cases: 0 })
    const other = await readPartition(write('three.csv', clustersFile('a1 a2+b1 c1+c2')), write('none.csv', [header]))
    assert.deepEqual(differenceOf(one, other), { records: 3, cases: 1 })
  }))

test('rows in another order are the same rows, without the truth', () =>
  inFolder(async write => {
    const lines = Array.from({ length: 50 }, (_, at) => `r${at},P${at},"Flat 1, ${at}"`)
    const file = write('school.csv', ['record_id,person,Address', ...lines])
    const folder = mkdtempSync(join(tmpdir(), 'throughline-order-'))
    const [other = ''] = shuffleFiles([file], folder, { seed: 2, without: 'person' })
    const [head, ...rest] = readFileSync(other, 'utf8').trimEnd().split('\n')
    rmSync(folder, { recursive: true })
    assert.equal(head, 'record_id,Address')
    const expected = lines.map(line => line.replace(/,P\d+/, ''))
    assert.notDeepEqual(rest, expected)
    assert.deepEqual([...rest].sort(), expected.sort())
  }))

test('lines of CSV are cut where they should be', () =>
  inFolder(async write => {
    assert.deepEqual(cellsOf('a,"b, ""c""",,d'), ['a', 'b, "c"', '', 'd'])
    assert.deepEqual(cellsOf('"a",'), ['a', ''])
    assert.deepEqual(cellsOf('a,"b"'), ['a', 'b'])
    const rows = await Array.fromAsync(columnsFrom(write('rows.csv', [' x , y\r', '1,2\r', '3,4']), ['y', 'x']))
    assert.deepEqual(rows, [
      ['2', '1'],
      ['4', '3'],
    ])
  }))
