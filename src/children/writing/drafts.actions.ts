import { sql } from 'kysely'
import { type CommandGrant, readerOfAct, type Tx } from '../../access/index.ts'
import { parseUuid } from '../../kernel/index.ts'
import { type Draft, keptDays, openDraft, sealDraft, type Typed } from './kept-drafts.ts'

/** Where a form keeps its drafts: under its name, on the record that it is about. A form of no child's record, or of many, has none. */
export type DraftPlace = { readonly form: string; readonly childId?: number }
/** Who asks, and in which transaction. */
export type DraftReader = { readonly tx: Tx; readonly at: Date; readonly reader: { readonly userId: number } }
/** A draft, with the page it was typed on: a form may be open on several at once. */
export type PageDraft = Draft & { readonly page: string }

const rowsOf = ({ childId }: DraftPlace) =>
  childId === undefined
    ? { table: sql`desk_draft`, own: sql`true`, column: sql``, value: sql``, key: sql`user_id, form` }
    : {
        table: sql`draft`,
        own: sql`child_id = ${childId}`,
        column: sql`child_id,`,
        value: sql`${childId}::bigint,`,
        key: sql`user_id, child_id, form`,
      }
const nameOf = ({ form }: DraftPlace, page: string): string => `${form}/${page}`

/**
 * Every draft that this reader has of a form, one for each page it was typed on, the newest first. Nobody reads another's, and nobody one of a page that
 * was saved: such a one came in behind its save.
 */
export const listDrafts = async ({ tx, at, reader }: DraftReader, place: DraftPlace): Promise<PageDraft[]> => {
  const { table, own } = rowsOf(place)
  const { rows } = await sql<Draft & { readonly form: string }>`
    select form, fields, saved_at as "savedAt" from ${table}
    where user_id = ${reader.userId} and ${own} and starts_with(form, ${nameOf(place, '')})
      and saved_at > ${at}::timestamptz - make_interval(days => ${keptDays})
      and not exists (select from saved_page s where s.user_id = ${reader.userId} and s.page::text = split_part(form, '/', -1))
    order by saved_at desc, form`.execute(tx)
  return rows.flatMap(({ form, ...draft }) => {
    const page = form.slice(nameOf(place, '').length)
    const opened = openDraft(tx, reader.userId, form, draft)
    return opened ? { ...opened, page } : []
  })
}

/**
 * Keeps what is typed so far on one page, in place of what was kept of it before, sealed as a protected address is: nobody has read it through yet. Of a
 * page that is saved nothing is kept any more. Drafts that nobody came back to go after 30 days.
 */
export const keepDraft = async (
  command: CommandGrant<'recorder'>,
  place: DraftPlace,
  page: string,
  fields: Typed,
): Promise<void> => {
  const { tx, at } = command
  const { table, column, value, key } = rowsOf(place)
  await sql`delete from ${table} where saved_at < ${at}::timestamptz - make_interval(days => ${keptDays})`.execute(tx)
  const user = readerOfAct(command)
  const form = nameOf(place, page)
  const kept = JSON.stringify(sealDraft(tx, user, form, fields))
  await sql`insert into ${table} (user_id, ${column} form, fields, saved_at)
    select ${user}, ${value} ${form}, ${kept}::jsonb, ${at}
    where not exists (select from saved_page where user_id = ${user} and page::text = ${page})
    on conflict (${key}) do update set fields = excluded.fields, saved_at = excluded.saved_at`.execute(tx)
}

/** Drops drafts as they were when somebody read them: one that was typed on since stays. */
export const dropDraftsAsRead = async (
  command: CommandGrant<'recorder'>,
  place: DraftPlace,
  drafts: readonly Pick<PageDraft, 'page' | 'savedAt'>[],
): Promise<void> => {
  const { table, own } = rowsOf(place)
  for (const { page, savedAt } of drafts)
    await sql`delete from ${table} where user_id = ${readerOfAct(command)} and ${own} and form = ${nameOf(place, page)}
      and saved_at = ${savedAt}`.execute(command.tx)
}

/** What was typed on a page is not wanted. */
export const dropDraft = async (command: CommandGrant<'recorder'>, place: DraftPlace, page: string): Promise<void> => {
  const { table, own } = rowsOf(place)
  await sql`delete from ${table} where user_id = ${readerOfAct(command)} and ${own} and form = ${nameOf(place, page)}`.execute(
    command.tx,
  )
}

/** Marks a page as saved: a draft of it that is on its way still is kept no more. */
export const markSaved = async (command: CommandGrant<'recorder'>, page: string): Promise<void> => {
  const { tx, at } = command
  await sql`delete from saved_page where saved_at < ${at}::timestamptz - make_interval(days => ${keptDays})`.execute(tx)
  await sql`insert into saved_page (user_id, page, saved_at) values (${readerOfAct(command)}, ${page}, ${at})
    on conflict (user_id, page) do nothing`.execute(tx)
}

/** The name of a page whose script gave it none: all such pages of a form have one draft. */
export const nameless = '00000000-0000-4000-8000-000000000000'

/** Which draft a form was opened with, as the form carries it: its page and when it was kept. */
export const tokenOf = ({ page, savedAt }: Pick<PageDraft, 'page' | 'savedAt'>): string =>
  `${page} ${savedAt.toISOString()}`

/** The draft that a form says it was opened with; none where it says no such thing. */
export const readToken = (token: string | undefined): Pick<PageDraft, 'page' | 'savedAt'>[] => {
  const [page = '', at = ''] = (token ?? '').split(' ')
  const savedAt = new Date(at)
  return parseUuid(page) && !Number.isNaN(savedAt.getTime()) ? [{ page, savedAt }] : []
}
