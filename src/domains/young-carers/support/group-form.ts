import { type Body, type Form, formOn, readForm, type Typed } from '../../../children/index.ts'
import { formatDate, type PlainDate } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { betrays, sessionForms } from './help-forms.ts'

/** What is asked once for everybody of a group: the day, how, and which group. */
export const groupForm = (today: PlainDate): Form => {
  const form = formOn(sessionForms, today)
  return {
    ...form,
    fields: form.fields
      .filter(field => ['on', 'how', 'name'].includes(field.name))
      .map(field => (field.name === 'name' ? { ...field, need: 'Enter which group' } : field)),
  }
}

/** Who of a group was there: the addresses of their records, in the order of the form. */
export type Attended = { readonly address: string; readonly came: string }
export const cameChoices = [
  { value: '', text: 'Leave out' },
  { value: 'yes', text: 'Was there' },
  { value: 'no', text: 'Was not there' },
] as const

/** Each young person's row is two fields of the same name as everybody's: who, and whether they came. */
export const rowsOf = (form: { readonly child?: unknown; readonly came?: unknown }): readonly Attended[] => {
  const came = [form.came ?? []].flat().map(String)
  return [form.child ?? []].flat().map((address, at) => ({ address: String(address), came: came[at] ?? '' }))
}

/** The rows of a draft as they were typed. */
export const keptRows = ({ rows }: { readonly rows?: string }): readonly Attended[] =>
  rows ? (JSON.parse(rows) as Attended[]) : []

/** Reads it: one body for each who was there or missed it, or what must be mended first. Pure. */
export const readGroup = (
  typed: Typed,
  rows: readonly Attended[],
  today: PlainDate,
):
  | { readonly on: PlainDate; readonly each: readonly { readonly address: string; readonly body: Body }[] }
  | { readonly errors: readonly FormError[] } => {
  const read = readForm(groupForm(today), typed, today)
  const chosen = rows.filter(one => one.came === 'yes' || one.came === 'no')
  const errors = [
    ...('errors' in read ? read.errors : []),
    ...(betrays(typed.name)
      ? [{ field: 'name', text: 'Choose a name that says nothing of caring: others may read it' }]
      : []),
    ...(chosen.length === 0
      ? [{ field: 'came-1', text: 'Say of at least one young person whether they were there' }]
      : []),
    ...(new Set(chosen.map(one => one.address)).size < chosen.length
      ? [{ field: 'came-1', text: 'Say of each young person once whether they were there' }]
      : []),
  ]
  if (errors.length > 0 || 'errors' in read) return { errors }
  return {
    on: read.body.on as PlainDate,
    each: chosen.map(({ address, came }) => ({ address, body: { ...read.body, sort: 'group', came } })),
  }
}

/** What is said once it is saved. */
export const groupSaved = (on: PlainDate, each: readonly { readonly body: Body }[]): string => {
  const there = each.filter(one => one.body.came === 'yes').length
  return `Saved for ${formatDate(on)}: ${there} there, ${each.length - there} not there.`
}
