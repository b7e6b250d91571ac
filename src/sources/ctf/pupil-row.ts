import {
  keptTree,
  type Recognised,
  type RowOutcome,
  readCells,
  readContacts,
  type TreeRecord,
} from '../../intake/index.ts'
import { londonDate, type PlainDate } from '../../kernel/index.ts'
import { ctfColumns } from './columns.ts'
import type { CtfHeader } from './header.ts'
import { personFacts, sensitiveFacts } from './person-facts.ts'
import { attendanceFacts, enrolmentFacts, mealFacts, resultFacts, senFacts } from './school-facts.ts'

/** A pupil of the file: one record, one row. */
export const pupilRow = (header: CtfHeader, { asOf }: Recognised, { tree, line }: TreeRecord): RowOutcome => {
  const cells = readCells(tree.values, line)
  const on = londonDate(asOf)
  const school = header.laestab ?? 'school not stated'
  cells.need('Surname', 'surname')
  cells.need('Forename', 'forename')
  const dob = cells.needDate('DOB', 'date of birth')
  const personKey = personKeyOf(cells.text('UPN'), school, [cells.text('Surname'), cells.text('Forename')], dob)
  const person = personFacts(cells, tree, dob, on)
  const places = enrolmentFacts(cells, tree, header, on)
  const contacts = readContacts(personKey, contactsIn(cells, tree), on)
  const facts = [
    ...person.facts,
    ...places.facts,
    ...senFacts(cells, tree, on),
    ...mealFacts(cells, tree),
    ...attendanceFacts(cells, tree),
    ...resultFacts(cells, tree),
    ...sensitiveFacts(cells, tree, on),
    ...contacts.facts,
  ]
  const rejection = cells.rejection()
  if (rejection) return { outcome: 'rejected', line, problem: rejection, values: tree.values }
  const key = pupilRowKey(header, school, personKey)
  return {
    outcome: 'accepted',
    line,
    warnings: cells.warnings,
    row: {
      key,
      scope: `${school}`,
      personKey,
      content: keptTree(ctfColumns, 'Pupil', tree),
      identity: { ...person.identity, ...(header.laestab ? { school: header.laestab } : {}) },
      facts,
      others: contacts.others,
      involvements: contacts.involvements,
      ...(places.roll ? { roll: places.roll } : {}),
    },
  }
}

/** A partial file says less than a whole one, and takes nothing back: it is a row of its own. */
export const pupilRowKey = ({ whole }: Pick<CtfHeader, 'whole'>, school: string, personKey: string): string =>
  `${whole ? 'full' : 'partial'}/${school}/${personKey}`

/** As in the school census: the birth date is part of the key, so that a number keyed for the wrong child writes over nobody. */
export const personKeyOf = (
  upn: string | undefined,
  school: string,
  names: readonly (string | undefined)[],
  dob: PlainDate,
): string => (upn ? `${upn.toUpperCase()}/${dob}` : [school, ...names, dob].join('/'))

type Reading = { readonly cells: ReturnType<typeof readCells>; readonly tree: TreeRecord['tree'] }

const contactsIn = (cells: Reading['cells'], tree: Reading['tree']) =>
  tree.all('Contacts/Contact').map(at => {
    const livesWith = cells.flag(`${at}/Address/AddressAsPupil`)
    return {
      order: cells.number(`${at}/Order`),
      code: cells.text(`${at}/Relationship`)?.toUpperCase(),
      forename: cells.text(`${at}/Forename`),
      surname: cells.text(`${at}/Surname`),
      responsibility: cells.flag(`${at}/Responsibility`),
      email: cells.text(`${at}/Email`),
      phones: tree.all(`${at}/Phones/Phone`).flatMap(phone => cells.text(`${phone}/PhoneNo`) ?? []),
      livesWith,
      postcode: livesWith ? cells.text('Address/PostCode') : cells.text(`${at}/Address/PostCode`),
    }
  })
