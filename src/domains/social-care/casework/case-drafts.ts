import {
  askedOf,
  boxesOf,
  type Fields,
  type Form,
  knownAsked,
  repliesIn,
  replyFields,
  type SavedVersion,
  type SharedForm,
  typedFrom,
} from '../../../children/index.ts'
import { namingStep } from './adoption-steps.ts'
import type { CaseFile, StepDone } from './case-file.ts'
import type { CaseStep } from './case-step.ts'
import { stepsToTakeBack } from './case-steps.ts'

const dayBoxes = ['on-day', 'on-month', 'on-year'] as const

/** Each time that a step of this sort was written, back in its boxes, the first first. */
export const savedOf = (form: Form, steps: readonly StepDone[]): SavedVersion[] =>
  steps
    .toSorted((a, b) => (a.writtenAt?.getTime() ?? 0) - (b.writtenAt?.getTime() ?? 0))
    .map(({ address, by, writtenAt, body }) => ({
      ...{ address, by, at: writtenAt ?? new Date(0) },
      fields: { ...boxesOf(typedFrom(form, body)), ...replyFields(repliesIn(body)) },
    }))

/**
 * The form of a step as others may save it meanwhile. Each save is a step of its own; two of one sort are the same thing where they are of
 * one day, or where what the first told leaves nothing to write for the second. A plan is copied forward: one save is on top of the other.
 */
export const sharedStep = (step: CaseStep, form: Form, file: CaseFile): SharedForm => {
  const asked = [...(step.asksKnown ? knownAsked : []), ...askedOf(form)]
  const over = step.missing?.(file) !== undefined
  const may = stepsToTakeBack(file)
  const versions = savedOf(
    form,
    may.filter(one => one.step === step.key && step.key !== 'take-back'),
  )
  const sameDay = (typed: Fields, other: Fields) => dayBoxes.every(box => Number(typed[box]) === Number(other[box]))
  const name = `case-${step.key}`
  if (step.copied) return { name, asked, versions, anew: dayBoxes }
  return {
    ...{ name, asked, versions },
    anew: asked.flatMap(one => one.boxes),
    // each word that names somebody is one person's own: two are never put together into one
    sameThing: (typed, other) => step.key !== namingStep && (over || sameDay(typed, other.fields)),
    ...(over ? {} : { beside: 'These are two: keep mine for itself' }),
  }
}
