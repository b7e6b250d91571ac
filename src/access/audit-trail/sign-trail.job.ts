import { Type } from 'typebox'
import { defineJob, type Job } from '../../platform/jobs/index.ts'
import { signTrail, type TrailGround } from './sign-trail.actions.ts'

/** Puts new events under a signed root every ten seconds: so many are open to whoever owns the database, and no more. */
export const signTrailJob = (ground: TrailGround): Job =>
  defineJob({
    name: 'sign-audit-trail',
    schema: Type.Object({}),
    everySeconds: 10,
    run: async () => void (await signTrail(ground)),
  })
