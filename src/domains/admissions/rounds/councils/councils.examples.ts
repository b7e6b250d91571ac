import type { PlainDate } from '../../../../kernel/index.ts'
import { exampleRound } from '../rounds.examples.ts'
import type { CouncilChild } from './councils.queries.ts'
import type { CouncilsData } from './councils.view.ts'

const child: CouncilChild = {
  council: '815',
  child: '7741',
  name: 'Imogen Achterberg',
  address: '0f000000-0000-4000-8000-000000000031',
  childId: null,
  birthDate: '2023-02-01' as PlainDate,
  school: 'Larchfield Primary School',
  left: false,
  told: null,
  offered: true,
  takes: false,
}
const base = { round: exampleRound, page: 1, more: false, untold: [], sendings: [] }
export const councilsExamples: Readonly<Record<string, CouncilsData>> = {
  usual: {
    ...base,
    more: true,
    children: [
      child,
      { ...child, child: '7740', takes: true },
      { ...child, child: '7742', offered: false, told: 'no' },
      { ...child, child: '7743', left: true },
    ],
    untold: [{ council: '815', facts: 2 }],
    sendings: [
      {
        address: '0f000000-0000-4000-8000-000000000032',
        council: '815',
        by: 'Olwen Pritchard',
        at: new Date('2027-03-02T10:00:00Z'),
        sha256: 'f7dd163228c18190da912ba4397d33ec00176a76b7f516de1c794574a5940a1c',
        facts: 1,
      },
    ],
  },
  'with faults': {
    ...base,
    children: [],
    came: {
      fresh: 2,
      faults: [
        {
          file: 'messages.csv',
          line: 4,
          problem: '“OAK” in school_id is no school of this round.',
          fix: 'Correct it, or leave the row out.',
        },
      ],
    },
  },
}
