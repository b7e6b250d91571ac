import { addDays, type PlainDate } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { dayIn, type Fields } from '../case/step-form.ts'

type SharingSettings = {
  readonly from: PlainDate
  /** The most letters of what is shared: a fact, not a story. */
  readonly mostLetters: number
  /** The days for which it is shared as a rule, and at most at once. */
  readonly usualDays: number
  readonly mostDays: number
}
/** Local settings, by the day from which they hold. */
const settings: readonly SharingSettings[] = [
  { from: '2024-08-19' as PlainDate, mostLetters: 300, usualDays: 42, mostDays: 183 },
]

/** The settings in force on a day. */
export const sharingSettings = (day: PlainDate): SharingSettings =>
  settings.findLast(one => one.from <= day) ?? (settings[0] as SharingSettings)

/** What is shared: the fact, until when, and whether the family agreed or why it is shared without. */
export type Sharing = {
  readonly words: string
  readonly until: PlainDate
  readonly agreed: 'yes' | 'no'
  readonly why: string
}

const typed = (value: string | undefined): string => value?.trim() ?? ''

/** Reads the form of what is shared, or says what is wrong with it field by field. */
export const readSharing = (
  fields: Fields,
  today: PlainDate,
): { readonly sharing: Sharing } | { readonly errors: readonly FormError[] } => {
  const errors: FormError[] = []
  const { mostLetters, mostDays } = sharingSettings(today)
  const [words, why] = [typed(fields.words), typed(fields.why)]
  const agreed = (['yes', 'no'] as const).find(one => one === fields.agreed)
  if (!words) errors.push({ field: 'words', text: 'Write the fact that is shared' })
  if (words.length > mostLetters)
    errors.push({
      field: 'words',
      text: `What is shared must be ${mostLetters} characters or fewer: you have ${words.length}`,
    })
  if (!agreed) errors.push({ field: 'agreed', text: 'Choose whether the family agreed' })
  if (agreed === 'no' && !why)
    errors.push({ field: 'why', text: 'Write why it is shared although the family has not agreed' })
  if (why.length > 1_000) errors.push({ field: 'why', text: 'Why it is shared must be 1,000 characters or fewer' })
  const until = dayIn(fields, 'until', 'the last day on which it is shared')
  if ('error' in until) errors.push(until.error)
  else if (until.date < today || until.date > addDays(today, mostDays))
    errors.push({
      field: 'until-day',
      text: `The last day on which it is shared must be today or later, at most ${mostDays} days from now`,
    })
  if (errors.length > 0 || 'error' in until || !agreed) return { errors }
  return { sharing: { words, until: until.date, agreed, why } }
}
