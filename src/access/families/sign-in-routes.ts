import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { PageContent } from '../../platform/views/index.ts'
import { recordRefusal } from '../audit.ts'
import { attemptSeconds, openAttempt, type Provider, sealAttempt } from '../sign-in/index.ts'
import { beginByCode, serveCodes } from './code-routes.ts'
import { notFinished, notVerified, shut, signedOut, silent, tooManyTries } from './families.view.ts'
import {
  type FamilyOptions,
  familyCookie,
  familyCookieAt,
  familyOf,
  familyPath,
  send,
  unsaid,
} from './family-options.ts'
import { admitFamily, endFamilyAtProvidersWord, endFamilySession } from './session.actions.ts'

const attemptCookie = (https: boolean): string => `${familyCookie(https)}-sign-in`
const realm = 'family-sign-in'

/** Signing in and out, by a code or the families' own issuer: nothing of staff's sign-in is read or set here. Without either every way leads to the start. */
export const serveFamilySignIn = async (app: FastifyInstance, options: FamilyOptions): Promise<void> => {
  const { provider } = options
  await app.register(async scope => {
    await scope.register(rateLimit, {
      ...unsaid,
      max: 60,
      timeWindow: '1 minute',
      errorResponseBuilder: () => Object.assign(new Error('Too many attempts'), { statusCode: 429 }),
    })
    scope.setErrorHandler((error: { statusCode?: number }, request, reply) =>
      error.statusCode === 429
        ? show(options, reply, 429, tooManyTries(request.url === '/family/sign-in/code' ? 'ten minutes' : 'a minute'))
        : reply.send(error),
    )
    const byAccount = (request: FastifyRequest, reply: FastifyReply) =>
      provider ? begin(options, provider, request, reply) : reply.redirect('/family', 303)
    scope.get('/family/sign-in', (request, reply) =>
      options.codes ? beginByCode(options, askedPath(request), reply) : byAccount(request, reply),
    )
    scope.get('/family/sign-in/account', byAccount)
    if (options.codes) serveCodes(scope, options, (request, action, rule) => refused(options, request, rule, action))
    scope.get('/family/sign-in/callback', (request, reply) =>
      provider ? finish(options, provider, request, reply) : reply.redirect('/family', 303),
    )
    scope.post('/family/sign-in/logged-out', (request, reply) => loggedOut(options, request, reply))
  })
  app.post('/family/sign-out', (request, reply) => signOut(options, request, reply))
  app.get('/family/signed-out', (_request, reply) => show(options, reply, 200, signedOut(undefined)))
}

const show = (options: FamilyOptions, reply: FastifyReply, status: number, content: PageContent): unknown =>
  send(options, reply, status, undefined, content)
const refused = (
  { ground }: FamilyOptions,
  request: FastifyRequest,
  rule: string,
  action = '/family/sign-in/callback',
): Promise<void> =>
  recordRefusal(ground, {
    reader: undefined,
    purpose: 'sign in as a family',
    action,
    childId: undefined,
    categories: 0,
    outcome: 'refused',
    rule,
    requestId: request.id,
  })

const askedPath = (request: FastifyRequest): string => {
  const { to } = request.query as Record<string, unknown>
  return familyPath(typeof to === 'string' ? to : undefined)
}

const begin = async (
  options: FamilyOptions,
  provider: Provider,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> => {
  const to = askedPath(request)
  const { baseUrl, https, ground } = options
  // Cookies are one host's: somebody at 127.0.0.1 must not come back to localhost.
  const base = new URL(baseUrl)
  if (base.protocol === 'http:' && request.host !== base.host)
    return reply.redirect(`${baseUrl}/family/sign-in/account?to=${encodeURIComponent(to)}`, 303)
  try {
    const { challenge, address } = await provider.begin(`${baseUrl}/family/sign-in/callback`)
    const expires = ground.now().getTime() + attemptSeconds * 1000
    const sealed = sealAttempt(ground.contextKey, { ...challenge, to, strong: false, expires }, realm)
    return reply
      .setCookie(attemptCookie(https), sealed, { ...familyCookieAt(https), maxAge: attemptSeconds })
      .redirect(address, 303)
  } catch (error) {
    options.log.error('signin.provider', { requestId: request.id, error })
    return show(options, reply, 503, silent(options.phone))
  }
}

const finish = async (
  options: FamilyOptions,
  provider: Provider,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> => {
  const { ground, https, key } = options
  const attempt = openAttempt(ground.contextKey, request.cookies[attemptCookie(https)], ground.now(), realm)
  reply.clearCookie(attemptCookie(https), familyCookieAt(https))
  const vouched =
    attempt &&
    (await provider
      .finish(new URL(request.url, options.baseUrl), attempt)
      .catch(error => void options.log.warn('signin.refused', { requestId: request.id, error })))
  if (!vouched) {
    await refused(options, request, attempt ? 'sign-in-not-vouched' : 'sign-in-not-begun')
    return show(options, reply, 400, notFinished())
  }
  const { email } = vouched
  if (email === undefined) {
    await refused(options, request, 'e-mail-not-verified')
    return show(options, reply, 403, notVerified())
  }
  const issuer = options.accountIssuer ?? vouched.issuer
  const before = request.cookies[familyCookie(https)]
  const token = await admitFamily(ground, key, { ...vouched, issuer, email }, request.id, before)
  if (token === undefined) return show(options, reply, 403, shut(options.phone))
  return reply.setCookie(familyCookie(https), token, familyCookieAt(https)).redirect(attempt.to, 303)
}

/** Their provider itself tells us, server to server, that somebody has signed out or left (Back-Channel Logout 1.0, 2.5 and 2.8). */
const loggedOut = async (options: FamilyOptions, request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
  const over = await options.provider
    ?.loggedOut(fieldsOf(request).logout_token ?? '')
    .catch(error => void options.log.warn('signout.refused', { requestId: request.id, error }))
  if (!over) return reply.code(400).send({ error: 'invalid_request' })
  await endFamilyAtProvidersWord(options.ground, { ...over, issuer: options.accountIssuer ?? over.issuer }, request.id)
  return reply.code(200).send()
}

const fieldsOf = (request: FastifyRequest) => (request.body ?? {}) as Record<string, string | undefined>

/** The cookie alone is taken away: the browser's others may be of staff, on a computer that both use. */
const signOut = async (options: FamilyOptions, request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
  const { ground, https, provider, baseUrl } = options
  const family = await familyOf(options, request)
  if (family && fieldsOf(request)._csrf !== family.csrf) return reply.redirect('/family', 303)
  const idToken = family ? await endFamilySession(ground, request.cookies[familyCookie(https)] ?? '') : null
  const leave = family
    ? await provider?.leave(idToken, `${baseUrl}/family/signed-out`).catch(() => undefined)
    : undefined
  reply.clearCookie(familyCookie(https), familyCookieAt(https))
  return show(options, reply, 200, signedOut(leave))
}
