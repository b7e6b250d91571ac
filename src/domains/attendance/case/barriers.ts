import type { PlainDate } from '../../../kernel/index.ts'

/** One thing that may get in the way of school. `subjects`: it is said of which subjects. */
export type Barrier = { readonly code: string; readonly text: string; readonly subjects?: true }
type BarrierList = { readonly from: PlainDate; readonly barriers: readonly Barrier[] }

/** The list by the day from which it is used: a local setting, so what was chosen keeps the words of its day. */
const lists: readonly BarrierList[] = [
  {
    from: '2024-08-19' as PlainDate,
    barriers: [
      { code: 'bullying', text: 'Bullying, or falling out with other pupils' },
      { code: 'learning', text: 'Finding learning hard', subjects: true },
      { code: 'school-place', text: 'The building, the noise, or a part of the school day' },
      { code: 'adults-at-school', text: 'Adults at school' },
      { code: 'home', text: 'Something at home' },
      { code: 'transport', text: 'Getting to school' },
      { code: 'health', text: 'Health' },
      { code: 'feelings', text: 'Worry or low mood' },
      { code: 'sleep', text: 'Sleep and mornings' },
      { code: 'uniform', text: 'Uniform, food or money' },
    ],
  },
]

/** The list in force on a day, with the day that names it. Days before the first list have the first. */
export const barrierList = (day: PlainDate): BarrierList =>
  lists.findLast(list => list.from <= day) ?? (lists[0] as BarrierList)

/** What was chosen, in the words of the list it was chosen from; a code that is in no list stays as it is. */
export const barrierWords = (code: string, list: string): string =>
  lists.find(one => one.from === list)?.barriers.find(one => one.code === code)?.text ?? code
