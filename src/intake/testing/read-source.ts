import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { type Format, readHead, readRecords } from '../../platform/files/index.ts'
import type { Recognised, RowOutcome, Source, SourceRow } from '../source.ts'
import { type StagedEntry, stageFact } from '../staged-row.ts'

/** What a source made of a file, as intake would see it. */
export type SourceReading = {
  readonly recognised: Recognised
  readonly outcomes: readonly RowOutcome[]
  /** Rows of the file, by how they ended. */
  readonly counts: { readonly accepted: number; readonly rejected: number; readonly waiting: number }
  readonly rows: readonly SourceRow[]
}

const folder = mkdtempSync(join(tmpdir(), 'throughline-source-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const formatOf = (name: string): Format =>
  name.endsWith('.csv') ? 'csv' : name.endsWith('.xlsx') ? 'xlsx' : name.endsWith('.xml') ? 'xml' : 'json'

const requestFor = (source: Source, path: string, name: string) => ({
  path,
  name,
  ...(source.reading?.recordElement ? { select: { recordElement: source.reading.recordElement } } : {}),
  ...(source.reading?.rowWidth ? { csv: { rowWidth: source.reading.rowWidth } } : {}),
})

/** Whose a file is, by its first events, as `FileHead` has them. */
export const recogniseAs = async (
  source: Source,
  path: string,
  name = basename(path),
): Promise<Recognised | undefined> => {
  const format = formatOf(name)
  return source.recognise({ name, format, events: await readHead(requestFor(source, path, name), format, 60) })
}

/** Reads a file of the disk through its source. Fails where the source does not know it. */
export const readSource = async (source: Source, path: string, name = basename(path)): Promise<SourceReading> => {
  const recognised = await recogniseAs(source, path, name)
  assert.ok(recognised, `${name} is not recognised`)
  const outcomes: RowOutcome[] = []
  const events = readRecords(requestFor(source, path, name))
  for await (const outcome of source.read({ name, recognised, events, mapping: undefined })) outcomes.push(outcome)
  const sum = (of: (outcome: RowOutcome) => number) => outcomes.reduce((total, o) => total + of(o), 0)
  return {
    recognised,
    outcomes,
    rows: outcomes.flatMap(o => (o.outcome === 'accepted' ? [o.row] : [])),
    counts: {
      accepted: sum(o => (o.outcome === 'accepted' ? 1 : o.outcome === 'register' ? o.register.rows : 0)),
      rejected: sum(o => (o.outcome === 'rejected' ? 1 : 0)),
      waiting: sum(o => (o.outcome === 'waiting' ? 1 : 0)),
    },
  }
}

/** Reads bytes as a file of that name through its source. */
export const readSourceText = async (source: Source, name: string, bytes: string | Buffer): Promise<SourceReading> => {
  const path = join(folder, `${process.hrtime.bigint()}-${name}`)
  writeFileSync(path, bytes)
  return await readSource(source, path, name)
}

/** The entries that intake would write for these rows. Throws where a fact is not what its kind's schema allows. */
export const entriesOf = (source: Source, { rows, recognised }: SourceReading): StagedEntry[] =>
  rows.flatMap(row =>
    row.facts.flatMap(fact => stageFact({ id: source.id, tells: source.tells }, fact, row.asOf ?? recognised.asOf)),
  )

/** The entries whose bodies hold this text anywhere, told as kind and category: where a value can be seen. */
export const whereIs = (entries: readonly StagedEntry[], text: string): string[] =>
  [...new Set(entries.filter(e => JSON.stringify(e.body).includes(text)).map(e => `${e.kind}: ${e.category}`))].sort()

/** Every problem told of a reading, rejected and waiting rows and warnings alike. */
export const problemsOf = ({ outcomes }: SourceReading) =>
  outcomes.flatMap(o => ('problem' in o ? [o.problem] : [...(o.warnings ?? [])]))

/** What is the same however often a file is read: keys, persons, contents. */
export const identityOf = ({ outcomes }: SourceReading): string =>
  JSON.stringify(
    outcomes.map(o =>
      o.outcome === 'accepted'
        ? [o.row.key, o.row.scope, o.row.personKey, o.row.content, (o.row.others ?? []).map(other => other.key)]
        : o.outcome === 'register'
          ? [o.register.key, o.register.marks]
          : [o.outcome, o.problem],
    ),
  )

/** Text that breaks careless programs, from the big list of naughty strings and councils' own files. */
export const naughtyStrings: readonly string[] = [
  '__proto__',
  'constructor',
  '=HYPERLINK("http://example.org")',
  "'; DROP TABLE pupil; --",
  '<script>alert(1)</script>',
  'null',
  'undefined',
  'NaN',
  '０１２',
  'Ω≈ç√∫˜µ≤≥÷',
  'ﷺ',
  '👩‍👩‍👧‍👦',
  'Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤',
  '‮right to left',
  '1/0',
  '-1',
  '9'.repeat(400),
]

/** The text of a fixture. */
export const textOf = (path: string): string => readFileSync(path, 'utf8')
