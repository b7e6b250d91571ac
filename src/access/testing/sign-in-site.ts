import { createServer } from 'node:http'
import { Type } from 'typebox'
import { createLog } from '../../platform/log/index.ts'
import type { TestDatabase } from '../../platform/testing/index.ts'
import { html } from '../../platform/views/index.ts'
import { webServer } from '../../platform/web/index.ts'
import { serveFamilies } from '../families/index.ts'
import { childPage, deskAction, deskPage, familyAction, familyOpenPage, familyPage, plainPage } from '../page.ts'
import { recordKind } from '../record-kind.ts'
import { type Site, servePages } from '../serve.ts'
import {
  developmentFamilyIssuer,
  developmentIssuer,
  myAccessPage,
  openProvider,
  refuseForeignChanges,
  serveSignIn,
  startDevelopmentProvider,
} from '../sign-in/index.ts'
import { testGrounds } from './index.ts'

const council = 'Northmere Council'

/** The product's front door with two pages behind it, and the development provider beside it, both really listening. */
export const signInSite = async (
  db: TestDatabase,
  now: () => Date,
  strongAcr?: string,
  acr?: string,
  codes = false,
) => {
  const { pages: ground, jobs } = await testGrounds(db, now)
  const app = await webServer({ https: false })
  const log = createLog(() => {}, now)
  const site: Site = {
    ground,
    council,
    https: false,
    strongAcr,
    log,
    frame: async reader => ({ council, user: { name: reader.name, role: reader.role }, nav: [], csrf: reader.csrf }),
    live: async () => undefined,
    flash: { take: () => undefined, keep: () => {} },
  }
  refuseForeignChanges(app)
  servePages(app, [home('/'), home('/children/:child'), record, rowsOut, myAccessPage(ground), urgent, review], site)
  // The provider must know where the product is reached before the product can ask it anything.
  const port = await freePort()
  const base = `http://localhost:${port}`
  const people = async () => [
    { subject: 'joanna', name: 'Joanna', job: 'Social worker' },
    { subject: 'stranger', name: 'Sam', job: 'Nobody' },
  ]
  const development = await startDevelopmentProvider({ environment: {}, council, baseUrl: base, people })
  const provider = openProvider({ ...development.settings, strongAcr, acr })
  await serveSignIn(app, {
    ground,
    provider,
    baseUrl: base,
    council,
    https: false,
    log,
    accountIssuer: developmentIssuer,
  })
  const families = await startDevelopmentProvider({
    environment: {},
    council,
    baseUrl: base,
    families: true,
    people: async () => [
      { subject: 'grace', name: 'Grace', job: 'Mother', email: 'grace@example.org' },
      { subject: 'zofia', name: 'Zofia', job: 'Mother', email: 'zofia@example.org', verified: false },
    ],
  })
  await serveFamilies(app, [familyHome, familyStart, familyChange, familyFiles], {
    ground,
    key: familyKey,
    provider: openProvider(families.settings),
    accountIssuer: developmentFamilyIssuer,
    codes,
    baseUrl: base,
    council,
    https: false,
    log,
    phone: '01632 960474',
    nav: [],
  })
  await app.listen({ port, host: 'localhost' })
  const stop = async () => {
    await app.close()
    await development.stop()
    await families.stop()
  }
  return { base, issuer: development.settings.issuer, familyIssuer: families.settings.issuer, ground, jobs, stop }
}

const home = (path: string) =>
  plainPage<string>({
    path,
    purpose: 'start',
    open: false,
    examples: {},
    load: async reader => reader?.role ?? '',
    answer: role => ({ page: { title: 'Start', body: html`<p>role ${role}</p>` } }),
  })

const name = recordKind({ kind: 'name', title: 'Name', category: 'identity', schema: Type.Object({}) })
const record = childPage({
  ...{ path: '/children/:child/name', purpose: 'direct work', needs: [name], examples: {} },
  load: async () => null,
  answer: () => ({ page: { title: 'A record', body: html`<p>a record</p>` } }),
})

const urgent = deskPage<'recorder', null>({
  path: '/children/:child/urgent-access',
  purpose: 'read how to open a record urgently',
  right: 'open-urgently',
  actor: 'recorder',
  load: async () => null,
  answer: (_, frame) => ({ page: { title: 'Urgent', body: html`<p>urgent for ${frame.reader.role}</p>` } }),
  examples: {},
})

const rowsOut = deskPage<'recorder', null>({
  ...{ path: '/rows-out', purpose: 'take rows out', right: 'find', actor: 'recorder', takesOut: true, examples: {} },
  load: async () => null,
  answer: () => ({ file: { name: 'rows.csv', mediaType: 'text/csv', body: Buffer.from('a row') } }),
})

const review = deskAction<'recorder'>({
  path: '/urgent-reviews/:review',
  purpose: 'answer a review',
  right: 'open-urgently',
  actor: 'recorder',
  act: async () => ({ redirect: '/' }),
})

/** What the families' e-mail addresses are sealed with here. */
export const familyKey = Buffer.alloc(32, 3)

const familyHome = familyPage<string>({
  path: '/family/told',
  purpose: 'see what one has told as a family',
  load: async ({ family }) => family.email,
  answer: email => ({ page: { title: 'Told', body: html`<p>family ${email}</p>` } }),
  examples: {},
})
const familyStart = familyOpenPage<boolean>({
  path: '/family',
  purpose: 'start',
  load: async signedIn => signedIn,
  answer: signedIn => ({ page: { title: 'Start', body: html`<p>${signedIn ? 'in' : 'out'}</p>` } }),
  examples: {},
})
const familyFiles = familyAction({
  path: '/family/papers',
  purpose: 'send papers',
  files: true,
  act: async (_, { files }) => ({
    page: { title: 'Sent', body: html`<p>${files.map(one => `${one.field} ${one.bytes}`).join()}</p>` },
  }),
})
const familyChange = familyAction({ path: '/family/tell', purpose: 'tell', act: async () => ({ redirect: '/family' }) })

const freePort = async (): Promise<number> => {
  const free = createServer()
  await new Promise<void>(resolve => free.listen(0, '127.0.0.1', resolve))
  const { port } = free.address() as { port: number }
  await new Promise(resolve => free.close(resolve))
  return port
}
