import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { shuffled } from '../population/random.ts'
import { csvLine } from '../population/write-population.ts'
import { cellsOf } from './csv-lines.ts'

/** Copies files with their rows in another order and without the column of the truth, the files too in another order. */
export const shuffleFiles = (
  files: readonly string[],
  folder: string,
  { seed, without }: { seed: number; without: string },
): string[] =>
  shuffled(files, seed).map((file, at) => {
    const [header = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n')
    const drop = cellsOf(header).indexOf(without)
    const strip = (line: string): string => csvLine(cellsOf(line).filter((_, index) => index !== drop))
    const path = join(folder, basename(file))
    writeFileSync(path, [header, ...shuffled(lines, seed * 7 + at)].map(strip).join(''))
    return path
  })
