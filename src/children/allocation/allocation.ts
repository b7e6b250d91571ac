import { addMonths, boxesNamed, formatDate, type PlainDate, readBoxes } from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'

/** Somebody of a team who works with the child. */
export type TeamWorker = {
  readonly involvement: number
  readonly id: number
  readonly name: string
  readonly since: PlainDate
  readonly coWorks: boolean
  /** Is no longer in the team, or no longer works here. */
  readonly left: boolean
}

/** Somebody of the team to whom work with this child can be given now. */
export type Candidate = {
  readonly id: number
  readonly name: string
  readonly does: string
  /** Until when they are out of office, where they are today. */
  readonly awayUntil?: PlainDate
  /** Works with the child already, beside whoever has it: the work can go to them, and they cannot be added. */
  readonly coWorks?: true
}
/** A team that can take the work on. */
export type OtherTeam = {
  readonly id: number
  readonly name: string
  /** The wards and schools of the child that belong to it. */
  readonly near?: readonly string[]
}

/** A hand-over that is proposed and not answered: the work stays with whoever has it. */
export type Offer = {
  readonly entry: number
  readonly address: string
  readonly fromId: number
  readonly toId: number
  readonly to: string
  readonly byId: number
  readonly on: PlainDate
  readonly reason: string
}

/** A team's work with one child. */
export type TeamWork = {
  readonly involvement: number
  /** The random address of the involvement. */
  readonly address: string
  readonly teamId: number
  readonly teamAddress: string
  readonly team: string
  /** The kind of involvement. */
  readonly work: string
  readonly since: PlainDate
  /** To whom the child is allocated. */
  readonly lead: TeamWorker | undefined
  readonly coWorkers: readonly TeamWorker[]
  /** Until when the work waits, where somebody said so. */
  readonly offer: Offer | undefined
  readonly waits: { readonly entry: number; readonly until: PlainDate } | undefined
}

/** What a manager, or who is on duty in the team, can do with its work. */
export type Act = 'allocate' | 'move' | 'add' | 'remove' | 'wait' | 'transfer' | 'close'

/** What can be done as the work stands. Pure. */
export const actsFor = ({ lead, coWorkers }: Pick<TeamWork, 'lead' | 'coWorkers'>): readonly Act[] => [
  ...(lead ? (['move', 'add'] as const) : (['allocate', 'wait'] as const)),
  ...(coWorkers.length > 0 ? (['remove'] as const) : []),
  'transfer',
  'close',
]

/** What stands in the form, as it was typed. */
export type ActFields = Readonly<
  Partial<
    Record<
      | 'act'
      | 'to'
      | 'with'
      | 'without'
      | 'until-day'
      | 'until-month'
      | 'until-year'
      | 'team'
      | 'closed-day'
      | 'closed-month'
      | 'closed-year'
      | 'why',
      string
    >
  >
>

/** An act that can be carried out. A reason is undefined where none is needed and none was given. */
export type ReadAct = { readonly why: string | undefined } & (
  | { readonly act: 'allocate' | 'move' | 'add'; readonly to: Candidate }
  | { readonly act: 'remove'; readonly worker: TeamWorker }
  | { readonly act: 'wait'; readonly until: PlainDate }
  | { readonly act: 'transfer'; readonly team: OtherTeam }
  | { readonly act: 'close'; readonly on: PlainDate }
)

type Choices = {
  readonly work: Pick<TeamWork, 'lead' | 'coWorkers' | 'since'>
  readonly candidates: readonly Candidate[]
  readonly teams: readonly OtherTeam[]
  readonly today: PlainDate
}
const longest = 400

/** Reads what is to be done with a team's work. All but allocating and adding needs a reason. Gives the act, or what is wrong. Pure. */
export const readAct = (
  fields: ActFields,
  { work, candidates, teams, today }: Choices,
): ReadAct | { readonly errors: FormError[] } => {
  const errors: FormError[] = []
  const wrong = (field: string, text: string): undefined => void errors.push({ field, text })
  const act = actsFor(work).find(one => one === fields.act)
  const why = fields.why?.trim() || undefined
  if (!act) return { errors: [{ field: 'act', text: 'Choose what happens with this work' }] }
  if (!why && act !== 'allocate' && act !== 'add') wrong('why', 'Write why')
  if ((fields.why ?? '').length > longest) wrong('why', `Keep it under ${longest} letters`)
  const read = ((): ReadAct | undefined => {
    if (act === 'allocate' || act === 'move' || act === 'add') {
      const field = act === 'add' ? 'with' : 'to'
      const to = candidates.find(one => String(one.id) === fields[field] && (act !== 'add' || !one.coWorks))
      return to ? { act, to, why } : wrong(field, 'Choose somebody from the list')
    }
    if (act === 'remove') {
      const worker = work.coWorkers.find(one => String(one.id) === fields.without)
      return worker ? { act, worker, why } : wrong('without', 'Choose whose part ends')
    }
    if (act === 'transfer') {
      const team = teams.find(one => String(one.id) === fields.team)
      return team ? { act, team, why } : wrong('team', 'Choose a team from the list')
    }
    const name = act === 'wait' ? 'until' : 'closed'
    const day = readBoxes(boxesNamed(name, fields))
    if (!day) return wrong(`${name}-day`, act === 'wait' ? 'Enter the day to look again' : 'Enter the last day')
    if ('problem' in day) return wrong(`${name}-day`, `The day ${day.problem}`)
    if (act === 'wait')
      return day.date > today && day.date <= addMonths(today, 3)
        ? { act, until: day.date, why }
        : wrong('until-day', 'The day must be after today and within three months')
    return day.date >= work.since && day.date <= today
      ? { act, on: day.date, why }
      : wrong('closed-day', `The last day must be from ${formatDate(work.since)} to today`)
  })()
  return errors.length > 0 || !read ? { errors } : read
}

/** Something that is open on the record and stands in the way of closing a team's work: in words, and where it is seen to. */
export type StandsInTheWay = { readonly text: string; readonly part: string }

/** The words that refuse to close. */
export const cannotClose = (stands: readonly StandsInTheWay[]): string =>
  `The work cannot end while these are open: ${stands.map(one => one.text).join('; ')}`
