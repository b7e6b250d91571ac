import { sql } from 'kysely'
import { type Answer, type CommandGrant, type Grant, readerOfAct } from '../../access/index.ts'
import { answerPress, type Draft, keptDays, openDraft, sealDraft, type Typed } from './kept-drafts.ts'

/** A form that is of no child's record: its name, and the address of what it is about. */
export type DeskForm = `desk/${string}`

/** What this reader typed into a form of no child's record and did not save; undefined where there is none. Nobody reads another's. */
export const findDeskDraft = async (
  { tx, at }: Pick<Grant<never>, 'tx' | 'at'>,
  user: number,
  form: DeskForm,
): Promise<Draft | undefined> => {
  const { rows } = await sql<Draft>`
    select fields, saved_at as "savedAt" from desk_draft where user_id = ${user} and form = ${form}
      and saved_at > ${at}::timestamptz - make_interval(days => ${keptDays})`.execute(tx)
  const [draft] = rows
  return draft && openDraft(tx, user, form, draft)
}

const keepDeskDraft = async (command: CommandGrant<'recorder'>, form: DeskForm, fields: Typed): Promise<void> => {
  const { tx, at } = command
  await sql`delete from desk_draft where saved_at < ${at}::timestamptz - make_interval(days => ${keptDays})`.execute(tx)
  const user = readerOfAct(command)
  const kept = JSON.stringify(sealDraft(tx, user, form, fields))
  await sql`insert into desk_draft (user_id, form, fields, saved_at) values (${user}, ${form}, ${kept}::jsonb, ${at})
    on conflict (user_id, form) do update set fields = excluded.fields, saved_at = excluded.saved_at`.execute(tx)
}

/** What was typed has been saved, or is not wanted. */
export const dropDeskDraft = async (command: CommandGrant<'recorder'>, form: DeskForm): Promise<void> => {
  await sql`delete from desk_draft where user_id = ${readerOfAct(command)} and form = ${form}`.execute(command.tx)
}

/** `answerPress` for a form of no child's record. */
export const answerDeskKeep = (
  command: CommandGrant<'recorder'>,
  form: DeskForm,
  fields: Typed,
  away: string,
): Promise<Answer | undefined> =>
  answerPress(
    fields,
    { keep: typed => keepDeskDraft(command, form, typed), drop: () => dropDeskDraft(command, form) },
    away,
  )
