import { gzipSync } from 'node:zlib'
import type { Bench, Result } from './bench.ts'
import { ms, spreadOf, thousands, timeEach } from './measure.ts'
import type { TownSite } from './town-site.ts'
import { openTownSite } from './town-site.ts'
import { disbandTeam, teamChildren, withTeam } from './town-team.ts'
import { openTown, type TownWorld } from './town-world.ts'
import { costsOfRowSecurity } from './unfenced.ts'

const wantedMs = 30
const wantedKb = 15

/** The child's page and the lists, through the whole server but for the network, at half a million children. */
export const bench: Bench = {
  name: 'pages',
  about: 'the child’s page: server time, bytes, statements, at 500,000 children from the bulk loader (--size N)',
  run: async (tell, { size, quick }) => {
    const world = await openTown(size ?? (quick ? 50_000 : 500_000), tell)
    const { installation, pages, owner } = world
    const site = await openTownSite({ ...pages, owner, pagesUrl: installation.pagesUrl })
    try {
      return await measure(world, site)
    } finally {
      await site.stop()
      await world.close()
    }
  },
}

const measure = async (world: TownWorld, site: TownSite): Promise<Result[]> => {
  const size = `${thousands(world.town.children)} children`
  const children = await ownChildren(world)
  const address = (at: number): string => `/children/${children[at % children.length]}`
  const first = await site.get('worker', address(0))
  if (first.statusCode !== 200) throw new Error(`The child's page answered ${first.statusCode}.`)
  site.statements()
  await site.get('worker', address(0))
  const statements = site.statements()
  const one = spreadOf(await timeEach(300, at => site.get('worker', address(at))))
  const sent = first.rawPayload.length
  const zipped = gzipSync(first.body).length
  const assets = await assetBytes(site, first.body)
  return [
    {
      measure: 'the child’s page, server time, social worker, long record: p95',
      target: `< ${wantedMs} ms`,
      got: `${ms(one.p95)} (p50 ${ms(one.p50)}, p99 ${ms(one.p99)})`,
      met: one.p95 < wantedMs,
      size,
      ratio: `${statements} statements`,
    },
    {
      measure: 'the child’s page: bytes after the first load',
      target: `≤ ${wantedKb} KB`,
      got: `${kb(sent)} sent (${kb(zipped)} when compressed)`,
      met: sent <= wantedKb * 1024,
      size: 'a record of 48 facts',
      ratio: `first load ${kb(sent + assets)} with style and script`,
    },
    ...(await lists(site, size, lone)),
    ...(await costsOfRowSecurity(world, site, size, [
      ['the child’s page', 'worker', address(0), 2],
      ...lone.map(([name, who, page]) => [name, who, page, 7] as const),
    ])),
    ...(await teamLists(world, site, size)),
  ]
}

const kb = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`

export type Page = readonly [name: string, who: 'worker' | 'officer' | 'everyone', address: string]
const lone: readonly Page[] = [
  ['my children (30)', 'worker', '/my-children'],
  ['today', 'worker', '/'],
  ['tasks', 'worker', '/tasks'],
  ['my schools', 'officer', '/my-schools'],
  ['possible duplicates', 'everyone', '/duplicates'],
]

/** A team's pages, for who manages it: it is made for the while, because what its worker sees besides would change with it. */
export const teamLists = async (
  { owner }: TownWorld,
  site: TownSite,
  size: string,
  wantedMs?: number,
): Promise<Result[]> => {
  const { team, worker } = await withTeam(owner)
  try {
    const pages: Page[] = [
      [`a team’s work (${teamChildren})`, 'worker', `/teams/${team}`],
      [`a worker’s part of it (${teamChildren / 2})`, 'worker', `/teams/${team}/workers/${worker}`],
      [`my children (${teamChildren + 30}, 50 on a page)`, 'worker', '/my-children'],
    ]
    return await lists(site, size, pages, wantedMs)
  } finally {
    await disbandTeam(owner)
  }
}

/** Server time of each page; where milliseconds are wanted, whether p95 keeps within them. */
export const lists = async (
  site: TownSite,
  size: string,
  pages: readonly Page[],
  wantedMs?: number,
): Promise<Result[]> => {
  const results: Result[] = []
  for (const [name, who, address] of pages) {
    const answer = await site.get(who, address)
    if (answer.statusCode !== 200) throw new Error(`${name} answered ${answer.statusCode}.`)
    site.statements()
    await site.get(who, address)
    const statements = site.statements()
    const { p50, p95 } = spreadOf(await timeEach(60, () => site.get(who, address), 3))
    results.push({
      measure: `${name}, server time: p95`,
      target: wantedMs === undefined ? '–' : `< ${wantedMs} ms`,
      got: `${ms(p95)} (p50 ${ms(p50)})`,
      ...(wantedMs === undefined ? {} : { met: p95 < wantedMs }),
      size,
      ratio: `${statements} statements, ${kb(answer.rawPayload.length)}`,
    })
  }
  return results
}

/** The addresses of the social worker's own children. */
export const ownChildren = async ({ owner }: TownWorld): Promise<string[]> => {
  const { rows } = await owner.query<{ uuid: string }>(
    `select c.uuid from access.grant_row g join access.principal p on p.id = g.principal join person c on c.id = g.child_id
     where p.key = 'worker' order by c.id`,
  )
  return rows.map(({ uuid }) => uuid)
}

const assetBytes = async (site: TownSite, html: string): Promise<number> => {
  let bytes = 0
  for (const [, path] of html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g))
    bytes += (await site.get('worker', path ?? '')).rawPayload.length
  return bytes
}
