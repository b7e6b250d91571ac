// Filters and pages of SCIM's lists (RFC 7644, 3.4.2). The library's own filter negates "or" as "or", and fails at who has no e-mail address. Pure.
import SCIMMY from 'scimmy'

type Row = Record<string, unknown>
type Test = (row: Row) => boolean
type Value = string | number | boolean | null

/** What is said of a filter that cannot be read. */
export const notRead = () =>
  new SCIMMY.Types.Error(
    400,
    'invalidFilter',
    'The filter could not be read: attribute, operator, value (RFC 7644, 3.4.2.2).',
  )

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = (value: unknown): readonly unknown[] => {
  if (value === undefined || value === null || value === '') return []
  return Array.isArray(value) ? value : [value]
}

// An extension's attributes are named by it, a colon and theirs; of several values `emails` alone asks for `emails.value`.
const partsOf = (path: string): readonly string[] => {
  const [, extension, rest] = /^(urn:.*:\w+):(.+)$/i.exec(path) ?? [undefined, undefined, path]
  return [...(extension ? [extension] : []), ...(rest ?? '').split('.')]
}
const valuesOf = (row: Row, parts: readonly string[]): readonly unknown[] =>
  parts.reduce<readonly unknown[]>((rows, part) => rows.flatMap(one => (isRow(one) ? listOf(one[part]) : [])), [row])
const plain = (value: unknown): unknown => (isRow(value) ? value.value : value)

// All but ids compare without regard to case (caseExact of RFC 7643); Entra says "True" where the standard has true.
const folded = (value: unknown, exact: boolean): unknown =>
  exact || value === null ? value : typeof value === 'number' ? value : String(value).toLowerCase()

const compare: Readonly<Record<string, (known: never, wanted: never) => boolean>> = {
  eq: (known, wanted) => known === wanted,
  co: (known: string, wanted: string) => known.includes(wanted),
  sw: (known: string, wanted: string) => known.startsWith(wanted),
  ew: (known: string, wanted: string) => known.endsWith(wanted),
  gt: (known, wanted) => known > wanted,
  ge: (known, wanted) => known >= wanted,
  lt: (known, wanted) => known < wanted,
  le: (known, wanted) => known <= wanted,
}

const comparison = (path: string, operator: string, wanted: Value): Test => {
  const parts = partsOf(path)
  const exact = /^(id|externalId)$/.test(path)
  if (operator === 'ne') {
    const equal = comparison(path, 'eq', wanted)
    return row => !equal(row)
  }
  const holds = compare[operator]
  if (!holds) throw notRead()
  if (wanted === null) return operator === 'eq' ? row => valuesOf(row, parts).length === 0 : () => false
  const want = folded(wanted, exact)
  return row =>
    valuesOf(row, parts).some(value => {
      const known = folded(plain(value), exact)
      return typeof known === typeof want && holds(known as never, want as never)
    })
}

const token = /\s*("(?:[^"\\]|\\.)*"|[()[\]]|[^\s()[\]"]+)\s*/y
const tokensOf = (text: string): string[] => {
  const found: string[] = []
  token.lastIndex = 0
  for (let at = 0; at < text.length; at = token.lastIndex) {
    const [, word] = token.exec(text) ?? []
    if (word === undefined) throw notRead()
    found.push(word)
  }
  return found
}
const mostDeep = 20

/** What a filter asks for. @throws SCIMMY's error 400 invalidFilter for one that cannot be read. */
export const readFilter = (text: string): Test => {
  const tokens = tokensOf(text)
  let deep = 0
  const is = (word: string): boolean => tokens[0]?.toLowerCase() === word
  const take = (word?: string): string => {
    const next = tokens.shift()
    if (next === undefined || (word !== undefined && next !== word)) throw notRead()
    return next
  }
  const given = (word: string): Value => {
    try {
      return JSON.parse(/^(true|false|null)$/i.test(word) ? word.toLowerCase() : word)
    } catch {
      throw notRead()
    }
  }
  const within = (open: string, close: string): Test => {
    take(open)
    if (++deep > mostDeep) throw notRead()
    const test = either()
    deep--
    take(close)
    return test
  }
  const test = (): Test => {
    if (is('not')) {
      take()
      const negated = within('(', ')')
      return row => !negated(row)
    }
    if (is('(')) return within('(', ')')
    const path = take()
    if (!/^[a-z]/i.test(path)) throw notRead()
    if (is('[')) {
      const chosen = within('[', ']')
      const parts = partsOf(path)
      const rest = tokens[0]?.startsWith('.') ? operation(take().slice(1)) : undefined
      return row => valuesOf(row, parts).some(one => isRow(one) && chosen(one) && (rest?.(one) ?? true))
    }
    return operation(path)
  }
  const operation = (path: string): Test => {
    const operator = take().toLowerCase()
    const parts = partsOf(path)
    return operator === 'pr' ? row => valuesOf(row, parts).length > 0 : comparison(path, operator, given(take()))
  }
  const both = (): Test => {
    const tests = [test()]
    while (is('and') && take()) tests.push(test())
    return row => tests.every(one => one(row))
  }
  const either = (): Test => {
    const tests = [both()]
    while (is('or') && take()) tests.push(both())
    return row => tests.some(one => one(row))
  }
  const whole = either()
  if (tokens.length > 0) throw notRead()
  return whole
}

const most = 10_000

/** The library is asked for all, since past the last it gives the first again. */
export const all = { startIndex: 1, count: Number.MAX_SAFE_INTEGER }

/** The page of a list that was asked for: how many are on it, and nothing past the last (RFC 7644, 3.4.2.4). */
export const pageOf = <T extends { readonly Resources: readonly object[] }>(list: T, startIndex = 1, count = 20) => {
  const start = Math.max(1, startIndex)
  const Resources = list.Resources.slice(start - 1, start - 1 + Math.min(most, Math.max(0, count)))
  return { ...list, Resources, startIndex: start, itemsPerPage: Resources.length }
}
