import { sql } from 'kysely'
import { type ChildGrant, type CommandGrant, mayWrite } from '../../access/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { visit } from '../kinds/index.ts'
import { closeWriting, write } from '../writing/own-source.actions.ts'
import { findWritten, type Written } from '../writing/written.queries.ts'

type Grant = ChildGrant<'visit'>
/** A visit of the reader's own to one child, and how it went. */
export type OwnVisit = { readonly booked: Written; readonly outcome: 'seen-alone' | 'seen' }

/**
 * The visit that this reader has booked themselves to another child for the same day: whoever was there and was seen was visited. Undefined where none
 * stands, where it is for a few named people, or where the child was not seen.
 */
export const findOwnVisit = async (
  grant: Grant,
  on: PlainDate,
  seen: string | undefined,
): Promise<OwnVisit | undefined> => {
  const outcome = seen === 'alone' ? 'seen-alone' : seen === 'yes' ? 'seen' : undefined
  if (!outcome) return undefined
  const { rows } = await sql<{ uuid: string }>`
    select uuid from entry where child_id = ${grant.childId} and kind = 'visit' and known_to = 'infinity' and true_from = ${on}
      and body->>'on' = ${on} and body->>'workerId' = ${String(grant.reader.userId)} order by id limit 1`.execute(
    grant.tx,
  )
  const booked = await findWritten(grant, 'visit', rows[0]?.uuid)
  return booked && !booked.kept && mayWrite(grant.decision, booked.category) ? { booked, outcome } : undefined
}

/** Writes how it went, in place of the booking. */
export const endOwnVisit = async (
  command: CommandGrant<'recorder'>,
  { childId, reader }: Pick<Grant, 'childId' | 'reader'>,
  { booked, outcome }: OwnVisit,
  happenedOn: PlainDate,
): Promise<void> => {
  const { on: _on, ...rest } = booked.body
  await closeWriting(command, booked.id)
  await write(command, {
    ...{ childId, kind: visit, category: booked.category, on: happenedOn, authorId: reader.userId },
    ...{ body: { ...rest, happenedOn, outcome }, replaces: booked.id, sealedAs: booked.id },
  })
}
