import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { assets, type Html } from '../../platform/views/index.ts'
import { type DevelopmentPerson, providerProblemPage, whoPage } from './development.view.ts'
import { developmentConfiguration, developmentStrongAcr, headersFor, startOf } from './development-configuration.ts'
import type { ProviderSettings } from './provider.ts'

/** The issuer under which accounts of the development provider are kept: its own address changes with its port. */
export const developmentIssuer = 'urn:throughline:development'

/** The same for the second realm, of families. */
export const developmentFamilyIssuer = 'urn:throughline:development:families'

export type DevelopmentProviderOptions = {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly council: string
  /** Where the product itself is reached: people are sent back there and nowhere else. */
  readonly baseUrl: string
  /** Everyone who can sign in, asked anew for each page. */
  people(): Promise<readonly DevelopmentPerson[]>
  readonly port?: number
  /** The second realm: invented families instead of staff. */
  readonly families?: boolean
}

export type DevelopmentProvider = { readonly settings: ProviderSettings; stop(): Promise<void> }

/**
 * Starts an OpenID Connect provider on this machine's loopback address that lets anyone be anyone of Northmere's staff, or of its families.
 * @throws Error in production: there it would be an open door.
 */
export const startDevelopmentProvider = async (options: DevelopmentProviderOptions): Promise<DevelopmentProvider> => {
  if (options.environment.NODE_ENV === 'production')
    throw new Error('Nobody can sign in: set OIDC_ISSUER. The development sign-in is refused in production.')
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  const settings: ProviderSettings = {
    issuer,
    clientId: options.families ? 'throughline-families' : 'throughline',
    clientSecret: randomBytes(32).toString('base64url'),
    askEachTime: true,
    ...(options.families ? { email: true } : {}),
  }
  const provider = new Provider(issuer, developmentConfiguration(settings, options))
  const answer = provider.callback()
  server.on('request', (request, response) => void dispatch(options, provider, answer, request, response))
  return { settings, stop: () => close(server) }
}

const close = async (server: Server): Promise<void> => {
  const closed = new Promise<void>(resolve => server.close(() => resolve()))
  server.closeAllConnections()
  await closed
}

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>

const dispatch = async (
  options: DevelopmentProviderOptions,
  provider: Provider,
  answer: Answer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const asset = assets().find(one => one.path === pathname)
  try {
    if (asset) response.writeHead(200, { 'content-type': asset.type, 'cache-control': 'max-age=3600' }).end(asset.body)
    else if (pathname.startsWith('/interaction/')) await interact(options, provider, request, response)
    else if (pathname === '/' || pathname === '/accessibility')
      response.writeHead(303, { location: `${options.baseUrl}${pathname}` }).end()
    else await answer(request, response)
  } catch {
    if (response.headersSent) return void response.end()
    send(options, response, 400, providerProblemPage(options.council, startOf(options)))
  }
}

const send = (options: DevelopmentProviderOptions, response: ServerResponse, status: number, markup: Html): void => {
  response
    .writeHead(status, { ...headersFor(options.baseUrl), 'content-type': 'text/html; charset=utf-8' })
    .end(String(markup))
}

const interact = async (
  options: DevelopmentProviderOptions,
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const { uid, params } = await provider.interactionDetails(request, response)
  const people = await options.people()
  if (request.method !== 'POST') return send(options, response, 200, whoPage(options, `/interaction/${uid}`, people))
  const chosen = (await fieldsOf(request)).get('subject')
  if (!people.some(person => person.subject === chosen))
    return send(options, response, 400, whoPage(options, `/interaction/${uid}`, people))
  await provider.interactionFinished(request, response, {
    login: {
      accountId: chosen ?? '',
      remember: false,
      ...(params.acr_values === developmentStrongAcr ? { acr: developmentStrongAcr } : {}),
    },
  })
}

const fieldsOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  let text = ''
  for await (const chunk of request) {
    text += chunk
    if (text.length > 10_000) throw new Error('A choice is short.')
  }
  return new URLSearchParams(text)
}
