import { Type } from 'typebox'
import { asActor, type Tx, type VaultGround } from '../../access/index.ts'
import { defineJob, type Job } from '../../platform/jobs/index.ts'
import type { VaultKeys } from '../../platform/keys/index.ts'
import { withPeopleLock } from '../linking/index.ts'
import { coverHomes } from './cover-homes.actions.ts'
import { areFactsOpen, forgetAreas, holdFacts, holdPersons, holdRows } from './hold.actions.ts'
import { areFactsFreed, letOutFacts, letOutPersons, letOutRows } from './let-out.actions.ts'
import { holdTellingTexts, lookAgain } from './telling-texts.actions.ts'
import { lookThroughWritten } from './written-texts.actions.ts'

const batch = 200

/** Takes into the vault what a domain keeps of protected places, a batch; gives how many: fewer than `most` is the end. */
export type Holder = (tx: Tx, keys: VaultKeys, most: number) => Promise<number>

/**
 * Puts into the vault whatever of protected places stands in the open: of children newly protected, and what sources or people have said of
 * them since; lets out what nothing keeps any more. A batch to a transaction; may be stopped at any moment. Gives how many values it took in. Run again, none.
 */
export const holdPlaces = async (ground: VaultGround, holders: readonly Holder[] = []): Promise<number> => {
  const { vault } = ground
  const all = async (hold: Holder): Promise<number> => {
    for (let held = 0; ; ) {
      const some = await asActor(ground, 'vault', tx => hold(tx, vault, batch), 120)
      held += some
      if (some < batch) return held
    }
  }
  const letOut = async (some: (tx: Tx, most: number) => Promise<number>): Promise<void> => {
    while ((await asActor(ground, 'vault', tx => some(tx, batch), 120)) === batch);
  }
  await lookThroughWritten(ground)
  return await ground.db.connection().execute(keeper =>
    withPeopleLock(keeper, 'alone', async () => {
      await asActor(ground, 'vault', coverHomes, 120)
      // Whoever tidies PostgreSQL's tables gives way to the lock that holding facts takes: it is taken only where there is something to hold.
      const facts = (await asActor(ground, 'vault', areFactsOpen, 120)) ? await all(holdFacts) : 0
      let held = facts + (await all(holdPersons)) + (await all(holdTellingTexts)) + (await all(holdRows))
      // What nothing keeps any more comes out again: facts first, then whom and which rows they no longer keep.
      if (await asActor(ground, 'vault', areFactsFreed, 120)) await letOut(letOutFacts)
      await letOut(letOutPersons)
      await letOut(letOutRows)
      for (const hold of holders) held += await all(hold)
      await asActor(ground, 'vault', forgetAreas)
      return held
    }),
  )
}

/** Every minute, for whatever is written of protected children. */
export const holdPlacesJob = (ground: VaultGround, holders: readonly Holder[]): Job =>
  defineJob({
    name: 'hold-places',
    schema: Type.Object({}),
    everySeconds: 60,
    run: async () => void (await holdPlaces(ground, holders)),
  }) as Job

/** At once, for whoever is protected from now on: the database asks for it in the transaction that protects. */
export const holdPlacesNowJob = (ground: VaultGround, holders: readonly Holder[]): Job =>
  defineJob({
    name: 'hold-places-now',
    schema: Type.Object({}),
    run: async () => {
      await asActor(ground, 'vault', lookAgain)
      await holdPlaces(ground, holders)
    },
  }) as Job
