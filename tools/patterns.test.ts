import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'

const root = join(import.meta.dirname, '..')

// Regular expressions that repeat something which repeats or divides, and cannot be made to try the same text in two ways.
const known: Readonly<Record<string, string>> = {
  [String.raw`/\.([a-z](?:[\w-]|\\.)*)/gi`]: 'the two begin by different characters; of our own styles',
  '/^(govuk-input--(width-[24]|error) ?)*$/': 'each turn begins by its own word; of our own views',
  [String.raw`/<\/?[a-zA-Z][^\s>/]*(?:\s+[^\s=>/]+(?:="[^"]*")?)*\s*\/?>|[^<]+/g`]:
    'each turn begins by a space; of our own views',
  [String.raw`/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+|\n/g`]: 'the two begin by different characters',
  [String.raw`/"(?:[^"\\]|\\.)*"|[{}[\]]/g`]: 'the two begin by different characters',
  '/^[a-z0-9]+(-[a-z0-9]+)*$/': 'each turn begins by a hyphen',
  [String.raw`/^[\w.-]+(\/[\w.-]+)*$/`]: 'each turn begins by a slash',
  [String.raw`/"(?:[^"\\]|\\.)*"|urn:ietf:params:scim:schemas:(?:(core:2\.0:\w+:)|[\w.:]+:2\.0:User)|\b[A-Za-z][\w$]*/gi`]:
    'the two begin by different characters; a filter is as long as an address',
  [String.raw`/\s*("(?:[^"\\]|\\.)*"|[()[\]]|[^\s()[\]"]+)\s*/y`]: 'the two begin by different characters',
  [String.raw`/^(\w+)\[(\w+) eq (?:"((?:[^"\\]|\\.)*)"|(true|false))\](?:\.(\w+))?$/i`]:
    'the two begin by different characters',
}

/** Does it repeat without end a group in which something repeats without end, or which divides? Only then can the time grow exponentially. */
const nests = (source: string): boolean => {
  const repeats = (at: number): boolean => /^(?:[*+]|\{\d*,\})/.test(source.slice(at, at + 12))
  const open: boolean[] = [false]
  let inClass = false
  for (let at = 0; at < source.length; at++) {
    const sign = source[at]
    if (sign === '\\') at++
    else if (inClass) inClass = sign !== ']'
    else if (sign === '[') inClass = true
    else if (sign === '(') open.push(false)
    else if (sign === ')') {
      const inner = open.pop() ?? false
      if (inner && repeats(at + 1)) return true
      if (inner || repeats(at + 1)) open[open.length - 1] = true
    } else if (repeats(at) || (sign === '|' && open.length > 1)) open[open.length - 1] = true
  }
  return false
}

// A slash where a value may begin, to the slash that ends it on the same line.
const literal =
  /(?<=(?:=>|[=(,:!?&|;{}[\n]|return)\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[dgimsuvy]*(?![\w/*])/g
const expressions = (): string[] =>
  globSync('src/**/*.ts', { cwd: root }).flatMap(file => readFileSync(join(root, file), 'utf8').match(literal) ?? [])
const sourceOf = (expression: string): string => expression.slice(1, expression.lastIndexOf('/'))

describe('no regular expression of the product', () => {
  test('can be made to try one text in ever more ways, but those that are known not to', () => {
    const all = expressions()
    assert.ok(all.length > 2000, `only ${all.length} were found`)
    const found = [...new Set(all.filter(one => nests(sourceOf(one))))]
    assert.deepEqual(found.filter(one => !(one in known)).sort(), [])
    assert.deepEqual(
      Object.keys(known).filter(one => !found.includes(one)),
      [],
    )
  })

  test('that does would be seen', () => {
    for (const bad of ['(a+)+$', '(a*)*', String.raw`^(\w+\s?)*$`, '(a|a)*b', '((a+)b?)+', '(?:x{2,}y?)+', '([a-z]+)*'])
      assert.ok(nests(bad), bad)
    for (const good of ['(ab)+', '[(a+)+]', String.raw`\(a+\)+`, '(a|b)c+', '(a{2,3})+']) assert.ok(!nests(good), good)
  })
})
