import { Type } from 'typebox'
import { asActor, type Ground } from '../../access/index.ts'
import { defineJob, type Job } from '../../platform/jobs/index.ts'
import { mixKnownPairs } from './known-pairs.actions.ts'

/** Mixes questions with a known answer among those of the clearing house, every night. */
export const knownPairsJob = (ground: Ground): Job =>
  defineJob({
    name: 'mix-known-questions',
    schema: Type.Object({}),
    cron: '40 2 * * *',
    run: async () => void (await asActor(ground, 'clearing-house', mixKnownPairs, 120)),
  }) as Job
