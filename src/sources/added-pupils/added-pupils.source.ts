import { address, identifier, identity } from '../../children/index.ts'
import { schoolReturn } from '../../domains/attendance/index.ts'
import { enrolment } from '../../domains/education/index.ts'
import {
  type Fact,
  type FileHead,
  keptTree,
  type RowOutcome,
  readCells,
  readContacts,
  readPlace,
  readTrees,
  readUpn,
  type Source,
  type Tree,
  type TreeRecord,
  treeOfObject,
} from '../../intake/index.ts'
import { addDays, foldName, londonDate } from '../../kernel/index.ts'
import { addedPupilColumns } from './columns.ts'

const table = 'added-pupil'
/**
 * Days for which the place holds by the form's word alone: as long as the longest time between two school censuses, with their way here. Nobody
 * tells of leaving by this source, and a place without an end would hide that a pupil has left.
 */
const holds = 150

const rowOf = (asOf: Date, { tree, line }: TreeRecord): RowOutcome => {
  const cells = readCells(tree.values, line)
  const laestab = cells.need('laestab', 'number of the school')
  const [forename, surname] = [cells.need('forename', 'forename'), cells.need('surname', 'surname')]
  const birthDate = cells.needDate('dob', 'date of birth')
  const firstDay = cells.needDate('first_day', 'first day')
  const [sex, school, why] = [cells.text('sex'), cells.text('school_name'), cells.text('why')]
  // By who it is, so that a pupil who is told of again is another version of the same row.
  const personKey = `${laestab}/${birthDate}/${foldName(surname)}/${foldName(forename)}`
  const where = { key: personKey, scope: `added/${laestab}` }
  const place = readPlace(cells, { paon: 'house', street: 'street', town: 'town', postcode: 'postcode' })
  const upn = readUpn(cells, 'upn')
  const contacts = readContacts(personKey, [parentOf(tree)], londonDate(asOf))
  const previous = cells.need('previous', 'previous school')
  const facts: Fact[] = [
    { kind: identity, body: { forename, surname, birthDate, birthPrecision: 'day', sex } },
    ...(upn ? [{ kind: identifier, body: { type: 'upn', ...upn } }] : []),
    ...(place ? [{ kind: address, body: place }] : []),
    ...contacts.facts,
    { kind: enrolment, body: { laestab, school, entryDate: firstDay }, from: firstDay, to: addDays(firstDay, holds) },
    {
      kind: schoolReturn,
      from: firstDay,
      body: {
        ...{
          sort: 'added-to-roll',
          school: cells.need('school', 'address of the school'),
          laestab,
          on: firstDay,
          previous,
        },
        ...(why ? { passages: [{ text: why, about: 'child' }] } : {}),
      },
    },
  ]
  const rejection = cells.rejection()
  if (rejection) return { outcome: 'rejected', line, problem: rejection, values: tree.values, ...where }
  const part = (name: string, value: string | undefined) => (value ? { [name]: value } : {})
  return {
    outcome: 'accepted',
    line,
    warnings: cells.warnings,
    row: {
      ...where,
      personKey,
      asOf,
      content: keptTree(addedPupilColumns, table, tree),
      identity: {
        ...{ forename, surname, birthDate, school: laestab },
        ...(sex === 'M' || sex === 'F' ? { sex } : {}),
        ...part('upn', upn?.value),
        ...part('postcode', place?.['postcode']),
        ...part('house', place?.['paon']),
        ...part('street', place?.['street']),
      },
      facts,
      others: contacts.others,
      // No roll: a form alone must not open a child's record to whoever fills it in. The school's own register or census does.
    },
  }
}

const parentOf = ({ values }: Tree) => ({
  order: 1,
  forename: values['parent_forename'],
  surname: values['parent_surname'],
  phones: values['phone'] ? [values['phone']] : [],
})

const recognise = (head: FileHead) => {
  const first = head.events.find(event => event.type === 'object')
  if (head.format !== 'json' || first?.type !== 'object' || typeof first.value !== 'object' || first.value === null)
    return undefined
  const { values } = treeOfObject(first.value)
  const asOf = new Date(values['told_at'] ?? '')
  if (values['type'] !== table || !/^\d{7}$/.test(values['laestab'] ?? '') || Number.isNaN(asOf.getTime()))
    return undefined
  return {
    ...{ period: londonDate(asOf) as string, table, asOf, mode: 'delta' as const, order: 1 },
    school: values['laestab'] ?? '',
  }
}

/** A pupil whom a school tells of in a form, because no register of the school names them yet: SI 2024/208, regulation 13. */
export const addedPupils: Source = {
  id: 'added-pupils',
  name: 'Pupils whom schools added to their roll',
  said: 'School',
  service: 'Schools',
  columns: addedPupilColumns,
  rank: { default: 3, enrolment: 2, identity: 3, address: 3 },
  agreement: {
    purpose: 'To know of each child whom a school adds to its roll, within five days',
    basis: 'School Attendance (Pupil Registration) (England) Regulations 2024 (SI 2024/208), regulation 13',
    owner: 'Head of education',
  },
  recognise,
  async *read(file) {
    yield* readTrees(file, addedPupilColumns, function* (record) {
      yield rowOf(file.recognised.asOf, record)
    })
  },
}
