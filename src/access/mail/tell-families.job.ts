import { Type } from 'typebox'
import { defineJob, type Job } from '../../platform/jobs/index.ts'
import type { Ground } from '../transaction.ts'
import { forgetCodes, listNews, type NewsDoor, putNews, sendWhatWaits } from './news.actions.ts'
import type { Mailing } from './send-mail.job.ts'

/**
 * Tells families by e-mail that something waits for them, every ten minutes, where `door` lets it go. What it holds stays news for fourteen days and
 * is asked again each time: nothing is written down of it.
 */
export const tellFamiliesJob = (ground: Ground, { mail, key }: Mailing, door: NewsDoor): Job =>
  defineJob({
    name: 'tell-families',
    schema: Type.Object({}),
    cron: '*/10 * * * *',
    run: async (_, { signal }) => {
      for (const news of await listNews(ground, key)) {
        if (signal.aborted) return
        if (await door(news)) await putNews(ground, news)
      }
      if (mail) await sendWhatWaits(ground)
      await forgetCodes(ground)
    },
  }) as Job
