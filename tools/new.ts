// `npm run new source|record|page|report NAME`: the files of a new one in the house's shape, and its line in the right list.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './import-scan.ts'
import { type Made, type Sort, scaffold, sorts } from './scaffold/scaffold.ts'

const usage = `npm run new ${sorts.join('|')} NAME      a record and a page stand in a service: early-help/plan`

const isSort = (word: string | undefined): word is Sort => sorts.some(sort => sort === word)

/** Imports in order and lines as long as everywhere: what the templates need not get right for every name. */
const tidy = ({ written, changed }: Made): void => {
  const files = [...written, ...changed].filter(path => path.endsWith('.ts'))
  const biome = join(root, 'node_modules/.bin', process.platform === 'win32' ? 'biome.cmd' : 'biome')
  const done = spawnSync(biome, ['check', '--write', ...files], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (done.status !== 0) throw new Error(`Written, but not in order: ${done.stdout}${done.stderr}`)
}

const [sort, name, ...more] = process.argv.slice(2)
if (!isSort(sort) || !name || more.length > 0) {
  process.stderr.write(`${usage}\n`)
  process.exitCode = 2
} else {
  try {
    const made = scaffold(root, sort, name)
    tidy(made)
    for (const path of made.written) process.stdout.write(`new      ${path}\n`)
    for (const path of made.changed) process.stdout.write(`changed  ${path}\n`)
    process.stdout.write(`\nNext:\n${made.next.map((step, i) => `${i + 1}. ${step}.\n`).join('')}`)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    process.exitCode = 1
  }
}
