import { address, authority, background, contactDetail, identifier, identity } from '../../children/index.ts'
import { inCareAtSchool, serviceChild } from '../../domains/education/index.ts'
import { disability } from '../../domains/send/index.ts'
import { youngCarerAtSchool } from '../../domains/young-carers/index.ts'
import { type Cells, type Fact, readCode, readPlace, readUln, readUpn, type Tree } from '../../intake/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import type { Identity } from '../../linkage/index.ts'

const basic = (name: string): string => `BasicDetails/${name}`

const bs7666 = (at: string, part: string) => `${at}/BS7666Address/${part}`
const place = (at: string) => ({
  uprn: bs7666(at, 'UniquePropertyReferenceNumber'),
  saon: bs7666(at, 'SAON'),
  paon: bs7666(at, 'PAON'),
  street: bs7666(at, 'Street'),
  locality: bs7666(at, 'Locality'),
  town: bs7666(at, 'Town'),
  postcode: `${at}/PostCode`,
  lines: [1, 2, 3, 4, 5].map(n => `${at}/AddressLines/AddressLine${n}`),
})

/** Sex, as recent versions call it; Gender before. */
export const readSex = (cells: Cells): 'M' | 'F' | 'U' | undefined => {
  const column = cells.text('Sex') ? 'Sex' : 'Gender'
  const raw = cells.text(column)?.toUpperCase()
  if (raw === undefined || raw === 'M' || raw === 'F' || raw === 'U') return raw
  cells.warn(column, 'This is not a code for sex.', 'Correct it at the source. It was kept as it came.', 'M or F')
  return undefined
}

/** Who the pupil is: names, numbers, background, address, and how to reach them. */
export const personFacts = (
  cells: Cells,
  tree: Tree,
  birthDate: PlainDate,
  on: PlainDate,
): { identity: Identity; facts: Fact[] } => {
  const sex = readSex(cells)
  const former = cells.text(basic('FormerSurname'))
  const home = readPlace(cells, place('Address'))
  const upn = readUpn(cells, 'UPN')
  const numbers = [
    { type: 'upn', number: upn },
    ...tree.all(basic('FormerUPN')).map(at => ({ type: 'former-upn', number: readUpn(cells, at) })),
    { type: 'uln', number: readUln(cells, 'UniqueLearnerNumber') },
  ]
  const names = {
    forename: cells.text('Forename'),
    middle: cells.text(basic('MiddleNames')),
    surname: cells.text('Surname'),
    preferredForename: cells.text(basic('PreferredForename')),
    preferredSurname: cells.text(basic('PreferredSurname')),
  }
  return {
    identity: linkageIdentity(cells, tree, birthDate, sex, home),
    facts: [
      {
        kind: identity,
        body: { ...names, ...(former ? { formerSurnames: [former] } : {}), birthDate, birthPrecision: 'day', sex },
      },
      ...numbers.flatMap(({ type, number }) => (number ? [{ kind: identifier, body: { type, ...number } }] : [])),
      ...backgroundFacts(cells, tree, on),
      ...(home ? [{ kind: address, body: home }] : []),
      ...reachFacts(cells, tree),
    ],
  }
}

const linkageIdentity = (
  cells: Cells,
  tree: Tree,
  birthDate: PlainDate,
  sex: 'M' | 'F' | 'U' | undefined,
  home: Record<string, string | undefined> | undefined,
): Identity => {
  const given = (name: keyof Identity & string, value: string | undefined) => (value ? { [name]: value } : {})
  const texts = (...columns: readonly string[]) => columns.flatMap(column => cells.text(column) ?? [])
  return {
    ...given('forename', cells.text('Forename')),
    ...given('middle', cells.text(basic('MiddleNames'))),
    ...given('surname', cells.text('Surname')),
    otherSurnames: texts(basic('PreferredSurname'), basic('FormerSurname')),
    knownAs: texts(basic('PreferredForename')),
    birthDate,
    ...(sex ? { sex } : {}),
    ...given('upn', cells.text('UPN')),
    formerUpns: texts(...tree.all(basic('FormerUPN'))),
    ...given('uln', cells.text('UniqueLearnerNumber')),
    ...given('postcode', home?.['postcode']),
    ...given('house', home?.['paon']),
    ...given('street', home?.['street']),
    ...given('uprn', home?.['uprn']),
  }
}

const backgroundFacts = (cells: Cells, tree: Tree, on: PlainDate): Fact[] => {
  const ethnicity = readCode(cells, basic('Ethnicity'), 'ethnicity', on)
  const types = tree.all(basic('Languages/Type'))
  const language = (type: string) => {
    const at = types.find(place => cells.text(`${place}/LanguageType`) === type)
    const found = at && readCode(cells, `${at}/Language`, 'language', on)
    return found && (found.label ?? found.code)
  }
  const body = {
    ethnicity: ethnicity?.code,
    ethnicityRaw: cells.text(basic('Ethnicity')),
    firstLanguage: language('F'),
    homeLanguage: language('H'),
  }
  const said = Object.values(body).some(value => value !== undefined)
  return said ? [{ kind: background, body: { ...body, codeSet: ethnicity?.setVersion } }] : []
}

const reachFacts = (cells: Cells, tree: Tree): Fact[] => [
  ...tree.all('Phones/Phone').flatMap(at => {
    const value = cells.text(`${at}/PhoneNo`)
    return value ? [{ kind: contactDetail, body: { type: 'phone', value, whose: 'pupil' } }] : []
  }),
  ...tree.all('Email').flatMap(at => {
    const value = cells.text(at)
    return value ? [{ kind: contactDetail, body: { type: 'email', value, whose: 'pupil' } }] : []
  }),
]

/** Each takes a category of its own: what comes in a plain school file is not for everyone who may see the school. */
export const sensitiveFacts = (cells: Cells, tree: Tree, on: PlainDate): Fact[] => {
  const declared = (column: string, set: string) => {
    const code = readCode(cells, column, set, on)
    return code && code.code !== 'N' ? { code: code.code, codeSet: code.setVersion } : undefined
  }
  const [service, carer] = [
    declared(basic('ServiceChild'), 'service-child'),
    declared(basic('YoungCarer'), 'young-carer'),
  ]
  const inCare = cells.flag('LookedAfter/InCare')
  const council = cells.text('LookedAfter/CareAuthority')
  return [
    ...(service ? [{ kind: serviceChild, body: service }] : []),
    ...(carer ? [{ kind: youngCarerAtSchool, body: carer }] : []),
    ...(inCare ? [{ kind: inCareAtSchool, body: { inCare, authority: council } }] : []),
    ...(inCare && council && /^\d{3}$/.test(council) ? [{ kind: authority, body: { placing: council } }] : []),
    ...tree.all(basic('Disabilities/Disability')).flatMap(at => {
      const found = readCode(cells, at, 'disability', on)
      if (!found || found.code === 'NONE' || found.code === 'NCOL') return []
      return [
        {
          kind: disability,
          body: { code: found.code, label: found.label, raw: cells.text(at), codeSet: found.setVersion },
        },
      ]
    }),
  ]
}
