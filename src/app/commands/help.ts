import type { Command } from './command.ts'

/** The list of commands, in words: how each is called, and below it what it does. */
export const helpText = (commands: readonly Command[]): string =>
  [
    'Throughline: one record for every child.',
    ...commands.flatMap(({ usage, about }) => ['', `  throughline ${usage}`, `      ${about}`]),
  ].join('\n')
