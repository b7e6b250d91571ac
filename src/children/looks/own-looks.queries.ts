import { sql } from 'kysely'
import { type CommandGrant, type Grant, readerOfAct } from '../../access/index.ts'
import { Conflict, NotFound, parseUuid } from '../../kernel/index.ts'
import { type CardKinds, listCards } from '../find/index.ts'
import { isLookRule, type LookRule } from './look-rules.ts'

/** A question to the reader about what they opened; the child is named only while they may see who it is. */
export type OwnLook = {
  readonly uuid: string
  readonly rule: LookRule
  readonly inputs: Readonly<Record<string, number | string>>
  readonly first: Date
  readonly name: string | undefined
  readonly href: string | undefined
  readonly ofChild: boolean
  readonly answer: string | undefined
}
type Row = {
  uuid: string
  rule: string
  inputs: OwnLook['inputs']
  first: Date
  child_id: number | null
  answer: string | null
}

/** What the reader is asked and nobody has closed, the oldest first. Row security gives a person their own alone, once asked. */
export const listOwnLooks = async (grant: Grant<CardKinds>): Promise<readonly OwnLook[]> => {
  const { rows } = await sql<Row>`
    select l.uuid, l.rule, l.inputs, l.child_id, l.answer, (select min(e.at) from access.access_event e where e.id = any (l.looks)) as first
    from access.look_to_ask l where l.user_id = ${grant.reader.userId} and l.closed_at is null order by l.asked_at, l.id limit 50`.execute(
    grant.tx,
  )
  const cards = new Map(
    (
      await listCards(
        grant,
        rows.flatMap(r => r.child_id ?? []),
      )
    ).map(card => [card.childId, card]),
  )
  return rows.flatMap(({ rule, ...r }) => {
    const card = cards.get(r.child_id ?? 0)
    return isLookRule(rule)
      ? [
          {
            ...{ uuid: r.uuid, rule, inputs: r.inputs, first: r.first, name: card?.name },
            href: card && `/children/${card.address}`,
            ofChild: r.child_id !== null,
            answer: r.answer ?? undefined,
          },
        ]
      : []
  })
}

/** How many questions wait for this reader's answer. */
export const countOwnLooks = async ({ tx, reader }: Pick<Grant<string>, 'tx' | 'reader'>): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from access.look_to_ask
    where user_id = ${reader.userId} and answered_at is null and closed_at is null`.execute(tx)
  return rows[0]?.count ?? 0
}

/**
 * Keeps the reader's answer. Gives the child whom it is about, null where it is about many.
 * @throws NotFound where nobody asked them this. @throws Conflict where it is answered or closed already.
 */
export const answerLook = async (
  command: CommandGrant<'recorder'>,
  address: string | undefined,
  answer: string,
): Promise<number | null> => {
  const { rows } = await sql<{ id: number; child: number | null; over: boolean }>`
    select id, child_id as child, answered_at is not null or closed_at is not null as over from access.look_to_ask
    where uuid = ${parseUuid(address ?? '') ?? null} and user_id = ${readerOfAct(command)}`.execute(command.tx)
  const [look] = rows
  if (!look) throw new NotFound()
  if (look.over) throw new Conflict('This is answered already, or nobody asks it any more.', 'Load the page again.')
  await sql`update access.look_to_ask set answer = ${answer}, answered_at = ${command.at} where id = ${look.id} and answered_at is null`.execute(
    command.tx,
  )
  return look.child
}
