import { agreementsOf, consentsOf, enrolmentsOf, flagsOf, type World } from './world.ts'

/**
 * What of a world's ids and instants cannot be understood, or undefined. The words themselves are the schema's affair.
 * @returns a sentence without any id in it: an id may be a person's
 */
export const notUnderstood = (world: World): string | undefined => {
  for (const list of ['users', 'children', 'entries'] as const)
    if (idsOf(world[list]).size < world[list].length) return `Two ${list} of the world have one id.`
  const agreements = agreementsOf(world)
  if (new Set(agreements.map(one => one.organisation)).size < agreements.length)
    return 'Two agreements are of one organisation.'
  const [users, children, entries] = [idsOf(world.users), idsOf(world.children), idsOf(world.entries)]
  const { involvements, oversight, urgent, asks } = world
  const enrolments = enrolmentsOf(world)
  const [consents, flags] = [consentsOf(world), flagsOf(world)]
  if (consents.some(one => !one.user === !one.team))
    return 'A consent tells one user or one team: give either, not both.'
  if (involvements.some(one => !one.user === !one.team))
    return 'An involvement is of one user or of one team: give either, not both.'
  const people = [
    ...world.children.flatMap(child => [...child.allow, ...child.conflicts]),
    ...world.entries.flatMap(entry => entry.named),
    ...[...involvements, ...consents].flatMap(one => one.user ?? []),
    ...[...oversight, ...urgent, ...asks].map(one => one.user),
    ...flags.flatMap(one => ('user' in one ? one.user : 'named' in one ? one.named : [])),
  ]
  if (people.some(id => !users.has(id))) return 'A user is named whom the world does not have.'
  if (
    [
      ...[...involvements, ...urgent, ...enrolments, ...consents, ...world.entries, ...asks],
      ...flags.flatMap(one => ('child' in one ? one : [])),
    ].some(({ child }) => !children.has(child))
  )
    return 'A child is named whom the world does not have.'
  if (asks.some(ask => !entries.has(ask.entry))) return 'An ask names an entry that the world does not have.'
  if (flags.some(one => 'entry' in one && !entries.has(one.entry)))
    return 'A flag is of an entry that the world does not have.'
  const childOf = new Map(world.entries.map(entry => [entry.id, entry.child]))
  if (asks.some(ask => childOf.get(ask.entry) !== ask.child)) return 'An ask names an entry of another child.'
  const spans = [...world.users.flatMap(user => user.teams), ...involvements, ...oversight, ...urgent, ...enrolments]
  const instants = [
    world.now,
    ...[...spans, ...consents, ...agreements, ...flags].flatMap(({ from, to }) => (to === null ? [from] : [from, to])),
    ...[...consents, ...agreements].flatMap(one => one.withdrawn ?? []),
  ]
  const wrong = instants.find(instant => !isInstant(instant))
  return wrong === undefined ? undefined : `There is no such instant as ${wrong}.`
}

const idsOf = (list: readonly { readonly id: string }[]) => new Set(list.map(({ id }) => id))

/** Date.parse alone takes the 30th of February for the 2nd of March, and 24 o'clock for the next day. */
const isInstant = (text: string): boolean => {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number)
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return !Number.isNaN(Date.parse(text)) && date.getUTCDate() === day && text.slice(11, 13) !== '24'
}
