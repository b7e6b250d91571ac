import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { aReader, aSeal, testGrounds } from '../../access/testing/index.ts'
import { statutoryReturns } from '../../domains/statutory-returns/index.ts'
import { type IntakeGround, receiveFiles, workRun } from '../../intake/index.ts'
import { plainDate } from '../../kernel/index.ts'
import { readRecords, writeXlsx } from '../../platform/files/index.ts'
import { openKeys } from '../../platform/keys/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { linkOn } from '../jobs.ts'
import { sources } from '../sources.ts'
import { type ExportReport, exportReturn, returnsToWrite } from './index.ts'

const lookedAfter = join(import.meta.dirname, '../../sources/ssda903/fixtures/northmere_2026')
const lists = join(import.meta.dirname, '../../sources/annex-a/fixtures/Annex_A_2024_Jan.xlsx')
const census = join(import.meta.dirname, '../../sources/cin-census/fixtures/northmere_2026.xml')

describe('a return written from the record', () => {
  let folder = ''
  let ours: World
  let second: World
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-export-'))
    ours = await aWorld(folder)
    second = await aWorld(folder)
    await ours.bring(census)
  })
  after(async () => {
    await ours?.db.drop()
    await second?.db.drop()
    await rm(folder, { recursive: true, force: true })
  })

  const write = (name: string, out: string, world = ours, day = plainDate(2026, 3, 31)): Promise<ExportReport> =>
    exportReturn(world.ground, {
      ...{ name, kind: returnsToWrite[name]!, day, authority: '899', release: '0', by: 'tester' },
      out: join(folder, out),
    })
  const issuesOf = async (name: string, path: string) => {
    const kind = statutoryReturns[name]!
    const issues = kind.check(await kind.read(path), 2026, kind.ofFiles, '2026-11-20' as never)
    return issues.map(({ rule, table, row }) => [rule, table, row]).sort()
  }

  test('the Children in Need census comes back through our own intake without loss, and asks no more than it did', async () => {
    const report = await write('cin', 'census.xml')
    assert.deepEqual([report.children, report.lacking], [5, []])
    await second.bring(join(folder, 'census.xml'))
    const known = await ours.known()
    assert.deepEqual([new Set(known.map(one => one.key)).size, known.length > 40], [5, true])
    assert.deepEqual(await second.known(), known)
    assert.deepEqual(await issuesOf('cin', join(folder, 'census.xml')), await issuesOf('cin', census))
  })

  test('the children looked after return comes back likewise, each table a file of its folder', async () => {
    await ours.bring(lookedAfter)
    const report = await write('ssda903', 'looked-after')
    assert.deepEqual([report.children, [...report.lacking], report.tables['episodes']], [4, [], 6])
    assert.deepEqual([report.files.length, (await stat(join(folder, 'looked-after'))).mode & 0o777], [12, 0o700])
    await second.bring(join(folder, 'looked-after'))
    const known = await ours.known()
    assert.deepEqual([new Set(known.map(one => one.key)).size, known.length > 100], [9, true])
    assert.deepEqual(await second.known(), known)
    const asked = Map.groupBy(await issuesOf('ssda903', lookedAfter), ([rule]) => rule)
    assert.deepEqual(
      report.issues.map(({ rule, count }) => [rule, count]).sort(),
      [...asked].map(([rule, all]) => [rule, all.length]).sort(),
    )
    await assert.rejects(write('ssda903', 'looked-after'), /looked-after is there already/)
  })

  test('has a manifest beside it, can be read by nobody else, and left an audit row that names no child', async () => {
    const [bytes, text] = [
      await readFile(join(folder, 'census.xml')),
      await readFile(join(folder, 'census.xml.manifest.json'), 'utf8'),
    ]
    const manifest: ExportReport = JSON.parse(text)
    assert.equal(manifest.files[0]?.sha256, createHash('sha256').update(bytes).digest('hex'))
    assert.equal(manifest.tables['CINdetails'], 6)
    assert.equal(manifest.rules, 'cin2025_26')
    assert.doesNotMatch(text, /NM100|2012-06-14|B8992/)
    for (const name of ['census.xml', 'census.xml.manifest.json'])
      assert.equal((await stat(join(folder, name))).mode & 0o777, 0o600)
    const { rows } = await ours.db.owner.query(
      `select actor, action, outcome, rule, request_id, child_id, detail->>'sha256' as sha256 from access.access_event where action = 'export cin'`,
    )
    const { decision, files } = manifest
    assert.deepEqual(rows, [
      {
        ...{ actor: 'returns', action: 'export cin', outcome: 'done', rule: 'statutory-return', child_id: null },
        ...{ request_id: decision, sha256: files[0]?.sha256 },
      },
    ])
  })

  test('is never written over a file that is there, and then leaves nothing behind', async () => {
    await writeFile(join(folder, 'kept.xml.manifest.json'), 'mine')
    await assert.rejects(write('cin', 'census.xml'), /census\.xml is there already/)
    await assert.rejects(write('cin', 'kept.xml'), /kept\.xml\.manifest\.json is there already/)
    await assert.rejects(write('cin', 'nowhere/census.xml'), /its folder is not there/)
    const left = (await readdir(folder)).filter(name => /kept|part|nowhere/.test(name))
    assert.deepEqual(left, ['kept.xml.manifest.json'])
    assert.equal(await readFile(join(folder, 'kept.xml.manifest.json'), 'utf8'), 'mine')
  })

  test('has neither a sealed fact nor a child behind a shield in it, and says the same words where there is none', async () => {
    const { owner } = second.db
    const before = await write('cin', 'before.xml', second)
    const holder = (await aReader(owner, 'social-worker')).userId
    const seal = await aSeal(owner, { kind: 'silent', holder, named: [holder] })
    await owner.query(`update entry set seal = $1 where kind = 'adoption-step'`, [seal])
    await owner.query(
      `insert into access.shield (child_id, kind, reason, starts_at) select person_id, 'restricted', 'test', '2020-01-01' from source_person where key = 'NM1005'`,
    )
    const after = await write('cin', 'after.xml', second)
    const text = await readFile(join(folder, 'after.xml'), 'utf8')
    assert.deepEqual([before.children, after.children], [5, 4])
    assert.doesNotMatch(text, /NM1005|RC1\b/)
    assert.match(text, /NM1004/)
    assert.equal(after.neverIn, before.neverIn)
  })

  test('the lists of Annex A come back likewise, but for adoptions of years ago, which are in no list any more', async () => {
    await mkdir(join(folder, 'sent'))
    const sent = join(folder, 'sent', 'Annex_A_2021-03-15.xlsx')
    // Two of its five adoptions as if the order had been made that winter.
    await writeFile(sent, await writeXlsx(await sheetsOf(lists, { '2009-08-31': '2021-01-31' })))
    await ours.bring(sent)
    const written = 'Annex_A_2021-03-15.xlsx'
    const report = await write('annex-a', written, ours, plainDate(2021, 3, 15))
    await second.bring(join(folder, written))
    const said = async (world: World) =>
      (await world.known())
        .filter(one => one.source_id === 'annex-a')
        .map(({ source_id: _, body: { ethnicityRaw: __, ...body }, ...one }) => JSON.stringify({ ...one, body }))
    const [before, after] = [await said(ours), await said(second)]
    const adopters = async ({ db }: World) =>
      (await db.owner.query(`select key, content from source_record where scope like 'List 11/%' order by key`)).rows
    assert.deepEqual(await adopters(second), await adopters(ours))
    const gone = before.filter(one => !after.includes(one))
    assert.deepEqual(
      after.filter(one => !before.includes(one)),
      [],
    )
    assert.equal(gone.filter(one => /Adoption order/.test(one)).length, 3)
    // Two lists of one day name two workers: one of them is told.
    assert.deepEqual(
      gone.flatMap(one => (/adoption-step|"identity"/.test(one) ? [] : [JSON.parse(one).body.team])),
      ['Locality 3 Duty Team'],
    )
    assert.deepEqual([report.children, report.tables['List 10'], report.tables['List 11']], [48, 2, 5])
  })
})

/** The sheets of a workbook, some of its cells with another value. */
const sheetsOf = async (path: string, instead: Readonly<Record<string, string>>) => {
  const sheets: { name: string; rows: string[][] }[] = []
  for await (const event of readRecords({ path, name: basename(path) }))
    if (event.type === 'table') sheets.push({ name: event.table, rows: [] })
    else if (event.type === 'row') sheets.at(-1)?.rows.push(event.values.map(value => instead[value] ?? value))
  return sheets
}

type World = Awaited<ReturnType<typeof aWorld>>

const aWorld = async (folder: string) => {
  const db: TestDatabase = await testDatabase()
  const { jobs } = await testGrounds(db)
  const ground: IntakeGround & typeof jobs = { ...jobs, filesKey: openKeys(db.keyDir).files, tempDir: folder }
  return {
    db,
    ground,
    /** Imports a file to the end, as `throughline import` does. */
    bring: async (...paths: string[]): Promise<void> => {
      const { runs, refused } = await receiveFiles(ground, paths, { sources })
      assert.deepEqual([runs.length, refused], [1, []], paths.map(path => basename(path)).join())
      const report = await workRun(ground, runs[0]!.run, { sources, link: linkOn(ground) })
      assert.deepEqual([report.state, report.rejected], ['done', 0])
    },
    /** Who is known, and what of each: kinds and what they say, in the words of each fact's source. */
    known: async () =>
      (
        await db.owner.query(
          `select s.key, s.source_id, e.kind, e.category, e.sensitivity, e.body from entry e join source_person s on s.id = e.source_person_id
           where e.known_to = 'infinity' and s.person_id is not null order by s.source_id, s.key, e.kind, e.body::text`,
        )
      ).rows,
  }
}
