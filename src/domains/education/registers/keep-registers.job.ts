import { Type } from 'typebox'
import { type Ground, tieAllKeepers } from '../../../access/index.ts'
import { defineJob, type Job } from '../../../platform/jobs/index.ts'
import { headKinds } from './register.record.ts'

/** Every night: the teams that keep the registers for the whole council know whoever is on one, also where a team has begun to, or records were joined. */
export const keepRegistersJob = (ground: Ground): Job =>
  defineJob({
    name: 'keep-registers',
    schema: Type.Object({}),
    cron: '20 3 * * *',
    run: async () => await tieAllKeepers(ground, headKinds),
  }) as Job
