import type { Category } from '../../kernel/index.ts'
import { categoryMask, plainDate } from '../../kernel/index.ts'
import type { Consent } from '../consent.ts'
import { writeUpDays } from '../involvement.ts'
import { everyCategory, type Masks, masksOf, untrained } from '../masks.ts'
import { agreementOf, type Organisation, withinAgreement } from '../organisation.ts'
import {
  type ChildFacts,
  type Decision,
  decide,
  isCouncilsOwn,
  type Label,
  mayWrite,
  type Reader,
  type Relation,
  sightOf,
} from '../policy.ts'
import { getRole } from '../roles.ts'
import { type Answer, type Ask, agreementsOf, consentsOf, enrolmentsOf, flagsOf, type World } from './world.ts'

const dayMilliseconds = 86_400_000
const graceMilliseconds = writeUpDays * dayMilliseconds
/** Urgent access ends by itself, whatever was asked (design 4). */
const longestUrgentMilliseconds = 4 * 3_600_000
const forEver = new Date(8.64e15)

type Span = { readonly from: string; readonly to: string | null }
const startOf = ({ from }: Span): Date => new Date(from)
const endOf = ({ to }: Span, grace = 0): Date => (to === null ? forEver : new Date(Date.parse(to) + grace))
const isOn = (span: Span, at: Date, grace = 0): boolean => startOf(span) <= at && at < endOf(span, grace)

/** Ids as the numbers that the policy knows people and teams by. Users and teams never share one. */
const numbering = () => {
  const known = new Map<string, number>()
  return (sort: 'user' | 'team', id: string): number => {
    const key = `${sort} ${id}`
    const number = known.get(key) ?? known.size + 1
    known.set(key, number)
    return number
  }
}

/**
 * Answers a world's asks in their order by the product's own policy: `decide` and `sightOf`, over the reader, the relations and the labels
 * that the world says. Throws RangeError for an id that the world does not have.
 */
export const decideWorld = (world: World): readonly Answer[] => {
  const now = new Date(world.now)
  const number = numbering()
  const users = new Map(world.users.map(user => [user.id, user]))
  const children = new Map(world.children.map(child => [child.id, child]))
  const entries = new Map(world.entries.map(entry => [entry.id, entry]))
  const flagged = flagsAt(world, now)
  const readers = new Map(
    [...users].map(([id, user]) => {
      const standing = { trained: !flagged.untrained.has(id), organisation: organisationOf(world, user, now) }
      return [id, readerOf(user, now, number, standing)]
    }),
  )
  const relations = relationsByChild(world, now, number)
  const consents = consentsByChild(world, number)
  return world.asks.map(ask => {
    const [user, child, entry] = [users.get(ask.user), children.get(ask.child), entries.get(ask.entry)]
    const reader = readers.get(ask.user)
    if (!user || !reader || !child || !entry || entry.child !== ask.child)
      throw new RangeError('An ask names somebody or something that the world does not have.')
    const facts: ChildFacts = {
      shield: child.restricted ? 'restricted' : undefined,
      allowed: child.allow.includes(user.id),
      conflict: child.conflicts.includes(user.id) ? 'declared' : undefined,
      relations: relationsOf(relations.get(child.id) ?? [], user.id, child.allow, number),
    }
    if (world.purpose === 'support') return { ask, answer: 'nothing', rule: 'support' }
    const agreed = consents.get(child.id)
    const without = decide(reader, facts, now)
    const decision = agreed ? decide(reader, { ...facts, consents: agreed }, now) : without
    return { ask, ...answerOf({ decision, without }, ask, labelOf(entry, user.id, flagged)) }
  })
}

const consentsByChild = (world: World, number: NumberOf): ReadonlyMap<string, readonly Consent[]> =>
  new Map(
    [...Map.groupBy(consentsOf(world), one => one.child)].map(([child, list]) => [
      child,
      list.map(one => ({
        ...{ category: one.category, by: one.by, opens: one.opens, startsAt: startOf(one), endsAt: endOf(one) },
        principal: principalOf(one, number),
        withdrawnAt: one.withdrawn === null ? forEver : new Date(one.withdrawn),
      })),
    ]),
  )

type User = World['users'][number]
type Entry = World['entries'][number]
type NumberOf = ReturnType<typeof numbering>
const principalOf = ({ user, team }: { user?: string | null; team?: string | null }, number: NumberOf): number =>
  user ? number('user', user) : number('team', team ?? '')

/** What the flags say at the instant. */
const flagsAt = (world: World, now: Date) => {
  const live = flagsOf(world).filter(one => isOn(one, now))
  const entries = (flag: 'location-bearing' | 'source-withdrawn') =>
    new Set(live.flatMap(one => (one.flag === flag && 'entry' in one ? one.entry : [])))
  return {
    untrained: new Set(live.flatMap(one => ('user' in one ? one.user : []))),
    /** Of each child whose places are kept to some, the lists of those people: one must be on every one of them. */
    protected: Map.groupBy(
      live.flatMap(one => ('named' in one ? one : [])),
      one => one.child,
    ),
    places: entries('location-bearing'),
    withdrawn: entries('source-withdrawn'),
  }
}

const labelOf = (
  { id, child, category, sensitivity, summary, council, sealed, named }: Entry,
  user: string,
  flagged: ReturnType<typeof flagsAt>,
): Label => {
  const isPlace = flagged.places.has(id) && (flagged.protected.get(child) ?? []).some(one => !one.named.includes(user))
  const hidden = flagged.withdrawn.has(id) ? 'source' : isPlace ? 'place' : undefined
  return {
    ...{ category, sensitivity, summary: summary ?? false, council: council ?? false, named: named.includes(user) },
    ...(sealed ? { seal: sealed } : {}),
    ...(hidden ? { hidden } : {}),
  }
}

/**
 * A world has instants and no days: whether an agreement is in force is said of `now` itself, and to what keeps agreements by the day it is
 * any one day. London's calendar has no day for some instants that a world may name (`9999-12-31T23:59-01:00`).
 */
const anyDay = plainDate(2026, 1, 1)

/** The outside organisation whose staff the user is, with its agreement as it stands at the instant. */
const organisationOf = (world: World, { organisation: name }: User, now: Date): Organisation | undefined => {
  if (!name) return undefined
  const agreement = agreementsOf(world).find(one => one.organisation === name)
  return {
    ...{ name, categories: maskOf(agreement?.categories ?? []) },
    reviewOn: agreement && isOn(agreement, now) ? anyDay : undefined,
    withdrawn: !!agreement?.withdrawn && new Date(agreement.withdrawn) <= now,
  }
}

type Standing = { readonly trained: boolean; readonly organisation: Organisation | undefined }
const readerOf = (user: User, now: Date, number: NumberOf, { trained, organisation }: Standing): Reader => ({
  userId: number('user', user.id),
  active: user.active,
  principals: [
    number('user', user.id),
    ...user.teams.filter(member => isOn(member, now)).map(member => number('team', member.team)),
  ],
  masks: withinAgreement(trained ? masksWith(user) : untrained(masksWith(user)), organisation, anyDay),
  ...agreementIn(organisation),
})

const agreementIn = (organisation: Organisation | undefined): Pick<Reader, 'agreement'> => {
  const agreement = agreementOf(organisation, anyDay)
  return agreement ? { agreement } : {}
}

/** The role's masks; a duty over every child only where it is held by name. */
const masksWith = ({ role, named }: User): Masks => {
  const masks = masksOf(getRole(role))
  const duty = named.includes('one-record') ? masksOf(getRole('clearing-house')) : undefined
  return { ...masks, universalFull: duty?.universalFull ?? 0, universalSummary: duty?.universalSummary ?? 0 }
}

/** Whose reason, beside the relation itself: what only named people see depends on who asks. */
type Tie = Relation & { readonly involved: boolean }

const relationsByChild = (world: World, now: Date, number: NumberOf): Map<string, Tie[]> => {
  const all = new Map<string, Tie[]>(world.children.map(child => [child.id, []]))
  const add = (child: string, tie: Omit<Tie, 'named' | 'maxSensitivity'> & { maxSensitivity?: number }): void => {
    const own = all.get(child)
    if (!own) throw new RangeError('A tie names a child whom the world does not have.')
    own.push({ maxSensitivity: 3, named: false, ...tie })
  }
  for (const one of world.involvements) {
    const principal = principalOf(one, number)
    const ends = endOf(one, graceMilliseconds)
    add(one.child, {
      ...reason(one.kind, principal, startOf(one), ends),
      limit: everyCategory,
      writes: true,
      involved: true,
    })
  }
  for (const one of enrolmentsOf(world))
    add(one.child, {
      ...reason('school-roll', number('team', one.team), startOf(one), endOf(one)),
      limit: everyCategory,
    })
  for (const one of world.urgent) {
    const last = new Date(startOf(one).getTime() + longestUrgentMilliseconds)
    const ends = endOf(one) < last ? endOf(one) : last
    add(one.child, { ...reason('urgent', number('user', one.user), startOf(one), ends), extra: maskOf(one.categories) })
  }
  const worksOn = Map.groupBy(
    world.involvements.filter(one => one.team && isOn(one, now, graceMilliseconds)),
    one => one.team,
  )
  for (const one of world.oversight)
    for (const child of new Set((worksOn.get(one.team) ?? []).map(work => work.child)))
      add(child, {
        ...reason('oversight', number('user', one.user), startOf(one), endOf(one)),
        extra: maskOf(one.categories),
      })
  return all
}

const maskOf = (list: readonly Category[]): number => categoryMask([...list])
const reason = (name: string, principal: number, startsAt: Date, endsAt: Date) => ({
  ...{ reason: name, principal, startsAt, endsAt },
  ...{ limit: 0, extra: 0, writes: false, involved: false },
})

/** An involvement of somebody on the child's list opens what only named people see. */
const relationsOf = (ties: readonly Tie[], user: string, allow: readonly string[], number: NumberOf): Relation[] =>
  ties.map(({ involved, ...tie }) =>
    involved && allow.includes(user) && tie.principal === number('user', user)
      ? { ...tie, named: true, maxSensitivity: 4 }
      : tie,
  )

/** What was decided, and what would be if nobody had agreed to anything. */
type Decided = { readonly decision: Decision; readonly without: Decision }

const answerOf = ({ decision, without }: Decided, ask: Ask, label: Label): Omit<Answer, 'ask'> => {
  if (decision.outcome === 'refuse') return { answer: 'nothing', rule: decision.rule }
  const { category } = label
  const sight = sightOf(decision, label)
  const isShut = label.seal !== undefined && !label.named
  if (sight === 'none') {
    const shut = isCouncilsOwn(decision, label) ? 'council' : isShut ? 'sealed' : 'not-opened'
    return { answer: 'nothing', rule: label.hidden ?? shut }
  }
  if (ask.action === 'write')
    return sight === 'full' && mayWrite(decision, category)
      ? { answer: 'content', rule: reasonFor(decision, label) }
      : { answer: 'nothing', rule: 'not-writable' }
  if (sight !== sightOf(without, label))
    return { answer: sight === 'existence' ? 'contact' : 'content', rule: 'consent' }
  if (sight === 'existence') return { answer: 'contact', rule: isShut ? 'sealed-known' : 'who-to-speak-to' }
  return { answer: 'content', rule: reasonFor(decision, label) }
}

/** The first reason by which the entry is open as far as it is. */
const reasonFor = (decision: Extract<Decision, { outcome: 'show' }>, label: Label): string => {
  const sight = sightOf(decision, label)
  const alone = decision.relations.find(
    r => sightOf({ ...decision, relations: [r], universal: false }, label) === sight,
  )
  return alone?.reason ?? 'one-record'
}
