import { agreementsOf, consentsOf, type World } from './world.ts'

/**
 * What of a world's ids and instants cannot be understood, or undefined. The words themselves are the schema's affair.
 * @returns a sentence that begins with the place, as `/asks/3/user`, without any id in it: an id may be a person's
 */
export const notUnderstood = (world: World): string | undefined => {
  const ids = {
    user: new Set(world.users.map(({ id }) => id)),
    child: new Set(world.children.map(({ id }) => id)),
    entry: new Set(world.entries.map(({ id }) => id)),
  }
  for (const list of ['users', 'children', 'entries'] as const) {
    const again = firstAgain(world[list].map(({ id }) => id))
    if (again >= 0) return `/${list}/${again} has the id of one before it.`
  }
  const again = firstAgain(agreementsOf(world).map(one => one.organisation))
  if (again >= 0) return `/agreements/${again} is of the organisation of one before it.`
  for (const [list, ties] of Object.entries({ involvements: world.involvements, consents: consentsOf(world) })) {
    const wrong = ties.findIndex(one => !one.user === !one.team)
    if (wrong >= 0) return `/${list}/${wrong} wants one user or one team: give either, not both.`
  }
  for (const { at, part, text } of textsOf(world)) {
    const whose = at.startsWith('/users/') ? undefined : namedIn.get(part)
    if (whose && !ids[whose].has(text)) return `${at} is no ${whose} of the world.`
    if (instants.has(part) && !isInstant(text))
      return `${at} is an instant that the calendar or the clock does not have.`
  }
  const childOf = new Map(world.entries.map(({ id, child }) => [id, child]))
  const wrong = world.asks.findIndex(ask => childOf.get(ask.entry) !== ask.child)
  return wrong < 0 ? undefined : `/asks/${wrong}/entry is an entry of another child.`
}

/** Where the first id stands that stood before; -1 where each stands once. */
const firstAgain = (ids: readonly string[]): number => {
  const seen = new Set<string>()
  return ids.findIndex(id => seen.size === seen.add(id).size)
}

/** Which parts name somebody or something of the world. Of a user, `named` is what they hold by name: a word. */
const namedIn: ReadonlyMap<string, 'user' | 'child' | 'entry'> = new Map([
  ...(['user', 'allow', 'conflicts', 'named'] as const).map(part => [part, 'user'] as const),
  ...(['child', 'entry'] as const).map(part => [part, part] as const),
])
const instants: ReadonlySet<string> = new Set(['now', 'from', 'to', 'withdrawn'])

type Text = { readonly at: string; readonly part: string; readonly text: string }

/** Every text of a world in its order: where it stands, the part that it is or is a list of, and what it says. */
function* textsOf(value: unknown, at = '', part = ''): Generator<Text, void, undefined> {
  if (typeof value === 'string') yield { at, part, text: value }
  else if (Array.isArray(value)) for (const [index, one] of value.entries()) yield* textsOf(one, `${at}/${index}`, part)
  else if (typeof value === 'object' && value !== null)
    for (const [name, one] of Object.entries(value)) yield* textsOf(one, `${at}/${name}`, name)
}

/** Date.parse alone takes the 30th of February for the 2nd of March, and 24 o'clock for the next day. */
const isInstant = (text: string): boolean => {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number)
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return !Number.isNaN(Date.parse(text)) && date.getUTCDate() === day && text.slice(11, 13) !== '24'
}
