import { sql } from 'kysely'
import { type CommandGrant, type MailNotSent, mailStateIn } from '../../access/index.ts'
import type { MailDoor } from '../../children/index.ts'
import type { Key } from '../../platform/keys/index.ts'
import type { Change } from './change.ts'
import { readSubject, type ToldAbout } from './changes.queries.ts'
import { mayLookAt } from './held.queries.ts'
import { openWords } from './words.actions.ts'

/** Something that a family told and that was answered, of which no e-mail has gone. */
export type ToldMail = Pick<MailNotSent, 'state' | 'goes'> & {
  readonly kind: Change['kind']
  readonly answeredAt: Date
  readonly childId: number | undefined
  /** The child of the record, or as the family typed it where there is none. */
  readonly who: ToldAbout | undefined
}
type Row = {
  uuid: string
  kind: Change['kind']
  words: Buffer
  childId: number | null
  answeredAt: Date
  state: ToldMail['state']
}

/** Those of the last fourteen days whose change this reader may look at, the newest first. */
export const listToldMails = async (
  command: CommandGrant<'recorder'>,
  key: Key,
  door: MailDoor,
): Promise<ToldMail[]> => {
  const { rows } = await sql<Row>`select c.uuid, c.kind, c.words, n.child as "childId", f.answered_at as "answeredAt",
      ${mailStateIn} as state
    from family_told f join told_change c on c.id = f.change_id left join person p on p.id = c.child_id
      cross join lateral (select coalesce(p.redirect_to, p.id) as child) n
      left join access.mail m on m.family_id = f.family_id and m.sort = 'told' and m.about = f.id and m.said = f.state
    where f.state in ('talk', 'done') and f.answered_at > ${command.at}::timestamptz - interval '14 days' and m.state is distinct from 'sent'
      and ${mayLookAt(command)} order by f.answered_at desc, f.id desc limit 50`.execute(command.tx)
  const open = await door(rows.flatMap(row => row.childId ?? []))
  const mails: ToldMail[] = []
  for (const { uuid, words, childId, ...row } of rows) {
    const who = childId === null ? openWords(key, uuid, words).about : await readSubject(command, childId)
    mails.push({ ...row, childId: childId ?? undefined, who, goes: childId === null || open.has(childId) })
  }
  return mails
}
