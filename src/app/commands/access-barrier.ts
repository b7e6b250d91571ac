import { basename } from 'node:path'
import { type BarrierFault, barRecords, type RecordPair } from '../../access/index.ts'
import { parseUuid, plural } from '../../kernel/index.ts'
import { csvRecordsOf } from '../../platform/files/index.ts'
import { openGround, openInstallation } from '../database.ts'
import type { Command } from './command.ts'

/** What stops a line, without a word of whose it is. */
const words: Readonly<Record<BarrierFault['why'], string>> = {
  'no such record': 'one of the addresses leads to no record.',
  'one record': 'both addresses lead to one record. Split it first.',
  'not shut': 'the first record is not shut. Two people who are named for the adoption shut it on its case first.',
  'nobody tells of it': 'no source tells of one of the records, so that there is nothing to keep apart.',
}

export const accessBarrierCommand: Command = {
  name: 'access barrier',
  usage: 'access barrier FILE [--check] [--json]',
  about:
    'Keep records apart for ever after an adoption order: a CSV file with the columns shut and other, the random addresses of two records (docs/how-to/keep-an-adoption-apart.md). --check: only look.',
  options: { check: { type: 'boolean' }, json: { type: 'boolean' } },
  run: async ({ words: [path, ...more], switches, settings, say, tell }) => {
    if (path === undefined || more.length > 0) throw new Error('Name one file: throughline access barrier PAIRS.csv.')
    const lines = readPairs(path)
    const wrong = lines.filter(({ pair }) => !pair)
    for (const { line } of wrong) tell(`${basename(path)}, line ${line}: wanted the addresses of two records.`)
    if (lines.length === 0) tell('There is no pair in it.')
    if (wrong.length > 0 || lines.length === 0) return 1
    const installation = await openInstallation(settings)
    const ground = openGround(installation, 'jobs', settings, 2)
    try {
      const check = switches.check === true
      const done = await barRecords(
        ground,
        lines.flatMap(({ pair }) => (pair ? [pair] : [])),
        { check },
      )
      for (const { at, why } of done.faults) tell(`${basename(path)}, line ${lines[at]?.line ?? at}: ${words[why]}`)
      if (switches.json)
        say(JSON.stringify({ records: lines.length, barriers: done.pairs, faults: done.faults.length }))
      else if (done.faults.length === 0)
        say(
          check
            ? `Nothing was changed. ${plural(lines.length, 'pair of records', 'pairs of records')} can be kept apart.`
            : `${plural(lines.length, 'pair of records is', 'pairs of records are')} kept apart. Destroy ${basename(path)} now: it is the only place where the two stand together.`,
        )
      else tell('Nothing was kept. Mend these lines first.')
      return done.faults.length > 0 ? 1 : 0
    } finally {
      await ground.close()
      await installation.stop()
    }
  },
}

/** The pairs of the file, without its head. An address may stand as the browser has it. */
const readPairs = (path: string): { readonly line: number; readonly pair: RecordPair | undefined }[] => {
  const read: { readonly line: number; readonly pair: RecordPair | undefined }[] = []
  try {
    for (const record of csvRecordsOf(path)) {
      const [shut, other] = 'fault' in record ? [] : record.cells.map(addressIn)
      read.push({ line: record.line, pair: shut && other ? [shut, other] : undefined })
    }
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? new Error(`There is no file ${path}.`) : error
  }
  return read.slice(1)
}
const addressIn = (cell: string): string | undefined => {
  const [last] = cell.trim().split('/children/').slice(-1)
  return parseUuid(last?.split(/[/?#]/)[0] ?? '')
}
