import { categories, type PlainDate, parsePlainDate } from '../../kernel/index.ts'
import { roles } from '../roles.ts'

/** One person of a people file. */
export type FiledPerson = {
  readonly userName: string
  readonly subject: string
  readonly name: string
  readonly title: string | undefined
  readonly phone: string | undefined
  readonly email: string | undefined
  readonly active: boolean
  readonly roles: readonly string[]
  readonly teams: readonly string[]
  readonly manages: readonly string[]
  /** The outside organisation whose staff they are; null for the council's own, undefined where the file does not say. */
  readonly organisation?: string | null
}
/** One team of a teams file. */
export type FiledTeam = {
  readonly key: string
  readonly name: string
  readonly service: string | undefined
  readonly phone: string | undefined
  /** Of a service that may not be named to everybody: only those who may see this category are told of it. */
  readonly category: string | undefined
  /** Keeps the registers of education of the whole council: each child on one is known to it. Undefined where the file does not say. */
  readonly keepsRegisters?: boolean
}
/** A training, and the roles that need it: those alone, from that day on. */
export type FiledTraining = {
  readonly key: string
  readonly name: string
  /** What somebody does whose training runs out. */
  readonly renew: string
  readonly roles: readonly string[]
  readonly from: PlainDate | undefined
}
/** That somebody completed a training, and the last day on which it counts. */
export type FiledCompletion = {
  readonly userName: string
  readonly training: string
  readonly doneOn: PlainDate
  readonly lastDay: PlainDate
}
/** What is wrong with one row: where, what was got, what was wanted. The row is left out. */
export type FileFault = {
  readonly line: number
  readonly column: string
  readonly got: string
  readonly wanted: string
}
/** A ward or a school to which a team's work belongs, from a day on and to a last day, or without an end. */
export type FiledPlace = {
  readonly team: string
  readonly ward: string | undefined
  /** Its number: LAESTAB or URN. */
  readonly school: string | undefined
  readonly from: PlainDate
  readonly lastDay: PlainDate | undefined
}
/** Whose roll somebody sees: a school's staff their own, an officer a school's to which they are linked. Without days, from now on. */
export type FiledSchool = {
  readonly userName: string
  readonly school: string
  readonly from: PlainDate | undefined
  readonly lastDay: PlainDate | undefined
}
export type PeopleFile = {
  readonly people: readonly FiledPerson[]
  readonly schools: readonly FiledSchool[]
  readonly teams: readonly FiledTeam[]
  readonly places: readonly FiledPlace[]
  readonly trainings: readonly FiledTraining[]
  readonly completions: readonly FiledCompletion[]
  readonly faults: readonly FileFault[]
}

type Layout = { readonly needed: readonly string[]; readonly more: readonly string[]; readonly key: readonly string[] }
const layouts = {
  people: {
    needed: ['user_name', 'name', 'roles'],
    more: ['subject', 'job_title', 'phone', 'email', 'teams', 'manages', 'active', 'organisation'],
    key: ['user_name'],
  },
  teams: { needed: ['team', 'team_name'], more: ['service', 'phone', 'category', 'keeps_registers'], key: ['team'] },
  places: { needed: ['team', 'from'], more: ['ward', 'school', 'last_day'], key: ['team', 'ward', 'school', 'from'] },
  schools: { needed: ['user_name', 'school'], more: ['from', 'last_day'], key: ['user_name', 'school', 'from'] },
  trainings: { needed: ['training', 'training_name', 'renew', 'roles'], more: ['from'], key: ['training'] },
  completions: {
    needed: ['user_name', 'training', 'completed', 'last_day'],
    more: [],
    key: ['user_name', 'training', 'completed'],
  },
} satisfies Readonly<Record<string, Layout>>

const layoutOf = (header: readonly string[]): keyof typeof layouts => {
  if (header.includes('team')) return header.includes('ward') || header.includes('school') ? 'places' : 'teams'
  if (!header.includes('training')) return header.includes('school') ? 'schools' : 'people'
  return header.includes('user_name') ? 'completions' : 'trainings'
}

type Row = { readonly line: number; readonly cells: readonly string[] }
type Cells = Readonly<Record<string, string | undefined>>

/**
 * Reads the rows of a file of people (`user_name, subject, name, job_title, phone, email, roles, teams, manages, active, organisation`; lists divided by
 * semicolons), of teams (`team, team_name, service, phone, category, keeps_registers`), of the wards and schools to which teams belong (`team, ward, school,
 * from, last_day`), of whose roll people see (`user_name, school, from, last_day`), of trainings that roles need (`training, training_name, renew, roles, from`) or of trainings that people completed (`user_name,
 * training, completed, last_day`), which its header tells. Rows with a fault are left out and told.
 */
export const readPeopleFile = (rows: Iterable<Row>): PeopleFile => {
  const [head, ...body] = rows
  const header = (head?.cells ?? []).map(cell => cell.trim().toLowerCase().replace(/\s+/g, '_'))
  const sort = layoutOf(header)
  const { needed, more, key: keyColumns }: Layout = layouts[sort]
  const nothing = { people: [], schools: [], teams: [], places: [], trainings: [], completions: [] }
  const [missing, unknown] = [
    needed.find(column => !header.includes(column)),
    header.find(column => !needed.includes(column) && !more.includes(column)),
  ]
  if (missing !== undefined || unknown !== undefined) {
    const wanted = `the columns ${needed.join(', ')}${more.length > 0 ? `, and if you like ${more.join(', ')}` : ''}`
    return { ...nothing, faults: [{ line: 1, column: missing ?? unknown ?? '', got: header.join(', '), wanted }] }
  }
  const faults: FileFault[] = []
  const seen = new Set<string>()
  const read = <T>(of: (cells: Cells, fault: Fault) => T): T[] =>
    body.flatMap(({ line, cells }) => {
      const before = faults.length
      const fault: Fault = (column, got, wanted) => void faults.push({ line, column, got, wanted })
      if (cells.length !== header.length) fault('row', `${cells.length} cells`, `${header.length}, as in the header`)
      const named = Object.fromEntries(header.map((column, at) => [column, cells[at]?.trim() || undefined])) as Cells
      const one = of(named, fault)
      const key = keyColumns.flatMap(column => named[column] ?? []).join(' ')
      if (key !== '' && seen.has(key)) fault(keyColumns.join(', '), key, 'each only once in a file')
      seen.add(key)
      return faults.length > before ? [] : [one]
    })
  if (sort === 'teams') return { ...nothing, teams: read(teamOf), faults }
  if (sort === 'places') return { ...nothing, places: read(placeOf), faults }
  if (sort === 'schools') return { ...nothing, schools: read(schoolOf), faults }
  if (sort === 'trainings') return { ...nothing, trainings: read(trainingOf), faults }
  if (sort === 'completions') return { ...nothing, completions: read(completionOf), faults }
  return { ...nothing, people: read(personOf), faults }
}

type Fault = (column: string, got: string, wanted: string) => void
const listOf = (text: string | undefined): string[] => (text ?? '').split(';').flatMap(one => one.trim() || [])

const teamOf = (cells: Cells, fault: Fault): FiledTeam => {
  for (const column of layouts.teams.needed) if (!cells[column]) fault(column, '', 'a value in each row')
  const { service, phone, category } = cells
  if (category && !categories.some(known => known === category))
    fault('category', category, `one of ${categories.join(', ')}`)
  const keeps = cells.keeps_registers?.toLowerCase()
  if (keeps && keeps !== 'yes' && keeps !== 'no') fault('keeps_registers', keeps, 'yes or no')
  return {
    ...{ key: cells.team ?? '', name: cells.team_name ?? '', service, phone, category },
    ...(keeps ? { keepsRegisters: keeps === 'yes' } : {}),
  }
}

const placeOf = (cells: Cells, fault: Fault): FiledPlace => {
  if (!cells.team) fault('team', '', 'a value in each row')
  const { team = '', ward, school } = cells
  if ((ward === undefined) === (school === undefined))
    fault('ward, school', [ward, school].flatMap(one => one ?? []).join(', '), 'one of the two in each row')
  const from = dateIn(cells, 'from', fault)
  return { team, ward, school, from, lastDay: lastDayIn(cells, from, fault) }
}

const lastDayIn = (cells: Cells, from: PlainDate | undefined, fault: Fault): PlainDate | undefined => {
  const lastDay = cells.last_day === undefined ? undefined : dateIn(cells, 'last_day', fault)
  if (lastDay && from && lastDay < from) fault('last_day', lastDay, 'the first day or later')
  return lastDay
}

const schoolOf = (cells: Cells, fault: Fault): FiledSchool => {
  for (const column of layouts.schools.needed) if (!cells[column]) fault(column, '', 'a value in each row')
  const from = cells.from === undefined ? undefined : dateIn(cells, 'from', fault)
  return { userName: cells.user_name ?? '', school: cells.school ?? '', from, lastDay: lastDayIn(cells, from, fault) }
}

const checkRoles = (held: readonly string[], fault: Fault): void => {
  for (const role of held)
    if (!roles.some(known => known.key === role))
      fault('roles', role, `roles of ours: ${roles.map(known => known.key).join(', ')}`)
}

const dateIn = (cells: Cells, column: string, fault: Fault): PlainDate => {
  const date = parsePlainDate(cells[column] ?? '')
  if (!date) fault(column, cells[column] ?? '', 'a date such as 2026-03-27')
  return date ?? ('' as PlainDate)
}

const trainingOf = (cells: Cells, fault: Fault): FiledTraining => {
  for (const column of ['training_name', 'renew', 'roles'] as const)
    if (!cells[column]) fault(column, '', 'a value in each row')
  const key = cells.training ?? ''
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(key)) fault('training', key, 'small letters, digits and hyphens')
  const held = listOf(cells.roles)
  checkRoles(held, fault)
  const from = cells.from === undefined ? undefined : dateIn(cells, 'from', fault)
  return { key, name: cells.training_name ?? '', renew: cells.renew ?? '', roles: held, from }
}

const completionOf = (cells: Cells, fault: Fault): FiledCompletion => {
  for (const column of ['user_name', 'training'] as const) if (!cells[column]) fault(column, '', 'a value in each row')
  const [doneOn, lastDay] = [dateIn(cells, 'completed', fault), dateIn(cells, 'last_day', fault)]
  if (lastDay && doneOn && lastDay < doneOn) fault('last_day', lastDay, 'the day of completion or later')
  return { userName: cells.user_name ?? '', training: cells.training ?? '', doneOn, lastDay }
}

const personOf = (cells: Cells, fault: Fault): FiledPerson => {
  for (const column of ['user_name', 'name'] as const) if (!cells[column]) fault(column, '', 'a value in each row')
  const [held, teams, manages] = [listOf(cells.roles), listOf(cells.teams), listOf(cells.manages)]
  checkRoles(held, fault)
  for (const team of manages) if (!teams.includes(team)) fault('manages', team, 'only teams that stand under teams too')
  const active = (cells.active ?? 'yes').toLowerCase()
  if (!/^(yes|no)$/.test(active)) fault('active', active, 'yes or no')
  return {
    userName: cells.user_name ?? '',
    subject: cells.subject ?? cells.user_name ?? '',
    name: cells.name ?? '',
    title: cells.job_title,
    phone: cells.phone,
    email: cells.email,
    active: active !== 'no',
    roles: held,
    teams,
    manages,
    ...('organisation' in cells ? { organisation: cells.organisation ?? null } : {}),
  }
}
