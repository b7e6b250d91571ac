import { attendanceTotal } from '../../domains/attendance/index.ts'
import { attainment, enrolment, schoolSupport } from '../../domains/education/index.ts'
import { senNeed, senProvision } from '../../domains/send/index.ts'
import { type Cells, during, type Fact, readCode, type Tree } from '../../intake/index.ts'
import { addDays, type PlainDate } from '../../kernel/index.ts'
import { countMarks } from './attendance-marks.ts'
import type { CtfHeader } from './header.ts'

const schoolOf = (cells: Cells, at: string): string | undefined => {
  const laestab = `${cells.text(`${at}/LEA`) ?? ''}${cells.text(`${at}/Estab`) ?? ''}`
  return laestab === '' ? undefined : laestab
}

/** The schools the pupil has been at. What a file says of now (year, status) belongs to the place without a leaving date. */
export const enrolmentFacts = (
  cells: Cells,
  tree: Tree,
  header: CtfHeader,
  on: PlainDate,
): { facts: Fact[]; roll?: { laestab: string; name?: string; from: PlainDate } } => {
  const status = readCode(cells, 'BasicDetails/EnrolStatus', 'enrolment-status', on)
  const now = { status: status?.code, yearGroup: cells.text('BasicDetails/NCyearActual'), codeSet: status?.setVersion }
  const places = tree.all('SchoolHistory/School').map(at => {
    const [entryDate, leavingDate] = [cells.date(`${at}/EntryDate`), cells.date(`${at}/LeavingDate`)]
    const [laestab, school, urn] = [schoolOf(cells, at), cells.text(`${at}/SchoolName`), cells.text(`${at}/URN`)]
    return { laestab, school, urn, entryDate, leavingDate, leavingReason: cells.text(`${at}/LeavingReason`) }
  })
  const facts: Fact[] = places.map(place => ({
    kind: enrolment,
    body: { ...place, ...(place.leavingDate ? {} : now) },
    ...during(place.entryDate, place.leavingDate),
  }))
  if (places.length === 0 && header.laestab)
    facts.push({ kind: enrolment, body: { laestab: header.laestab, school: header.school, urn: header.urn, ...now } })
  const open = places.find(place => place.laestab && place.entryDate && !place.leavingDate)
  if (!open?.laestab || !open.entryDate) return { facts }
  return { facts, roll: { laestab: open.laestab, ...(open.school ? { name: open.school } : {}), from: open.entryDate } }
}

/** Support and needs, each from its start until the next began. */
export const senFacts = (cells: Cells, tree: Tree, on: PlainDate): Fact[] => {
  const steps = tree
    .all('SENhistory/SEN')
    .map(at => ({ code: cells.text(`${at}/SENprovision`), startDate: cells.date(`${at}/StartDate`) }))
    .filter(step => step.code !== undefined)
    .sort((a, b) => ((a.startDate ?? '') < (b.startDate ?? '') ? -1 : 1))
  const provisions = steps.map((step, i) => {
    const next = steps[i + 1]?.startDate
    return {
      kind: senProvision,
      body: { ...step, codeSet: 'CBDS May 2026' },
      ...during(step.startDate, next && addDays(next, -1)),
    }
  })
  const needs = tree.all('SENhistory/SENneeds/SENneed').flatMap(at => {
    const need = readCode(cells, `${at}/SENtype`, 'sen-type-of-need', on)
    const [startDate, endDate] = [cells.date(`${at}/NeedStartDate`), cells.date(`${at}/NeedEndDate`)]
    if (!need) return []
    const body = {
      code: need.code,
      label: need.label,
      rank: cells.number(`${at}/SENtypeRank`),
      startDate,
      endDate,
      codeSet: need.setVersion,
    }
    return [{ kind: senNeed, body, ...during(startDate, endDate) }]
  })
  return [...provisions, ...needs]
}

/** Free school meals, each time from and to. */
export const mealFacts = (cells: Cells, tree: Tree): Fact[] =>
  tree.all('FSMhistory/FSMinstance').flatMap(at => {
    const from = cells.date(`${at}/FSMstartDate`)
    const body = { sort: 'free-school-meals', country: cells.text(`${at}/UKcountry`) }
    return from ? [{ kind: schoolSupport, body, ...during(from, cells.date(`${at}/FSMendDate`)) }] : []
  })

/** Each year's attendance: the totals the file states and those counted from its marks. Both are kept. */
export const attendanceFacts = (cells: Cells, tree: Tree): Fact[] =>
  tree.all('Attendance/YearData').flatMap(at => {
    const year = cells.number(`${at}/Year`)
    if (year === undefined) return []
    const marks = cells.text(`${at}/AttendSessions/AttendanceMarks`)
    const marksFrom = cells.date(`${at}/AttendSessions/AttendanceStartDate`)
    const said = {
      possible: cells.number(`${at}/SessionsPossible`),
      attended: cells.number(`${at}/SessionsAttended`),
      authorised: cells.number(`${at}/SessionsAuthorised`),
      unauthorised: cells.number(`${at}/SessionsUnauthorised`),
    }
    const where = { laestab: schoolOf(cells, at), school: cells.text(`${at}/SchoolName`) }
    return [
      {
        kind: attendanceTotal,
        body: { year, ...where, ...said, marks, marksFrom, ...recount(cells, at, marks, said) },
        ...during(marksFrom),
      },
    ]
  })

const recount = (
  cells: Cells,
  at: string,
  marks: string | undefined,
  said: Readonly<Record<string, number | undefined>>,
) => {
  if (marks === undefined) return {}
  const { sessions, unknown, ...counted } = countMarks(marks)
  const column = `${at}/AttendSessions/AttendanceMarks`
  if (sessions % 2 === 1)
    cells.warn(
      column,
      'The marks do not make whole days: there is an odd number of sessions.',
      'Ask the school to export the file again. The marks were counted as they came.',
      'two marks for each day',
    )
  if (unknown.length > 0)
    cells.warn(
      column,
      `The marks hold ${unknown.length === 1 ? 'a code' : 'codes'} that no register has.`,
      'They count for nothing and were kept as they came.',
      'register codes',
    )
  if (
    (['possible', 'attended', 'authorised', 'unauthorised'] as const).some(
      total => said[total] !== undefined && said[total] !== counted[total],
    )
  )
    cells.warn(
      `${at}/SessionsPossible`,
      'The totals in the file are not those of its marks.',
      'Both were kept, and ours are counted from the marks. Tell the school’s supplier.',
      'totals that fit the marks',
    )
  const { possible, attended, authorised, unauthorised } = counted
  return {
    countedPossible: possible,
    countedAttended: attended,
    countedAuthorised: authorised,
    countedUnauthorised: unauthorised,
  }
}

/** Results, each in its subject. */
export const resultFacts = (cells: Cells, tree: Tree): Fact[] =>
  tree.all('StageAssessments/KeyStage').flatMap(stage =>
    tree.all(`${stage}/StageAssessment`).map(at => {
      const text = (name: string) => cells.text(`${at}/${name}`)
      const body = {
        stage: cells.text(`${stage}/Stage`),
        year: text('Year'),
        subject: text('Subject'),
        method: text('Method'),
        component: text('Component'),
        resultStatus: text('ResultStatus'),
        qualifier: text('ResultQualifier'),
        result: text('Result'),
      }
      return { kind: attainment, body, ...during(text('ResultDate') ? cells.date(`${at}/ResultDate`) : undefined) }
    }),
  )
