import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { registerSources } from '../register-sources.actions.ts'
import type { Source } from '../source.ts'
import { type IntakeWorld, intakeWorld, youthClubs } from '../testing/index.ts'
import { lookInDropFolder } from './drop-folder.job.ts'
import { folderOf, freeName, isPassedOver, sourceOf } from './drop-names.ts'

const head = (asOf: string) => `members,2025,${asOf},snapshot\nkey,forename,surname,born,postcode\n`
const ada = `${head('2025-01-16T00:00:00Z')}A1,Ada,Byrne,2013-11-02,\nA2,Bo,Carr,soon,\n`

describe('the drop folder', () => {
  let world: IntakeWorld
  let folder: string
  before(async () => {
    world = await intakeWorld()
  })
  after(async () => {
    await world.drop()
    await rm(folder, { recursive: true })
  })

  const sources: readonly Source[] = [
    { ...youthClubs, columns: [{ table: 'members', column: 'born', category: 'identity' }] },
    { ...youthClubs, id: 'unagreed', name: 'Nobody agreed' },
  ]
  const begin = async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-drop-'))
    await look()
  }
  const put = async (name: string, text: string) => {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  const look = (minutesOn = 2) =>
    lookInDropFolder(world.ground, { folder, sources, moment: Date.now() + minutesOn * 60_000 })
  const here = async (place: string) => (await readdir(join(folder, place)).catch(() => [])).sort()
  const reportOn = (file: string) => readFile(join(folder, `${file}.report.txt`), 'utf8')
  const imports = async () =>
    (await world.rows<{ count: number }>('select count(*)::int as count from import_run'))[0]?.count ?? 0

  test('has a sub-folder for each source; a file there is taken in, and moved to done with what to mend, once its import ends', async () => {
    await begin()
    assert.deepEqual(await here('.'), ['unagreed', 'youth-clubs'])
    await put('youth-clubs/members.csv', ada)
    const { runs, done } = await look()
    assert.deepEqual([runs.length, done], [1, 0])
    assert.deepEqual(await here('youth-clubs'), ['members.csv'], 'it lies there until its import has ended')
    assert.equal((await look()).runs.length, 0, 'and is not taken twice')
    await world.work(runs[0]?.run ?? '', { sources })
    assert.equal((await look()).done, 1)
    assert.deepEqual(await here('youth-clubs/done'), ['members.csv', 'members.csv.report.txt'])
    const report = await reportOn('youth-clubs/done/members.csv')
    assert.match(report, /Line 4, born: This is not a birth date\. Wanted: a date\. Write the date\./)
    assert.doesNotMatch(report, /Ada|Byrne|Bo|Carr|soon/, 'no value of the file')
  })

  test('the same file again makes no import, and is moved to done beside the first', async () => {
    const before = await imports()
    await put('youth-clubs/members.csv', ada)
    assert.equal((await look()).done, 1)
    assert.equal(await imports(), before)
    assert.ok((await here('youth-clubs/done')).includes('members (2).csv'))
  })

  test('a file that is still being written, or goes by the name of one, is left alone', async () => {
    await put('youth-clubs/later.csv', head('2025-02-01T00:00:00Z'))
    await put('youth-clubs/more.csv.part', ada)
    await utimes(join(folder, 'youth-clubs/later.csv'), new Date('2020-01-01'), new Date('2020-01-01'))
    assert.deepEqual(await look(0.5), { runs: [], done: 0, refused: 0 }, 'whatever its sender says of its age')
    assert.deepEqual(await here('youth-clubs'), ['done', 'later.csv', 'more.csv.part'])
  })

  test('a file that nobody knows, of no source, or beside the sub-folders, is refused with the reason and without its words', async () => {
    await put('youth-clubs/menu.csv', 'day,dish\nMonday,Soup\n')
    await put('clubs/members.csv', ada)
    await put('members.csv', ada)
    await look()
    assert.match(await reportOn('youth-clubs/refused/menu.csv'), /The layout of this file is none that we know/)
    assert.match(
      await reportOn('clubs/refused/members.csv'),
      /There is no source clubs\. Wanted: youth-clubs, unagreed/,
    )
    assert.match(await reportOn('refused/members.csv'), /beside the sub-folders/)
    assert.doesNotMatch(await reportOn('youth-clubs/refused/menu.csv'), /Soup|Monday/)
  })

  test('a file of a source without a sharing agreement waits where it lies', async () => {
    await registerSources(world.ground, sources)
    await world.rows(`update source set agreement_withdrawn_at = '2025-01-01' where id = 'unagreed'`)
    await put('unagreed/members.csv', ada)
    assert.equal((await look()).runs[0]?.state, 'waiting')
    await look()
    assert.deepEqual(await here('unagreed'), ['members.csv'])
  })

  test('an import that failed moves its file to refused; the same file again is another try', async () => {
    await rm(folder, { recursive: true })
    await begin()
    await put('youth-clubs/members.csv', `${ada}A3,Cy,Dunn,2014-01-01,\n`)
    const [first] = (await look()).runs
    await world.rows(
      `update import_run set state = 'failed', problem = 'It broke.', fix = 'Send it again.' where uuid = $1`,
      [first?.run],
    )
    assert.equal((await look()).refused, 1)
    assert.match(await reportOn('youth-clubs/refused/members.csv'), /^Refused\..*\nIt broke\. Send it again\./)
    await put('youth-clubs/members.csv', `${ada}A3,Cy,Dunn,2014-01-01,\n`)
    assert.equal((await look()).runs.length, 1)
  })

  test('what was done is taken away after a week, what was refused after a month; the reports stay for a quarter', async () => {
    await rm(folder, { recursive: true })
    await begin()
    await put('youth-clubs/menu.csv', 'day,dish\n')
    await put('youth-clubs/members.csv', ada)
    await look()
    await look(8 * 24 * 60)
    assert.deepEqual(await here('youth-clubs/done'), ['members.csv.report.txt'])
    assert.deepEqual(await here('youth-clubs/refused'), ['menu.csv', 'menu.csv.report.txt'])
    await look(31 * 24 * 60)
    assert.deepEqual(await here('youth-clubs/refused'), ['menu.csv.report.txt'])
  })
})

test('names: a sub-folder and its source, a free name, what is passed over', () => {
  assert.equal(folderOf('spreadsheet:youth-clubs'), 'spreadsheet_youth-clubs')
  assert.equal(sourceOf('spreadsheet_youth-clubs'), 'spreadsheet:youth-clubs')
  assert.equal(freeName('a.csv', new Set(['a.csv', 'a (2).csv'])), 'a (3).csv')
  assert.equal(freeName('register', new Set(['register'])), 'register (2)')
  assert.deepEqual(['.x.csv', '~$x.xlsx', 'x.csv.filepart', 'x.csv.report.txt', 'x.csv'].map(isPassedOver), [
    true,
    true,
    true,
    true,
    false,
  ])
})
