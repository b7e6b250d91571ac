import { address, contactDetail, identity } from '../src/children/index.ts'
import type { OpenFile, RowOutcome, Source, SourceRow } from '../src/intake/index.ts'
import { rowOf } from './town.source.ts'
import { childOf, type Town } from './town.ts'

/** A child of the town as the clinics know them: without the school's number, and perhaps at a new address. */
const clinicRow = (town: Town, number: number, moved: boolean, asOf: Date): SourceRow => {
  const { identity: known, facts, content } = rowOf(childOf(town, number))
  const { upn: _, ...rest } = known ?? {}
  const kinds: readonly unknown[] = [identity, address, contactDetail]
  return {
    ...{ key: String(number), scope: 'clinic', personKey: String(number), asOf },
    content: { ...content, moved },
    identity: moved ? { ...rest, house: '99', uprn: '' } : rest,
    facts: facts.filter(({ kind }) => kinds.includes(kind)),
  }
}

/** The text of a file from the clinics: these children of a town, those named having moved. */
export const clinicFile = (
  town: Town,
  asOf: string,
  numbers: readonly number[],
  moved: ReadonlySet<number> = new Set(),
): string =>
  [`clinic,${town.children},${asOf}`, ...numbers.map(n => `child,${n},${moved.has(n) ? 1 : 0}`), ''].join('\n')

const read = async function* ({ events }: OpenFile): AsyncGenerator<RowOutcome> {
  let [town, asOf]: [Town, Date] = [{ children: 0, days: 0 }, new Date(0)]
  for await (const event of events) {
    if (event.type !== 'row') continue
    const { line, values } = event
    const [what = '', number = '', last = ''] = values
    if (what === 'clinic') [town, asOf] = [{ children: Number(number), days: 0 }, new Date(last)]
    else yield { outcome: 'accepted', line, row: clinicRow(town, Number(number), last === '1', asOf) }
  }
}

/** A second source that knows the town's children: its rows are tied to records that are there. */
export const clinicSource: Source = {
  id: 'clinic',
  name: 'Clinic lists',
  said: 'Clinic list',
  service: 'Health',
  columns: [],
  rank: { default: 4 },
  agreement: { purpose: 'Measuring', basis: 'Invented people', owner: 'Nobody' },
  reading: { rowWidth: 'any' },
  recognise: ({ events }) => {
    const first = events.find(event => event.type === 'row')
    if (first?.type !== 'row' || first.values[0] !== 'clinic') return undefined
    const asOf = first.values[2] ?? ''
    return { period: asOf, table: 'clinic', asOf: new Date(asOf), mode: 'delta', order: 0 }
  },
  read,
}
