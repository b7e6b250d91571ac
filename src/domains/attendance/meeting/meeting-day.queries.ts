import { sql } from 'kysely'
import type { Grant } from '../../../access/index.ts'
import { type CardKinds, type ChildCard, listCards } from '../../../children/index.ts'
import { academicYearOf, endOfLondonDay, londonDate, type PlainDate } from '../../../kernel/index.ts'
import type { SessionCounts } from '../attendance.ts'
import { byAbsence, countUntil, groupOf } from './meeting-groups.ts'
import type { MeetingSchool } from './meeting-schools.queries.ts'

/** A pupil who was to be talked about on the day of a meeting, by the sessions that they had missed. */
export type PupilThen = {
  readonly child: ChildCard
  readonly group: 'severe' | 'persistent' | 'at-risk'
  readonly counts: SessionCounts
}

/** So many pupils of a meeting's day are shown, the most absent first. */
export const mostThen = 60

type YearRow = { child_id: number; source_person_id: number; marks: string }
type ChangeRow = { source_person_id: number; position: number; old: string }

/**
 * Who of a school's roll was severely, persistently or nearly persistently absent on the day of a meeting, as the registers said by the end of that day: marks that were changed later are taken
 * back. Of pupils who are on the roll still, as far as the reader may see them. By sessions alone: what was known of needs is not kept.
 */
export const listPupilsThen = async (
  grant: Grant<CardKinds | 'session-count'>,
  school: Pick<MeetingSchool, 'id'>,
  day: PlainDate,
): Promise<readonly PupilThen[]> => {
  const { tx, at } = grant
  const year = academicYearOf(day)
  const { rows } = await sql<YearRow>`
    select y.child_id, y.source_person_id, y.marks from access.roll r
    join attendance_year y on y.child_id = r.child_id and y.establishment_id = r.establishment_id and y.year = ${year}
    where r.establishment_id = ${school.id} and r.starts_on <= ${day}::date and r.ends_on > ${londonDate(at)}::date order by y.changed_at`.execute(
    tx,
  )
  const { rows: changes } = await sql<ChangeRow>`
    select c.source_person_id, c.position, c.old from mark_change c
    where c.source_person_id = any(${rows.map(row => row.source_person_id)}::bigint[]) and c.establishment_id = ${school.id} and c.year = ${year}
      and c.known_from > ${endOfLondonDay(day)} order by c.known_from desc, c.as_of desc`.execute(tx)
  const later = Map.groupBy(changes, one => one.source_person_id)
  const tellings = Map.groupBy(rows, row => row.child_id)
  const placed = [...tellings].flatMap(([childId, own]) => {
    const counts = countUntil(
      own.map(row => takenBack(row.marks, later.get(row.source_person_id) ?? [])),
      day,
    )
    const group = groupOf({ counts, hasNeeds: false, hasAction: false }, day)
    return group === 'severe' || group === 'persistent' || group === 'at-risk' ? [{ childId, group, counts }] : []
  })
  placed.sort((a, b) => byAbsence(a.counts, b.counts) || a.childId - b.childId)
  const first = placed.slice(0, mostThen)
  const cards = await listCards(
    grant,
    first.map(one => one.childId),
  )
  const byChild = new Map(cards.map(card => [card.childId, card]))
  return first.flatMap(({ childId, ...one }) => {
    const child = byChild.get(childId)
    return child ? [{ child, ...one }] : []
  })
}

/** A year's marks before these changes, the latest of which comes first. */
const takenBack = (marks: string, changes: readonly ChangeRow[]): string => {
  const before = [...marks]
  for (const { position, old } of changes) before[position] = old
  return before.join('')
}
