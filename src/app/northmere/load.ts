import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Authority, wardList, writeNorthmere } from '../../../fictional/index.ts'
import {
  developmentIssuer,
  findChildren,
  provisionBarriers,
  provisionChildren,
  provisionPeople,
  type VaultGround,
} from '../../access/index.ts'
import { keepWards } from '../../domains/attendance/index.ts'
import { type IntakeGround, type ReceivedRun, receiveFiles, registerSources, workRun } from '../../intake/index.ts'
import { academicYearDays, academicYearOf, londonDate } from '../../kernel/index.ts'
import type { Key } from '../../platform/keys/index.ts'
import { linkOn } from '../jobs.ts'
import { sources } from '../sources.ts'
import { keepAdmissionRound } from './admission-round.actions.ts'
import { arrangedFor } from './arranged.ts'
import { keepAuthored } from './authored.actions.ts'
import { barriersOf, keysOfCast } from './cast.ts'
import { confirmColumns } from './confirm-columns.actions.ts'
import { keepContacts, keepEarlyHelp } from './families.actions.ts'
import { keepPacks } from './meetings.actions.ts'
import { keepOversightGiven } from './oversight.actions.ts'
import { keepHandOver, keepSourceOwners, keepTeamPlaces, keepTeamsTold } from './teams.actions.ts'
import { keepTermDates } from './term-dates.actions.ts'

export type LoadOptions = {
  /** The login of the pages: for what only they may write. */
  readonly desk: IntakeGround
  readonly dataDir: string
  readonly children: number
  /** Seals what was told to the front door. */
  readonly key: Key
  /** Told how far it has come, a line at a time. */
  readonly tell: (line: string) => void
}

const seed = 'northmere'
const folderIn = (dataDir: string): string => join(dataDir, 'northmere')

/** Was a load of Northmere begun here and not finished? Everything in it bears being done again. */
export const isHalfLoaded = (dataDir: string): boolean => existsSync(folderIn(dataDir))

/**
 * Brings the invented council in as a real one comes in: its people and what must never meet first, then its files through
 * intake, then what is arranged about the children who are now on record.
 */
export const loadNorthmere = async (
  ground: IntakeGround & VaultGround,
  { desk, dataDir, children, key, tell }: LoadOptions,
): Promise<void> => {
  const dir = folderIn(dataDir)
  tell('There is no data yet: making the invented council of Northmere …')
  const manifest = await writeNorthmere({ dir, seed, today: londonDate(ground.now()), children, weeks: 1 })
  const authority = JSON.parse(await readFile(join(dir, 'authority.json'), 'utf8')) as Authority
  await registerSources(ground, sources)
  await provisionPeople(ground, {
    establishments: authority.schools,
    teams: authority.teams,
    staff: authority.staff,
    issuer: developmentIssuer,
  })
  await provisionBarriers(ground, barriersOf(authority))
  tell(
    `${manifest.children} children, ${manifest.schools} schools, ${manifest.rows} rows in ${manifest.files.length} files. Importing them …`,
  )
  await importAll(ground, join(dir, 'files'), tell)
  const onRecord = await findCast(ground, authority)
  await provisionChildren(ground, arrangedFor(authority, onRecord))
  await keepOversightGiven(ground)
  await keepAuthored(ground, authority, onRecord)
  await keepEarlyHelp(ground, onRecord)
  await keepPacks(desk, ground, onRecord)
  await keepHandOver(ground, onRecord)
  await keepTeamsTold(desk)
  await keepSourceOwners(desk)
  await keepContacts(ground, key)
  await keepTermDates(desk, authority)
  await keepWards(ground, wardList(), academicYearDays(academicYearOf(londonDate(ground.now()))).from)
  const larchfield = authority.schools.find(school => school.name === 'Larchfield Primary School')
  await keepTeamPlaces(ground, [...new Set(wardList().map(one => one.ward))], larchfield?.laestab)
  await keepAdmissionRound(ground, authority)
  await rm(dir, { recursive: true, force: true })
}

/** Imports at once, as a worker does jobs: more would only wait for each other at the linker. */
const atOnce = 2

/** Works all runs: those of one source one after another, in the order of their periods; those of several sources side by side. */
const importAll = async (
  ground: IntakeGround & VaultGround,
  folder: string,
  tell: (line: string) => void,
): Promise<void> => {
  const { runs, refused } = await receiveFiles(ground, [folder], { sources })
  for (const file of refused) tell(`  ${file.file}: ${file.problem}`)
  const waiting = [...Map.groupBy(runs, run => run.source).values()]
  const workOff = async (): Promise<void> => {
    for (let ofSource = waiting.shift(); ofSource; ofSource = waiting.shift())
      for (const run of ofSource) tell(await importRun(ground, run))
  }
  await Promise.all(Array.from({ length: atOnce }, workOff))
}

const importRun = async (ground: IntakeGround & VaultGround, { run, source, state }: ReceivedRun): Promise<string> => {
  if (state === 'waiting' && source.startsWith('spreadsheet:')) await confirmColumns(ground, run)
  const report = await workRun(ground, run, { sources, link: linkOn(ground) })
  const held = report.rejected + report.waiting > 0 ? `, ${report.rejected} rejected, ${report.waiting} waiting` : ''
  return `  ${report.source} ${report.period}: ${report.rows} rows${held} (${report.state})`
}

/** Each hard case's number on record, by the first of its source keys that is there. */
const findCast = async (ground: IntakeGround, authority: Authority): Promise<ReadonlyMap<string, number>> => {
  const found = new Map<string, number>()
  for (const { id } of authority.cast) {
    const child = (await findChildren(ground, keysOfCast(authority.cast, id))).find(one => one !== undefined)
    if (child !== undefined) found.set(id, child)
  }
  return found
}
