import type { Bench } from './bench.ts'
import { thousands } from './measure.ts'
import { lists, ownChildren, type Page, teamLists } from './pages.bench.ts'
import { openTownSite } from './town-site.ts'
import { openTown } from './town-world.ts'

const wantedMs = 50
/** With the facts of the day, forty entries to each child. */
const earlier = 8

/** What a worker opens all day, where the record is long: issue 6 asks for twenty million entries. */
export const bench: Bench = {
  name: 'records',
  about: 'record, caseload and tasks at 500,000 children and 20 million entries (--size N children)',
  run: async (tell, { size, quick }) => {
    const world = await openTown(size ?? (quick ? 50_000 : 500_000), tell, earlier)
    const { installation, pages, owner } = world
    const site = await openTownSite({ ...pages, owner, pagesUrl: installation.pagesUrl })
    try {
      const { rows } = await owner.query<{ n: number }>('select count(*)::int as n from entry')
      const told = `${thousands(world.town.children)} children, ${thousands(rows[0]?.n ?? 0)} entries`
      const [child] = await ownChildren(world)
      const record = `/children/${child}`
      const alone: Page[] = [
        ['a long record', 'worker', record],
        ['its timeline', 'worker', `${record}/timeline`],
        ['my children (30)', 'worker', '/my-children'],
        ['tasks', 'worker', '/tasks'],
      ]
      return [...(await lists(site, told, alone, wantedMs)), ...(await teamLists(world, site, told, wantedMs))]
    } finally {
      await site.stop()
      await world.close()
    }
  },
}
