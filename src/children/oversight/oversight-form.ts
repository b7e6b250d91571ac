import {
  type OversightDraft,
  overseeable,
  oversightSettings,
  type StaffFound,
  type TeamToOversee,
} from '../../access/index.ts'
import { addDays, boxesNamed, formatDate, type PlainDate, readBoxes } from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'

/** The form as it was typed. `chosen` is one of the people whose name was typed, where that says of several. */
export type OversightFields = {
  readonly team?: string | undefined
  readonly person?: string | undefined
  readonly chosen?: string | undefined
  readonly categories?: readonly string[]
  readonly purpose?: string | undefined
  /** What stands in `from-day`, `last-month` and so on. */
  readonly boxes?: Readonly<Record<string, string | undefined>>
}
export type OversightForm = {
  readonly teams: readonly TeamToOversee[]
  readonly today: PlainDate
  readonly fields: OversightFields
  readonly people: readonly StaffFound[]
  readonly errors: readonly FormError[]
}
/** What the database knows of what was typed: the teams there are to choose, and who has this in their name (or as their whole name). */
export type OversightChoices = {
  readonly teams: readonly TeamToOversee[]
  readonly people: { readonly found: readonly StaffFound[]; readonly whole: boolean }
}

/** The fewest letters of a name that are looked for. */
export const shortestName = 3

const dateIn = (fields: OversightFields, name: 'from' | 'last'): PlainDate | undefined => {
  const read = readBoxes(boxesNamed(name, fields.boxes ?? {}))
  return read && 'date' in read ? read.date : undefined
}

/** Reads a proposal, or says what is wrong with it field by field. */
export const readOversight = (
  fields: OversightFields,
  { teams, people }: OversightChoices,
  today: PlainDate,
): { readonly draft: OversightDraft } | { readonly errors: readonly FormError[] } => {
  const errors: FormError[] = []
  const fault = (field: string, text: string) => void errors.push({ field, text })
  const settings = oversightSettings(today)
  const team = teams.find(one => one.uuid === fields.team)
  if (!team) fault('team', 'Choose the team whose work is overseen')
  const person = personOf(fields, people)
  if ('text' in person) errors.push(person)
  const categories = overseeable.filter(one => fields.categories?.includes(one))
  if (categories.length === 0) fault('categories', 'Choose what they need to see')
  const purpose = (fields.purpose ?? '').trim()
  if (purpose.length < settings.shortestReason)
    fault('purpose', `Write what it is for in at least ${settings.shortestReason} letters`)
  const [startsOn, lastDay] = [dateIn(fields, 'from'), dateIn(fields, 'last')]
  if (!startsOn) fault('from-day', 'Enter the first day, such as 27 3 2027')
  else if (startsOn < today) fault('from-day', 'The first day must be today or later')
  else if (startsOn > addDays(today, settings.mostDays))
    fault('from-day', `The first day must be within ${settings.mostDays} days`)
  if (!lastDay) fault('last-day', 'Enter the last day, such as 27 9 2027')
  else if (startsOn && lastDay < startsOn) fault('last-day', 'The last day must be the first day or later')
  else if (startsOn && lastDay > addDays(startsOn, settings.mostDays - 1))
    fault(
      'last-day',
      `One oversight lasts ${settings.mostDays} days at most: enter ${formatDate(addDays(startsOn, settings.mostDays - 1))} or an earlier day`,
    )
  if (!team || 'text' in person || !startsOn || !lastDay || errors.length > 0) return { errors }
  return { draft: { userId: person.id, teamId: team.id, categories, purpose, startsOn, lastDay } }
}

/** Who is meant: the one chosen of several, or the only one who has this as their whole name. */
const personOf = (
  { person, chosen }: OversightFields,
  { found, whole }: OversightChoices['people'],
): StaffFound | FormError => {
  if ((person ?? '').trim().length < shortestName)
    return { field: 'person', text: 'Enter the name of the person who will see more' }
  const one = found.find(each => each.uuid === chosen) ?? (whole && found.length === 1 ? found[0] : undefined)
  if (one) return one
  if (found.length === 0)
    return { field: 'person', text: 'Nobody who works here has that name: enter it as it stands in the directory' }
  return { field: 'chosen', text: 'Choose which of these people you mean, or enter another name' }
}
