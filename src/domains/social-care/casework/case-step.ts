import type { RecordKind } from '../../../access/index.ts'
import type { Body, Versions } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import type { CaseFile, FactKey } from './case-file.ts'

/** A fact that a step tells: by the day it began it is the one that stands, or a new one. */
export type Telling = { readonly key: FactKey; readonly begins: PlainDate; readonly body: Body }

/** Whose information a step is: each is written as a kind of its own. */
export type StepCategory = 'care-content' | 'protection' | 'adoption'

/** A step of a case, as data: its form, when it may be taken, what is wrong with an answer, and which facts it tells. */
export type CaseStep = {
  /** The last part of its address. */
  readonly key: string
  /** "Hold a strategy discussion" */
  readonly link: string
  /** Whose information it is. */
  readonly of: StepCategory
  readonly forms: Versions
  readonly saved: string
  /** What is missing before it may be taken, in words; undefined where nothing is. */
  missing?(file: CaseFile): string | undefined
  /** What is wrong with these answers in this case: the law’s rules and the census’s, each at its field. */
  wrong?(body: Body, file: CaseFile): readonly FormError[]
  /** The facts that it tells, which returns are written from. */
  tells?(body: Body, file: CaseFile): readonly Telling[]
  /** The fact that it begins: two that begin on one day would be one on the record. */
  readonly anew?: FactKey
  /** The kind of another service that it tells a fact of: whoever takes the step reads that kind. */
  readonly reads?: RecordKind
  /** A plan that is written again on top of itself: its form opens with what was saved last, and what changed is shown. */
  readonly copied?: true
  /** The step that somebody else must have written: two people answer for this one. */
  readonly after?: string
  /** Its form shows what the record knows already. */
  readonly asksKnown?: 'open' | 'folded'
  /** Answers that go into facts alone: where the child can be found, and what is health’s to know. */
  readonly keepOut?: readonly string[]
}

/** An answer that is one text or one choice. */
export const answer = (body: Body, field: string): string | undefined => {
  const value = body[field]
  return typeof value === 'string' && value !== '' ? value : undefined
}
/** What was chosen of several. */
export const answers = (body: Body, field: string): readonly string[] => {
  const value = body[field]
  return Array.isArray(value) ? value.filter(one => typeof one === 'string') : []
}
/** The day on which the step was taken. */
export const onDay = (body: Body): PlainDate => String(body.on) as PlainDate
