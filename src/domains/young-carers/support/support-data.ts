import type { RecordHeader } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import type { Transition } from '../transition/transition.ts'
import type { Proposal } from './level.ts'
import type { PresentSchool } from './school-plan.ts'
import type { Standing } from './standing.ts'
import type { Written } from './written.ts'

/** What the page of a young carer's support shows. */
export type SupportData = {
  readonly header: RecordHeader
  readonly today: PlainDate
  /** Undefined where nothing tells that the child cares for anybody: then there is only who told us to write down. */
  readonly standing: Standing | undefined
  readonly written: readonly Written[]
  readonly proposal: Proposal | undefined
  /** The move to adult support, once it is near or anything of it is written. */
  readonly transition: Transition | undefined
  readonly schools: readonly PresentSchool[]
}
