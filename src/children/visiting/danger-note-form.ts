import {
  addDays,
  addMonths,
  boxesNamed,
  type Category,
  formatDate,
  type PlainDate,
  readBoxes,
} from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'

/** What stands in the form of a danger note, as it was typed. */
export type DangerFields = Readonly<
  Partial<
    Record<
      | 'sort'
      | 'short'
      | 'whatToDo'
      | 'about'
      | 'who'
      | 'saidBy'
      | 'why'
      | 'category'
      | 'check-day'
      | 'check-month'
      | 'check-year'
      | 'door'
      | 'code',
      string
    >
  >
>

/** The sorts of note, in the order in which a visit page shows them (ux.md 2.4). */
export const sorts = [
  { value: 'danger', text: 'Danger to whoever visits' },
  { value: 'not-to-meet', text: 'Who must not be met or told' },
  { value: 'getting-in', text: 'Getting in' },
  { value: 'animals', text: 'Animals' },
  { value: 'talking', text: 'Talking: language, hearing, interpreter' },
  { value: 'health', text: 'Health at the door' },
  { value: 'parking', text: 'Parking and signal' },
] as const

/** A home of the child, to which a note may belong: its property, and how the form names it. */
export type Home = { readonly address: string; readonly uprn: string; readonly words: string }

/** A note ready to be written. Without a home it follows the child. */
export type DangerNote = {
  readonly sort: (typeof sorts)[number]['value']
  readonly short: string
  readonly whatToDo: string
  /** Who must not be met or told: no letter goes to them, or to where they live. */
  readonly who: string | undefined
  readonly saidBy: string | undefined
  readonly why: { readonly text: string; readonly category: Category } | undefined
  readonly checkBy: PlainDate
  readonly home: Home | undefined
  readonly code: { readonly door: string; readonly code: string } | undefined
}

/** Checked again within 90 days unless the writer says when, and within a year at the latest (ux.md 2.4, rule 3). */
export const usualCheckDays = 90
const longestMonths = 12

const typed = (value: string | undefined): string | undefined => value?.trim() || undefined
const limits = { short: 60, whatToDo: 500, who: 100, saidBy: 100, why: 2000, door: 60, code: 60 } as const
const limitWords = {
  short: 'what to know',
  whatToDo: 'what to do',
  who: 'who it is',
  saidBy: 'who said so',
  why: 'the reason',
  door: 'the name of the door',
  code: 'the code',
}

type Known = { readonly homes: readonly Home[]; readonly choices: readonly Category[]; readonly today: PlainDate }
type Wrong = (field: string, text: string) => void

/** What the form says, or what is wrong with it, field by field. Three fields are enough; the rest has an answer of its own. */
export const readDangerNote = (
  fields: DangerFields,
  { homes, choices, today }: Known,
): DangerNote | { readonly errors: FormError[] } => {
  const errors: FormError[] = []
  const wrong: Wrong = (field, text) => void errors.push({ field, text })
  const sort = sorts.find(s => s.value === fields.sort)?.value
  if (!sort) wrong('sort', 'Choose what the note is about')
  const short = typed(fields.short)
  if (!short) wrong('short', 'Enter what to know, in a few words')
  for (const field of Object.keys(limits) as (keyof typeof limits)[])
    if ((typed(fields[field]) ?? '').length > limits[field])
      wrong(field, `Keep ${limitWords[field]} under ${limits[field].toLocaleString('en-GB')} letters`)
  const who = sort === 'not-to-meet' ? typed(fields.who) : undefined
  if (sort === 'not-to-meet' && !who) wrong('who', 'Enter who must not be met or told')
  const home = homes.find(h => h.address === fields.about)
  if (!home && fields.about !== 'person') wrong('about', 'Choose whether it belongs to the address or to the child')
  const why = readWhy(fields, choices, wrong)
  const checkBy = readCheckBy(fields, today, wrong)
  const code = readCode(fields, home, wrong)
  if (errors.length > 0 || !sort || !short || !checkBy) return { errors }
  return {
    sort,
    short,
    whatToDo: typed(fields.whatToDo) ?? short,
    who,
    saidBy: typed(fields.saidBy),
    why,
    checkBy,
    home,
    code,
  }
}

const readWhy = (fields: DangerFields, choices: readonly Category[], wrong: Wrong): DangerNote['why'] => {
  const text = typed(fields.why)
  const category = choices.find(c => c === fields.category) ?? (choices.length === 1 ? choices[0] : undefined)
  if (text && category) return { text, category }
  if (text) wrong('category', 'Choose who can see why')
  return undefined
}

/** The day by which somebody checks that it is still so. */
export const readCheckBy = (
  fields: Pick<DangerFields, 'check-day' | 'check-month' | 'check-year'>,
  today: PlainDate,
  wrong: Wrong,
): PlainDate | undefined => {
  const latest = addMonths(today, longestMonths)
  const read = readBoxes(boxesNamed('check', fields))
  if (!read) return addDays(today, usualCheckDays)
  if ('problem' in read) wrong('check-day', `The day to check it again ${read.problem}`)
  else if (read.date <= today || read.date > latest)
    wrong('check-day', `The day to check it again must be after today and no later than ${formatDate(latest)}`)
  else return read.date
  return undefined
}

const readCode = (fields: DangerFields, home: Home | undefined, wrong: Wrong): DangerNote['code'] => {
  const [door, code] = [typed(fields.door), typed(fields.code)]
  if (!code && !door) return undefined
  if (!code) wrong('code', 'Enter the code, or leave the name of the door empty')
  else if (!home) wrong('code', 'A code belongs to an address: choose the address above, or leave the code empty')
  else return { door: door ?? 'Front door', code }
  return undefined
}
