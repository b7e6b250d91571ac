import { background, identifier, identity } from '../../children/index.ts'
import { afterCare, enrolment, schoolSupport, serviceChild } from '../../domains/education/index.ts'
import { senProvision } from '../../domains/send/index.ts'
import { youngCarerAtSchool } from '../../domains/young-carers/index.ts'
import {
  type Cells,
  during,
  type Fact,
  keptContent,
  type RowOutcome,
  readCells,
  readCode,
  readUln,
  readUpn,
  type TableRow,
} from '../../intake/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import type { Identity } from '../../linkage/index.ts'
import { schoolCensusColumns } from './columns.ts'

/**
 * The source's own key of a child. The birth date is part of it: a number keyed for the wrong brother or sister must not
 * write over a child's record, but come before the linker as somebody else.
 */
const personKey = (cells: Cells, dob: PlainDate): string => {
  const upn = cells.text('upn')
  return upn
    ? `${upn.toUpperCase()}/${dob}`
    : `${cells.text('NativeId')}/${cells.text('surname')}/${cells.text('forename')}/${dob}`
}

/** A row of `pupilonroll` or `pupilnolongeronroll`. */
export const pupilRow = (table: string, on: PlainDate, row: TableRow): RowOutcome => {
  const cells = readCells(row.values, row.line)
  const number = cells.need(`${table}tableid`, 'row number of the table')
  const school = cells.need('NativeId', 'school number')
  // A child who left two schools in a term has one number and two rows.
  const key = `${table}/${number}/${school}`
  cells.need('surname', 'surname')
  cells.need('forename', 'forename')
  const dob = cells.needDate('dob', 'date of birth')
  const facts = [...personFacts(cells, dob, on), ...schoolFacts(cells, school, on), ...sensitiveFacts(cells, on)]
  const rejection = cells.rejection()
  if (rejection) return { outcome: 'rejected', line: row.line, problem: rejection, values: row.cells }
  const entry = cells.date('entrydate')
  const leaving = cells.date('leavingdate')
  return {
    outcome: 'accepted',
    line: row.line,
    warnings: cells.warnings,
    row: {
      key,
      scope: `${table}/${school}`,
      personKey: personKey(cells, dob),
      content: keptContent(schoolCensusColumns, table, row.values),
      identity: linkageIdentity(cells, dob, school),
      facts,
      ...(entry ? { roll: { laestab: school, from: entry, ...(leaving ? { to: leaving } : {}) } } : {}),
    },
  }
}

const linkageIdentity = (cells: Cells, birthDate: PlainDate, school: string): Identity => {
  const text = (column: string) => cells.text(column)
  const former = text('formerupn')
  return {
    ...(text('forename') ? { forename: text('forename') as string } : {}),
    ...(text('middlenames') ? { middle: text('middlenames') as string } : {}),
    ...(text('surname') ? { surname: text('surname') as string } : {}),
    otherSurnames: [text('preferredsurname'), text('formersurname')].filter(name => name !== undefined),
    birthDate,
    ...(text('sex') === 'M' || text('sex') === 'F' ? { sex: text('sex') as 'M' | 'F' } : {}),
    ...(text('upn') ? { upn: text('upn') as string } : {}),
    ...(former ? { formerUpns: [former] } : {}),
    ...(text('uniquelearnernumber') ? { uln: text('uniquelearnernumber') as string } : {}),
    school,
  }
}

const personFacts = (cells: Cells, birthDate: PlainDate, on: PlainDate): Fact[] => {
  const upn = readUpn(cells, 'upn')
  const former = readUpn(cells, 'formerupn')
  const uln = readUln(cells, 'uniquelearnernumber')
  const formerSurname = cells.text('formersurname')
  return [
    {
      kind: identity,
      body: {
        forename: cells.text('forename'),
        middle: cells.text('middlenames'),
        surname: cells.text('surname'),
        preferredSurname: cells.text('preferredsurname'),
        ...(formerSurname ? { formerSurnames: [formerSurname] } : {}),
        birthDate,
        birthPrecision: 'day',
        sex: cells.text('sex'),
      },
    },
    ...[
      { type: 'upn', number: upn },
      { type: 'former-upn', number: former },
      { type: 'uln', number: uln },
    ].flatMap(({ type, number }) => (number ? [{ kind: identifier, body: { type, ...number } }] : [])),
    ...backgroundFacts(cells, on),
  ]
}

const backgroundFacts = (cells: Cells, on: PlainDate): Fact[] => {
  const ethnicity = readCode(cells, 'ethnicity', 'ethnicity', on)
  const language = readCode(cells, 'language', 'language', on)
  if (!ethnicity && !language) return []
  const words = {
    ethnicity: ethnicity?.label ?? ethnicity?.code,
    ethnicityRaw: ethnicity?.code,
    firstLanguage: language?.label ?? language?.code,
  }
  return [{ kind: background, body: { ...words, codeSet: ethnicity?.setVersion ?? language?.setVersion } }]
}

const schoolFacts = (cells: Cells, school: string, on: PlainDate): Fact[] => {
  const entryDate = cells.date('entrydate')
  const leavingDate = cells.date('leavingdate')
  const status = readCode(cells, 'enrolstatus', 'enrolment-status', on)
  const place = {
    laestab: school,
    entryDate,
    leavingDate,
    status: status?.code,
    yearGroup: cells.text('ncyearactual') ?? cells.text('ncyearleaving'),
    partTime: cells.flag('parttime'),
    boarder: cells.text('boarder'),
    codeSet: status?.setVersion,
  }
  return [
    { kind: enrolment, body: place, ...during(entryDate, leavingDate) },
    ...provisionFacts(cells),
    ...supportFacts(cells),
  ]
}

/** N, K and E today; A, P and S are of years past, and are kept as they came. */
const provisionFacts = (cells: Cells): Fact[] => {
  const code = cells.text('senprovision')
  if (!code) return []
  const unit = { unit: cells.flag('senunitindicator'), resourced: cells.flag('resourcedprovisionindicator') }
  return [{ kind: senProvision, body: { code, ...unit, codeSet: 'CBDS' } }]
}

const supportFacts = (cells: Cells): Fact[] =>
  ['eyppr', 'eyppbf', 'topupfunding', 'schoollunchtaken'].flatMap(sort => {
    const code = cells.text(sort)
    return code && !/^(false|n|0)$/i.test(code) ? [{ kind: schoolSupport, body: { sort, code, codeSet: 'CBDS' } }] : []
  })

// Each takes a category of its own: what a school ticks is not for everyone who may see the school. N is "not declared",
// which is not a fact about the child.
const sensitiveFacts = (cells: Cells, on: PlainDate): Fact[] =>
  (
    [
      [serviceChild, 'servicechild', 'service-child'],
      [afterCare, 'plaa', 'post-looked-after'],
      [youngCarerAtSchool, 'youngcarer', 'young-carer'],
    ] as const
  ).flatMap(([kind, column, set]) => {
    const found = readCode(cells, column, set, on)
    return found && found.code !== 'N' ? [{ kind, body: { code: found.code, codeSet: found.setVersion } }] : []
  })
