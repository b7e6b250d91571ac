import { categories } from '../../kernel/index.ts'
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
}
/** One team of a teams file. */
export type FiledTeam = {
  readonly key: string
  readonly name: string
  readonly service: string | undefined
  readonly phone: string | undefined
  /** Of a service that may not be named to everybody: only those who may see this category are told of it. */
  readonly category: string | undefined
}
/** What is wrong with one row: where, what was got, what was wanted. The row is left out. */
export type FileFault = {
  readonly line: number
  readonly column: string
  readonly got: string
  readonly wanted: string
}
export type PeopleFile = {
  readonly people: readonly FiledPerson[]
  readonly teams: readonly FiledTeam[]
  readonly faults: readonly FileFault[]
}

const personColumns = {
  needed: ['user_name', 'name', 'roles'],
  more: ['subject', 'job_title', 'phone', 'email', 'teams', 'manages', 'active'],
}
const teamColumns = { needed: ['team', 'team_name'], more: ['service', 'phone', 'category'] }

type Row = { readonly line: number; readonly cells: readonly string[] }
type Cells = Readonly<Record<string, string | undefined>>

/**
 * Reads the rows of a file of people (`user_name, subject, name, job_title, phone, email, roles, teams, manages, active`; lists divided by
 * semicolons) or of teams (`team, team_name, service, phone, category`), which its header tells. Rows with a fault are left out and told.
 */
export const readPeopleFile = (rows: Iterable<Row>): PeopleFile => {
  const [head, ...body] = rows
  const header = (head?.cells ?? []).map(cell => cell.trim().toLowerCase().replace(/\s+/g, '_'))
  const isTeams = header.includes('team')
  const { needed, more } = isTeams ? teamColumns : personColumns
  const [missing, unknown] = [
    needed.find(column => !header.includes(column)),
    header.find(column => !needed.includes(column) && !more.includes(column)),
  ]
  if (missing !== undefined || unknown !== undefined) {
    const wanted = `the columns ${needed.join(', ')}, and if you like ${more.join(', ')}`
    return {
      people: [],
      teams: [],
      faults: [{ line: 1, column: missing ?? unknown ?? '', got: header.join(', '), wanted }],
    }
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
      const key = named.user_name ?? named.team ?? ''
      if (key !== '' && seen.has(key)) fault(isTeams ? 'team' : 'user_name', key, 'each only once in a file')
      seen.add(key)
      return faults.length > before ? [] : [one]
    })
  return isTeams ? { people: [], teams: read(teamOf), faults } : { people: read(personOf), teams: [], faults }
}

type Fault = (column: string, got: string, wanted: string) => void
const listOf = (text: string | undefined): string[] => (text ?? '').split(';').flatMap(one => one.trim() || [])

const teamOf = (cells: Cells, fault: Fault): FiledTeam => {
  for (const column of teamColumns.needed) if (!cells[column]) fault(column, '', 'a value in each row')
  const { service, phone, category } = cells
  if (category && !categories.some(known => known === category))
    fault('category', category, `one of ${categories.join(', ')}`)
  return { key: cells.team ?? '', name: cells.team_name ?? '', service, phone, category }
}

const personOf = (cells: Cells, fault: Fault): FiledPerson => {
  for (const column of ['user_name', 'name'] as const) if (!cells[column]) fault(column, '', 'a value in each row')
  const [held, teams, manages] = [listOf(cells.roles), listOf(cells.teams), listOf(cells.manages)]
  for (const role of held)
    if (!roles.some(known => known.key === role))
      fault('roles', role, `roles of ours: ${roles.map(known => known.key).join(', ')}`)
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
  }
}
