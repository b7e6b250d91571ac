import {
  endsToTell,
  type Ground,
  getRole,
  holds,
  onPaper,
  type Route,
  type SignedInReader,
  type Site,
} from '../access/index.ts'
import { londonDate, upperFirst } from '../kernel/index.ts'
import { type Live, sendEvents } from '../platform/live/index.ts'
import type { Log } from '../platform/log/index.ts'
import type { Frame, NavItem } from '../platform/views/index.ts'
import { type NavigationItem, navigation } from './navigation.ts'
import { countWaiting } from './waiting.queries.ts'

export type SiteParts = {
  readonly ground: Ground
  readonly live: Live
  readonly log: Log
  readonly council: string
  readonly https: boolean
  readonly routes: readonly Route[]
  readonly strongAcr?: string | undefined
  readonly virusScan?: Site['virusScan']
  readonly pace?: Site['pace']
  readonly administeredFrom?: Site['administeredFrom']
}

/** What every page is served with: council, role navigation limited to pages that are there, live events, words kept for the next page. */
export const makeSite = (parts: SiteParts): Site => ({
  ground: parts.ground,
  council: parts.council,
  https: parts.https,
  strongAcr: parts.strongAcr,
  virusScan: parts.virusScan,
  pace: parts.pace,
  administeredFrom: parts.administeredFrom,
  log: parts.log,
  frame: (reader, nav) => frameFor(parts, reader, nav),
  live: async (topics, reply, ask) => sendEvents(parts.live, topics, reply, ask),
  flash: keptWords(),
})

const isThere = (routes: readonly Route[], href: string): boolean => routes.some(route => route.path === href)

/** The navigation of a role, without pages that do not exist. */
export const itemsFor = (routes: readonly Route[], role: SignedInReader['role']): readonly NavigationItem[] =>
  navigation[role].filter(item => isThere(routes, item.href))

// A page names the item it stands under by its address, or by a word.
const hrefOf = (nav: string | undefined): string | undefined =>
  nav === 'today' ? '/' : nav && `/${nav.replace(/^\//, '')}`

const frameFor = async (parts: SiteParts, reader: SignedInReader, nav: string | undefined): Promise<Frame> => {
  const items: NavItem[] = []
  for (const item of itemsFor(parts.routes, reader.role)) {
    const count = item.waits ? await countWaiting(parts.ground, item.waits, reader) : 0
    items.push({
      text: item.text,
      href: item.href,
      current: item.href === hrefOf(nav),
      ...(count > 0 ? { count } : {}),
    })
  }
  const held = getRole(reader.role)
  const links = [
    { text: 'My access', href: '/my-access' },
    { text: 'My requests', href: '/access-requests' },
    { text: 'What I have opened', href: '/opened' },
    { text: 'Worried about a child?', href: '/worry' },
    ...(holds(reader, 'check-cards') ? [{ text: 'Check a card', href: '/check-card' }] : []),
    ...(holds(reader, 'tell-worries') ? [{ text: 'What I told the front door', href: '/worries' }] : []),
  ].filter(link => isThere(parts.routes, link.href))
  const role = upperFirst(held.title)
  const warnings = endsToTell(reader, londonDate(parts.ground.now()), 'everyPage')
  return {
    council: parts.council,
    user: { name: reader.name, role, onPaper: onPaper(held), links },
    nav: items,
    csrf: reader.csrf,
    findsNobody: !holds(reader, 'find'),
    ...(warnings.length > 0 ? { warnings } : {}),
  }
}

const mostKept = 10_000

/** Words for a person's next page ("Your note is saved"). In this process's memory: worth no row, and lost at worst. */
const keptWords = (): Site['flash'] => {
  const kept = new Map<number, string>()
  return {
    keep: (reader, words) => {
      kept.delete(reader.userId)
      kept.set(reader.userId, words)
      const oldest = kept.keys().next().value
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
    },
    take: reader => {
      const words = kept.get(reader.userId)
      kept.delete(reader.userId)
      return words
    },
  }
}
