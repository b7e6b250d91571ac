import type { PlainDate } from '../../../../kernel/index.ts'
import { exampleRound } from '../rounds.examples.ts'
import type { Resident } from './residents.queries.ts'
import type { ResidentsData } from './residents.view.ts'

const resident: Resident = {
  council: '815',
  name: 'Kai Marsh',
  address: '0f000000-0000-4000-8000-000000000011',
  childId: 1,
  birthDate: '2023-02-01' as PlainDate,
  school: 'Hallow Primary School',
  isProtected: false,
  plan: false,
  toldWithoutPlan: false,
  wanted: true,
  left: false,
  told: null,
  offered: false,
}
const schools = '815 | 8152001 | Hallow Primary School | looked_after, staff=@school'
const base = { round: exampleRound, page: 1, more: false, schools, errors: [] }
export const residentsExamples: Readonly<Record<string, ResidentsData>> = {
  usual: {
    ...base,
    more: true,
    residents: [
      resident,
      { ...resident, told: 'yes' },
      { ...resident, told: 'no', isProtected: true },
      { ...resident, left: true },
      { ...resident, plan: true },
      { ...resident, plan: true, toldWithoutPlan: true },
    ],
  },
  'with a line that cannot be read': {
    ...base,
    residents: [],
    errors: [{ field: 'schools', text: 'Line 1: give the school’s name' }],
  },
}
