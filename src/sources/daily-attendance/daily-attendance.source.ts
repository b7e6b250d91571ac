import {
  type FileHead,
  FileNotUsable,
  type OpenFile,
  type RowOutcome,
  readTrees,
  type Source,
  type TreeRecord,
} from '../../intake/index.ts'
import { dailyAttendanceColumns } from './columns.ts'
import { findManifest, type Manifest, readManifest, recognisedFrom } from './manifest.ts'
import { dailyMending } from './mending.ts'
import { deletionRow, exclusionRow } from './other-lines.ts'
import { pupilRow } from './pupil-rows.ts'
import { gatherRegisters, type Registers } from './registers.ts'

type Reading = { readonly manifest: Manifest; readonly registers: Registers; readonly numbers: Map<string, string> }

const begin = ({ tree, line }: TreeRecord): Reading => {
  const manifest = readManifest(tree)
  if (!manifest) throw new FileNotUsable({ line, ...noManifest })
  const numbers = new Map<string, string>()
  return { manifest, numbers, registers: gatherRegisters(manifest, upn => numbers.get(upn)) }
}

const noManifest = {
  problem: 'The file does not begin with a manifest that says which school it is of and when it was made.',
  wanted: '{"type":"manifest","la":"899","estab":"2017","generated_at":"2025-09-15T18:30:00Z",…}',
  fix: 'Ask the school’s supplier to send the bundle with its manifest first.',
}

function* readLine({ manifest, registers, numbers }: Reading, record: TreeRecord): Generator<RowOutcome> {
  const { values } = record.tree
  const numberOf = (upn: string) => numbers.get(upn)
  if (record.name === 'pupil') {
    const [upn, misId] = [values['upn']?.trim().toUpperCase(), values['mis_id']?.trim()]
    if (upn && misId) numbers.set(upn, misId)
    yield pupilRow(manifest, record)
  } else if (record.name === 'attendance_day') yield* registers.add(record)
  else if (record.name === 'exclusion') yield exclusionRow(manifest, record, numberOf)
  else if (record.name === 'deletion') yield deletionRow(manifest, record, numberOf)
  else
    yield {
      outcome: 'rejected',
      line: record.line,
      problem: { line: record.line, column: 'type', got: record.name, ...noSuchType },
      values,
    }
}

const noSuchType = {
  problem: 'A line of this type is not known.',
  wanted: 'manifest, pupil, attendance_day, exclusion or deletion',
  fix: 'Correct the type, or ask the supplier to leave the line out.',
}

async function* read(file: OpenFile): AsyncGenerator<RowOutcome, void, undefined> {
  let reading: Reading | undefined
  try {
    yield* readTrees(file, dailyAttendanceColumns, function* (record) {
      if (!reading) reading = begin(record)
      else yield* readLine(reading, record)
    })
  } finally {
    // Also where the file breaks off: the marks before the break are sound.
    if (reading) yield* reading.registers.days()
  }
}

const recognise = (head: FileHead) => {
  const manifest = findManifest(head)
  return manifest && recognisedFrom(manifest)
}

/** A school's own daily bundle: pupils, marks and suspensions as lines of JSON (formats.md 6.5). */
export const dailyAttendance: Source = {
  id: 'daily-attendance',
  name: 'Daily attendance feed',
  said: 'School attendance feed',
  service: 'Schools',
  bySchool: true,
  keepsOnce: 'school',
  mending: dailyMending,
  columns: dailyAttendanceColumns,
  rank: { default: 2, enrolment: 1, identity: 2, address: 2 },
  agreement: {
    purpose: 'To know each school day which children are missing school, and what help they need',
    basis:
      'Education (Information About Individual Pupils) (England) (Amendment) Regulations 2024; Education Act 1996, section 436A',
    owner: 'Head of education',
  },
  recognise,
  read,
}
