import { address, authority, background, identifier, identity } from '../../children/index.ts'
import { afterCare, enrolment, inCareAtSchool, schoolSupport, serviceChild } from '../../domains/education/index.ts'
import { senNeed, senProvision } from '../../domains/send/index.ts'
import { youngCarerAtSchool } from '../../domains/young-carers/index.ts'
import {
  type Cells,
  during,
  type Fact,
  keptTree,
  type RowOutcome,
  readCells,
  readCode,
  readPlace,
  readUln,
  readUpn,
  type Tree,
  type TreeRecord,
} from '../../intake/index.ts'
import { londonDate, type PlainDate } from '../../kernel/index.ts'
import type { Identity } from '../../linkage/index.ts'
import { dailyAttendanceColumns } from './columns.ts'
import { contactsOf } from './contacts.ts'
import type { Manifest } from './manifest.ts'

/** A pupil as the school's own system knows them: the school with its number for the pupil. */
export const pupilKey = (laestab: string, misId: string): string => `${laestab}/${misId}`

/** A pupil line: who the child is and what the school knows, each in its own category. */
export const pupilRow = (manifest: Manifest, { tree, line }: TreeRecord): RowOutcome => {
  const { laestab, generatedAt } = manifest
  const on = londonDate(generatedAt)
  const cells = readCells(tree.values, line)
  const misId = cells.need('mis_id', 'number of the pupil in the school’s system')
  const where = { key: `pupil/${laestab}/${misId}`, scope: `pupil/${laestab}` }
  const personKey = pupilKey(laestab, misId)
  cells.need('legal_surname', 'surname')
  cells.need('legal_forename', 'forename')
  const dob = cells.needDate('dob', 'date of birth')
  const place = readPlace(cells, placeColumns)
  const contacts = contactsOf(cells, tree, personKey, on)
  const facts = [
    ...personFacts(cells, tree, dob, on),
    ...schoolFacts(cells, tree, manifest, on),
    ...sensitiveFacts(cells, on),
    ...(place ? [{ kind: address, body: place }] : []),
    ...contacts.facts,
  ]
  const rejection = cells.rejection()
  if (rejection) return { outcome: 'rejected', line, problem: rejection, values: tree.values, ...(misId ? where : {}) }
  const [entry, leaving] = [cells.date('entry_date'), cells.date('leaving_date')]
  return {
    outcome: 'accepted',
    line,
    warnings: cells.warnings,
    row: {
      ...where,
      personKey,
      content: keptTree(dailyAttendanceColumns, 'pupil', tree),
      identity: linkageIdentity(cells, tree, dob, laestab, place),
      facts,
      others: contacts.others,
      involvements: contacts.involvements,
      ...(entry
        ? {
            roll: {
              laestab,
              ...(manifest.school ? { name: manifest.school } : {}),
              ...during(entry, leaving),
              from: entry,
            },
          }
        : {}),
    },
  }
}

const placeColumns = {
  uprn: 'address/uprn',
  saon: 'address/saon',
  paon: 'address/paon',
  street: 'address/street',
  locality: 'address/locality',
  town: 'address/town',
  postcode: 'address/postcode',
}

const linkageIdentity = (
  cells: Cells,
  tree: Tree,
  birthDate: PlainDate,
  school: string,
  place: Record<string, string | undefined> | undefined,
): Identity => {
  const sex = cells.text('sex')
  const text = (name: keyof Identity & string, column: string) =>
    cells.text(column) ? { [name]: cells.text(column) } : {}
  const part = (name: keyof Identity & string, value: string | undefined) => (value ? { [name]: value } : {})
  return {
    ...text('forename', 'legal_forename'),
    ...text('middle', 'middle_names'),
    ...text('surname', 'legal_surname'),
    otherSurnames: [cells.text('preferred_surname')].filter(name => name !== undefined),
    knownAs: [cells.text('preferred_forename')].filter(name => name !== undefined),
    birthDate,
    ...(sex === 'M' || sex === 'F' || sex === 'U' ? { sex } : {}),
    ...text('upn', 'upn'),
    formerUpns: tree.all('former_upn').flatMap(at => cells.text(at) ?? []),
    ...text('uln', 'uln'),
    ...part('postcode', place?.['postcode']),
    ...part('house', place?.['paon']),
    ...part('street', place?.['street']),
    ...part('uprn', place?.['uprn']),
    school,
  }
}

const personFacts = (cells: Cells, tree: Tree, birthDate: PlainDate, on: PlainDate): Fact[] => {
  const ethnicity = readCode(cells, 'ethnicity', 'ethnicity', on)
  const language = readCode(cells, 'first_language', 'language', on)
  const numbers = [
    { type: 'upn', number: readUpn(cells, 'upn') },
    ...tree.all('former_upn').map(at => ({ type: 'former-upn', number: readUpn(cells, at) })),
    { type: 'uln', number: readUln(cells, 'uln') },
  ]
  const names = {
    forename: cells.text('legal_forename'),
    middle: cells.text('middle_names'),
    surname: cells.text('legal_surname'),
    preferredForename: cells.text('preferred_forename'),
    preferredSurname: cells.text('preferred_surname'),
  }
  return [
    { kind: identity, body: { ...names, birthDate, birthPrecision: 'day', sex: cells.text('sex') } },
    ...numbers.flatMap(({ type, number }) => (number ? [{ kind: identifier, body: { type, ...number } }] : [])),
    ...(ethnicity || language
      ? [
          {
            kind: background,
            body: {
              ethnicity: ethnicity?.code,
              ethnicityRaw: cells.text('ethnicity'),
              firstLanguage: language?.label ?? language?.code,
              codeSet: ethnicity?.setVersion ?? language?.setVersion,
            },
          },
        ]
      : []),
  ]
}

const schoolFacts = (cells: Cells, tree: Tree, manifest: Manifest, on: PlainDate): Fact[] => {
  const [entryDate, leavingDate] = [cells.date('entry_date'), cells.date('leaving_date')]
  const status = readCode(cells, 'enrol_status', 'enrolment-status', on)
  const provision = cells.text('sen_provision')
  const place = {
    laestab: manifest.laestab,
    school: manifest.school,
    entryDate,
    leavingDate,
    status: status?.code,
    yearGroup: cells.text('nc_year'),
    registrationGroup: cells.text('reg_group'),
    codeSet: status?.setVersion,
  }
  return [
    { kind: enrolment, body: place, ...during(entryDate, leavingDate) },
    ...(provision ? [{ kind: senProvision, body: { code: provision, codeSet: 'CBDS May 2026' } }] : []),
    ...tree.all('sen_needs').flatMap(at => {
      const need = readCode(cells, `${at}/type`, 'sen-type-of-need', on)
      const rank = cells.number(`${at}/rank`)
      return need
        ? [{ kind: senNeed, body: { code: need.code, label: need.label, rank, codeSet: need.setVersion } }]
        : []
    }),
    ...tree.all('fsm').flatMap(at => {
      const from = cells.date(`${at}/from`)
      const dates = during(from, cells.date(`${at}/to`))
      return from ? [{ kind: schoolSupport, body: { sort: 'free-school-meals' }, ...dates }] : []
    }),
  ]
}

/** "Not declared" and "no" are not facts about the child. */
const declared = (cells: Cells, column: string, set: string, on: PlainDate) => {
  const code = readCode(cells, column, set, on)
  return code && code.code !== 'N' ? { code: code.code, codeSet: code.setVersion } : undefined
}

// Each takes a category of its own: what a school ticks is not for everyone who may see the school.
const sensitiveFacts = (cells: Cells, on: PlainDate): Fact[] => {
  const inCare = cells.flag('looked_after/in_care')
  const council = cells.text('looked_after/care_authority')
  const [carer, after, service] = [
    declared(cells, 'young_carer', 'young-carer', on),
    declared(cells, 'post_looked_after', 'post-looked-after', on),
    declared(cells, 'service_child', 'service-child', on),
  ]
  return [
    ...(carer ? [{ kind: youngCarerAtSchool, body: carer }] : []),
    ...(after ? [{ kind: afterCare, body: after }] : []),
    ...(service ? [{ kind: serviceChild, body: service }] : []),
    ...(inCare ? [{ kind: inCareAtSchool, body: { inCare, authority: council } }] : []),
    ...(inCare && council ? [{ kind: authority, body: { placing: council } }] : []),
  ]
}
