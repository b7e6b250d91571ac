import { formatDate, londonDate, type PlainDate, plural } from '../../../kernel/index.ts'
import { decideBy, levelsOn, rankBy, screenBy } from './lists.ts'

/** A contact that waits, with no more than what its next step needs. */
export type WaitingContact = {
  readonly address: string
  readonly state: 'new' | 'referral'
  readonly toldAt: Date
  readonly outOfHours: boolean
  /** How soon it must be screened, once somebody has said so. */
  readonly level?: string
}
/** What the front door owes of it next, and by when: by an hour, or by the end of a day. */
export type NextStep = { readonly what: 'rank' | 'screen' | 'decide'; readonly on: PlainDate; readonly at?: Date }

/** A contact that nobody has ranked is owed a look as soon as the most urgent is: nobody knows yet that it is less. */
export const nextStepOf = ({ state, toldAt, level }: WaitingContact): NextStep => {
  if (state === 'referral') return { what: 'decide', on: decideBy(toldAt) }
  const ranked = levelsOn(londonDate(toldAt)).find(one => one.value === level)
  return ranked ? { what: 'screen', ...screenBy(ranked, toldAt) } : { what: 'rank', ...rankBy(toldAt) }
}
/** Whether its hour or its day has passed. */
export const isLate = ({ on, at }: NextStep, now: Date): boolean => (at ? at < now : on < londonDate(now))

/** The order of two next steps: what is owed soonest comes first, a day by its end. */
export const bySoonest = (a: NextStep, b: NextStep): number => endOf(a).localeCompare(endOf(b))
const endOf = ({ on, at }: NextStep): string => at?.toISOString() ?? `${on}T24`

/** "2 contacts wait at the front door, 1 of them late and 1 told out of hours"; nothing where none waits. */
export const waitingWords = (contacts: readonly WaitingContact[], now: Date): string | undefined => {
  if (contacts.length === 0) return undefined
  const late = contacts.filter(one => isLate(nextStepOf(one), now)).length
  const night = contacts.filter(one => one.outOfHours).length
  const parts = [...(late > 0 ? [`${late} late`] : []), ...(night > 0 ? [`${night} told out of hours`] : [])]
  const said = `${plural(contacts.length, 'contact')} ${contacts.length === 1 ? 'waits' : 'wait'} at the front door`
  return parts.length > 0 ? `${said}: ${parts.join(', ')}` : said
}

/** What the manager of the team is told: of those whose next step is late, and whose working day to be decided has gone by; nothing where there is none. Pure. */
export const undecidedWords = (contacts: readonly WaitingContact[], now: Date): string | undefined => {
  const late = contacts.filter(one => isLate(nextStepOf(one), now) && decideBy(one.toldAt) < londonDate(now))
  const oldest = late.map(one => londonDate(one.toldAt)).sort()[0]
  if (!oldest) return undefined
  return late.length === 1
    ? `1 contact told on ${formatDate(oldest)} is past its working day, and nobody has decided it`
    : `${late.length} contacts are past their working day, and nobody has decided them: the oldest was told on ${formatDate(oldest)}`
}
