import { type TSchema, Type } from 'typebox'
import { boxesNamed, filledBoxes, formatDate, lowerFirst, type PlainDate, readBoxes } from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import { passage } from '../kinds/index.ts'
import type { Asked, Fields } from './merge.ts'

export type Choice = { readonly value: string; readonly text: string; readonly hint?: string }
/** One question of a form. `need` is the error where it is not answered; a question without may be left empty. */
export type Field = {
  readonly name: string
  /** "{first}" stands for the young person's first name. */
  readonly label: string
  readonly hint?: string
  readonly input: 'line' | 'text' | 'day' | 'choice' | 'many'
  readonly choices?: readonly Choice[]
  readonly need?: string
  /** A day that must lie behind, today included, or ahead. */
  readonly day?: 'past' | 'future'
}
/** A form as it is asked from a day on: a local setting. What was answered keeps the words of its day. */
export type Form = {
  readonly from: PlainDate
  readonly title: string
  readonly save: string
  readonly intro?: string
  readonly fields: readonly Field[]
}
/** The versions of one form, the earliest first. */
export type Versions = readonly [Form, ...Form[]]

/** The version in force on a day. Days before the first have the first. */
export const formOn = (versions: Versions, day: PlainDate): Form =>
  versions.findLast(one => one.from <= day) ?? versions[0]

/** What stands in a form as it was typed: a list where several may be chosen. */
export type Typed = Readonly<Record<string, string | readonly string[] | undefined>>
export type Body = Readonly<Record<string, unknown>>

const one = (typed: Typed, name: string): string | undefined => {
  const value = typed[name]
  return (typeof value === 'string' ? value : value?.[0])?.trim() || undefined
}
/** What was chosen of several. */
export const chosenOf = (typed: Typed, name: string): readonly string[] => [typed[name] ?? []].flat()

/** The names that a form's questions have in what a browser sends. */
export const fieldBoxNames = (versions: Versions): { readonly one: string[]; readonly many: string[] } => {
  const fields = versions.flatMap(form => form.fields)
  const days = fields.filter(f => f.input === 'day').flatMap(f => ['day', 'month', 'year'].map(p => `${f.name}-${p}`))
  return {
    one: [...fields.filter(f => f.input !== 'day' && f.input !== 'many').map(f => f.name), ...days],
    many: fields.filter(f => f.input === 'many').map(f => f.name),
  }
}

/** The schema of what is kept of a form, over all its versions. `form` is the day that names the version; `more` is kept besides. */
export const bodySchema = (versions: Versions, more: Readonly<Record<string, TSchema>> = {}) =>
  Type.Object<Record<string, TSchema>>({
    form: Type.Optional(Type.String()),
    ...Object.fromEntries(
      versions.flatMap(form => form.fields.map(field => [field.name, Type.Optional(keptAs(field))] as const)),
    ),
    ...more,
  })
const keptAs = ({ input }: Field): TSchema =>
  input === 'text' ? Type.Array(passage) : input === 'many' ? Type.Array(Type.String()) : Type.String()

/** Reads a form: what is to be kept, or what must be mended first. */
export const readForm = (
  form: Form,
  typed: Typed,
  today: PlainDate,
): { readonly body: Body } | { readonly errors: readonly FormError[] } => {
  const errors: FormError[] = []
  const body: Record<string, unknown> = { form: form.from }
  for (const field of form.fields) {
    const read = readField(field, typed, today)
    if ('error' in read) errors.push(read.error)
    else if (read.value !== undefined) body[field.name] = read.value
  }
  return errors.length > 0 ? { errors } : { body }
}

type ReadField = { readonly value: unknown } | { readonly error: FormError }
const readField = (field: Field, typed: Typed, today: PlainDate): ReadField => {
  const { name, need, choices = [] } = field
  const missing = (): ReadField => (need ? { error: { field: boxOf(field), text: need } } : { value: undefined })
  if (field.input === 'day') return readDay(field, typed, today)
  if (field.input === 'many') {
    const chosen = choices.map(c => c.value).filter(value => chosenOf(typed, name).includes(value))
    return chosen.length > 0 ? { value: chosen } : missing()
  }
  const text = one(typed, name)
  if (!text) return missing()
  if (field.input === 'choice') return choices.some(c => c.value === text) ? { value: text } : missing()
  return { value: field.input === 'text' ? [{ text, about: 'child' }] : text }
}

/** The id of a question's first box: where an error leads. */
export const boxOf = ({ input, name }: Field): string => (input === 'day' ? `${name}-day` : name)

const readDay = (field: Field, typed: Typed, today: PlainDate): ReadField => {
  const error = (text: string): ReadField => ({ error: { field: boxOf(field), text } })
  const texts = Object.fromEntries(Object.keys(typed).map(key => [key, one(typed, key)]))
  const read = readBoxes(boxesNamed(field.name, texts))
  const what = field.label.replace(/\?$/, '')
  if (!read) return field.need ? error(field.need) : { value: undefined }
  if ('problem' in read) return error(`“${what}” needs a day, a month and a year, like 27 3 2026`)
  if (field.day === 'past' && read.date > today)
    return error(`“${what}” must be answered with today, ${formatDate(today)}, or an earlier day`)
  if (field.day === 'future' && read.date <= today)
    return error(`“${what}” must be answered with a day after today, ${formatDate(today)}`)
  return { value: read.date }
}

const wordsIn = (value: unknown): string =>
  Array.isArray(value) ? value.map(each => String((each as { text?: unknown }).text ?? '')).join('\n\n') : ''

/** What was answered, back in the boxes, so that only what changed is typed. */
export const typedFrom = (form: Form, body: Body): Typed =>
  Object.fromEntries(
    form.fields.flatMap(({ name, input }): [string, string | string[]][] => {
      const value = body[name]
      if (input === 'day')
        return Object.entries(filledBoxes(name, typeof value === 'string' ? (value as PlainDate) : undefined))
      if (input === 'many') return [[name, Array.isArray(value) ? value.map(String) : []]]
      return [[name, input === 'text' ? wordsIn(value) : typeof value === 'string' ? value : '']]
    }),
  )

/** An answer in words, with its question; what was not answered is left out. */
type Answered = { readonly label: string; readonly words: string }
export const answersOf = (versions: Versions, body: Body, leaveOut: readonly string[] = []): readonly Answered[] => {
  const form = versions.find(each => each.from === body.form) ?? versions[0]
  return form.fields
    .filter(field => !leaveOut.includes(field.name))
    .flatMap(field => {
      const words = wordsOf(field, body[field.name])
      return words ? [{ label: field.label, words }] : []
    })
}
/** One answer in words; empty where there is none. */
export const wordsOf = ({ input, choices = [] }: Field, value: unknown): string => {
  const named = (code: unknown): string => choices.find(c => c.value === code)?.text ?? String(code)
  if (input === 'text') return wordsIn(value)
  if (input === 'many')
    return Array.isArray(value)
      ? value.map((code, at) => (at === 0 ? named(code) : lowerFirst(named(code)))).join(', ')
      : ''
  if (typeof value !== 'string' || value === '') return ''
  if (input === 'day') return /^\d{4}-\d\d-\d\d$/.test(value) ? formatDate(value as PlainDate) : value
  return input === 'choice' ? named(value) : value
}

/** What a form asks, as one answer each, for drafts and for putting two edits together. */
export const askedOf = ({ fields }: Form): readonly Asked[] =>
  fields.map(({ name, label, input, choices = [] }) => ({
    id: name,
    label,
    boxes: input === 'day' ? [`${name}-day`, `${name}-month`, `${name}-year`] : [name],
    ...(input === 'text' || input === 'many' ? { joins: true as const } : {}),
    ...(input === 'many' ? { several: true as const } : {}),
    ...(choices.length > 0 ? { words: Object.fromEntries(choices.map(({ value, text }) => [value, text])) } : {}),
  }))

/** What was typed, one text for each box: of several choices, their codes with a comma between. */
export const boxesOf = (typed: Typed): Fields =>
  Object.fromEntries(Object.keys(typed).map(name => [name, chosenOf(typed, name).join(',')]))
/** The same back in the form. */
export const typedOf = ({ fields }: Form, boxes: Fields): Typed => ({
  ...boxes,
  ...Object.fromEntries(
    fields.filter(({ input }) => input === 'many').map(({ name }) => [name, (boxes[name] ?? '').split(',')]),
  ),
})
