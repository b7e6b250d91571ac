import { type FamilyNews, sendNewsJob, tellFamiliesJob } from '../src/access/index.ts'
import { testGrounds } from '../src/access/testing/index.ts'
import { newsDoor } from '../src/children/index.ts'
import { addJob, runDueJobs } from '../src/platform/jobs/index.ts'
import { openMail } from '../src/platform/mail/index.ts'
import { smtpServer } from '../src/platform/mail/testing/index.ts'
import { testDatabase } from '../src/platform/testing/index.ts'
import type { Bench, Result } from './bench.ts'
import { thousands } from './measure.ts'
import { writeOfferDay } from './offer-day.ts'

const now = new Date('2027-03-01T09:05:00Z')
const key = Buffer.alloc(32, 5)
/** The longest that an offer day's e-mails may take, from the moment of release to the last. */
const wantedSeconds = 600

/** An offer day: every family that applied by its own account is told that something is new, over a mail server that really listens. */
export const bench: Bench = {
  name: 'mail',
  about: 'an offer day of 5,000 e-mails to families (--size N)',
  run: async (tell, { size, quick }) => {
    const families = size ?? (quick ? 500 : 5000)
    const db = await testDatabase()
    const server = await smtpServer()
    const { pages, jobs: ground } = await testGrounds(db, () => now)
    try {
      await writeOfferDay(db.owner, key, families, now)
      tell(`  ${thousands(families)} families, an offer for each`)
      const way = {
        server: { host: '127.0.0.1', port: Number(new URL(server.url).port), tls: 'none', auth: undefined },
        ...{ from: 'no-reply@northmere.example', site: 'https://throughline.example' },
      } as const
      const mailing = { mail: openMail(way, 'Northmere Council'), council: 'Northmere Council', key }
      const door = newsDoor(ground)
      const asked: FamilyNews[] = []
      const counted = (news: FamilyNews): Promise<boolean> => {
        asked.push(news)
        return door(news)
      }
      const work = async (): Promise<number> => {
        const started = performance.now()
        const job = {
          url: db.jobsUrl,
          jobs: [tellFamiliesJob(ground, mailing, counted), sendNewsJob(ground, mailing, counted)],
        }
        await runDueJobs(job)
        return (performance.now() - started) / 1000
      }
      await ground.db.transaction().execute(tx => addJob(tx, 'tell-families'))
      const seconds = await work()
      const once = new Set(server.taken.map(one => one.to)).size
      if (server.taken.length !== families || once !== families)
        throw new Error(`${server.taken.length} e-mails went to ${once} addresses.`)
      const rows: Result[] = [
        {
          measure: 'an offer day’s e-mails, from what is new to the last one taken by the mail server',
          target: `≤ ${wantedSeconds} s`,
          got: `${seconds.toFixed(0)} s`,
          met: seconds <= wantedSeconds,
          size: `${thousands(families)} e-mails`,
          ratio: `${Math.round(families / seconds)} a second over ${server.most()} connections at once, each once; the gate was asked ${thousands(asked.length)} times`,
        },
      ]
      return rows
    } finally {
      for (const one of [pages, ground]) await one.db.destroy().catch(() => {})
      await server.stop()
      await db.drop().catch(() => {})
    }
  },
}
