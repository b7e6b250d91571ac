import { sql } from 'kysely'
import { type Key, open, type SealedColumn, seal } from '../../platform/keys/index.ts'
import type { FamilyGrant } from '../grant.ts'

/** The forms of families' pages that are kept as they are typed. */
export type FamilyForm = 'tell' | `school-places:${string}`
/** What an account has typed and not sent, and since when it is kept. */
export type FamilyDraft = { readonly fields: Readonly<Record<string, string>>; readonly savedAt: Date }

const sealedFor = (family: number | string): string => `family draft ${family}`
/** What is typed and not sent, as a change of key seals it anew. */
export const sealedDrafts: SealedColumn = {
  ...{ ring: 'told', table: 'family_draft', column: 'words', id: 't.family_id, t.form', place: 't.family_id::text' },
  about: sealedFor,
}

/** What an account typed and did not send, as it is kept. */
export const openDraft = (key: Key, family: number, words: Buffer): FamilyDraft['fields'] =>
  JSON.parse(open(key, words, sealedFor(family)).toString()) as Record<string, string>

/** Keeps what was typed, sealed for the account alone, in place of what was kept before. */
export const saveFamilyDraft = async (
  { tx, family, at }: FamilyGrant,
  key: Key,
  form: FamilyForm,
  fields: Readonly<Record<string, string>>,
): Promise<void> => {
  const words = seal(key, Buffer.from(JSON.stringify(fields)), sealedFor(family.familyId))
  await sql`insert into family_draft (family_id, form, words, saved_at) values (${family.familyId}, ${form}, ${words}, ${at})
    on conflict (family_id, form) do update set words = excluded.words, saved_at = excluded.saved_at`.execute(tx)
}

/** What is kept; undefined where nothing is, or it is older than thirty days. */
export const findFamilyDraft = async (
  { tx, family, at }: FamilyGrant,
  key: Key,
  form: FamilyForm,
): Promise<FamilyDraft | undefined> => {
  const { rows } = await sql<{ words: Buffer; saved_at: Date }>`select words, saved_at from family_draft
    where form = ${form} and saved_at >= ${at}::timestamptz - interval '30 days'`.execute(tx)
  const [row] = rows
  if (!row) return undefined
  return { fields: openDraft(key, family.familyId, row.words), savedAt: row.saved_at }
}

/** Forgets it. */
export const dropFamilyDraft = async ({ tx }: FamilyGrant, form: FamilyForm): Promise<void> => {
  await sql`delete from family_draft where form = ${form}`.execute(tx)
}
