import type { Ground } from '../../../access/index.ts'
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
  /** The pages login, by which a page of a child's record reads the contact as the front door does. */
  readonly ground: Ground
  readonly enrolment: EnrolmentKind
}
