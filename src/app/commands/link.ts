import { readFileSync } from 'node:fs'
import { type ColumnMap, type LinkReport, linkFiles, parseColumnMap, readTruthColumn } from '../linking/index.ts'
import type { ApartCall, Command } from './command.ts'

export const linkCommand: Command = {
  name: 'link',
  usage:
    'link FILE.csv... --out clusters.csv [--pairs pairs.csv] [--truth COLUMN] [--columns map.json] [--barriers FILE] [--json]',
  about: 'Say which records of these files are of one person, without a database. FILE may be - for standard input.',
  options: {
    out: { type: 'string' },
    pairs: { type: 'string' },
    truth: { type: 'string' },
    columns: { type: 'string' },
    barriers: { type: 'string' },
    json: { type: 'boolean' },
  },
  apart: true,
  run: async call => {
    const { words, switches, tell } = call
    const text = (name: string): string | undefined => {
      const value = switches[name]
      return typeof value === 'string' ? value : undefined
    }
    const [out, truth, columns] = [text('out'), text('truth'), text('columns')]
    if (words.length === 0) throw new Error('Name at least one file to link.')
    if (!out) throw new Error('Say where the clusters go: --out clusters.csv.')
    const report = await linkFiles({
      ...{ files: words, out, pairs: text('pairs'), barriers: text('barriers'), tell },
      truth: truth === undefined ? undefined : readTruthColumn(truth),
      map: columns === undefined ? undefined : readMap(columns),
    })
    answer(call, report)
    return 0
  },
}

const readMap = (path: string): ColumnMap => {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new Error(`There is no file ${path} to read the columns from.`)
  }
  return parseColumnMap(text, path)
}

const tenths = (seconds: number): number => Number(seconds.toFixed(1))

const percent = (share: number): string => `${(100 * share).toFixed(3)} %`

const answer = (
  { switches, say }: ApartCall,
  { records, persons, cases, compared, model, cpu, evaluation }: LinkReport,
): void => {
  const usage = process.resourceUsage()
  const cost = {
    cpu_seconds: tenths((usage.userCPUTime + usage.systemCPUTime) / 1e6),
    cpu_steps: { read: tenths(cpu.read), link: tenths(cpu.link), write: tenths(cpu.write) },
    peak_mb: Math.round(usage.maxRSS / 1024),
  }
  if (switches['json']) {
    const { pairs, clusters, mixed_per_million } = evaluation ?? {}
    const told = evaluation ? { mixed_per_million } : {}
    say(
      JSON.stringify({
        ...{ records, pairs: { compared, ...pairs }, clusters: { count: persons, ...clusters }, ...told },
        ...{ cases, model, ...cost },
      }),
    )
    return
  }
  say(`${records} records are ${persons} persons; ${cases} pairs of persons need a person to look.`)
  say(`${compared} pairs compared under model ${model}; ${cost.cpu_seconds} s of processor, ${cost.peak_mb} MB.`)
  if (!evaluation) return
  const { pairs, clusters, mixed_per_million } = evaluation
  say(
    `Pairs linked: precision ${percent(pairs.precision)}, recall ${percent(pairs.recall)}, F1 ${pairs.f1.toFixed(4)}.`,
  )
  say(
    `Pairs by bits: best F1 ${pairs.best_f1.toFixed(4)}; recall ${percent(pairs.recall_at_999)} at precision .999, ${percent(pairs.recall_at_9999)} at .9999.`,
  )
  say(
    `Clusters: precision ${percent(clusters.precision)}, recall ${percent(clusters.recall)}, F1 ${clusters.f1.toFixed(4)}; ${mixed_per_million.toFixed(1)} in a million mix persons.`,
  )
}
