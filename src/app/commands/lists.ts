import { describedLists, faultsIn, plural } from '../../kernel/index.ts'
import '../domains.ts'
import { parseLists } from '../local-lists.ts'
import type { Command } from './command.ts'

export const listsCommand: Command = {
  name: 'lists',
  usage: 'lists [FILE] [--json]',
  about:
    'Name the lists, times and forms that are the council’s own, with the days from which each holds as it ships (--json: with all that they say). With a file: say whether it can be used as LOCAL_LISTS.',
  options: { json: { type: 'boolean' } },
  apart: true,
  run: async ({ words: [path, ...more], switches, say, tell }) => {
    if (more.length > 0) throw new Error('Name one file: throughline lists LISTS.json.')
    if (path !== undefined) {
      const file = parseLists(path)
      const faults = faultsIn(file)
      for (const fault of faults) tell(fault)
      if (faults.length > 0) return 1
      say(`${plural(Object.keys(file).length, 'list')} can be used.`)
      return 0
    }
    const lists = describedLists()
    if (switches.json)
      say(JSON.stringify(Object.fromEntries(lists.map(({ name, shipped }) => [name, shipped])), undefined, 2))
    else
      for (const { name, about, shipped } of lists)
        say(`${name}: ${about} (from ${shipped.map(one => one.from).join(', ')})`)
    return 0
  },
}
