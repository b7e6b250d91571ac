import { readFile } from 'node:fs/promises'
import { type Flip, replayLinks } from '../../children/index.ts'
import {
  addMonths,
  formatDate,
  formatNumber,
  londonDate,
  type PlainDate,
  parsePlainDate,
  plural,
} from '../../kernel/index.ts'
import { defaultModel, type LinkModel, parseModel } from '../../linkage/index.ts'
import { openGround, openInstallation } from '../database.ts'
import type { Call, Command } from './command.ts'

export const linkReplayCommand: Command = {
  name: 'link replay',
  usage: 'link replay MODEL.json [--from DATE] [--to DATE] [--json]',
  about: 'List the joins of a period that another model would make or undo, before it is adopted (docs/linkage.md).',
  options: { from: { type: 'string' }, to: { type: 'string' }, json: { type: 'boolean' } },
  run: async ({ words, switches, settings, say, tell }) => {
    const [file, more] = words
    if (file === undefined || more !== undefined) throw new Error('Name one model: throughline link replay MODEL.json.')
    const model = await readModel(file)
    const today = londonDate(new Date())
    const to = dateOf('to', switches.to) ?? today
    const from = dateOf('from', switches.from) ?? addMonths(to, -12)
    if (from > to) throw new Error('--from must not be after --to.')
    const installation = await openInstallation(settings)
    const ground = openGround(installation, 'jobs', settings, 2)
    try {
      const onProgress = (done: number, all: number) =>
        tell(`Replayed ${formatNumber(done)} of ${formatNumber(all)} links`)
      const found = await replayLinks(ground, model, { from, to, onProgress })
      if (switches.json)
        say(JSON.stringify({ from, to, model: model.version, inForce: defaultModel.version, ...found }))
      else {
        say(
          `Links of ${formatDate(from)} to ${formatDate(to)}, under model ${model.version} instead of ${defaultModel.version}: ` +
            `${plural(found.records, 'record')} of ${plural(found.persons, 'person', 'persons')}.`,
        )
        say(
          `${plural(count(found.flips, 'join'), 'join')} would be made, ${formatNumber(count(found.flips, 'part'))} would not be. ` +
            `Questions to people: ${formatNumber(found.questions.now)} now, ${formatNumber(found.questions.under)} under that model.`,
        )
        for (const flip of found.flips) say(lineOf(flip))
      }
      return 0
    } finally {
      await ground.close()
      await installation.stop()
    }
  },
}

/** @throws Error saying what is wrong with the file, for one plain sentence. */
const readModel = async (file: string): Promise<LinkModel> => {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`${file} cannot be read.`)
  })
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    throw new Error(`${file} is not JSON.`)
  }
  return parseModel(document)
}

const dateOf = (name: string, given: Call['switches'][string]): PlainDate | undefined => {
  if (given === undefined) return undefined
  const date = parsePlainDate(String(given))
  if (!date) throw new Error(`--${name} takes a date like 2026-09-01.`)
  return date
}

const count = (flips: readonly Flip[], change: Flip['change']): number => flips.filter(f => f.change === change).length

const bits = (value: number | null): string => (value === null ? 'none' : value.toFixed(1))

const lineOf = ({ change, persons, bits: found, asked, why }: Flip): string => {
  const what = change === 'join' ? 'Would be joined' : 'Would be parted'
  const question =
    change === 'join' ? (asked ? 'asked today' : 'not asked today') : asked ? 'people are asked' : 'not asked'
  return `${what}: ${persons.join(' and ')}; bits ${bits(found.now)} now, ${bits(found.under)} under it; ${question}. ${why.join('; ')}`
}
