import { sql } from 'kysely'
import {
  type Answer,
  type ChildCommand,
  type ChildGrant,
  type CommandGrant,
  holdFields,
  openFields,
  placeOfDraft,
  readerOfAct,
  vaultOf,
} from '../../access/index.ts'
import { html } from '../../platform/views/index.ts'

/** A form of which a draft is kept: by its name, and where several pages may hold it at once, by the page's own. */
export type DraftForm = 'note' | 'family-note' | 'danger-note' | 'supervision' | `${string}/${string}`
/** What was typed, and when it was kept. */
export type Draft = { readonly fields: Readonly<Record<string, string>>; readonly savedAt: Date }

/** How long a draft is kept. */
export const keptDays = 30
/** What is said once a draft is kept, or thrown away. */
export const draftKept = 'What you typed is kept. It is in the form when you come back to it.'
export const draftThrownAway = 'The draft is thrown away.'

/** What this reader typed into a form about this child and did not save; undefined where there is none. Nobody reads another's. */
export const findDraft = async (grant: ChildGrant<never>, form: DraftForm): Promise<Draft | undefined> => {
  const { rows } = await sql<Draft>`
    select fields, saved_at as "savedAt" from draft
    where user_id = ${grant.reader.userId} and child_id = ${grant.childId} and form = ${form}
      and saved_at > ${grant.at}::timestamptz - make_interval(days => ${keptDays})`.execute(grant.tx)
  const [draft] = rows
  if (!draft) return undefined
  try {
    return { ...draft, fields: openFields(vaultOf(grant.tx), draft.fields, placeOfDraft(grant.reader.userId, form)) }
  } catch {
    // its key is gone: nobody reads it any more, as if its thirty days were over
    return undefined
  }
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
  return rows.flatMap(draft => {
    try {
      const place = placeOfDraft(grant.reader.userId, draft.form)
      return [{ ...draft, fields: openFields(vaultOf(grant.tx), draft.fields, place) }]
    } catch {
      return []
    }
  })
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
  fields: Readonly<Record<string, string | undefined>>,
): Promise<void> => {
  await sql`delete from draft where saved_at < ${command.at}::timestamptz - make_interval(days => ${keptDays})`.execute(
    command.tx,
  )
  const user = readerOfAct(command)
  const keys = vaultOf(command.tx)
  const kept = keys ? holdFields(keys, fields, placeOfDraft(user, form)) : fields
  await sql`insert into draft (user_id, child_id, form, fields, saved_at)
    values (${user}, ${childId}, ${form}, ${JSON.stringify(kept)}::jsonb, ${command.at})
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

/**
 * What a press of the form's other buttons does, or its own script does while somebody types: keeps or throws away, and saves nothing.
 * Undefined where the form is to be saved. `away` is the page of the record where one goes then.
 */
export const answerKeep = async (
  { grant, begin }: Pick<ChildCommand<never>, 'grant' | 'begin'>,
  form: DraftForm,
  fields: Readonly<Record<string, string | undefined>>,
  away = '/visit',
): Promise<Answer | undefined> => {
  const { keep, ...typed } = fields
  if (keep !== 'draft' && keep !== 'quiet' && keep !== 'none') return undefined
  const command = await begin()
  if (keep === 'none') await dropDraft(command, grant.childId, form)
  else await keepDraft(command, grant.childId, form, typed)
  if (keep === 'quiet') return { fragment: html`` }
  return {
    redirect: `/children/${grant.address}${away}`,
    flash: keep === 'none' ? draftThrownAway : draftKept,
  }
}
