/** The two sheets that young carers fill in, by the number of their items (Joseph, Becker and Becker; reference/domain.md 2.4). */
export const sheets = {
  '18': { title: 'MACA-YC18', about: 'what the young person does at home', items: 18 },
  '20': { title: 'PANOC-YC20', about: 'how caring makes the young person feel', items: 20 },
} as const
export type SheetKey = keyof typeof sheets

/** 0 never, 1 some of the time, 2 a lot of the time; null where the sheet was left empty. */
export type ItemAnswer = 0 | 1 | 2 | null
export type Score = {
  readonly name: string
  /** Undefined while an item that belongs to it is missing: a total of fewer items would read as a lower one. */
  readonly score: number | undefined
  readonly most: number
  readonly band?: string
  /** The score is one at which the authors of the sheet would look closer. */
  readonly concern?: boolean
}
/** What a sheet adds up to. Scores support a worker's judgement and decide nothing. */
export type Scored = {
  readonly scores: readonly Score[]
  readonly missing: readonly number[]
  /** "Life does not seem worth living" was answered above never: somebody speaks to the young person today, whatever the scores. */
  readonly speakToday: boolean
}

const macaParts = [
  'Domestic tasks',
  'Household management',
  'Financial and practical',
  'Personal care',
  'Emotional care',
  'Care of brothers and sisters',
]
const panocPositive = [1, 2, 3, 4, 7, 8, 15, 18, 19, 20]
const panocNegative = [5, 6, 9, 10, 11, 12, 13, 14, 16, 17]
const worthLiving = 16

/** Scores a sheet, item by item in its order. @throws RangeError where there are not as many answers as items. */
export const scoreSheet = (sheet: SheetKey, answers: readonly ItemAnswer[]): Scored => {
  if (answers.length !== sheets[sheet].items)
    throw new RangeError(`${sheets[sheet].title} has ${sheets[sheet].items} items, not ${answers.length}`)
  const missing = answers.flatMap((answer, at) => (answer === null ? [at + 1] : []))
  return sheet === '18'
    ? { scores: scoreMaca(answers), missing, speakToday: false }
    : { scores: scorePanoc(answers), missing, speakToday: (answers[worthLiving - 1] ?? 0) > 0 }
}

const sumOf = (answers: readonly ItemAnswer[], items: readonly number[]): number | undefined => {
  const chosen = items.map(item => answers[item - 1] ?? null)
  return chosen.includes(null) ? undefined : chosen.reduce<number>((sum, answer) => sum + (answer ?? 0), 0)
}
const span = (from: number, count: number): number[] => Array.from({ length: count }, (_, at) => from + at)

const scoreMaca = (answers: readonly ItemAnswer[]): Score[] => {
  const total = sumOf(answers, span(1, 18))
  return [
    {
      name: 'Caring tasks in all',
      score: total,
      most: 36,
      ...(total === undefined ? {} : { band: macaBand(total), concern: total >= 10 }),
    },
    ...macaParts.map((name, at) => ({ name, score: sumOf(answers, span(at * 3 + 1, 3)), most: 6 })),
  ]
}

/** How much caring a total stands for. */
const macaBand = (total: number): string => {
  if (total === 0) return 'none'
  if (total <= 9) return 'low'
  if (total <= 13) return 'moderate'
  return total <= 17 ? 'high' : 'very high'
}

const scorePanoc = (answers: readonly ItemAnswer[]): Score[] => {
  const [positive, negative] = [sumOf(answers, panocPositive), sumOf(answers, panocNegative)]
  const bandOf = (score: number, few: number): string => (score === 0 ? 'none' : score <= few ? 'few' : 'high')
  return [
    {
      name: 'Good outcomes of caring',
      score: positive,
      most: 20,
      ...(positive === undefined ? {} : { band: bandOf(positive, 12), concern: positive <= 12 }),
    },
    {
      name: 'Hard outcomes of caring',
      score: negative,
      most: 20,
      ...(negative === undefined ? {} : { band: bandOf(negative, 8), concern: negative >= 9 }),
    },
  ]
}
