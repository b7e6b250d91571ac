import { basename } from 'node:path'
import { developmentIssuer, type PeopleFile, provisionFiles, readPeopleFile } from '../../access/index.ts'
import { plural } from '../../kernel/index.ts'
import { csvRecordsOf } from '../../platform/files/index.ts'
import { openGround, openInstallation } from '../database.ts'
import type { Command } from './command.ts'

export const accessProvisionCommand: Command = {
  name: 'access provision',
  usage: 'access provision FILE... [--whole] [--check] [--json]',
  about:
    'Keep who works here, in which roles and teams and with which training, as CSV files say (docs/people.md). --whole: whoever is not named has left. --check: only tell.',
  options: { whole: { type: 'boolean' }, check: { type: 'boolean' }, json: { type: 'boolean' } },
  run: async ({ words, switches, settings, say, tell }) => {
    if (words.length === 0) throw new Error('Name a file: throughline access provision PEOPLE.csv.')
    const faults: string[] = []
    const files: PeopleFile[] = []
    for (const path of words) {
      const name = basename(path)
      const read = readPeopleFile(rowsOf(path, faults))
      files.push(read)
      for (const { line, column, got, wanted } of read.faults)
        faults.push(`${name}, line ${line}, ${column}: ${got === '' ? 'nothing' : `"${got}"`}; wanted ${wanted}.`)
    }
    const installation = await openInstallation(settings)
    const ground = openGround(installation, 'jobs', settings, 2)
    try {
      const issuer = settings.oidc?.issuer ?? developmentIssuer
      const people = files.flatMap(file => file.people)
      // A row that could not be read may be the one that keeps somebody.
      const whole = switches.whole === true && faults.length === 0 && people.length > 0
      const done = await provisionFiles(ground, {
        issuer,
        people,
        teams: files.flatMap(file => file.teams),
        places: files.flatMap(file => file.places),
        schools: files.flatMap(file => file.schools),
        trainings: files.flatMap(file => file.trainings),
        completions: files.flatMap(file => file.completions),
        whole,
        check: switches.check === true,
      })
      for (const { userName, why } of done.refused) faults.push(`${userName}: ${why}`)
      for (const fault of faults) tell(fault)
      if (switches.whole && !done.left.length && faults.length > 0)
        tell('Nobody was taken for a leaver, because of these faults. Mend them and run it again.')
      if (switches.json) say(JSON.stringify({ ...done, faults }))
      else {
        say(
          `${switches.check ? 'Nothing was changed. This would be: ' : ''}${plural(done.began.length, 'person begins', 'people begin')}, ${done.kept.length} are kept as told, ${plural(done.left.length, 'leaves', 'leave')}; ${plural(done.teams, 'team')} with ${plural(done.places, 'area or school', 'areas and schools')} told; ${plural(done.schools, 'roll of a school', 'rolls of schools')} that people see; ${plural(done.trainings, 'training')} that roles need, ${plural(done.completions, 'training')} completed.`,
        )
        for (const { who, holds } of done.gained)
          say(`  ${switches.check ? 'would gain' : 'gained'}: ${who}: ${holds.join(', ')}`)
        for (const userName of done.left) say(`  ${switches.check ? 'would leave' : 'left'}: ${userName}`)
      }
      return faults.length > 0 ? 1 : 0
    } finally {
      await ground.close()
      await installation.stop()
    }
  },
}

function* rowsOf(path: string, faults: string[]) {
  try {
    for (const record of csvRecordsOf(path)) {
      if ('fault' in record) faults.push(`${basename(path)}, line ${record.line}: a quotation mark is out of place.`)
      else yield record
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw code === 'ENOENT' ? new Error(`There is no file ${path}.`) : error
  }
}
