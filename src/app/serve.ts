import type { FastifyInstance } from 'fastify'
import {
  developmentFamilyIssuer,
  developmentIssuer,
  type FamilyOptions,
  formPace,
  openProvider,
  type Provider,
  startDevelopmentProvider,
} from '../access/index.ts'
import { isSampled } from '../domains/told-once/index.ts'
import { registerSources } from '../intake/index.ts'
import { startLive } from '../platform/live/index.ts'
import { log } from '../platform/log/index.ts'
import { clamdScan } from '../platform/web/index.ts'
import { composeServer } from './compose.ts'
import { assertReady, type Installation, type OpenGround, openGround } from './database.ts'
import { developmentFamilies, listDevelopmentPeople } from './development-people.queries.ts'
import { toldFrom } from './jobs.ts'
import { leastTime } from './least-time.ts'
import { findFreePort } from './port.ts'
import type { Settings } from './settings.ts'
import { sources } from './sources.ts'

/** The pages, being served. */
export type Server = {
  readonly address: string
  /** Who can sign in, in one line. */
  readonly whoSignsIn: string
  stop(): Promise<void>
}

type Doorway = {
  readonly provider: Provider
  readonly accountIssuer?: string
  readonly leaveProvider: boolean
  readonly words: string
  stop(): Promise<void>
}

/**
 * Serves the pages on PORT until stopped.
 * @throws Error in a plain sentence: the port is taken, nobody could sign in, a login is not fenced.
 */
export const startServer = async (installation: Installation, settings: Settings): Promise<Server> => {
  await assertReady(installation)
  const port = settings.port || (await findFreePort())
  const address = settings.baseUrl ?? `http://localhost:${port}`
  const ground = openGround(installation, 'pages', settings)
  const undo: (() => Promise<void>)[] = [ground.close]
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    await registerSources(ground, sources)
    const live = await startLive(installation.pagesUrl)
    undo.push(live.stop)
    const doorway = await openDoorway(ground, settings, address)
    undo.push(doorway.stop)
    const { provider, accountIssuer, leaveProvider } = doorway
    const families = await openFamilyDoorway(settings, address)
    undo.push(families.stop)
    const jobs = settings.scimToken ? openGround(installation, 'jobs', settings, 2) : undefined
    if (jobs) undo.push(jobs.close)
    const scim = jobs && {
      ground: jobs,
      token: settings.scimToken ?? '',
      issuer: accountIssuer ?? settings.oidc?.issuer ?? '',
    }
    const { app } = await composeServer({
      ground,
      live,
      log,
      council: settings.council,
      authority: settings.authority,
      dutyPhone: settings.dutyPhone,
      told: { services: settings.toldServices, isSampled, key: toldFrom(settings).key },
      address,
      provider,
      leaveProvider,
      families: { ...families.options, codes: settings.mail !== undefined, phone: settings.familyPhone },
      gallery: settings.gallery,
      strongAcr: settings.oidc?.strongAcr,
      leastTime,
      virusScan: settings.virusScanner && clamdScan(settings.virusScanner),
      circumstances: { pace: formPace(), administeredFrom: settings.administeredFrom },
      scim,
      ...(accountIssuer ? { accountIssuer } : {}),
    })
    undo.push(async () => {
      // Open answers (live events) end first: the server waits for them.
      await live.stop()
      await app.close()
    })
    await listen(app, settings, port)
    return { address, whoSignsIn: doorway.words, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const listen = async (app: FastifyInstance, settings: Settings, port: number): Promise<void> => {
  try {
    await app.listen({ port, host: settings.host })
  } catch (error) {
    if ((error as { code?: string }).code === 'EADDRINUSE')
      throw new Error(`Port ${port} is in use. Set PORT to another one, or to 0.`)
    throw error
  }
}

const openDoorway = async (ground: OpenGround, settings: Settings, address: string): Promise<Doorway> => {
  if (settings.oidc) {
    return {
      provider: openProvider(settings.oidc),
      leaveProvider: true,
      stop: async () => {},
      words: `Staff with an account sign in through ${new URL(settings.oidc.issuer).host}.`,
    }
  }
  const people = () => listDevelopmentPeople(ground)
  const development = await startDevelopmentProvider({
    environment: settings.environment,
    council: settings.council,
    baseUrl: address,
    people,
  })
  const count = (await people()).length
  return {
    provider: openProvider(development.settings),
    accountIssuer: developmentIssuer,
    leaveProvider: false,
    stop: development.stop,
    words:
      count === 0
        ? 'Nobody can sign in yet: run throughline demo, or set OIDC_ISSUER.'
        : `Any of ${count} invented members of staff can sign in: choose one from the list.`,
  }
}

/** Families' own issuer; in development a second realm of the provider beside us; else none, and their pages say so. */
const openFamilyDoorway = async (
  settings: Settings,
  address: string,
): Promise<{ readonly options: Pick<FamilyOptions, 'provider' | 'accountIssuer'>; stop(): Promise<void> }> => {
  const nothing = async () => {}
  if (settings.familyOidc) {
    const provider = openProvider({ ...settings.familyOidc, name: 'FAMILY_OIDC_ISSUER', email: true })
    return { options: { provider }, stop: nothing }
  }
  if (settings.production || settings.oidc) return { options: { provider: undefined }, stop: nothing }
  const development = await startDevelopmentProvider({
    environment: settings.environment,
    council: settings.council,
    baseUrl: address,
    people: async () => developmentFamilies,
    families: true,
  })
  return {
    options: { provider: openProvider(development.settings), accountIssuer: developmentFamilyIssuer },
    stop: development.stop,
  }
}
