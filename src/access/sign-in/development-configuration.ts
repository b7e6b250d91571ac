import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { contentSecurityPolicy, type Html } from '../../platform/views/index.ts'
import { type DevelopmentPerson, leavePage, providerProblemPage } from './development.view.ts'
import { developmentStore } from './development-store.ts'
import type { ProviderSettings } from './provider.ts'

/** What the development provider calls a stronger sign-in. It asks for nothing more: it is for trying out what follows from it. */
export const developmentStrongAcr = 'urn:throughline:development:strong'

const signingKey = () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256', kid: randomBytes(8).toString('hex') }
}

type Context = {
  type: string
  body: string
  set(name: string, value: string): void
  oidc: {
    client: { clientId: string }
    session: { accountId: string }
    provider: { Grant: new (of: object) => { addOIDCScope(scope: string): void; save(): Promise<string> } }
  }
}

/** Whom it is of: the realm of staff, or the second one, of families, which tells their e-mail addresses as well. */
export type DevelopmentRealm = {
  readonly council: string
  readonly baseUrl: string
  readonly families?: boolean
  people(): Promise<readonly DevelopmentPerson[]>
}

/** Where the product's own sign-in of a realm begins. */
export const startOf = ({ baseUrl, families }: DevelopmentRealm): string =>
  `${baseUrl}${families ? '/family' : ''}/sign-in`

/** How the development provider is set up, in oidc-provider's own terms: one client, ourselves; codes and PKCE only. */
export const developmentConfiguration = (settings: ProviderSettings, realm: DevelopmentRealm): object => {
  const { council, baseUrl, families } = realm
  const start = startOf(realm)
  const scopes = families ? ['openid', 'email'] : ['openid']
  const show = (context: Context, markup: Html): void => {
    for (const [name, value] of Object.entries(headersFor(baseUrl))) context.set(name, value)
    context.type = 'html'
    context.body = String(markup)
  }
  return {
    adapter: developmentStore(),
    clients: [
      {
        client_id: settings.clientId,
        client_secret: settings.clientSecret,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [`${start}/callback`],
        post_logout_redirect_uris: [`${baseUrl}${families ? '/family' : ''}/signed-out`],
        backchannel_logout_uri: `${start}/logged-out`,
        backchannel_logout_session_required: true,
        id_token_signed_response_alg: 'ES256',
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [signingKey()] },
    // Of its own accord it calls nobody on this machine. Its one client is: the product, told that a session is over.
    fetch: (url: string, { dispatcher: _, ...options }: RequestInit & { dispatcher?: unknown }) => fetch(url, options),
    cookies: { keys: [randomBytes(32).toString('hex')] },
    pkce: { required: () => true },
    scopes,
    acrValues: [developmentStrongAcr],
    claims: { openid: ['sub'], ...(families ? { email: ['email', 'email_verified'] } : {}) },
    ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 3600, Grant: 3600 },
    findAccount: async (_context: unknown, subject: string) => ({
      accountId: subject,
      claims: async () => {
        const person = families ? (await realm.people()).find(one => one.subject === subject) : undefined
        return {
          sub: subject,
          ...(person?.email ? { email: person.email, email_verified: person.verified !== false } : {}),
        }
      },
    }),
    interactions: { url: (_context: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
    // Our own product asks for no more than who the person is: there is nothing to consent to.
    loadExistingGrant: async ({ oidc }: Context) => {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
      grant.addOIDCScope(scopes.join(' '))
      await grant.save()
      return grant
    },
    renderError: async (context: Context) => show(context, providerProblemPage(council, start)),
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: families === true },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (context: Context, form: string) => {
          const action = /action="([^"]*)"/.exec(form)?.[1] ?? ''
          const token = /name="xsrf" value="([^"]*)"/.exec(form)?.[1] ?? ''
          show(context, leavePage(council, new URL(action).pathname, token))
        },
        postLogoutSuccessSource: async (context: Context) => show(context, providerProblemPage(council, start)),
      },
    },
  }
}

/** Our policy, but that a form may lead back to the product. */
export const headersFor = (baseUrl: string): Record<string, string> => {
  const policy = { ...contentSecurityPolicy, 'form-action': ["'self'", new URL(baseUrl).origin] }
  const text = Object.entries(policy)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ')
  return {
    'content-security-policy': text,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  }
}
