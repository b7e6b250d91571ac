import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { csvCell, folderFor, wholeFolder } from '../write-offers.actions.ts'
import { exchangeAfter, exchangeBefore, type Fact, untold, withFacts } from './exchange.ts'
import { readExchange } from './read-exchange.actions.ts'

const files = ['tell.csv', 'told.csv', 'placed.csv']

/** How an exchange with other councils stands, for one of them. */
export type ExchangeReport = {
  /** Facts that others are to be told now: none where the exchange is at its end, as far as this council has heard. */
  readonly tell: number
  readonly told: number
  readonly children: number
  readonly placed: number
  readonly phase: 'before the offers' | 'after the offers'
}

/**
 * One council's turn in the exchange with others: reads what it knows and what it has heard, and writes what it has to tell (tell.csv), all that is told
 * by then (told.csv, to be its next input) and where its residents stand (placed.csv). The same files give the same bytes.
 * @throws RoundRefused with every fault of the files; Error where the folder cannot be written.
 */
export const exchangeRound = (folder: string, out: string): ExchangeReport => {
  folderFor(out, files)
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new Error(`${folder} is no folder. Name the folder of a council’s side of the exchange.`)
  const { council, ledger, offered, declined } = readExchange(folder)
  const said = offered ? exchangeAfter(council, offered, ledger, declined) : exchangeBefore(council, ledger)
  const tell = [...withFacts(new Map(), untold(ledger, said.facts)).values()]
  const told = [...withFacts(ledger, tell).values()]
  return wholeFolder(out, files, making => {
    writeFileSync(join(making, 'tell.csv'), factsCsv(tell))
    writeFileSync(join(making, 'told.csv'), factsCsv(told))
    const placed = council.children.map(({ id }) => [id, said.placed.get(id) ?? ''])
    writeFileSync(join(making, 'placed.csv'), csv(['child_id', 'school_id'], placed))
    return {
      tell: tell.length,
      told: told.length,
      children: council.children.length,
      placed: said.placed.size,
      phase: offered ? 'after the offers' : 'before the offers',
    }
  })
}

const csv = (heading: readonly string[], rows: readonly (readonly string[])[]): string => {
  const lines = rows.map(row => `${row.map(csvCell).join(',')}\n`)
  return `${heading.join(',')}\n${lines.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).join('')}`
}
const factsCsv = (facts: readonly Fact[]): string =>
  csv(
    ['says', 'child_id', 'school_id'],
    facts.map(({ says, child, school }) => [says, child, school]),
  )
