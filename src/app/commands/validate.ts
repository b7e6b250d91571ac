import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { type ReturnIssue, type StatutoryReturn, statutoryReturns } from '../../domains/social-care/index.ts'
import { formatNumber, plural } from '../../kernel/index.ts'
import type { Call, Command } from './command.ts'

const names = Object.keys(statutoryReturns)

export const validateCommand: Command = {
  name: 'validate',
  usage: 'validate FILE --return cin|ssda903 [--tables] [--rules RULESET] [--json]',
  about:
    'Check a statutory return by the sector’s rules, without a database (docs/returns.md). FILE is a folder for ssda903; it may be - with --tables.',
  options: {
    return: { type: 'string' },
    rules: { type: 'string' },
    tables: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  run: async call => {
    const { words, switches } = call
    const [file, more] = words
    if (file === undefined || more !== undefined)
      throw new Error('Name one file: throughline validate FILE --return cin.')
    const name = String(switches.return ?? '')
    const kind = statutoryReturns[name]
    if (!kind) {
      const known = names.map(one => `--return ${one} (${statutoryReturns[one]?.title})`).join(', ')
      throw new Error(`Name the return: ${known}. The rules of others are not here yet.`)
    }
    const year = yearOf(kind, switches.rules)
    if (switches.tables) await answerLines(file, kind, year, call)
    else answerFile(name, kind, kind.check(await kind.read(file), year, {}), call)
    return 0
  },
}

const yearOf = (kind: StatutoryReturn, ruleset: Call['switches'][string]): number => {
  if (ruleset === undefined) return kind.newest
  const year = kind.yearOf(String(ruleset))
  if (year === undefined) throw new Error(`The rules are named by the collection year, like --rules ${kind.example}.`)
  return year
}

/** One JSON object of tables a line; one list of issues a line in answer. */
const answerLines = async (file: string, kind: StatutoryReturn, year: number, { say }: Call): Promise<void> => {
  const input = file === '-' ? process.stdin : createReadStream(file)
  let number = 0
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    if (line.trim() === '') continue
    const { tables, about } = readTables(line, number)
    say(JSON.stringify(kind.check(tables, year, about)))
  }
}

type Read = {
  readonly tables: Parameters<StatutoryReturn['check']>[0]
  readonly about: Readonly<Record<string, unknown>>
}

/** The tables of a line are its lists; `metadata` says what is known beside them. */
const readTables = (line: string, number: number): Read => {
  let parsed: unknown
  try {
    parsed = JSON.parse(line)
  } catch {
    parsed = undefined
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new Error(`Line ${number} is not a JSON object of tables, each a list of rows. Write one object a line.`)
  const { metadata } = parsed as { metadata?: unknown }
  return {
    tables: Object.fromEntries(Object.entries(parsed).filter(([, table]) => Array.isArray(table))),
    about: typeof metadata === 'object' && metadata !== null ? (metadata as Read['about']) : {},
  }
}

const answerFile = (
  name: string,
  { rules }: StatutoryReturn,
  issues: readonly ReturnIssue[],
  { say, switches }: Call,
): void => {
  if (switches.json) {
    say(JSON.stringify({ return: name, issues }))
    return
  }
  const byRule = Map.groupBy(issues, issue => issue.rule)
  const looked = formatNumber(rules.length)
  say(`${plural(issues.length, 'issue')} by ${plural(byRule.size, 'rule')}, of ${looked} that were looked at.`)
  for (const [code, found] of byRule) {
    say(`${code}: ${rules.find(rule => rule.code === code)?.text ?? ''}`)
    for (const { table, field, row } of found)
      say(table === null ? '  the return' : `  ${table}, row ${row}${field === null ? '' : `: ${field}`}`)
  }
}
