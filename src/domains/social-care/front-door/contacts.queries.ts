import { sql } from 'kysely'
import { type CommandGrant, holds, readerOfAct } from '../../../access/index.ts'
import { type PlainDate, parseUuid } from '../../../kernel/index.ts'
import { type Key, open } from '../../../platform/keys/index.ts'
import type { ToldWorry } from './contact.ts'

type Command = CommandGrant<'recorder'>

/** What was done with a contact. */
export type ContactStep = {
  readonly id: number
  readonly sort: 'ranked' | 'verified' | 'screened' | 'decided'
  readonly outcome: string
  readonly at: Date
  readonly by: string
  readonly due?: PlainDate
  readonly why: string
  readonly answerWay?: string
  readonly answer?: string
}
/** A contact as the front door reads it. */
export type Contact = {
  readonly id: number
  readonly address: string
  readonly reference: string
  readonly toldAt: Date
  readonly way: 'open' | 'signed-in' | 'telephone' | 'word-of-mouth'
  readonly told: ToldWorry
  /** Who told it signed in, and who typed it in for a caller. */
  readonly teller?: string
  readonly typedBy?: string
  readonly outOfHours: boolean
  readonly state: 'new' | 'referral' | 'closed'
  readonly verified: boolean
  /** The child's record, once a person has found it. */
  readonly child?: { readonly id: number; readonly record: string }
  readonly steps: readonly ContactStep[]
  /** How many contacts of the last year are of the same child, or of the same name and birth date; with this one. */
  readonly inYear: number
}

/** What a step says, sealed. */
export type StepWords = { readonly why: string; readonly answerWay?: string; readonly answer?: string }
/** What stands sealed beside a contact or a step, by the contact's random address: it opens in no other's place. */
export const sealedAs = (contact: string, part: 'told' | 'step'): string => `front door ${part} ${contact}`
export const openTold = (key: Key, contact: string, words: Buffer): ToldWorry =>
  JSON.parse(open(key, words, sealedAs(contact, 'told')).toString()) as ToldWorry

type Row = {
  id: number
  uuid: string
  reference: string
  told_at: Date
  way: Contact['way']
  teller: string | null
  typed_by: string | null
  out_of_hours: boolean
  words: Buffer
  state: Contact['state']
  verified: boolean
  child_id: number | null
  record: string | null
  in_year: number
}
type StepRow = {
  id: number
  contact_id: number
  sort: ContactStep['sort']
  outcome: string
  at: Date
  by: string
  due_on: PlainDate | null
  words: Buffer
}

/** Which contacts are wanted. */
export type Wanted =
  | { readonly open: true }
  | { readonly one: string | undefined }
  | { readonly alikeTo: number }
  | { readonly ofChild: number }

/**
 * The contacts that this reader may have: all that come to the front door, for who works there; for others, and for shielded children, those
 * of whom every shield of the record names them. One's own family's are for nobody's own eyes. The longest waiting first.
 */
export const mine = (
  command: Pick<Command, 'reader'>,
  every = command.reader !== undefined && holds(command.reader, 'screen-every-contact'),
) => sql`(${ledTo} is null or ${ledTo} <> all ((select access.refused())::bigint[]))
    and (${every} or exists (select from access.told_shields(array[${ledTo}]) s where s.allowed))`
/** The record that the contact is about, or that its words lead to; of one that was joined to another since, the other. */
const ledTo = sql`(select coalesce(r.redirect_to, r.id) from person r where r.id = coalesce(c.child_id, c.exact_id))`

const which = (wanted: Wanted) => {
  if ('open' in wanted) return sql`c.state <> 'closed'`
  if ('one' in wanted) return sql`c.uuid = ${parseUuid(wanted.one ?? '') ?? null}::uuid`
  if ('ofChild' in wanted)
    return sql`c.child_id in (select id from person where id = ${wanted.ofChild} or redirect_to = ${wanted.ofChild})`
  return sql`c.id <> ${wanted.alikeTo} and exists (select from front_door_contact o where o.id = ${wanted.alikeTo}
    and (o.child_id = c.child_id or o.alike = c.alike))`
}

/** The contacts of these that this reader may have, opened. */
export const listContacts = async (
  command: Pick<Command, 'tx' | 'reader' | 'at'>,
  key: Key,
  wanted: Wanted,
): Promise<Contact[]> => {
  const { rows } = await sql<Row>`
    select c.id, c.uuid, c.reference, c.told_at, c.way, t.name as teller, y.name as typed_by, c.out_of_hours, c.words, c.state,
      c.verified_by is not null as verified, coalesce(p.redirect_to, p.id) as child_id, p.uuid as record,
      (select count(*)::int from front_door_contact o where (o.id = c.id or o.child_id = c.child_id or o.alike = c.alike)
        and o.told_at > ${command.at}::timestamptz - interval '1 year') as in_year
    from front_door_contact c left join access.principal t on t.id = c.told_by left join access.principal y on y.id = c.typed_by
      left join person p on p.id = c.child_id
    where ${which(wanted)} and ${mine(command)} order by c.told_at, c.id limit 100`.execute(command.tx)
  const { rows: steps } = await sql<StepRow>`
    select s.id, s.contact_id, s.sort, s.outcome, s.at, p.name as by, s.due_on, s.words from front_door_step s join access.principal p on p.id = s.by_id
    where s.contact_id = any(${rows.map(row => row.id)}::bigint[]) order by s.id`.execute(command.tx)
  return rows.map(row => contactOf(row, key, steps))
}

const contactOf = (row: Row, key: Key, steps: readonly StepRow[]): Contact => ({
  id: row.id,
  address: row.uuid,
  reference: row.reference,
  toldAt: row.told_at,
  way: row.way,
  told: openTold(key, row.uuid, row.words),
  ...(row.teller ? { teller: row.teller } : {}),
  ...(row.typed_by ? { typedBy: row.typed_by } : {}),
  outOfHours: row.out_of_hours,
  state: row.state,
  verified: row.verified,
  ...(row.child_id !== null && row.record ? { child: { id: row.child_id, record: row.record } } : {}),
  steps: steps.filter(step => step.contact_id === row.id).map(step => stepOf(step, key, row.uuid)),
  inYear: row.in_year,
})

const stepOf = (row: StepRow, key: Key, contact: string): ContactStep => {
  const { why, answerWay, answer } = JSON.parse(open(key, row.words, sealedAs(contact, 'step')).toString()) as StepWords
  return {
    id: row.id,
    sort: row.sort,
    outcome: row.outcome,
    at: row.at,
    by: row.by,
    ...(row.due_on ? { due: row.due_on } : {}),
    why,
    ...(answerWay ? { answerWay } : {}),
    ...(answer ? { answer } : {}),
  }
}

/** What somebody told the front door themselves, and what they may know of what came of it. */
export type OwnWorry = {
  readonly reference: string
  readonly toldAt: Date
  readonly childName: string
  readonly answers: readonly { readonly at: Date; readonly text: string }[]
}

/** What this reader told signed in, the newest first. */
export const listOwnWorries = async (command: Command, key: Key): Promise<OwnWorry[]> => {
  const { rows } = await sql<{ id: number; uuid: string; reference: string; told_at: Date; words: Buffer }>`
    select id, uuid, reference, told_at, words from front_door_contact where told_by = ${readerOfAct(command)}
    order by told_at desc, id desc limit 50`.execute(command.tx)
  const { rows: steps } = await sql<StepRow>`
    select s.id, s.contact_id, s.sort, s.outcome, s.at, '' as by, s.due_on, s.words from front_door_step s
    where s.contact_id = any(${rows.map(row => row.id)}::bigint[]) order by s.id`.execute(command.tx)
  return rows.map(({ id, uuid, reference, told_at, words }) => ({
    reference,
    toldAt: told_at,
    childName: openTold(key, uuid, words).childName,
    answers: steps
      .filter(step => step.contact_id === id)
      .map(step => stepOf(step, key, uuid))
      .flatMap(({ at, answerWay, answer }) => (answerWay === 'here' && answer ? [{ at, text: answer }] : [])),
  }))
}

/** The record at an address as it was typed or copied, where this reader works with the child and may have it. */
export const findOwnRecord = async (command: Command, typed: string): Promise<number | undefined> => {
  const uuid = parseUuid(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(typed)?.[0]?.toLowerCase() ?? '')
  const { rows } = await sql<{ id: number }>`
    select r.id from (select coalesce(redirect_to, id) as id from person where uuid = ${uuid ?? null}::uuid and has_record) r
    where r.id <> all ((select access.refused())::bigint[]) and exists (select from access.grant_row g where g.child_id = r.id
      and g.principal = any ((select access.principals())::bigint[]) and g.starts_at <= ${command.at} and g.ends_at > ${command.at})`.execute(
    command.tx,
  )
  return rows[0]?.id
}
