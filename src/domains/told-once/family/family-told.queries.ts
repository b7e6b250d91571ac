import { sql } from 'kysely'
import type { FamilyGrant } from '../../../access/index.ts'
import { type FamilyAsk, parseUuid } from '../../../kernel/index.ts'
import type { Key } from '../../../platform/keys/index.ts'
import { type FamilyWords, openFamilyWords } from './family-words.actions.ts'

/** What one account told, as it reads it itself: its own words, and one of five states. Nothing of any record. */
export type FamilyTold = {
  readonly address: string
  readonly receipt: string
  readonly toldAt: Date
  readonly words: FamilyWords
  readonly state: 'received' | 'checking' | 'talk' | 'done' | 'taken-back'
  readonly ask: FamilyAsk | undefined
  /** When the account said that it is wrong now, and whether somebody has read that. */
  readonly wrong?: { readonly saidAt: Date; readonly read: boolean }
}

type Row = {
  uuid: string
  receipt: string
  told_at: Date
  words: Buffer
  state: FamilyTold['state']
  ask: FamilyAsk | null
  wrong_at: Date | null
  is_read: boolean
}

/** The account's own, newest first; `only` is the address of one. Row security lets no account read another's. */
export const listFamilyTold = async ({ tx }: FamilyGrant, key: Key, only?: string): Promise<FamilyTold[]> => {
  const { rows } =
    await sql<Row>`select uuid, receipt, told_at, words, state, ask, wrong_at, wrong_read_at is not null as is_read from family_told
    where ${only ?? null}::uuid is null or uuid = ${only ?? null}::uuid order by told_at desc, id desc limit 100`.execute(
      tx,
    )
  return rows.map(row => ({
    address: row.uuid,
    receipt: row.receipt,
    toldAt: row.told_at,
    words: openFamilyWords(key, row.uuid, row.words),
    state: row.state,
    ask: row.ask ?? undefined,
    ...(row.wrong_at ? { wrong: { saidAt: row.wrong_at, read: row.is_read } } : {}),
  }))
}

/** One of them; undefined for another account's as for none. */
export const findFamilyTold = async (
  grant: FamilyGrant,
  key: Key,
  address: string | undefined,
): Promise<FamilyTold | undefined> => {
  const uuid = parseUuid(address ?? '')
  return uuid ? (await listFamilyTold(grant, key, uuid))[0] : undefined
}

/** How many this account has sent in the last day, with those of accounts that the same family closed in it. */
export const countSentLately = async ({ tx, at }: FamilyGrant): Promise<number> => {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int + (select told from access.family_sent_before()) as n from family_told
    where told_at > ${at}::timestamptz - interval '24 hours'`.execute(tx)
  return rows[0]?.n ?? 0
}
