import { sql } from 'kysely'
import { actConcerns, type CommandGrant, readerOfAct, startInvolvement } from '../../../access/index.ts'
import { askRules, closeWriting, tellOfChange, write } from '../../../children/index.ts'
import { Conflict, categoryBit, londonDate, NotFound } from '../../../kernel/index.ts'
import { suspension } from '../attendance.record.ts'
import type { Reinstated } from './board-form.ts'
import type { ReturnBody } from './return-form.ts'
import { isOver, nextPage, type ReturnState, returnCategory, returnSortOf } from './return-sorts.ts'
import type { OwnSchool } from './returns.queries.ts'
import { schoolReturn } from './returns.record.ts'
import type { ToldSuspension } from './suspension-form.ts'

type Command = CommandGrant<'recorder'>

/** What is sent: the return itself and, of a suspension, what it says. */
export type Sent = {
  readonly childId: number
  readonly school: OwnSchool
  readonly body: ReturnBody
  readonly told?: ToldSuspension
  readonly reinstated?: Reinstated
}

/**
 * Writes a return on the child's record, and puts it before the council. A suspension becomes one of the record's suspensions as well, and ends
 * there with the day from which the governing board takes the pupil back.
 * @throws Conflict where the school has told the same of this pupil already.
 */
export const sendReturn = async (
  command: Command,
  { childId, school, body, told, reinstated }: Sent,
): Promise<void> => {
  const { tx, at } = command
  const userId = readerOfAct(command)
  const { rows } = await sql`select from school_return where child_id = ${childId} and establishment_id = ${school.id}
    and sort = ${body.sort} and happened_on = ${body.on}::date and state <> 'taken-back' and sort <> 'board-decision'`.execute(
    tx,
  )
  if (rows.length > 0)
    throw new Conflict(
      'Your school has sent this return already.',
      'Go back to the returns about this pupil to see it.',
    )
  const laestab = school.laestab ? { laestab: school.laestab } : {}
  const category = returnCategory(body.sort)
  const { passages, ...rest } = body
  const entry = await write(command, {
    childId,
    kind: schoolReturn,
    category,
    body: { ...rest, school: school.address, ...laestab, ...(passages ? { passages } : {}) },
    on: body.on,
    authorId: userId,
  })
  if (told) {
    await writeSuspension(command, { childId, authorId: userId, laestab, told })
    await askRules(command, [childId])
  }
  if (reinstated) {
    const { category: exclusion, from, backOn } = reinstated
    const known = { category: exclusion, startDate: from, reinstatedOn: backOn, ...laestab }
    await write(command, {
      childId,
      kind: suspension,
      category: suspension.category,
      body: known,
      on: from,
      authorId: userId,
    })
  }
  await sql`
    insert into school_return (establishment_id, child_id, entry_id, sort, category_bit, ground, happened_on, ends_on, due_on, sent_by, sent_at)
    values (${school.id}, ${childId}, ${entry.id}, ${body.sort}, ${categoryBit(category)}, ${body.ground ?? body.outcome ?? body.exclusion ?? null},
      ${body.on}::date, ${body.until ?? null}::date, ${body.dueOn ?? null}::date, ${userId}, ${at})`.execute(tx)
}

/** As sources tell one: the suspension for all who may know of it, its reasons for those who read exclusions in full. */
const writeSuspension = async (
  command: Command,
  of: {
    readonly childId: number
    readonly authorId: number
    readonly laestab: { readonly laestab?: string }
    readonly told: ToldSuspension
  },
): Promise<void> => {
  const { childId, authorId, laestab, told } = of
  const common = { childId, authorId, kind: suspension, category: suspension.category, on: told.from }
  const sessions = told.category === 'PERM' ? {} : { sessions: told.halfDays }
  await write(command, { ...common, body: { category: told.category, startDate: told.from, ...sessions, ...laestab } })
  await write(command, { ...common, body: { reasons: told.reasons } })
}

/** What an officer does with a return, and what the school reads of it. */
export type Decided = { readonly state: 'taken-up' | 'done'; readonly answer: string | undefined }

/**
 * An officer takes a return up, which gives them work with the child where they have none, or says that it is dealt with. Whoever is linked to
 * the school or works with the child may, where their role reads that category in full. Gives the page of the child's record where it goes on.
 * @throws NotFound where the return is not theirs to look at.
 */
export const decideReturn = async (
  command: Command,
  address: string,
  { state, answer }: Decided,
): Promise<string | undefined> => {
  const { tx, at, reader } = command
  const userId = readerOfAct(command)
  const principals = [...(reader?.principals ?? [])]
  const { rows } = await sql<{
    id: number
    child_id: number
    child: string
    sort: string
    ground: string | null
    state: ReturnState
    works: boolean
  }>`
    select r.id, r.child_id, c.uuid as child, r.sort, r.ground, r.state, w.works
    from school_return r join person c on c.id = r.child_id,
      lateral (select coalesce(bool_or(g.child_id is not null and g.writes), false) as works, count(*) as reasons from access.grant_row g
        where (g.child_id = r.child_id or g.establishment_id = r.establishment_id) and g.principal = any(${principals}::bigint[])
          and g.starts_at <= ${at} and g.ends_at > ${at}) w
    where r.uuid::text = ${address} and w.reasons > 0 and r.child_id <> all ((select access.refused())::bigint[])
      and r.category_bit & ${reader?.masks.full ?? 0}::bigint <> 0`.execute(tx)
  const found = rows[0]
  if (!found) throw new NotFound()
  actConcerns(command, found.child_id)
  if (isOver(found.state)) throw new Conflict('This return is dealt with already.', 'Go back to the list to see it.')
  await sql`update school_return set state = ${state}, answer = coalesce(${answer ?? null}, answer), decided_by = ${userId}, decided_at = ${at}
    where id = ${found.id}`.execute(tx)
  if (state !== 'taken-up') return undefined
  if (!found.works) await beginWork(command, found.child_id, userId)
  const sort = returnSortOf(found.sort)
  return `/children/${found.child}${(sort && nextPage(sort, found.ground ?? undefined)?.part) ?? '/returns'}`
}

/**
 * Whoever sent a return, or a colleague whose role reads what it tells in full, takes it back while nobody has looked at it: what it told stands on the record no more, a suspension that it told
 * included; that it was sent stays. Done though the pupil has left the roll, as a return that took them off it by mistake may have made them.
 * @throws NotFound where it is not theirs, Conflict where the council has looked at it.
 */
export const takeBackReturn = async (command: Command, address: string): Promise<void> => {
  const { tx, at, reader } = command
  const userId = readerOfAct(command)
  const { rows } = await sql<{
    id: number
    entry_id: number
    child_id: number
    sent_by: number
    sent_at: Date
    sort: string
    state: ReturnState
  }>`
    select r.id, r.entry_id, r.child_id, r.sent_by, r.sent_at, r.sort, r.state from school_return r
    where r.uuid::text = ${address} and r.run_id is null and r.category_bit & ${reader?.masks.full ?? 0}::bigint <> 0 and r.child_id <> all ((select access.refused())::bigint[])
      and exists (select from access.grant_row g where g.establishment_id = r.establishment_id
        and g.principal = any(${[...(reader?.principals ?? [])]}::bigint[]) and g.starts_at <= ${at} and g.ends_at > ${at})`.execute(
    tx,
  )
  const found = rows[0]
  if (!found) throw new NotFound()
  actConcerns(command, found.child_id)
  if (found.state !== 'sent')
    throw new Conflict('Somebody at the council has looked at this return already.', 'Call them to put it right.')
  await sql`update school_return set state = 'taken-back', decided_by = ${userId}, decided_at = ${at} where id = ${found.id}`.execute(
    tx,
  )
  // The record may have been joined or parted since: the entries know whose they are now.
  const written = await sql<{ id: number; child_id: number }>`
    select e.id, e.child_id from entry o join entry e on e.child_id = o.child_id
    where o.id = ${found.entry_id} and e.source_id = 'throughline'
      and (e.id = o.id or e.kind = 'suspension' and case ${found.sort} when 'suspension' then e.true_from = o.true_from
        -- what a board decided says neither how long a suspension was nor why
        when 'board-decision' then e.code is not null and e.number is null else false end)
      and e.author_id = ${found.sent_by} and e.known_from = ${found.sent_at} and e.known_to = 'infinity'`.execute(tx)
  for (const { id } of written.rows) await closeWriting(command, id)
  for (const child of new Set(written.rows.map(row => row.child_id))) {
    await tellOfChange(command, child)
    if (found.sort === 'suspension') await askRules(command, [child])
  }
}

/** As whoever starts work with a child does (src/children/find): the reason to see the record, and the managers told. */
const beginWork = async (command: Command, childId: number, userId: number): Promise<void> => {
  await startInvolvement(command, {
    childId,
    principalId: userId,
    kind: 'education-welfare',
    from: londonDate(command.at),
    purpose: 'help a child back to school: a return from the school',
  })
  await sql`insert into access.notice (principal, kind, child_id, user_id, at)
    select distinct m.user_id, 'work-started', ${childId}::bigint, ${userId}::bigint, ${command.at}::timestamptz from access.membership m
    where m.manages and m.team_id = any(${[...(command.reader?.principals ?? [])]}::bigint[]) and m.user_id <> ${userId}
      and m.starts_at <= ${command.at} and m.ends_at > ${command.at}`.execute(command.tx)
}
