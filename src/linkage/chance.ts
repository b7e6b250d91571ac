import { isHard } from './veto-rules.ts'

/** What stands against a pair: nothing, rules that only keep the machine from joining, or a hard one. */
export const doubts = ['none', 'soft', 'hard'] as const
export type Doubt = (typeof doubts)[number]

/** Points of a line that never falls: so many bits of evidence turn out to be worth so many bits of log2 odds. */
export type CalibrationLine = readonly (readonly number[])[]

/**
 * What a pair's bits are worth, by what stands against it. The bits order pairs and decide; how often such pairs are of one child
 * is another matter, because a model that multiplies its levels as if they were independent overstates (linkage.md §5).
 */
export type Calibration = Readonly<Record<Doubt, CalibrationLine>>

export const doubtOf = (vetoes: number): Doubt => (vetoes === 0 ? 'none' : isHard(vetoes) ? 'hard' : 'soft')

/** The log2 odds that bits are worth on a line; beyond its ends, as far from the bits as at the end. */
export const oddsOn = (line: CalibrationLine, bits: number): number => {
  let [fromBits, fromOdds] = [Number.NaN, Number.NaN]
  for (const point of line) {
    const [toBits, toOdds] = [point[0]!, point[1]!]
    if (bits <= toBits) {
      if (Number.isNaN(fromBits)) return bits - toBits + toOdds
      return fromOdds + ((bits - fromBits) * (toOdds - fromOdds)) / (toBits - fromBits)
    }
    fromBits = toBits
    fromOdds = toOdds
  }
  return Number.isNaN(fromBits) ? bits : bits - fromBits + fromOdds
}

/** The share, from 0 to 1, of pairs with these bits and such rules broken that are of one child. */
export const chanceOf = (calibration: Calibration, bits: number, vetoes: number): number =>
  1 / (1 + 2 ** -oddsOn(calibration[doubtOf(vetoes)], bits))

/** The first fault of a would-be calibration, in words; undefined if it has none. */
export const calibrationFault = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null) return 'it has no calibration'
  for (const doubt of doubts) {
    const line: unknown = (value as Record<string, unknown>)[doubt]
    if (!Array.isArray(line) || !line.every(isPoint))
      return `calibration, ${doubt}: must be a list of [bits, log2 odds]`
    const falls = line.some(([bits, odds], at) => at > 0 && (bits <= line[at - 1]![0] || odds < line[at - 1]![1]))
    if (falls) return `calibration, ${doubt}: bits must rise from point to point, and odds never fall`
  }
  return undefined
}

const isPoint = (value: unknown): value is [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every(Number.isFinite)
