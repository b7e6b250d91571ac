import { consentsOf, type World } from './world.ts'

/**
 * What of a world's ids and instants cannot be understood, or undefined. The words themselves are the schema's affair.
 * @returns a sentence without any id in it: an id may be a person's
 */
export const notUnderstood = (world: World): string | undefined => {
  for (const list of ['users', 'children', 'entries'] as const)
    if (idsOf(world[list]).size < world[list].length) return `Two ${list} of the world have one id.`
  const [users, children, entries] = [idsOf(world.users), idsOf(world.children), idsOf(world.entries)]
  const { involvements, oversight, urgent, enrolments = [], asks } = world
  const consents = consentsOf(world)
  if (consents.some(one => (one.user === undefined) === (one.team === undefined)))
    return 'A consent tells one user or one team: give either, not both.'
  if (involvements.some(one => (one.user === undefined) === (one.team === undefined)))
    return 'An involvement is of one user or of one team: give either, not both.'
  const people = [
    ...world.children.flatMap(child => [...child.allow, ...child.conflicts]),
    ...world.entries.flatMap(entry => entry.named),
    ...[...involvements, ...consents].flatMap(one => one.user ?? []),
    ...[...oversight, ...urgent, ...asks].map(one => one.user),
  ]
  if (people.some(id => !users.has(id))) return 'A user is named whom the world does not have.'
  if (
    [...involvements, ...urgent, ...enrolments, ...consents, ...world.entries, ...asks].some(
      ({ child }) => !children.has(child),
    )
  )
    return 'A child is named whom the world does not have.'
  if (asks.some(ask => !entries.has(ask.entry))) return 'An ask names an entry that the world does not have.'
  const childOf = new Map(world.entries.map(entry => [entry.id, entry.child]))
  if (asks.some(ask => childOf.get(ask.entry) !== ask.child)) return 'An ask names an entry of another child.'
  const spans = [...world.users.flatMap(user => user.teams), ...involvements, ...oversight, ...urgent, ...enrolments]
  const instants = [
    world.now,
    ...[...spans, ...consents].flatMap(({ from, to }) => (to === null ? [from] : [from, to])),
    ...consents.flatMap(one => one.withdrawn ?? []),
  ]
  const wrong = instants.find(instant => !isInstant(instant))
  return wrong === undefined ? undefined : `There is no such instant as ${wrong}.`
}

const idsOf = (list: readonly { readonly id: string }[]) => new Set(list.map(({ id }) => id))

/** Date.parse alone takes the 30th of February for the 2nd of March. */
const isInstant = (text: string): boolean => {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number)
  return !Number.isNaN(Date.parse(text)) && new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day
}
