import { readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { basename, join, resolve } from 'node:path'
import {
  dateParts,
  formatDate,
  formatNumber,
  isPlainDate,
  londonDate,
  type PlainDate,
  plainDate,
  plural,
} from '../../kernel/index.ts'
import { openGround, openInstallation } from '../database.ts'
import { type ExportReport, exportReturn, returnsToWrite } from '../returns/index.ts'
import type { Call, Command } from './command.ts'

const names = Object.keys(returnsToWrite)

export const exportCommand: Command = {
  name: 'export',
  usage: `export ${names.join('|')} --out FILE [--year YEAR | --on DAY] [--json]`,
  about:
    'Write a statutory return from the record, with a manifest beside it (docs/returns.md). Nothing is written over.',
  options: { out: { type: 'string' }, year: { type: 'string' }, on: { type: 'string' }, json: { type: 'boolean' } },
  run: async call => {
    const { words, switches, settings, say } = call
    const [name = '', more] = words
    const kind = Object.hasOwn(returnsToWrite, name) ? returnsToWrite[name] : undefined
    if (!kind || more !== undefined)
      throw new Error(`Name one return: ${names.join(', ')}. Others are not written yet.`)
    if (typeof switches.out !== 'string' || switches.out === '')
      throw new Error('Name the file or folder to write: --out FILE.')
    if (!switches.out.endsWith(kind.ending))
      throw new Error(`The file’s name must end with ${kind.ending}: --out ${name}${kind.ending}.`)
    const { authority } = settings
    const request = {
      name,
      kind,
      authority,
      out: resolve(switches.out),
      day: dayFrom(call, name, kind),
      by: userInfo().username,
    }
    const installation = await openInstallation(settings)
    const ground = openGround(installation, 'jobs', settings, 2)
    try {
      const report = await exportReturn(ground, { ...request, release: await releaseOf() })
      if (switches.json) say(JSON.stringify(report))
      else for (const line of linesOf(report, request.out)) say(line)
      return 0
    } finally {
      await ground.close()
      await installation.stop()
    }
  },
}

/** Our own release, which the header of a return names. */
const releaseOf = async (): Promise<string> =>
  JSON.parse(await readFile(join(import.meta.dirname, '../../../package.json'), 'utf8')).version

/** The day that the return ends on: 31 March of a year; of lists as of a day, the day named, or today. */
const dayFrom = (call: Call, name: string, { of31March }: { readonly of31March: boolean }): PlainDate => {
  const { switches, settings } = call
  const today = londonDate(settings.now())
  if (of31March) {
    if (switches.on !== undefined) throw new Error(`${name} is of a year that ends on 31 March: name it with --year.`)
    return plainDate(yearFrom(call), 3, 31)
  }
  if (switches.year !== undefined) throw new Error(`${name} is as of a day: name it with --on, like --on ${today}.`)
  if (switches.on === undefined) return today
  if (typeof switches.on !== 'string' || !isPlainDate(switches.on) || switches.on > today)
    throw new Error(`The day is written like --on ${today}, and is today or in the past.`)
  return switches.on
}

/** The year named, or the last that ended on 31 March. */
const yearFrom = ({ switches, settings }: Call): number => {
  const { year: now, month } = dateParts(londonDate(settings.now()))
  if (switches.year === undefined) return month > 3 ? now : now - 1
  const year = Number(switches.year)
  if (!Number.isInteger(year) || year < 2009 || year > now + 1)
    throw new Error(`The year is that in which the return ends, like --year ${now}: 2009 to ${now + 1}.`)
  return year
}

const linesOf = (report: ExportReport, out: string): string[] => [
  `${report.title}, as of ${formatDate(report.day)}: ${plural(report.children, 'child', 'children')} in ${basename(out)}, and what it was made of in ${basename(out)}.manifest.json.`,
  Object.entries(report.tables)
    .map(([table, count]) => `${table} ${formatNumber(count)}`)
    .join(', '),
  ...(report.lacking.length > 0 ? ['Left out, because the record does not hold it:'] : []),
  ...report.lacking.map(({ element, count, mend }) => `  ${formatNumber(count)} × ${element}. ${mend}.`),
  ...(report.issues.length > 0
    ? [`What the rules of ${report.rules} would ask (throughline validate names the rows):`]
    : []),
  ...report.issues.map(({ rule, count, text }) => `  ${formatNumber(count)} × ${rule}: ${text}`),
  report.neverIn,
]
