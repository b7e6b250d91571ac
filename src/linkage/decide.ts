import { type Clustering, cluster, type ReviewReason } from './cluster.ts'
import { defaultFrequencies, type NameFrequencies } from './frequencies.ts'
import { defaultModel, type LinkModel } from './model.ts'
import { type Score, scorerFor } from './score.ts'
import type { Standard } from './standard.ts'

/** A record already known, of one person, that an arriving record was compared with. Leave barred records out. */
export type Candidate = {
  readonly person: string
  readonly record: string
  readonly standard: Standard
  readonly score: Score
  /** People have said that this person is not the arriving child. */
  readonly keptApart?: boolean
}

/** A question for people: is the arriving record of this person? */
export type Case = {
  readonly person: string
  readonly record: string
  readonly reason: ReviewReason
  readonly score: Score
}

/** What becomes of an arriving record. A link may still leave questions about other persons. */
export type Decision =
  | {
      readonly outcome: 'link'
      readonly person: string
      readonly record: string
      readonly score: Score
      readonly cases: readonly Case[]
    }
  | { readonly outcome: 'review'; readonly cases: readonly Case[] }
  | { readonly outcome: 'new' }

const arriving = '\u0000arriving'

const chained = (candidates: readonly Candidate[]): [string, string][] => {
  const firstOf = new Map<string, string>()
  const chain: [string, string][] = []
  for (const { person, record } of candidates) {
    const first = firstOf.get(person)
    if (first === undefined) firstOf.set(person, record)
    else chain.push([first, record])
  }
  return chain
}

/**
 * Decides in three ways: a link, a question for people, or a record of its own. It is `cluster` over the arriving record
 * and its candidates with each person's records held together, so that single arrivals and whole loads follow one policy.
 * Two persons that both fit are never joined here; that is for `cluster` over their component, or for people.
 */
export const decide = (
  candidates: readonly Candidate[],
  model: LinkModel = defaultModel,
  frequencies: NameFrequencies = defaultFrequencies,
): Decision => {
  const known = new Map(candidates.map(candidate => [candidate.record, candidate]))
  const compare = scorerFor(model, frequencies)
  const found = cluster(
    [arriving],
    candidates.map(({ record, score }) => ({ a: arriving, b: record, score })),
    {
      model,
      together: chained(candidates),
      apart: candidates.flatMap(({ record, keptApart }) => (keptApart ? [[arriving, record] as const] : [])),
      scoreOf: (x, y) => {
        const [one, other] = [known.get(x), known.get(y)]
        return one && other && one.person !== other.person ? compare(one.standard, other.standard) : undefined
      },
    },
  )
  return read(found, candidates, known)
}

const strongest = (candidates: readonly Candidate[]): Candidate | undefined =>
  candidates.reduce<Candidate | undefined>(
    (best, next) => (best === undefined || next.score.bits > best.score.bits ? next : best),
    undefined,
  )

const read = (found: Clustering, candidates: readonly Candidate[], known: ReadonlyMap<string, Candidate>): Decision => {
  const place = found.clusters.findIndex(members => members.includes(arriving))
  const mates = new Set(found.clusters[place])
  const cases = found.reviews.flatMap(({ groups, edge, reason }): Case[] => {
    const other = known.get(edge.a === arriving ? edge.b : edge.a)
    return groups.includes(place) && other
      ? [{ person: other.person, record: other.record, reason, score: edge.score }]
      : []
  })
  const linked = strongest(candidates.filter(candidate => mates.has(candidate.record)))
  if (linked) {
    const { person, record, score } = linked
    const others = candidates.filter(candidate => mates.has(candidate.record) && candidate.person !== person)
    for (const other of new Set(others.map(candidate => candidate.person))) {
      const fits = strongest(others.filter(candidate => candidate.person === other))
      if (fits) cases.push({ person: other, record: fits.record, reason: 'both-fit', score: fits.score })
    }
    return { outcome: 'link', person, record, score, cases }
  }
  return cases.length > 0 ? { outcome: 'review', cases } : { outcome: 'new' }
}
