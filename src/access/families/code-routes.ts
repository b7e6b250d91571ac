import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { parseUuid } from '../../kernel/index.ts'
import { open, seal } from '../../platform/keys/index.ts'
import { mailAddress } from '../../platform/mail/index.ts'
import { type Asker, askedMark, codeKey, codeMinutes } from '../mail/code.ts'
import { familyOpenPage, type Route } from '../page.ts'
import { type AskData, askView, type TypeData, typeView } from './code.view.ts'
import { shut } from './families.view.ts'
import { type FamilyOptions, familyCookie, familyCookieAt, familyPath, send } from './family-options.ts'
import { admitByEmail } from './session.actions.ts'
import { askForCode, findAsked, proveAddress } from './sign-in-codes.actions.ts'

/** How many codes one network may ask for in ten minutes; a library or a clinic may share one. */
const mostFromOneNetwork = 30
const cookieOf = (https: boolean): string => `${familyCookie(https)}-code`
/** What tells a browser in which somebody signed in by an address before, and nothing else: it opens no page. */
const knownCookie = (https: boolean): string => `${familyCookie(https)}-known`
const knownSeconds = 180 * 86_400
type Begun = { readonly signIn: string; readonly to: string }

/** Signing in by a code that is sent to an e-mail address. `refused` writes down a sign-in that came to nothing. */
export const serveCodes = (
  scope: FastifyInstance,
  options: FamilyOptions,
  refused: (request: FastifyRequest, action: string, rule: string) => Promise<void>,
): void => {
  const limit = { config: { rateLimit: { max: mostFromOneNetwork, timeWindow: '10 minutes' } } }
  scope.post('/family/sign-in/code', limit, async (request, reply) => {
    const { email: typed = '', to } = textsOf(request)
    const email = mailAddress(typed)
    if (!email) {
      const errors = [{ field: 'email', text: 'Enter an e-mail address, like name@example.com' }]
      return show(options, reply, 422, askView({ ...beginning(options, to), email: typed, errors }))
    }
    const begun: Begun = {
      signIn: await askForCode(options.ground, email, askerOf(options, request, email)),
      to: familyPath(to),
    }
    return reply
      .setCookie(cookieOf(options.https), sealBegun(options, begun), {
        ...familyCookieAt(options.https),
        maxAge: codeMinutes * 60,
      })
      .redirect('/family/sign-in/code', 303)
  })
  scope.get('/family/sign-in/code', async (request, reply) => {
    const begun = begunOf(options, request)
    const email = begun && (await findAsked(options.ground, begun.signIn))
    if (!email) return reply.redirect('/family/sign-in', 303)
    return show(options, reply, 200, typeView({ email, phone: options.phone, errors: [] }))
  })
  scope.post('/family/sign-in/check', (request, reply) => check(options, request, reply, refused))
}

const check = async (
  options: FamilyOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  refused: (request: FastifyRequest, action: string, rule: string) => Promise<void>,
): Promise<unknown> => {
  const { ground, https, key, phone } = options
  const begun = begunOf(options, request)
  const email = begun && (await proveAddress(ground, begun.signIn, textsOf(request).code ?? ''))
  if (!email) {
    await refused(request, '/family/sign-in/check', 'code-not-right')
    const asked = begun && (await findAsked(ground, begun.signIn))
    if (!asked) return reply.redirect('/family/sign-in', 303)
    const text = 'This is not the code, or it is no longer good. Look again, or ask for a new one'
    return show(options, reply, 422, typeView({ email: asked, phone, errors: [{ field: 'code', text }] }))
  }
  reply.clearCookie(cookieOf(https), familyCookieAt(https))
  const token = await admitByEmail(ground, key, email, request.id, request.cookies[familyCookie(https)])
  if (token === undefined) return show(options, reply, 403, shut(phone))
  return reply
    .setCookie(knownCookie(https), sealKnown(options, email), { ...familyCookieAt(https), maxAge: knownSeconds })
    .setCookie(familyCookie(https), token, familyCookieAt(https))
    .redirect(begun.to, 303)
}

/** The page where signing in begins, where codes go out. */
export const beginByCode = (options: FamilyOptions, to: string, reply: FastifyReply): unknown =>
  show(options, reply, 200, askView(beginning(options, to)))

const beginning = ({ provider }: FamilyOptions, to: string | undefined): AskData => ({
  to: familyPath(to),
  email: '',
  provider: provider !== undefined,
  errors: [],
})
const show = (
  options: FamilyOptions,
  reply: FastifyReply,
  status: number,
  content: ReturnType<typeof askView>,
): unknown => send(options, reply, status, undefined, content)

const textsOf = (request: FastifyRequest): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries((request.body ?? {}) as Record<string, unknown>).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value.slice(0, 400)]] : [],
    ),
  )

const sealBegun = ({ ground }: FamilyOptions, begun: Begun): string =>
  seal(codeKey(ground.contextKey), Buffer.from(JSON.stringify(begun)), 'family code cookie').toString('base64url')
type Known = { readonly browser: string; readonly mark: string }
const knownTo = 'family browser cookie'
const sealKnown = ({ ground }: FamilyOptions, email: string): string => {
  const key = codeKey(ground.contextKey)
  const known: Known = { browser: randomUUID(), mark: askedMark(key, email).toString('hex') }
  return seal(key, Buffer.from(JSON.stringify(known)), knownTo).toString('base64url')
}
/** Who asks: a browser that the address has signed in with before, or whoever is on this network. */
const askerOf = ({ ground, https }: FamilyOptions, request: FastifyRequest, email: string): Asker => {
  const key = codeKey(ground.contextKey)
  try {
    const sealed = Buffer.from(request.cookies[knownCookie(https)] ?? '', 'base64url')
    const { browser, mark } = JSON.parse(open(key, sealed, knownTo).toString()) as Known
    return mark === askedMark(key, email).toString('hex') ? { browser } : { network: request.ip }
  } catch {
    return { network: request.ip }
  }
}
const begunOf = ({ ground, https }: FamilyOptions, request: FastifyRequest): Begun | undefined => {
  try {
    const sealed = Buffer.from(request.cookies[cookieOf(https)] ?? '', 'base64url')
    const { signIn, to } = JSON.parse(
      open(codeKey(ground.contextKey), sealed, 'family code cookie').toString(),
    ) as Begun
    return parseUuid(signIn) ? { signIn, to } : undefined
  } catch {
    return undefined
  }
}

const ask: AskData = { to: '/family/tell', email: '', provider: false, errors: [] }
const type: TypeData = { email: 'grace.okafor-with-a-long-name@mail.example.org', phone: '01632 960474', errors: [] }
const fault = (field: string, text: string) => [{ field, text }]

/** What families see as they sign in by a code: for the list of pages. They are served here, with what signing in needs. */
export const familySignInPages: readonly Route[] = [
  familyOpenPage<AskData>({
    path: '/family/sign-in',
    purpose: 'sign in as a family',
    load: async () => ask,
    answer: data => ({ page: askView(data) }),
    examples: {
      usual: { ...ask, provider: true },
      'no address': {
        ...ask,
        email: 'grace@',
        errors: fault('email', 'Enter an e-mail address, like name@example.com'),
      },
    },
  }),
  familyOpenPage<TypeData>({
    path: '/family/sign-in/code',
    purpose: 'sign in as a family',
    load: async () => type,
    answer: data => ({ page: typeView(data) }),
    examples: { 'not the code': { ...type, errors: fault('code', 'This is not the code, or it is no longer good') } },
  }),
]
