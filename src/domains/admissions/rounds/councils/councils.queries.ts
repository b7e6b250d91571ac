import { sql } from 'kysely'
import { openHeld, placeOfSending } from '../../../../access/index.ts'
import { NotFound, type PlainDate, parseUuid } from '../../../../kernel/index.ts'
import type { AdmissionRound, Desk } from '../rounds.queries.ts'
import { homeColumns } from './residents.actions.ts'

/** A child of another council who asks for one of our schools, and what was told of the two. */
export type CouncilChild = {
  readonly council: string
  readonly child: string
  readonly name: string
  readonly address: string
  readonly childId: number | null
  readonly birthDate: PlainDate
  readonly school: string
  readonly left: boolean
  /** What their council was told: that the school is full of children before them, or that a place became free. */
  readonly told: 'no' | 'free' | null
  /** Has a place there. */
  readonly offered: boolean
  /** Their own council says that they take it. */
  readonly takes: boolean
}

/** Other councils' children of a round and the schools of ours that they asked for, by council and name. */
export const listCouncilChildren = async (
  { tx }: Desk,
  round: AdmissionRound,
  from: number,
  most: number,
): Promise<CouncilChild[]> => {
  const { rows } = await sql<CouncilChild>`
    select f.council, f.child, a.forename || ' ' || a.surname as name, a.uuid as address, a.child_id as "childId", a.birth_date as "birthDate",
      coalesce(k.name, f.school_key) as school,
      exists (select from admission_council_fact l where l.application_id = a.id and l.school_key = f.school_key and l.says = 'left') as left,
      (select min(t.says) from admission_council_fact t where t.application_id = a.id and t.school_key = f.school_key and t.says in ('no', 'free')) as told,
      exists (select from admission_offer o where o.application_id = a.id and o.school_key = f.school_key and o.ended is null) as offered,
      exists (select from admission_council_fact l where l.application_id = a.id and l.school_key = f.school_key and l.says = 'takes') as takes
    from admission_council_fact f join admission_application a on a.id = f.application_id
      left join admission_school k on k.round_id = f.round_id and k.key = f.school_key and k.known_to = 'infinity'
    where f.round_id = ${round.id} and f.says = 'wanted'
    order by f.council, lower(a.surname), lower(a.forename), a.id, school offset ${from} limit ${most}`.execute(tx)
  return rows
}

/** What a council is to be told and has not been. */
export type Untold = {
  readonly council: string
  readonly says: 'no' | 'free'
  readonly child: string
  readonly school: string
  readonly application: number
  readonly childId: number | null
}

/**
 * What other councils are to be told: `no` where the run that two people approved refused the child, `free` where a place became free for them after
 * the offers. What a council was told is not told again.
 */
export const listUntold = async ({ tx }: Desk, round: AdmissionRound): Promise<Untold[]> => {
  const { rows } = await sql<Untold>`
    select f.council, n.says, f.child, f.school_key as school, f.application_id as application, a.child_id as "childId"
    from admission_council_fact f join admission_application a on a.id = f.application_id cross join lateral (
      select 'no' as says from admission_release l join admission_standing s on s.run_id = l.run_id
        where l.round_id = f.round_id and s.application_id = f.application_id and s.school_key = f.school_key and s.explanation is not null
      union select 'free' from admission_offer o where o.application_id = f.application_id and o.school_key = f.school_key and o.ended is null
        and o.given_by in ('waiting list', 'second round')) n
    where f.round_id = ${round.id} and f.says = 'wanted' and not exists (select from admission_council_fact t
      where t.application_id = f.application_id and t.school_key = f.school_key and t.says in (n.says, 'left'))
    order by f.council, n.says desc, f.child collate "C", f.school_key collate "C"`.execute(tx)
  return rows
}

/** A file that was written for a council. */
export type Sending = {
  readonly address: string
  readonly council: string
  readonly by: string
  readonly at: Date
  readonly sha256: string
  readonly facts: number
}

/** How many facts are in a file; of before our own children were told of, two sorts. */
const factsOf = sql`(select sum(n.value::integer) from jsonb_each_text(s.manifest->'facts') n)::integer`
/** Whoever may not know of one of the children of a file is shown no such file. */
const whole = sql`(select count(*) from admission_council_fact f where f.sending_id = s.id)
  + (select count(*) from admission_resident_fact f where f.sending_id = s.id) = ${factsOf}`

/** The files that were written for other councils, the newest first. */
export const listSendings = async ({ tx }: Desk, round: AdmissionRound): Promise<Sending[]> => {
  const { rows } = await sql<Sending>`
    select s.uuid as address, s.council, p.name as by, s.told_at as at, s.manifest->'files'->0->>'sha256' as sha256,
      ${factsOf} as facts
    from admission_sending s join access.principal p on p.id = s.told_by where s.round_id = ${round.id} and ${whole}
    order by s.id desc limit 100`.execute(tx)
  return rows
}

/** Whether a file says where a child lives whose address is protected now. */
const tellsProtected = sql`exists (select from admission_resident_fact f join admission_application a on a.id = f.application_id
  where f.sending_id = s.id and (f.held or f.who ?| ${[...homeColumns]}::text[]) and (select m.protected from access.admission_facts(array[a.child_id]) m))`

/** A file as it was written, with its manifest, and the children of whom it tells. @throws NotFound */
export const findSending = async (
  { tx }: Desk,
  round: AdmissionRound,
  address: string | undefined,
): Promise<{ content: string; manifest: object; tellsProtected: boolean; children: readonly number[] }> => {
  const { rows } = await sql<{
    id: number
    content: string
    held: { content: string } | null
    manifest: object
    tellsProtected: boolean
    children: number[]
  }>`
    select s.id, s.content, s.held_content as held, s.manifest, ${tellsProtected} as "tellsProtected", array(select distinct a.child_id from (select application_id from admission_council_fact where sending_id = s.id
        union select application_id from admission_resident_fact where sending_id = s.id) f join admission_application a on a.id = f.application_id
      where a.child_id is not null) as children
    from admission_sending s where s.round_id = ${round.id} and s.uuid = ${parseUuid(address ?? '') ?? null}::uuid and ${whole}`.execute(
    tx,
  )
  const [row] = rows
  if (!row) throw new NotFound()
  const { id, held, ...rest } = row
  return { ...rest, ...openHeld(tx, held, placeOfSending(id)) }
}
