import { sql } from 'kysely'
import { type CommandGrant, readerOfAct } from '../../access/index.ts'
import { Conflict, NotAllowed } from '../../kernel/index.ts'
import { findOpenCase, type Halves, retold } from '../linking/index.ts'
import type { VerdictKey } from './answer.ts'
import type { KeptSheet } from './evidence-sheet.ts'
import { needsTwo } from './second-person.queries.ts'

type Desk = CommandGrant<'clearing-house'>
type Verdict = {
  readonly case: string
  readonly version: string
  readonly answer: VerdictKey
  readonly reason: string
  readonly sheet: KeptSheet
}

/** What becomes of an answer: it is carried out, waits for a second person, or goes to a senior. */
export type Outcome = 'carry-out' | 'waits' | 'to-senior'

/** How often a question may be passed over before a senior has it (ux.md 3.5). */
const mostSkips = 3

/**
 * Keeps a reviewer's answer with what it was given on, and says what becomes of it. A sensitive join waits for a second person; what the two say alike is
 * carried out, what they see differently goes to a senior, whose word is carried out. An answer given to other facts than are
 * shown now no longer counts. Throws Conflict where somebody answers at the same moment, or has.
 */
export const weighAnswer = (desk: Desk, { case: uuid, version, answer, reason, sheet }: Verdict): Promise<Outcome> =>
  retold(async () => {
    const about = await findOpenCase(desk.tx, uuid)
    await sql`update case_step set superseded_at = ${desk.at}
      where case_id = ${about.id} and step = 'answered' and superseded_at is null and version <> ${version}`.execute(
      desk.tx,
    )
    const { rows: standing } = await sql<{ answer: VerdictKey; user_id: number; to_senior: boolean }>`
      select s.answer, s.user_id, c.to_senior from review_case c left join case_step s
        on s.case_id = c.id and s.step = 'answered' and s.superseded_at is null
      where c.id = ${about.id} order by s.id`.execute(desk.tx)
    const earlier = standing.filter(s => s.answer !== null)
    if (earlier.some(s => s.user_id === readerOfAct(desk))) throw new NotAllowed()
    await keep(desk, about.id, 'answered', { answer, version, reason, sheet })
    if (standing[0]?.to_senior) return 'carry-out'
    if (earlier[0]) return earlier[0].answer === answer ? 'carry-out' : await handOn(desk, about.id)
    if (answer !== 'join' || !(await needsTwo(desk, about.id, [about.aPerson, about.bPerson]))) return 'carry-out'
    await touch(desk, about.id, false)
    return 'waits'
  })

/** Nobody is sure: what was answered before no longer counts, since the source may say something new. */
export const forgetAnswers = async (desk: Desk, uuid: string): Promise<void> => {
  await sql`update case_step s set superseded_at = ${desk.at} from review_case c
    where c.uuid = ${uuid} and s.case_id = c.id and s.step = 'answered' and s.superseded_at is null`.execute(desk.tx)
}

/**
 * Takes back what this reviewer answered and nobody has carried out: it counts for nothing, neither with a second person's answer nor before a
 * senior. Throws Conflict where nothing of theirs stands any more.
 */
export const takeAnswerBack = (desk: Desk, uuid: string): Promise<void> =>
  retold(async () => {
    const about = await findOpenCase(desk.tx, uuid)
    const taken = await sql`update case_step set superseded_at = ${desk.at}
      where case_id = ${about.id} and step = 'answered' and superseded_at is null and user_id = ${readerOfAct(desk)}`.execute(
      desk.tx,
    )
    if (Number(taken.numAffectedRows) === 0)
      throw new Conflict('There is no answer of yours here to take back.', 'Look at the question as it is now.')
    await touch(desk, about.id, undefined)
  })

/** Gives the question to a senior, with the reason. Errors as `weighAnswer`. */
export const sendToSenior = (desk: Desk, uuid: string, reason: string): Promise<void> =>
  retold(async () => {
    const about = await findOpenCase(desk.tx, uuid)
    await keep(desk, about.id, 'sent-on', { reason })
    await handOn(desk, about.id)
  })

/** Passes the question over, with the reason; the third time it goes to a senior. Says where it is now. Errors as `weighAnswer`. */
export const skipCase = (desk: Desk, uuid: string, reason: string): Promise<'stays' | 'to-senior'> =>
  retold(async () => {
    const about = await findOpenCase(desk.tx, uuid)
    await keep(desk, about.id, 'skipped', { reason })
    const { rows } = await sql<{ n: number }>`
      select count(*)::integer as n from case_step where case_id = ${about.id} and step = 'skipped'`.execute(desk.tx)
    if ((rows[0]?.n ?? 0) >= mostSkips) return await handOn(desk, about.id)
    await touch(desk, about.id, undefined)
    return 'stays'
  })

/** Writes down that this reviewer has the question open: others are told for a while, and nobody is kept out. */
export const keepLook = async (desk: Desk, uuid: string): Promise<void> => {
  await sql`insert into case_step (case_id, user_id, step, at)
    select id, ${readerOfAct(desk)}, 'looked', ${desk.at} from review_case where uuid = ${uuid} and state in ('open', 'asked')`.execute(
    desk.tx,
  )
}

type Kept = Partial<Pick<Verdict, 'answer' | 'version' | 'sheet'>> & {
  readonly reason: string
  readonly halves?: Halves
}
const keep = async (desk: Desk, caseId: number, step: string, kept: Kept): Promise<void> => {
  const { answer = null, version = null, reason } = kept
  const [sheet, halves] = [kept.sheet, kept.halves].map(one => (one ? JSON.stringify(one) : null))
  const user = readerOfAct(desk)
  await sql`insert into case_step (case_id, user_id, step, answer, version, reason, at, sheet, halves, searched)
    values (${caseId}, ${user}, ${step}, ${answer}, ${version}, ${reason}, ${desk.at}, ${sheet}::jsonb, ${halves}::jsonb,
      ${step === 'answered'} and access.searched_since((select min(l.at) from case_step l
        where l.case_id = ${caseId} and l.user_id = ${user} and l.step = 'looked')))`.execute(desk.tx)
}

/** Keeps which records of one a reviewer says belong to which child, with what it was said on. */
export const keepSplit = (
  desk: Desk,
  caseId: number,
  said: Pick<Verdict, 'version' | 'reason' | 'sheet'> & { readonly halves: Halves },
): Promise<void> => keep(desk, caseId, 'answered', { ...said, answer: 'apart' })

const handOn = async (desk: Desk, caseId: number): Promise<'to-senior'> => {
  await touch(desk, caseId, true)
  return 'to-senior'
}

/** Writes the question's row even where nothing changes in it: of two answers at one moment the later is refused, not lost. */
export const touch = async ({ tx }: Desk, caseId: number, toSenior: boolean | undefined): Promise<void> => {
  await sql`update review_case set to_senior = coalesce(${toSenior ?? null}::boolean, to_senior) where id = ${caseId}`.execute(
    tx,
  )
}
