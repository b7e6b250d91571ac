import { isWorthAsking, mayBeOneUnderTwoNames } from './asking.ts'
import { type Groups, startGroups } from './groups.ts'
import { defaultModel, type LinkModel } from './model.ts'
import { areBornApart, areCalledAlike, areTwoLives, areTwoNamesakes, isLedAlike, isNearlyNamed } from './namesakes.ts'
import type { Score } from './score.ts'
import { isHard, rulesIn, type VetoRule, vetoRules } from './veto-rules.ts'
import {
  areFormsOfName,
  differsInForename,
  isNamelessTie,
  leavesTwinOpen,
  mayBeOfOneBirth,
  showsTwin,
} from './vetoes.ts'

/** Two records that were compared. */
export type Edge = { readonly a: string; readonly b: string; readonly score: Score }

/** What holds besides the scores. */
export type Constraints = {
  readonly model?: LinkModel
  /** Sealed barriers, opaque: such a pair is dropped before anything else, and no case is ever made of it. */
  readonly barred?: (a: string, b: string) => boolean
  /** Pairs that people said are not the same child. */
  readonly apart?: readonly (readonly [string, string])[]
  /** Pairs that people said are the same child: stronger than any veto, weaker than a barrier or "not the same". */
  readonly together?: readonly (readonly [string, string])[]
  /** Compares two records that no edge joins, so that a veto is seen between any two members of two groups. */
  readonly scoreOf?: (a: string, b: string) => Score | undefined
  /** True where one system tells both. Where this is not told, nothing follows from it. */
  readonly oneSource?: (a: string, b: string) => boolean
  /** True where one system tells both, and hardly ever one child twice. */
  readonly toldOnce?: (a: string, b: string) => boolean
  /** `isOnlyLed` of a record. */
  readonly onlyLed?: (id: string) => boolean
}

/** Why people are asked: a rule, rivals that cannot both be right, persons that both fit, or evidence too thin to join on. */
export type ReviewReason = VetoRule | 'rivals' | 'both-fit' | 'unsure'

/** One case for people: two groups, by their place in `clusters`, and the strongest edge between them. */
export type ReviewPair = {
  readonly groups: readonly [number, number]
  readonly edge: Edge
  readonly reason: ReviewReason
}

export type Clustering = {
  /** Every record once; each list in order of id, the lists in order of their first id. */
  readonly clusters: readonly (readonly string[])[]
  /** One per pair of clusters, strongest first. */
  readonly reviews: readonly ReviewPair[]
  /** Places in `clusters` of groups too large to be one child's usual records: someone should look. */
  readonly large: readonly number[]
}

/** One child seldom has more source records than this. */
const usualRecords = 40

const before = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0)

const pairKey = (x: string, y: string): string => (x < y ? `${x}\u0000${y}` : `${y}\u0000${x}`)

const byStrength = (x: Edge, y: Edge): number => y.score.bits - x.score.bits || before(x.a, y.a) || before(x.b, y.b)

/** Each pair once, its ends in order of id, without barred pairs, strongest first. */
const orderEdges = (edges: readonly Edge[], barred: (a: string, b: string) => boolean): readonly Edge[] => {
  const ordered = edges
    .filter(edge => edge.a !== edge.b && !barred(edge.a, edge.b))
    .map(edge => (edge.a < edge.b ? edge : { a: edge.b, b: edge.a, score: edge.score }))
    .sort(byStrength)
  const met = new Set<string>()
  return ordered.filter(({ a, b }) => !met.has(pairKey(a, b)) && met.add(pairKey(a, b)))
}

/** Whether the pair's own evidence is fit for the machine to join on, for people to see, or neither. */
export const verdictOf = (score: Score, { thresholds }: LinkModel): 'link' | 'review' | 'apart' => {
  if (score.vetoes === 0 && score.bits >= thresholds.link) return 'link'
  if ((score.vetoes & vetoRules['id-conflict'].bit) !== 0) return 'review'
  return isWorthAsking(score, thresholds) ? 'review' : 'apart'
}

/** Whether a pair bears on any decision: it may be linked, asked about, or shows that there are twins. */
export const mattersIn = (score: Score, model: LinkModel): boolean =>
  verdictOf(score, model) !== 'apart' || showsTwin(score)

/**
 * Groups records into children: the strongest evidence first, ties by id, two groups joined only if nothing stands between
 * any member of one and any member of the other and no rival group, which cannot be the same child, is nearly as likely.
 * The order in which nodes and edges are given changes nothing. Barred pairs leave no trace.
 */
export const cluster = (nodes: Iterable<string>, edges: readonly Edge[], constraints: Constraints = {}): Clustering => {
  const model = constraints.model ?? defaultModel
  const barred = constraints.barred ?? (() => false)
  const live = orderEdges(edges, barred)
  const groups = startGroups([...nodes, ...live.flatMap(edge => [edge.a, edge.b])])
  const between = barriersBetween(groups, live, constraints)
  const together = [...(constraints.together ?? [])].map(([x, y]) => (x < y ? [x, y] : [y, x]) as [string, string])
  for (const [x, y] of together.sort((p, q) => before(p[0], q[0]) || before(p[1], q[1]))) {
    if (!between.forbidden(x, y)) groups.join(x, y)
  }
  const asked: { edge: Edge; reason: ReviewReason }[] = []
  for (const edge of live) {
    const verdict = verdictOf(edge.score, model)
    if (verdict === 'apart' || groups.same(edge.a, edge.b)) continue
    const reason =
      verdict === 'review'
        ? ownReason(edge)
        : (ofOneSystem(edge, constraints) ??
          between.veto(edge.a, edge.b) ??
          between.toldTwice(edge.a, edge.b) ??
          between.twin(edge) ??
          between.rival(edge, model))
    if (reason === undefined) groups.join(edge.a, edge.b)
    else asked.push({ edge, reason })
  }
  asked.push(...aloneUnderTwoNames(groups, live, constraints, model))
  return present(groups, asked, between, model)
}

/**
 * Within one system, which keeps a child once, a number in common is as likely as not a twin's: where one record has no name, and where
 * the names are only nearly alike.
 */
const ofOneSystem = ({ a, b, score: { vector } }: Edge, { oneSource }: Constraints): ReviewReason | undefined => {
  if (!oneSource?.(a, b)) return undefined
  if (isNamelessTie(vector)) return 'unnamed'
  return isNearlyNamed(vector) && mayBeOfOneBirth(vector) && leavesTwinOpen(vector) ? 'twin-close' : undefined
}

/**
 * Two records of two systems under two forenames, each alone: twins' records would each have found their own in the other system, so
 * this is as a rule one child with two names. The machine cannot know, and people are asked.
 */
const aloneUnderTwoNames = (
  groups: Groups,
  edges: readonly Edge[],
  { oneSource }: Constraints,
  model: LinkModel,
): { edge: Edge; reason: ReviewReason }[] =>
  edges.flatMap(edge => {
    const isAlone = (id: string): boolean => groups.membersOf(id).length === 1
    const isAsked = mayBeOneUnderTwoNames(edge.score, model.thresholds) && isAlone(edge.a) && isAlone(edge.b)
    return isAsked && oneSource?.(edge.a, edge.b) === false ? [{ edge, reason: 'twin-pattern' as const }] : []
  })

const ownReason = ({ score }: Edge): ReviewReason => rulesIn(score.vetoes)[0] ?? 'unsure'

/** Mohammed and Mohammed Yusuf of one birth: of two systems one child's, of one system, which keeps a child once, two brothers'. */
const isTwinInOneSystem = (vector: readonly number[], isOneOnlyLed: boolean): boolean =>
  mayBeOfOneBirth(vector) && isLedAlike(vector, isOneOnlyLed)

type Barriers = ReturnType<typeof barriersBetween>

/** What stands between the groups as they now are. */
const barriersBetween = (groups: Groups, edges: readonly Edge[], constraints: Constraints) => {
  const scores = new Map(edges.map(edge => [pairKey(edge.a, edge.b), edge.score as Score | undefined]))
  const apart = new Set((constraints.apart ?? []).map(([x, y]) => pairKey(x, y)))
  const incident = new Map<string, Edge[]>()
  for (const edge of edges) {
    for (const end of [edge.a, edge.b]) {
      const known = incident.get(end)
      if (known === undefined) incident.set(end, [edge])
      else known.push(edge)
    }
  }
  const scoreOf = (x: string, y: string): Score | undefined => {
    const key = pairKey(x, y)
    if (!scores.has(key)) scores.set(key, constraints.scoreOf?.(x, y))
    return scores.get(key)
  }
  const pairs = (x: string, y: string) => groups.pairs(x, y)
  const { onlyLed = () => false } = constraints
  const isOneOnlyLed = (x: string, y: string): boolean => onlyLed(x) !== onlyLed(y)
  const forbidden = (x: string, y: string): boolean =>
    pairs(x, y).some(([p, q]) => apart.has(pairKey(p, q)) || (constraints.barred?.(p, q) ?? false))
  const veto = (x: string, y: string): ReviewReason | undefined => {
    for (const [p, q] of pairs(x, y)) {
      if (apart.has(pairKey(p, q)) || constraints.barred?.(p, q)) return 'rivals'
      const score = scoreOf(p, q)
      if (score === undefined) continue
      if (isHard(score.vetoes)) return rulesIn(score.vetoes)[0]
      if (constraints.oneSource?.(p, q) && isTwinInOneSystem(score.vector, isOneOnlyLed(p, q))) return 'twin-close'
    }
    return undefined
  }
  /** A system that keeps a child once tells two of them, which are not so much alike that it told one child twice. */
  const toldTwice = (x: string, y: string): ReviewReason | undefined => {
    for (const [p, q] of pairs(x, y)) {
      const vector = constraints.toldOnce?.(p, q) ? scoreOf(p, q)?.vector : undefined
      if (vector === undefined) continue
      if (mayBeOfOneBirth(vector) && areCalledAlike(vector, onlyLed(p) && onlyLed(q))) return 'twin-close'
      if (areTwoNamesakes(vector)) return 'namesake'
      if (areTwoLives(vector)) return 'surname-differs'
      if (areBornApart(vector)) return 'birth-differs'
    }
    return undefined
  }
  const twins = new Set(edges.flatMap(({ a, b, score }) => (showsTwin(score) ? [a, b] : [])))
  const twinsOf = (x: string): readonly string[] =>
    (incident.get(x) ?? []).flatMap(edge => (showsTwin(edge.score) ? [edge.a === x ? edge.b : edge.a] : []))
  /** The records that may be of the same birth as one of these, those included. */
  const ofTheirBirth = (its: readonly string[]): ReadonlySet<string> =>
    new Set([
      ...its,
      ...its.flatMap(member =>
        (incident.get(member) ?? []).flatMap(({ a, b, score }) =>
          mayBeOfOneBirth(score.vector) ? [a === member ? b : a] : [],
        ),
      ),
    ])
  /** True where no member bears a name that could be this child's. */
  const isQuiteAnother = (its: readonly string[], other: string): boolean =>
    its.every(member => differsInForename(scoreOf(member, other)?.vector ?? []))
  /**
   * The family has twins on record, and the forename does not say which of them this is: a form of a name tells only where one
   * of the two is called quite otherwise. The twins' own records need not be joined yet to be reckoned with.
   */
  const twin = ({ a, b, score }: Edge): ReviewReason | undefined => {
    if (twins.size === 0 || !leavesTwinOpen(score.vector)) return undefined
    const its = [...groups.membersOf(a), ...groups.membersOf(b)]
    const isForm = areFormsOfName(score.vector)
    for (const one of ofTheirBirth(its)) {
      if (!twins.has(one)) continue
      const isAnother = isForm && isQuiteAnother(its, one)
      if (!isAnother && twinsOf(one).some(other => !isForm || !isQuiteAnother(its, other))) return 'twin-close'
    }
    return undefined
  }
  const cannotBeSame = (x: string, y: string, impossible: number): boolean => {
    if (veto(x, y) !== undefined) return true
    const bits = pairs(x, y).map(([p, q]) => scoreOf(p, q)?.bits)
    return bits.some(b => b !== undefined) && bits.every(b => b === undefined || b < impossible)
  }
  /** Another group that is nearly as likely for one end, and that cannot be the same child as the other end's. */
  const rival = (edge: Edge, { thresholds }: LinkModel): ReviewReason | undefined => {
    const least = Math.max(thresholds.review, edge.score.bits - thresholds.margin)
    for (const [end, other] of [
      [edge.a, edge.b],
      [edge.b, edge.a],
    ] as const) {
      for (const member of groups.membersOf(end)) {
        for (const near of incident.get(member) ?? []) {
          const third = near.a === member ? near.b : near.a
          if (near.score.bits < least || isHard(near.score.vetoes)) continue
          if (groups.same(third, end) || groups.same(third, other) || veto(third, end) !== undefined) continue
          if (cannotBeSame(third, other, thresholds.impossible)) return 'rivals'
        }
      }
    }
    return undefined
  }
  return { forbidden, veto, toldTwice, twin, rival }
}

/** The groups in order, and one case per pair of groups that is still apart and that nobody has answered or barred. */
const present = (
  groups: Groups,
  asked: { edge: Edge; reason: ReviewReason }[],
  between: Barriers,
  model: LinkModel,
): Clustering => {
  const clusters = groups.list()
  const placeOf = new Map(clusters.flatMap((members, place) => members.map(id => [id, place] as const)))
  const reviews = new Map<string, ReviewPair>()
  for (const { edge, reason } of asked) {
    const [p, q] = [placeOf.get(edge.a) ?? 0, placeOf.get(edge.b) ?? 0]
    const key = p < q ? `${p}-${q}` : `${q}-${p}`
    if (p === q || reviews.has(key) || between.forbidden(edge.a, edge.b)) continue
    const weak =
      edge.score.bits < model.thresholds.link && reason === 'unsure' && between.veto(edge.a, edge.b) !== undefined
    if (!weak) reviews.set(key, { groups: p < q ? [p, q] : [q, p], edge, reason })
  }
  const large = clusters.flatMap((members, place) => (members.length > usualRecords ? [place] : []))
  return { clusters, reviews: [...reviews.values()], large }
}
