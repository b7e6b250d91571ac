import type { Result } from './bench.ts'
import { ms, ratio, spreadOf, thousands, timeEach } from './measure.ts'
import { openTownSite, type TownSite } from './town-site.ts'
import type { TownStaff } from './town-staff.ts'
import type { TownWorld } from './town-world.ts'

/** A page, and how many times as long as without row security it may take. */
export type PageToCompare = readonly [name: string, who: TownStaff, address: string, most: number]

const [warm, rounds] = [10, 100]
/** Without row security a page may have a brother more whom the reader may not know of; with much more it would be no comparison. */
const alike = 1.1

/**
 * What row security costs: each page by the pages' login and, in turns with it, by a login that no policy holds, through the same server and its same
 * queries.
 */
export const costsOfRowSecurity = async (
  { installation, pages, owner }: TownWorld,
  site: TownSite,
  size: string,
  compared: readonly PageToCompare[],
): Promise<Result[]> => {
  const bare = await openTownSite({ ...pages, owner, pagesUrl: installation.ownerUrl })
  try {
    const results: Result[] = []
    for (const [name, who, address, most] of compared) {
      const [bytes, all] = [(await site.get(who, address)).body.length, (await bare.get(who, address)).body.length]
      if (all > bytes * alike) throw new Error(`${name} is another page without row security.`)
      const [own, without] = await inTurns([site, bare], one => one.get(who, address))
      results.push({
        measure: `${name}, with row security against without: p50`,
        target: `≤ ${most} ×`,
        got: `${ratio(own, without)} ×`,
        met: own <= most * without,
        size,
        ratio: `${ms(own)} and ${ms(without)}, ${thousands(bytes)} and ${thousands(all)} bytes`,
      })
    }
    return results
  } finally {
    await bare.stop()
  }
}

/** The middle time of each of the two, asked one after the other again and again, so that what else goes on meets both. */
const inTurns = async (
  sites: readonly [TownSite, TownSite],
  work: (site: TownSite) => Promise<unknown>,
): Promise<readonly [number, number]> => {
  const taken: readonly [number[], number[]] = [[], []]
  for (let round = 0; round < warm + rounds; round++)
    for (const at of [0, 1] as const) taken[at].push(...(await timeEach(1, () => work(sites[at]), 0)))
  return [spreadOf(taken[0].slice(warm)).p50, spreadOf(taken[1].slice(warm)).p50]
}
