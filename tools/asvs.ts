// Is each requirement of OWASP's ASVS answered in docs/asvs.md, once, and does each test that it names exist?
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The numbers that must be answered, by level: all of 1 and 2, and those of 3 that security.md names (OWASP ASVS 5.0.0, CC BY-SA 4.0). */
export type Levels = Readonly<Record<string, readonly string[]>>

const row = /^\| (?<number>\d+\.\d+\.\d+) \| (?<level>\d) \| (?<asks>[^|]+) \| (?<answer>.+) \|$/
const named = /`(?<file>[\w./-]+\.test\.ts)`(?<titles>(?:;? \*[^*]+\*)+)/g
const title = /\*(?<title>[^*]+)\*/g

/** What docs/asvs.md does not answer, answers twice, or answers with a test that is not there, and what docs/threats.md proves by none; one line each. */
export const findUnanswered = (root: string): string[] => {
  const levels = JSON.parse(readFileSync(join(root, 'tools/asvs-levels.json'), 'utf8')) as Levels
  const read = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined)
  const [asvs = '', threats = ''] = ['docs/asvs.md', 'docs/threats.md'].map(read)
  return [...faultsOf(asvs, levels, read), ...faultsOfThreats(threats, read)]
}

/** Each abuse case of docs/threats.md has a test, and each test that it names is there. */
export const faultsOfThreats = (document: string, read: (path: string) => string | undefined): string[] =>
  document.split('\n').flatMap(line => {
    const [, number] = /^\| (T\d\d) \|/.exec(line) ?? []
    if (!number) return []
    const { tests, faults } = testsIn(`docs/threats.md ${number}`, line, read)
    return tests > 0 ? faults : [`docs/threats.md ${number} names no test`]
  })

/** The same, of any document; `read` gives the text of a file of the project, undefined where there is none. */
export const faultsOf = (document: string, levels: Levels, read: (path: string) => string | undefined): string[] => {
  const rows = document
    .split('\n')
    .map(line => row.exec(line)?.groups)
    .filter(one => one !== undefined)
  const wanted = Object.entries(levels).flatMap(([level, numbers]) => numbers.map(number => ({ number, level })))
  const counts = wanted.flatMap(({ number, level }) => {
    const found = rows.filter(one => one.number === number)
    if (found.length !== 1) return [`docs/asvs.md answers ${number} ${found.length} times, not once`]
    return found[0]?.level === level ? [] : [`docs/asvs.md gives ${number} level ${found[0]?.level}, not ${level}`]
  })
  const known = new Set(wanted.map(({ number }) => number))
  const unknown = rows
    .filter(one => !known.has(one.number ?? ''))
    .map(one => `docs/asvs.md answers ${one.number}, which nobody asks`)
  return [
    ...counts,
    ...unknown,
    ...rows.flatMap(one => faultsOfAnswer(`docs/asvs.md ${one.number}`, one.answer ?? '', read)),
  ]
}

const faultsOfAnswer = (where: string, answer: string, read: (path: string) => string | undefined): string[] => {
  const { tests, faults } = testsIn(where, answer, read)
  return [...faults, ...faultsOfWords(where, answer, tests)]
}

/** How many files with tests a text names, and which of them, or of their tests, are not there. */
const testsIn = (where: string, answer: string, read: (path: string) => string | undefined) => {
  const tests = [...answer.matchAll(named)].map(({ groups }) => ({
    file: groups?.file ?? '',
    titles: [...(groups?.titles ?? '').matchAll(title)].map(found => found.groups?.title ?? ''),
  }))
  const faults = tests.flatMap(({ file, titles }) => {
    const text = read(file)
    if (text === undefined) return [`${where} names ${file}, which is not there`]
    return titles
      .filter(one => !isTest(text, one))
      .map(one => `${where} names the test “${one}”, which ${file} has not`)
  })
  return { tests: tests.length, faults }
}

const faultsOfWords = (where: string, answer: string, tests: number): string[] => {
  if (answer.startsWith('Yes.')) return tests > 0 ? [] : [`${where} says yes without a test`]
  if (answer.startsWith('Written.')) return /\]\([^)]+\)/.test(answer) ? [] : [`${where} says written, and not where`]
  if (/^(Does not apply|Not yet)\. .{8,}/.test(answer)) return []
  return [`${where} must begin with Yes, Written, Does not apply or Not yet, and say why`]
}

/** Is there a test of exactly this title? One made for each of a list is named as it stands in the code, `${…}` and all. */
const isTest = (text: string, name: string): boolean =>
  [`'`, '`', '"'].some(quote => new RegExp(`\\btest\\(\\s*${quote}${RegExp.escape(name)}${quote}`).test(text))
