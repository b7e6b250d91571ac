import { Type } from 'typebox'
import { actorContext, type Ground, withContext } from '../../access/index.ts'
import { defineJob, type Job } from '../../platform/jobs/index.ts'
import { mixKnownPairs } from './known-pairs.actions.ts'

/** Mixes questions with a known answer among those of the clearing house, every night. */
export const knownPairsJob = (ground: Ground): Job =>
  defineJob({
    name: 'mix-known-questions',
    schema: Type.Object({}),
    cron: '40 2 * * *',
    run: async () => {
      const at = ground.now()
      await withContext(ground, actorContext('clearing-house', at), tx => mixKnownPairs(tx, at), 120)
    },
  }) as Job
