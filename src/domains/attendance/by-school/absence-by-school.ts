import {
  leastShown,
  roundRow,
  type SafeRow,
  type SchoolYear,
  schoolYearLabel,
  suppressRow,
} from '../../../kernel/index.ts'

/** How pupils are grouped to be counted. */
export type Grouping = 'school' | 'year-group' | 'ward' | 'area' | 'care'

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
export type ShownAbsence<C extends AbsenceCount = AbsenceCount> = {
  readonly name: string
  readonly row: SafeRow
  readonly of: C
}

const bands = ({ pupils, persistent, severe }: AbsenceCount): number[] => [
  pupils - persistent - severe,
  persistent,
  severe,
]

/** Whom the care groups are of; a child is in the first that fits. */
const careGroups: Readonly<Record<string, string>> = {
  'in-care': 'In care',
  'protection-plan': 'On a child protection plan',
  'special-needs': 'SEN support, or an education, health and care plan',
}
const carePlaces = Object.keys(careGroups)

/** The numbers of a group as they may be shown: of a second way of grouping the same pupils to the nearest ten. Pure. */
export const safeRow = (count: AbsenceCount, grouping: Grouping): SafeRow =>
  (grouping === 'school' ? suppressRow : roundRow)(bands(count))

const nameOf = (name: string | undefined, grouping: Grouping): string =>
  grouping === 'care'
    ? (careGroups[name ?? ''] ?? 'None of these')
    : name === undefined
      ? 'Not known'
      : grouping === 'year-group'
        ? schoolYearLabel(name as SchoolYear)
        : name

const yearPlace = (name: string | undefined): number =>
  name === undefined ? 99 : name.startsWith('N') ? Number(name.slice(1)) - 3 : name === 'R' ? 0 : Number(name)

const carePlace = (name: string | undefined): number => (name === undefined ? 99 : carePlaces.indexOf(name))

/**
 * The groups in order, with small numbers hidden; and all of them together, to the nearest ten. Groups of few pupils are left out, so that
 * a page tells no more of them than of a school without any. Pure.
 */
export const showAbsence = <C extends AbsenceCount>(
  counts: readonly C[],
  grouping: Grouping,
): { readonly groups: readonly ShownAbsence<C>[]; readonly all: SafeRow } => {
  const ordered = counts
    .filter(one => one.pupils >= leastShown)
    .sort((a, b) =>
      grouping === 'year-group'
        ? yearPlace(a.name) - yearPlace(b.name)
        : grouping === 'care'
          ? carePlace(a.name) - carePlace(b.name)
          : (a.name ?? '\uffff').localeCompare(b.name ?? '\uffff', 'en-GB'),
    )
  return {
    groups: ordered.map(count => ({ name: nameOf(count.name, grouping), row: safeRow(count, grouping), of: count })),
    all: roundRow(counts.map(bands).reduce((sum, own) => sum.map((count, at) => count + (own[at] ?? 0)), [0, 0, 0])),
  }
}

/** The share of pupils who missed a tenth or more, where no number that it needs is hidden: "12.5%". */
export const shareOf = ({ counts, total }: SafeRow): string | undefined => {
  const [, persistent, severe] = counts
  if (!total || persistent === undefined || severe === undefined) return undefined
  return `${(((persistent + severe) / total) * 100).toFixed(1)}%`
}
