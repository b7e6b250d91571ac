import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Key } from '../../platform/keys/index.ts'
import type { Log } from '../../platform/log/index.ts'
import { familyPageDocument, type NavItem, type PageContent } from '../../platform/views/index.ts'
import type { VirusScan } from '../../platform/web/index.ts'
import type { SignedInFamily } from '../family.ts'
import { localPath, type Provider } from '../sign-in/index.ts'
import type { Ground } from '../transaction.ts'
import { findFamily } from './session.actions.ts'

/** What the families' pages are served with. */
export type FamilyOptions = {
  readonly ground: Ground
  /** Seals e-mail addresses of accounts. */
  readonly key: Key
  /** Their own issuer; without it, and without codes, nobody signs in, and the pages say so. */
  readonly provider: Provider | undefined
  /** Whether codes to sign in with go out by e-mail. */
  readonly codes: boolean
  /** The issuer that accounts are kept under, where it is not the provider's own name. */
  readonly accountIssuer?: string | undefined
  readonly baseUrl: string
  readonly council: string
  readonly https: boolean
  readonly log: Log
  /** Whom a family calls. */
  readonly phone: string
  readonly nav: readonly NavItem[]
  /** Looks through what families send, where there is a scanner. */
  readonly virusScan?: VirusScan | undefined
}

/** The name of a family's session cookie. Its path is `/family`: no other page is sent it, and none would know it. */
export const familyCookie = (https: boolean): string => (https ? '__Secure-throughline-family' : 'throughline-family')
/** Only safe connections, only these pages, no script. */
export const familyCookieAt = (https: boolean) =>
  ({ path: '/family', httpOnly: true, sameSite: 'lax', secure: https }) as const

/** One of the families' own pages that somebody asked for before signing in; whatever is not is their start. */
export const familyPath = (asked: string | undefined): string => {
  const path = localPath(asked)
  return /^\/family(\/|\?|$)/.test(path) && !/^\/family\/(sign-|signed-)/.test(path) ? path : '/family'
}

/** The account behind a request's own cookie. */
export const familyOf = (
  { ground, https, key }: Pick<FamilyOptions, 'ground' | 'https' | 'key'>,
  request: FastifyRequest,
): Promise<SignedInFamily | undefined> => {
  const token = request.cookies[familyCookie(https)]
  return token ? findFamily(ground, key, token, request.id) : Promise.resolve(undefined)
}

/** An answer says nothing of how much was asked before it: two that should be alike would differ by it. */
export const unsaid = {
  addHeaders: {
    'x-ratelimit-limit': false,
    'x-ratelimit-remaining': false,
    'x-ratelimit-reset': false,
    'retry-after': false,
  },
  addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
} as const

/** Sends a page in the families' own frame. */
export const send = (
  { council, nav }: Pick<FamilyOptions, 'council' | 'nav'>,
  reply: FastifyReply,
  status: number,
  family: SignedInFamily | undefined,
  content: PageContent,
): unknown =>
  reply
    .code(status)
    .type('text/html; charset=utf-8')
    .send(String(familyPageDocument({ council, nav, csrf: family?.csrf, ...content })))
