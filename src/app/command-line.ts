import { parseArgs } from 'node:util'
import { declareBankHolidays } from '../kernel/index.ts'
import { type Call, type Command, commands, helpText, type NamedCommand } from './commands/index.ts'
import type { Settings } from './settings.ts'

/** What was asked for: a command with its words and switches, or the list of commands. */
export type Asked =
  | { readonly command: Command; readonly words: readonly string[]; readonly switches: Call['switches'] }
  | { readonly help: true }

/**
 * Reads the words of the command line. The longest name wins, so that `import undo` is not an import of a file "undo".
 * @throws Error in a plain sentence for a command or a switch that does not exist.
 */
export const readCommandLine = async (
  args: readonly string[],
  list: readonly NamedCommand[] = commands,
): Promise<Asked> => {
  const [first] = args
  if (first === undefined || ['help', '--help', '-h'].includes(first) || args.includes('--help')) return { help: true }
  const named = list
    .filter(command => command.name.split(' ').every((word, at) => args[at] === word))
    .sort((a, b) => b.name.length - a.name.length)[0]
  if (!named) throw new Error(`There is no command ${first}. See throughline help.`)
  const command = await named.load()
  const rest = args.slice(named.name.split(' ').length)
  try {
    const options = command.options ?? {}
    const { values, positionals } = parseArgs({ args: [...rest], options, allowPositionals: true })
    return { command, words: positionals, switches: values as Call['switches'] }
  } catch {
    throw new Error(`That is not how the command is called: throughline ${command.usage}`)
  }
}

export type Streams = Pick<Call, 'say' | 'tell'>

/** Runs a command line and gives the exit code. A failure is one plain sentence on standard error. */
export const runCommandLine = async (
  args: readonly string[],
  settings: () => Settings | Promise<Settings>,
  { say, tell }: Streams,
): Promise<number> => {
  try {
    const asked = await readCommandLine(args)
    if ('help' in asked) {
      say(helpText(await Promise.all(commands.map(command => command.load()))))
      return 0
    }
    const { command, words, switches } = asked
    if (command.apart) return await command.run({ words, switches, say, tell })
    const known = await settings()
    declareBankHolidays(known.bankHolidays)
    return await command.run({ words, switches, settings: known, say, tell })
  } catch (error) {
    tell(sentenceOf(error))
    return 1
  }
}

/** One sentence for the person at the keyboard. PostgreSQL's own words can quote a row, so only its code is told. */
export const sentenceOf = (error: unknown): string => {
  const {
    message = '',
    code,
    severity,
    fix,
  } = error as { message?: string; code?: string; severity?: string; fix?: string }
  if (severity) return `PostgreSQL refused what was asked (${code}). Run throughline doctor.`
  if (code === 'ECONNREFUSED') return 'The database does not answer. Is it running, and is DATABASE_URL right?'
  const words = `${message || 'Something went wrong.'}${fix ? ` ${fix}` : ''}`
  return words.replace(/\s*\n\s*/g, ' ')
}
