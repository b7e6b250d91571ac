import { calledBy, frequenciesFrom, type NameFrequencies } from '../frequencies.ts'
import type { Standard } from '../standard.ts'
import type { SharedTable } from './record-table.ts'
import { RecordWindow } from './record-window.ts'
import { countBy, formsOf } from './text-forms.ts'

/** What is read out of a shared table: standard forms, equal to `standardise` of what was added, and how common its names are. */
export type TableReader = {
  /** The standard form of a record, to keep. */
  readonly standardAt: (record: number) => Standard
  /** A window on one record at a time, for millions: asking it for another record changes what it shows. */
  readonly window: () => (record: number) => Standard
  readonly frequencies: () => NameFrequencies
}

/** Reads a shared table. The forms of each different text are made once, when first asked for. */
export const readTable = (table: SharedTable): TableReader => {
  const { rows } = table
  const forms = formsOf(table)
  const frequencies = (): NameFrequencies =>
    frequenciesFrom(
      countBy(rows, 'forename', id => calledBy(forms.forenameOf(id))),
      countBy(rows, 'surname', id => forms.surnameOf(id).surnameCanonical),
    )
  const window = () => {
    const one = new RecordWindow(table, forms)
    return (record: number): Standard => one.show(record)
  }
  const pane = new RecordWindow(table, forms)
  return { standardAt: record => pane.show(record).copy(), window, frequencies }
}
