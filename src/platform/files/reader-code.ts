import { globSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

let opened: number | undefined

/**
 * The child's own code with its types stripped, as an open descriptor to be passed on as number 4. Stripping them was two thirds of
 * the child's start, and Node's permission model keeps it from a compile cache. The file has no name any more when this returns.
 */
export const readerCode = (): number => {
  opened ??= openNameless(JSON.stringify(strippedModules()))
  return opened
}

/** What the child loads first: from here on its modules are those of descriptor 4. Each child reads it from its beginning. */
export const loadReaderCode = `data:text/javascript,${encodeURIComponent(`
import { fstatSync, readSync } from 'node:fs'
import { registerHooks } from 'node:module'
const bytes = Buffer.alloc(fstatSync(4).size)
readSync(4, bytes, 0, bytes.length, 0)
const modules = JSON.parse(bytes.toString())
registerHooks({
  load: (url, context, next) =>
    url in modules ? { format: 'module', source: modules[url], shortCircuit: true } : next(url, context),
})`)}`

const strippedModules = (): Record<string, string> => {
  const files = globSync('{.,readers}/*.ts', { cwd: import.meta.dirname, exclude: ['**/*.{test,examples}.ts'] })
  const paths = files.map(file => join(import.meta.dirname, file))
  return withoutWarning(() =>
    Object.fromEntries(paths.map(path => [pathToFileURL(path).href, stripTypeScriptTypes(readFileSync(path, 'utf8'))])),
  )
}

// Node would say on every operator's screen that this function of its own may change yet.
const withoutWarning = <T>(work: () => T): T => {
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    return work()
  } finally {
    process.emitWarning = emitWarning
  }
}

const openNameless = (text: string): number => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-reader-'))
  try {
    writeFileSync(join(folder, 'modules.json'), text)
    return openSync(join(folder, 'modules.json'), 'r')
  } finally {
    rmSync(folder, { recursive: true })
  }
}
