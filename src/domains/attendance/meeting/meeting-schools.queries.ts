import { sql } from 'kysely'
import type { CommandGrant, Grant } from '../../../access/index.ts'
import { categoryBit, type PlainDate } from '../../../kernel/index.ts'
import type { SchoolCalendar } from '../school-calendar.ts'
import type { Meeting } from './meeting-terms.ts'

/** A school that the reader is linked to, with its days and its meetings. */
export type MeetingSchool = {
  readonly id: number
  readonly address: string
  readonly name: string
  readonly calendar: SchoolCalendar
  /** The latest day of which a register came. */
  readonly registerOn?: PlainDate
  readonly meetings: readonly Meeting[]
}

type Row = {
  id: number
  uuid: string
  name: string
  calendar: SchoolCalendar | null
  register_on: PlainDate | null
  meetings: { year: number; term: string; planned: string | null; held: string | null; present: string | null }[] | null
}

/** The schools that the reader is linked to and reads attendance of in full, by name. */
export const listMeetingSchools = async ({
  tx,
  reader,
  at,
}: Grant<never> | CommandGrant<'recorder'>): Promise<MeetingSchool[]> => {
  const attendance = categoryBit('attendance')
  if (!reader || (reader.masks.full & attendance) === 0) return []
  // The command reads every reason there is, so that the reader's own are named here.
  const { rows } = await sql<Row>`
    with mine as (
      select distinct g.establishment_id as id from access.grant_row g
      where g.establishment_id is not null and g.principal = any(${reader.principals}::bigint[])
        and g.starts_at <= ${at} and g.ends_at > ${at} and (g.limit_mask | g.extra_mask) & ${attendance}::bigint <> 0)
    select e.id, e.uuid, e.name, e.register_on::text as register_on,
      (select json_agg(json_build_object('kind', t.kind, 'name', t.name, 'from', t.from_on, 'to', t.to_on) order by t.from_on)
        from term_date t where t.establishment_id = e.id and t.known_to = 'infinity') as calendar,
      (select json_agg(json_build_object('year', s.year, 'term', s.term, 'planned', s.planned_on, 'held', s.held_on, 'present', s.present))
        from support_meeting s where s.establishment_id = e.id) as meetings
    from mine m join access.establishment e on e.id = m.id order by e.name, e.id`.execute(tx)
  return rows.map(({ id, uuid, name, calendar, register_on: registerOn, meetings }) => ({
    id,
    address: uuid,
    name,
    calendar: calendar ?? [],
    ...(registerOn ? { registerOn } : {}),
    meetings: (meetings ?? []).map(one => ({
      year: one.year,
      term: one.term,
      plannedOn: (one.planned ?? undefined) as Meeting['plannedOn'],
      heldOn: (one.held ?? undefined) as Meeting['heldOn'],
      present: one.present ?? undefined,
    })),
  }))
}

/** One of those schools by its address. */
export const findMeetingSchool = async (
  grant: Grant<never> | CommandGrant<'recorder'>,
  address: string | undefined,
): Promise<MeetingSchool | undefined> => (await listMeetingSchools(grant)).find(one => one.address === address)
