import { sql } from 'kysely'
import { type Answer, type ChildCommand, type ChildGrant, type CommandGrant, readerOfAct } from '../../access/index.ts'
import { answerPress, type Draft, keptDays, openDraft, sealDraft, type Typed } from './kept-drafts.ts'

/** A form of which a draft is kept: by its name, and where several pages may hold it at once, by the page's own. */
export type DraftForm = 'note' | 'family-note' | 'danger-note' | 'supervision' | `${string}/${string}`

/** What this reader typed into a form about this child and did not save; undefined where there is none. Nobody reads another's. */
export const findDraft = async (grant: ChildGrant<never>, form: DraftForm): Promise<Draft | undefined> => {
  const { rows } = await sql<Draft>`
    select fields, saved_at as "savedAt" from draft
    where user_id = ${grant.reader.userId} and child_id = ${grant.childId} and form = ${form}
      and saved_at > ${grant.at}::timestamptz - make_interval(days => ${keptDays})`.execute(grant.tx)
  const [draft] = rows
  return draft && openDraft(grant.tx, grant.reader.userId, form, draft)
}

/** A draft of a form that several pages may hold at once, and which page it is of. */
export type PageDraft = Draft & { readonly form: DraftForm }

/** Every draft that this reader has of a form about this child, one for each page it was typed on, the newest first. */
export const listDrafts = async (grant: ChildGrant<never>, form: string): Promise<PageDraft[]> => {
  const { rows } = await sql<PageDraft>`
    select form, fields, saved_at as "savedAt" from draft
    where user_id = ${grant.reader.userId} and child_id = ${grant.childId} and starts_with(form, ${`${form}/`})
      and saved_at > ${grant.at}::timestamptz - make_interval(days => ${keptDays}) order by saved_at desc, form`.execute(
    grant.tx,
  )
  return rows.flatMap(draft => openDraft(grant.tx, grant.reader.userId, draft.form, draft) ?? [])
}

/** Drops drafts as they were when somebody read them: one that was typed on since stays. */
export const dropDraftsAsRead = async (
  command: CommandGrant<'recorder'>,
  childId: number,
  drafts: readonly Pick<PageDraft, 'form' | 'savedAt'>[],
): Promise<void> => {
  for (const { form, savedAt } of drafts)
    await sql`delete from draft where user_id = ${readerOfAct(command)} and child_id = ${childId} and form = ${form}
      and saved_at = ${savedAt}`.execute(command.tx)
}

/**
 * Keeps what is typed so far, in place of what was kept before, sealed as a protected address is: nobody has read it through yet. Drafts that
 * nobody came back to go after 30 days.
 */
export const keepDraft = async (
  command: CommandGrant<'recorder'>,
  childId: number,
  form: DraftForm,
  fields: Typed,
): Promise<void> => {
  await sql`delete from draft where saved_at < ${command.at}::timestamptz - make_interval(days => ${keptDays})`.execute(
    command.tx,
  )
  const user = readerOfAct(command)
  const kept = JSON.stringify(sealDraft(command.tx, user, form, fields))
  await sql`insert into draft (user_id, child_id, form, fields, saved_at)
    values (${user}, ${childId}, ${form}, ${kept}::jsonb, ${command.at})
    on conflict (user_id, child_id, form) do update set fields = excluded.fields, saved_at = excluded.saved_at`.execute(
    command.tx,
  )
}

/** What was typed has been saved, or is not wanted. */
export const dropDraft = async (command: CommandGrant<'recorder'>, childId: number, form: DraftForm): Promise<void> => {
  await sql`delete from draft where user_id = ${readerOfAct(command)} and child_id = ${childId} and form = ${form}`.execute(
    command.tx,
  )
}

/** `answerPress` for a form of a record. `away` is the page of the record where one goes then. */
export const answerKeep = (
  { grant, begin }: Pick<ChildCommand<never>, 'grant' | 'begin'>,
  form: DraftForm,
  fields: Typed,
  away = '/visit',
): Promise<Answer | undefined> =>
  answerPress(
    fields,
    {
      keep: async typed => keepDraft(await begin(), grant.childId, form, typed),
      drop: async () => dropDraft(await begin(), grant.childId, form),
    },
    `/children/${grant.address}${away}`,
  )
