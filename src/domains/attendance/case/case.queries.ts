import type { ChildGrant } from '../../../access/index.ts'
import { type KnownFact, namesOf, readFacts } from '../../../children/index.ts'
import { londonDate, type PlainDate } from '../../../kernel/index.ts'
import { attendanceBarriers, attendanceCase, attendancePlan, attendanceStep } from './case.record.ts'
import { type CaseStep, type StepSort, stepSortOf } from './steps.ts'

export type CaseKinds = 'attendance-case' | 'attendance-step' | 'attendance-barriers' | 'attendance-plan'

/** The case as it stands, or as it ended. */
export type CaseHead = {
  readonly entry: number
  readonly address: string
  readonly open: boolean
  readonly openedOn: PlainDate
  readonly opening: string
  readonly closedOn?: PlainDate
  readonly outcome?: string
  readonly closing?: string
  readonly by: string
}
/** What gets in the way, as it was last told. */
export type ToldBarriers = {
  readonly entry: number
  readonly on: PlainDate
  readonly list: string
  readonly barriers: readonly string[]
  readonly subjects?: string
  readonly childSaid?: string
  readonly words?: string
  readonly by: string
}
export type PlanAction = { readonly what: string; readonly who: string; readonly by: PlainDate; readonly done?: string }
/** The attendance support plan as it was last agreed or looked at again. */
export type SupportPlan = {
  readonly entry: number
  readonly on: PlainDate
  readonly actions: readonly PlanAction[]
  readonly agreedWith?: string
  readonly reviewOn: PlainDate
  readonly words?: string
  readonly by: string
}
/** All that is written of the child's attendance cases, the latest case first. */
export type CaseFile = {
  readonly cases: readonly CaseHead[]
  readonly steps: readonly CaseStep[]
  readonly barriers: ToldBarriers | undefined
  readonly plan: SupportPlan | undefined
}

type Body = Readonly<Record<string, unknown>>
const textOf = (body: Body, field: string): string | undefined => {
  const value = body[field]
  return typeof value === 'string' && value !== '' ? value : undefined
}
const optional = <F extends string>(body: Body, fields: readonly F[]): Partial<Record<F, string>> =>
  Object.fromEntries(fields.flatMap(field => (textOf(body, field) ? [[field, textOf(body, field)]] : []))) as Partial<
    Record<F, string>
  >
const wordsOf = (passages: unknown): string | undefined =>
  Array.isArray(passages)
    ? passages.map(one => String((one as { text?: unknown }).text ?? '')).join('\n\n') || undefined
    : undefined

/** What this reader may see of the child's attendance cases. */
export const readCaseFile = async (grant: ChildGrant<CaseKinds>): Promise<CaseFile> => {
  const facts = await readFacts(grant, [attendanceCase, attendanceStep, attendanceBarriers, attendancePlan])
  const names = await namesOf(
    grant,
    facts.map(fact => fact.author),
  )
  const by = (fact: KnownFact): string => names.get(fact.author ?? 0) ?? 'a worker'
  const of = (kind: CaseKinds) => facts.filter(fact => fact.kind === kind)
  const [barriers, plan] = [of('attendance-barriers').at(-1), of('attendance-plan').at(-1)]
  return {
    cases: of('attendance-case')
      .flatMap(fact => headOf(fact, by(fact)))
      .sort((a, b) => Number(b.open) - Number(a.open) || (a.openedOn < b.openedOn ? 1 : -1)),
    steps: of('attendance-step').flatMap(fact => stepOf(fact, by(fact))),
    barriers: barriers && barriersOf(barriers, by(barriers)),
    plan: plan && planOf(plan, by(plan)),
  }
}

const headOf = ({ entry, address, body }: KnownFact, by: string): CaseHead[] => {
  const openedOn = textOf(body, 'openedOn')
  if (!openedOn) return []
  const [closing, closedOn] = [wordsOf(body.closing), textOf(body, 'closedOn')]
  return [
    {
      entry,
      // A later version keeps the address that the steps know the case by.
      address: textOf(body, 'case') ?? address,
      open: body.state === 'open',
      openedOn: openedOn as PlainDate,
      opening: wordsOf(body.opening) ?? '',
      by,
      ...optional(body, ['outcome']),
      ...(closedOn ? { closedOn: closedOn as PlainDate } : {}),
      ...(closing ? { closing } : {}),
    },
  ]
}

const stepTexts = [
  'case',
  'parent',
  'offeredBy',
  'accepted',
  'present',
  'until',
  'school',
  'offenceOn',
  'considered',
  'withoutNotice',
  'orderConsidered',
  'notice',
  'outcome',
  'signedBy',
  'letter',
  'madeSure',
] as const

const stepOf = ({ address, body, knownFrom }: KnownFact, by: string): CaseStep[] => {
  const [sort, on] = [stepSortOf(textOf(body, 'step')), textOf(body, 'on')]
  if (!sort || !on) return []
  return [
    {
      address,
      sort: sort as StepSort,
      on: on as PlainDate,
      by,
      writtenAt: knownFrom,
      words: wordsOf(body.passages) ?? '',
      ...(optional(body, stepTexts) as Partial<CaseStep>),
      ...(typeof body.pounds === 'number' ? { pounds: body.pounds } : {}),
    },
  ]
}

const barriersOf = ({ entry, body, knownFrom }: KnownFact, by: string): ToldBarriers => {
  const [childSaid, words] = [wordsOf(body.childSaid), wordsOf(body.passages)]
  return {
    entry,
    on: (textOf(body, 'on') as PlainDate | undefined) ?? londonDate(knownFrom),
    list: textOf(body, 'list') ?? '',
    barriers: Array.isArray(body.barriers) ? body.barriers.map(String) : [],
    by,
    ...optional(body, ['subjects']),
    ...(childSaid ? { childSaid } : {}),
    ...(words ? { words } : {}),
  }
}

const planOf = ({ entry, body, knownFrom }: KnownFact, by: string): SupportPlan => {
  const words = wordsOf(body.passages)
  const on = (textOf(body, 'on') as PlainDate | undefined) ?? londonDate(knownFrom)
  return {
    entry,
    on,
    actions: Array.isArray(body.actions) ? (body.actions as PlanAction[]) : [],
    reviewOn: (textOf(body, 'reviewOn') as PlainDate | undefined) ?? on,
    by,
    ...optional(body, ['agreedWith']),
    ...(words ? { words } : {}),
  }
}
