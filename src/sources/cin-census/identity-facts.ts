import { background, identifier, identity } from '../../children/index.ts'
import { disability } from '../../domains/send/index.ts'
import { type Cells, type Fact, readCode, readUpn, type Tree } from '../../intake/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import type { Identity } from '../../linkage/index.ts'

const id = (name: string): string => `ChildIdentifiers/${name}`
const sexes: Readonly<Record<string, 'M' | 'F' | 'U'>> = {
  '0': 'U',
  '1': 'M',
  '2': 'F',
  '9': 'U',
  M: 'M',
  F: 'F',
  U: 'U',
}

/** GenderCurrent with 0, 1, 2, 9 until 2023; Sex with M, F, U since. The codes of the other year warn and are understood. */
const readSex = (cells: Cells, year: number | undefined): 'M' | 'F' | 'U' | undefined => {
  const column = cells.text(id('Sex')) ? id('Sex') : id('GenderCurrent')
  const raw = cells.text(column)?.toUpperCase()
  if (raw === undefined) return undefined
  const wanted = column === id('Sex') ? 'M, F or U' : '0, 1, 2 or 9'
  const ofYear = column === id('Sex') ? /^[MFU]$/.test(raw) : /^[0129]$/.test(raw)
  if (!ofYear || (year !== undefined && year >= 2024 && column !== id('Sex')))
    cells.warn(
      column,
      'This is not the code for sex of this collection year.',
      'Send Sex as M, F or U. It was understood where it could be.',
      wanted,
    )
  return Object.hasOwn(sexes, raw) ? sexes[raw] : undefined
}

/** The birth date; for an unborn child the day it is expected. A child with neither cannot be told from another. */
const readBirth = (cells: Cells): Pick<Identity, 'birthDate' | 'birthPrecision'> => {
  if (cells.text(id('PersonBirthDate')) || !cells.text(id('ExpectedPersonBirthDate')))
    return { birthDate: cells.needDate(id('PersonBirthDate'), 'date of birth'), birthPrecision: 'day' }
  return {
    birthDate: cells.needDate(id('ExpectedPersonBirthDate'), 'expected date of birth'),
    birthPrecision: 'expected',
  }
}

const checkReason = (cells: Cells, on: PlainDate): void => {
  const reason = readCode(cells, id('UPNunknown'), 'upn-unknown', on)
  if (reason && cells.text(id('UPN')))
    cells.warn(
      id('UPNunknown'),
      'There is a UPN and a reason why there is none.',
      'Send only one of them. The UPN was used.',
    )
}

/** Who the child is in this return: no name, but a birth date, a sex and perhaps a UPN. */
export const identityFacts = (cells: Cells, tree: Tree, child: string, on: PlainDate, year: number | undefined) => {
  const birth = readBirth(cells)
  const sex = readSex(cells, year)
  const upn = readUpn(cells, id('UPN'))
  const former = readUpn(cells, id('FormerUPN'))
  checkReason(cells, on)
  if (child.length > 20 || /[^A-Za-z0-9]/.test(child))
    cells.warn(
      id('LAchildID'),
      'The number of the child is not one that the return allows.',
      'It was used as it came.',
      'at most 20 letters and digits',
    )
  const facts: Fact[] = [
    { kind: identity, body: { ...birth, sex, deathDate: cells.date(id('PersonDeathDate')) } },
    { kind: identifier, body: { type: 'local', value: child, ok: true, note: 'social care' } },
    ...(upn ? [{ kind: identifier, body: { type: 'upn', ...upn } }] : []),
    ...(former ? [{ kind: identifier, body: { type: 'former-upn', ...former } }] : []),
    ...ethnicityFacts(cells, on),
    ...disabilityFacts(cells, tree, on),
  ]
  const identified: Identity = {
    ...birth,
    ...(sex ? { sex } : {}),
    ...(upn ? { upn: upn.value } : {}),
    ...(former ? { formerUpns: [former.value] } : {}),
    localNumbers: [`social care ${child}`],
  }
  return { identity: identified, facts }
}

const ethnicityFacts = (cells: Cells, on: PlainDate): Fact[] => {
  const column = 'ChildCharacteristics/Ethnicity'
  const ethnicity = readCode(cells, column, 'cin-ethnicity', on)
  if (!ethnicity) return []
  return [
    {
      kind: background,
      body: { ethnicity: ethnicity.code, ethnicityRaw: cells.text(column), codeSet: ethnicity.setVersion },
    },
  ]
}

const disabilityFacts = (cells: Cells, tree: Tree, on: PlainDate): Fact[] =>
  tree.all('ChildCharacteristics/Disabilities/Disability').flatMap(place => {
    const found = readCode(cells, place, 'cin-disability', on)
    if (!found || found.code === 'NONE') return []
    return [
      {
        kind: disability,
        body: { code: found.code, label: found.label, raw: cells.text(place), codeSet: found.setVersion },
      },
    ]
  })
