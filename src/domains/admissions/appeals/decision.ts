export const appealSorts = ['prejudice', 'infant class size'] as const
/** What the panel looks at: whether one more does more harm than good, or whether it would break the limit of infant classes. */
export type AppealSort = (typeof appealSorts)[number]
export type Outcome = 'upheld' | 'dismissed'
/** A way in which a panel decides: at which of the two stages, for whom, and by what. */
export type Finding = {
  readonly key: string
  readonly sort: AppealSort
  readonly stage: 1 | 2
  readonly outcome: Outcome
  readonly words: string
}

const finding = (sort: AppealSort, stage: 1 | 2, outcome: Outcome, key: string, words: string): Finding => ({
  key,
  sort,
  stage,
  outcome,
  words,
})

/**
 * Every finding that a panel may come to (School Admission Appeals Code 2022, sections 3 and 4; domain.md 1.8). It upholds or dismisses: it has no power to
 * uphold in part or with a condition.
 */
export const findings: readonly Finding[] = [
  finding(
    'prejudice',
    1,
    'upheld',
    'arrangements',
    'The admission arrangements were not lawful, or not applied correctly and impartially, and the child would have had a place otherwise.',
  ),
  finding(
    'prejudice',
    1,
    'upheld',
    'no-prejudice',
    'Admitting the child would not prejudice efficient education or the efficient use of resources.',
  ),
  finding('prejudice', 2, 'upheld', 'outweighs', 'The family’s case outweighs the prejudice to the school.'),
  finding('prejudice', 2, 'dismissed', 'prejudice-greater', 'The prejudice to the school outweighs the family’s case.'),
  finding(
    'infant class size',
    1,
    'upheld',
    'no-breach',
    'Admitting the child would not break the limit of infant classes.',
  ),
  finding(
    'infant class size',
    1,
    'upheld',
    'infant-arrangements',
    'The admission arrangements were not lawful, or not applied correctly and impartially, and the child would have been offered a place otherwise.',
  ),
  finding(
    'infant class size',
    1,
    'upheld',
    'unreasonable',
    'A reasonable admission authority would not have refused in the circumstances of the case.',
  ),
  finding(
    'infant class size',
    1,
    'dismissed',
    'infant-none',
    'One more would break the limit of infant classes, and none of the few grounds is met.',
  ),
  finding(
    'infant class size',
    2,
    'upheld',
    'compared-for',
    'Of the appeals that met a ground, not all can be admitted, and this one is among the strongest.',
  ),
  finding(
    'infant class size',
    2,
    'dismissed',
    'compared-against',
    'Of the appeals that met a ground, not all can be admitted, and others are stronger.',
  ),
]

/** The findings that a panel has for an appeal of this sort. */
export const findingsFor = (sort: AppealSort): readonly Finding[] => findings.filter(one => one.sort === sort)

/** A member of a panel: lay, or with experience in education. */
export type PanelMember = { readonly name: string; readonly member: 'lay' | 'education'; readonly chair: boolean }

/**
 * What keeps these people from being a panel: undefined where they may be one. Three at least, one lay and one of education among them, one in the chair
 * (School Admissions (Appeal Arrangements) (England) Regulations 2012, Schedule; Appeals Code, section 1).
 */
export const panelProblem = (members: readonly PanelMember[]): string | undefined => {
  if (members.length < 3) return 'A panel has three members at least'
  if (!members.some(one => one.member === 'lay')) return 'One member of the panel must be lay'
  if (!members.some(one => one.member === 'education'))
    return 'One member of the panel must have experience in education'
  if (members.filter(one => one.chair).length !== 1) return 'One member of the panel takes the chair'
  return new Set(members.map(one => one.name.trim().toLowerCase())).size < members.length
    ? 'One person is on the panel twice'
    : undefined
}
