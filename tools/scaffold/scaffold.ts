import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { withEntry, withImport } from './lists.ts'

export const sorts = ['source', 'record', 'page', 'report'] as const
export type Sort = (typeof sorts)[number]

/** What was made, from the root, and what is left to do. */
export type Made = {
  readonly written: readonly string[]
  readonly changed: readonly string[]
  readonly next: readonly string[]
}

type Words = Readonly<Record<string, string>>
const templates = import.meta.dirname
const kebab = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

/**
 * Makes the files of a new source, record kind, page or report, and adds it to its list. `name` is kebab-case; a record kind
 * and a page stand in a service: `early-help/plan`. Throws, before anything is written, where the name is not one or is taken.
 */
export const scaffold = (root: string, sort: Sort, name: string): Made => {
  const [domain, own] = name.includes('/') ? (name.split('/') as [string, string]) : [name, name]
  if (!kebab.test(domain) || !kebab.test(own) || name.split('/').length > 2)
    throw new Error(
      `“${name}” is no name: use small letters, digits and hyphens, such as early-help${sort === 'record' || sort === 'page' ? ' or early-help/plan' : ''}`,
    )
  if (sort === 'source') return makeSource(root, name)
  if (sort === 'report') return makeReport(root, name)
  return sort === 'record' ? makeRecord(root, domain, own) : makePage(root, domain, own)
}

const wordsOf = (name: string): Words => {
  const words = name.replaceAll('-', ' ')
  const camel = name.replace(/-([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase())
  return { name, words, camel, pascal: upperFirst(camel), title: upperFirst(words) }
}
const upperFirst = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** Writes the files of a template folder; none of them may be there. */
const write = (root: string, template: string, folder: string, words: Words): string[] => {
  const from = join(templates, template)
  const files = readdirSync(from, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(from.length + 1))
  const made = files.map(file => ({
    path: join(folder, file.replace(/\.txt$/, '').replace('NAME', words.name ?? '')),
    text: filled(readFileSync(join(from, file), 'utf8'), words),
  }))
  for (const { path } of made)
    if (existsSync(join(root, path))) throw new Error(`${path} is there already: choose another name`)
  for (const { path, text } of made) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return made.map(({ path }) => path)
}

const filled = (text: string, words: Words): string =>
  text.replace(/__([a-z]+(?:[A-Z][a-z]+)*)__/g, (_all, key: string) => {
    const word = words[key]
    if (word === undefined) throw new Error(`A template asks for ${key}, which nobody gave`)
    return word
  })

const edit = (root: string, path: string, change: (text: string) => string): string => {
  writeFileSync(join(root, path), change(readFileSync(join(root, path), 'utf8')))
  return path
}

const makeSource = (root: string, name: string): Made => {
  const folder = `src/sources/${name}`
  if (existsSync(join(root, folder))) throw new Error(`${folder} is there already: choose another name`)
  const words = wordsOf(name)
  const camel = words.camel ?? ''
  const written = write(root, 'source', folder, words)
  const changed = edit(root, 'src/app/sources.ts', text =>
    withEntry(
      withImport(text, camel, `../sources/${name}/index.ts`),
      /\bsources: readonly Source\[\] = \[/,
      camel,
      'spreadsheet(',
    ),
  )
  const next = [
    `List every column of the layout in ${folder}/columns.ts, each with its category`,
    `Say in ${folder}/${name}.source.ts what it is needed for, by which law, and who answers for it`,
    `Put a small real file, without real people, in ${folder}/fixtures/`,
    `npm test, then node tools/generated-docs.ts; more in docs/how-to/add-a-source.md`,
  ]
  return { written, changed: [changed], next }
}

const makeRecord = (root: string, domain: string, name: string): Made => {
  const index = `src/domains/${domain}/index.ts`
  if (kindsIn(root).includes(name)) throw new Error(`There is a record kind ${name} already: choose another name`)
  const isNew = !existsSync(join(root, index))
  const domainCamel = wordsOf(domain).camel ?? ''
  const written = [
    ...write(root, 'record', `src/domains/${domain}`, wordsOf(name)),
    ...(isNew ? write(root, 'domain', `src/domains/${domain}`, { ...wordsOf(domain), domainCamel }) : []),
  ]
  const camel = wordsOf(name).camel ?? ''
  const changed = [
    edit(root, index, text => withEntry(withImport(text, camel, `./${name}.record.ts`), /Kinds\b[^=]*= \[/, camel)),
  ]
  if (isNew)
    changed.push(
      edit(root, 'src/app/domains.ts', text =>
        withEntry(
          withImport(text, `${domainCamel}Kinds`, `../domains/${domain}/index.ts`),
          /\brecordKinds: [^=]*= \[/,
          `${domainCamel}Kinds`,
        ),
      ),
    )
  const next = [
    `Say in src/domains/${domain}/${name}.record.ts what the fields are, and give each the most hidden label it needs`,
    'Say how long it is kept and which rule says so (retention)',
    `Export it from ${index} when a source says it`,
    'npm test, then node tools/generated-docs.ts; more in docs/how-to/add-a-record-kind.md',
  ]
  return { written, changed, next }
}

const makePage = (root: string, domain: string, name: string): Made => {
  const folder = `src/domains/${domain}`
  const shown = firstKindOf(root, folder)
  if (!shown) throw new Error(`${domain} has no record kind to show: npm run new record ${domain}/NAME first`)
  const words = { ...wordsOf(name), ...shown }
  const page = `${words.camel}Page`
  const written = write(root, 'page', folder, words)
  const changed = [
    edit(root, `${folder}/index.ts`, text => `${text}export { ${page} } from './${name}.page.ts'\n`),
    edit(root, 'src/app/pages.ts', text =>
      withEntry(withImport(text, page, `../domains/${domain}/index.ts`), /\n {2}return \[/, page),
    ),
  ]
  const next = [
    `Say in ${folder}/${name}.page.ts which kinds it needs, and what the reader does with it (purpose)`,
    `Write what it shows in ${folder}/${name}.view.ts: every fact with its source and date`,
    `Add the states that matter to ${folder}/${name}.examples.ts, and look at them at /gallery`,
    'npm test, then node tools/generated-docs.ts; more in docs/how-to/add-a-page.md',
  ]
  return { written, changed, next }
}

const makeReport = (root: string, name: string): Made => {
  const words = wordsOf(name)
  const report = `${words.camel}Report`
  const index = 'src/reports/index.ts'
  const written = write(root, 'report', 'src/reports', words)
  const line = `export { ${report} } from './${name}.report.ts'\n`
  if (existsSync(join(root, index))) edit(root, index, text => text + line)
  else writeFileSync(join(root, index), `/** Questions that cross services. */\n${line}`)
  const changed = edit(root, 'src/app/reports.ts', text =>
    withEntry(withImport(text, report, '../reports/index.ts'), /\breports: [^=]*= \[/, report),
  )
  const next = [
    `Write the question in src/reports/${name}.queries.ts: one query, under row security`,
    `Say first how complete the data is, in src/reports/${name}.report.ts`,
    'npm test, then node tools/generated-docs.ts; more in docs/how-to/add-a-report.md',
  ]
  return { written, changed: [index, changed], next }
}

const kindsIn = (root: string): string[] =>
  recordFilesIn(root, 'src').flatMap(path =>
    [...readFileSync(join(root, path), 'utf8').matchAll(/\bkind: '([a-z0-9-]+)'/g)].map(([, kind = '']) => kind),
  )

/** The first record kind of a service: what a new page shows until somebody says otherwise. */
const firstKindOf = (root: string, folder: string): Words | undefined => {
  if (!existsSync(join(root, folder))) return undefined
  // Those of the service itself before those of its wings.
  const depth = (path: string) => path.split('/').length
  for (const path of recordFilesIn(root, folder).sort((a, b) => depth(a) - depth(b))) {
    const found = /export const (\w+) = recordKind\(\{\s*kind: '([a-z0-9-]+)'/.exec(
      readFileSync(join(root, path), 'utf8'),
    )
    if (found) return { kindConst: found[1] ?? '', kind: found[2] ?? '', kindFile: path.slice(folder.length + 1) }
  }
  return undefined
}

const recordFilesIn = (root: string, folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.record.ts'))
    .map(entry =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort()
