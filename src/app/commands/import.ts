import {
  checkFiles,
  type ReceiveOptions,
  type RefusedFile,
  type RunReport,
  receiveFiles,
  workRun,
} from '../../intake/index.ts'
import { type OpenGround, openGround, openInstallation } from '../database.ts'
import { linkOn } from '../jobs.ts'
import { sources } from '../sources.ts'
import type { Call, Command } from './command.ts'

export const importCommand: Command = {
  name: 'import',
  usage: 'import FILE_OR_FOLDER... [--source ID] [--check] [--json]',
  about: 'Bring files in: one run for each source and period. --check says what would happen and keeps nothing.',
  options: { source: { type: 'string' }, check: { type: 'boolean' }, json: { type: 'boolean' } },
  run: async call => {
    if (call.words.length === 0) throw new Error('Name at least one file or folder to import.')
    const installation = await openInstallation(call.settings)
    const ground = openGround(installation, 'jobs', call.settings)
    try {
      return await importFiles(ground, call)
    } finally {
      await ground.close()
      await installation.stop()
    }
  },
}

type Outcome = { readonly runs: readonly RunReport[]; readonly refused: readonly RefusedFile[] }

const importFiles = async (ground: OpenGround, call: Call): Promise<number> => {
  const { source, check, json } = call.switches
  const options = { sources, ...(typeof source === 'string' ? { sourceId: source } : {}) }
  const outcome = check ? await checkFiles(ground, call.words, options) : await keepFiles(ground, call, options)
  if (json) call.say(JSON.stringify({ runs: outcome.runs }))
  else for (const run of outcome.runs) for (const line of linesOf(run)) call.say(line)
  return exitCodeOf(outcome, call)
}

const keepFiles = async (
  ground: OpenGround,
  { words, switches, tell }: Call,
  options: ReceiveOptions,
): Promise<Outcome> => {
  const { runs, refused } = await receiveFiles(ground, words, options)
  const reports: RunReport[] = []
  const onProgress = switches.json ? () => {} : (rows: number) => tell(`${rows} rows read`)
  // A live worker may have taken the run already: then this waits for it, and reports what it did.
  for (const { run } of runs) reports.push(await workRun(ground, run, { sources, link: linkOn(ground), onProgress }))
  return { runs: reports, refused }
}

/** Rejected rows are no failure; a file that could not be read is, and so is nothing to import at all. */
const exitCodeOf = ({ runs, refused }: Outcome, { tell }: Call): number => {
  const failed = runs.filter(run => run.state === 'failed')
  for (const file of refused) tell(`${file.file}: ${file.problem} ${file.fix}`)
  for (const run of failed) tell(`${run.files.join(', ')}: ${run.problem ?? 'cannot be read.'} ${run.fix ?? ''}`.trim())
  return failed.length > 0 || runs.length === 0 || refused.some(file => file.unreadable) ? 1 : 0
}

const linesOf = (run: RunReport): string[] => [
  `${run.source} ${run.period}: ${run.rows} rows: ${run.accepted} accepted (${run.unchanged} unchanged), ${run.rejected} rejected, ${run.waiting} waiting. ` +
    `${run.people.new} new people, ${run.people.linked} linked, ${run.people.review} to be checked.${run.run ? ` Run ${run.run}.` : ''}`,
  ...(run.problem ? [`  ${run.problem} ${run.fix ?? ''}`] : []),
  ...run.problems.map(
    ({ problem, count, example }) =>
      `  ${count} × ${problem} ${example.fix} (${example.file}${example.line ? `, line ${example.line}` : ''})`,
  ),
]
