import { background, identifier, identity } from '../../children/index.ts'
import { afterCare, enrolment, schoolSupport, serviceChild } from '../../domains/education/index.ts'
import { senProvision } from '../../domains/send/index.ts'
import { youngCarerAtSchool } from '../../domains/young-carers/index.ts'
import {
  type Cells,
  type Fact,
  keptContent,
  type RowOutcome,
  readCells,
  readUln,
  readUpn,
  type TableRow,
} from '../../intake/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import type { Identity } from '../../linkage/index.ts'
import { schoolCensusColumns } from './columns.ts'

const cbds = 'CBDS 2024'

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
export const pupilRow = (table: string, row: TableRow): RowOutcome => {
  const cells = readCells(row.values, row.line)
  const key = `${table}/${cells.need(`${table}tableid`, 'row number of the table')}`
  const school = cells.need('NativeId', 'school number')
  cells.need('surname', 'surname')
  cells.need('forename', 'forename')
  const dob = cells.needDate('dob', 'date of birth')
  const facts = [...personFacts(cells, dob), ...schoolFacts(cells, school), ...sensitiveFacts(cells)]
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

const personFacts = (cells: Cells, birthDate: PlainDate): Fact[] => {
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
    ...optional(
      {
        kind: background,
        body: { ethnicity: cells.text('ethnicity'), firstLanguage: cells.text('language'), codeSet: cbds },
      },
      'ethnicity',
      'firstLanguage',
    ),
  ]
}

const schoolFacts = (cells: Cells, school: string): Fact[] => {
  const entryDate = cells.date('entrydate')
  const leavingDate = cells.date('leavingdate')
  const provision = cells.text('senprovision')
  return [
    {
      kind: enrolment,
      body: {
        laestab: school,
        entryDate,
        leavingDate,
        status: cells.text('enrolstatus'),
        yearGroup: cells.text('ncyearactual') ?? cells.text('ncyearleaving'),
        partTime: cells.flag('parttime'),
        boarder: cells.text('boarder'),
        codeSet: cbds,
      },
      ...(entryDate ? { from: entryDate } : {}),
      ...(leavingDate ? { to: leavingDate } : {}),
    },
    ...(provision
      ? [
          {
            kind: senProvision,
            body: {
              code: provision,
              unit: cells.flag('senunitindicator'),
              resourced: cells.flag('resourcedprovisionindicator'),
              codeSet: cbds,
            },
          },
        ]
      : []),
    ...['eyppr', 'eyppbf', 'topupfunding', 'schoollunchtaken'].flatMap(sort => {
      const code = cells.text(sort)
      return code && !/^(false|n|0)$/i.test(code) ? [{ kind: schoolSupport, body: { sort, code, codeSet: cbds } }] : []
    }),
  ]
}

// Each takes a category of its own: what a school ticks is not for everyone who may see the school.
const sensitiveFacts = (cells: Cells): Fact[] => [
  ...optional({ kind: serviceChild, body: { code: cells.text('servicechild'), codeSet: 'CS006' } }, 'code'),
  ...optional({ kind: afterCare, body: { code: not('N', cells.text('plaa')), codeSet: 'CS087' } }, 'code'),
  ...optional(
    { kind: youngCarerAtSchool, body: { code: not('N', cells.text('youngcarer')), codeSet: 'CS118' } },
    'code',
  ),
]

/** "Not declared" is not a fact about the child. */
const not = (code: string, value: string | undefined): string | undefined => (value === code ? undefined : value)
const optional = (fact: Fact, ...fields: string[]): Fact[] =>
  fields.some(field => fact.body[field] !== undefined) ? [fact] : []
