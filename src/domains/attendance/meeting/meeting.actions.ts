import { sql } from 'kysely'
import { type CommandGrant, readerOfAct } from '../../../access/index.ts'
import { closeWriting, write } from '../../../children/index.ts'
import { Conflict, londonDate, type PlainDate } from '../../../kernel/index.ts'
import type { PupilAction } from './meeting.queries.ts'
import { meetingAction } from './meeting.record.ts'
import type { ActionState, AgreedAction } from './meeting-form.ts'
import type { MeetingSchool } from './meeting-schools.queries.ts'
import type { Term } from './meeting-terms.ts'

type Command = CommandGrant<'recorder'>
type Agreed = Pick<AgreedAction, 'what' | 'doer' | 'who' | 'dueOn'>
type Became = { readonly state: ActionState; readonly became: string; readonly dueOn?: PlainDate }
type Of = { readonly school: Pick<MeetingSchool, 'id' | 'address'>; readonly term: Term }

const said = (text: string) => (text ? [{ text, about: 'child' as const }] : undefined)

/** Writes down for which day a meeting is planned. What was held already stays as it is. */
export const planMeeting = async (command: Command, { school, term }: Of, plannedOn: PlainDate): Promise<void> => {
  await sql`insert into support_meeting (establishment_id, year, term, planned_on, recorded_by, recorded_at)
    values (${school.id}, ${term.year}, ${term.name}, ${plannedOn}::date, ${readerOfAct(command)}, ${command.at})
    on conflict (establishment_id, year, term) do update
      set planned_on = excluded.planned_on, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at`.execute(
    command.tx,
  )
}

/** Writes down that a meeting was held and who was there; written again, the later word stands. */
export const holdMeeting = async (
  command: Command,
  { school, term }: Of,
  { heldOn, present }: { readonly heldOn: PlainDate; readonly present: string },
): Promise<void> => {
  await sql`insert into support_meeting (establishment_id, year, term, held_on, present, recorded_by, recorded_at)
    values (${school.id}, ${term.year}, ${term.name}, ${heldOn}::date, ${present}, ${readerOfAct(command)}, ${command.at})
    on conflict (establishment_id, year, term) do update set held_on = excluded.held_on, present = excluded.present,
      recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at`.execute(command.tx)
}

/** Writes down what was agreed for the school as a whole. */
export const agreeForSchool = async (command: Command, { school, term }: Of, agreed: Agreed): Promise<void> => {
  await sql`insert into support_meeting_action (establishment_id, year, term, what, doer, who, due_on, agreed_by, agreed_at)
    values (${school.id}, ${term.year}, ${term.name}, ${agreed.what}, ${agreed.doer}, ${agreed.who}, ${agreed.dueOn}::date,
      ${readerOfAct(command)}, ${command.at})`.execute(command.tx)
}

/** Writes down what became of an action for the school as a whole. @throws Conflict where it has ended already. */
export const endForSchool = async (
  command: Command,
  school: Pick<MeetingSchool, 'id'>,
  action: string,
  { state, became, dueOn }: Became,
): Promise<void> => {
  const { rows } = await sql`update support_meeting_action set state = ${state}, became = ${became || null},
      due_on = coalesce(${dueOn ?? null}::date, due_on), became_on = ${londonDate(command.at)}::date, decided_by = ${readerOfAct(command)}
    where establishment_id = ${school.id} and uuid::text = ${action} and state = 'open' returning id`.execute(
    command.tx,
  )
  if (rows.length === 0) throw ended()
}

const ended = () => new Conflict('This action has ended already.', 'Go back to the meeting to see what became of it.')

type OfChild = Of & { readonly childId: number }

/** Writes on a pupil's record what was agreed for them. */
export const agreeForPupil = async (
  command: Command,
  { childId, school, term }: OfChild,
  agreed: Agreed,
): Promise<void> => {
  const me = readerOfAct(command)
  const today = londonDate(command.at)
  await write(command, {
    childId,
    kind: meetingAction,
    category: meetingAction.category,
    body: {
      school: school.address,
      year: term.year,
      term: term.name,
      ...agreed,
      ...(agreed.doer === 'officer' ? { doerId: me } : {}),
      agreedOn: today,
      state: 'open',
    },
    on: today,
    authorId: me,
  })
}

/** Writes on a pupil's record what became of an action. @throws Conflict where it has ended already, or somebody else was first. */
export const endForPupil = async (
  command: Command,
  childId: number,
  action: PupilAction,
  { state, became, dueOn }: Became,
): Promise<void> => {
  if (action.state !== 'open') throw ended()
  const { entry, address: _, became: before, ...kept } = action
  const today = londonDate(command.at)
  await closeWriting(command, entry)
  await write(command, {
    childId,
    kind: meetingAction,
    category: meetingAction.category,
    body: { ...kept, state, dueOn: dueOn ?? kept.dueOn, became: said(became || before || ''), becameOn: today },
    on: today,
    authorId: readerOfAct(command),
    replaces: entry,
    sealedAs: entry,
  })
}
