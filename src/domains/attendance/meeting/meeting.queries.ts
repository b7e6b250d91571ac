import { sql } from 'kysely'
import type { ChildGrant, Grant } from '../../../access/index.ts'
import {
  type CardKinds,
  type ChildCard,
  type KnownFact,
  listCards,
  readFacts,
  readMany,
} from '../../../children/index.ts'
import { academicYearOf, londonDate, type PlainDate } from '../../../kernel/index.ts'
import type { SessionCounts } from '../attendance.ts'
import { needsOf, type SenKind } from '../pupil-needs.queries.ts'
import { meetingAction } from './meeting.record.ts'
import { type ActionState, type AgreedAction, type Doer, isOnPage } from './meeting-form.ts'
import { byAbsence, countUntil, groupOf, type MeetingGroup, meetingGroups } from './meeting-groups.ts'
import type { MeetingSchool } from './meeting-schools.queries.ts'
import type { Term } from './meeting-terms.ts'

type MeetingGrant = Grant<CardKinds | 'session-count' | 'meeting-action' | 'sen-provision'>

/** A pupil on the page, with what the reader may know. */
export type MeetingPupil = {
  readonly child: ChildCard
  readonly counts: SessionCounts
  readonly also: readonly string[]
  readonly actions: readonly AgreedAction[]
}
export type PupilGroup = {
  readonly group: MeetingGroup
  readonly pupils: readonly MeetingPupil[]
  readonly more: number
}

/** How many pupils of a group the page shows: it is a page to talk over. */
export const mostInGroup = 20

/**
 * The pupils of a school's roll to talk about today, by group: the most absent first. Who they are, what else is known of them and what is
 * agreed is what this reader may see; what is kept to named people is on no page that is put on a table.
 */
export const listPupils = async (
  grant: MeetingGrant,
  { school, term, sen }: { readonly school: MeetingSchool; readonly term: Term; readonly sen: SenKind },
): Promise<readonly PupilGroup[]> => {
  const today = londonDate(grant.at)
  const { rows } = await sql<{ child_id: number; tellings: (string | null)[] }>`
    select r.child_id, array_agg(y.marks order by y.changed_at) as tellings
    from access.roll r left join attendance_year y on y.child_id = r.child_id and y.establishment_id = r.establishment_id
      and y.year = ${academicYearOf(today)}
    where r.establishment_id = ${school.id} and r.starts_on <= ${londonDate(grant.at)}::date and r.ends_on > ${londonDate(grant.at)}::date
    group by r.child_id`.execute(grant.tx)
  const roll = rows.map(row => ({
    childId: row.child_id,
    counts: countUntil(
      row.tellings.filter(one => one !== null),
      today,
    ),
  }))
  const ids = roll.map(one => one.childId)
  const agreed = await readMany(grant, ids, [meetingAction])
  const actionsOf = (childId: number) =>
    actionsIn(agreed.get(childId) ?? [], school.address).filter(one => isOnPage(one, term, true))
  const candidates = roll.filter(
    ({ childId, counts }) =>
      agreed.has(childId) || groupOf({ counts, hasNeeds: true, hasAction: false }, today) !== undefined,
  )
  const also = await needsOf(
    grant,
    candidates.map(one => one.childId),
    sen,
  )
  const placed = candidates.flatMap(({ childId, counts }) => {
    const [needs, actions] = [also.get(childId) ?? [], actionsOf(childId)]
    const group = groupOf({ counts, hasNeeds: needs.length > 0, hasAction: actions.length > 0 }, today)
    return group ? [{ childId, counts, also: needs, actions, group }] : []
  })
  placed.sort((a, b) => byAbsence(a.counts, b.counts) || a.childId - b.childId)
  const cards = new Map(
    (
      await listCards(
        grant,
        placed.map(one => one.childId),
      )
    ).map(card => [card.childId, card]),
  )
  return meetingGroups.flatMap((group): PupilGroup[] => {
    const pupils = placed.flatMap((one): MeetingPupil[] => {
      const child = cards.get(one.childId)
      return child && one.group === group ? [{ child, counts: one.counts, also: one.also, actions: one.actions }] : []
    })
    if (pupils.length === 0) return []
    return [{ group, pupils: pupils.slice(0, mostInGroup), more: Math.max(0, pupils.length - mostInGroup) }]
  })
}

/** What was agreed for pupils of a term that is over, pupil by pupil; the sessions of that time are not counted again. */
export const listAgreedThen = async (
  grant: MeetingGrant,
  school: MeetingSchool,
  term: Term,
): Promise<readonly Pick<MeetingPupil, 'child' | 'actions'>[]> => {
  const { rows } = await sql<{ child_id: number }>`
    select r.child_id from access.roll r where r.establishment_id = ${school.id} and r.starts_on <= ${londonDate(grant.at)}::date and r.ends_on > ${londonDate(grant.at)}::date`.execute(
    grant.tx,
  )
  const agreed = await readMany(
    grant,
    rows.map(row => row.child_id),
    [meetingAction],
  )
  const own = [...agreed].flatMap(([childId, facts]) => {
    const actions = actionsIn(facts, school.address).filter(one => isOnPage(one, term, false))
    return actions.length > 0 ? [{ childId, actions }] : []
  })
  const cards = new Map(
    (
      await listCards(
        grant,
        own.map(one => one.childId),
      )
    ).map(card => [card.childId, card]),
  )
  return own.flatMap(({ childId, actions }) => {
    const child = cards.get(childId)
    return child ? [{ child, actions }] : []
  })
}

/** An action on a pupil's record. */
export type PupilAction = AgreedAction & {
  readonly entry: number
  readonly school: string
  readonly doerId: number | undefined
}

/** The actions of one pupil with one school, the first agreed first. */
export const readActions = async (
  grant: ChildGrant<'meeting-action'>,
  school: string,
): Promise<readonly PupilAction[]> => actionsIn(await readFacts(grant, [meetingAction]), school)

const actionsIn = (facts: readonly KnownFact[], school: string): PupilAction[] =>
  facts
    .filter(fact => fact.kind === 'meeting-action' && !fact.kept && fact.body.school === school)
    .map(({ entry, address, body }) => ({
      entry,
      address,
      school,
      doerId: typeof body.doerId === 'number' ? body.doerId : undefined,
      year: Number(body.year),
      term: String(body.term),
      what: String(body.what),
      doer: String(body.doer) as Doer,
      who: String(body.who),
      dueOn: String(body.dueOn) as PlainDate,
      agreedOn: String(body.agreedOn) as PlainDate,
      state: String(body.state) as ActionState,
      became: wordsOf(body.became),
      becameOn: (body.becameOn as PlainDate | undefined) ?? undefined,
    }))
    .sort((a, b) => (a.agreedOn < b.agreedOn ? -1 : a.agreedOn > b.agreedOn ? 1 : a.entry - b.entry))

const wordsOf = (passages: unknown): string | undefined =>
  Array.isArray(passages)
    ? passages.map(one => String((one as { text?: unknown }).text ?? '')).join('\n\n') || undefined
    : undefined

type ActionRow = {
  uuid: string
  year: number
  term: string
  what: string
  doer: Doer
  who: string
  due_on: PlainDate
  agreed_at: Date
  state: ActionState
  became: string | null
  became_on: PlainDate | null
}

/** What was agreed for the school as a whole, the first agreed first. */
export const listSchoolActions = async (
  { tx }: Pick<Grant<never>, 'tx'>,
  school: number,
): Promise<readonly AgreedAction[]> => {
  const { rows } = await sql<ActionRow>`
    select uuid, year, term, what, doer, who, due_on::text as due_on, agreed_at, state, became, became_on::text as became_on
    from support_meeting_action where establishment_id = ${school} order by agreed_at, id`.execute(tx)
  return rows.map(row => ({
    address: row.uuid,
    year: row.year,
    term: row.term,
    what: row.what,
    doer: row.doer,
    who: row.who,
    dueOn: row.due_on,
    agreedOn: londonDate(row.agreed_at),
    state: row.state,
    became: row.became ?? undefined,
    becameOn: row.became_on ?? undefined,
  }))
}

/** Whether a pupil is on this school's roll today. */
export const isOnRoll = async ({ tx, at, childId }: ChildGrant<never>, school: number): Promise<boolean> => {
  const { rows } = await sql`select from access.roll r where r.child_id = ${childId} and r.establishment_id = ${school}
    and r.starts_on <= ${londonDate(at)}::date and r.ends_on > ${londonDate(at)}::date limit 1`.execute(tx)
  return rows.length > 0
}
