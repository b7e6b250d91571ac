import { address, identity } from '../../children/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import type { OpenFile, Recognised, RowOutcome, Source, SourceRow } from '../source.ts'

// A made-up feed for tests: youth clubs send their members, what members tell them later, and registers, each as CSV.
// The first line of a file says its table, period, moment and mode: `members,2025,2025-01-16T00:00:00Z,snapshot`.

const read = async function* (file: OpenFile): AsyncGenerator<RowOutcome> {
  let register: { line: number; cells: string[][] } | undefined
  for await (const event of file.events) {
    if (event.type === 'problem') {
      const { type: _type, fatal: _fatal, table: _table, values, ...problem } = event
      yield { outcome: 'rejected', line: event.line ?? 0, problem, values: values ?? [] }
    }
    if (event.type !== 'row' || event.line <= 2) continue
    if (file.recognised.table !== 'registers') yield rowOutcome(file, event.line, event.values)
    else if (register && register.cells[0]?.[0] === event.values[0]) register.cells.push(event.values)
    else {
      if (register) yield registerOutcome(file, register)
      register = { line: event.line, cells: [event.values] }
    }
  }
  if (register) yield registerOutcome(file, register)
}

const rowOutcome = (file: OpenFile, line: number, values: string[]): RowOutcome => {
  const [key = '', forename = '', surname = '', born = '', postcode = ''] = values
  const { asOf, table } = file.recognised
  if (table === 'notes') {
    const facts = [{ kind: address, body: { asWritten: forename } }]
    return {
      outcome: 'accepted',
      line,
      row: { key: `note ${key}`, scope: 'notes', parentKey: key, asOf, content: { key, forename }, facts },
    }
  }
  if (born === 'soon') {
    const problem = {
      column: 'born',
      problem: 'This is not a birth date.',
      got: born,
      wanted: 'a date',
      fix: 'Write the date.',
    }
    return { outcome: 'rejected', line, problem, values, key, scope: 'members' }
  }
  const birthDate = born as PlainDate
  const row: SourceRow = {
    key,
    scope: 'members',
    personKey: key,
    asOf,
    content: { key, forename, surname, born, postcode },
    identity: { forename, surname, birthDate, postcode },
    facts: [
      { kind: identity, body: { forename, surname, birthDate } },
      ...(postcode ? [{ kind: address, body: { postcode } }] : []),
    ],
    others: [{ key: `${key} mother`, adult: true, relation: 'Mother', identity: { surname } }],
    roll: { laestab: '8814001', name: 'Northmere Youth Club', from: '2024-09-01' as PlainDate },
    family: { key: surname },
    involvements: [
      {
        kind: 'club leader',
        service: 'Youth',
        category: 'youth-centre',
        workerName: 'Ann Leader',
        from: '2024-09-01' as PlainDate,
      },
    ],
  }
  return { outcome: 'accepted', line, row }
}

const registerOutcome = (file: OpenFile, { line, cells }: { line: number; cells: string[][] }): RowOutcome => {
  const date = (cells[0]?.[0] ?? '') as PlainDate
  const marks = cells.map(([, personKey = '', am = '', pm = '']) => ({ personKey, am, pm }))
  const { asOf } = file.recognised
  return {
    outcome: 'register',
    line,
    register: {
      key: `register ${date}`,
      scope: `register ${date}`,
      asOf,
      laestab: '8814001',
      date,
      rows: cells.length,
      marks,
    },
  }
}

export const youthClubs: Source = {
  id: 'youth-clubs',
  name: 'Youth clubs',
  said: 'Youth club',
  service: 'Youth',
  columns: [],
  rank: { default: 5 },
  agreement: { purpose: 'Youth work', basis: 'Education Act 1996 s507B', owner: 'Head of youth work' },
  reading: { rowWidth: 'any' },
  recognise: ({ events }): Recognised | undefined => {
    const first = events.find(event => event.type === 'row')
    const [table = '', period = '', asOf = '', mode] = first?.type === 'row' ? first.values : []
    const order = ['members', 'notes', 'registers'].indexOf(table)
    if (order < 0 || (mode !== 'snapshot' && mode !== 'delta')) return undefined
    return { period, table, asOf: new Date(asOf), mode, order }
  },
  read,
}
