import type { FastifyInstance } from 'fastify'
import {
  type FamilyOptions,
  type Provider,
  type Route,
  refuseForeignChanges,
  type ScimOptions,
  type Site,
  serveFamilies,
  servePages,
  serveScim,
  serveSignIn,
} from '../access/index.ts'
import { type IntakeGround, serveBundles } from '../intake/index.ts'
import type { Live } from '../platform/live/index.ts'
import type { Log } from '../platform/log/index.ts'
import { evenAnswers, type LeastTime, type VirusScan, webServer } from '../platform/web/index.ts'
import { dailyAttendance } from '../sources/daily-attendance/index.ts'
import { galleryPages } from './gallery.page.ts'
import { familyNavigation } from './navigation.ts'
import { type PageParts, pages } from './pages.ts'
import { makeSite } from './site.ts'

/** What the server is put together from. */
export type ServerParts = {
  /** Stands on the pages login. */
  readonly ground: IntakeGround
  readonly live: Live
  readonly log: Log
  readonly council: string
  readonly authority: string
  readonly dutyPhone: string
  readonly told: PageParts['told']
  /** Where people reach us. */
  readonly address: string
  readonly provider: Provider
  readonly accountIssuer?: string
  readonly leaveProvider: boolean
  /** Who vouches for families, whether codes go out to them, and whom they call. */
  readonly families: Pick<FamilyOptions, 'provider' | 'accountIssuer' | 'codes' | 'phone'>
  /** What the provider calls a stronger sign-in; without it none is asked for. */
  readonly strongAcr?: string | undefined
  /** Looks uploads through; without it nobody does. */
  readonly virusScan?: VirusScan | undefined
  /** The least time that an answer takes; without it each goes out when it is there. */
  readonly leastTime?: LeastTime | undefined
  /** How fast forms may follow each other, and from where the council is administered; without them, as they come, and from anywhere. */
  readonly circumstances?: Pick<Site, 'pace' | 'administeredFrom'>
  /** The way in for the council's directory; without it there is none. */
  readonly scim?: Pick<ScimOptions, 'ground' | 'token' | 'issuer'> | undefined
  /** Every state of every page with invented people: never in production. */
  readonly gallery: boolean
}

/** The product's server with every page, not yet listening; and the list of pages it serves. */
export const composeServer = async (
  parts: ServerParts,
): Promise<{ app: FastifyInstance; routes: readonly Route[] }> => {
  const { ground, log, council, address } = parts
  const https = address.startsWith('https:')
  const app = await webServer({ https })
  if (parts.leastTime) evenAnswers(app, parts.leastTime)
  const routes = pages({
    ground,
    council,
    authority: parts.authority,
    dutyPhone: parts.dutyPhone,
    told: parts.told,
    families: {
      open: parts.families.provider !== undefined || parts.families.codes,
      phone: parts.families.phone,
    },
    sendsMail: parts.families.codes,
  })
  refuseForeignChanges(app)
  const { live, strongAcr, virusScan } = parts
  const site = makeSite({ ground, live, log, council, https, routes, strongAcr, virusScan, ...parts.circumstances })
  servePages(app, parts.gallery ? [...routes, ...galleryPages(routes, council)] : routes, site)
  await serveSignIn(app, {
    ground,
    provider: parts.provider,
    baseUrl: address,
    council,
    https,
    log,
    leaveProvider: parts.leaveProvider,
    ...(parts.accountIssuer ? { accountIssuer: parts.accountIssuer } : {}),
  })
  const nav = familyNavigation
  await serveFamilies(app, routes, {
    ...parts.families,
    ground,
    key: parts.told.key,
    baseUrl: address,
    council,
    https,
    log,
    nav,
    virusScan,
  })
  await serveBundles(app, { ground, source: dailyAttendance, log })
  if (parts.scim) await serveScim(app, { ...parts.scim, baseUrl: address, council, log })
  return { app, routes }
}
