import { type RoleKey, type Route, roles, type SignedInReader } from '../../access/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import type { LeastTime } from '../../platform/web/index.ts'
import { recordKinds } from '../domains.ts'
import { isChange, leastOf } from './addresses.ts'
import { hiddenWord, hideFrom, markHidden } from './hidden-rows.ts'
import { leaveSite, type TestSite, testSite, type Visitor } from './index.ts'
import { listIds, type SmallWorld, smallWorld, tablesOf } from './small-world.ts'

/**
 * Two worlds from one template, seeded alike. The second is then given what a reader may not know; whatever the reader asks, both must
 * answer with the same bytes (design part 4: nothing at all looks exactly like absence).
 */
export type Twin = { readonly db: TestDatabase; readonly site: TestSite; readonly world: SmallWorld }
export type Twins = { readonly plain: Twin; readonly other: Twin; leave(): Promise<void> }

/** Every role that there is: in these worlds somebody has each. */
export const everyRole: readonly RoleKey[] = roles.map(role => role.key)

/** Builds both, whose answers take a least time where one is given. */
export const buildTwins = async (leastTime?: LeastTime): Promise<Twins> => {
  const built: Twin[] = []
  const leave = async () => {
    for (const { db, site } of built) await leaveSite(db, site)
  }
  for (let at = 0; at < 2; at++) {
    const db = await testDatabase()
    const site = await testSite(db, undefined, undefined, undefined, leastTime)
    built.push({ db, site, world: await smallWorld(db, site.grounds.jobs, everyRole) })
  }
  const [plain, other] = built as [Twin, Twin]
  return { plain, other, leave }
}

/** Every address of the routes that show something, with each id of the world in its place. */
export const addressesOf = (routes: readonly Route[], { ids }: Pick<SmallWorld, 'ids'>): string[] =>
  routes.filter(route => !isChange(route)).flatMap(route => fill(route.path, ids).map(path => path + queryOf(route)))
const fill = (path: string, ids: SmallWorld['ids'], most = 4): string[] => {
  const [, before = '', name, rest = ''] = /^([^:]*):(\w+)(.*)$/.exec(path) ?? []
  if (!name) return [path]
  return (ids[name]?.slice(0, most) ?? []).flatMap(id => fill(rest, ids, 2).map(tail => `${before}${id}${tail}`))
}
const queryOf = (route: Route): string => {
  const query = new URLSearchParams(leastOf('query' in route ? route.query : undefined)).toString()
  return query ? `?${query}` : ''
}

/** Those about this child, and those with no id in them. */
export const addressesAbout = (child: string, { plain: { site, world } }: Twins): string[] =>
  addressesOf(site.routes, { ids: { ...world.ids, child: [child] } }).filter(
    path => path.includes(child) || !/[0-9a-f]{8}-/.test(path),
  )

/** Who has this role in both worlds. @throws Error where nobody has. */
export const readerIn = ({ plain }: Twins, role: RoleKey): SignedInReader => {
  const reader = plain.world.readers.get(role)
  if (!reader) throw new Error(`Nobody in this world is a ${role}.`)
  return reader
}

/** A school that stands in both worlds under one number and one address. */
export type TwinSchool = Readonly<Record<'uuid' | 'laestab' | 'name', string>> & { readonly id: number }
export const addSchool = async ({ db }: Twin, { id, uuid, laestab, name }: TwinSchool): Promise<void> => {
  await db.owner.query(
    'insert into access.establishment (id, uuid, laestab, name) overriding system value values ($1, $2, $3, $4)',
    [id, uuid, laestab, name],
  )
}

/** The addresses that have the id of something hidden in them: somebody may guess it, or know it from before. */
const hiddenAddresses = async ({ plain, other }: Twins): Promise<string[]> => {
  const there = Object.entries(await listIds(other.db))
  return there.flatMap(([name, list]) => {
    const hidden = list.filter(id => !plain.world.ids[name]?.includes(id))
    const routes = plain.site.routes.filter(route => route.path.split('/').includes(`:${name}`))
    return addressesOf(routes, { ids: { ...plain.world.ids, [name]: hidden } })
  })
}

/** All that a browser is told but the time of day; of live answers, which have no end, the first words. */
export const seen = async (visitor: Visitor, address: string): Promise<string> => {
  const answer = await (address.endsWith('/live') ? visitor.hear(address) : visitor.get(address))
  const { date: _date, ...headers } = answer.headers
  return JSON.stringify({ status: answer.statusCode, headers, body: answer.body })
}

/** What a search answers; its own address is random and is left out. */
export const found = async (visitor: Visitor, q: string): Promise<string> => {
  const sent = await visitor.post('/find', { q })
  const to = sent.headers.location
  if (sent.statusCode !== 303 || !to) return `${sent.statusCode} ${sent.body}`
  return (await seen(visitor, to)).replaceAll(to.split('/').at(-1) ?? '', 'SEARCH')
}

export const searches = ['Quillfeather', hiddenWord, 'NM4 2QT', '3 May 2013', 'Amara Quillfether', '4 5 2013']

/** While something is hidden from this role in the other world: both visitors, and how many rows are hidden. */
export const whileHidden = async <T>(
  twins: Twins,
  role: RoleKey,
  work: (here: Visitor, there: Visitor, rows: number) => Promise<T>,
  hide: typeof hideFrom = hideFrom,
): Promise<T> => {
  const { plain, other } = twins
  const reader = readerIn(twins, role)
  const unhide = await markHidden(other.db)
  try {
    const rows = await hide(other.db, other.world, reader, recordKinds)
    return await work(await plain.site.signIn(reader), await other.site.signIn(reader), rows)
  } finally {
    await unhide()
  }
}

type Walk = {
  readonly differing: readonly string[]
  readonly shown: number
  readonly rows: number
  readonly changed: readonly string[]
}

/**
 * What this role could tell the worlds apart by, page by page and search by search, how many pages were shown, and which tables the looking at
 * pages changed. `enough` ends the walk after so many differences; `only` narrows it to such addresses; `guessed` asks by the ids of what is hidden as well.
 */
export const differences = (
  twins: Twins,
  role: RoleKey,
  {
    enough = Number.POSITIVE_INFINITY,
    only = /^/,
    guessed = false,
  }: { enough?: number; only?: RegExp; guessed?: boolean } = {},
): Promise<Walk> =>
  whileHidden(twins, role, async (here, there, rows) => {
    const differing: string[] = []
    let shown = 0
    for (const q of searches) {
      if (differing.length >= enough) break
      // The words that were looked for stand on the page again.
      const [a, b] = [await found(here, q), await found(there, q)]
      if (a !== b) differing.push(`a search for ${q}\n  ${difference(a, b)}`)
    }
    const before = await tablesOf(twins.other.db)
    const addresses = addressesOf(twins.plain.site.routes, twins.plain.world)
    for (const address of [...addresses, ...(guessed ? await hiddenAddresses(twins) : [])].filter(one =>
      only.test(one),
    )) {
      if (differing.length >= enough) break
      const [a, b] = await Promise.all([seen(here, address), seen(there, address)])
      if (a.startsWith('{"status":200')) shown += 1
      if (a.startsWith('{"status":5')) differing.push(`${address} fails`)
      if (a !== b || b.includes(hiddenWord)) differing.push(`${address}\n  ${difference(a, b)}`)
    }
    const changed = [...(await tablesOf(twins.other.db))].filter(([table, rows]) => before.get(table) !== rows)
    return { differing, shown, rows, changed: changed.map(([table]) => table) }
  })

const difference = (a: string, b: string): string => {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  return `without: …${a.slice(Math.max(0, at - 60), at + 120)}\n  with:    …${b.slice(Math.max(0, at - 60), at + 120)}`
}
