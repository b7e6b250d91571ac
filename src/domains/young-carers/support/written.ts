import type { Body } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import type { Mark } from './standing.ts'

/** One thing that was written, whole again if parts of it carry labels of their own. */
export type Written = {
  readonly kind: string
  readonly entries: readonly number[]
  readonly address: string
  readonly on: PlainDate
  readonly by: string
  readonly body: Body
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** As a mark: what the columns say to which each kind promotes these. */
export const markOf = ({ kind, on, body, address }: Written): Mark => ({
  kind,
  on,
  address,
  code: text(body.source) ?? text(body.level) ?? text(body.code) ?? text(body.atRisk) ?? text(body.asked),
  status: text(body.outcome) ?? text(body.reason) ?? text(body.answer) ?? text(body.agreed),
  due: (text(body.reviewOn) ?? text(body.startsOn)) as PlainDate | undefined,
})
