import { createHash } from 'node:crypto'
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { drawOf } from './draw.ts'
import { explanationCheck } from './explain/check-explanations.ts'
import { type Explanation, explain, type Ground } from './explain/explain.ts'
import { groundOf } from './explain/ground.ts'
import type { CriteriaRound } from './files/read-criteria-round.actions.ts'
import { type RankedRound, readRankedRound } from './files/read-round.actions.ts'
import { type Allocation, allocate, type Special } from './match/allocate.ts'
import { type Offer, offersOf, refusedOf } from './match/offers.ts'
import { at, noPlace, ownersOf, type Round } from './match/round.ts'
import { secondPass } from './match/second-pass.ts'
import { type RoundReport, reportOf } from './report.ts'
import { folderFor, writeOffers } from './write-offers.actions.ts'

type Tell = (line: string) => void

/** A round as it was read: with the schools' orders, or with what they are made from. */
export type ReadRound = { readonly ranked?: RankedRound; readonly made?: CriteriaRound }

/**
 * Allocates the round in a folder and writes offers.csv, explanations.jsonl and report.json into another, which appears whole or not at all. The
 * same files give the same bytes again.
 * @throws RoundRefused with every fault of the files; Error where the folder cannot be written.
 */
export const allocateRound = async (folder: string, out: string, tell: Tell = () => {}): Promise<RoundReport> => {
  folderFor(out)
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new Error(`${folder} is no folder. Name the folder of a round.`)
  if (existsSync(join(folder, 'ranking.csv')))
    return allocateRead(folder, out, { ranked: readRankedRound(folder) }, tell)
  // Read in only where it is wanted: with its schema it takes longer to load than a round of orders takes to allocate.
  const { readCriteriaRound } = await import('./files/read-criteria-round.actions.ts')
  return allocateRead(folder, out, { made: readCriteriaRound(folder) }, tell)
}

/** The same, of a round that has been read from that folder. */
export const allocateRead = (
  folder: string,
  out: string,
  { ranked, made }: ReadRound,
  tell: Tell = () => {},
): RoundReport => {
  const round = (ranked ?? made)?.round as Round
  tell(`${round.children.length} children, ${round.schools.length} schools, ${round.school.length} preferences read`)
  const given = allocate(round, made?.special)
  const nearest = made?.criteria.second_pass ? unplacedNearest(made, given) : new Map<number, number>()
  const offers = offersOf(round, given, made?.special, nearest)
  tell(`${offers.filter(offer => offer.school !== undefined).length} children have a place`)
  const explained = { written: 0, untrue: 0 }
  const ground = made && groundOf(made, given, nearest)
  return writeOffers(out, {
    offers: offerRows(round, offers),
    explanations: explanationsOf(round, given, offers, made?.special, ground, explained),
    report: () => ({
      input: hashInput(folder, made !== undefined),
      ...reportOf({ round, given, offers, ground }),
      ranked_not_named: ranked?.notNamed ?? made?.notNamed ?? 0,
      explanations: explained,
      ...(made && ground ? { draw: drawOf(made.criteria, round, ownersOf(round), given.outcome, ground) } : {}),
    }),
  })
}

const unplacedNearest = (
  made: CriteriaRound,
  { held, seats, supernumerary, outcome }: Allocation,
): Map<number, number> => {
  const unplaced = [...held.keys()].filter(
    child => at(held, child) === noPlace && at(made.special.named, child) === noPlace && made.isResident(child),
  )
  return secondPass(
    unplaced,
    seats.map((count, s) => count + at(supernumerary, s) - at(outcome.offered, s)),
    made.nearby,
  )
}

function* offerRows(round: Round, offers: readonly Offer[]): Generator<readonly string[]> {
  yield ['child_id', 'school_id', 'preference_rank']
  for (const { child, school, rank } of offers)
    yield [
      round.children[child] ?? '',
      school === undefined ? '' : (round.schools[school] ?? ''),
      rank === undefined ? '' : String(rank),
    ]
}

/** Explains each refusal, and holds each explanation against the round counted anew. */
function* explanationsOf(
  round: Round,
  given: Allocation,
  offers: readonly Offer[],
  special: Special | undefined,
  ground: Ground | undefined,
  explained: { written: number; untrue: number },
): Generator<Explanation> {
  const check = explanationCheck(round, given, ground)
  for (const { child } of offers)
    for (const preference of refusedOf(round, given, child, special)) {
      const said = explain(round, given, child, preference, ground)
      explained.written++
      if (check(child, preference, said) !== undefined) explained.untrue++
      yield said
    }
}

const inputFiles = (made: boolean): string[] =>
  made
    ? ['children.csv', 'criteria.json', 'distances.csv', 'orders.csv', 'preferences.csv', 'schools.csv']
    : ['preferences.csv', 'ranking.csv', 'schools.csv']

const hashInput = (folder: string, made: boolean): RoundReport['input'] => {
  const files = inputFiles(made)
    .filter(file => existsSync(join(folder, file)))
    .map(file => ({ file, ...hashFile(join(folder, file)) }))
  const sha256 = createHash('sha256')
    .update(files.map(one => `${one.file} ${one.sha256}\n`).join(''))
    .digest('hex')
  return { sha256, files }
}

const hashFile = (path: string): { sha256: string; bytes: number } => {
  const [hash, part, fd] = [createHash('sha256'), Buffer.allocUnsafe(1 << 20), openSync(path, 'r')]
  try {
    let bytes = 0
    for (let read = readSync(fd, part); read > 0; read = readSync(fd, part)) {
      hash.update(part.subarray(0, read))
      bytes += read
    }
    return { sha256: hash.digest('hex'), bytes }
  } finally {
    closeSync(fd)
  }
}
