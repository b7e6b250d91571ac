import {
  leastShown,
  roundRow,
  type SafeRow,
  type SchoolYear,
  schoolYearLabel,
  suppressRow,
} from '../../kernel/index.ts'

/** How pupils are grouped to be counted. */
export type Grouping = 'school' | 'year-group' | 'ward' | 'area'

/** Pupils of a group by how much of their own possible sessions they missed. */
export type AbsenceCount = {
  readonly name: string | undefined
  readonly pupils: number
  /** A tenth or more, and less than a half. */
  readonly persistent: number
  /** A half or more. */
  readonly severe: number
}
/** A group as it may be shown: less than a tenth, a tenth and more, a half and more; and the whole. */
export type ShownAbsence = { readonly name: string; readonly row: SafeRow }

const bands = ({ pupils, persistent, severe }: AbsenceCount): number[] => [
  pupils - persistent - severe,
  persistent,
  severe,
]

const nameOf = (name: string | undefined, grouping: Grouping): string =>
  name === undefined ? 'Not known' : grouping === 'year-group' ? schoolYearLabel(name as SchoolYear) : name

const yearPlace = (name: string | undefined): number =>
  name === undefined ? 99 : name.startsWith('N') ? Number(name.slice(1)) - 3 : name === 'R' ? 0 : Number(name)

/**
 * The groups in order, with small numbers hidden; and all of them together, to the nearest ten. Groups of few pupils are left out, so that
 * a page tells no more of them than of a school without any. Pure.
 */
export const showAbsence = (
  counts: readonly AbsenceCount[],
  grouping: Grouping,
): { readonly groups: readonly ShownAbsence[]; readonly all: SafeRow } => {
  const ordered = counts
    .filter(one => one.pupils >= leastShown)
    .sort((a, b) =>
      grouping === 'year-group'
        ? yearPlace(a.name) - yearPlace(b.name)
        : (a.name ?? '\uffff').localeCompare(b.name ?? '\uffff', 'en-GB'),
    )
  const safe = grouping === 'school' ? suppressRow : roundRow
  return {
    groups: ordered.map(count => ({ name: nameOf(count.name, grouping), row: safe(bands(count)) })),
    all: roundRow(counts.map(bands).reduce((sum, own) => sum.map((count, at) => count + (own[at] ?? 0)), [0, 0, 0])),
  }
}

/** The share of pupils who missed a tenth or more, where no number that it needs is hidden: "12.5%". */
export const shareOf = ({ counts, total }: SafeRow): string | undefined => {
  const [, persistent, severe] = counts
  if (!total || persistent === undefined || severe === undefined) return undefined
  return `${(((persistent + severe) / total) * 100).toFixed(1)}%`
}
