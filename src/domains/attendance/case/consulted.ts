import type { StepSort } from './steps.ts'

/** What came of asking before a step. */
export type ConsultAnswer = 'waiting' | 'go-ahead' | 'not-now' | 'support-instead'

/** Whom to speak to first, in the same words whatever the reason, and what they answered of each step. */
export type Consulted = {
  readonly who: string
  readonly phone?: string
  readonly answers: Readonly<Partial<Record<StepSort, ConsultAnswer>>>
}
