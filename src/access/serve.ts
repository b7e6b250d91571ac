import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Conflict, formatInstant, InvalidInput, NotAllowed, NotFound } from '../kernel/index.ts'
import type { Log } from '../platform/log/index.ts'
import { type Frame, type Html, type PageContent, page as pageDocument } from '../platform/views/index.ts'
import { receiveForm, saveAs, type VirusScan } from '../platform/web/index.ts'
import { type AccessEvent, recordRefusal } from './audit.ts'
import { isAdministration } from './circumstances.ts'
import { holds } from './holds.ts'
import { inputOf } from './input.ts'
import { lookThrough } from './look-through.ts'
import { type Answer, type Input, isFamilyRoute, type OpenAction, type Route } from './page.ts'
import { performRoute, Refusal } from './perform.ts'
import { performOpen } from './perform-open.ts'
import { findReader, type SignedInReader } from './reader.queries.ts'
import { bareProblem, notFoundPage, problemContent, recordIn } from './refusal.view.ts'
import { asksForStrong, isStrong } from './step-up.queries.ts'
import type { Ground } from './transaction.ts'
import { type Watched, watchRoute } from './watch.ts'

/** What the pages are served with: the frame around each (council, navigation), live events, and the flash words kept for a reader. */
export type Site = {
  readonly ground: Ground
  readonly council: string
  readonly https: boolean
  /** What the provider calls a stronger sign-in; without it none is asked for. */
  readonly strongAcr?: string | undefined
  /** Looks uploads through; without it nobody does. */
  readonly virusScan?: VirusScan | undefined
  /** Whether a session may send another form now; without it each may. */
  readonly pace?: ((session: string) => boolean) | undefined
  /** Whether the council may be administered from this address; without it, from anywhere. */
  readonly administeredFrom?: ((address: string) => boolean) | undefined
  readonly log: Log
  frame(reader: SignedInReader, nav: string | undefined): Promise<Frame>
  /** `ask` says whether an announcement is this reader's to hear; without it, each is. */
  live(topics: readonly string[], reply: FastifyReply, ask?: () => Promise<Watched>): Promise<unknown>
  readonly flash: {
    take(reader: SignedInReader): string | undefined
    keep(reader: SignedInReader, words: string): void
  }
}
type Turn = {
  readonly site: Site
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly reader: SignedInReader | undefined
}

/** The session cookie's name: bound to the host where the connection is safe. */
export const sessionCookie = (https: boolean): string => (https ? '__Host-throughline' : 'throughline')
/** The hash under which a session is kept: the token itself is only in the browser. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Registers every route of the list that is staff’s. A route that declares no need does not start. */
export const servePages = (app: FastifyInstance, routes: readonly Route[], site: Site): void => {
  for (const route of routes) {
    if (isFamilyRoute(route)) continue
    assertDeclared(route)
    if (route.sort === 'open-action') {
      serveOpen(app, route, site)
      continue
    }
    const method = isAction(route) ? 'POST' : 'GET'
    app.route({
      method,
      url: route.path,
      handler: async (request, reply) => await handle(route, await turnOf(site, request, reply)),
    })
  }
  // What fails before a page is reached (the database does not answer) must not speak in the machine's words.
  app.setErrorHandler(async (error: { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) site.log.error('A request failed', { requestId: request.id, error })
    return sendHtml(reply, status, bareProblem(site.council, failedPage()))
  })
  app.setNotFoundHandler(async (request, reply) => await refuse(await turnOf(site, request, reply)))
}

/** What anybody may send, bounded for each network; a whole school or hospital may share one. */
const serveOpen = (app: FastifyInstance, route: OpenAction, site: Site): void => {
  app.register(async scope => {
    await scope.register(rateLimit, {
      max: route.most,
      timeWindow: '10 minutes',
      errorResponseBuilder: () => Object.assign(new Error('Too many were sent'), { statusCode: 429 }),
    })
    scope.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
      if (error.statusCode !== 429) throw error
      return sendHtml(reply, 429, bareProblem(site.council, problemContent(route.tooMany.problem, route.tooMany.fix)))
    })
    scope.post(route.path, async (request, reply) => await handle(route, await turnOf(site, request, reply)))
  })
}

const isAction = ({ sort }: Route): boolean =>
  sort === 'child-action' || sort === 'list-action' || sort === 'desk-action'

/** Throws at start-up when a route says nothing about what it needs. */
export const assertDeclared = (route: Route): void => {
  const declared =
    'needs' in route
      ? route.needs.length > 0
      : 'right' in route || route.sort === 'plain-page' || route.sort === 'open-action'
  if (!declared) throw new Error(`The route ${route.path} declares no need`)
}

/** The reader behind the request's cookie, if the session is alive. A page that only listens does not keep a session alive. */
export const readerOf = (
  site: Pick<Site, 'ground' | 'https'>,
  request: FastifyRequest,
): Promise<SignedInReader | undefined> => {
  const token = request.cookies[sessionCookie(site.https)]
  const listens = request.headers.accept === 'text/event-stream'
  return token ? findReader(site.ground, hashToken(token), !listens, request.id) : Promise.resolve(undefined)
}
const turnOf = async (site: Site, request: FastifyRequest, reply: FastifyReply): Promise<Turn> => ({
  site,
  request,
  reply,
  reader: await readerOf(site, request),
})

const handle = async (route: Route, turn: Turn): Promise<unknown> => {
  const { site, request, reader } = turn
  const isPost = request.method === 'POST'
  // Nothing is taken of whoever is not signed in but what an open page asks for, and no file.
  if (isPost && !reader && route.sort !== 'open-action') return await turn.reply.redirect('/sign-in', 303)
  const posted = isPost && reader?.active !== false ? await receiveForm(request, reader ? {} : noFiles) : undefined
  try {
    if (reader && !reader.active) throw new Refusal('inactive', undefined)
    const input = inputOf(route, request, posted?.fields ?? {}, posted?.files ?? [])
    if (route.sort === 'plain-page' && (route.open || reader)) {
      const data = await route.load(reader, input)
      const frame = reader && { reader, at: site.ground.now(), csrf: reader.csrf }
      return await send(turn, route, input, route.answer(data, frame))
    }
    if (reader && posted && posted.fields._csrf !== reader.csrf)
      throw new InvalidInput('This form is too old to be saved.', 'Go back, load the page again and send it once more.')
    if (route.sort === 'open-action')
      return await send(turn, route, input, await performOpen(site.ground, route, reader, input))
    if (!reader)
      return await turn.reply.redirect(
        request.url === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(request.url)}`,
        303,
      )
    if (await isTooWeak(turn, route, reader)) {
      await recordRefusal(site.ground, eventOf(turn, route, new Refusal('stronger-sign-in', undefined), true))
      return await turn.reply.redirect(`/sign-in?strong=1&to=${encodeURIComponent(pageOf(request, route))}`, 303)
    }
    const stopped = posted && site.pace?.(tokenOf(turn)) === false ? tooManyForms : elsewhere(turn, route, reader)
    if (stopped) {
      await recordRefusal(site.ground, eventOf(turn, route, new Refusal(stopped.rule, undefined), true))
      const words = problemContent(stopped.problem, stopped.fix)
      return sendHtml(turn.reply, stopped.status, await document(turn, route.nav, words))
    }
    await lookThrough({ ...site, requestId: request.id }, input.files)
    return await send(turn, route, input, await performRoute(site.ground, route, reader, input, provedIn(turn)))
  } catch (error) {
    return await answerError(turn, route, error)
  } finally {
    await posted?.clean()
  }
}

const noFiles = { files: 0 }
const tooManyForms = {
  status: 429,
  rule: 'forms-too-fast',
  problem: 'Forms came faster from you than a person can send them, so this one was not kept.',
  fix: 'Wait ten seconds, go back and send it once more. If you sent none, tell your IT service.',
}
const notFromHere = {
  status: 403,
  rule: 'network',
  problem: 'This opens from the council’s own network alone.',
  fix: 'Do it in an office, or connect to the network as your council says.',
}
/** Does somebody who may administer try it from where nobody may? Others learn nothing by it. */
const elsewhere = ({ site, request }: Turn, route: Route, reader: SignedInReader): typeof notFromHere | undefined => {
  const right = 'right' in route ? route.right : undefined
  if (!site.administeredFrom || !right || !isAdministration(right) || !holds(reader, right)) return undefined
  return site.administeredFrom(request.ip) ? undefined : notFromHere
}
const tokenOf = ({ site, request }: Turn): string => request.cookies[sessionCookie(site.https)] ?? ''

/** Where somebody goes on after a stronger sign-in: the page itself, or for a form whose address is none, the page above it. */
const pageOf = ({ server, url }: FastifyRequest, { path }: Route): string =>
  server.hasRoute({ method: 'GET', url: path }) ? url : url.slice(0, url.lastIndexOf('/'))

/** Must this person first prove anew who they are? A form that was opened in time may be sent for half an hour. */
const isTooWeak = async (turn: Turn, route: Route, reader: SignedInReader): Promise<boolean> => {
  const { site, request } = turn
  const right = 'right' in route ? route.right : undefined
  const asked = asksForStrong(right) || ('takesOut' in route && route.takesOut === true)
  if (!site.strongAcr || !right || !asked || !holds(reader, right)) return false
  return !(await isStrong(site.ground, hashToken(tokenOf(turn)), site.strongAcr, request.method === 'POST' ? 30 : 10))
}

/** Whether somebody has proved anew within the hour who they are; undefined where the council names no stronger sign-in. */
const provedIn = (turn: Turn): (() => Promise<boolean>) | undefined => {
  const { ground, strongAcr } = turn.site
  return strongAcr ? () => isStrong(ground, hashToken(tokenOf(turn)), strongAcr, 60) : undefined
}

const send = async (turn: Turn, route: Route, input: Input, answer: Answer): Promise<unknown> => {
  const { site, request, reply, reader } = turn
  if ('redirect' in answer) {
    if (answer.flash && reader) site.flash.keep(reader, answer.flash)
    return reply.redirect(answer.redirect, 303)
  }
  if ('live' in answer) {
    const now = () => readerOf(site, request)
    const ask = answer.state === undefined ? undefined : watchRoute(site.ground, route, input, answer.state, now)
    return await site.live(answer.live, reply, ask)
  }
  if ('fragment' in answer) return sendHtml(reply, 200, answer.fragment)
  if ('file' in answer) {
    const { name, mediaType, body } = answer.file
    reply.type(mediaType).header('content-disposition', saveAs(name))
    return reply.send(Buffer.isBuffer(body) ? body : Readable.from(body))
  }
  return sendHtml(reply, answer.status ?? 200, await document(turn, route.nav, answer.page))
}

const sendHtml = (reply: FastifyReply, status: number, markup: Html): unknown =>
  reply.code(status).type('text/html; charset=utf-8').send(String(markup))

const document = async ({ site, reader }: Turn, nav: string | undefined, content: PageContent): Promise<Html> => {
  if (!reader?.active) return bareProblem(site.council, content)
  const words = site.flash.take(reader)
  return pageDocument({
    ...(await site.frame(reader, nav)),
    ...(words ? { flash: { text: words, kind: 'done' as const } } : {}),
    openedAt: formatInstant(site.ground.now()),
    ...content,
  })
}

/** Absent and hidden are the same answer: same status, same bytes. */
const refuse = async (turn: Turn): Promise<unknown> =>
  sendHtml(turn.reply, 404, await document(turn, undefined, notFoundPage(recordIn(turn.request.url))))

const answerError = async (turn: Turn, route: Route, error: unknown): Promise<unknown> => {
  const refused = error instanceof Refusal || error instanceof NotFound || error instanceof NotAllowed
  const known = refused || error instanceof InvalidInput || error instanceof Conflict
  if (!known) return await fail(turn, route, error)
  try {
    // The transaction it happened in is rolled back. No record of it, no answer.
    await recordRefusal(turn.site.ground, eventOf(turn, route, error, refused))
  } catch (unrecorded) {
    return await fail(turn, route, unrecorded)
  }
  if (refused) return await refuse(turn)
  const words = await document(turn, route.nav, problemContent(error.problem, error.fix))
  return sendHtml(turn.reply, error instanceof Conflict ? 409 : 422, words)
}

const eventOf = ({ reader, request }: Turn, route: Route, error: Error, refused: boolean): AccessEvent => ({
  reader,
  purpose: route.purpose,
  action: route.path,
  categories: 0,
  outcome: refused ? 'refused' : 'failed',
  requestId: request.id,
  childId: error instanceof Refusal ? error.childId : undefined,
  rule: ruleOf(error),
})

const ruleOf = (error: Error): string => {
  if (error instanceof Refusal) return error.rule
  if (error instanceof NotAllowed) return 'right'
  if (error instanceof InvalidInput) return 'not-complete'
  return error instanceof Conflict ? 'conflict' : 'absent'
}

const fail = async (turn: Turn, route: Route, error: unknown): Promise<unknown> => {
  turn.site.log.error('A request failed', { requestId: turn.request.id, route: route.path, error })
  return sendHtml(turn.reply, 500, await document(turn, route.nav, failedPage()))
}

const failedPage = (): PageContent =>
  problemContent(
    'This page cannot be shown right now.',
    'What you had saved is safe. Try again in a minute. If it happens again, tell the service desk.',
  )
