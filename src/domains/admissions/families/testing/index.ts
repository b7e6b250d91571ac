import assert from 'node:assert/strict'
import { type Answer, asActor, type Ground, performFamily, type SignedInFamily } from '../../../../access/index.ts'
import { indexPersons } from '../../../../children/index.ts'
import { type Arrival, arrive, someSources } from '../../../../children/testing/index.ts'
import type { PlainDate } from '../../../../kernel/index.ts'
import type { TestDatabase } from '../../../../platform/testing/index.ts'
import { dayBoxes, words } from '../../rounds/testing/index.ts'
import { familyPlacesPages } from '../index.ts'

/** Seals what families type, in tests. */
export const familyKey = Buffer.alloc(32, 5)
/** Families' pages of school places, and what they send as officers read it. */
export const familyRoutes = familyPlacesPages({ key: familyKey, phone: '01632 960474' })
export const familyHome = '/family/school-places'

type Asked = { readonly params?: Record<string, string>; readonly form?: Record<string, string> }
/** What an account asks for, as the pages under `/family` do. */
export const askAsFamily = (
  pages: Ground,
  family: SignedInFamily,
  path: string,
  { params = {}, form }: Asked = {},
): Promise<Answer> => {
  const sort = form === undefined ? 'family-page' : 'family-action'
  const route = familyRoutes.find(one => one.path === path && one.sort === sort)
  assert.ok(route && (route.sort === 'family-page' || route.sort === 'family-action'), path)
  return performFamily(pages, route, family, { params, query: {}, form: form ?? {}, files: [], requestId: 'test' })
}

/** What Grace types of Łucja, in the round of F6. */
export const typed = {
  forename: 'Łucja',
  surname: 'Marsh',
  ...dayBoxes('born', '2023-05-03' as PlainDate),
  line: '22 Mill Street',
  postcode: 'nm1 4qt',
  'want-1': 'ASH',
  'want-2': 'BIR',
  'fact-looked_after': 'no',
  evidence: 'Council tax bill',
  saidBy: 'Grace Marsh',
  'teller-relation': 'mother',
  responsibility: 'yes',
}
/** Where a change leads to. */
export const goesTo = (answer: Answer): string => {
  assert.ok('redirect' in answer, words(answer))
  return answer.redirect.split('/').at(-1) ?? ''
}

/** Łucja, as a school tells of her. */
export const lucjaOnRecord = async (db: TestDatabase, jobs: Ground, at: Date) => {
  await someSources(db.owner, ['school-census', 'test'])
  const identity = {
    forename: 'Łucja',
    surname: 'Marsh',
    birthDate: '2023-05-03' as PlainDate,
    sex: 'F' as const,
    house: '22',
    street: 'Mill Street',
    postcode: 'NM1 4QT',
  }
  const carers = [{ name: 'Grace Marsh', relation: 'mother', livesWith: true }]
  const child = await arrive(db.owner, { source: 'school-census', key: 'lucja', identity, carers } as Arrival, at)
  await asActor(jobs, 'linker', tx => indexPersons(tx, [child.personId]))
  return { ...child, test: { id: child.personId, sourcePersonId: child.id, address: '' } }
}
