import { Type } from 'typebox'
import type { Ground } from '../../../access/index.ts'
import { defineJob, type Job } from '../../../platform/jobs/index.ts'
import type { Desk } from '../pause/pause.actions.ts'
import { setPauses } from '../pause/pause-by-rules.actions.ts'
import { tellOfChild } from './tell-of-run.actions.ts'

/**
 * Looks at the rules for one child as soon as somebody has told of something by hand: those who work with the child do not wait for a file, and
 * an officer who begins to help does not wait for the night.
 */
export const tellOfChildJob = (ground: Ground, desk: Desk): Job =>
  defineJob({
    name: 'tell-of-child',
    schema: Type.Object({ child: Type.Number() }),
    run: async ({ child }) => {
      await tellOfChild(ground, child)
      await setPauses(ground, desk, child)
    },
  })
