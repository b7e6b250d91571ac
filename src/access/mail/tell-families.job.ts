import { Type } from 'typebox'
import { defineJob, type Job } from '../../platform/jobs/index.ts'
import type { Ground } from '../transaction.ts'
import { inLanes } from './in-lanes.ts'
import { forgetCodes, listNews, type NewsDoor, putNews, sendNewsSoon } from './news.actions.ts'
import type { Mailing } from './send-mail.job.ts'
import { mailLanes } from './send-news.job.ts'

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
      const goesOn = (): boolean => !signal.aborted
      await inLanes(await listNews(ground, key), mailLanes, goesOn, async news => {
        if (await door(news)) await putNews(ground, news)
      })
      if (!goesOn()) return
      if (mail) await sendNewsSoon(ground)
      await forgetCodes(ground)
    },
  }) as Job
