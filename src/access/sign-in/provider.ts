import { createRemoteJWKSet, jwtVerify } from 'jose'
import * as oidc from 'openid-client'

/** Who vouches for staff: the council's own provider, or the one for development; or who vouches for families. */
export type ProviderSettings = {
  /** The setting that names it, where that is not OIDC_ISSUER. */
  readonly name?: string
  /** Asks for the person's e-mail address as well. */
  readonly email?: boolean
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string | undefined
  /** Asks the provider to let the person choose each time, whatever it remembers. */
  readonly askEachTime?: boolean
  /** The assurance that everybody must sign in with, as the provider calls it: an `acr`, or one of the methods in `amr` (RFC 8176). */
  readonly acr?: string | undefined
  /** What the provider calls a stronger sign-in (`acr`); without it none is asked for. */
  readonly strongAcr?: string | undefined
}

/** Somebody the provider vouches for, and its own name for the session that began with it, where it gives one. */
export type Vouched = {
  readonly issuer: string
  readonly subject: string
  readonly idToken: string | undefined
  readonly session?: string | undefined
  /** Their e-mail address, where it was asked for and the provider says that it is verified. */
  readonly email?: string | undefined
}

/** What the provider says is over: one of its sessions, or all of a person's that began before `before`. */
export type LoggedOut = {
  readonly issuer: string
  readonly subject: string | undefined
  readonly session: string | undefined
  readonly before: Date
}

export type Challenge = { readonly state: string; readonly nonce: string; readonly verifier: string }

/** The provider, found by discovery when first needed and again after a failure. */
export type Provider = {
  /** `strong`: the person proves anew, and by more, who they are. */
  begin(returnTo: string, strong?: boolean): Promise<{ challenge: Challenge; address: string }>
  /** Exchanges the code. Throws where the sign-in is weaker or older than was asked, or where state, nonce, issuer, audience or signature are not what was asked for. */
  finish(returned: URL, challenge: Challenge, strong?: boolean): Promise<Vouched>
  /** Where the provider's own session ends; undefined where it offers no such place. */
  leave(idToken: string | null, returnTo: string): Promise<string | undefined>
  /** Reads what the provider sends when a session is over (Back-Channel Logout 1.0, 2.6). Throws unless it is the provider's, for us, and new. */
  loggedOut(token: string): Promise<LoggedOut>
}

type KeySet = ReturnType<typeof createRemoteJWKSet>

/** Ties us to a provider. Throws for one that is reached without encryption, unless it is on this machine. */
export const openProvider = (settings: ProviderSettings): Provider => {
  const issuer = new URL(settings.issuer)
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(issuer.hostname)
  if (issuer.protocol !== 'https:' && !local)
    throw new Error(`${settings.name ?? 'OIDC_ISSUER'} must begin with https://.`)
  let found: Promise<oidc.Configuration> | undefined
  // Fetched once and again for a key that it does not know, at most twice a minute: whoever sends forged tokens makes us ask no more often.
  let keys: KeySet | undefined
  const configuration = (): Promise<oidc.Configuration> => {
    found ??= discover(settings, issuer)
    found.catch(() => {
      found = undefined
    })
    return found
  }
  return {
    begin: async (returnTo, strong = false) => begin(await configuration(), settings, returnTo, strong),
    finish: async (returned, challenge, strong = false) =>
      finish(await configuration(), returned, challenge, settings, strong && settings.strongAcr !== undefined),
    leave: async (idToken, returnTo) => leave(await configuration(), idToken, returnTo),
    loggedOut: async token => {
      const { issuer: name, jwks_uri } = (await configuration()).serverMetadata()
      keys ??= createRemoteJWKSet(new URL(jwks_uri ?? name))
      return readLogout(token, keys, name, settings.clientId)
    },
  }
}

const discover = async (settings: ProviderSettings, issuer: URL): Promise<oidc.Configuration> => {
  // The library takes a token's signature for granted where it came by TLS from the provider itself; we look.
  const execute = [
    oidc.enableNonRepudiationChecks,
    ...(issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
  ]
  const { clientId, clientSecret } = settings
  if (!clientSecret) return await oidc.discovery(issuer, clientId, undefined, oidc.None(), { execute, timeout: 10 })
  const first = await oidc.discovery(issuer, clientId, clientSecret, undefined, { execute, timeout: 10 })
  const methods = first.serverMetadata().token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  if (methods.includes('client_secret_post')) return first
  return await oidc.discovery(issuer, clientId, clientSecret, oidc.ClientSecretBasic(clientSecret), {
    execute,
    timeout: 10,
  })
}

const begin = async (
  configuration: oidc.Configuration,
  settings: ProviderSettings,
  returnTo: string,
  strong: boolean,
) => {
  const verifier = oidc.randomPKCECodeVerifier()
  const challenge = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier }
  const address = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: returnTo,
    scope: settings.email ? 'openid email' : 'openid',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state: challenge.state,
    nonce: challenge.nonce,
    ...(settings.askEachTime ? { prompt: 'login' } : {}),
    ...(settings.acr ? { acr_values: settings.acr } : {}),
    ...(strong && settings.strongAcr ? { acr_values: settings.strongAcr, max_age: '0', prompt: 'login' } : {}),
  })
  return { challenge, address: address.href }
}

const finish = async (
  configuration: oidc.Configuration,
  returned: URL,
  challenge: Challenge,
  settings: ProviderSettings,
  strong: boolean,
): Promise<Vouched> => {
  const tokens = await oidc.authorizationCodeGrant(configuration, returned, {
    pkceCodeVerifier: challenge.verifier,
    expectedState: challenge.state,
    expectedNonce: challenge.nonce,
    idTokenExpected: true,
    // The answer says when the person last proved who they are: asking for it anew is not enough.
    ...(strong ? { maxAge: 600 } : {}),
  })
  const claims = tokens.claims()
  if (!claims) throw new Error('The provider sent no identity.')
  const acr = strong ? settings.strongAcr : settings.acr
  if (acr && !isEnough(claims, acr, strong)) throw new Error('The provider vouches for less than was asked.')
  return {
    issuer: claims.iss,
    subject: subjectOf(claims),
    idToken: tokens.id_token,
    session: typeof claims.sid === 'string' ? claims.sid : undefined,
    ...(settings.email ? { email: await verifiedEmail(configuration, tokens.access_token, claims) } : {}),
  }
}

/** In the identity token, or else where the provider tells more of the person (OpenID Connect Core 5.3, 5.4); only one that it says is verified. */
const verifiedEmail = async (
  configuration: oidc.Configuration,
  accessToken: string,
  claims: oidc.IDToken,
): Promise<string | undefined> => {
  const asked = claims.email === undefined && configuration.serverMetadata().userinfo_endpoint !== undefined
  const { email, email_verified } = asked ? await oidc.fetchUserInfo(configuration, accessToken, claims.sub) : claims
  return typeof email === 'string' && email.length <= 320 && email_verified === true ? email : undefined
}

/** Did the person sign in with what was asked? Entra tells no `acr` of its own, and that there were two factors by `amr` alone (RFC 8176). */
export const isEnough = (claims: Readonly<Record<string, unknown>>, acr: string, strong: boolean): boolean =>
  claims.acr === acr || (!strong && Array.isArray(claims.amr) && claims.amr.includes(acr))

/**
 * The provider's lasting name for somebody. Entra's `sub` is another for each application that a council registers, so theirs is the
 * object id, in the tenant that the issuer names (Microsoft identity platform, ID token claims: `oid`, `tid`).
 */
export const subjectOf = (claims: { readonly iss?: unknown; readonly sub?: unknown; readonly oid?: unknown }): string =>
  String(
    /^https:\/\/login\.microsoftonline\.(com|us)\//.test(String(claims.iss)) && claims.oid ? claims.oid : claims.sub,
  )

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'

const readLogout = async (token: string, keys: KeySet, issuer: string, audience: string): Promise<LoggedOut> => {
  const { payload } = await jwtVerify(token, keys, {
    issuer,
    audience,
    algorithms: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'],
    requiredClaims: ['iat', 'jti', 'events'],
    maxTokenAge: '5 minutes',
    clockTolerance: '30 seconds',
  })
  const events = payload.events as Record<string, unknown> | null
  // A nonce would make it an identity token, which anybody who signs in is given.
  if (typeof events?.[logoutEvent] !== 'object' || 'nonce' in payload) throw new Error('This is no logout token.')
  const session = typeof payload.sid === 'string' ? payload.sid : undefined
  if (payload.sub === undefined && session === undefined) throw new Error('The logout token names nobody.')
  return {
    issuer,
    subject: payload.sub === undefined ? undefined : subjectOf({ ...payload, iss: issuer }),
    session,
    // A token tells its time in whole seconds: a session of that very second began before it for all we know.
    before: new Date((Math.floor(payload.iat ?? 0) + 1) * 1000),
  }
}

const leave = async (configuration: oidc.Configuration, idToken: string | null, returnTo: string) => {
  if (!configuration.serverMetadata().end_session_endpoint) return undefined
  return oidc.buildEndSessionUrl(configuration, {
    post_logout_redirect_uri: returnTo,
    ...(idToken ? { id_token_hint: idToken } : {}),
  }).href
}
