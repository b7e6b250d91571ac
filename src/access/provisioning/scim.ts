import { createHash, timingSafeEqual } from 'node:crypto'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import SCIMMY from 'scimmy'
import type { Log } from '../../platform/log/index.ts'
import { recordAccess, recordRefusal } from '../audit.ts'
import { actorContext } from '../context.ts'
import { againOnCollision, type Ground, withContext } from '../transaction.ts'
import { all, notRead, pageOf, readFilter } from './scim-filter.ts'
import { declareResources, type ScimContext } from './scim-resources.ts'
import { asNamed, asPatched, asSpoken, isUnkeepable } from './scim-spoken.ts'

/** What the directory's way in stands on. */
export type ScimOptions = {
  /** Stands on the jobs login: pages may write nobody's role. */
  readonly ground: Ground
  /** What the directory proves itself by; at least 32 characters. */
  readonly token: string
  /** Who vouches for the people that the directory sends. */
  readonly issuer: string
  readonly baseUrl: string
  /** The council's own name, as its directory may call the organisation of its staff. */
  readonly council: string
  readonly log: Log
}

type Kind = 'Users' | 'Groups'
type Resource = InstanceType<typeof SCIMMY.Resources.User>
const made = (kind: Kind, ...given: unknown[]): Resource => {
  try {
    return kind === 'Users'
      ? new SCIMMY.Resources.User(...(given as []))
      : (new SCIMMY.Resources.Group(...(given as [])) as never)
  } catch (error) {
    throw error instanceof SCIMMY.Types.Error ? error : notRead()
  }
}

/**
 * The council's directory provisions people, roles and teams by SCIM 2.0 (RFC 7644) under /scim/v2: whoever it says has left is signed out
 * and refused by the next request. Every change is recorded, and each is whole or not at all.
 */
export const serveScim = async (app: FastifyInstance, options: ScimOptions): Promise<void> => {
  declareResources(options.baseUrl)
  await app.register(
    async scope => {
      await scope.register(rateLimit, { max: 3000, timeWindow: '1 minute' })
      scope.addContentTypeParser(
        ['application/scim+json', 'application/json'],
        { parseAs: 'string' },
        (_request, text, done) => {
          try {
            // A delete comes with the type of a body and none.
            const body = text === '' ? undefined : JSON.parse(String(text))
            done(
              isUnkeepable(body) ? new SCIMMY.Types.Error(400, 'invalidValue', 'A text of it cannot be kept.') : null,
              body,
            )
          } catch {
            done(new SCIMMY.Types.Error(400, 'invalidSyntax', 'The body is no JSON.'))
          }
        },
      )
      scope.setErrorHandler((error, request, reply) => refuse(options, error, request, reply))
      scope.setNotFoundHandler((request, reply) => {
        // What the standard knows and we do not do is no wrong address (RFC 7644, 3.12).
        const status = /\/(Me|Bulk|\.search)$/.test(request.url) ? 501 : 404
        return answer(reply, status, new SCIMMY.Messages.ErrorResponse({ status } as never))
      })
      scope.addHook('onRequest', request => admitDirectory(options, request))
      serveDiscovery(scope)
      for (const kind of ['Users', 'Groups'] as const) serveKind(scope, options, kind)
    },
    { prefix: '/scim/v2' },
  )
}

const serveDiscovery = (scope: FastifyInstance): void => {
  const { ServiceProviderConfig, ResourceType, Schema } = SCIMMY.Resources
  scope.get('/ServiceProviderConfig', async (_request, reply) =>
    answer(reply, 200, await new ServiceProviderConfig().read()),
  )
  for (const [path, Kind] of [
    ['/ResourceTypes', ResourceType],
    ['/Schemas', Schema],
  ] as const) {
    scope.get(path, async (request, reply) => {
      // RFC 7644, 4: so that nobody takes all of them for what a filter found.
      if ('filter' in (request.query as object))
        throw new SCIMMY.Types.Error(403, null as never, 'No filter is read here.')
      return answer(reply, 200, await new Kind().read())
    })
    scope.get(`${path}/:id`, async (request, reply) => answer(reply, 200, await new Kind(idOf(request)).read()))
  }
}

const serveKind = (scope: FastifyInstance, options: ScimOptions, kind: Kind): void => {
  const serve = (method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, work: Work) =>
    scope[method](path, async (request, reply) => {
      // Nothing is answered before it is written.
      const written = await during(options, request, async context => {
        const done = (await work(request, context)) as Kept | undefined
        // What only a part was asked of (RFC 7644, 3.9): the library would keep a part alone.
        const part = method !== 'get' && done !== undefined && asksForPart(request)
        return part ? { ...(await made(kind, done.id, queryOf(request)).read(context)), meta: done.meta } : done
      })
      if (written === undefined) return reply.code(204).send()
      if (method === 'post') reply.header('location', String((written as Kept).meta?.location))
      return answer(reply, method === 'post' ? 201 : 200, written)
    })
  const one = `/${kind}/:id`
  serve('get', `/${kind}`, async (request, context) => {
    const { startIndex, count } = pageAsked(request)
    const { filter, ...query } = queryOf(request)
    if (filter !== undefined) context.only = readFilter(String(filter))
    const list = await made(kind, { ...query, ...all }).read(context)
    return pageOf(list as never, startIndex, count)
  })
  serve('get', one, (request, context) => made(kind, idOf(request), queryOf(request)).read(context))
  serve('post', `/${kind}`, (request, context) => made(kind).write(asSpoken(request.body) as never, context))
  serve('put', one, (request, context) => made(kind, idOf(request)).write(asSpoken(request.body) as never, context))
  serve('patch', one, async (request, context) => {
    const now = await made(kind, idOf(request)).read(context)
    return await made(kind, idOf(request)).patch(asPatched(request.body, now) as never, context)
  })
  serve('delete', one, (request, context) => made(kind, idOf(request)).dispose(context))
}
type Kept = { readonly id: string; readonly meta?: { readonly location?: string } }
type Work = (request: FastifyRequest, context: ScimContext) => Promise<unknown>

const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id
const wordsOf = (request: FastifyRequest) => request.query as Record<string, string>
const asksForPart = (request: FastifyRequest): boolean =>
  'attributes' in wordsOf(request) || 'excludedAttributes' in wordsOf(request)
const queryOf = (request: FastifyRequest): Record<string, string> => {
  const { startIndex: _, count: __, ...words } = wordsOf(request)
  const named = ['filter', 'attributes', 'excludedAttributes', 'sortBy']
  return Object.fromEntries(
    Object.entries(words).map(([name, word]) => [
      name,
      named.includes(name) && typeof word === 'string' ? asNamed(word) : word,
    ]),
  )
}
const pageAsked = (request: FastifyRequest) => {
  const { startIndex, count } = wordsOf(request)
  const number = (text: string | undefined) =>
    text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) : undefined
  return { startIndex: number(startIndex), count: number(count) }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const admitDirectory = async ({ token, ground }: ScimOptions, request: FastifyRequest): Promise<void> => {
  const [, given = ''] = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '') ?? []
  if (timingSafeEqual(digest(given), digest(token))) return
  await recordRefusal(ground, { ...eventOf(request), outcome: 'refused', rule: 'directory-not-known' })
  throw new SCIMMY.Types.Error(401, null as never, 'The token is not the one in SCIM_TOKEN.')
}

const eventOf = (request: FastifyRequest) => ({
  reader: undefined,
  actor: 'arrangements',
  purpose: 'set up who works here',
  action: `${request.method} ${request.routeOptions.url ?? '/scim/v2'}`,
  childId: undefined,
  categories: 0,
  requestId: request.id,
})

// One at a time: a directory sends a person and their teams together, and neither may be lost to the other.
let before: Promise<unknown> = Promise.resolve()

const during = <T>(
  options: ScimOptions,
  request: FastifyRequest,
  work: (context: ScimContext) => Promise<T>,
): Promise<T> => {
  const { ground, issuer, council } = options
  const attempt = () => {
    const at = ground.now()
    return withContext(ground, actorContext('arrangements', at), async tx => {
      const users: number[] = []
      const result = await asItFailed(work, {
        tx,
        at,
        issuer,
        council,
        patches: request.method === 'PATCH',
        touched: userId => void users.push(userId),
      })
      if (request.method !== 'GET')
        await recordAccess(tx, at, {
          ...eventOf(request),
          outcome: 'done',
          rule: 'directory',
          ...(users[0] === undefined ? {} : { detail: { user: users[0] } }),
        })
      return result
    })
  }
  // Somebody who is at work writes their own session: that they have left must not be lost to it.
  const next = before.then(() => againOnCollision(attempt))
  before = next.catch(() => {})
  return next
}

// The library takes whatever goes wrong in the database for "not found", by which a directory makes people anew.
const asItFailed = async <T>(work: (context: ScimContext) => Promise<T>, context: ScimContext): Promise<T> => {
  try {
    return await work(context)
  } catch (error) {
    throw context.fault ?? error
  }
}

const answer = (reply: FastifyReply, status: number, body: unknown): FastifyReply =>
  reply.code(status).type('application/scim+json; charset=utf-8').send(JSON.stringify(body))

const refuse = ({ log }: ScimOptions, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const known = error instanceof SCIMMY.Types.Error
  const status = known ? Number(error.status) : ((error as { statusCode?: number }).statusCode ?? 500)
  if (status >= 500) log.error('scim.failed', { requestId: request.id, error })
  // What another part says of an error may quote a row.
  const cause = known ? error : { status, detail: status === 429 ? 'Too many requests.' : 'This could not be done.' }
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  return answer(reply, status, new SCIMMY.Messages.ErrorResponse(cause as never))
}
