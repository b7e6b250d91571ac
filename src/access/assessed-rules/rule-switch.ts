import type { PlainDate } from '../../kernel/index.ts'

/**
 * A dated local rule that looks at what families told other services, and so does nothing until two people have switched it on with the
 * impact assessment that was made of it. A change of it is a new version, never an edit, and waits for an assessment of its own.
 */
export type AssessedRule = {
  readonly rule: string
  readonly version: number
  /** What it is called on screens; `rule` is its name in addresses and on the record. */
  readonly title: string
  readonly sentence: string
  /** A job that sees to what the rule set as soon as it is switched on or off. */
  readonly job?: string | undefined
}

/** When and with what assessment a version was switched on; when and why off. */
export type RuleSwitch = Pick<AssessedRule, 'rule' | 'version'> & {
  readonly onAt: Date
  readonly onBy: string
  /** The reader recorded it: somebody else agrees. */
  readonly own: boolean
  readonly assessment: string
  readonly assessedOn: PlainDate
  readonly acceptedBy: string
  readonly reviewOn: PlainDate
  /** Somebody else who agreed: without them it is not on. */
  readonly agreed?: { readonly at: Date; readonly by: string }
  readonly off?: { readonly at: Date; readonly by: string; readonly reason: string }
}
/** Whether a version works on a day: two people switched it on, its assessment is not past its own review, and nobody has switched it off. */
export const isOn = (one: Pick<RuleSwitch, 'reviewOn' | 'agreed' | 'off'>, today: PlainDate): boolean =>
  one.agreed !== undefined && isStanding(one, today)
/** The same, or waiting for the second person. */
export const isStanding = (one: Pick<RuleSwitch, 'reviewOn' | 'off'>, today: PlainDate): boolean =>
  one.off === undefined && today < one.reviewOn
