import type { FastifyInstance, FastifyReply, FastifyRequest, LightMyRequestResponse } from 'fastify'
import {
  familyCookie,
  type Ground,
  openProvider,
  type Route,
  type SignedInReader,
  sessionCookie,
} from '../../access/index.ts'
import { aFamily, aSession, testGrounds, testNow } from '../../access/testing/index.ts'
import { startLive } from '../../platform/live/index.ts'
import { createLog } from '../../platform/log/index.ts'
import type { TestDatabase } from '../../platform/testing/index.ts'
import type { LeastTime, VirusScan } from '../../platform/web/index.ts'
import { composeServer } from '../compose.ts'
import { pages } from '../pages.ts'

/** A form's fields by name; or in order, where one may stand twice. */
export type FormFields = Readonly<Record<string, string>> | readonly (readonly [name: string, value: string])[]

/** A browser that is signed in (or is not): what it asks goes through the whole server, without a network. */
export type Visitor = {
  get(address: string): Promise<LightMyRequestResponse>
  /** Begins to listen to live events, and leaves with the first words. */
  hear(address: string): Promise<Pick<LightMyRequestResponse, 'statusCode' | 'headers' | 'body'>>
  /** Sends a form with the session's own proof; `csrf: ''` leaves it out. */
  post(address: string, fields?: FormFields, csrf?: string): Promise<LightMyRequestResponse>
  /** Sends a form with a file in its field `file`. */
  attach(address: string, fields: FormFields, text: string): Promise<LightMyRequestResponse>
  /** Sends lines of JSON, as a machine does. */
  push(address: string, lines: string): Promise<LightMyRequestResponse>
}
/** What a careless change of the code that serves pages does with an answer before it leaves: gives its body. */
export type Careless = (request: FastifyRequest, reply: FastifyReply, body: unknown) => Promise<unknown>
export type TestSite = {
  readonly app: FastifyInstance
  readonly routes: readonly Route[]
  /** What the log was told, line by line. */
  readonly logged: readonly string[]
  readonly grounds: { readonly pages: Ground; readonly jobs: Ground }
  /** Opens a session for the reader, as signing in does. */
  signIn(reader: SignedInReader): Promise<Visitor>
  /** Opens a session for a family’s account, as its own sign-in does. */
  signInFamily(subject: string): Promise<Visitor>
  readonly stranger: Visitor
  /** What is done with each answer before it leaves; nothing, but where a test plants a fault. */
  readonly careless: { does?: Careless | undefined }
  stop(): Promise<void>
}

/** The routes by themselves, for looking at their examples: whatever they would read from is not there. */
export const routesToLookAt = (): readonly Route[] => {
  const key = Buffer.alloc(32)
  return pages({
    ground: { db: undefined as never, contextKey: key, filesKey: key, now: () => testNow },
    council: 'Northmere Council',
    authority: '899',
    dutyPhone: '01632 960450',
    told: { services: [], isSampled: () => false, key },
    families: { open: true, phone: '01632 960474' },
    sendsMail: true,
  })
}

/** What families tell, and their e-mail addresses, are sealed with here. */
const toldKey = Buffer.alloc(32, 2)

/** The proof that every session of a test site has in its forms. */
export const testCsrf = 'csrf-of-the-test'

/** The product's own server on a test database. Nobody can sign in by the provider; sessions are opened by hand. */
export const testSite = async (
  db: TestDatabase,
  now: () => Date = () => testNow,
  virusScan?: VirusScan,
  gallery = true,
  leastTime?: LeastTime,
): Promise<TestSite> => {
  const grounds = await testGrounds(db, now)
  const live = await startLive(db.pagesUrl)
  const logged: string[] = []
  const { app, routes } = await composeServer({
    ground: { ...grounds.pages, filesKey: Buffer.alloc(32, 1) },
    live,
    log: createLog(line => logged.push(line), now),
    council: 'Northmere Council',
    authority: '899',
    dutyPhone: '01632 960450',
    told: { services: [], isSampled: () => false, key: toldKey },
    address: 'http://localhost',
    provider: openProvider({ issuer: 'http://localhost:9', clientId: 'test', clientSecret: undefined }),
    leaveProvider: false,
    families: {
      provider: openProvider({ issuer: 'http://localhost:9', clientId: 'families', clientSecret: undefined }),
      codes: true,
      phone: '01632 960474',
    },
    gallery,
    virusScan,
    leastTime,
  })
  const careless: TestSite['careless'] = {}
  app.addHook('onSend', async (request, reply, body) =>
    careless.does ? await careless.does(request, reply, body) : body,
  )
  await app.ready()
  const stop = async () => {
    await live.stop()
    await app.close()
  }
  return {
    app,
    routes,
    logged,
    grounds,
    stop,
    careless,
    stranger: visitor(app, undefined),
    signIn: reader => signIn(db, app, reader, now),
    signInFamily: async subject => {
      const { token } = await aFamily(db.owner, grounds.pages, toldKey, subject, testCsrf)
      return visitor(app, token, familyCookie(false))
    },
  }
}

/** Stops the site and drops its database, however far either got. */
export const leaveSite = async (db: TestDatabase | undefined, site: TestSite | undefined): Promise<void> => {
  await site?.stop()
  await Promise.all([site?.grounds.pages.db.destroy(), site?.grounds.jobs.db.destroy()]).catch(() => {})
  // The pools are the grounds' own, closed already: only the database is left to go.
  await db?.drop().catch(() => {})
}

const signIn = async (
  db: TestDatabase,
  app: FastifyInstance,
  reader: SignedInReader,
  now: () => Date,
): Promise<Visitor> => {
  const token = `session-of-${reader.userId}-${reader.role}`
  await aSession(db.owner, { token, userId: reader.userId, role: reader.role, csrf: testCsrf, at: now(), hours: 10 })
  return visitor(app, token)
}

const entriesOf = (fields: FormFields): [string, string][] =>
  Array.isArray(fields) ? [...fields] : Object.entries(fields)

const visitor = (app: FastifyInstance, token: string | undefined, cookie = sessionCookie(false)): Visitor => {
  const headers = token ? { cookie: `${cookie}=${token}` } : {}
  return {
    get: url => app.inject({ method: 'GET', url, headers }),
    hear: async url => {
      const answer = await app.inject({ method: 'GET', url, headers, payloadAsStream: true })
      const { promise, resolve } = Promise.withResolvers<string>()
      answer
        .stream()
        .once('data', words => resolve(String(words)))
        .once('end', () => resolve(''))
        // Leaving breaks the connection off.
        .on('error', () => {})
      const body = await promise
      answer.raw.res.destroy()
      return { statusCode: answer.statusCode, headers: answer.headers, body }
    },
    post: (url, fields = {}, csrf = testCsrf) =>
      app.inject({
        method: 'POST',
        url,
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams([...entriesOf(fields), ...entriesOf(csrf ? { _csrf: csrf } : {})]).toString(),
      }),
    push: (url, payload) =>
      app.inject({ method: 'POST', url, headers: { ...headers, 'content-type': 'application/x-ndjson' }, payload }),
    attach: (url, fields, text) => {
      const named = [...entriesOf(fields), ['_csrf', testCsrf]].map(([name, value]) => [`"${name}"`, value])
      const parts = [...named, ['"file"; filename="letter.txt"', text]].map(
        ([name, value]) => `--x\r\ncontent-disposition: form-data; name=${name}\r\n\r\n${value}\r\n`,
      )
      return app.inject({
        method: 'POST',
        url,
        headers: { ...headers, 'content-type': 'multipart/form-data; boundary=x' },
        payload: `${parts.join('')}--x--\r\n`,
      })
    },
  }
}
