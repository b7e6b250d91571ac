import type { ChildGrant } from '../../../access/index.ts'
import { type KeptReply, type KnownFact, meeting, namesOf, readFacts } from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import { earlyHelpEpisode } from '../early-help.record.ts'
import type { Agreement } from './agreement.ts'
import { helpKinds } from './help.record.ts'
import type { LocalPart } from './local-forms.ts'

export type HelpKind = (typeof helpKinds)[number]['kind']
type Body = Readonly<Record<string, unknown>>
type Written = { readonly entry: number; readonly by: string; readonly on: PlainDate }

/** Early help of one child, as it stands or as it ended. */
export type HelpCase = Omit<Written, 'on'> &
  Agreement & {
    readonly address: string
    readonly state: 'offered' | 'declined' | 'open' | 'closed'
    readonly offeredOn: PlainDate
    readonly afterPlan: boolean
    readonly openedOn?: PlainDate
    readonly closedOn?: PlainDate
    readonly outcome?: string
  }
export type Lead = Written & {
  readonly address: string
  readonly state: 'proposed' | 'accepted' | 'ended'
  readonly name: string
  readonly organisation?: string
  readonly phone?: string
  readonly proposedOn: PlainDate
  readonly acceptedOn?: PlainDate
  readonly endedOn?: PlainDate
}
export type HelpAction = { readonly what: string; readonly who: string; readonly by: PlainDate; readonly done?: string }
export type AssessmentPart = { readonly heading: string; readonly strengths: string; readonly needs: string }
export type Member = { readonly name: string; readonly role: string; readonly phone?: string }
/** A family sent on to a service, as it stands. */
export type ReferralOut = Written &
  Agreement & {
    readonly address: string
    readonly state: 'sent' | 'accepted' | 'refused' | 'ended'
    readonly service: string
    readonly name: string
    readonly agreedBy: string
    readonly action?: string
    readonly answeredOn?: PlainDate
    readonly endedOn?: PlainDate
    readonly outcome?: string
    readonly why: string
    readonly answer: string
    readonly result: string
  }
/** All of early help that a reader may see, for the latest case; earlier ones by their heads alone. */
export type HelpFile = {
  readonly cases: readonly HelpCase[]
  readonly steps: readonly (Written & {
    readonly sort: string
    readonly words: string
    readonly reference?: string
    readonly service?: string
  })[]
  readonly leads: readonly Lead[]
  readonly assessment?: Written & {
    readonly list: string
    readonly known: readonly KeptReply[]
    readonly parts: readonly AssessmentPart[]
    readonly childSaid: string
    readonly parentsSaid: string
    readonly conclusion: string
  }
  readonly team?: Written & { readonly members: readonly Member[] }
  readonly plan?: Written & {
    readonly goals: string
    readonly actions: readonly HelpAction[]
    readonly agreedWith: string
  }
  /** The council's own forms as they were filled last: their answers as kept. */
  readonly local: Readonly<Partial<Record<LocalPart, Written & { readonly body: Body }>>>
  /** The services the family was sent on to, the newest first. */
  readonly referrals: readonly ReferralOut[]
  /** The next meeting of the team that is called. */
  readonly called?: { readonly on: PlainDate; readonly address: string }
  readonly meetings: readonly (Written & {
    readonly present: string
    readonly words: string
    readonly childSaid: string
    readonly scale: readonly { readonly who: string; readonly score: number }[]
  })[]
  /** The line of early help that services see who see no more than who to speak to. */
  readonly episode?: number
}

const text = (body: Body, field: string): string => (typeof body[field] === 'string' ? (body[field] as string) : '')
const optional = (body: Body, ...fields: readonly string[]): Record<string, string> =>
  Object.fromEntries(fields.flatMap(field => (text(body, field) ? [[field, text(body, field)]] : [])))
const words = (passages: unknown): string =>
  Array.isArray(passages) ? passages.map(one => String((one as { text?: unknown }).text ?? '')).join('\n\n') : ''

/** What this reader may see of early help for the child. */
export const readHelpFile = async (
  grant: ChildGrant<HelpKind | 'early-help-episode' | 'meeting'>,
): Promise<HelpFile> => {
  const facts = await readFacts(grant, [...helpKinds, earlyHelpEpisode, meeting])
  const names = await namesOf(
    grant,
    facts.flatMap(fact => [fact.author, ...askedTo(fact).map(person => person.workerId)]),
  )
  const written = ({ entry, author, body }: KnownFact): Written => ({
    entry,
    by: names.get(author ?? 0) ?? 'a worker',
    on: text(body, 'on') as PlainDate,
  })
  const of = (kind: HelpKind | 'early-help-episode' | 'meeting') => facts.filter(fact => fact.kind === kind)
  const cases = of('early-help-case')
    .map(fact => caseOf(fact, written(fact)))
    .sort((a, b) => (a.offeredOn === b.offeredOn ? b.entry - a.entry : a.offeredOn < b.offeredOn ? 1 : -1))
  const now = cases[0]?.address
  const teamMet = of('meeting').filter(fact => isOfCase(fact, cases[0]))
  const called = teamMet
    .filter(fact => text(fact.body, 'state') === 'called')
    .map(fact => ({ on: text(fact.body, 'on') as PlainDate, address: text(fact.body, 'meeting') || fact.address }))
    .sort((a, b) => (a.on < b.on ? -1 : 1))[0]
  const ofCase = (kind: HelpKind) => of(kind).filter(fact => text(fact.body, 'case') === now)
  const [assessment, team, plan] = [
    ofCase('early-help-assessment').at(-1),
    ofCase('team-around-child').at(-1),
    ofCase('family-help-plan').at(-1),
  ]
  const episode = of('early-help-episode').findLast(
    fact => fact.author !== undefined && text(fact.body, 'startedOn') === cases[0]?.openedOn,
  )
  return {
    cases,
    steps: ofCase('early-help-step').map(fact => ({
      ...written(fact),
      sort: text(fact.body, 'sort'),
      words: words(fact.body.passages),
      ...optional(fact.body, 'reference', 'service'),
    })),
    leads: ofCase('lead-practitioner').map(fact => leadOf(fact, written(fact))),
    local: Object.fromEntries(
      (
        [
          ['measure', 'early-help-measure'],
          ['neglect', 'neglect-tool'],
        ] as const
      ).flatMap(([part, kind]) => {
        const last = ofCase(kind).at(-1)
        return last ? [[part, { ...written(last), body: last.body }]] : []
      }),
    ),
    referrals: ofCase('referral-out')
      .map(fact => referralOf(fact, written(fact)))
      .sort((a, b) => (a.on < b.on ? 1 : -1)),
    ...(called ? { called } : {}),
    meetings: teamMet
      .filter(fact => text(fact.body, 'state') === 'held')
      .map(fact => ({
        ...written(fact),
        on: text(fact.body, 'heldOn') as PlainDate,
        present: [
          ...askedTo(fact).flatMap(({ came, workerId, name }) =>
            came === 'yes' ? ((workerId === undefined ? name : names.get(workerId)) ?? []) : [],
          ),
          text(fact.body, 'present'),
        ]
          .filter(Boolean)
          .join(', '),
        words: words(fact.body.passages),
        childSaid: words(fact.body.childSaid),
        scale: (fact.body.scale as HelpFile['meetings'][number]['scale'] | undefined) ?? [],
      }))
      .sort((a, b) => (a.on < b.on ? 1 : -1)),
    ...(assessment ? { assessment: { ...written(assessment), ...assessmentOf(assessment.body) } } : {}),
    ...(team ? { team: { ...written(team), ...teamOf(team.body) } } : {}),
    ...(plan ? { plan: { ...written(plan), ...planOf(plan.body) } } : {}),
    ...(episode ? { episode: episode.entry } : {}),
  }
}

type Asked = { readonly workerId?: number; readonly name?: string; readonly came?: string }
const askedTo = ({ body }: KnownFact): readonly Asked[] => (body.people as readonly Asked[] | undefined) ?? []
/** A meeting of the team that was written down here, or one that was called while this early help went on. */
const isOfCase = ({ body }: KnownFact, now: HelpCase | undefined): boolean => {
  if (!now || text(body, 'sort') !== 'team-around-child') return false
  const day = text(body, 'heldOn') || text(body, 'on')
  return text(body, 'case')
    ? text(body, 'case') === now.address
    : day >= (now.openedOn ?? now.offeredOn) && (now.closedOn === undefined || day <= now.closedOn)
}

const agreementFields = ['agreedBy', 'agreedAs', 'withdrawnOn', 'withdrawnBy'] as const
const caseOf = ({ address, body }: KnownFact, { entry, by }: Written): HelpCase =>
  ({
    entry,
    by,
    // A later version keeps the address that the rest knows the case by.
    address: text(body, 'case') || address,
    state: text(body, 'state'),
    offeredOn: text(body, 'offeredOn'),
    afterPlan: text(body, 'afterPlan') === 'yes',
    ...optional(body, 'openedOn', ...agreementFields, 'closedOn', 'outcome'),
  }) as HelpCase
const leadOf = ({ address, body }: KnownFact, written: Written): Lead =>
  ({
    ...written,
    address,
    state: text(body, 'state'),
    name: text(body, 'name'),
    proposedOn: text(body, 'proposedOn'),
    ...optional(body, 'organisation', 'phone', 'acceptedOn', 'endedOn'),
  }) as Lead
const referralOf = ({ address, body }: KnownFact, written: Written): ReferralOut =>
  ({
    ...written,
    address: text(body, 'referral') || address,
    state: text(body, 'state'),
    service: text(body, 'service'),
    name: text(body, 'name'),
    agreedBy: text(body, 'agreedBy'),
    ...optional(body, 'agreedAs', 'withdrawnOn', 'withdrawnBy', 'action', 'answeredOn', 'endedOn', 'outcome'),
    why: words(body.why),
    answer: words(body.answer),
    result: words(body.result),
  }) as ReferralOut
/** The members of the team in one version of it. */
export const teamOf = (body: Body): Pick<NonNullable<HelpFile['team']>, 'members'> => ({
  members: (body.members as Member[] | undefined) ?? [],
})
/** What one version of the plan says. */
export const planOf = (body: Body): Omit<NonNullable<HelpFile['plan']>, keyof Written> => ({
  goals: text(body, 'goals'),
  actions: (body.actions as HelpAction[] | undefined) ?? [],
  agreedWith: text(body, 'agreedWith'),
})
/** What one version of the assessment says. */
export const assessmentOf = (body: Body): Omit<NonNullable<HelpFile['assessment']>, keyof Written> => ({
  list: text(body, 'list'),
  known: (body.known as readonly KeptReply[] | undefined) ?? [],
  parts: ((body.parts as { heading: string; strengths?: unknown; needs?: unknown }[] | undefined) ?? []).map(part => ({
    heading: part.heading,
    strengths: words(part.strengths),
    needs: words(part.needs),
  })),
  childSaid: words(body.childSaid),
  parentsSaid: words(body.parentsSaid),
  conclusion: words(body.conclusion),
})
