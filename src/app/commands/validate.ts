import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { createInterface } from 'node:readline'
import { type Issue, type StatutoryReturn, statutoryReturns } from '../../domains/statutory-returns/index.ts'
import { formatNumber, londonDate, type PlainDate, plural } from '../../kernel/index.ts'
import type { Call, Command } from './command.ts'
import { readReturnTables } from './return-tables.ts'

const names = Object.keys(statutoryReturns)

export const validateCommand: Command = {
  name: 'validate',
  usage: 'validate FILE --return cin|ssda903|sen [--tables] [--rules RULESET] [--json]',
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
    if (switches.tables) return answerLines(file, kind, year, call)
    answerFile(name, kind, kind.check(await kind.read(file), year, kind.ofFiles, todayOf(call)), call)
    return 0
  },
}

const todayOf = ({ settings }: Call): PlainDate => londonDate(settings.now())

const yearOf = (kind: StatutoryReturn, ruleset: Call['switches'][string]): number => {
  if (ruleset === undefined) return kind.newest
  const year = kind.yearOf(String(ruleset))
  if (year === undefined)
    throw new Error(`There are no rules called “${String(ruleset)}”. Name those of a year: --rules ${kind.rulesets}.`)
  return year
}

/**
 * One JSON object of tables a line; one list of issues a line in answer. A line that is none is answered by what is wrong with it, in its place,
 * and the others all the same. Gives the exit code: 1 if there was such a line.
 */
const answerLines = async (file: string, kind: StatutoryReturn, year: number, call: Call): Promise<number> => {
  const today = todayOf(call)
  const name = file === '-' ? 'standard input' : basename(file)
  const input = file === '-' ? process.stdin : (await openToRead(file)).createReadStream()
  let [number, code] = [0, 0]
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    if (line.trim() === '') continue
    try {
      const { tables, about } = readReturnTables(line)
      call.say(JSON.stringify(kind.check(tables, year, about, today)))
    } catch (problem) {
      const error = `${name}, line ${number}: ${problem instanceof Error ? problem.message : String(problem)}`
      call.tell(error)
      call.say(JSON.stringify({ error }))
      code = 1
    }
  }
  return code
}

const openToRead = async (file: string) => {
  try {
    return await open(file)
  } catch {
    throw new Error(
      `${basename(file)} cannot be read. Name a file of tables, one JSON object a line, or - for standard input.`,
    )
  }
}

const answerFile = (
  name: string,
  { rules }: StatutoryReturn,
  issues: readonly Issue[],
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
