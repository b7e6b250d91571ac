import { readFileSync } from 'node:fs'
import { type Content, type Html, raw } from '../../html.ts'

/** GOV.UK Frontend's own examples of a component: the options in its words, and the markup that they must give. */
export type Fixture = { name: string; options: Given; html: string }

export type Given = Record<string, unknown>

/** The examples shipped with the installed version. */
export const fixturesOf = (component: string): readonly Fixture[] => {
  const path = import.meta.resolve(`govuk-frontend/dist/govuk/components/${component}/fixtures.json`)
  return (JSON.parse(readFileSync(new URL(path), 'utf8')) as { fixtures: Fixture[] }).fixtures
}

/**
 * Reads options of theirs and remembers what was read, so that an example using an option that we do not offer is left
 * out by the machine and not by hand.
 */
export const reader = (given: Given) => {
  const read = new Set<string>()
  const get = (path: string): unknown => {
    read.add(path)
    return path.split('.').reduce<unknown>((value, key) => (value as Given | undefined | null)?.[key], given)
  }
  const unread = (value: unknown = given, path = ''): boolean => {
    if (path !== '' && read.has(path)) return false
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value !== undefined
    return Object.entries(value).some(([key, one]) => unread(one, path === '' ? key : `${path}.${key}`))
  }
  return { get, unread }
}

export type Read = ReturnType<typeof reader>['get']

export const present = (values: Given): Given =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''))

/** Their `text` or `html` as our one text. */
export const content = (get: Read, path: string, text = 'text', markup = 'html'): Content | undefined => {
  const at = path === '' ? '' : `${path}.`
  const words = get(`${at}${text}`) as string | undefined
  const made = get(`${at}${markup}`) as string | undefined
  return made ? raw(made) : words === undefined ? undefined : String(words)
}

/** One of a list of theirs, read by `make`; an item with an option we lack leaves the whole example out. */
export const each = (list: unknown, make: (get: Read) => Given): Given[] =>
  ((list ?? []) as (Given | null | false)[]).map(one => {
    const item = reader(one || {})
    const made = present(make(item.get))
    if (!one || Object.keys(one).length === 0 || item.unread()) throw new Error('not covered')
    return made
  })

/** For an example without something that our types demand (a warning without words). */
export const needed = <Value>(value: Value | undefined): Value => {
  if (value === undefined) throw new Error('not covered')
  return value
}

/** What nearly every component takes. */
export const common = (get: Read): Given => ({ classes: get('classes'), attributes: get('attributes') })

/** The example's options were checked by hand above: what TypeScript cannot see is that their words became ours. */
export const call = <Options>(component: (options: Options) => Html, options: Given): Html =>
  component(present(options) as Options)
