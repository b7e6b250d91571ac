import type { PlainDate } from '../../kernel/index.ts'
import type { Change } from './change.ts'
import type { ToldAbout } from './changes.queries.ts'
import type { SentField } from './told-service.ts'

/** A change as it leaves the house: who the child is by name and birth date, what changed, from when, and who said so. Nothing else of the record. */
export type Message = {
  readonly changeId: string
  readonly toldOn: PlainDate
  readonly change: Change
  readonly subject: ToldAbout
}

/** The message's fields by the names that a service's own layout uses; what the change does not say is absent. */
export const sentOf = ({
  changeId,
  toldOn,
  change,
  subject,
}: Message): Readonly<Partial<Record<SentField, string>>> => ({
  changeId,
  kind: change.kind,
  childForename: subject.forename,
  childSurname: subject.surname,
  childBirthDate: subject.birthDate,
  from: change.from,
  toldOn,
  saidBy: change.saidBy,
  ...change.fields,
})

/** A service's daily file: its own headings in its own order, then a row for each change. */
export const rowsOf = (
  columns: Readonly<Record<string, SentField>>,
  messages: readonly Message[],
): readonly (readonly string[])[] => [
  Object.keys(columns),
  ...messages.map(message => {
    const sent = sentOf(message)
    return Object.values(columns).map(field => sent[field] ?? '')
  }),
]

/** What a service's answer comes to. `again` is tried later: nobody was there, or they asked us to wait. */
export type Outcome =
  | {
      readonly state: 'applied' | 'waiting' | 'refused' | 'person'
      readonly answer?: string
      /** It did not come to the service: what it needs is somebody who keeps the sources. */
      readonly unreached?: boolean
    }
  | { readonly state: 'again' }

const longestAnswer = 300

/**
 * Reads an answer: by its status, and where it is JSON by what it says of `state` and `reason`. A redirect is followed to nowhere: the
 * address in the list is the only one that is called.
 */
export const readAnswer = (status: number, body: string): Outcome => {
  const said = saidIn(body)
  if (status === 408 || status === 425 || status === 429 || status >= 500) return { state: 'again' }
  if (status >= 300 && status < 400)
    return {
      state: 'person',
      unreached: true,
      answer: 'The service answered from another address. Its address in the list must be changed',
    }
  if (status >= 400) return { state: 'refused', answer: said.reason ?? 'The service gave no reason' }
  const state = said.state ?? (status === 202 ? 'waiting' : 'applied')
  return said.reason ? { state, answer: said.reason } : { state }
}

const states = ['applied', 'waiting', 'refused', 'person'] as const
const saidIn = (body: string): { readonly state?: (typeof states)[number]; readonly reason?: string } => {
  let read: unknown
  try {
    read = JSON.parse(body)
  } catch {
    return {}
  }
  const { state, reason } = (typeof read === 'object' && read !== null ? read : {}) as Record<string, unknown>
  const known = states.find(one => one === state)
  const words = typeof reason === 'string' ? reason.trim().slice(0, longestAnswer) : ''
  return { ...(known ? { state: known } : {}), ...(words ? { reason: words } : {}) }
}
