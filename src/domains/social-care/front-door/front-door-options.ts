import type { EnrolmentKind } from '../../../children/index.ts'
import type { Key } from '../../../platform/keys/index.ts'

/**
 * What the front door goes on with: what seals its words, whom to call day and night, the clock that the open page tells the
 * hours by, and the kind that says where a child is at school.
 */
export type FrontDoorOptions = {
  readonly key: Key
  readonly dutyPhone: string
  readonly now: () => Date
  readonly enrolment: EnrolmentKind
}
