import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Conflict, InvalidInput, NotAllowed, NotFound } from '../../kernel/index.ts'
import type { PageContent } from '../../platform/views/index.ts'
import { type ReceivedForm, receiveForm } from '../../platform/web/index.ts'
import { recordRefusal } from '../audit.ts'
import type { SignedInFamily } from '../family.ts'
import { inputOf } from '../input.ts'
import { lookThrough } from '../look-through.ts'
import { type Answer, type FamilyRoute, isFamilyRoute, type Route } from '../page.ts'
import { problemContent } from '../refusal.view.ts'
import { absentPage } from './families.view.ts'
import { type FamilyOptions, familyOf, send, unsaid } from './family-options.ts'
import { eventOf, performFamily } from './perform-family.ts'
import { serveFamilySignIn } from './sign-in-routes.ts'

/** What one network may ask of these pages in ten minutes; a library or a clinic may share one. */
const mostInTenMinutes = 600

/** Everything under `/family`: the routes of the list that are families', their sign-in, and an answer of its own for what is not there. */
export const serveFamilies = async (
  app: FastifyInstance,
  routes: readonly Route[],
  options: FamilyOptions,
): Promise<void> => {
  await serveFamilySignIn(app, options)
  await app.register(async scope => {
    await scope.register(rateLimit, {
      ...unsaid,
      max: mostInTenMinutes,
      timeWindow: '10 minutes',
      errorResponseBuilder: () => Object.assign(new Error('Too much was asked'), { statusCode: 429 }),
    })
    scope.setErrorHandler((error: { statusCode?: number }, request, reply) => {
      const status = error.statusCode ?? 500
      if (status >= 500) options.log.error('A request failed', { requestId: request.id, error })
      return send(options, reply, status, undefined, status === 429 ? tooMuch(options) : failedPage(options))
    })
    // what signing in shows is in the list, and served with it
    for (const route of routes.filter(isFamilyRoute).filter(one => !one.path.startsWith('/family/sign-in')))
      scope.route({
        method: route.sort === 'family-action' ? 'POST' : 'GET',
        url: route.path,
        handler: (request, reply) => handle(route, options, request, reply),
      })
  })
  await app.register(
    async scope => {
      scope.setNotFoundHandler(async (request, reply) =>
        send(options, reply, 404, await familyOf(options, request), absentPage()),
      )
    },
    { prefix: '/family' },
  )
}

const handle = async (
  route: FamilyRoute,
  options: FamilyOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> => {
  let posted: ReceivedForm | undefined
  let family: SignedInFamily | undefined
  try {
    family = await familyOf(options, request)
    if (route.sort === 'family-open-page') {
      const frame = { at: options.ground.now(), csrf: family?.csrf }
      return answer(options, reply, family, route.answer(await route.load(family !== undefined), frame))
    }
    // nothing is taken of whoever is not signed in, and no file where none is asked for
    if (!family) return reply.redirect(signInFrom(request), 303)
    const takes = 'files' in route && route.files === true
    if (request.method === 'POST') posted = await receiveForm(request, takes ? mostFiles : noFiles).catch(tooLarge)
    const input = inputOf(route, request, posted?.fields ?? {}, posted?.files ?? [])
    if (posted && posted.fields._csrf !== family.csrf)
      throw new InvalidInput('This form is too old to be sent.', 'Go back, load the page again and send it once more.')
    await lookThrough({ ...options, requestId: request.id }, input.files)
    return answer(options, reply, family, await performFamily(options.ground, route, family, input))
  } catch (error) {
    return await answerError(route, options, request, reply, family, error)
  } finally {
    await posted?.clean()
  }
}

/** The most that a family sends at once: its pages say 10 MB for each file, and what is a little larger is told on them. */
const mostFiles = { files: 10, fileSize: 11 * 1024 * 1024 }
const noFiles = { files: 0 }
const tooLarge = (error: { statusCode?: number }): never => {
  if (error.statusCode !== 413) throw error
  throw new InvalidInput('Too much was sent at once, so nothing was kept.', 'Send fewer or smaller files.')
}

const signInFrom = (request: FastifyRequest): string =>
  request.method === 'GET' ? `/family/sign-in?to=${encodeURIComponent(request.url)}` : '/family/sign-in'

const answer = (
  options: FamilyOptions,
  reply: FastifyReply,
  family: SignedInFamily | undefined,
  given: Answer,
): unknown => {
  if ('redirect' in given) return reply.redirect(given.redirect, 303)
  if (!('page' in given)) throw new Error('A family’s page is a page')
  return send(options, reply, given.status ?? 200, family, given.page)
}

const answerError = async (
  route: FamilyRoute,
  options: FamilyOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  family: SignedInFamily | undefined,
  error: unknown,
): Promise<unknown> => {
  const absent = error instanceof NotFound || error instanceof NotAllowed
  const known = absent || error instanceof InvalidInput || error instanceof Conflict
  try {
    if (!known) throw error
    // The transaction it happened in is rolled back. No record of it, no answer.
    await recordRefusal(options.ground, {
      ...eventOf(route, family, request.id),
      outcome: absent ? 'refused' : 'failed',
      rule: absent ? 'absent' : 'not-complete',
    })
  } catch (failure) {
    options.log.error('A request failed', { requestId: request.id, route: route.path, error: failure })
    return send(options, reply, 500, family, failedPage(options))
  }
  if (absent) return send(options, reply, 404, family, absentPage())
  const { problem, fix } = error as InvalidInput | Conflict
  return send(options, reply, error instanceof Conflict ? 409 : 422, family, problemContent(problem, fix))
}

const failedPage = ({ phone }: FamilyOptions): PageContent =>
  problemContent(
    'This page cannot be shown right now.',
    `What you had saved is safe. Try again in a minute, or call us on ${phone}.`,
  )
const tooMuch = ({ phone }: FamilyOptions): PageContent =>
  problemContent(
    'Very much has been asked from where you are, so this was not kept.',
    `Go back and try again in ten minutes, or call us on ${phone}.`,
  )
