import { addDays, boxesNamed, formatDate, type PlainDate, readBoxes, upperFirst } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { allowedFor, openNotices, type Situation } from './lawful-steps.ts'
import { thresholdFor, underOurCode } from './notice-threshold.ts'
import { parentKey, type StepSort } from './steps.ts'

/** What stands in a form of the case, as it was typed. */
export type Fields = Readonly<Partial<Record<string, string>>>
/** A question of a step's form. `need` is the error where it is not answered. */
export type StepField = {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly input: 'line' | 'text' | 'day' | 'choice'
  readonly choices?: readonly { readonly value: string; readonly text: string }[]
  readonly need?: string
}

const parent: StepField = {
  name: 'parent',
  label: 'Which parent or carer?',
  hint: 'The full name. A notice is to one parent for one child',
  input: 'line',
  need: 'Enter the parent’s or carer’s full name',
}
const words = (label: string, need: string, hint?: string): StepField => ({
  name: 'words',
  label,
  input: 'text',
  need,
  ...(hint ? { hint } : {}),
})
const withoutNotice = (label: string, need: string): StepField => ({
  name: 'withoutNotice',
  label,
  input: 'text',
  need,
})

/** Weeks that a notice to improve runs, at least and at most: a local setting within the national framework's three to six. */
const improvementWeeks = { least: 3, most: 6 } as const

/** The questions of each step; the day it was taken stands before them. */
export const fieldsOf = (sort: StepSort, s: Situation): readonly StepField[] => {
  switch (sort) {
    case 'support':
      return [
        words('What was offered?', 'Write what support was offered', 'As it was put to the family'),
        { name: 'offeredBy', label: 'Who offered it?', input: 'line', need: 'Enter who offered the support' },
        {
          name: 'accepted',
          label: 'Did the family take it up?',
          input: 'choice',
          choices: [
            { value: 'yes', text: 'Yes' },
            { value: 'partly', text: 'In part' },
            { value: 'no', text: 'No' },
            { value: 'not-yet', text: 'Not answered yet' },
          ],
          need: 'Choose whether the family took it up',
        },
      ]
    case 'meeting':
      return [
        { name: 'present', label: 'Who was there?', input: 'line', need: 'Enter who was there' },
        words('What was said and agreed?', 'Write what was said and agreed'),
      ]
    case 'letter':
      return [
        { ...parent, label: 'Who was it sent to?', hint: 'The full name', need: 'Enter who the letter was sent to' },
        words('What did it say?', 'Write what the letter said'),
      ]
    case 'notice-to-improve':
      return [
        parent,
        {
          name: 'until',
          label: 'When does it end?',
          hint: `Between ${improvementWeeks.least} and ${improvementWeeks.most} weeks after it is sent`,
          input: 'day',
          need: 'Enter the day on which the notice ends',
        },
        words(
          'What has to change, and what support stays in place?',
          'Write what has to change and what support stays',
        ),
      ]
    case 'penalty-notice':
      return [
        parent,
        {
          name: 'considered',
          label: 'What did you consider first?',
          hint: 'Equality, special educational needs, a plan for the child, caring at home, and anything else that bears on it',
          input: 'text',
          need: 'Write what you considered before the notice',
        },
        ...(s.steps.some(step => step.sort === 'notice-to-improve')
          ? []
          : [
              withoutNotice(
                'Why would support not help?',
                'Write why support would not help, as no notice to improve was sent',
              ),
            ]),
        words('Why a penalty notice?', 'Write why a penalty notice is right'),
      ]
    case 'notice-outcome':
      return [
        {
          name: 'notice',
          label: 'Which notice?',
          input: 'choice',
          choices: openNotices(s).map(one => ({
            value: one.address,
            text: `${one.name}, ${formatDate(one.issuedOn)}`,
          })),
          need: 'Choose the notice',
        },
        {
          name: 'outcome',
          label: 'What became of it?',
          input: 'choice',
          choices: [
            { value: 'paid', text: 'Paid' },
            { value: 'unpaid', text: 'Not paid in time' },
            { value: 'withdrawn', text: 'Withdrawn' },
          ],
          need: 'Choose what became of it',
        },
        words('How do you know, or why was it withdrawn?', 'Write how you know, or why it was withdrawn'),
      ]
    case 'prosecution-considered':
      return [
        parent,
        {
          name: 'orderConsidered',
          label: 'What did you decide of an education supervision order?',
          hint: 'The law asks that it is considered before the court (Education Act 1996, section 447)',
          input: 'text',
          need: 'Write what you decided of an education supervision order',
        },
        ...(s.notices.some(one => one.outcome === 'unpaid')
          ? []
          : [
              withoutNotice(
                'Why is a penalty notice not the right step?',
                'Write why a penalty notice is not the right step',
              ),
            ]),
        words('What was decided, and why?', 'Write what was decided and why'),
      ]
    case 'certificate':
      return [
        { name: 'signedBy', label: 'Who signed it?', input: 'line', need: 'Enter who signed the certificate' },
        { name: 'school', label: 'For which school?', input: 'line', need: 'Enter the school' },
      ]
    case 'prosecution':
      return [parent, words('Which court, and what is asked for?', 'Write which court and what is asked for')]
  }
}

/** A step ready to be written. */
export type StepBody = { readonly on: PlainDate; readonly step: StepSort } & Readonly<Record<string, unknown>>

/** A day typed in the boxes of `name`, or the error it makes. */
export const dayIn = (fields: Fields, name: string, what: string): { date: PlainDate } | { error: FormError } => {
  const read = readBoxes(boxesNamed(name, fields))
  const error = (text: string) => ({ error: { field: `${name}-day`, text } })
  if (!read) return error(`Enter ${what}`)
  return 'problem' in read ? error(`${upperFirst(what)} ${read.problem}`) : read
}

const typed = (value: string | undefined): string | undefined => value?.trim() || undefined
const longest = 5_000

/** What the form of a step says, or what is wrong with it field by field. The law's conditions are asked beside it. */
export const readStep = (
  sort: StepSort,
  fields: Fields,
  s: Situation,
): { readonly body: StepBody } | { readonly errors: readonly FormError[] } => {
  const errors: FormError[] = []
  const body: Record<string, unknown> = {}
  const on = dayIn(fields, 'on', 'the day it happened')
  if ('error' in on) errors.push(on.error)
  else if (on.date > s.today) errors.push({ field: 'on-day', text: 'The day it happened must be today or in the past' })
  for (const field of fieldsOf(sort, s)) {
    if (field.input === 'day') {
      const day = dayIn(fields, field.name, 'the day on which it ends')
      if ('error' in day) errors.push(day.error)
      else body[field.name] = day.date
      continue
    }
    const text = typed(fields[field.name])
    const known = !field.choices || field.choices.some(choice => choice.value === text)
    if (!text || !known) errors.push({ field: field.name, text: field.need ?? `Answer: ${field.label}` })
    else if (text.length > longest) errors.push({ field: field.name, text: `Keep this under ${longest} letters` })
    else if (field.name === 'words') body.passages = [{ text, about: 'child' }]
    else body[field.name] = text
  }
  if (errors.length > 0 || 'error' in on) return { errors }
  const made = { ...body, on: on.date, step: sort }
  return withLaw(made, s)
}

/** What the law adds to a step of this sort: the length of a notice to improve, and what a penalty notice is for and costs. */
const withLaw = (
  body: StepBody,
  s: Situation,
): { readonly body: StepBody } | { readonly errors: readonly FormError[] } => {
  if (body.step === 'notice-to-improve') {
    const [least, most] = [addDays(body.on, improvementWeeks.least * 7), addDays(body.on, improvementWeeks.most * 7)]
    const until = body.until as PlainDate
    return until >= least && until <= most
      ? { body }
      : {
          errors: [
            { field: 'until-day', text: `The notice must end between ${formatDate(least)} and ${formatDate(most)}` },
          ],
        }
  }
  if (body.step === 'penalty-notice') return noticeBody(body, s)
  if (body.step === 'notice-outcome' && body.outcome === 'unpaid') {
    const notice = openNotices(s).find(one => one.address === body.notice)
    if (notice && notice.payBy >= body.on)
      return { errors: [{ field: 'outcome', text: `It can be paid until ${formatDate(notice.payBy)}` }] }
  }
  return { body }
}

const noticeBody = (
  body: StepBody,
  s: Situation,
): { readonly body: StepBody } | { readonly errors: readonly FormError[] } => {
  const wrong = (field: string, text: string) => ({ errors: [{ field, text }] })
  if (body.on !== s.today) return wrong('on-day', 'A penalty notice is issued today: the conditions are those of today')
  const name = String(body.parent)
  const earlier = s.notices.filter(one => one.parent === parentKey(name) && one.outcome !== 'withdrawn').at(-1)
  const registers = underOurCode(s.registers, s.authority)
  const threshold = thresholdFor({ ...s, registers }, earlier?.offenceOn)
  if (threshold.state !== 'met')
    return wrong(
      'parent',
      `Since the absence that ${earlier?.name ?? name} had a notice for, ten sessions have not been missed in ten school weeks`,
    )
  const allowed = allowedFor(name, s, threshold.on)
  if (!allowed.allowed)
    return wrong(
      'parent',
      allowed.because === 'two-in-three-years'
        ? `${name} has had two notices for this child in three years. Another may be issued from ${formatDate(allowed.againFrom)}`
        : 'The national framework was not in force for this absence',
    )
  return {
    body: {
      ...body,
      school: threshold.school,
      offenceOn: threshold.on,
      until: allowed.payBy,
      pounds: allowed.pounds,
    },
  }
}
