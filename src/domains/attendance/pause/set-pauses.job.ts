import { Type } from 'typebox'
import type { Ground } from '../../../access/index.ts'
import { defineJob, type Job } from '../../../platform/jobs/index.ts'
import type { Desk } from './pause.actions.ts'
import { setPauses } from './pause-by-rules.actions.ts'
import { pauseJob } from './pause-rules.ts'

/** Every night, and as soon as a rule is switched on or off: the pauses that rules set. At night nobody can tell by the hour which file came before. */
export const setPausesJob = (ground: Ground, desk: Desk): Job =>
  defineJob({
    name: pauseJob,
    schema: Type.Object({}),
    cron: '40 3 * * *',
    run: async () => await setPauses(ground, desk),
  }) as Job
