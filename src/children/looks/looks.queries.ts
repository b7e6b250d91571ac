import { sql } from 'kysely'
import { type CommandGrant, getRole, type RoleKey, roles } from '../../access/index.ts'
import { Conflict, NotFound, parseUuid } from '../../kernel/index.ts'
import { isLookRule, type LookOutcome, type LookRule } from './look-rules.ts'

/** A look to ask about, as whoever asks reads it: who, when and why it is asked; of the record nothing but its reference. */
export type LookToAsk = {
  readonly uuid: string
  readonly who: string
  readonly title: string
  readonly rule: LookRule
  readonly inputs: Readonly<Record<string, number | string>>
  /** The first eight letters of the record's address; none where it is about many. */
  readonly record: string | undefined
  readonly first: Date
  readonly last: Date
  readonly looks: number
  readonly askedAt: Date | undefined
  readonly askedBy: string | undefined
  readonly answer: string | undefined
  readonly closed: { readonly outcome: LookOutcome; readonly words: string; readonly by: string } | undefined
}
type Asker = Pick<CommandGrant<'audit'>, 'tx' | 'reader' | 'at'>
type Row = {
  uuid: string
  who: string
  title: string | null
  role: string | null
  rule: string
  inputs: LookToAsk['inputs']
  record: string | null
  first: Date
  last: Date
  looks: number
  asked_at: Date | null
  asked_by: string | null
  answer: string | null
  outcome: LookOutcome | null
  words: string | null
  closed_by: string | null
}
const mostClosed = 50

/**
 * What is to be asked, is asked, or was answered: answers first, the oldest first; then the last that were closed. Row security leaves out one's own
 * looks, and those at a child who is shut to whoever asks.
 */
export const listLooks = async ({ tx }: Asker): Promise<readonly LookToAsk[]> => {
  const { rows } = await sql<Row>`
    with listed as ((select l.*, row_number() over (order by l.answered_at nulls last, l.asked_at nulls first, l.found_at, l.id) as place
        from access.look_to_ask l where l.closed_at is null order by place limit 200)
      union all (select l.*, 1000 + row_number() over (order by l.closed_at desc, l.id) from access.look_to_ask l where l.closed_at is not null
        order by l.closed_at desc, l.id limit ${mostClosed}))
    select l.uuid, u.name as who, u.title, e.role, l.rule, l.inputs, left(p.uuid::text, 8) as record, e.first, e.last, cardinality(l.looks) as looks,
      l.asked_at, a.name as asked_by, l.answer, l.outcome, l.words, c.name as closed_by
    from listed l join access.principal u on u.id = l.user_id left join person p on p.id = l.child_id
      left join access.principal a on a.id = l.asked_by left join access.principal c on c.id = l.closed_by
      cross join lateral (select min(e.role) as role, min(e.at) as first, max(e.at) as last from access.access_event e where e.id = any (l.looks)) e
    order by l.place`.execute(tx)
  return rows.flatMap(row => (isLookRule(row.rule) ? [toLook(row, row.rule)] : []))
}

const toLook = (row: Row, rule: LookRule): LookToAsk => ({
  ...{ uuid: row.uuid, who: row.who, rule, inputs: row.inputs, first: row.first, last: row.last, looks: row.looks },
  title: row.title ?? (roles.some(one => one.key === row.role) ? getRole(row.role as RoleKey).title : ''),
  record: row.record ?? undefined,
  askedAt: row.asked_at ?? undefined,
  askedBy: row.asked_by ?? undefined,
  answer: row.answer ?? undefined,
  closed:
    row.outcome === null
      ? undefined
      : { outcome: row.outcome, words: row.words ?? '', by: row.closed_by ?? 'somebody' },
})

/** How many days an answer is waited for before whoever asked is reminded. A local setting. */
export const answerDays = 7

/** How many wait for whoever asks: not asked yet, answered, or not answered for a week. */
export const countLooks = async ({ tx }: Pick<Asker, 'tx'>): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from access.look_to_ask
    where closed_at is null and (asked_at is null or answered_at is not null or asked_at < access.at() - make_interval(days => ${answerDays}))`.execute(
    tx,
  )
  return rows[0]?.count ?? 0
}

/**
 * Asks the person. Gives the child whom it is about, null where it is about many.
 * @throws NotFound where it is not this reader's to ask. @throws Conflict where it was asked or closed already.
 */
export const askAboutLook = async (command: Asker, address: string | undefined): Promise<number | null> => {
  const { id, child } = await find(command, address)
  const { numAffectedRows } =
    await sql`update access.look_to_ask set asked_by = ${command.reader?.userId ?? 0}, asked_at = ${command.at}
    where id = ${id} and asked_at is null and closed_at is null`.execute(command.tx)
  if (!numAffectedRows)
    throw new Conflict('Somebody has asked this already, or closed it. Nothing was sent.', 'Load the list again.')
  return child
}

/**
 * Closes one with a reason, answered or not. Gives the child as `askAboutLook` does.
 * @throws NotFound where it is not this reader's. @throws Conflict where it was closed already.
 */
export const closeLook = async (
  command: Asker,
  address: string | undefined,
  { outcome, words }: { readonly outcome: LookOutcome; readonly words: string },
): Promise<number | null> => {
  const { id, child, userId } = await find(command, address)
  if (outcome === 'own-family' && child !== null)
    await sql`select access.declare_conflict(array[${child}]::bigint[], 'family', ${userId})`.execute(command.tx)
  const { numAffectedRows } = await sql`update access.look_to_ask
    set closed_by = ${command.reader?.userId ?? 0}, closed_at = ${command.at}, outcome = ${outcome}, words = ${words} where id = ${id} and closed_at is null`.execute(
    command.tx,
  )
  if (!numAffectedRows)
    throw new Conflict('Somebody has closed this already. What you wrote was not saved.', 'Load the list again.')
  return child
}

const find = async (
  { tx }: Asker,
  address: string | undefined,
): Promise<{ id: number; child: number | null; userId: number }> => {
  const { rows } = await sql<{ id: number; child: number | null; userId: number }>`
    select id, child_id as child, user_id as "userId" from access.look_to_ask where uuid = ${parseUuid(address ?? '') ?? null}`.execute(
    tx,
  )
  if (!rows[0]) throw new NotFound()
  return rows[0]
}
