import { type Calibration, type CalibrationLine, type Doubt, doubtOf, oddsOn } from '../chance.ts'
import type { LinkModel } from '../model.ts'
import type { Edges } from './edges.ts'
import type { SharedTable } from './record-table.ts'

/** Bits of evidence, with nothing against it, that tie two records beyond doubt; from so many pairs of one child stand alone. */
const [tied, surelyOne] = [14, 18]

/** Under so many bits nearly all pairs are of different children. */
const surelyTwo = -8

/** Bands of one bit are learnt from here up to where records are tied. */
const lowest = -12

/**
 * How many pairs the model's own word is worth in each band: enough to hold a band of a few pairs. At 300 it outweighed what a
 * county's records said of themselves, by two points at 5 bits.
 */
const worth = 30

/** With fewer pairs to learn from than this, or where fewer can be refuted, the model's own calibration stays. */
const [enoughPairs, enoughRefuted] = [500, 0.3]

/** Pairs of a band, and how many of them a surer tie refutes. */
type Band = { pairs: number; refuted: number }

/**
 * What bits are worth in these records, learnt without labels. Most files keep a child once: where one record of a pair is tied
 * beyond doubt to a third, and the third's NHS number or UPN is not the other's, the pair is of two children. How often that
 * shows up when a pair is of two (under `surelyTwo`), and by error when it is of one (from `surelyOne`), is counted too, so each
 * band's share of wrong pairs follows. After the duplicate method of Blakely and Salmond (Int J Epidemiol 2002;31:1246),
 * which asks the same of links that compete for one record. Pairs that can be told by a number of their own are left out:
 * their bits rest on it. Bands are pooled until the odds rise with the bits (isotonic regression).
 */
export const calibrate = (edges: Edges, numbers: Numbers, model: LinkModel): Calibration => {
  const { bands, one, two } = countRefuted(edges, numbers)
  const [whenTwo, whenOne] = [shareRefuted(two), shareRefuted(one)]
  if (two.pairs < enoughPairs || one.pairs < enoughPairs || whenTwo - whenOne < enoughRefuted) return model.calibration
  const lineOf = (doubt: Doubt): CalibrationLine => {
    const known = model.calibration[doubt]
    const learnt = bands[doubt].map(({ pairs, refuted }, at) => {
      const wrong = Math.min(pairs, Math.max(0, (refuted - pairs * whenOne) / (whenTwo - whenOne)))
      return { pairs: pairs + worth, wrong: wrong + worth / (1 + 2 ** oddsOn(known, centreOf(at))) }
    })
    const points = pooled(learnt).map((wrong, at) => [centreOf(at), rounded(Math.log2(1 / wrong - 1))] as const)
    const most = points.at(-1)![1]
    const above = known.filter(([bits]) => bits! >= tied).map(([bits, odds]) => [bits!, Math.max(most, odds!)] as const)
    return [...points, ...above]
  }
  return { none: lineOf('none'), soft: lineOf('soft'), hard: lineOf('hard') }
}

const centreOf = (band: number): number => lowest + band + 0.5
const rounded = (odds: number): number => Math.round(odds * 100) / 100
const shareRefuted = ({ pairs, refuted }: Band): number => refuted / Math.max(1, pairs)
const noPairs = (): Band => ({ pairs: 0, refuted: 0 })

/** Pairs that no number of their own tells, and those refuted: by band and doubt, surely of one child, surely of two. */
const countRefuted = (edges: Edges, numbers: Numbers) => {
  const tiesOf = findTies(edges, numbers.nhs.length)
  const bands = () => Array.from({ length: tied - lowest }, noPairs)
  const counted = { bands: { none: bands(), soft: bands(), hard: bands() }, one: noPairs(), two: noPairs() }
  for (let edge = 0; edge < edges.a.length; edge++) {
    const [a, b, bits] = [edges.a[edge]!, edges.b[edge]!, edges.bits[edge]!]
    if (tell(numbers, a, b) !== 'nothing' || (bits >= tied && bits < surelyOne)) continue
    const isRefuted = isAnother(tiesOf(a), b, numbers) || isAnother(tiesOf(b), a, numbers)
    const count = (band: Band | undefined): void => {
      if (band === undefined) return
      band.pairs++
      if (isRefuted) band.refuted++
    }
    if (bits >= surelyOne) count(counted.one)
    else count(counted.bands[doubtOf(edges.vetoes[edge]!)][Math.floor(bits) - lowest])
    if (bits < surelyTwo) count(counted.two)
  }
  return counted
}

type Numbers = Pick<SharedTable['numbers'], 'nhs' | 'upn'>

/** What the numbers of two records say of them. */
const tell = ({ nhs, upn }: Numbers, a: number, b: number): 'same' | 'different' | 'nothing' => {
  const [oneNhs, otherNhs, oneUpn, otherUpn] = [nhs[a]!, nhs[b]!, upn[a]!, upn[b]!]
  if ((oneNhs !== 0 && oneNhs === otherNhs) || (oneUpn !== 0 && oneUpn === otherUpn)) return 'same'
  return (oneNhs !== 0 && otherNhs !== 0) || (oneUpn !== 0 && otherUpn !== 0) ? 'different' : 'nothing'
}

const isAnother = (ties: Uint32Array, record: number, numbers: Numbers): boolean =>
  ties.some(tie => tie !== record && tell(numbers, tie, record) === 'different')

/** Gives the records that each record is tied to. */
const findTies = (edges: Edges, records: number): ((record: number) => Uint32Array) => {
  const isTie = (edge: number): boolean => edges.vetoes[edge] === 0 && edges.bits[edge]! >= tied
  const ends = new Uint32Array(records + 1)
  for (let edge = 0; edge < edges.a.length; edge++)
    if (isTie(edge)) for (const end of [edges.a[edge]!, edges.b[edge]!]) ends[end + 1]!++
  for (let record = 0; record < records; record++) ends[record + 1]! += ends[record]!
  const [ties, next] = [new Uint32Array(ends[records]!), ends.slice()]
  for (let edge = 0; edge < edges.a.length; edge++) {
    if (!isTie(edge)) continue
    ties[next[edges.a[edge]!]!++] = edges.b[edge]!
    ties[next[edges.b[edge]!]!++] = edges.a[edge]!
  }
  return record => ties.subarray(ends[record], ends[record + 1])
}

/** Shares of wrong pairs that never rise from band to band: neighbours that do are pooled (Ayer and others 1955). */
const pooled = (bands: readonly { readonly pairs: number; readonly wrong: number }[]): readonly number[] => {
  const pools: { pairs: number; wrong: number; bands: number }[] = []
  for (const band of bands) {
    let pool = { ...band, bands: 1 }
    for (let last = pools.at(-1); last && last.wrong * pool.pairs < pool.wrong * last.pairs; last = pools.at(-1)) {
      pools.pop()
      pool = { pairs: last.pairs + pool.pairs, wrong: last.wrong + pool.wrong, bands: last.bands + pool.bands }
    }
    pools.push(pool)
  }
  return pools.flatMap(pool => new Array<number>(pool.bands).fill(pool.wrong / pool.pairs))
}
