import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import {
  checkCin,
  cinRules,
  cinYear,
  newestCinYear,
  type ReturnIssue,
  type ReturnTables,
  readCin,
} from '../../domains/social-care/index.ts'
import { formatNumber, plural } from '../../kernel/index.ts'
import type { Call, Command } from './command.ts'

export const validateCommand: Command = {
  name: 'validate',
  usage: 'validate FILE --return cin [--tables] [--rules RULESET] [--json]',
  about:
    'Check a statutory return by the sector’s rules, without a database (docs/returns.md). FILE may be - with --tables.',
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
    if (switches.return !== 'cin')
      throw new Error(
        'Name the return: --return cin (Children in Need census). The rules of other returns are not here yet.',
      )
    const year = yearOf(switches.rules)
    if (switches.tables) await answerLines(file, year, call)
    else answerFile(checkCin(await readCin(file), year), call)
    return 0
  },
}

const yearOf = (ruleset: Call['switches'][string]): number => {
  if (ruleset === undefined) return newestCinYear
  const year = cinYear(String(ruleset))
  if (year === undefined) throw new Error('The rules are named by the collection year, like --rules cin2024_25.')
  return year
}

/** One JSON object of tables a line; one list of issues a line in answer. */
const answerLines = async (file: string, year: number, { say }: Call): Promise<void> => {
  const input = file === '-' ? process.stdin : createReadStream(file)
  let number = 0
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    if (line.trim() !== '') say(JSON.stringify(checkCin(readTables(line, number), year)))
  }
}

const readTables = (line: string, number: number): ReturnTables => {
  let parsed: unknown
  try {
    parsed = JSON.parse(line)
  } catch {
    parsed = undefined
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new Error(`Line ${number} is not a JSON object of tables, each a list of rows. Write one object a line.`)
  // What is no list of rows (metadata) belongs to no rule of this return.
  return Object.fromEntries(Object.entries(parsed).filter(([, table]) => Array.isArray(table))) as ReturnTables
}

const answerFile = (issues: readonly ReturnIssue[], { say, switches }: Call): void => {
  if (switches.json) {
    say(JSON.stringify({ return: 'cin', issues }))
    return
  }
  const byRule = Map.groupBy(issues, issue => issue.rule)
  say(
    `${plural(issues.length, 'issue')} by ${plural(byRule.size, 'rule')}, of ${formatNumber(cinRules.length)} that were looked at.`,
  )
  for (const [code, found] of byRule) {
    say(`${code}: ${cinRules.find(rule => rule.code === code)?.text ?? ''}`)
    for (const { table, field, row } of found) say(table === null ? '  the return' : `  ${table}, row ${row}: ${field}`)
  }
}
