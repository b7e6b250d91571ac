import type { Command } from './command.ts'

/** The list of commands, in words. */
export const helpText = (commands: readonly Command[]): string => {
  const width = Math.max(...commands.map(command => command.usage.length))
  const lines = commands.map(command => `  throughline ${command.usage.padEnd(width)}  ${command.about}`)
  return ['Throughline: one record for every child.', '', ...lines].join('\n')
}
