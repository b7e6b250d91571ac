import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import type pg from 'pg'
import { openProvider } from '../src/access/index.ts'
import { composeServer } from '../src/app/compose.ts'
import type { IntakeGround } from '../src/intake/index.ts'
import { kysely, openPool } from '../src/platform/database/index.ts'
import { startLive } from '../src/platform/live/index.ts'
import { createLog } from '../src/platform/log/index.ts'
import { cookieOf, signIn, townCsrf } from './town-reader.ts'
import { type TownStaff, townStaff } from './town-staff.ts'

/** The product's own server over the town, asked without a network; it counts the statements that it sends. */
export type TownSite = {
  get(who: TownStaff, address: string): Promise<LightMyRequestResponse>
  /** Types something into the search box; gives the address of the results. */
  search(who: TownStaff, words: string): Promise<string>
  /** How many statements PostgreSQL was sent since it was last asked. */
  statements(): number
  stop(): Promise<void>
}

type SiteParts = {
  readonly owner: pg.Pool
  readonly pagesUrl: string
  readonly contextKey: Buffer
  readonly filesKey: Buffer
  readonly now: () => Date
}

/** Opens it, with the town's staff signed in. */
export const openTownSite = async ({ owner, pagesUrl, contextKey, filesKey, now }: SiteParts): Promise<TownSite> => {
  let sent = 0
  const pool = openPool({ url: pagesUrl, name: 'bench pages', max: 12 })
  const db = kysely(pool, () => {
    sent++
  })
  const ground = { db, contextKey, filesKey, now } as IntakeGround
  const live = await startLive(pagesUrl)
  const app = await compose(ground, live)
  for (const who of Object.keys(townStaff) as TownStaff[]) await signIn(owner, who, now())
  return {
    get: async (who, url) => await app.inject({ method: 'GET', url, headers: headersOf(who) }),
    search: async (who, words) => {
      const payload = new URLSearchParams({ q: words, _csrf: townCsrf }).toString()
      const headers = { ...headersOf(who), 'content-type': 'application/x-www-form-urlencoded' }
      const answer = await app.inject({ method: 'POST', url: '/find', headers, payload })
      const { location } = answer.headers
      if (answer.statusCode !== 303 || location === undefined)
        throw new Error(`The search answered ${answer.statusCode}.`)
      return location
    },
    statements: () => {
      const count = sent
      sent = 0
      return count
    },
    stop: async () => {
      await live.stop()
      await app.close()
      await db.destroy()
    },
  }
}

const headersOf = (who: TownStaff) => ({ cookie: cookieOf(who), 'accept-encoding': 'gzip' })

const compose = async (ground: IntakeGround, live: Awaited<ReturnType<typeof startLive>>): Promise<FastifyInstance> => {
  const { app } = await composeServer({
    ...{ ground, live, council: 'Northmere Council', authority: '899', dutyPhone: '01632 960450' },
    address: 'http://localhost',
    told: { services: [], isSampled: () => false, key: Buffer.alloc(32) },
    log: createLog(line => void process.stderr.write(`${line}\n`), ground.now),
    provider: openProvider({ issuer: 'http://localhost:9', clientId: 'bench', clientSecret: undefined }),
    ...{ leaveProvider: false, gallery: false, families: { provider: undefined, codes: false, phone: '01632 960474' } },
  })
  await app.ready()
  return app
}
