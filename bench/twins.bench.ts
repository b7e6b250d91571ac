import { randomFrom } from '../fictional/random.ts'
import type { RoleKey } from '../src/access/index.ts'
import { leastTime } from '../src/app/least-time.ts'
import { nowhere } from '../src/app/testing/addresses.ts'
import { hideFrom, hideOneFact } from '../src/app/testing/hidden-rows.ts'
import type { Visitor } from '../src/app/testing/index.ts'
import { differencesOfPlaces } from '../src/app/testing/kept-places.ts'
import { plantedLeaks, tellsOf } from '../src/app/testing/planted-leaks.ts'
import { walkers } from '../src/app/testing/small-world.ts'
import { formDifferences } from '../src/app/testing/twin-forms.ts'
import { buildTwins, differences, everyRole, found, type Twins, whileHidden } from '../src/app/testing/twin-worlds.ts'
import type { Bench, Result } from './bench.ts'
import { thousands } from './measure.ts'

/** Twin worlds: whether planted leaks are seen, and whether what is hidden can be told by how long an answer takes. */
export const bench: Bench = {
  name: 'twins',
  about: `twin worlds for every role: pages, searches, event streams, guessed addresses and forms, to the byte; ${plantedLeaks.length} planted leaks; whether hidden rows can be told by time, on six pages for two roles`,
  run: async (tell, { quick }) => {
    const forms = await formsOf(quick ? everyRole.filter((_, at) => at % 5 === 0) : everyRole, tell)
    const twins = await buildTwins(leastTime)
    try {
      const apart: string[] = []
      // `npm test` walks the pages of the others.
      const roles = quick ? everyRole.filter(role => !walkers.includes(role)) : everyRole
      for (const role of roles) {
        const { differing, shown, changed } = await differences(twins, role, { guessed: true })
        tell(`  ${role}: ${shown} pages shown, ${differing.length} differ`)
        if (changed.length > 0) apart.push(`${role} by looking changed ${changed.join(', ')}`)
        if (differing.length > 0) apart.push(`${role}, ${differing[0]?.split('\n')[0]}`)
      }
      const placed: string[] = []
      for (const role of quick ? roles.slice(0, 3) : everyRole) {
        const { differing } = await differencesOfPlaces(twins, role)
        if (differing.length > 0) placed.push(`${role}, ${differing[0]}`)
      }
      const unseen: string[] = []
      for (const leak of plantedLeaks) if (!(await tellsOf(twins, leak))) unseen.push(leak.what)
      return [
        {
          measure:
            'roles that could tell the worlds apart by a page, a search, an event stream or a guessed address, or changed a table by looking',
          target: `0 of ${roles.length}`,
          got: apart.length === 0 ? '0' : `${apart.length} (${apart.join('; ')})`,
          met: apart.length === 0,
          size: `${thousands(twins.plain.site.routes.length)} routes, small worlds`,
        },
        {
          measure:
            'roles that could tell by a page or a search where a protected child lives, is placed, goes to school or to the doctor',
          target: '0',
          got: placed.length === 0 ? '0' : `${placed.length} (${placed.join('; ')})`,
          met: placed.length === 0,
          size: `${quick ? 3 : everyRole.length} roles, every page of her record, every list and count`,
        },
        {
          measure: 'planted leaks that the twin worlds show',
          target: `${plantedLeaks.length} of ${plantedLeaks.length}`,
          got: `${plantedLeaks.length - unseen.length} of ${plantedLeaks.length}${unseen.map(what => `; not: ${what}`).join('')}`,
          met: unseen.length === 0,
          size: 'small worlds, every page and six searches',
        },
        forms,
        ...(await timed(twins, quick ? 100 : 400, tell)),
      ]
    } finally {
      await twins.leave()
    }
  },
}

/** Forms change the worlds: each role's are sent in two of its own. */
const formsOf = async (roles: readonly RoleKey[], tell: (line: string) => void): Promise<Result> => {
  const apart: string[] = []
  let [all, took] = [0, 0]
  for (const role of roles) {
    const twins = await buildTwins()
    try {
      const { differing, sent, taken } = await formDifferences(twins, role)
      tell(`  ${role}: ${sent} forms sent, ${taken} taken, ${differing.length} answered differently`)
      for (const one of differing.slice(0, 5)) tell(`    ${one.split('\n')[0]}`)
      if (differing.length > 0) apart.push(`${role}, ${differing[0]?.split('\n')[0]}`)
      all += sent
      took += taken
    } finally {
      await twins.leave()
    }
  }
  return {
    measure: 'roles that could tell the worlds apart by what a form is answered',
    target: `0 of ${roles.length}`,
    got: apart.length === 0 ? '0' : `${apart.length} (${apart.join('; ')})`,
    met: apart.length === 0,
    size: `${thousands(all)} forms, empty, with the least they take, and filled in, ${thousands(took)} of them taken`,
  }
}

const timedRoles: readonly RoleKey[] = ['social-worker', 'clearing-house']
type Ask = (visitor: Visitor) => Promise<unknown>

const asksOf = (child: string): Readonly<Record<string, Ask>> => ({
  'find a child': visitor => found(visitor, 'Quillfeather'),
  record: visitor => visitor.get(`/children/${child}`),
  'absent record': visitor => visitor.get(`/children/${nowhere}`),
  'possible duplicates': visitor => visitor.get('/duplicates'),
  'urgent access': visitor => visitor.get(`/children/${child}/urgent-access`),
  // It has no end: what is timed is the time to its first words.
  'live events': visitor => visitor.hear(`/children/${child}/live`),
})

/**
 * Each page is asked of both worlds in turn, which first by chance. The chance that an answer of the world with hidden rows takes longer than one
 * of the other is a half where time tells nothing (the area under the ROC curve; Mann and Whitney's U over n²). Worlds are never quite alike, so the same is
 * measured before anything is hidden: what counts is the worst page, hidden, against that.
 */
const timed = async (twins: Twins, times: number, tell: (line: string) => void): Promise<Result[]> => {
  const asks = asksOf(twins.plain.world.amara.address)
  // Under the null the area's deviation is this; three of them for the difference of two, for six pages by two roles.
  const most = 3 * Math.SQRT2 * Math.sqrt((2 * times + 1) / (12 * times * times))
  const worst: Record<string, { at: string; area: number }> = {}
  const rows: Record<string, string[]> = {}
  for (const role of timedRoles) {
    const alike = await measure(twins, role, asks, times)
    for (const [what, hide] of Object.entries(hidings)) {
      const hidden = await measure(twins, role, asks, times, hide)
      rows[what] = [...(rows[what] ?? []), `${hidden.rows} from a ${role}`]
      for (const name of Object.keys(asks)) {
        const [area = 1, before = 0] = [hidden.areas[name], alike.areas[name]]
        tell(`  ${role}, ${name}: ${area.toFixed(3)} with ${what}, ${before.toFixed(3)} without`)
        const away = Math.abs(area - before)
        if (away >= (worst[what]?.area ?? 0)) worst[what] = { at: `${name}, ${role}`, area: away }
      }
    }
  }
  return Object.entries(worst).map(([what, { at, area }]) => ({
    measure: `how far time tells the worlds apart with ${what} hidden: worst page, area under the curve against the same with nothing hidden`,
    target: `≤ ${most.toFixed(3)} (three deviations of chance)`,
    got: `${area.toFixed(3)} (${at})`,
    met: area <= most,
    size: `${rows[what]?.join(', ')}; ${times} answers a world, page and role`,
  }))
}

const hidings: Readonly<Record<string, typeof hideFrom>> = {
  'one sealed fact': hideOneFact,
  'a row of every sort': hideFrom,
}

const measure = async (
  twins: Twins,
  role: RoleKey,
  asks: Readonly<Record<string, Ask>>,
  times: number,
  hide: typeof hideFrom = async () => 0,
) =>
  whileHidden(
    twins,
    role,
    async (here, there, rows) => {
      const areas: Record<string, number> = {}
      for (const [name, ask] of Object.entries(asks)) areas[name] = await area(ask, here, there, times)
      return { areas, rows }
    },
    hide,
  )

const area = async (ask: Ask, here: Visitor, there: Visitor, times: number): Promise<number> => {
  const { next } = randomFrom(times)
  const [without, having]: [number[], number[]] = [[], []]
  for (let at = -20; at < times; at++) {
    const pair: [Visitor, number[]][] = [
      [here, without],
      [there, having],
    ]
    for (const [visitor, taken] of next() < 0.5 ? pair : pair.reverse()) {
      const started = performance.now()
      await ask(visitor)
      if (at >= 0) taken.push(performance.now() - started)
    }
  }
  let longer = 0
  for (const a of having) for (const b of without) longer += a > b ? 1 : a === b ? 0.5 : 0
  return longer / (having.length * without.length)
}
