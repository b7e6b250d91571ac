import { sql } from 'kysely'
import { type ChildGrant, type CommandGrant, type Grant, readerOfAct } from '../../access/index.ts'
import { fold, readMany } from '../golden-record/index.ts'
import { chosenValue, identity } from '../kinds/index.ts'
import { dayOf } from '../pages/header.queries.ts'
import { nameAndAge } from '../pages/life-words.ts'

/**
 * Another child whose home is kept for this one's sake until somebody decides, or a record that came and may be this child's (`record`).
 * `name` is undefined where the reader may not open that record.
 */
export type HomeToDecide = {
  readonly home: string
  readonly other: number
  readonly name: string | undefined
  readonly since: Date
  readonly record: boolean
}

type Row = { home: string; child: number; other: number; since: Date; record: boolean }

/** What this reader, where they are named for this child, has to decide of others' homes; empty for everybody else. */
export const listHomesToDecide = async (grant: ChildGrant<'identity' | 'chosen-value'>): Promise<HomeToDecide[]> => {
  const { rows } = await sql<Row>`
    select home, other, since, record from access.homes_to_decide() where child = ${grant.childId} order by since, other`.execute(
    grant.tx,
  )
  const facts = await readMany(
    grant,
    rows.map(row => row.other),
    [identity, chosenValue],
  )
  return rows.map(({ home, other, since, record }) => {
    const known = facts.get(other)
    const day = dayOf(grant)
    const name = known && nameAndAge(fold(known, { today: day, enrolment: 'none' }), day).name
    return { home, other, since, record, name }
  })
}

/** For how many children of the reader's something of the kind waits: each child once. */
export const listWaitingHomes = async ({ tx }: Grant<never>): Promise<{ childId: number; since: Date }[]> => {
  const { rows } = await sql<{ child: number; since: Date }>`
    select child, min(since) as since from access.homes_to_decide() group by child order by 2, 1 limit 50`.execute(tx)
  return rows.map(({ child, since }) => ({ childId: child, since }))
}

/** Keeps the home, or the record, for as long as the other child's is kept, or opens it from now on. False where nothing waits any more. */
export const decideHome = async (command: CommandGrant<'recorder'>, home: string, keep: boolean): Promise<boolean> => {
  const { rows } = await sql<{ done: boolean }>`
    select access.decide_home(${home}::uuid, ${keep}, ${readerOfAct(command)}) as done`.execute(command.tx)
  return rows[0]?.done === true
}
