import { sql } from 'kysely'
import type { CommandGrant } from '../../../access/index.ts'
import { mine } from './contacts.queries.ts'
import type { WaitingContact } from './waiting.ts'

/** What is announced when a contact comes or goes on: one thing for the whole front door, which tells nothing of any. */
export const frontDoorTopic = 'front-door:00000000-0000-4000-8000-000000000000'

type Row = { uuid: string; state: WaitingContact['state']; told_at: Date; out_of_hours: boolean; level: string | null }

type Command = Pick<CommandGrant<'recorder'>, 'tx' | 'reader'>

/** The contacts that wait for this reader, without a word of what was said; with `every`, those that wait for a front door worker who may have the same children. */
export const listWaiting = async (command: Command, every?: true): Promise<WaitingContact[]> => {
  const { rows } = await sql<Row>`
    select c.uuid, c.state, c.told_at, c.out_of_hours,
      (select s.outcome from front_door_step s where s.contact_id = c.id and s.sort = 'ranked' order by s.id desc limit 1) as level
    from front_door_contact c where c.state <> 'closed' and ${mine(command, every)} order by c.told_at, c.id`.execute(
    command.tx,
  )
  return rows.map(({ uuid, state, told_at, out_of_hours, level }) => ({
    ...{ address: uuid, state, toldAt: told_at, outOfHours: out_of_hours },
    ...(level ? { level } : {}),
  }))
}
