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

/** About what a hidden number of 1 to 5 is. */
const aboutSmall = 3

/**
 * About how many a row counts, by what is shown of it and nothing else: no total over rows can then narrow a number that is hidden in one. Of several hidden
 * in a row whose total is exact, the first is what the others leave. Pure.
 */
const aboutRow = ({ counts, total }: SafeRow, grouping: Grouping): number[] => {
  const about = counts.map(count => count ?? aboutSmall)
  const first = counts.indexOf(undefined)
  if (grouping !== 'school' || total === undefined || first < 0) return about
  const others = about.reduce((sum, count, at) => (at === first ? sum : sum + count), 0)
  return about.map((count, at) => (at === first ? total - others : count))
}

/**
 * The groups in order, with small numbers hidden; and all of them together, reckoned from what is shown, to the nearest ten. Groups of few pupils are left
 * out, so that a page tells no more of them than of a school without any. Pure.
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
  const groups = ordered.map(of => ({ name: nameOf(of.name, grouping), row: safeRow(of, grouping), of }))
  const about = groups.map(({ row }) => aboutRow(row, grouping))
  return {
    groups,
    all: roundRow(about.reduce((sum, own) => sum.map((count, at) => count + (own[at] ?? 0)), [0, 0, 0])),
  }
}

/** The share of pupils who missed a tenth or more, where no number that it needs is hidden: "12.5%". */
export const shareOf = ({ counts, total }: SafeRow): string | undefined => {
  const [, persistent, severe] = counts
  if (!total || persistent === undefined || severe === undefined) return undefined
  return `${(((persistent + severe) / total) * 100).toFixed(1)}%`
}
