import type { ParseArgsOptionsConfig } from 'node:util'
import type { Settings } from '../settings.ts'

/** What a command is given: its words and switches, the settings, and where its answer goes. */
export type Call = {
  readonly words: readonly string[]
  readonly switches: Readonly<Record<string, string | boolean | undefined>>
  readonly settings: Settings
  /** Standard output: the command's answer. */
  readonly say: (line: string) => void
  /** Standard error: how far it has come. */
  readonly tell: (line: string) => void
}

/** What a command is given that stands apart. */
export type ApartCall = Omit<Call, 'settings'>

/**
 * One command of the command line. `run` gives the exit code, and throws `Failure` or an Error for one plain sentence and exit code 1. One that stands
 * `apart` works on its files alone: it is given no settings, so that what they need is not read in (2,400 modules, half a second).
 */
export type Command = {
  /** The words that name it: 'import', 'import undo'. */
  readonly name: string
  readonly usage: string
  readonly about: string
  readonly options?: ParseArgsOptionsConfig
} & (
  | { readonly apart?: undefined; run(call: Call): Promise<number> }
  | { readonly apart: true; run(call: ApartCall): Promise<number> }
)
