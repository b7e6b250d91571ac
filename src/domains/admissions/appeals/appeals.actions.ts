import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { readerOfAct } from '../../../access/index.ts'
import { Conflict, londonDate, type PlainDate } from '../../../kernel/index.ts'
import { addJob } from '../../../platform/jobs/index.ts'
import { shortNotice } from './appeal-clocks.ts'
import { calendarOf } from './appeal-lines.queries.ts'
import { type ClerkDesk, type Hearing, type OneAppeal, papersOf, type Refusal } from './appeals.queries.ts'
import { type Finding, type PanelMember, panelProblem } from './decision.ts'
import { packOf } from './pack.ts'

/** What a family's letter of appeal says. */
export type Lodged = {
  readonly appellant: string
  readonly refusedOn: PlainDate
  readonly lodgedOn: PlainDate
  readonly grounds: string
}

/** Takes an appeal in, and gives its address. @throws Conflict where the school has offered a place, or one was lodged already */
export const lodgeAppeal = async (
  desk: ClerkDesk,
  refusal: Refusal,
  { appellant, refusedOn, lodgedOn, grounds }: Lodged,
): Promise<string> => {
  if (refusal.appealed)
    throw new Conflict(
      'There is an appeal for this school already.',
      'A second one needs a fresh application that the admission authority accepts.',
    )
  const { rows } = await sql<{ id: number; address: string }>`
    insert into admission_appeal (round_id, application_id, school_key, sort, appellant, refused_on, lodged_on, in_year, told_by, told_at)
    values (${refusal.roundId}, ${refusal.applicationId}, ${refusal.key}, ${refusal.sort}, ${appellant}, ${refusedOn}::date, ${lodgedOn}::date, ${refusal.inYear},
      ${readerOfAct(desk)}, ${desk.at}) returning id, uuid as address`.execute(desk.tx)
  const [made] = rows
  if (!made) throw new Conflict('The appeal was not taken in.', 'Try again.')
  await addText(desk, made.id, { sort: 'grounds', words: grounds, on: lodgedOn })
  return made.address
}

type ClerkText = {
  readonly sort: 'grounds' | 'evidence' | 'reasons' | 'note'
  readonly words: string
  readonly on: PlainDate
}

const addText = async (desk: ClerkDesk, appealId: number, { sort, words, on }: ClerkText): Promise<void> => {
  await sql`insert into appeal_text (appeal_id, sort, words, dated, told_by, known_from)
    values (${appealId}, ${sort}, ${words}, ${on}::date, ${readerOfAct(desk)}, ${desk.at})`.execute(desk.tx)
}

/** @throws Conflict of an appeal that is withdrawn or decided. */
const mustBeOpen = ({ withdrawnOn, outcome }: Pick<OneAppeal, 'withdrawnOn' | 'outcome'>): void => {
  if (withdrawnOn !== null) throw new Conflict('This appeal was withdrawn.', 'The family may lodge another.')
  if (outcome !== null) throw new Conflict('The panel has decided.', 'What was decided stays as it is.')
}

/** @throws Conflict where the child has died: no notice, paper or letter goes out (domain.md 1.13). */
export const mustBeAlive = ({ died }: Pick<OneAppeal, 'died'>): void => {
  if (died)
    throw new Conflict('The record says that the child has died.', 'Nothing goes out: speak to your manager first.')
}

/** Keeps what the family sends besides, or what the clerk notes of the hearing, which is the clerks' alone. @throws Conflict */
export const addPaper = async (desk: ClerkDesk, appeal: OneAppeal, text: ClerkText): Promise<void> => {
  if (text.sort !== 'note') mustBeOpen(appeal)
  await addText(desk, appeal.id, text)
}

/** Where and when a panel hears appeals, and who sits. */
export type NewHearing = {
  readonly heldOn: PlainDate
  readonly hour: string
  readonly place: string
  readonly panel: readonly PanelMember[]
}

/** Sets a hearing for appeals against one school, heard together. @throws Conflict where one of them has a hearing, or the panel is none */
export const setHearing = async (
  desk: ClerkDesk,
  of: Pick<OneAppeal, 'roundId' | 'key'>,
  { heldOn, hour, place, panel }: NewHearing,
  appeals: readonly number[],
): Promise<void> => {
  const problem = panelProblem(panel)
  if (problem) throw new Conflict(`${problem}.`, 'Name the members of the panel.')
  const { rows } = await sql<{ id: number }>`
    insert into appeal_hearing (round_id, school_key, held_on, hour, place, panel, set_by, set_at)
    values (${of.roundId}, ${of.key}, ${heldOn}::date, ${hour}, ${place}, ${JSON.stringify(panel)}::jsonb, ${readerOfAct(desk)}, ${desk.at}) returning id`.execute(
    desk.tx,
  )
  const { numAffectedRows } = await sql`update admission_appeal set hearing_id = ${rows[0]?.id ?? null}
    where id = any(${appeals}::bigint[]) and round_id = ${of.roundId} and school_key = ${of.key} and hearing_id is null and withdrawn_on is null
      and outcome is null`.execute(desk.tx)
  if (Number(numAffectedRows) !== appeals.length)
    throw new Conflict('One of these appeals has a hearing, or was withdrawn.', 'Choose again.')
}

/** Calls a hearing off: its appeals wait for another, and their families are told anew. @throws Conflict once one of them is decided */
export const callOffHearing = async (desk: ClerkDesk, hearing: Hearing, why: string): Promise<void> => {
  if (hearing.calledOffAt !== null) throw new Conflict('This hearing was called off.', 'Its appeals wait for another.')
  if (hearing.appeals.some(one => one.outcome !== null))
    throw new Conflict('The panel has decided on an appeal of this hearing.', 'It cannot be called off.')
  await sql`update admission_appeal set hearing_id = null, notice_sent_on = null, notice_agreed = null where hearing_id = ${hearing.id}`.execute(
    desk.tx,
  )
  await sql`update appeal_hearing set called_off_at = ${desk.at}, called_off_why = ${why} where id = ${hearing.id}`.execute(
    desk.tx,
  )
}

/** Why notice sent on this day will not do: undefined where it does. */
export const noticeProblem = async (
  desk: ClerkDesk,
  appeal: OneAppeal,
  { sentOn, agreed }: Notice,
): Promise<string | undefined> => {
  if (appeal.hearingOn === null) return 'Set a hearing first'
  const calendar = await calendarOf(desk.tx, appeal.key)
  return shortNotice(calendar, { sentOn, hearingOn: appeal.hearingOn, agreed: agreed !== '' })
}
type Notice = { readonly sentOn: PlainDate; readonly agreed: string }

/** That the family was told of the hearing. @throws Conflict without a hearing, or where notice is too short and they did not agree to it */
export const keepNotice = async (desk: ClerkDesk, appeal: OneAppeal, notice: Notice): Promise<void> => {
  mustBeAlive(appeal)
  mustBeOpen(appeal)
  const problem = await noticeProblem(desk, appeal, notice)
  if (problem) throw new Conflict(`${problem}.`, 'Set a later hearing, or write how the family agreed to fewer days.')
  await sql`update admission_appeal set notice_sent_on = ${notice.sentOn}::date, notice_agreed = ${notice.agreed || null} where id = ${appeal.id}`.execute(
    desk.tx,
  )
}

/**
 * Sends the papers out: puts them together as they stand, keeps them with their checksum, and shows them to the officers. Later evidence is sent by sending
 * them again. @throws Conflict without a hearing or the authority's statement
 */
export const sendPapers = async (desk: ClerkDesk, appeal: OneAppeal): Promise<void> => {
  mustBeAlive(appeal)
  mustBeOpen(appeal)
  if (appeal.hearingOn === null || !appeal.hasStatement)
    throw new Conflict(
      'The papers are not whole.',
      'They need a hearing, and the statement of the admission authority.',
    )
  const body = JSON.stringify(packOf(appeal.facts, papersOf(appeal.texts)))
  const sha256 = createHash('sha256').update(body).digest('hex')
  await sql`insert into appeal_pack (appeal_id, body, sha256, made_by, made_at)
    values (${appeal.id}, ${body}::jsonb, ${sha256}, ${readerOfAct(desk)}, ${desk.at})`.execute(desk.tx)
  await sql`update admission_appeal set papers_out_on = coalesce(papers_out_on, ${londonDate(desk.at)}::date) where id = ${appeal.id}`.execute(
    desk.tx,
  )
}

/** Keeps what the panel decided, with its reasons. The place of an upheld appeal is given behind the page. @throws Conflict before the hearing or the papers */
export const decideAppeal = async (
  desk: ClerkDesk,
  appeal: OneAppeal,
  finding: Finding,
  reasons: string,
): Promise<void> => {
  mustBeOpen(appeal)
  const today = londonDate(desk.at)
  if (appeal.hearingOn === null || appeal.hearingOn > today)
    throw new Conflict('The panel has not heard this appeal yet.', 'Write the decision down after the hearing.')
  if (appeal.papersOutOn === null)
    throw new Conflict('The papers have not gone out.', 'The panel decides on what both sides have seen.')
  if (finding.sort !== appeal.sort) throw new Conflict('This finding is of another sort of appeal.', 'Choose again.')
  await addText(desk, appeal.id, { sort: 'reasons', words: reasons, on: today })
  await sql`update admission_appeal set outcome = ${finding.outcome}, finding = ${finding.key}, decided_on = ${today}::date, decided_by = ${readerOfAct(desk)}
    where id = ${appeal.id}`.execute(desk.tx)
  if (finding.outcome === 'upheld') await addJob(desk.tx, 'give-appeal-places', {}, { key: 'give-appeal-places' })
}

/** That the letter with the decision went to both sides. @throws Conflict before there is one */
export const keepLetterSent = async (desk: ClerkDesk, appeal: OneAppeal, sentOn: PlainDate): Promise<void> => {
  mustBeAlive(appeal)
  if (appeal.outcome === null || appeal.decidedOn === null)
    throw new Conflict('The panel has not decided yet.', 'There is no letter before.')
  if (appeal.letterSentOn !== null) throw new Conflict('The letter has gone out.', 'It is sent once.')
  await sql`update admission_appeal set letter_sent_on = ${sentOn}::date where id = ${appeal.id}`.execute(desk.tx)
}

/** Ends an appeal that an offer of its school has made needless, once the family has the place. @throws Conflict where there is no such offer, or it is decided */
export const endNeedless = async (desk: ClerkDesk, appeal: OneAppeal, on: PlainDate): Promise<void> => {
  if (!appeal.atSchool)
    throw new Conflict('The child has no place at this school.', 'The appeal goes on until the family withdraws it.')
  await withdrawAppeal(desk, appeal, { on, why: 'The school offered the place meanwhile' })
}

/** That the family withdrew. @throws Conflict once it is decided */
export const withdrawAppeal = async (
  desk: ClerkDesk,
  appeal: OneAppeal,
  { on, why }: { on: PlainDate; why: string },
): Promise<void> => {
  mustBeOpen(appeal)
  await sql`update admission_appeal set withdrawn_on = ${on}::date, withdrawn_why = ${why} where id = ${appeal.id}`.execute(
    desk.tx,
  )
}
