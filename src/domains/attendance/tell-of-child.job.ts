import { Type } from 'typebox'
import type { Ground } from '../../access/index.ts'
import { defineJob, type Job } from '../../platform/jobs/index.ts'
import { tellOfChild } from './tell-of-run.actions.ts'

/** Looks at the rules for one child as soon as a school has told of a suspension by hand: those who work with the child do not wait for a file. */
export const tellOfChildJob = (ground: Ground): Job =>
  defineJob({
    name: 'tell-of-child',
    schema: Type.Object({ child: Type.Number() }),
    run: async ({ child }) => {
      await tellOfChild(ground, child)
    },
  })
