import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { runCommandLine } from '../command-line.ts'
import { settingsFrom } from '../settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'link-'))
after(() => rmSync(folder, { recursive: true }))

const put = (name: string, ...lines: readonly string[]): string => {
  const path = join(folder, name)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}
const out = join(folder, 'clusters.csv')
const pairs = join(folder, 'pairs.csv')

const run = async (...args: readonly string[]) => {
  const [said, told]: [string[], string[]] = [[], []]
  const code = await runCommandLine(['link', ...args], () => settingsFrom({}), {
    say: line => said.push(line),
    tell: line => told.push(line),
  })
  return { code, said: said.join('\n'), told: told.join('\n') }
}

const rowsOf = (path: string): string[][] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map(line => line.split(','))
const clusters = (): Record<string, string> => Object.fromEntries(rowsOf(out) as [string, string][])

const school = put(
  'school.csv',
  'UPN,Legal Surname,Legal Forename,DOB,Gender,AddressLine1,Postcode,record_id',
  'A330400115101,Hartley,Amelia,2014-03-09,F,12 Mill Lane,NM4 2QT,S1',
  ',Kowalska,Zofia,2012-07-30,F,3 Quay Street,NM9 1AA,S2',
)
const care = put(
  'care.csv',
  'record_id, given_name, surname, street_number, address_1, postcode, date_of_birth, sex',
  ' C1, amelia , hartley , 12, mill lane, NM42QT, 20140309, 2',
  ' C2, Zofia, Kowalski, 3, Quay St, NM9 1AA, 30/07/2012, female',
  ' C3, Ivo, Marsh, 9, High Road, NM1 1AA, 01/02/2010, male',
)

test('two files with columns and dates of their own are linked without being told what they mean', async () => {
  const { code, said } = await run(school, care, '--out', out, '--pairs', pairs)
  assert.equal(code, 0)
  assert.match(said, /^5 records are 3 persons/)
  assert.deepEqual(clusters(), { S1: 'C1', C1: 'C1', S2: 'C2', C2: 'C2', C3: 'C3' })
  const [pair] = rowsOf(pairs).filter(([a]) => a === 'C1' || a === 'S1')
  assert.equal(pair?.[4], 'link')
  assert.match(pair?.[5] ?? '', /Same forename\. Same surname\. Same birth date/)
})

test('ids that two files both use have the file’s name before them', async () => {
  const [one, two] = ['one.csv', 'two.csv'].map(name => put(name, 'id,forename,surname,dob', '1,Ada,Okafor,2011-02-03'))
  await run(one!, two!, '--out', out)
  assert.deepEqual(Object.keys(clusters()), ['one.csv:1', 'two.csv:1'])
})

test('rows without an id are named by their place in the file', async () => {
  const file = put('no-id.csv', 'forename,surname,by,bm,bd', 'Ada,Okafor,2011,2,3', 'Bea,Marsh,2012,1,9')
  await run(file, '--out', out)
  assert.deepEqual(clusters(), { 1: '1', 2: '2' })
})

test('spaces around quotation marks and a mark inside a cell are read, and titles, sums and rows without anything are passed over', async () => {
  const rows = ['1, "Ada" , "Okafor", 2011-02-03', ',,,', ' ', '2,Bob "Bo",Marsh,2012-01-09', 'Total,2,,']
  const titled = ['Club register, autumn', ',,,', 'id, forename, surname, dob']
  const { code, told } = await run(put('padded.csv', ...titled, ...rows), '--out', out)
  assert.equal(code, 0)
  assert.match(told, /the header is row 3; what stands above it is passed over/)
  assert.match(told, /3 rows without anything in them, or of sums, were passed over/)
  assert.deepEqual(clusters(), { 1: '1', 2: '2' })
  await run(put('gap.csv', 'forename,surname,dob', 'Ada,Okafor,2011-02-03', ',,', 'Bea,Marsh,2012-01-09'), '--out', out)
  assert.deepEqual(clusters(), { 1: '1', 3: '3' }, 'a row is called by its place in the file')
})

test('columns by other names are read as a mapping says', async () => {
  const map = put('map.json', '{"Kind": "id", "Rufname": "forename", "Zuname": "surname", "Geburt": "birthDate"}')
  const file = put('own.csv', 'Kind,Rufname,Zuname,Geburt', 'x,Ada,Okafor,2011-02-03')
  assert.equal((await run(file, '--out', out)).code, 1)
  assert.equal((await run(file, '--out', out, '--columns', map)).code, 0)
  assert.deepEqual(clusters(), { x: 'x' })
})

test('against a truth the figures are printed as one object, and the truth is no evidence', async () => {
  const file = put(
    'truth.csv',
    'rec_id,given_name,surname,date_of_birth,postcode,street',
    'rec-1-org,Ada,Okafor,20110203,NM1 1AA,9 High Road',
    'rec-1-dup-0,Ada,Okafor,20110203,NM1 1AA,9 High Road',
    'rec-2-org,Bea,Marsh,20120109,NM2 2BB,1 Low Road',
  )
  const { said } = await run(file, '--out', out, '--truth', 'rec_id=~rec-(\\d+)-', '--json')
  const told = JSON.parse(said)
  assert.equal(told.records, 3)
  assert.deepEqual([told.pairs.precision, told.pairs.recall, told.pairs.f1, told.pairs.best_f1], [1, 1, 1, 1])
  assert.deepEqual(
    [
      told.clusters.count,
      told.clusters.f1,
      told.mixed_per_million,
      told.pairs.recall_at_999,
      told.pairs.recall_at_9999,
    ],
    [2, 1, 0, 1, 1],
  )
  assert.ok(told.cpu_seconds > 0 && told.peak_mb > 0 && told.pairs.compared === 1)
})

test('a never-link pair stays apart and leaves no trace in the pairs', async () => {
  const barriers = put('barriers.csv', 'id_a,id_b', 'S1,C1')
  const { code } = await run(school, care, '--out', out, '--pairs', pairs, '--barriers', barriers)
  assert.equal(code, 0)
  assert.notEqual(clusters()['S1'], clusters()['C1'])
  assert.ok(!rowsOf(pairs).some(([a, b]) => [a, b].sort().join() === 'C1,S1'))
})

test('one record against a truth has lost nothing and mixed nothing', async () => {
  const file = put('single.csv', 'id,forename,surname,who', '1,Ada,Okafor,a')
  const { pairs: its, clusters: those } = JSON.parse((await run(file, '--out', out, '--truth', 'who', '--json')).said)
  assert.deepEqual([its.precision, its.recall, its.f1, those.recall, those.f1], [1, 1, 1, 1, 1])
})

test('an id that two files share is barred in both', async () => {
  const [one, two, three] = ['b1.csv', 'b2.csv', 'b3.csv'].map((name, at) =>
    put(name, 'id,forename,surname,dob,postcode', `${at === 2 ? 9 : 1},Ada,Okafor,2011-02-03,NM1 1AA`),
  )
  await run(one!, two!, three!, '--out', out, '--barriers', put('both.csv', 'id_a,id_b', '1,9'))
  assert.deepEqual(clusters(), { 'b1.csv:1': 'b1.csv:1', 'b2.csv:1': 'b1.csv:1', 'b3.csv:9': 'b3.csv:9' })
})

test('nothing that is read is ever written over', async () => {
  const text = readFileSync(school, 'utf8')
  const list = put('list.csv', 'id_a,id_b')
  for (const [args, words] of [
    [[school, '--out', school], /school\.csv is read and cannot be written over/],
    [[school, '--out', out, '--pairs', join(folder, '.', 'school.csv')], /cannot be written over/],
    [[school, '--out', list, '--barriers', list], /list\.csv is read/],
    [[school, '--out', out, '--pairs', out], /is to be written already/],
    [[school, school, '--out', out], /is named twice/],
    [[school, '--out', folder], /is a folder/],
    [[school, '--out', '-'], /name one/],
  ] as const) {
    const { code, told } = await run(...args)
    assert.equal(code, 1)
    assert.match(told, words)
  }
  assert.equal(readFileSync(school, 'utf8'), text)
})

test('a column that is named like an id and never says the same twice names the records', async () => {
  const file = put(
    'own-id.csv',
    'Household ID,Mosaic ID,forename,surname,dob',
    'h,M7,Ada,Lee,2011-02-03',
    'h,M8,Bo,Lee,2012-02-03',
  )
  await run(file, '--out', out)
  assert.deepEqual(clusters(), { M7: 'M7', M8: 'M8' })
})

test('whatever cannot be read is one sentence with its place, and nothing is half written', async () => {
  const before = readdirSync(folder).length
  const wrong = (file: string, ...more: readonly string[]) => run(file, '--out', join(folder, 'none.csv'), ...more)
  const narrow = put('narrow.csv', 'id,forename,surname', '1,Ada')
  const open = put('open.csv', 'id,forename', '1,"Ada')
  for (const [{ code, told }, words] of [
    [await wrong(join(folder, 'absent.csv')), /There is no file .*absent\.csv\./],
    [await wrong(narrow), /narrow\.csv, line 2: 2 cells, where the header has 3/],
    [await wrong(open), /open\.csv, line 2: a quotation mark is opened and never closed/],
    [await wrong(put('empty.csv')), /empty\.csv/],
    [await wrong(put('book.csv', 'PK\u0003\u0004\u0000\u0000')), /book\.csv is no text: save it as CSV/],
    [await wrong(school, '--barriers', join(folder, 'gone.csv')), /There is no file .*gone\.csv\./],
    [await wrong(folder), /is a folder/],
    [await wrong(school, '--truth', 'nobody'), /school\.csv: there is no column nobody/],
    [await wrong(school, '--columns', put('bad.json', '{')), /bad\.json is not JSON/],
    [await run(school, '--out', join(folder, 'no/such/place.csv')), /cannot be written/],
    [await run(school), /Say where the clusters go/],
    [await run('--out', out), /Name at least one file/],
  ] as const) {
    assert.equal(code, 1)
    assert.match(told, words)
  }
  assert.deepEqual(
    readdirSync(folder).filter(name => name.startsWith('none')),
    [],
  )
  assert.equal(readdirSync(folder).length, before + 5)
})
