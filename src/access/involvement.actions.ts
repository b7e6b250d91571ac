import { sql } from 'kysely'
import { Conflict, categoryBit, InvalidInput, type PlainDate } from '../kernel/index.ts'
import type { CommandGrant } from './grant.ts'
import { grantForInvolvement } from './involvement.ts'
import { findInvolvementKind } from './involvement-kinds.ts'
import type { Tx } from './transaction.ts'

/** Somebody begins to work with a child. `principalId` is a user's or a team's; both it and the child were checked by the caller. */
export type StartOfWork = {
  readonly childId: number
  readonly principalId: number
  readonly kind: string
  readonly from: PlainDate
  readonly to?: PlainDate
  /** Why, in the kind's own words unless said. */
  readonly purpose?: string
  /** Works beside whoever the child is allocated to. */
  readonly coWorks?: boolean
  /** The source person through whom the child was found; a split leaves the involvement with that half. */
  readonly sourcePersonId?: number
}

type Command = CommandGrant<'arrangements' | 'recorder'>

/**
 * Writes down that somebody works with a child, and the reason it gives to see the record, in one transaction. Gives the
 * involvement's id; what is already so stays as it is and gives its id again.
 * @throws InvalidInput for a kind that does not exist.
 */
export const startInvolvement = async (command: Command, start: StartOfWork): Promise<number> => {
  const kind = findInvolvementKind(start.kind)
  if (!kind) throw new InvalidInput('There is no such way of working with a child.', 'Choose one from the list.')
  const known = await findOpen(command.tx, start)
  if (known) return known
  const { rows } = await sql<{ id: number }>`
    insert into involvement (child_id, source_person_id, principal_id, kind, service, category, category_bit, purpose, true_from, true_to,
      source_id, created_by, known_from, co_works)
    values (${start.childId}, ${start.sourcePersonId ?? null}, ${start.principalId}, ${kind.key}, ${kind.service}, ${kind.category},
      ${categoryBit(kind.category)}, ${start.purpose ?? kind.purpose}, ${start.from}, ${start.to ?? 'infinity'}, 'throughline',
      ${command.reader?.userId ?? null}, ${command.at}, ${start.coWorks ?? false}) returning id`.execute(command.tx)
  const id = rows[0]?.id ?? 0
  await writeReason(command.tx, id, start)
  return id
}

const findOpen = async (tx: Tx, start: StartOfWork): Promise<number | undefined> => {
  const { rows } = await sql<{ id: number }>`
    select id from involvement where child_id = ${start.childId} and principal_id = ${start.principalId} and kind = ${start.kind}
      and true_from = ${start.from} and true_to = ${start.to ?? 'infinity'} and known_to = 'infinity' limit 1`.execute(
    tx,
  )
  return rows[0]?.id
}

const writeReason = async (tx: Tx, involvementId: number, start: StartOfWork): Promise<void> => {
  const { rows } = await sql<{
    named: boolean
  }>`select access.is_named(${start.childId}, ${start.principalId}) as named`.execute(tx)
  const grant = grantForInvolvement({
    kind: start.kind,
    from: start.from,
    to: start.to,
    named: rows[0]?.named ?? false,
  })
  await sql`insert into access.grant_row (principal, child_id, reason, involvement_id, limit_mask, max_sensitivity, named, starts_at, ends_at)
    values (${start.principalId}, ${start.childId}, ${grant.reason}, ${involvementId}, ${grant.limitMask}, ${grant.maxSensitivity},
      ${grant.named}, ${grant.startsOn}::timestamp at time zone 'Europe/London',
      ${grant.endsBefore ?? 'infinity'}::timestamp at time zone 'Europe/London')`.execute(tx)
}

/**
 * Ends work with a child on a day, that day included: what was known of the involvement stays, and the worker sees the
 * record for 14 days more.
 * @throws Conflict where it has ended already or somebody else changed it first.
 */
export const endInvolvement = async (command: Command, involvementId: number, lastDay: PlainDate): Promise<void> => {
  type Row = { id: number; child_id: number; principal_id: number; kind: string; true_from: PlainDate }
  const { rows } = await sql<Row>`
    update involvement set known_to = ${command.at} where id = ${involvementId} and known_to = 'infinity' and true_to = 'infinity'
    returning id, child_id, principal_id, kind, true_from`.execute(command.tx)
  const ended = rows[0]
  if (!ended) throw new Conflict('This work has ended already.', 'Load the page again to see it as it is now.')
  const next = await sql<{ id: number }>`
    insert into involvement (child_id, source_person_id, principal_id, worker_name, team_name, phone, kind, service, category, category_bit,
      purpose, true_from, true_to, source_id, source_record_id, created_by, known_from, co_works)
    select child_id, source_person_id, principal_id, worker_name, team_name, phone, kind, service, category, category_bit,
      purpose, true_from, ${lastDay}, source_id, source_record_id, ${command.reader?.userId ?? null}, ${command.at}, co_works
    from involvement where id = ${ended.id} returning id`.execute(command.tx)
  const grant = grantForInvolvement({ kind: ended.kind, from: ended.true_from, to: lastDay, named: false })
  await sql`update access.grant_row set involvement_id = ${next.rows[0]?.id ?? ended.id},
    ends_at = least(ends_at, ${grant.endsBefore ?? 'infinity'}::timestamp at time zone 'Europe/London')
    where involvement_id = ${ended.id}`.execute(command.tx)
}
