import type { FileEvent } from '../../platform/files/index.ts'
import { type ServiceKey, services } from './listed-services.ts'
import { foldHeading, keyFor, type MappedColumn, type Mapping } from './mapping.ts'
import { foldValue, meaningsOf } from './meanings.ts'
import { proposeMapping, sheetsOf } from './propose.ts'
import { getTarget, targetsFor } from './targets.ts'

/** The fields of a form as they were sent. */
export type Fields = Readonly<Record<string, unknown>>

const textOf = (fields: Fields, name: string): string => {
  const value = fields[name]
  return typeof value === 'string' ? value.trim() : ''
}

const serviceIn = (fields: Fields): ServiceKey | undefined =>
  services.find(s => s.key === textOf(fields, 'service'))?.key

/** The lines of the headings as a person set them, by sheet. A blank leaves the sheet to us; 0 leaves it out. */
const headerLinesIn = (fields: Fields, names: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    names.flatMap((name, i) => {
      const text = textOf(fields, `line-${i}`)
      return /^\d{1,7}$/.test(text) ? [[name, Number(text)]] : []
    }),
  )

/** What we propose for a file, with what a person has said of its service and its headings. */
export const proposalFor = (events: readonly FileEvent[], fileName: string, fields: Fields): Mapping => {
  const sheets = sheetsOf(events)
  const lines = headerLinesIn(
    fields,
    sheets.map(s => s.name),
  )
  const service = serviceIn(fields)
  const kept = sheets.filter(sheet => lines[sheet.name] !== 0)
  const made = proposeMapping(kept, { fileName, headerLines: lines, ...(service ? { service } : {}) })
  const left = sheets.filter(sheet => !kept.includes(sheet)).map(sheet => ({ name: sheet.name.slice(0, 120) }))
  return { ...made, sheets: [...made.sheets, ...left] }
}

/** A proposal with what the source remembers: columns by their headings, the meanings of values, how it is called. */
export const withRemembered = (proposal: Mapping, known: Mapping): Mapping => {
  const told = new Map(known.columns.map(c => [foldHeading(c.name), c]))
  const columns = proposal.columns.map((column): MappedColumn => {
    const before = told.get(foldHeading(column.name))
    return before ? { ...before, name: column.name, reason: 'As it was confirmed before.', confidence: 'sure' } : column
  })
  const { name, mode, values, dateOrder, separators } = known
  return { ...proposal, name, mode, values, dateOrder, separators, columns, key: keyFor(proposal.service, columns) }
}

/** The mapping that a form confirms: the proposal with every choice that was made. Choices that are not offered are left out. */
export const mappingFrom = (proposal: Mapping, fields: Fields): Mapping => {
  const offered = new Set(targetsFor(proposal.service).map(t => t.key))
  const columns = proposal.columns.map((column, i): MappedColumn => {
    const target = textOf(fields, `column-${i}`)
    if (!offered.has(target) || target === column.target) return column
    return { ...column, target, reason: 'Chosen by a person.', confidence: 'sure' }
  })
  return {
    ...proposal,
    name: textOf(fields, 'name').slice(0, 120) || proposal.name,
    mode: textOf(fields, 'mode') === 'delta' ? 'delta' : 'snapshot',
    dateOrder: textOf(fields, 'dates') === 'mdy' ? 'mdy' : 'dmy',
    columns,
    key: keyFor(proposal.service, columns),
    values: valuesIn(columns, proposal.values, fields),
  }
}

const valuesIn = (columns: readonly MappedColumn[], before: Mapping['values'], fields: Fields): Mapping['values'] => {
  const values: Record<string, Record<string, string>> = structuredClone(before) as Record<
    string,
    Record<string, string>
  >
  for (let i = 0; i < 200; i++) {
    const column = columns[Number(textOf(fields, `meaning-of-${i}`) || '-1')]
    const value = foldValue(textOf(fields, `meaning-value-${i}`))
    const meaning = textOf(fields, `meaning-${i}`)
    const known = column && meaningsOf(getTarget(column.target).reads)?.some(one => one.value === meaning)
    if (!column || !known || value === '' || value === '__proto__') continue
    values[column.name] = { ...values[column.name], [value]: meaning }
  }
  return values
}
