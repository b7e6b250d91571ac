import { type Received, type RunReport, receiveFiles, workRun } from '../../intake/index.ts'
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

const importFiles = async (ground: OpenGround, call: Call): Promise<number> => {
  const { source, json } = call.switches
  const received = await receiveFiles(ground, call.words, {
    sources,
    ...(typeof source === 'string' ? { sourceId: source } : {}),
  })
  const runs: RunReport[] = []
  // A live worker may have taken the run already: then this waits for it, and reports what it did.
  for (const { run } of received.runs)
    runs.push(
      await workRun(ground, run, { sources, link: linkOn(ground), onProgress: rows => call.tell(`${rows} rows read`) }),
    )
  if (json) call.say(JSON.stringify({ runs }))
  else for (const run of runs) for (const line of linesOf(run)) call.say(line)
  return exitCodeOf(received, call)
}

/** Rejected rows are no failure; a file that could not be read is, and so is nothing to import at all. */
const exitCodeOf = ({ runs, refused }: Received, { tell }: Call): number => {
  for (const file of refused) tell(`${file.file}: ${file.problem} ${file.fix}`)
  return refused.some(file => file.unreadable) || runs.length === 0 ? 1 : 0
}

const linesOf = (run: RunReport): string[] => [
  `${run.source} ${run.period}: ${run.rows} rows: ${run.accepted} accepted (${run.unchanged} unchanged), ${run.rejected} rejected, ${run.waiting} waiting. ` +
    `${run.people.new} new people, ${run.people.linked} linked, ${run.people.review} to be checked. Run ${run.run}.`,
  ...(run.problem ? [`  ${run.problem} ${run.fix ?? ''}`] : []),
  ...run.problems.map(
    ({ problem, count, example }) =>
      `  ${count} × ${problem} ${example.fix} (${example.file}${example.line ? `, line ${example.line}` : ''})`,
  ),
]
