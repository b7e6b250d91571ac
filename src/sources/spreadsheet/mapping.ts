import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { SourceColumn } from '../../intake/index.ts'
import { getService, type Service, type ServiceKey, services } from './listed-services.ts'
import { getTarget, targets } from './targets.ts'

const words = (max = 500) => Type.String({ maxLength: max })
const oneOf = (list: readonly string[]) => Type.Union(list.map(one => Type.Literal(one)))

const mappedColumn = Type.Object({
  /** The heading as it came, spaces tidied; a number tells equal headings apart ("Name (2)"). */
  name: words(200),
  target: oneOf(targets.map(t => t.key)),
  /** In words, for whoever confirms it: never a value of the file. */
  reason: words(),
  confidence: oneOf(['sure', 'likely', 'a guess', 'not known']),
})

const schema = Type.Object({
  version: Type.Literal(1),
  /** What people call the list. */
  name: words(120),
  service: oneOf(services.map(s => s.key)),
  /** `snapshot`: a child who is missing from a later list has left it. `delta`: a list only adds. */
  mode: oneOf(['snapshot', 'delta']),
  /** When the list speaks: when it arrives, or a date in a cell of its title. */
  period: Type.Union([
    Type.Object({ rule: Type.Literal('arrival') }),
    Type.Object({ rule: Type.Literal('title'), says: words(60) }),
  ]),
  dateOrder: oneOf(['dmy', 'mdy']),
  /** What stands between several values of one cell. */
  separators: Type.Array(Type.String({ minLength: 1, maxLength: 3 }), { maxItems: 8 }),
  headerRows: Type.Union([Type.Literal(1), Type.Literal(2)]),
  /** Sheets and tables that were looked at; `line` is where the heading stood. Those without one are not read. */
  sheets: Type.Array(Type.Object({ name: words(120), line: Type.Optional(Type.Integer({ minimum: 1 })) }), {
    maxItems: 200,
  }),
  columns: Type.Array(mappedColumn, { maxItems: 500 }),
  /** What a value of a column means, by the value in small letters. */
  values: Type.Record(Type.String(), Type.Record(Type.String(), words(120))),
  /** The list's own number, or where it has none the name with the birth date; of results the pupil number before the latter. */
  key: oneOf(['own-id', 'upn', 'name-and-birth', 'property']),
})

/** How a spreadsheet is read: proposed by the product, confirmed by a person, remembered by its source. */
export type Mapping = Omit<Static<typeof schema>, 'service' | 'mode' | 'dateOrder' | 'key' | 'columns'> & {
  readonly service: ServiceKey
  readonly mode: 'snapshot' | 'delta'
  readonly dateOrder: 'dmy' | 'mdy'
  readonly key: 'own-id' | 'upn' | 'name-and-birth' | 'property'
  readonly columns: readonly MappedColumn[]
}
export type MappedColumn = {
  readonly name: string
  readonly target: string
  readonly reason: string
  readonly confidence: 'sure' | 'likely' | 'a guess' | 'not known'
}

const checker = Compile(schema)

/** Is this a mapping of the version that we read? */
export const isMapping = (value: unknown): value is Mapping => checker.Check(value)

/** A whole list that has a number of each child keeps a child once; a name and a birth date are another key as soon as one of them is put right. */
export const keepsOnceBy = ({ mode, key }: Pick<Mapping, 'mode' | 'key'>): 'source' | undefined =>
  mode === 'snapshot' && (key === 'own-id' || key === 'upn') ? 'source' : undefined

/** A heading for comparing: small letters and digits, everything else a space. */
export const foldHeading = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’'`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The column that says this, if one does. */
export const columnOf = (mapping: Mapping, target: string): string | undefined =>
  mapping.columns.find(c => c.target === target)?.name

/** Every column that says this. */
export const columnsOf = (mapping: Mapping, target: string): string[] =>
  mapping.columns.filter(c => c.target === target).map(c => c.name)

export const serviceOf = (mapping: Mapping): Service => getService(mapping.service)

/** What tells a child's results apart. */
export const resultParts: readonly string[] = [
  'result.stage',
  'result.year',
  'result.subject',
  'result.component',
  'result.on',
]

/** Columns without which a row cannot be told from another. */
export const neededColumns = (mapping: Mapping): string[] => {
  const named = ['child.surname-first', 'child.full-name', 'child.surname', 'child.forename']
  const wanted =
    mapping.key === 'property'
      ? ['property.uprn']
      : mapping.key === 'own-id'
        ? ['child.own-id']
        : mapping.key === 'upn'
          ? ['child.upn']
          : [...named, 'child.birth-date']
  // A child has many results: without what tells them apart one would stand for another.
  const apart = mapping.service === 'school-results' ? resultParts : []
  return mapping.columns.filter(c => [...wanted, ...apart].includes(c.target)).map(c => c.name)
}

/** Every column of the list with the category of what it says, in the form in which every source lists them. */
export const sourceColumns = (mapping: Mapping, table: string): SourceColumn[] =>
  mapping.columns.map(({ name, target }) => {
    const { category, sensitivity, becomes } = getTarget(target)
    return { table, column: name, category, becomes, ...(sensitivity > 1 ? { sensitivity } : {}) }
  })

/** What still has to be decided before the mapping can be confirmed, in words. Empty when nothing is. */
export const openQuestions = (mapping: Mapping): string[] => {
  const has = (...keys: string[]) => mapping.columns.some(c => keys.includes(c.target))
  const double = mapping.columns.filter(
    (c, i) => !getTarget(c.target).many && mapping.columns.findIndex(other => other.target === c.target) < i,
  )
  const isResults = mapping.service === 'school-results'
  const isNamed = has('child.surname-first', 'child.full-name') || (has('child.forename') && has('child.surname'))
  return [
    ...mapping.columns
      .filter(c => c.target === 'ask')
      .map(c => `Say what the column “${c.name}” means, or keep nothing of it.`),
    ...double.map(c => `Two columns are “${getTarget(c.target).label}”. Choose something else for “${c.name}”.`),
    ...(mapping.service === 'housing' && !has('property.uprn')
      ? ['Say which column is the property number (UPRN).']
      : []),
    ...(mapping.service !== 'housing' && !isNamed ? ['Say which column holds the child’s name.'] : []),
    ...(isResults && !has('result.result') ? ['Say which column is the result.'] : []),
    ...(mapping.service !== 'housing' && !has('child.birth-date', 'child.own-id', ...(isResults ? ['child.upn'] : []))
      ? ['Say which column is the date of birth, or the list’s own number for the child.']
      : []),
    ...(mapping.sheets.some(s => s.line !== undefined) ? [] : ['Say which line holds the headings.']),
  ]
}

/** The key that rows of these columns can have. */
export const keyFor = (service: ServiceKey, columns: readonly Pick<MappedColumn, 'target'>[]): Mapping['key'] =>
  service === 'housing'
    ? 'property'
    : columns.some(c => c.target === 'child.own-id')
      ? 'own-id'
      : service === 'school-results' && columns.some(c => c.target === 'child.upn')
        ? 'upn'
        : 'name-and-birth'
