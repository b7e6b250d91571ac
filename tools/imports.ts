// What may import what. The list below is the architecture: docs/architecture.md explains it.
import { type Import, type SourceFile, scanImports, withoutComments } from './import-scan.ts'

/** From the top of the house to its foundation: imports point down. */
export const floors = [
  'app',
  'reports',
  'sources',
  'domains',
  'intake',
  'children',
  'linkage',
  'access',
  'platform',
  'kernel',
] as const

/** Floors whose rooms are strangers to each other. */
const strangers = ['domains', 'sources']

/** Floors whose folders each have a front door of their own. */
const divided = ['domains', 'sources', 'platform']

/** Who may hold a connection: above access/, a database comes only with a grant. */
const databasePackages = ['pg', 'pg-copy-streams', 'kysely', 'graphile-worker']
const mayHoldDatabase =
  /^src\/(access|platform\/(database|jobs|live|postgres|testing))\/|\.(queries|actions|job|test)\.ts$/

const isPure = ({ path }: SourceFile) =>
  /^src\/(domains|linkage|kernel)\//.test(path) && /\/[a-z0-9-]+\.ts$/.test(path) && !path.endsWith('/index.ts')
const purePackages = ['typebox']
const impureWords =
  /\bnew Date\(\)|\bDate\.now\(|\bMath\.random\(|\bperformance\.now\(|\bcrypto\.|\bprocess\.|\bfetch\(|\bset(Timeout|Interval)\(/

const suffixes = 'record|queries|actions|page|view|report|source|job|examples|test|generated'
const fileName = new RegExp(
  `^[a-z0-9]+(-[a-z0-9]+)*(\\.(${suffixes}))?(\\.test)?\\.ts$|^[a-z0-9-]+\\.(contract\\.test|test-d|d)\\.ts$`,
)
const emptyName = /(^|\/)(.*-)?(utils?|helpers?|managers?)(\.|\/)|(^|\/)(common|services?|shared|misc)(\.|\/)/

/** Everything in which these files break the rules, one sentence each. */
export function checkImports(files: readonly SourceFile[]): string[] {
  const ours = files.filter(({ path }) => path.endsWith('.ts'))
  const graph = new Map(ours.map(file => [file.path, scanImports(file)]))
  return [
    ...ours.flatMap(file => [
      ...(graph.get(file.path) ?? []).flatMap(found => checkImport(file, found)),
      ...checkName(file),
      ...checkPurity(file),
    ]),
    ...findCycles(graph),
  ]
}

const floorOf = (path: string) => floors.indexOf(path.match(/^src\/([^/]+)\//)?.[1] as (typeof floors)[number])

/** The folder one enters by its index.ts: a floor, or a room of a divided one. */
function roomOf(path: string): string {
  const [, floor = '', room = ''] = path.split('/')
  return divided.includes(floor) && !room.endsWith('.ts') ? `src/${floor}/${room}/` : `src/${floor}/`
}

function checkImport({ path }: SourceFile, found: Import): string[] {
  if (!found.ours) return checkPackage(path, found)
  const broken: string[] = []
  if (!path.startsWith('src/')) return broken
  if (!found.to.startsWith('src/')) {
    const isDemo = path.startsWith('src/app/') && found.to.startsWith('fictional/')
    return isDemo || path.endsWith('.test.ts') ? [] : [`${path} imports ${found.to}, which is outside src/`]
  }
  if (roomOf(path) === roomOf(found.to)) return broken
  if (floorOf(found.to) < floorOf(path)) broken.push(`${path} imports upwards: ${found.to}`)
  const floor = floors[floorOf(path)] ?? ''
  if (strangers.includes(floor) && floorOf(path) === floorOf(found.to)) {
    broken.push(`${path} imports its sibling ${found.to}: ${floor} do not know each other`)
  }
  if (isTest(path) && found.to === `${roomOf(found.to)}testing/index.ts`) return broken
  if (!isDoor(path, found.to)) {
    broken.push(`${path} enters ${roomOf(found.to)} by ${found.to}, not by its index.ts`)
  }
  return broken
}

// A room's index.ts; and for app/, which puts the product together, that of a service's wing (docs/decisions/0015).
function isDoor(from: string, to: string): boolean {
  const inside = to.slice(roomOf(to).length)
  const isWing = /^(?!testing\/)[^/]+\/index\.ts$/.test(inside) && to.startsWith('src/domains/')
  return inside === 'index.ts' || (isWing && from.startsWith('src/app/'))
}

// What a room offers to tests only stands beside its front door, in testing/.
const isTest = (path: string) => path.endsWith('.test.ts') || path.includes('/testing/')

function checkPackage(path: string, { to, typeOnly }: Import): string[] {
  if (!path.startsWith('src/') || typeOnly || !databasePackages.includes(to) || mayHoldDatabase.test(path)) return []
  return [
    `${path} imports ${to}: only access/, the database's own folders, .queries, .actions and .job hold a connection`,
  ]
}

function checkPurity(file: SourceFile): string[] {
  if (!isPure(file)) return []
  const imports = scanImports(file)
  const foreign = imports.filter(({ to, ours, typeOnly }) =>
    ours
      ? !typeOnly && /^src\/(access|platform|app)\/|\.(queries|actions|page|job|source)\.ts$/.test(to)
      : !purePackages.includes(to),
  )
  const word = withoutComments(file.text).match(impureWords)?.[0]
  return [
    ...foreign.map(({ to }) => `${file.path} is a rule and must be pure, but imports ${to}`),
    ...(word ? [`${file.path} is a rule and must be pure, but says ${word}`] : []),
  ]
}

function checkName({ path }: SourceFile): string[] {
  if (!path.startsWith('src/')) return []
  const name = path.split('/').at(-1) ?? ''
  return [
    ...(fileName.test(name) ? [] : [`${path} is not kebab-case with a suffix from the list`]),
    ...(emptyName.test(path.slice('src/'.length)) ? [`${path} has a name that says nothing`] : []),
  ]
}

function findCycles(graph: ReadonlyMap<string, readonly Import[]>): string[] {
  const done = new Set<string>()
  const cycles: string[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) cycles.push(`in a circle: ${[...trail.slice(trail.indexOf(path)), path].join(' → ')}`)
    if (done.has(path) || trail.includes(path)) return
    for (const { to, ours } of graph.get(path) ?? []) if (ours) visit(to, [...trail, path])
    done.add(path)
  }
  for (const path of graph.keys()) visit(path, [])
  return cycles
}
