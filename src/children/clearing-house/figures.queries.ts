import { sql } from 'kysely'
import type { CommandGrant } from '../../access/index.ts'
import { reachable } from './cases.queries.ts'

type Desk = CommandGrant<'clearing-house'>

/** Questions that two people answered, and how many of them alike. */
export type Agreement = { readonly pairs: number; readonly alike: number }
/** The clearing house's figures, and the reader's own: nobody else is shown those. */
export type Figures = {
  readonly until: Date
  readonly all: Agreement
  readonly own: Agreement & { answered: number }
  /** Answers to questions whose answer is known, given without a search since they were opened, and how many of them were right: of all, and the reader's own. */
  readonly known: { readonly all: Agreement; readonly own: Agreement }
}

/**
 * What was said of which questions in the thirteen weeks that ended on the last Sunday, and the first two answers of each, as parts of a question: `which`
 * narrows the questions down, after those about children who are shut to the reader are left out.
 */
const answered = (at: Date, which: ReturnType<typeof sql> = sql``) => sql`
    week as (select date_trunc('week', ${at}::timestamptz at time zone 'Europe/London') at time zone 'Europe/London' as until),
    said as (select s.case_id, s.user_id, s.answer, s.at, s.searched, jsonb_build_array(s.halves->'a', s.halves->'b') as parts, row_number() over (partition by s.case_id order by s.id) as place
      from case_step s, week where s.step = 'answered' and s.superseded_at is null and s.at < week.until and s.at >= week.until - interval '91 days'
        and s.case_id in (select c.id from ${reachable} ${which})),
    two as (select f.user_id as first, n.user_id as second,
        f.answer = n.answer and f.parts @> n.parts and n.parts @> f.parts as alike
      from said f join said n on n.case_id = f.case_id and n.place = 2 where f.place = 1)`

/** How far reviewers agree on what this source takes part in, over the same weeks; questions that were invented are not in it. */
export const readAgreementOn = async ({ tx, at }: Desk, source: string): Promise<Agreement> => {
  const { rows } = await sql<Agreement>`
    with ${answered(at, sql`and ${source} in (a.source_id, b.source_id) and c.id not in (select case_id from known_answer)`)}
    select count(*)::integer as pairs, (count(*) filter (where alike))::integer as alike from two`.execute(tx)
  return rows[0]!
}

/**
 * How far reviewers agree, over the thirteen weeks that ended on the last Sunday: figures of today would tell of a single
 * question whether it went to two people. Two splits are alike where they divide the source records alike, whichever half each
 * called the first. Questions about children who are shut to the reader are not in them.
 */
export const readFigures = async ({ tx, reader, at }: Desk): Promise<Figures> => {
  const me = sql`${reader?.userId ?? null}::bigint`
  const { rows } = await sql<{
    until: Date
    pairs: number
    alike: number
    own_pairs: number
    own_alike: number
    answered: number
    known: number
    known_right: number
    own_known: number
    own_right: number
  }>`
    with ${answered(at)},
    known as (select s.user_id, (s.answer = 'join') = k.same as right_answer from said s join known_answer k on k.case_id = s.case_id and not s.searched)
    select (select until from week) as until, count(*)::integer as pairs, (count(*) filter (where alike))::integer as alike,
      (count(*) filter (where ${me} in (first, second)))::integer as own_pairs,
      (count(*) filter (where alike and ${me} in (first, second)))::integer as own_alike,
      (select count(*)::integer from said where user_id = ${me}) as answered,
      (select count(*)::integer from known) as known, (select count(*)::integer from known where right_answer) as known_right,
      (select count(*)::integer from known where user_id = ${me}) as own_known,
      (select count(*)::integer from known where user_id = ${me} and right_answer) as own_right
    from two`.execute(tx)
  const row = rows[0]!
  return {
    until: row.until,
    all: { pairs: row.pairs, alike: row.alike },
    own: { pairs: row.own_pairs, alike: row.own_alike, answered: row.answered },
    known: {
      all: { pairs: row.known, alike: row.known_right },
      own: { pairs: row.own_known, alike: row.own_right },
    },
  }
}

/**
 * How many questions the reader answered since midnight in London. Those about children who were shut to them since stay in it: what they know to
 * have answered must not be told to be fewer.
 */
export const countAnsweredToday = async ({ tx, reader, at }: Desk): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(distinct s.case_id)::integer as n from case_step s where s.user_id = ${reader?.userId ?? null}::bigint and s.step = 'answered'
      and s.at >= date_trunc('day', ${at}::timestamptz at time zone 'Europe/London') at time zone 'Europe/London'`.execute(
    tx,
  )
  return rows[0]?.n ?? 0
}

/** How long the reader has worked here without ten minutes' rest, and what they decided in that time. */
export type Sitting = { readonly minutes: number; readonly decided: number }

/**
 * The reader's sitting, once for every 45 minutes of it (ux.md 3.5): undefined before, and again as soon as a further question
 * has been opened. Ask before this look is written down.
 */
export const findLongSitting = async ({ tx, reader, at }: Desk): Promise<Sitting | undefined> => {
  const { rows } = await sql<{ minutes: number; last: number; decided: number }>`
    with mine as (select s.at, s.step, lag(s.at) over (order by s.at, s.id) as before from case_step s
      where s.user_id = ${reader?.userId ?? null}::bigint and s.at > ${at}::timestamptz - interval '12 hours'),
    begun as (select max(at) as at from mine where before is null or at - before >= interval '10 minutes')
    select floor(extract(epoch from ${at}::timestamptz - begun.at) / 60)::integer as minutes,
      floor(extract(epoch from max(m.at) - begun.at) / 60)::integer as last,
      (count(*) filter (where m.step = 'answered'))::integer as decided
    from begun join mine m on m.at >= begun.at group by begun.at having max(m.at) > ${at}::timestamptz - interval '10 minutes'`.execute(
    tx,
  )
  const row = rows[0]
  const crossed = row !== undefined && Math.floor(row.minutes / 45) > Math.floor(row.last / 45)
  return crossed ? { minutes: row.minutes, decided: row.decided } : undefined
}
