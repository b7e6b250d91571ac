import { addDays, boxesNamed, formatDate, type PlainDate, readBoxes } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import type { RegisterFile, RegisterSort, StepSort } from './register.ts'

export type Fields = Readonly<Record<string, string | undefined>>
type Body = Readonly<Record<string, unknown>>
type Read = { readonly body: Body & { readonly on: PlainDate } } | { readonly errors: readonly FormError[] }

const typed = (value: string | undefined): string | undefined => value?.trim() || undefined
const said = (text: string | undefined) => (text ? [{ text, about: 'child' as const }] : undefined)
const longest = 5_000

/** A day that has come; the error it makes otherwise. */
const pastDay = (fields: Fields, name: string, what: string, today: PlainDate): PlainDate | FormError => {
  const read = readBoxes(boxesNamed(name, fields))
  const error = (text: string): FormError => ({ field: `${name}-day`, text })
  if (!read) return error(`Enter ${what}`)
  if ('problem' in read) return error(`The day ${read.problem}`)
  return read.date > today ? error('The day must be today or in the past') : read.date
}

const wordsIn = (fields: Fields, need: string | undefined, errors: FormError[]): string | undefined => {
  const words = typed(fields.words)
  if (!words && need) errors.push({ field: 'words', text: need })
  if (words && words.length > longest) errors.push({ field: 'words', text: `Keep this under ${longest} letters` })
  return words
}

/** A child is put on the register. */
export const readBegin = (sort: RegisterSort, fields: Fields, today: PlainDate): Read => {
  const errors: FormError[] = []
  const on = pastDay(fields, 'on', 'the day', today)
  if (typeof on !== 'string') errors.push(on)
  const from = sort.sources.find(one => one.value === fields.from)?.value
  if (!from) errors.push({ field: 'from', text: 'Choose who told of it' })
  const words = wordsIn(fields, 'Write what you were told', errors)
  if (errors.length > 0 || typeof on !== 'string') return { errors }
  return { body: { on, state: 'open', since: on, from, opening: said(words) } }
}

/** A step is written down: who, when and what came of it. What is missing before it was asked again as it is written. */
export const readStep = (
  step: StepSort,
  fields: Fields,
  file: RegisterFile,
  { today, missing }: { readonly today: PlainDate; readonly missing: string | undefined },
): Read => {
  if (missing) return { errors: [{ field: 'on-day', text: `This step cannot be taken yet: ${missing}` }] }
  const errors: FormError[] = []
  const on = pastDay(fields, 'on', 'the day it happened', today)
  if (typeof on !== 'string') errors.push(on)
  else if (on < file.head.since)
    errors.push({ field: 'on-day', text: `It cannot be before ${formatDate(file.head.since)}` })
  const who = typed(fields.who)
  if (!who) errors.push({ field: 'who', text: `Answer: ${step.who}` })
  const outcome = step.outcomes.find(one => one.value === fields.outcome)?.value
  if (!outcome) errors.push({ field: 'outcome', text: 'Choose what came of it' })
  const until =
    step.untilDays === undefined || typeof on !== 'string' ? undefined : untilIn(fields, on, step.untilDays, errors)
  const words = wordsIn(fields, undefined, errors)
  if (errors.length > 0 || typeof on !== 'string') return { errors }
  return { body: { on, step: step.code, register: file.head.address, who, outcome, until, passages: said(words) } }
}

const untilIn = (fields: Fields, on: PlainDate, days: number, errors: FormError[]): PlainDate | undefined => {
  const read = readBoxes(boxesNamed('until', fields))
  const least = addDays(on, days)
  if (!read) errors.push({ field: 'until-day', text: 'Enter the day until which there is time' })
  else if ('problem' in read) errors.push({ field: 'until-day', text: `The day ${read.problem}` })
  else if (read.date < least)
    errors.push({ field: 'until-day', text: `There must be time until ${formatDate(least)} at least` })
  else return read.date
  return undefined
}

/** It ends: how, where the child is, and why we believe it. */
export const readEnd = (sort: RegisterSort, fields: Fields, file: RegisterFile, today: PlainDate): Read => {
  const errors: FormError[] = []
  const ending = sort.endings.find(one => one.value === fields.outcome)?.value
  const barred = ending && sort.mayEnd(ending, file)
  if (!ending) errors.push({ field: 'outcome', text: 'Choose how it ends' })
  else if (barred) errors.push({ field: 'outcome', text: barred })
  const words = wordsIn(fields, 'Write where the child is, and how you know', errors)
  if (errors.length > 0) return { errors }
  const { since, from, opening, address } = file.head
  return {
    body: {
      on: since,
      state: 'closed',
      register: address,
      since,
      from,
      opening: said(opening || undefined),
      closedOn: today,
      ending,
      closing: said(words),
    },
  }
}
