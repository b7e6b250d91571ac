import { sql } from 'kysely'
import type { FamilyGrant } from '../../../access/index.ts'
import type { Key } from '../../../platform/keys/index.ts'
import { openDraft, sealDraft } from './family-words.actions.ts'

const form = 'tell'
/** What an account has typed and not sent, and since when it is kept. */
export type FamilyDraft = { readonly fields: Readonly<Record<string, string>>; readonly savedAt: Date }

/** Keeps what was typed, in place of what was kept before. */
export const saveDraft = async (
  { tx, family, at }: FamilyGrant,
  key: Key,
  fields: Readonly<Record<string, string>>,
): Promise<void> => {
  const words = sealDraft(key, family.familyId, fields)
  await sql`insert into family_draft (family_id, form, words, saved_at) values (${family.familyId}, ${form}, ${words}, ${at})
    on conflict (family_id, form) do update set words = excluded.words, saved_at = excluded.saved_at`.execute(tx)
}

/** What is kept; undefined where nothing is, or it is older than thirty days. */
export const findDraft = async ({ tx, family, at }: FamilyGrant, key: Key): Promise<FamilyDraft | undefined> => {
  const { rows } = await sql<{ words: Buffer; saved_at: Date }>`select words, saved_at from family_draft
    where form = ${form} and saved_at >= ${at}::timestamptz - interval '30 days'`.execute(tx)
  const [row] = rows
  return row && { fields: openDraft(key, family.familyId, row.words), savedAt: row.saved_at }
}

/** Forgets it. */
export const dropDraft = async ({ tx }: FamilyGrant): Promise<void> => {
  await sql`delete from family_draft where form = ${form}`.execute(tx)
}
