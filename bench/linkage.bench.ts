import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bench, Result } from './bench.ts'
import { recallGaps } from './linkage/clusters.ts'
import { type Measured, measurePopulation } from './linkage/measure-population.ts'
import { measureOrder } from './linkage/order.ts'
import { type Band, pooledBands, strayOf, worstBand } from './linkage/pairs.ts'
import { measurePublicSets } from './linkage/public-sets.ts'
import { thousands } from './measure.ts'

/** `throughline link` on invented populations whose truth only this bench knows, and on the public sets. */
export const bench: Bench = {
  name: 'linkage',
  about:
    'links three systems’ files of invented children, with twins and adopted children, and the public sets (--size 500000)',
  run: async (tell, { quick, size }) => {
    const folder = mkdtempSync(join(tmpdir(), 'throughline-linkage-'))
    try {
      const children = size ?? (quick ? 50_000 : 500_000)
      const measured: Measured[] = []
      for (const seed of quick || size ? [1] : [1, 2, 3])
        measured.push(await measurePopulation(join(folder, `seed-${seed}`), { children, seed }, tell))
      const order = await orderRow(
        folder,
        quick || size ? { orders: 2, children: 10_000 } : { orders: 5, children: 20_000 },
      )
      return [...rowsOf(measured, children), order, ...(await measurePublicSets(folder))]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

const each = (measured: readonly Measured[], show: (one: Measured) => string): string => measured.map(show).join(' · ')

const rowsOf = (measured: readonly Measured[], children: number): Result[] => {
  const size = `${thousands(children)} children, ${each(measured, ({ records }) => thousands(records))} records, seed ${each(measured, ({ seed }) => `${seed}`)}`
  return [
    ...accuracyRows(measured),
    ...workRows(measured),
    ...fairnessRows(measured),
    ...costRows(measured, children),
  ].map(row => ({ ...row, size }))
}

type Row = Omit<Result, 'size'>
type Limit = {
  measure: string
  target: string
  of(one: Measured): number
  show(value: number): string
  within(value: number): boolean
}

/** A row of one number for each seed, met when all seeds are within the limit. */
const limitRow = (measured: readonly Measured[], { measure, target, of, show, within }: Limit): Row => ({
  ...{ measure: `linkage: ${measure}`, target },
  got: each(measured, one => show(of(one))),
  met: measured.every(one => within(of(one))),
})

const precisionOf = ({ clusters }: Measured): number => clusters.rightPairs / Math.max(1, clusters.linkedPairs)
const shareOf = (part: number, { clusters }: Measured): number => part / Math.max(1, clusters.truePairs)
const perMillion = ({ clusters }: Measured): number => (1e6 * clusters.mixed) / clusters.clusters
const share = (value: number): string => value.toFixed(value > 0.999 ? 6 : 4)

const accuracyRows = (measured: readonly Measured[]): Row[] => [
  limitRow(measured, {
    measure: 'automatic links, precision',
    target: '≥ .9999',
    of: precisionOf,
    show: share,
    within: value => value >= 0.9999,
  }),
  limitRow(measured, {
    ...{ measure: 'automatic links, recall', target: '≥ .93' },
    ...{ of: one => shareOf(one.clusters.rightPairs, one), show: share, within: value => value >= 0.93 },
  }),
  {
    ...limitRow(measured, {
      ...{ measure: 'persons that mix children, per million', target: '≤ 20', of: perMillion },
      ...{ show: value => value.toFixed(1), within: value => value <= 20 },
    }),
    ratio: each(
      measured,
      ({ clusters: { wrong } }) => `joined: siblings ${wrong.sibling.persons}, others ${wrong.other.persons}`,
    ),
  },
  none(measured, 'twins joined by the machine', 'twin'),
  none(measured, 'an adopted child’s identities linked', 'adoption'),
]

const none = (measured: readonly Measured[], measure: string, kind: 'twin' | 'adoption'): Row =>
  limitRow(measured, {
    ...{ measure, target: '0', of: one => one.clusters.wrong[kind].persons },
    ...{ show: String, within: value => value === 0 },
  })

const workRows = (measured: readonly Measured[]): Row[] => [
  limitRow(measured, {
    ...{ measure: 'possible duplicates to decide, per 1,000 records', target: '≤ 20' },
    ...{
      of: one => (1000 * one.pairs.cases) / one.records,
      show: value => value.toFixed(1),
      within: value => value <= 20,
    },
  }),
  limitRow(measured, {
    ...{ measure: 'recall after perfect review', target: '≥ .995' },
    ...{ of: one => shareOf(one.pairs.rightAfterReview, one), show: share, within: value => value >= 0.995 },
  }),
  {
    ...limitRow(measured, {
      ...{ measure: 'blocking, recall (true pairs compared above the floor, or joined)', target: '≥ .998' },
      ...{ of: one => shareOf(one.pairs.found, one), show: share, within: value => value >= 0.998 },
    }),
  },
  limitRow(measured, {
    ...{ measure: 'pairs compared a record', target: '≤ 5', of: one => one.compared / one.records },
    ...{ show: value => value.toFixed(2), within: value => value <= 5 },
  }),
]

const fairnessRows = (measured: readonly Measured[]): Row[] => [
  {
    ...limitRow(measured, {
      ...{ measure: 'calibration, worst band of a bit above 5 bits', target: '≤ 0.5 point' },
      ...{
        of: one => worstBand(one.pairs.bands).points,
        show: value => `${value.toFixed(2)} points`,
        within: value => value <= 0.5,
      },
    }),
    ratio: each(measured, ({ pairs }) => worstInWords(pairs.bands)),
  },
  ...(measured.length > 1 ? [calibrationOfAll(measured)] : []),
  {
    ...limitRow(measured, {
      ...{ measure: 'recall gap between name groups', target: '≤ 1 point', of: one => recallGaps(one.clusters).names },
      ...{ show: value => `${value.toFixed(2)} points`, within: value => value <= 1 },
    }),
    ratio: each(measured, one => {
      const { least, leastPairs } = recallGaps(one.clusters)
      return `least: ${least}, of ${thousands(leastPairs)} pairs; ${afterReview(one, 'names')}`
    }),
  },
  {
    ...limitRow(measured, {
      ...{ measure: 'recall gap between under-ones and the rest', target: '≤ 1 point' },
      ...{ of: one => recallGaps(one.clusters).ages, show: value => `${value.toFixed(2)} points` },
      within: value => value <= 1,
    }),
    ratio: each(measured, one => afterReview(one, 'ages')),
  },
]

const worstInWords = (bands: readonly Band[]): string => {
  const { band } = worstBand(bands)
  return band === undefined
    ? 'no band of 300 pairs'
    : `${band.bits} bits, ${thousands(band.pairs)} pairs, where chance alone strays by ${strayOf(band).toFixed(1)}`
}

const calibrationOfAll = (measured: readonly Measured[]): Row => {
  const bands = pooledBands(measured.map(({ pairs }) => pairs.bands))
  const { points } = worstBand(bands)
  return {
    ...{ measure: 'linkage: the same, the seeds’ pairs together', target: '≤ 0.5 point' },
    ...{ got: `${points.toFixed(2)} points`, met: points <= 0.5, ratio: worstInWords(bands) },
  }
}

/** The gap that is left once a person who knows the truth has decided every case. */
const afterReview = ({ pairs }: Measured, of: 'names' | 'ages'): string =>
  `after perfect review ${recallGaps({ groups: pairs.groupsAfterReview })[of].toFixed(2)} points`

/** Seconds of processor between reading and writing; all of them where the linker does not say. */
const linkSeconds = ({ run }: Measured): number =>
  (run.json['cpu_steps'] as { link?: number } | undefined)?.link ?? run.cpuSeconds

const costRows = (measured: readonly Measured[], children: number): Row[] => {
  const fits = ({ run }: Measured): boolean => run.wallSeconds < 60 && run.peakMb < 1536
  return [
    {
      ...limitRow(measured, {
        ...{ measure: 'records a core-second: found, scored and cut', target: '≥ 25,000 scored' },
        ...{ of: one => one.records / linkSeconds(one), show: thousands, within: value => value >= 25_000 },
      }),
      ratio: `end to end ${each(measured, ({ records, run }) => thousands(records / run.cpuSeconds))}`,
    },
    {
      ...{ measure: 'linkage: time and memory, end to end', target: '1 million records < 60 s, < 1.5 GB' },
      got: each(measured, ({ run }) => `${run.wallSeconds.toFixed(0)} s, ${run.peakMb.toFixed(0)} MB`),
      ...(children >= 500_000 ? { met: measured.every(fits) } : {}),
      ratio: each(measured, ({ run }) => `${run.cpuSeconds.toFixed(0)} s of processor`),
    },
  ]
}

const orderRow = async (
  folder: string,
  { orders, children }: { orders: number; children: number },
): Promise<Result> => {
  const differences = await measureOrder(folder, { children, seed: 9 }, orders)
  const worst = (key: 'records' | 'cases'): number => Math.max(...differences.map(difference => difference[key]))
  return {
    ...{ measure: 'linkage: rows in another order, and without the truth: records in other company', target: '0' },
    got: `${worst('records')}; ${worst('cases')} pairs for review that differ`,
    met: worst('records') + worst('cases') === 0,
    size: `${thousands(children)} children, ${orders} orders`,
  }
}
