import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { exampleFact, identifier } from '../../children/index.ts'
import { careEpisode, careLeaver, parenthood } from '../../domains/social-care/index.ts'
import {
  entriesOf,
  identityOf,
  naughtyStrings,
  problemsOf,
  readSource,
  readSourceText,
  recogniseAs,
  textOf,
  whereIs,
} from '../../intake/testing/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { ssda903, writeLookedAfter } from './index.ts'

const fixtures = join(import.meta.dirname, 'fixtures')
const fixture = (name: string) => join(fixtures, name)
const files = readdirSync(fixtures).filter(name => name.endsWith('.csv'))
const episodes = 'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN'
const header = 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB'

describe('a return of children looked after', () => {
  test('is known by its headings, whatever its name, also with a byte order mark', async () => {
    assert.equal((await recogniseAs(ssda903, fixture('oc2.csv'), 'whatever.csv'))?.table, 'oc2')
    const marked = await readSourceText(ssda903, 'x.csv', `\ufeff${textOf(fixture('missing.csv'))}`)
    assert.equal(marked.recognised.table, 'missing')
    assert.equal(marked.counts.rejected, 0)
  })

  test('has a category for every column that real files have', () => {
    for (const file of files) {
      const table = file.replace('.csv', '')
      const listed = ssda903.columns.filter(c => c.table === table).map(c => c.column)
      const first = textOf(fixture(file)).split('\n')[0]?.split(',') ?? []
      assert.deepEqual(
        first.filter(column => !listed.includes(column.trim())),
        [],
        file,
      )
    }
  })

  test('is read to the last row, and read again gives the same', async () => {
    for (const file of files) {
      const once = await readSource(ssda903, fixture(file))
      const lines = textOf(fixture(file)).trim().split('\n').length - 1
      assert.deepEqual(once.counts, { accepted: lines, rejected: 0, waiting: 0 }, file)
      assert.equal(identityOf(once), identityOf(await readSource(ssda903, fixture(file))))
      entriesOf(ssda903, once)
    }
  })

  test('takes its year from its name; without one nothing missing is taken for gone', async () => {
    const named = await recogniseAs(ssda903, fixture('header.csv'), '903_2024_25_header.csv')
    assert.deepEqual(
      [named?.period, named?.mode, named?.asOf.toISOString().slice(0, 10)],
      ['2024 to 2025', 'snapshot', '2025-03-31'],
    )
    const unnamed = await recogniseAs(ssda903, fixture('header.csv'))
    assert.deepEqual([unnamed?.period, unnamed?.mode], ['year not stated', 'delta'])
  })

  test('never shows adoption among the facts of care', async () => {
    const read = await readSourceText(ssda903, 'e.csv', `${episodes}\n7,01/02/2024,S,E1,N1,A5,PR1,01/06/2024,E11,,,,\n`)
    const entries = entriesOf(ssda903, read)
    assert.deepEqual(whereIs(entries, 'dopt'), ['adoption-step: adoption'])
    assert.deepEqual(whereIs(entries, 'lacement order'), ['adoption-step: adoption'])
    const care = entries
      .filter(e => e.kind !== 'adoption-step')
      .map(e => JSON.stringify(e.body))
      .join()
    assert.doesNotMatch(care, /"(E1|A5|E11)"/)
    assert.equal(entries.filter(e => e.kind === 'adoption-step').length, 3)
  })

  test('knows that a child has died, and a reason in place of the UPN', async () => {
    const died = await readSourceText(ssda903, 'e.csv', `${episodes}\n7,01/02/2024,S,C2,N1,U4,PR1,01/06/2024,E2,,,,\n`)
    assert.deepEqual(
      entriesOf(ssda903, died)
        .filter(e => e.kind === 'identity')
        .map(e => e.body),
      [{ deathDate: '2024-06-01' }],
    )
    const read = await readSourceText(
      ssda903,
      'h.csv',
      `${header}\n7,F,01/02/2010,WBRI,UN4,1.0,27/08/2024\n8,2,01/02/2011,WBRI,A950000178301,,\n`,
    )
    assert.deepEqual(
      read.rows.map(row => row.identity?.upn),
      [undefined, 'A950000178301'],
    )
    assert.deepEqual(
      entriesOf(ssda903, read)
        .filter(e => e.kind === 'parenthood')
        .map(e => e.body),
      [{ mother: true, childBornOn: '2024-08-27' }],
    )
    assert.deepEqual(problemsOf(read), [])
  })

  test('warns of a wrong UPN and keeps it, and rejects a row without a birth date with words to mend it', async () => {
    const read = await readSourceText(
      ssda903,
      'h.csv',
      `${header}\n7,1,01/02/2010,WBRI,A950000178302,,\n8,1,,WBRI,,,\n,1,01/02/2010,WBRI,,,\n9,1,31/02/2010,WBRI,,,\n`,
    )
    assert.deepEqual(read.counts, { accepted: 1, rejected: 3, waiting: 0 })
    const [warning, missing, nameless, impossible] = problemsOf(read)
    assert.deepEqual([warning?.line, warning?.column, warning?.got], [2, 'UPN', 'A950000178302'])
    assert.deepEqual([missing?.line, missing?.column], [3, 'DOB'])
    assert.deepEqual([nameless?.line, nameless?.column], [4, 'CHILD'])
    assert.deepEqual([impossible?.line, impossible?.column, impossible?.got], [5, 'DOB', '31/02/2010'])
    for (const problem of problemsOf(read)) assert.ok(problem.fix && problem.wanted)
  })

  test('waits for a meaning where a row is nothing but a code nobody knows', async () => {
    const read = await readSourceText(
      ssda903,
      'p.csv',
      'CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n7,01/02/2010,P9,,\n8,01/02/2010,P1,899,01/2020\n9,01/02/2010,Z1,,\n',
    )
    assert.deepEqual(read.counts, { accepted: 2, rejected: 0, waiting: 1 })
    assert.deepEqual(whereIs(entriesOf(ssda903, read), 'Adoption'), ['permanence: adoption'])
  })

  test('says a conviction to nobody but those who may know of youth justice', async () => {
    const read = await readSource(ssda903, fixture('oc2.csv'))
    assert.deepEqual(whereIs(entriesOf(ssda903, read), 'convicted'), ['care-health: youth-justice'])
  })

  test('keeps its feet whatever a cell holds', async () => {
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
    const rows = naughtyStrings.map(text => Array.from({ length: 13 }, () => quoted(text)).join(','))
    const dated = naughtyStrings.map(text =>
      ['7', '01/02/2024', ...Array.from({ length: 11 }, () => quoted(text))].join(','),
    )
    const read = await readSourceText(ssda903, 'e.csv', `${[episodes, ...rows, ...dated].join('\n')}\n`)
    assert.equal(read.counts.accepted + read.counts.rejected, naughtyStrings.length * 2)
    assert.ok(read.counts.accepted >= naughtyStrings.length)
    entriesOf(ssda903, read)
  })
})

describe('a return written of what is on record', () => {
  const told = ({ kind }: { kind: string }, on: string, body: object) => ({
    ...exampleFact(kind, { ...body }, { on, from: on as PlainDate }),
    asOf: new Date('2026-11-20'),
  })
  const known = [
    told(identifier, '2025-07-18', { type: 'local', note: 'social care', value: 'NM1' }),
    told(careEpisode, '2025-07-18', { startedOn: '2025-07-18' }),
    told(parenthood, '2026-08-02', { mother: true, childBornOn: '2026-08-02' }),
    told(careLeaver, '2026-02-01', { inTouch: 'In touch', accommodation: 'Semi-independent', codeSet: 'Annex A' }),
  ]
  const children = async function* () {
    yield known
  }

  test('names no mother whose child was born after its year, and no leaver in words that are no codes of it', async () => {
    const { tables, lacking } = await writeLookedAfter(children(), { year: 2026 })
    const [, header = []] = tables.get('header') ?? []
    assert.deepEqual([header[0], ...header.slice(-2)], ['NM1', '', ''])
    assert.deepEqual([tables.get('oc3')?.length, lacking.get('IN_TOUCH')], [1, 1])
    const [, next = []] = (await writeLookedAfter(children(), { year: 2027 })).tables.get('header') ?? []
    assert.deepEqual(next.slice(-2), ['1', '02/08/2026'])
  })
})
