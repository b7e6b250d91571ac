import { Type } from 'typebox'
import { addDays, addMonths, type Category, categories, localList, type PlainDate } from '../../kernel/index.ts'

/** How often a sort of meeting comes again, in weeks or months: after the first, and after each later one. */
type Cadence = { readonly unit: 'weeks' | 'months'; readonly first: number; readonly again: number }
/** A sort of meeting: what people call it, whose information it is, and its cadence; none for one that is called when it is needed. */
export type MeetingSort = {
  readonly value: string
  readonly text: string
  readonly category: Category
  readonly cadence?: Cadence
}

const times = () => Type.Integer({ minimum: 1, maximum: 60 })
const Sort = Type.Object({
  value: Type.String({ pattern: '^[a-z]+(-[a-z]+)*$' }),
  text: Type.String({ minLength: 1 }),
  category: Type.Union(categories.map(one => Type.Literal(one))),
  cadence: Type.Optional(
    Type.Object({ unit: Type.Union([Type.Literal('weeks'), Type.Literal('months')]), first: times(), again: times() }),
  ),
})
const every = (unit: Cadence['unit'], again: number, first = again): Cadence => ({ unit, first, again })
const sort = (value: string, text: string, category: Category, cadence?: Cadence): MeetingSort => ({
  value,
  text,
  category,
  ...(cadence ? { cadence } : {}),
})

/**
 * The sorts of meeting from a day on: the law renames them, and how often they come is the council's. Sources: domain.md 0.2 and 4.2 (review
 * conference within 3 months and then 6; core group about every six weeks; the personal education plan each term, from memory), 4.1 and 5.2.
 */
const lists = localList<readonly MeetingSort[]>({
  name: 'meeting-sorts',
  about: 'the sorts of meeting, whose information each is, and how often it comes',
  schema: Type.Array(Sort, { minItems: 1 }),
  shipped: [
    {
      from: '2013-04-01' as PlainDate,
      items: [
        sort('team-around-child', 'Meeting of the team around the child', 'early-help', every('weeks', 12)),
        sort('child-in-need-review', 'Child in need review', 'care-content', every('weeks', 12)),
        sort('family-group', 'Family group conference', 'care-content'),
        sort('strategy', 'Strategy discussion', 'protection'),
        sort('conference', 'Child protection conference', 'protection', every('months', 6, 3)),
        sort('core-group', 'Core group', 'protection', every('weeks', 6)),
        sort('personal-education-plan', 'Personal education plan meeting', 'care-content', every('months', 4)),
        sort('young-carer-school', 'School plan meeting', 'young-carer', every('months', 4)),
        sort('ehc-review', 'Annual review of the plan', 'send', every('months', 12)),
        sort('attendance', 'Attendance meeting', 'attendance', every('weeks', 6)),
      ],
    },
  ],
})

/** The sorts in force on a day. */
export const meetingSortsOn = (on: PlainDate): readonly MeetingSort[] => lists.on(on).items

const known = new Map(lists.versions.flatMap(list => list.items).map(one => [one.value, one.text]))
/** What a sort is called, in force or not. */
export const meetingSortOf = (value: string | undefined): string => known.get(value ?? '') ?? 'Meeting'

/**
 * By when the next meeting of the sort is due, where it has a cadence: `held` are the days on which it was held, in any order. Pure.
 */
export const nextMeetingBy = (value: string, held: readonly PlainDate[]): PlainDate | undefined => {
  const days = held.toSorted()
  const last = days.at(-1)
  if (last === undefined) return undefined
  const cadence = meetingSortsOn(last).find(one => one.value === value)?.cadence
  if (!cadence) return undefined
  const count = days.length === 1 ? cadence.first : cadence.again
  return cadence.unit === 'weeks' ? addDays(last, 7 * count) : addMonths(last, count)
}
