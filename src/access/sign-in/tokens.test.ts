import assert from 'node:assert/strict'
import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { openProvider, startDevelopmentProvider } from './index.ts'
import { isEnough, subjectOf } from './provider.ts'

type Claims = Record<string, unknown>
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const signed = (claims: Claims, key: KeyObject, header: object = {}): string => {
  const text = `${encoded({ alg: 'ES256', kid: 'one', ...header })}.${encoded(claims)}`
  return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}
const ours = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const theirs = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const jwk = { ...ours.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'ES256', use: 'sig' }

describe('what a provider says of somebody is believed', () => {
  let issuer = ''
  let named = ''
  let token = ''
  const server = createServer((request, response) => {
    const answers: Record<string, object> = {
      '/.well-known/openid-configuration': {
        issuer: named,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        id_token_signing_alg_values_supported: ['ES256'],
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
      },
      '/jwks': { keys: [jwk] },
      '/token': { access_token: 'x', token_type: 'bearer', id_token: token },
    }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answers[request.url ?? ''] ?? {}))
  })
  before(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    issuer = `http://localhost:${(server.address() as AddressInfo).port}`
    named = issuer
  })
  after(() => void server.close())

  const seconds = () => Math.floor(Date.now() / 1000)
  const ask = async (make: (claims: Claims) => string) => {
    const provider = openProvider({ issuer, clientId: 'throughline', clientSecret: undefined })
    const { challenge } = await provider.begin('http://localhost/back')
    const { nonce, state } = challenge
    token = make({ iss: issuer, sub: 'joanna', aud: 'throughline', iat: seconds(), exp: seconds() + 60, nonce })
    return await provider.finish(new URL(`http://localhost/back?code=c&state=${state}`), challenge)
  }

  test('when it is signed by its own key, for us, now, and for this very attempt', async () => {
    assert.equal((await ask(claims => signed(claims, ours.privateKey))).subject, 'joanna')
  })

  const forgeries: Record<string, (claims: Claims) => string> = {
    'is signed by another key': claims => signed(claims, theirs.privateKey),
    'brings its own key': claims =>
      signed(claims, theirs.privateKey, { jwk: theirs.publicKey.export({ format: 'jwk' }) }),
    'is not signed': claims => `${encoded({ alg: 'none' })}.${encoded(claims)}.`,
    'is signed with what everybody may read': claims => {
      const text = `${encoded({ alg: 'HS256', kid: 'one' })}.${encoded(claims)}`
      return `${text}.${createHmac('sha256', JSON.stringify(jwk)).update(text).digest('base64url')}`
    },
    'was changed after signing': claims => {
      const [head, , tail] = signed(claims, ours.privateKey).split('.')
      return `${head}.${encoded({ ...claims, sub: 'director' })}.${tail}`
    },
    'answers another attempt': claims => signed({ ...claims, nonce: 'replayed' }, ours.privateKey),
    'answers no attempt': ({ nonce: _, ...claims }) => signed(claims, ours.privateKey),
    'is for another client': claims => signed({ ...claims, aud: 'elsewhere' }, ours.privateKey),
    'is by another issuer': claims => signed({ ...claims, iss: 'http://localhost:1' }, ours.privateKey),
    'is over': claims => signed({ ...claims, exp: seconds() - 120 }, ours.privateKey),
    'does not hold yet': claims => signed({ ...claims, nbf: seconds() + 600 }, ours.privateKey),
    'names nobody': ({ sub: _, ...claims }) => signed(claims, ours.privateKey),
    'names a number': claims => signed({ ...claims, sub: 7 }, ours.privateKey),
    'is for us and another, who asked for it': claims =>
      signed({ ...claims, aud: ['throughline', 'elsewhere'], azp: 'elsewhere' }, ours.privateKey),
    'is for us and another, and does not say who asked for it': claims =>
      signed({ ...claims, aud: ['throughline', 'elsewhere'] }, ours.privateKey),
    'has no end': ({ exp: _, ...claims }) => signed(claims, ours.privateKey),
    'says its end in words': claims => signed({ ...claims, exp: 'tomorrow' }, ours.privateKey),
    'does not say when it was made': ({ iat: _, ...claims }) => signed(claims, ours.privateKey),
    'is signed by a key that the provider does not name': claims => signed(claims, ours.privateKey, { kid: 'two' }),
    'is signed in a way that the provider does not use': claims => signed(claims, ours.privateKey, { alg: 'ES384' }),
    'wants something that we do not understand': claims =>
      signed(claims, ours.privateKey, { crit: ['b64'], b64: true }),
    'is cut short': claims => signed(claims, ours.privateKey).split('.').slice(0, 2).join('.'),
    'has another’s signature': claims => {
      const [head, body] = signed(claims, ours.privateKey).split('.')
      return `${head}.${body}.${signed({ ...claims, sub: 'sam' }, ours.privateKey).split('.')[2]}`
    },
    'is no token at all': () => 'joanna',
  }
  for (const [what, make] of Object.entries(forgeries))
    test(`not when it ${what}`, async () => {
      await assert.rejects(ask(make))
    })

  test('and of nobody else, whoever’s e-mail address or name it brings along', async () => {
    const takes = { sub: 'stranger', email: 'joanna@council.example', email_verified: true }
    const more = { preferred_username: 'joanna', upn: 'joanna', unique_name: 'joanna', oid: 'joanna' }
    assert.equal((await ask(claims => signed({ ...claims, ...takes, ...more }, ours.privateKey))).subject, 'stranger')
  })

  test('not when its own description names another issuer', async () => {
    named = 'http://localhost:1'
    await assert.rejects(ask(claims => signed(claims, ours.privateKey)))
    named = issuer
  })

  const over = (change: Claims = {}, key = ours.privateKey, header: object = {}) => {
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} }
    const claims = { iss: issuer, sub: 'joanna', sid: 'one', aud: 'throughline', iat: seconds(), jti: 'x', events }
    const token = signed({ ...claims, ...change }, key, { typ: 'logout+jwt', ...header })
    return openProvider({ issuer, clientId: 'throughline', clientSecret: undefined }).loggedOut(token)
  }

  test('when it says that a session of its own is over, or all of a person’s', async () => {
    const iat = seconds()
    const { before, ...said } = await over({ iat })
    assert.deepEqual(said, { issuer, subject: 'joanna', session: 'one' })
    assert.equal(before.getTime(), (iat + 1) * 1000, 'it tells its time in whole seconds: all of that second counts')
    assert.equal((await over({ sid: undefined })).session, undefined)
    assert.equal((await over({ sub: undefined })).subject, undefined)
  })

  const notOver: Record<string, () => Promise<unknown>> = {
    'by another key': () => over({}, theirs.privateKey),
    'by no key': () => over({}, ours.privateKey, { alg: 'none' }),
    'for another client': () => over({ aud: 'elsewhere' }),
    'of another issuer': () => over({ iss: 'http://localhost:1' }),
    'of ten minutes ago': () => over({ iat: seconds() - 600 }),
    'of a time to come': () => over({ iat: seconds() + 600 }),
    'that is about something else': () => over({ events: { 'urn:example:other': {} } }),
    'that is an identity token': () => over({ nonce: 'n' }),
    'without a name of its own': () => over({ jti: undefined }),
    'that names nobody': () => over({ sub: undefined, sid: undefined }),
  }
  for (const [what, tell] of Object.entries(notOver))
    test(`a word that somebody is signed out is not believed: one ${what}`, () => assert.rejects(tell()))
})

describe('an account’s subject', () => {
  test('is the provider’s subject, and Entra’s object id, which is the same for every application of a council', () => {
    assert.equal(subjectOf({ iss: 'https://login.example', sub: 's', oid: 'o' }), 's')
    assert.equal(subjectOf({ iss: 'https://login.microsoftonline.com/0f5c/v2.0', sub: 's', oid: 'o' }), 'o')
    assert.equal(subjectOf({ iss: 'https://login.microsoftonline.com.evil.example/', sub: 's', oid: 'o' }), 's')
  })
})

test('a provider that tells no acr says by its methods that there were two factors; for a stronger sign-in that is not enough', () => {
  assert.equal(isEnough({ acr: 'aal2' }, 'aal2', false), true)
  assert.equal(isEnough({ acr: '1', amr: ['pwd', 'mfa'] }, 'mfa', false), true)
  assert.equal(isEnough({ acr: '1', amr: ['pwd', 'mfa'] }, 'mfa', true), false)
  for (const claims of [{}, { acr: 'aal1' }, { amr: ['pwd'] }, { amr: 'mfa' }, { acr: ['mfa'] }])
    assert.equal(isEnough(claims, 'mfa', false), false, JSON.stringify(claims))
})

test('the development provider is refused in production', async () => {
  await assert.rejects(
    startDevelopmentProvider({
      environment: { NODE_ENV: 'production' },
      council: 'x',
      baseUrl: 'http://localhost:1',
      people: async () => [],
    }),
    /refused in production/,
  )
})

test('a provider reached without encryption is refused unless it is on this machine', () => {
  const settings = { clientId: 'x', clientSecret: undefined }
  assert.throws(() => openProvider({ ...settings, issuer: 'http://login.example' }), /https/)
  assert.doesNotThrow(() => openProvider({ ...settings, issuer: 'http://localhost:1' }))
})
