import type { Grant, RecordKind } from '../../access/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import type { Html, TaskItem } from '../../platform/views/index.ts'
import type { ChildCard } from '../find/child-cards.queries.ts'

/** Something that a service asks of the reader about a child: what and by when in one sentence, and where it is done. */
export type OwedTask = {
  readonly child: ChildCard
  readonly href: string
  readonly hint: string
  /** The day by which it is owed. */
  readonly due: PlainDate
  readonly status: TaskItem['status']
}

/** What a service brings to Today: `children/` does not know which services there are. */
export type Owed = {
  readonly needs: readonly RecordKind[]
  list(grant: Grant<string>): Promise<readonly OwedTask[]>
  /** What the reader must know before anything else, a sentence each. */
  readonly first?: (grant: Grant<string>) => Promise<readonly Html[]>
}
