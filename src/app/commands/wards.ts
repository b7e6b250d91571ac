import { basename } from 'node:path'
import { keepWards, readWardList } from '../../domains/attendance/index.ts'
import { isPlainDate, londonDate, plural } from '../../kernel/index.ts'
import { csvRecordsOf } from '../../platform/files/index.ts'
import { openGround, openInstallation } from '../database.ts'
import type { Command } from './command.ts'

export const wardsCommand: Command = {
  name: 'wards',
  usage: 'wards FILE [--from YYYY-MM-DD]',
  about:
    'Keep the council’s list of wards, a CSV file with the columns postcode and ward, in place of the one before: from today, or from a day. Absence is then counted by ward.',
  options: { from: { type: 'string' } },
  run: async ({ words, switches, settings, say, tell }) => {
    const [path, ...more] = words
    if (path === undefined || more.length > 0) throw new Error('Name one file: throughline wards WARDS.csv.')
    const from = switches.from === undefined ? undefined : String(switches.from)
    if (from !== undefined && !isPlainDate(from))
      throw new Error(`--from must be a day like 2027-05-06, and was ${from}.`)
    const { wards, faults } = readWardList(recordsOf(path))
    if (faults.length > 0 || wards.length === 0) {
      for (const { line, problem } of faults) tell(`${basename(path)}, line ${line}: ${problem}`)
      tell(wards.length === 0 ? 'There is no postcode with a ward in it.' : 'Nothing was kept. Mend these lines first.')
      return 1
    }
    const installation = await openInstallation(settings)
    const ground = openGround(installation, 'jobs', settings, 2)
    try {
      await keepWards(ground, wards, from ?? londonDate(ground.now()))
      say(
        `${plural(wards.length, 'postcode')} in ${plural(new Set(wards.map(one => one.ward)).size, 'ward')} are kept.`,
      )
      return 0
    } finally {
      await ground.close()
      await installation.stop()
    }
  },
}

function* recordsOf(path: string) {
  try {
    // A row that is broken has no postcode, and is told of by its line.
    for (const record of csvRecordsOf(path)) yield 'fault' in record ? { line: record.line, cells: [] } : record
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? new Error(`There is no file ${path}.`) : error
  }
}
