import { sql } from 'kysely'
import { type ChildCommand, type ChildGrant, mayWrite } from '../../access/index.ts'
import { listRelatives, type Relative } from '../pages/family.queries.ts'
import type { Person } from './meeting-form.ts'
import { type Invited, labelled, listMeetings, type Meeting } from './meetings.queries.ts'
import { namesOnMeetings } from './school-staff.queries.ts'

/** Another child of the family that a meeting is about as well, with the meeting's address on their record and whom that record names of those asked. */
export type MeetingPart = Pick<Relative, 'address' | 'first' | 'name'> & {
  readonly meeting: string
  readonly invited: readonly Invited[]
}

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
  const { rows } = await sql<{ child: number; meeting: string; people: readonly Person[] }>`
    select child_id as child, coalesce(body->>'meeting', uuid::text) as meeting, coalesce(body->'people', '[]') as people from entry
    where child_id = any(${relatives.map(one => one.id)}::bigint[])
      and occasion_id = ${own[0].occasion}::uuid and kind = 'meeting' and known_to = 'infinity' order by id`.execute(
    grant.tx,
  )
  const names = await namesOnMeetings(
    grant,
    [grant.childId, ...rows.map(({ child }) => child)],
    rows.flatMap(row => row.people.map(person => person.workerId)),
  )
  return rows.flatMap(({ child, meeting, people }) =>
    relatives
      .filter(one => one.id === child)
      .map(({ address, first, name }) => ({ address, first, name, meeting, invited: labelled(people, names) })),
  )
}

type PartKind = 'identity' | 'chosen-value' | 'meeting' | 'carer'
/** A part that the reader may write as well: the grant for that child, and the meeting as it stands there. */
export type OpenPart = MeetingPart & {
  readonly grant: ChildGrant<PartKind>
  readonly standing: Meeting
}
/** The parts that the reader may write: decided for each child by the same rules. One that is over there already is left alone. */
export const openParts = async (
  also: ChildCommand<PartKind>['also'],
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

/** Those whom the records of the other children alone name, each once: they came, or not, as everybody who was asked. */
export const onlyThere = (invited: readonly Invited[], parts: readonly MeetingPart[]): readonly Invited[] => {
  const here = new Set(invited.map(({ key }) => key))
  const there = parts.flatMap(part => part.invited).filter(({ key }) => !here.has(key))
  return [...new Map(there.map(person => [person.key, person])).values()]
}
