import { addDays, addWorkingDays, foldName, nameParts, type PlainDate } from '../../kernel/index.ts'

/** What a look is asked about for. A rule whose meaning changes takes the next version. */
export const lookRules = {
  'own-surname': { version: 1, ofChild: true },
  'own-name': { version: 2, ofChild: true },
  'own-postcode': { version: 1, ofChild: true },
  'after-work': { version: 1, ofChild: true },
  breadth: { version: 1, ofChild: false },
  'no-follow-up': { version: 1, ofChild: false },
} as const
export type LookRule = keyof typeof lookRules
export const isLookRule = (text: string): text is LookRule => Object.hasOwn(lookRules, text)

/** What came of a look that was asked about; `own-family` shuts the record to whoever looked. */
export const lookOutcomes = ['explained', 'passed-on', 'own-family'] as const
export type LookOutcome = (typeof lookOutcomes)[number]

/** The local numbers of the rules, by the day from which they hold. The law and the published models name none of them. */
export type LookSettings = {
  readonly from: PlainDate
  /** A surname that one child in so many has, or more, is common: it asks only from so many days of looking within a month. */
  readonly commonOneIn: number
  readonly commonDays: number
  /** More than so many times the middle of those in the same role, and at least so many children, where so many people of the role looked. */
  readonly timesMiddle: number
  readonly leastInDay: number
  readonly leastInWeek: number
  readonly fewestPeers: number
  /** From so many children located on one day of whom nothing came; for those who take calls for everybody from more (reference/security.md, T01). */
  readonly leftLocated: number
  readonly leftLocatedOnDuty: number
  readonly followUpDays: number
  /** What was explained of somebody and one child is not asked again for so many days. */
  readonly explainedDays: number
}
const settings: readonly LookSettings[] = [
  {
    from: '2026-01-01' as PlainDate,
    ...{ commonOneIn: 200, commonDays: 3 },
    ...{ timesMiddle: 3, leastInDay: 30, leastInWeek: 90, fewestPeers: 5 },
    ...{ leftLocated: 1, leftLocatedOnDuty: 10, followUpDays: 2, explainedDays: 90 },
  },
]

/** The numbers that hold on a day. */
export const lookSettingsOn = (day: PlainDate): LookSettings =>
  settings.findLast(one => one.from <= day) ?? (settings[0] as LookSettings)

/** One thing to ask somebody about: by which rule, of which child if of one, resting on which events, with which numbers. Nothing about a child. */
export type Finding = {
  readonly userId: number
  readonly childId: number | undefined
  readonly rule: LookRule
  readonly looks: readonly number[]
  readonly inputs: Readonly<Record<string, number | string>>
}
type Look = { readonly userId: number; readonly childId: number; readonly looks: readonly number[] }
const finding = (rule: LookRule, { userId, childId, looks }: Look, inputs: Finding['inputs'] = {}): Finding => ({
  ...{ userId, childId, rule, looks, inputs },
})

/** The folded words of a surname, the last of a name, or what stands before its comma. "Ana Okafor-Reid" has two. */
export const surnamesOf = (name: string): string[] => {
  const [before, after] = name.split(',')
  return nameParts(after === undefined ? (name.trim().split(/\s+/).at(-1) ?? '') : (before ?? ''))
}

/** A look at a child of one's own surname. `given`: others gave them this work, or the child is on the roll of their school, before the look. */
export type NamesakeLook = Look & {
  readonly given: boolean
  /** Days within the last thirty on which they opened the record. */
  readonly days: number
  /** How many children have the surname, of how many in all. */
  readonly bearers: number
  readonly children: number
}

/** Own surname. A common one weighs less: it is asked about only where the record was opened on several days. */
export const ofOwnSurname = (looks: readonly NamesakeLook[], s: LookSettings): Finding[] =>
  looks
    .filter(look => !look.given && (look.bearers * s.commonOneIn < look.children || look.days >= s.commonDays))
    .map(look => finding('own-surname', look, { days: look.days, bearers: look.bearers }))

/** A look at a child of whom a parent, a carer or one of the family has the reader's whole name, or who has it: whatever work they have with the child. */
export type CarerLook = Look & { readonly reader: string; readonly carer: string }
const wholeName = (name: string): string => foldName(name).split(' ').toSorted().join(' ')
export const ofOwnName = (looks: readonly CarerLook[]): Finding[] =>
  looks
    .filter(({ reader, carer }) => wholeName(reader) === wholeName(carer) && wholeName(reader).includes(' '))
    .map(look => finding('own-name', look))

/** A look at a child with the postcode of children of the reader's own family. `given` as of a namesake. */
export type PostcodeLook = Look & { readonly given: boolean }
/** Of those without such children no home is known, and nothing can be checked. */
export const ofOwnPostcode = (looks: readonly PostcodeLook[]): Finding[] =>
  looks.filter(look => !look.given).map(look => finding('own-postcode', look))

/** A look after the reader's own work with the child had ended, and the days after it in which they still see the record. */
export const ofEndedWork = (looks: readonly (Look & { readonly ended: PlainDate })[]): Finding[] =>
  looks.map(look => finding('after-work', look, { ended: look.ended }))

/** How many different children somebody opened in one role, in a day or in a week. */
export type Breadth = {
  readonly userId: number
  readonly role: string
  readonly children: number
  readonly looks: readonly number[]
}

/** The middle of some numbers: of an even number of them, the mean of the middle two. */
export const middleOf = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length === 0
    ? 0
    : sorted.length % 2 === 1
      ? (sorted[half] ?? 0)
      : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2
}

/**
 * Far more records than others in the same role (reference/security.md part 4, "breadth vs peers"). Beside the middle, which one person who opens
 * very many does not move, as they would the mean; where few of the role looked there is nobody to compare with.
 */
export const ofBreadth = (
  { day, week }: { readonly day: readonly Breadth[]; readonly week: readonly Breadth[] },
  s: LookSettings,
): Finding[] => {
  const far = (all: readonly Breadth[], least: number, span: 'day' | 'week') =>
    [...Map.groupBy(all, one => one.role).values()].flatMap(peers => {
      const middle = middleOf(peers.map(one => one.children))
      return peers.length < s.fewestPeers
        ? []
        : peers
            .filter(one => one.children >= least && one.children > s.timesMiddle * middle)
            .map(({ userId, children, looks }) => ({
              ...{ userId, childId: undefined, rule: 'breadth' as const, looks },
              inputs: { children, middle, span },
            }))
    })
  const found = far(day, s.leastInDay, 'day')
  return [
    ...found,
    ...far(week, s.leastInWeek, 'week').filter(one => !found.some(other => other.userId === one.userId)),
  ]
}

const dutyRoles = ['front-door', 'out-of-hours']

/** Children who were located on a day, and nothing done about them within the working days that follow. */
export const ofLeftLocated = (left: readonly Breadth[], s: LookSettings): Finding[] =>
  left
    .filter(one => one.children >= (dutyRoles.includes(one.role) ? s.leftLocatedOnDuty : s.leftLocated))
    .map(({ userId, children, looks }) => ({
      ...{ userId, childId: undefined, rule: 'no-follow-up', looks, inputs: { children } },
    }))

/** The days whose time to do something ended with this one: none on a Saturday, three on a Tuesday. */
export const daysDueBy = (day: PlainDate, workingDays: number): PlainDate[] =>
  Array.from({ length: 21 }, (_, back) => addDays(day, -back)).filter(one => addWorkingDays(one, workingDays) === day)

/** What was found before of the same person. */
export type FoundBefore = {
  readonly userId: number
  readonly childId: number | undefined
  readonly rule: string
  readonly open: boolean
  readonly explainedOn: PlainDate | undefined
}

/** Leaves out what is asked already, and what was explained lately of the same child. */
export const notAskedYet = (
  found: readonly Finding[],
  before: readonly FoundBefore[],
  day: PlainDate,
  s: LookSettings,
): Finding[] =>
  found.filter(
    one =>
      !before.some(
        b =>
          b.userId === one.userId &&
          b.childId === one.childId &&
          b.rule === one.rule &&
          (b.open ||
            (one.childId !== undefined &&
              b.explainedOn !== undefined &&
              b.explainedOn > addDays(day, -s.explainedDays))),
      ),
  )
