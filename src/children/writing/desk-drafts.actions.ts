import { sql } from 'kysely'
import {
  type Answer,
  type CommandGrant,
  type Grant,
  holdFields,
  openFields,
  placeOfDraft,
  readerOfAct,
  vaultOf,
} from '../../access/index.ts'
import { html } from '../../platform/views/index.ts'
import { type Draft, draftKept, draftThrownAway, keptDays } from './drafts.actions.ts'

/** A form that is of no child's record: its name, and the address of what it is about. */
export type DeskForm = `desk/${string}`
type Fields = Readonly<Record<string, string | undefined>>

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
  if (!draft) return undefined
  try {
    return { ...draft, fields: openFields(vaultOf(tx), draft.fields, placeOfDraft(user, form)) }
  } catch {
    // its key is gone: nobody reads it any more, as if its thirty days were over
    return undefined
  }
}

const keepDeskDraft = async (command: CommandGrant<'recorder'>, form: DeskForm, fields: Fields): Promise<void> => {
  const { tx, at } = command
  await sql`delete from desk_draft where saved_at < ${at}::timestamptz - make_interval(days => ${keptDays})`.execute(tx)
  const user = readerOfAct(command)
  const keys = vaultOf(tx)
  const kept = keys ? holdFields(keys, fields, placeOfDraft(user, form)) : fields
  await sql`insert into desk_draft (user_id, form, fields, saved_at) values (${user}, ${form}, ${JSON.stringify(kept)}::jsonb, ${at})
    on conflict (user_id, form) do update set fields = excluded.fields, saved_at = excluded.saved_at`.execute(tx)
}

/** What was typed has been saved, or is not wanted. */
export const dropDeskDraft = async (command: CommandGrant<'recorder'>, form: DeskForm): Promise<void> => {
  await sql`delete from desk_draft where user_id = ${readerOfAct(command)} and form = ${form}`.execute(command.tx)
}

/**
 * What a press of the form's other buttons does, or its own script does while somebody types, as `answerKeep` for a form of a record. Undefined where
 * the form is to be saved. `away` is where one goes then.
 */
export const answerDeskKeep = async (
  command: CommandGrant<'recorder'>,
  form: DeskForm,
  { keep, ...typed }: Fields,
  away: string,
): Promise<Answer | undefined> => {
  if (keep !== 'draft' && keep !== 'quiet' && keep !== 'none') return undefined
  if (keep === 'none') await dropDeskDraft(command, form)
  else await keepDeskDraft(command, form, typed)
  if (keep === 'quiet') return { fragment: html`` }
  return { redirect: away, flash: keep === 'none' ? draftThrownAway : draftKept }
}
