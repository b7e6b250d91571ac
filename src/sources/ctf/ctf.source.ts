import {
  type FileHead,
  noonOf,
  type OpenFile,
  type Recognised,
  type RowOutcome,
  readTrees,
  type Source,
} from '../../intake/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { ctfColumns } from './columns.ts'
import { type CtfHeader, findHeader, headerFaults, readHeader } from './header.ts'
import { ctfMending } from './mending.ts'
import { pupilRow } from './pupil-row.ts'

/** Only where a file does not say when it was made: before the first version of the file. */
const beforeAnyFile = noonOf('2001-09-01' as PlainDate)

/** The school whose file it surely is: its header and its name say the same sender (formats.md 1.1). */
const ownSchool = (name: string, { laestab }: CtfHeader): Pick<Recognised, 'school'> =>
  laestab && name.toUpperCase().startsWith(`${laestab}_CTF_`) ? { school: laestab } : {}

const recognise = (head: FileHead): Recognised | undefined => {
  const header = findHeader(head)
  if (!header) return undefined
  const asOf = header.sentAt ?? (header.sentOn ? noonOf(header.sentOn) : beforeAnyFile)
  // One file is no list of all of a school's pupils: nobody missing from it is gone.
  return {
    period: header.sentOn ?? 'day not stated',
    table: 'Pupil',
    asOf,
    mode: 'delta',
    order: 0,
    ...ownSchool(head.name, header),
  }
}

async function* read(file: OpenFile): AsyncGenerator<RowOutcome, void, undefined> {
  let header: CtfHeader = { whole: true }
  yield* readTrees(file, ctfColumns, function* (record) {
    if (record.name === 'Pupil') {
      yield pupilRow(header, file.recognised, record)
      return
    }
    header = readHeader(record.tree)
    for (const problem of headerFaults(header, record.line)) yield { outcome: 'warning', problem }
  })
}

/** The Common Transfer File that goes with a child from school to school (formats.md 1.1 to 1.3). */
export const ctf: Source = {
  id: 'ctf',
  name: 'Common Transfer File',
  said: 'School transfer file',
  service: 'Schools',
  columns: ctfColumns,
  rank: { default: 4, identity: 3 },
  agreement: {
    purpose: 'To know what a child’s last school knew when the child moved',
    basis: 'Education (Pupil Information) (England) Regulations 2005, regulation 9',
    owner: 'Head of education',
  },
  mending: ctfMending,
  reading: { recordElement: ['Header', 'Pupil'] },
  recognise,
  read,
}
