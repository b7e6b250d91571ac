import { createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { drawPopulation, type Facts, stirrer, type Wanted } from './population.ts'
import { chanceFrom } from './random.ts'
import type { System } from './rates.ts'
import { columnsOf, systems } from './systems.ts'

/** Where a written population lies, and how large it came out. */
export type Written = {
  readonly files: Readonly<Record<System, string>>
  readonly barriers: string
  readonly facts: string
  readonly records: number
  readonly persons: number
}

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\n`

const factColumns = ['person', 'group', 'under_one', 'family', 'birth', 'adoption']
const factLine = ({ person, group, underOne, family, birth, adoption }: Facts): string =>
  csvLine([person, group, underOne ? '1' : '0', `${family}`, `${birth}`, `${adoption}`])

/** A file written in large pieces, waiting where the disk is slower. */
const openFile = (path: string, columns: readonly string[]) => {
  const stream = createWriteStream(path)
  let piece = csvLine(columns)
  return {
    add: (line: string): void => {
      piece += line
    },
    flush: async (least = 0): Promise<void> => {
      if (piece.length <= least) return
      const full = !stream.write(piece)
      piece = ''
      if (full) await new Promise<void>(resolve => stream.once('drain', () => resolve()))
    },
    end: async (): Promise<void> => {
      stream.end(piece)
      await finished(stream)
    },
  }
}

/** Writes the three systems' files, the barriers and the facts of a population into a folder, family by family. */
export const writePopulation = async (folder: string, wanted: Wanted): Promise<Written> => {
  mkdirSync(folder, { recursive: true })
  const pathOf = (name: string): string => join(folder, `${name}.csv`)
  const files = { school: pathOf('school'), care: pathOf('care'), health: pathOf('health') }
  const out = {
    ...{ school: openFile(files.school, columnsOf.school), care: openFile(files.care, columnsOf.care) },
    ...{ health: openFile(files.health, columnsOf.health), facts: openFile(pathOf('facts'), factColumns) },
    barriers: openFile(pathOf('barriers'), ['id_a', 'id_b']),
  }
  let [records, persons] = [0, 0]
  const stirrers = systems.map((system, at) => ({
    system,
    ...stirrer(chanceFrom(wanted.seed * 31 + at), row => out[system].add(csvLine(row))),
  }))
  for (const household of drawPopulation(wanted)) {
    for (const { system, add } of stirrers) for (const row of household.rows[system]) add(row)
    for (const facts of household.facts) out.facts.add(factLine(facts))
    for (const pair of household.barriers) out.barriers.add(csvLine(pair))
    records += systems.reduce((sum, system) => sum + household.rows[system].length, 0)
    persons += household.facts.length
    for (const file of Object.values(out)) await file.flush(2 ** 18)
  }
  for (const { end } of stirrers) end()
  await Promise.all(Object.values(out).map(file => file.end()))
  return { files, barriers: pathOf('barriers'), facts: pathOf('facts'), records, persons }
}
