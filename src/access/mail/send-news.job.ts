import { Type } from 'typebox'
import { defineJob, type Job } from '../../platform/jobs/index.ts'
import type { Ground } from '../transaction.ts'
import { inLanes } from './in-lanes.ts'
import { listDueNews, type NewsDoor, newsTries, settleLost } from './news.actions.ts'
import { type Mailing, sendOne } from './send-mail.job.ts'

/** How many connections to the mail server are open at once, and how many mails are looked up at a time. */
export const mailLanes = 4
const atATime = 200
/** Where so many cannot be written, something is wrong that is not theirs. */
const mostFailed = 50

/**
 * Sends word of news that waits, over a few connections at once, each mail at most once. What is left when the job is stopped or killed is sent by the next; so is
 * what the mail server put off, later each time, twelve times over a day. Where the server does not answer at all the rest waits untried.
 */
export const sendNewsJob = (ground: Ground, mailing: Mailing, door: NewsDoor): Job =>
  defineJob({
    name: 'send-news',
    schema: Type.Object({}),
    run: async (_, { signal }) => {
      if (!mailing.mail) return
      await settleLost(ground)
      const server = { silent: 0 }
      const failed = new Map<number, unknown>()
      const goesOn = (): boolean => !signal.aborted && server.silent < mailLanes && failed.size < mostFailed
      const send = async (id: number): Promise<void> => {
        const outcome = await sendOne(ground, mailing, door, id, { signal, tries: newsTries })
        const isSilent = outcome?.state === 'again' && outcome.reply === undefined
        server.silent = isSilent ? server.silent + 1 : 0
      }
      while (goesOn()) {
        const due = (await listDueNews(ground, atATime)).filter(id => !failed.has(id))
        if (due.length === 0) break
        // One that cannot be written, because no key opens its address, keeps no other from going.
        await inLanes(due, mailLanes, goesOn, id => send(id).catch(error => void failed.set(id, error)))
      }
      for (const error of failed.values()) throw error
    },
  }) as Job
