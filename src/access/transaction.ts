import { type Kysely, sql, type Transaction } from 'kysely'
import { type Database, linkerRole } from '../platform/database/index.ts'
import type { Key, VaultKeys } from '../platform/keys/index.ts'
import { type Actor, actorContext, type Context, signContext } from './context.ts'

export type Tx = Transaction<Database>

/** What access needs of the machine it runs on. `now` is injected so that nothing below reads a clock by itself. */
export type Ground = {
  readonly db: Kysely<Database>
  readonly contextKey: Buffer
  readonly now: () => Date
  /** What protected addresses are opened with; without it one that is met is an error, never a blank. */
  readonly vault?: VaultKeys
  /** What kept files are sealed with: raw files, documents, what an admissions run was made from. */
  readonly filesKey?: Key
}

/** A ground from which the vault can be filled. */
export type VaultGround = Ground & { readonly vault: VaultKeys }

/**
 * How long the context holds (60 seconds), whether PostgreSQL keeps one plan for each statement whatever it asks for, and the table that nobody
 * else writes meanwhile: it is locked before the transaction looks at anything, so that it sees what was written until then (PostgreSQL 13.2.2).
 */
type Hold = { readonly seconds?: number; readonly keepPlans?: boolean; readonly lock?: string | undefined }

/**
 * One unit of work under a context: begin (repeatable read), set the context for this transaction only, work, commit. The
 * only way to a connection above this folder. Whatever `work` throws rolls everything back.
 */
export const withContext = <T>(
  ground: Ground,
  context: Context,
  work: (tx: Tx) => Promise<T>,
  hold: Hold = {},
): Promise<T> =>
  ground.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async tx => {
      if (ground.vault) vaults.set(tx, ground.vault)
      if (ground.filesKey) filesKeys.set(tx, ground.filesKey)
      if (hold.lock) await sql`lock table ${sql.table(hold.lock)} in share row exclusive mode`.execute(tx)
      await switchContext(ground, tx, context, hold)
      return await work(tx)
    })

const vaults = new WeakMap<Tx, VaultKeys>()

/** The keys that protected addresses are opened with in this transaction. */
export const vaultOf = (tx: Tx): VaultKeys | undefined => vaults.get(tx)

const filesKeys = new WeakMap<Tx, Key>()

/** The key that kept files are sealed with in this transaction. @throws Error where the ground has none: nothing is kept unsealed. */
export const filesKeyOf = (tx: Tx): Key => {
  const key = filesKeys.get(tx)
  if (!key) throw new Error('A kept file was asked for where there is no key to seal or open it.')
  return key
}

/**
 * Changes the context inside the transaction: a command decided for a person is carried out by a named system actor. The linker works under a role of
 * its own from then on, which is a right of the jobs' login alone.
 */
export const switchContext = async (
  ground: Ground,
  tx: Tx,
  context: Context,
  { seconds = 60, keepPlans = false }: Hold = {},
): Promise<void> => {
  const signed = signContext(context, ground.contextKey, seconds)
  if (context.kind === 'actor' && locksFirst.includes(context.id)) {
    const plans = keepPlans ? sql`; set local plan_cache_mode = force_generic_plan` : sql``
    const role = context.id === 'linker' ? sql`; set local role ${sql.raw(linkerRole)}` : sql``
    await sql`set local throughline.context = ${sql.lit(signed)}${plans}${role}`.execute(tx)
    return
  }
  // Bound, not said: each connection of a login reads in pg_stat_activity what the others say, and a signed context holds for a minute.
  const plans = keepPlans ? sql`, set_config('plan_cache_mode', 'force_generic_plan', true)` : sql``
  await sql`select set_config('throughline.context', ${signed}, true)${plans}`.execute(tx)
}

/** Actors of jobs alone, whose work may lock a table first: SET LOCAL looks at nothing yet, and what they say is read by jobs' connections alone. */
const locksFirst: readonly string[] = ['linker', 'vault', 'keeper'] satisfies readonly Actor[]

/** Did somebody else change the same rows? The work was rolled back, and can be done again on what is there now (PostgreSQL 13.2.2, 13.3.4). */
export const isCollision = (error: unknown): boolean =>
  ['40001', '40P01'].includes((error as { code?: string } | undefined)?.code ?? '')

/** Each time that one begins again another was kept, so eight who write the same row at one instant (the mail that tells of what came by night) are all kept. */
const mostTries = 8

/** A change that somebody asked for begins again where it collides with another, and sees what that left: eight times at most. `work` must bear repeating. */
export const againOnCollision = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries++)
    try {
      return await work()
    } catch (error) {
      if (tries === mostTries || !isCollision(error)) throw error
    }
}

/**
 * Work of the machine's own, under one of its actors: a transaction of its own, at the ground's moment. Where it collides with another writer
 * of the same rows it begins again from what is now true, so `work` must bear repeating. `lock` is a table that nobody else writes meanwhile.
 */
export const asActor = async <T>(
  ground: Ground,
  actor: Actor,
  work: (tx: Tx, at: Date) => Promise<T>,
  seconds = 60,
  lock?: string,
): Promise<T> => {
  for (let tries = 1; ; tries++) {
    const at = ground.now()
    try {
      return await withContext(ground, actorContext(actor, at), tx => work(tx, at), {
        ...{ seconds, lock },
        keepPlans: actor === 'linker',
      })
    } catch (error) {
      if (tries === mostTries || !isCollision(error)) throw error
    }
  }
}
