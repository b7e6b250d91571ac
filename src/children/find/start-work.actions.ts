import { sql } from 'kysely'
import { beginnableBy, type CommandGrant, startInvolvement } from '../../access/index.ts'
import { type Category, categoryMask, InvalidInput, londonDate, NotFound, type PlainDate } from '../../kernel/index.ts'
import { addressOf, isOpenTo } from './locate.queries.ts'

type Command = CommandGrant<'recorder'>

/** Why work with a child begins. */
export const grounds = {
  referral: 'a referral',
  allocation: 'the child was allocated to me',
  visit: 'a visit is booked',
} as const
export type WorkGround = keyof typeof grounds
export type StartAsked = { readonly kind: string; readonly ground: WorkGround; readonly from: PlainDate }

/**
 * Begins work with a child that was found exactly: the involvement, the reason to see the record, and a notice to the managers of
 * the worker's teams. Gives the record's address.
 * @throws InvalidInput for a kind the role may not begin, or a day that is not within the last year or today.
 * @throws NotFound where the record has been shut to this person since.
 */
export const startWork = async (command: Command, childId: number, asked: StartAsked): Promise<string> => {
  const { reader, at } = command
  const kind = reader && beginnableBy(reader.role).find(one => one.key === asked.kind)
  if (!reader || !kind)
    throw new InvalidInput('You cannot begin this kind of work.', 'Choose one of the kinds on the page.')
  const today = londonDate(at)
  const yearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`
  if (asked.from > today || asked.from < yearAgo)
    throw new InvalidInput('The day work began must be today or within the last year.', 'Go back and enter the day.')
  if (!(await isOpenTo(command, childId))) throw new NotFound()
  const { uuid, sourcePersonId } = await addressOf(command, childId)
  await startInvolvement(command, {
    childId,
    principalId: reader.userId,
    kind: kind.key,
    from: asked.from,
    purpose: `${kind.purpose}: ${grounds[asked.ground]}`,
    ...(sourcePersonId ? { sourcePersonId } : {}),
  })
  await tellManagers(command, 'work-started', childId)
  return uuid
}

/** Writes a request to see the record, in named categories, for somebody to answer. @throws NotFound as `startWork`. */
export const askForAccess = async (
  command: Command,
  childId: number,
  categories: readonly Category[],
  reason: string,
): Promise<void> => {
  if (!(await isOpenTo(command, childId))) throw new NotFound()
  await sql`insert into access.request (user_id, child_id, reason, categories, asked_at)
    values (${command.reader?.userId ?? 0}, ${childId}, ${reason}, ${categoryMask(categories)}, ${command.at})`.execute(
    command.tx,
  )
  await tellManagers(command, 'access-asked', childId)
}

/** The managers of the person's own teams are told, in ids alone. */
export const tellManagers = async (
  { tx, reader, at }: Command,
  kind: 'work-started' | 'access-asked',
  childId: number,
): Promise<void> => {
  await sql`insert into access.notice (principal, kind, child_id, user_id, at)
    select distinct m.user_id, ${kind}, ${childId}::bigint, ${reader?.userId ?? 0}::bigint, ${at}::timestamptz from access.membership m
    where m.manages and m.team_id = any(${reader?.principals ?? []}::bigint[]) and m.user_id <> ${reader?.userId ?? 0}
      and m.starts_at <= ${at} and m.ends_at > ${at}`.execute(tx)
}
