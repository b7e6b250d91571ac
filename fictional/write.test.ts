import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { read, utils } from '@e965/xlsx'
import { parse } from 'csv-parse/sync'
import type { PlainDate } from '../src/kernel/index.ts'
import { type Authority, type Manifest, stories, writeNorthmere } from './index.ts'

type Row = Record<string, string>

const today = '2026-11-21' as PlainDate
let dir: string
let manifest: Manifest
let authority: Authority

before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'northmere '))
  manifest = await writeNorthmere({ dir, seed: 'northmere', today, children: 1500, weeks: 6 })
  authority = JSON.parse(await readFile(join(dir, 'authority.json'), 'utf8'))
})
after(() => rm(dir, { recursive: true }))

const text = (path: string): Promise<string> => readFile(join(dir, 'files', path), 'utf8')
const csv = async (path: string): Promise<Row[]> => parse(await text(path), { columns: true })
const paths = (pattern: RegExp): string[] => manifest.files.map(f => f.path).filter(path => pattern.test(path))
const found = (id: string) => authority.cast.find(c => c.id === id)?.find ?? []
const ndjson = async (path: string): Promise<Row[]> =>
  (await text(path))
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))

test('the same seed and day write the same bytes', async () => {
  const second = await mkdtemp(join(tmpdir(), 'northmere '))
  assert.deepEqual(await writeNorthmere({ dir: second, seed: 'northmere', today, children: 1500, weeks: 6 }), manifest)
  await rm(second, { recursive: true })
})

test('the three terms before the day are there, each with its pupils', () => {
  const files = paths(/_pupilonroll\.csv$/)
  assert.deepEqual(
    files,
    ['autumn', 'spring', 'summer'].map(term => `school-census/2026_${term}_pupilonroll.csv`),
  )
})

test('every census row that hangs on a pupil finds that pupil, at the same school, in the same term', async () => {
  for (const term of ['spring', 'summer', 'autumn'])
    for (const off of [false, true]) {
      const parent = off ? 'pupilnolongeronroll' : 'pupilonroll'
      const pupils = new Map(
        (await csv(`school-census/2026_${term}_${parent}.csv`)).map(p => [p[`${parent}tableid`], p]),
      )
      const hanging = paths(new RegExp(`2026_${term}_(?!pupil)`))
      for (const path of hanging)
        for (const row of await csv(path)) {
          const key = row[`${parent}tableid`]
          if (key === undefined) continue
          const pupil = pupils.get(key)
          assert.ok(pupil, `${path}: no pupil ${key}`)
          assert.deepEqual([pupil.NativeId, pupil.sourceid], [row.NativeId, row.sourceid])
        }
    }
})

test('every pupil on roll has exactly one address', async () => {
  const pupils = (await csv('school-census/2026_autumn_pupilonroll.csv')).map(p => p.pupilonrolltableid)
  const addresses = (await csv('school-census/2026_autumn_addressesonroll.csv')).map(a => a.pupilonrolltableid)
  assert.deepEqual(addresses.toSorted(), pupils.toSorted())
})

/** The codes that are not a possible attendance (formats.md 2.1), written out here apart from the generator's own. */
const notPossible = /^([DXQZ#-]|Y\d)$/

test('the sessions by code add up to the sessions possible', async () => {
  const pupils = await csv('school-census/2026_spring_pupilonroll.csv')
  const sums = new Map<string, number>()
  for (const { pupilonrolltableid: key = '', attendancereason: code = '', sessions } of await csv(
    'school-census/2026_spring_termlysessiondetailsonroll.csv',
  ))
    if (!notPossible.test(code)) sums.set(key, (sums.get(key) ?? 0) + Number(sessions))
  assert.ok(sums.size > 800)
  for (const p of pupils) assert.equal(sums.get(p.pupilonrolltableid ?? '') ?? 0, Number(p.termlysessionspossible || 0))
})

test('a moving pupil’s transfer file agrees with the census: a year’s marks are its three terms’ sessions', async () => {
  const [path = ''] = paths(/^ctf\//)
  const pupils = [...(await text(path)).matchAll(/<Pupil>.*?<\/Pupil>/g)].map(([xml]) => xml)
  const value = (xml: string, name: string) => new RegExp(`<${name}>(.*?)</${name}>`).exec(xml)?.[1] ?? ''
  assert.ok(pupils.length >= 2, `${pupils.length} pupils move`)
  const terms = await Promise.all(paths(/pupil(nolonger)?onroll\.csv$/).map(csv))
  for (const xml of pupils) {
    const marks = value(xml, 'AttendanceMarks')
    assert.equal([...marks].filter(m => !notPossible.test(m)).length, Number(value(xml, 'SessionsPossible')))
    const rows = terms.flat().filter(row => row.upn === value(xml, 'UPN') && row.NativeId === '8992017')
    const possible = rows.reduce(
      (sum, r) => sum + Number(r.termlysessionspossible || 0) + Number(r.summerhalfterm2sessionspossible || 0),
      0,
    )
    assert.equal(possible, Number(value(xml, 'SessionsPossible')))
  }
})

test('each daily file begins with its manifest, and every mark is of a pupil of that school', async () => {
  const byFile = await Promise.all(paths(/^daily-attendance\/[\d-]+_\d+\.ndjson$/).map(ndjson))
  assert.ok(byFile.length >= 6 * 30)
  for (const [head, ...lines] of byFile) {
    assert.equal(head?.type, 'manifest')
    const pupils = new Set(lines.filter(l => l.type === 'pupil').map(l => l.mis_id))
    for (const line of lines) {
      assert.ok(pupils.has(line.mis_id))
      if (line.type === 'attendance_day')
        assert.ok((line.date ?? '') >= (head?.from ?? '') && (line.date ?? '') <= (head?.to ?? ''))
    }
  }
})

test('a mark sent as N is explained in Monday’s corrections', async () => {
  const corrections = (await Promise.all(paths(/_corrections\.ndjson$/).map(ndjson)))
    .flat()
    .filter(l => l.type === 'attendance_day')
  const first = (await Promise.all(paths(/^daily-attendance\/[\d-]+_\d+\.ndjson$/).map(ndjson))).flat()
  const unexplained = new Set(first.filter(l => l.am === 'N').map(l => `${l.upn}${l.date}`))
  assert.ok(corrections.length > 0)
  for (const line of corrections) {
    assert.ok(unexplained.has(`${line.upn}${line.date}`))
    assert.match(line.am ?? '', /^[IO]$/)
  }
})

test('Liam has reached ten unauthorised sessions in ten weeks, all on Monday and Thursday mornings', async () => {
  const upn = found('liam')[0]?.upn
  const lines = (await Promise.all(paths(/^daily-attendance\/.*_8994202.*\.ndjson$/).map(ndjson))).flat()
  const missed = lines.filter(l => l.type === 'attendance_day' && l.upn === upn && /[GNOU]/.test(`${l.am}`))
  assert.ok(missed.length >= 10, `${missed.length}`)
  for (const { date = '', pm } of missed) {
    assert.ok([1, 4].includes(new Date(date).getUTCDay()))
    assert.equal(pm, '\\')
  }
})

test('every hard case is in exactly the files that its story names', () => {
  for (const { id, files } of stories) {
    const sources = new Set(found(id).map(f => f.source))
    assert.deepEqual(
      [...sources].filter(s => s !== 'housing').sort(),
      files.filter(f => f !== 'housing').toSorted(),
      id,
    )
    if (files.includes('housing')) assert.ok(sources.has('housing'), id)
  }
})

test('each place where a hard case is said to be found has its number and its surname', async () => {
  const contents = new Map<string, string>()
  for (const { id, find } of authority.cast)
    for (const { file, key, surname, source } of find) {
      const content = contents.get(file) ?? (await readable(file))
      contents.set(file, content)
      const number = source === 'daily-attendance' ? (key.split('/')[1] ?? '') : key
      assert.ok(content.includes(number), `${id}: ${number} is not in ${file}`)
      const named = !['annex-a', 'cin-census', 'ssda903', 'housing'].includes(source)
      if (named) assert.ok(content.toLowerCase().includes(surname.toLowerCase()), `${id}: ${surname} is not in ${file}`)
    }
})

const readable = async (file: string): Promise<string> => {
  if (!/\.xlsx?$/i.test(file)) return text(file)
  const book = read(await readFile(join(dir, 'files', file)))
  return book.SheetNames.map(name => utils.sheet_to_csv(book.Sheets[name] ?? {})).join('\n')
}

test('the adopted child’s two identities are never in one record, and the new one is in no file of social care', async () => {
  const [before_, after_] = ['adopted-before', 'adopted-after'].map(found)
  const old = before_?.[0]?.upn ?? '-'
  for (const path of paths(/\.(csv|ndjson|xml)$/))
    for (const line of (await text(path)).split('\n'))
      assert.ok(!(line.includes(old) && line.includes('Holloway')), path)
  assert.deepEqual(after_?.map(f => f.source).toSorted(), ['daily-attendance', 'school-census'])
})

test('a few children’s-centre birth dates have two-digit years, to be refused', async () => {
  const rows = parse(await readFile(join(dir, 'files/childrens-centre/registrations_export.csv'), 'latin1'), {
    columns: true,
  }) as Row[]
  const short = rows.filter(r => /\/\d\d$/.test(r.DOB ?? ''))
  assert.ok(short.length > 0 && short.length < rows.length * 0.05, `${short.length} of ${rows.length}`)
})

test('every arrangement names staff, teams, schools and hard cases that exist', () => {
  const staff = new Set(authority.staff.map(s => s.id))
  const teams = new Set(authority.teams.map(t => t.id))
  const cast = new Set(authority.cast.map(c => c.id))
  const schools = new Set(authority.schools.map(s => s.laestab))
  const {
    involvements,
    schoolLinks,
    conflicts,
    restricted,
    sealed,
    protectedAddresses,
    visits,
    dangerNotes,
    pauses,
    parents,
    tasks,
  } = authority
  for (const s of authority.staff)
    assert.ok([...s.teams, ...s.manages].every(t => teams.has(t)) && (!s.school || schools.has(s.school)), s.id)
  for (const i of involvements)
    assert.ok(cast.has(i.child) && (i.staff ? staff.has(i.staff) : teams.has(i.team ?? '')), i.child)
  for (const t of tasks) assert.ok(cast.has(t.child) && staff.has(t.owner) && staff.has(t.setBy), t.what)
  for (const l of schoolLinks) assert.ok(staff.has(l.staff) && schools.has(l.laestab))
  for (const c of [...conflicts, ...visits]) assert.ok(staff.has(c.staff) && cast.has(c.child))
  for (const r of restricted) assert.ok(cast.has(r.child) && [r.holder, ...r.allowed].every(s => staff.has(s)))
  for (const s of sealed)
    assert.ok(s.pair.every(c => cast.has(c)) && s.holders.length >= 2 && s.holders.every(h => staff.has(h)))
  for (const p of protectedAddresses) assert.ok(cast.has(p.child) && p.allowed.every(s => staff.has(s)))
  for (const id of [
    ...dangerNotes.map(d => d.uprnOf),
    ...pauses.map(p => p.child),
    ...parents.flatMap(p => [p.mother, p.child]),
  ])
    assert.ok(cast.has(id))
})

test('the hard cases are in their files on any day of the year', async () => {
  const other = await mkdtemp(join(tmpdir(), 'northmere '))
  for (const day of ['2026-05-04', '2026-08-20', '2026-09-08', '2027-01-05', '2027-02-10']) {
    await writeNorthmere({ dir: other, seed: 'northmere', today: day as PlainDate, children: 60 })
    const { cast } = JSON.parse(await readFile(join(other, 'authority.json'), 'utf8')) as Authority
    for (const { id, files } of stories) {
      const sources = new Set(cast.find(c => c.id === id)?.find.map(f => f.source))
      for (const source of files) assert.ok(sources.has(source), `${day}: ${id} is not in ${source}`)
    }
  }
  await rm(other, { recursive: true })
})
