import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../../platform/log/index.ts'
import type { Html } from '../../platform/views/index.ts'
import { recordRefusal } from '../audit.ts'
import { readerOf, sessionCookie } from '../serve.ts'
import type { Ground } from '../transaction.ts'
import { attemptCookie, attemptSeconds, openAttempt, sealAttempt } from './attempt.ts'
import { localPath } from './local-path.ts'
import type { Provider } from './provider.ts'
import { admit, endAtProvidersWord, endOwnSession, endSession, switchRole } from './session.actions.ts'
import { notAdmittedPage, notFinishedPage, providerSilentPage, signedOutPage, tooManyPage } from './sign-in.view.ts'

export type SignInOptions = {
  readonly ground: Ground
  readonly provider: Provider
  /** Where people reach us, without a slash at the end: the provider sends them back there. */
  readonly baseUrl: string
  readonly council: string
  readonly https: boolean
  readonly log: Log
  /** The issuer that accounts are kept under, where it is not the provider's own name (the development provider's port changes). */
  readonly accountIssuer?: string
  /** After signing out the browser goes on to the provider by itself. Pointless where the provider asks each time. */
  readonly leaveProvider?: boolean
  /** Requests a minute from one address; a whole council may share one. */
  readonly perMinute?: number
}

/** Signing in, signing out, changing role, and ending one's other sessions. */
export const serveSignIn = async (app: FastifyInstance, options: SignInOptions): Promise<void> => {
  await app.register(async scope => {
    await scope.register(rateLimit, {
      max: options.perMinute ?? 300,
      timeWindow: '1 minute',
      errorResponseBuilder: () => Object.assign(new Error('Too many attempts'), { statusCode: 429 }),
    })
    scope.setErrorHandler((error: { statusCode?: number }, _request, reply) =>
      error.statusCode === 429 ? sendPage(reply, 429, tooManyPage(options.council)) : reply.send(error),
    )
    scope.get('/sign-in', (request, reply) => begin(options, request, reply))
    scope.get('/sign-in/callback', (request, reply) => finish(options, request, reply))
    scope.post('/sign-in/logged-out', (request, reply) => loggedOut(options, request, reply))
  })
  app.post('/sign-out', (request, reply) => signOut(options, request, reply))
  app.get('/signed-out', (_request, reply) => sendPage(reply, 200, signedOutPage(options.council, undefined)))
  app.post('/role', (request, reply) => changeRole(options, request, reply))
  app.post('/my-access/sessions/end', (request, reply) => endOther(options, request, reply))
}

const sendPage = (reply: FastifyReply, status: number, markup: Html): FastifyReply =>
  reply.code(status).type('text/html; charset=utf-8').send(String(markup))
const returnTo = (options: SignInOptions): string => `${options.baseUrl}/sign-in/callback`
const cookieFor = (options: SignInOptions) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: options.https }) as const
const refused = (options: SignInOptions, request: FastifyRequest, rule: string): Promise<void> =>
  recordRefusal(options.ground, {
    reader: undefined,
    purpose: 'sign in',
    action: '/sign-in/callback',
    childId: undefined,
    categories: 0,
    outcome: 'refused',
    rule,
    requestId: request.id,
  })

const begin = async (options: SignInOptions, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { to: asked, strong } = request.query as Record<string, unknown>
  const to = localPath(typeof asked === 'string' ? asked : undefined)
  // Cookies are one host's: somebody at 127.0.0.1 must not come back to localhost.
  const base = new URL(options.baseUrl)
  if (base.protocol === 'http:' && request.host !== base.host)
    return reply.redirect(`${options.baseUrl}/sign-in?to=${encodeURIComponent(to)}`, 303)
  try {
    const { challenge, address } = await options.provider.begin(returnTo(options), strong === '1')
    const expires = options.ground.now().getTime() + attemptSeconds * 1000
    const sealed = sealAttempt(options.ground.contextKey, { ...challenge, to, strong: strong === '1', expires })
    return reply
      .setCookie(attemptCookie(options.https), sealed, { ...cookieFor(options), maxAge: attemptSeconds })
      .redirect(address, 303)
  } catch (error) {
    options.log.error('signin.provider', { requestId: request.id, error })
    return sendPage(reply, 503, providerSilentPage(options.council, to))
  }
}

const finish = async (options: SignInOptions, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { ground, https, council } = options
  const attempt = openAttempt(ground.contextKey, request.cookies[attemptCookie(https)], ground.now())
  reply.clearCookie(attemptCookie(https), cookieFor(options))
  if (!attempt) {
    await refused(options, request, 'sign-in-not-begun')
    return sendPage(reply, 400, notFinishedPage(council))
  }
  const vouched = await options.provider
    .finish(new URL(request.url, options.baseUrl), attempt, attempt.strong)
    .catch(error => void options.log.warn('signin.refused', { requestId: request.id, error }))
  if (!vouched) {
    await refused(options, request, 'sign-in-not-vouched')
    return sendPage(reply, 400, notFinishedPage(council))
  }
  const issuer = options.accountIssuer ?? vouched.issuer
  const admitted = await admit(ground, { ...vouched, issuer }, request.id, request.cookies[sessionCookie(https)])
  if (admitted.outcome !== 'signed-in') return sendPage(reply, 403, notAdmittedPage(council, admitted.outcome))
  return reply.setCookie(sessionCookie(https), admitted.token, cookieFor(options)).redirect(attempt.to, 303)
}

/** The provider itself tells us, server to server, that somebody has signed out or left (Back-Channel Logout 1.0, 2.5 and 2.8). */
const loggedOut = async (
  options: SignInOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const over = await options.provider
    .loggedOut(fieldsOf(request).logout_token ?? '')
    .catch(error => void options.log.warn('signout.refused', { requestId: request.id, error }))
  if (!over) return reply.code(400).send({ error: 'invalid_request' })
  const issuer = options.accountIssuer ?? over.issuer
  await endAtProvidersWord(options.ground, { ...over, issuer }, request.id)
  return reply.code(200).send()
}

const fieldsOf = (request: FastifyRequest) => (request.body ?? {}) as Record<string, string | undefined>

/** The reader whose own form this is; undefined without a session or with another's form token. */
const ownForm = async (options: SignInOptions, request: FastifyRequest) => {
  const reader = await readerOf(options, request)
  const token = request.cookies[sessionCookie(options.https)]
  return reader && token && fieldsOf(request)._csrf === reader.csrf ? { reader, token } : undefined
}

const signOut = async (options: SignInOptions, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const own = await ownForm(options, request)
  const stranger = !own && (await readerOf(options, request))
  if (stranger) return reply.redirect('/', 303)
  const idToken = own ? await endSession(options.ground, own.token) : null
  const provider = own
    ? await options.provider.leave(idToken, `${options.baseUrl}/signed-out`).catch(() => undefined)
    : undefined
  reply.clearCookie(sessionCookie(options.https), cookieFor(options)).header('clear-site-data', '"cookies", "storage"')
  // Not a redirect: our own policy lets a form lead nowhere but here.
  if (provider && options.leaveProvider) reply.header('refresh', `0;url=${provider}`)
  return sendPage(reply, 200, signedOutPage(options.council, provider))
}

const changeRole = async (
  options: SignInOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const own = await ownForm(options, request)
  const next = own && (await switchRole(options.ground, own.token, fieldsOf(request).role ?? '', request.id))
  if (next) reply.setCookie(sessionCookie(options.https), next, cookieFor(options))
  return reply.redirect('/', 303)
}

const endOther = async (
  options: SignInOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const own = await ownForm(options, request)
  if (own) await endOwnSession(options.ground, own.reader.userId, fieldsOf(request).session ?? '')
  return reply.redirect('/my-access', 303)
}
