import { sql } from 'kysely'
import { type ChildCommand, type ChildGrant, mayWrite } from '../../access/index.ts'
import { listRelatives, type Relative } from '../pages/family.queries.ts'
import type { Person } from './meeting-form.ts'
import { listMeetings, type Meeting } from './meetings.queries.ts'

/** Another child of the family that a meeting is about as well, with the meeting's address on their record. */
export type MeetingPart = Pick<Relative, 'address' | 'first' | 'name'> & { readonly meeting: string }

/**
 * The other children that a meeting is about: on whose record it stands too, as far as the reader sees it there by their own right. One whom the
 * reader may not see is not here, and nothing says so.
 */
export const listParts = async (
  grant: ChildGrant<'identity' | 'chosen-value' | 'meeting'>,
  { entry }: Pick<Meeting, 'entry'>,
): Promise<readonly MeetingPart[]> => {
  const { rows: own } = await sql<{ occasion: string | null }>`
    select occasion_id as occasion from entry where id = ${entry} and child_id = ${grant.childId}`.execute(grant.tx)
  if (!own[0]?.occasion) return []
  const relatives = await listRelatives(grant)
  const { rows } = await sql<{ child: number; meeting: string }>`
    select child_id as child, coalesce(body->>'meeting', uuid::text) as meeting from entry
    where child_id = any(${relatives.map(one => one.id)}::bigint[])
      and occasion_id = ${own[0].occasion}::uuid and kind = 'meeting' and known_to = 'infinity' order by id`.execute(
    grant.tx,
  )
  return rows.flatMap(({ child, meeting }) =>
    relatives.filter(one => one.id === child).map(({ address, first, name }) => ({ address, first, name, meeting })),
  )
}

/** A part that the reader may write as well: the grant for that child, and the meeting as it stands there. */
export type OpenPart = MeetingPart & {
  readonly grant: ChildGrant<'identity' | 'chosen-value' | 'meeting'>
  readonly standing: Meeting
}
/** The parts that the reader may write: decided for each child by the same rules. One that is over there already is left alone. */
export const openParts = async (
  also: ChildCommand<'identity' | 'chosen-value' | 'meeting'>['also'],
  parts: readonly MeetingPart[],
): Promise<readonly OpenPart[]> => {
  const open: OpenPart[] = []
  for (const part of parts) {
    const grant = await also(part.address)
    const standing = grant && (await listMeetings(grant)).find(one => one.address === part.meeting)
    if (grant && standing?.state === 'called' && mayWrite(grant.decision, standing.category))
      open.push({ ...part, grant, standing })
  }
  return open
}

/** Those who are asked, as one child's record has them: the child is that child, and no other child is named there. */
export const peopleOn = (people: readonly Person[], childName: string): Person[] =>
  people.map(person => (person.relation === 'the child' ? { ...person, name: childName } : person))
