import { findChildren, type Ground, provisionChildren, provisionPeople, type RoleKey } from '../src/access/index.ts'
import { townSource } from './town.source.ts'
import { countSchools, schoolName, schoolNumber, type Town, townDay } from './town.ts'

/** A social worker with thirty children, a welfare officer with two schools, and somebody who may look for any child. */
export const townStaff = {
  worker: 'social-worker',
  officer: 'education-welfare-officer',
  everyone: 'clearing-house',
} as const satisfies Record<string, RoleKey>
export type TownStaff = keyof typeof townStaff

const caseload = 30

/** The numbers of the social worker's own children: long records where the town is large enough. */
export const ownNumbers = ({ children }: Town): number[] =>
  Array.from({ length: Math.min(caseload, children) }, (_, at) => (children >= caseload * 200 ? at * 200 : at))

/** Gives the town its staff and their reasons, as arrangements are given. */
export const arrangeTown = async (jobs: Ground, town: Town): Promise<void> => {
  const person = (id: string, roles: readonly RoleKey[]) => ({
    ...{ id, name: `Member of staff ${id}`, email: `${id}@example.org`, jobTitle: id, phone: '' },
    ...{ roles, teams: [], manages: [] },
  })
  await provisionPeople(jobs, {
    establishments: Array.from({ length: Math.min(2, countSchools(town)) }, (_, school) => ({
      ...{ laestab: schoolNumber(school), urn: String(900_000 + school), name: schoolName(school) },
      ...{ phase: 'PS', postcode: 'NM1 1AA', phone: '' },
    })),
    teams: [],
    staff: Object.entries(townStaff).map(([id, role]) => person(id, [role])),
    issuer: 'bench',
  })
  const found = await findChildren(
    jobs,
    ownNumbers(town).map(number => ({ source: townSource.id, key: String(number) })),
  )
  await provisionChildren(jobs, {
    shields: [],
    conflicts: [],
    schoolLinks: [0, 1].map(school => ({ staff: 'officer', laestab: schoolNumber(school), from: townDay })),
    work: found.flatMap(child =>
      child === undefined
        ? []
        : [{ child, by: { kind: 'user' as const, key: 'worker' }, kind: 'social-work', from: townDay }],
    ),
  })
}
