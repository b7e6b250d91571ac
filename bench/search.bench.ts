import { issueGrant } from '../src/access/grant.ts'
import { withContext } from '../src/access/index.ts'
import { parseQuery } from '../src/children/find/parse-query.ts'
import { findChildren } from '../src/children/find/search.queries.ts'
import { identity } from '../src/children/index.ts'
import { kysely, openPool } from '../src/platform/database/index.ts'
import type { Bench, Result } from './bench.ts'
import { ms, ratio, type Spread, spreadOf, thousands, timeTogether } from './measure.ts'
import { childOf, type Town } from './town.ts'
import { contextOf, readerOfTown } from './town-reader.ts'
import { openTownSite, type TownSite } from './town-site.ts'
import { ownNumbers, type TownStaff } from './town-staff.ts'
import { openTown, type TownWorld } from './town-world.ts'

const wanted = { one: 20, eight: 60 }

/** "Find a child" with row security on, by somebody with thirty children and by somebody who may find any. */
export const bench: Bench = {
  name: 'search',
  about: 'find a child, one reader and eight at once, row security on, at 500,000 children (--size N)',
  run: async (tell, { size, quick }) => {
    const world = await openTown(size ?? (quick ? 50_000 : 500_000), tell)
    const { installation, pages, owner } = world
    const site = await openTownSite({ ...pages, owner, pagesUrl: installation.pagesUrl })
    try {
      return [
        ...(await measureReader(world, 'worker', 'a social worker with 30 children', tell)),
        ...(await measureReader(world, 'everyone', 'the clearing house, who may find any child', tell)),
        ...(await measurePage(world, site)),
      ]
    } finally {
      await site.stop()
      await world.close()
    }
  },
}

/** What people type: whole names, names turned round, misspelt, with a birth date, a first name and a school year, an identifier, a postcode. */
const queriesFor = (town: Town, numbers: readonly number[]): string[] =>
  numbers.map((number, at) => {
    const { forename, surname, birthDate, upn, postcode } = childOf(town, number)
    const [year, month, day] = birthDate.split('-')
    const typed = [
      `${forename} ${surname}`,
      `${surname}, ${forename}`,
      `${forename} ${misspelt(surname)}`,
      `${misspelt(forename)} ${surname} ${day}/${month}/${year}`,
      `${forename} ${surname} ${year}`,
      `${surname} ${postcode}`,
      upn,
      surname,
    ]
    return typed[at % typed.length] ?? surname
  })

const misspelt = (name: string): string =>
  name.length < 4 ? name : `${name.slice(0, 2)}${name[3]}${name[2]}${name.slice(4)}`

const numbersFor = ({ town }: TownWorld, who: TownStaff): number[] =>
  who === 'worker'
    ? ownNumbers(town)
    : Array.from({ length: 240 }, (_, at) => Math.floor((town.children * ((at * 0.618_034) % 1)) % town.children))

type Search = (words: string) => Promise<number>

const measureReader = async (
  world: TownWorld,
  who: TownStaff,
  called: string,
  tell: (line: string) => void,
): Promise<Result[]> => {
  const queries = queriesFor(world.town, numbersFor(world, who))
  const fenced = await searchAs(world, who)
  const bare = await searchUnfenced(world, who)
  const found = await countFound(queries, fenced)
  const [one, eight] = [await timed(1, queries, fenced), await timed(8, queries, fenced)]
  const unfenced = await timed(1, queries, bare.search)
  await bare.close()
  tell(`  ${called}: ${found} of ${queries.length} searches find somebody`)
  const size = `${thousands(world.town.children)} children, ${queries.length} searches, ${found} find somebody`
  const row = (name: string, spread: Spread, most: number): Result => ({
    measure: `search by ${called}, ${name}: p95`,
    target: `< ${most} ms`,
    got: `${ms(spread.p95)} (p50 ${ms(spread.p50)}, p99 ${ms(spread.p99)})`,
    met: spread.p95 < most,
    size,
    ...(name === 'one reader'
      ? { ratio: `${ratio(one.p50, unfenced.p50)} × without row security (${ms(unfenced.p50)})` }
      : { ratio: `${ratio(spread.p95, one.p95)} × one reader` }),
  })
  return [row('one reader', one, wanted.one), row('eight at once', eight, wanted.eight)]
}

const timed = async (readers: number, queries: readonly string[], search: Search): Promise<Spread> =>
  spreadOf(
    await timeTogether(readers, Math.max(40, Math.round(240 / readers)), (reader, at) =>
      search(queries[(at * 7 + reader * 31) % queries.length] ?? ''),
    ),
  )

const countFound = async (queries: readonly string[], search: Search): Promise<number> => {
  let found = 0
  for (const words of queries) if ((await search(words)) > 0) found++
  return found
}

const searchAs = async ({ owner, pages }: TownWorld, who: TownStaff): Promise<Search> => {
  const reader = await readerOfTown(owner, pages, who)
  return words =>
    withContext(pages, contextOf(reader, pages.now()), async tx => {
      const grant = issueGrant([identity], { tx, reader, at: pages.now(), knownAt: undefined })
      return (await findChildren(grant, parseQuery(words))).length
    })
}

/** The same search by the owner, whom no policy holds: what row security costs. For who may see all, the same answer. */
const searchUnfenced = async (
  { owner, ownerUrl, pages }: TownWorld,
  who: TownStaff,
): Promise<{ search: Search; close(): Promise<void> }> => {
  const reader = await readerOfTown(owner, pages, who)
  const ground = { ...pages, db: kysely(openPool({ url: ownerUrl, name: 'bench unfenced', max: 2 })) }
  return {
    search: words =>
      withContext(ground, contextOf(reader, pages.now()), async tx => {
        const grant = issueGrant([identity], { tx, reader, at: pages.now(), knownAt: undefined })
        return (await findChildren(grant, parseQuery(words))).length
      }),
    close: () => ground.db.destroy(),
  }
}

/** The whole journey: what was typed is kept sealed, then the page of results with its cards. */
const measurePage = async (world: TownWorld, site: TownSite): Promise<Result[]> => {
  const queries = queriesFor(world.town, numbersFor(world, 'everyone'))
  const spread = spreadOf(
    await timeTogether(1, 60, async (_, at) => {
      const answer = await site.get('everyone', await site.search('everyone', queries[at % queries.length] ?? ''))
      if (answer.statusCode !== 200) throw new Error(`The results answered ${answer.statusCode}.`)
    }),
  )
  return [
    {
      measure: 'search, both pages (what was typed, then the results): p95',
      target: '–',
      got: `${ms(spread.p95)} (p50 ${ms(spread.p50)})`,
      size: `${thousands(world.town.children)} children, the clearing house`,
    },
  ]
}
