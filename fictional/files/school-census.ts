import { tally, totals } from '../attendance.ts'
import { collectDate } from '../calendar.ts'
import { knownTo } from '../known.ts'
import { ncYear } from '../people/schooling.ts'
import { hexOf } from '../random.ts'
import { type Census, lastThreeCensuses, type Span } from '../terms.ts'
import type { Child, Family, Schooling } from '../world.ts'
import {
  autumnOffRoll,
  autumnOnRoll,
  springOffRoll,
  springOnRoll,
  summerOffRoll,
  summerOnRoll,
} from './census-columns.ts'
import { csvLine, csvRecord } from './text.ts'
import type { Writer, Writing } from './writing.ts'

const onRollColumns = { autumn: autumnOnRoll, spring: springOnRoll, summer: summerOnRoll }
const offRollColumns = { autumn: autumnOffRoll, spring: springOffRoll, summer: summerOffRoll }

/** A table that hangs on a pupil: its name, and its own columns after the five that all of them begin with. */
interface Hanging {
  readonly table: string
  readonly columns: readonly string[]
}

const fields = (text: string): readonly string[] => text.split(' ')
const addressColumns = fields(
  'uniquepropertyreferencenumber postcode saon paon street locality town administrativearea posttown',
)
const exclusionColumns = fields('startdate sessions reason1 reason2 reason3 category senprovision')
const sessionColumns = fields('sessions attendancereason')
const mealColumns = fields('fsmstartdate fsmenddate ukcountry')
const needColumns = fields('sentyperank sentype')

const pupilTable = (off: boolean): string => (off ? 'pupilnolongeronroll' : 'pupilonroll')

/** Whole numbers have a `.0`, as in the exports that passed through a spreadsheet. */
const decimal = (n: number): string => `${n}.0`

/** The pupil's key in the exports: the school's own, so a child who changes school has another one. */
export const censusKey = (child: Child, at: Schooling): string => {
  const hex = hexOf(11, 'pupil', at.school.laestab, at.from, child.key)
  return `${hex.slice(0, 8)}-${hex.slice(8)}`
}

interface Pupil {
  readonly child: Child
  readonly family: Family
  readonly at: Schooling
  readonly off: boolean
  readonly census: Census
  readonly key: string
  readonly sourceId: string
}

/** Whether and how the child is in this school's return: on roll on census day, or a leaver in the time it collects. */
const standing = (at: Schooling, census: Census): 'on' | 'off' | undefined => {
  if (at.from > census.day) return undefined
  if (at.to === undefined || at.to >= census.day) return 'on'
  return at.to >= census.attendance.from ? 'off' : undefined
}

const nursery = (year: string): boolean => /^[EN]/.test(year)

const schoolSide = (p: Pupil, possible: { term: number; half?: number }): Record<string, string | number> => {
  const { child, census, at } = p
  const year = ncYear(child.dob, census.day)
  return {
    entrydate: collectDate(at.from),
    ...(p.off && at.to !== undefined
      ? { leavingdate: collectDate(at.to), ncyearleaving: ncYear(child.dob, at.to) }
      : {}),
    parttime: nursery(year) ? 'True' : 'False',
    termlysessionspossible: possible.term ? decimal(possible.term) : '',
    summerhalfterm2sessionspossible: possible.half ? decimal(possible.half) : '',
    moveonrollflag: '',
    boarder: 'N',
    hoursatsetting: nursery(year) ? '15.0' : '',
    fundedhours: nursery(year) ? '15.0' : '',
    schoollunchtaken: child.freeMeals.length > 0 || /^[R12]$/.test(year) ? 'True' : 'False',
    topupfunding: child.sen === 'E' ? 'True' : 'False',
    senunitindicator: 'False',
    resourcedprovisionindicator: 'False',
    classtype: at.school.phase === 'PS' ? 'O' : '',
    enrolstatus: at.status,
    ncyearactual: year,
  }
}

const pupilRecord = (
  w: Writing,
  p: Pupil,
  possible: { term: number; half?: number },
): Record<string, string | number> => {
  const { child, census } = p
  const known = knownTo(w.world, 'school-census', p.family, child, census.day)
  return {
    [`${pupilTable(p.off)}tableid`]: p.key,
    [`${pupilTable(p.off)}orderseqcolumn`]: 1,
    NativeId: p.at.school.laestab,
    sourceid: p.sourceId,
    schoolcensustableid: hexOf(8, 'return', census.year, census.term, p.at.school.laestab),
    dob: collectDate(known.dob),
    surname: known.surname,
    forename: known.forename,
    middlenames: known.middle,
    preferredsurname: known.surname,
    formersurname: known.formerSurname,
    upn: known.upn,
    formerupn: child.formerUpn,
    uniquelearnernumber: child.uln,
    sex: known.sex || child.sex,
    ...schoolSide(p, possible),
    ethnicity: child.ethnicity,
    language: child.language,
    servicechild: child.service,
    plaa: child.postCare,
    senprovision: child.sen,
    youngcarer: child.youngCarer,
  }
}

/** The files of one term's return, and a way to add a row to a table that hangs on a pupil. */
interface Return {
  readonly census: Census
  readonly path: (table: string) => string
  readonly hang: (p: Pupil, table: Hanging, record: Readonly<Record<string, string | number>>) => void
}

const openReturn = (w: Writing, census: Census): Return => {
  const path = (table: string): string => `school-census/${census.year}_${census.term}_${table}.csv`
  const sequence = new Map<string, number>()
  const hang: Return['hang'] = (p, { table, columns }, record) => {
    const n = (sequence.get(table) ?? 0) + 1
    sequence.set(table, n)
    const keys = [`${pupilTable(p.off)}tableid`, 'NativeId', `${table}tableid`, `${table}orderseqcolumn`, 'sourceid']
    if (n === 1) w.sink.add(path(table), csvLine([...keys, ...columns]), 0)
    const id = hexOf(8, table, n, p.sourceId)
    const own = columns.map(column => record[column] ?? '')
    w.sink.add(path(table), csvLine([p.key, p.at.school.laestab, id, n, p.sourceId, ...own]))
  }
  return { census, path, hang }
}

const roll = (off: boolean): string => (off ? 'offroll' : 'onroll')

const addSessions = (w: Writing, r: Return, p: Pupil, prefix: string, span: Span): number => {
  const { counts, suspensions } = tally(w.world.seed, p.child, p.at, span)
  const sessions = { table: `${prefix}sessiondetails${roll(p.off)}`, columns: sessionColumns }
  for (const [attendancereason, n] of [...counts].sort())
    r.hang(p, sessions, { attendancereason, sessions: decimal(n) })
  const exclusions = { table: `termlyexclusions${roll(p.off)}`, columns: exclusionColumns }
  const same = { reason1: 'DB', category: 'SUSP', senprovision: p.child.sen }
  for (const s of suspensions)
    r.hang(p, exclusions, { ...same, startdate: collectDate(s.start), sessions: decimal(s.sessions) })
  return totals(counts).possible
}

const addAddress = (w: Writing, r: Return, p: Pupil): void => {
  const { address: home, postcode } = knownTo(w.world, 'school-census', p.family, p.child, r.census.day)
  const { saon, paon, street, town, uprn } = home
  const record = {
    saon,
    paon,
    street,
    town,
    administrativearea: 'Northmere',
    uniquepropertyreferencenumber: uprn,
    postcode,
  }
  r.hang(p, { table: `addresses${roll(p.off)}`, columns: addressColumns }, record)
}

const addMeals = (r: Return, p: Pupil): void => {
  const table = { table: r.census.term === 'autumn' ? 'fsmperiodsonroll' : 'fsmperiod', columns: mealColumns }
  for (const { from, to } of p.child.freeMeals)
    if (from <= r.census.day)
      r.hang(p, table, { fsmstartdate: collectDate(from), fsmenddate: to ? collectDate(to) : '', ukcountry: 'ENG' })
}

const addNeeds = (r: Return, p: Pupil): void => {
  for (const [i, sentype] of p.child.needs.entries())
    r.hang(p, { table: 'senneeds', columns: needColumns }, { sentyperank: decimal(i + 1), sentype })
}

const addPupil = (w: Writing, r: Return, p: Pupil): void => {
  const { census } = r
  const file = r.path(pupilTable(p.off))
  const columns = (p.off ? offRollColumns : onRollColumns)[census.term]
  if (!w.sink.has(file)) w.sink.add(file, csvLine(columns), 0)
  const term = addSessions(w, r, p, 'termly', census.attendance)
  const half = census.secondHalf ? addSessions(w, r, p, 'summerhalfterm2', census.secondHalf) : 0
  w.sink.add(file, csvRecord(columns, pupilRecord(w, p, { term, half })))
  w.cast.add(p.family, p.child, { source: 'school-census', file, key: p.key })
  addAddress(w, r, p)
  if (p.off) return
  addMeals(r, p)
  if (census.term === 'spring') addNeeds(r, p)
}

const addChild = (w: Writing, r: Return, family: Family, child: Child): void => {
  const { census } = r
  for (const at of child.schooling) {
    const how = standing(at, census)
    if (how === undefined) continue
    const key = censusKey(child, at)
    const sourceId = hexOf(8, 'source', census.year, census.term, key)
    addPupil(w, r, { child, family, at, census, key, sourceId, off: how === 'off' })
  }
}

/** The School Census of the last three terms as COLLECT's CSV tables; `NativeId` is the school's DfE number. */
export const schoolCensus = (w: Writing): Writer => {
  const returns = lastThreeCensuses(w.world.today).map(census => openReturn(w, census))
  return {
    family: family => {
      for (const r of returns) for (const child of family.children) addChild(w, r, family, child)
    },
    end: () => {},
  }
}
