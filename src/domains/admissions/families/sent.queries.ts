import { sql } from 'kysely'
import type { FamilyGrant } from '../../../access/index.ts'
import { type FamilyAsk, NotFound, type PlainDate, parseUuid } from '../../../kernel/index.ts'
import { type Key, open, type SealedColumn, seal } from '../../../platform/keys/index.ts'
import type { AppealsTo } from '../rounds/index.ts'
import type { Moved } from '../waiting/waiting.ts'
import type { SentWords } from './application-words.ts'
import type { OpenRound } from './asked.ts'

const sealedFor = (sent: string): string => `family application ${sent}`
/** Applications that families sent, as a change of key seals them anew. */
export const sealedApplications: SealedColumn = {
  ...{ ring: 'told', table: 'family_application', column: 'words', id: 't.id', place: 't.uuid::text' },
  about: sealedFor,
}
/** Sealed for one application, by its random address. */
export const sealSent = (key: Key, sent: string, words: SentWords): Buffer =>
  seal(key, Buffer.from(JSON.stringify(words)), sealedFor(sent))
/** What `sealSent` made of it. */
export const openSent = (key: Key, sent: string, sealed: Buffer): SentWords =>
  JSON.parse(open(key, sealed, sealedFor(sent)).toString()) as SentWords

/** The rounds, and year groups during the year, that take applications from families now. */
export const listOpenRounds = async ({ tx }: FamilyGrant): Promise<OpenRound[]> => {
  const { rows } =
    await sql<OpenRound>`select id, address, name, born_from::text as "bornFrom", born_to::text as "bornTo",
    closes_on::text as "closesOn", year_group as "yearGroup", schools from access.family_rounds()`.execute(tx)
  return rows
}

/** How far what was sent has come. */
export const sentStates = ['received', 'checking', 'talk', 'refused', 'replaced', 'taken', 'taken-back'] as const
export type SentState = (typeof sentStates)[number]
/** An application as the account that sent it reads it: its own words, and how far it has come. */
export type Sent = {
  readonly id: number
  readonly address: string
  readonly roundId: number
  readonly receipt: string
  readonly sentAt: Date
  readonly state: SentState
  readonly ask: FamilyAsk | null
  /** Since when the family asks to have back what was taken in. */
  readonly askedBackAt: Date | null
  readonly words: SentWords
}

/** Nobody has taken it in or refused it. */
export const waits = ({ state }: Pick<Sent, 'state'>): boolean => ['received', 'checking', 'talk'].includes(state)

/** The account's own, the newest first, without what it sent anew since. Row security lets no account read another's. */
export const listSent = async ({ tx }: FamilyGrant, key: Key): Promise<Sent[]> => {
  const { rows } = await sql<Omit<Sent, 'words'> & { sealed: Buffer }>`
    select id, uuid as address, round_id as "roundId", receipt, sent_at as "sentAt", state, ask, asked_back_at as "askedBackAt", words as sealed
    from family_application where state <> 'replaced' order by sent_at desc, id desc limit 50`.execute(tx)
  return rows.map(({ sealed, ...one }) => ({ ...one, words: openSent(key, one.address, sealed) }))
}

/** One of them. @throws NotFound, for another account's as for none. */
export const findSent = async (grant: FamilyGrant, key: Key, address: string | undefined): Promise<Sent> => {
  const uuid = parseUuid(address ?? '')
  const found = uuid ? (await listSent(grant, key)).find(one => one.address === uuid) : undefined
  if (!found) throw new NotFound()
  return found
}

/** How many this account has sent in the last day, with those of accounts that the same family closed in it. */
export const countSentLately = async ({ tx, at }: FamilyGrant): Promise<number> => {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int + (select sent from access.family_sent_before()) as n from family_application
    where sent_at > ${at}::timestamptz - interval '24 hours'`.execute(tx)
  return rows[0]?.n ?? 0
}

/** An offer as the family reads it. */
export type OwnOffer = {
  readonly address: string
  readonly school: string
  readonly rank: number | null
  readonly standing: 'held' | 'put'
  readonly offeredAt: string
  readonly ended: 'declined' | 'withdrawn' | 'another' | null
  readonly reply: 'accepted' | 'declined' | null
  /** Accepted, and no school named higher is wished for. */
  readonly wantsNoHigher: boolean
  readonly answerBy: string | null
}
/** What came of an application, once the offers of its round are out. */
export type Outcome =
  /** Somebody speaks to the family first: nothing is shown, and not why. */
  | { readonly quiet: true }
  | {
      readonly quiet: false
      readonly releasedAt: Date
      /** Whether it was in the run that made the offers, or came too late. */
      readonly inRun: boolean
      /** Asked for during the year: there are no offers that go out together. */
      readonly inYear: boolean
      readonly offers: readonly OwnOffer[]
      /** `on`: the day on which it was refused in writing, outside the round's own offers. */
      readonly refusals: readonly {
        readonly school: string
        readonly rank: number
        readonly words: string
        readonly on?: string
      }[]
      readonly waiting: readonly OwnWaiting[]
    }
export type OwnWaiting = {
  readonly school: string
  readonly position: number
  readonly equal: boolean
  readonly of: number
  readonly criterion: number | null
  readonly criterionName: string | null
  readonly distance: string | null
  readonly moved: Moved | null
  readonly ownOrder: boolean
}

type Row = {
  quiet: boolean
  releasedAt: Date
  inRun: boolean
  inYear: boolean
  offers: OwnOffer[]
  refusals: { school: string; rank: number; words: string; on?: string }[]
  waiting: OwnWaiting[]
}

/** The days that a round publishes: its offer day, and the last day to appeal once it is published. */
export type PublishedDays = { readonly offerDay: PlainDate; readonly appealsBy: PlainDate | null }

/** The published days of the round of one of the account's own; undefined of a year group. */
export const findDays = async (
  { tx }: FamilyGrant,
  { roundId }: Pick<Sent, 'roundId'>,
): Promise<PublishedDays | undefined> => {
  const { rows } = await sql<PublishedDays>`
    select offer_day as "offerDay", appeals_by as "appealsBy" from access.family_days() where round_id = ${roundId}`.execute(
    tx,
  )
  return rows[0]
}

/** Where families send their appeals; undefined while nobody has said so. */
export const findAppealsTo = async ({ tx }: FamilyGrant): Promise<AppealsTo | undefined> => {
  const { rows } = await sql<AppealsTo>`select address, email from access.family_appeals_to()`.execute(tx)
  return rows[0]
}

/** What came of one of the account's own; undefined until the offers are out. */
export const findOutcome = async ({ tx }: FamilyGrant, { id }: Pick<Sent, 'id'>): Promise<Outcome | undefined> => {
  const { rows } =
    await sql<Row>`select quiet, released_at as "releasedAt", in_run as "inRun", in_year as "inYear", offers, refusals, waiting
    from access.family_outcomes() where sent_id = ${id}`.execute(tx)
  const [row] = rows
  if (!row) return undefined
  return row.quiet ? { quiet: true } : { ...row, quiet: false }
}
