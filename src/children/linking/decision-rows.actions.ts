import { sql } from 'kysely'
import type { CommandGrant } from '../../access/index.ts'
import type { ReviewCase } from './case.queries.ts'

type Desk = CommandGrant<'clearing-house'>
type Said = 'same' | 'different' | 'same-family'

/** Remembers what a person said of every pair of these source persons; what was said of them before is taken back. */
export const sayOfPairs = async (
  desk: Desk,
  about: ReviewCase,
  pairs: readonly (readonly [number, number])[],
  said: Said,
  reason: string,
): Promise<void> => {
  const ordered = pairs.map(([x, y]) => (x < y ? ([x, y] as const) : ([y, x] as const)))
  const list = sql`unnest(${ordered.map(p => p[0])}::bigint[], ${ordered.map(p => p[1])}::bigint[]) as p(a, b)`
  await sql`update pair_decision d set undone_at = ${desk.at} from ${list}
    where d.a_source_person = p.a and d.b_source_person = p.b and d.undone_at is null`.execute(desk.tx)
  await sql`insert into pair_decision (a_source_person, b_source_person, decision, user_id, reason, at, case_id)
    select p.a, p.b, ${said}, ${desk.reader?.userId ?? null}::bigint, ${reason}, ${desk.at}, ${about.id} from ${list}`.execute(
    desk.tx,
  )
}

/** Takes back what was said when the question was answered. */
export const unsay = async (desk: Desk, about: ReviewCase): Promise<void> => {
  await sql`update pair_decision set undone_at = ${desk.at} where case_id = ${about.id} and undone_at is null`.execute(
    desk.tx,
  )
}

/** Closes the question with its answer, or leaves it with a note that somebody has been asked. */
export const answerCase = async (
  desk: Desk,
  about: ReviewCase,
  state: ReviewCase['state'],
  reason: string,
): Promise<void> => {
  await sql`update review_case set state = ${state}, reason = ${reason}, decided_by = ${desk.reader?.userId ?? null}::bigint, decided_at = ${desk.at}
    where id = ${about.id}`.execute(desk.tx)
}

/** Keeps with the question what came along with a join besides source persons. */
export const keepCarried = async (desk: Desk, about: ReviewCase, carried: ReviewCase['carried']): Promise<void> => {
  await sql`update review_case set carried = ${JSON.stringify(carried)}::jsonb where id = ${about.id}`.execute(desk.tx)
}
