import type { PlainDate } from '../../../kernel/index.ts'
import type { Body } from './fields.ts'

/** One thing that was written, whole again if parts of it carry labels of their own. */
export type Written = {
  readonly kind: string
  readonly entries: readonly number[]
  readonly address: string
  readonly on: PlainDate
  readonly by: string
  readonly body: Body
}
