import { createHash } from 'node:crypto'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { recordRefusal } from '../../access/index.ts'
import type { Log } from '../../platform/log/index.ts'
import { asIntake, type IntakeGround } from '../ground.ts'
import { openingPrefix } from '../raw-files.actions.ts'
import type { Problem, Source } from '../source.ts'
import { findSchoolOfKey, secretsOf } from './feed-keys.actions.ts'
import { beginSignature, isSignature, readSigned, type Signed } from './signature.ts'
import { takeBundle } from './take-bundle.actions.ts'

/** What the way in for schools stands on. */
export type BundleOptions = {
  readonly ground: IntakeGround
  /** The source that a bundle is of. */
  readonly source: Source
  readonly log: Log
  /** Default: 64 MB, a large school's whole year. */
  readonly mostBytes?: number
}

const path = '/feeds/bundle'
const statuses = { conflict: 409, 'other-school': 403, unusable: 422 } as const

/**
 * `POST /feeds/bundle`: a school's own system sends its bundle (formats.md 6.5), signed over the raw body, and is answered with a receipt that lists
 * what is wrong by line. Who cannot prove which school it is learns nothing, whatever was wrong with the proof, and it is recorded.
 */
export const serveBundles = async (app: FastifyInstance, options: BundleOptions): Promise<void> => {
  await app.register(async scope => {
    await scope.register(rateLimit, { max: 600, timeWindow: '1 minute' })
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('application/x-ndjson', (_request, payload, done) => done(null, payload))
    scope.setErrorHandler((error, request, reply) => refuseError(options.log, error, request, reply))
    scope.post(path, (request, reply) => receive(options, request, reply))
  })
}

const receive = async (options: BundleOptions, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { ground, source, mostBytes = 64 * 1024 * 1024 } = options
  const signed = readSigned(request.headers, ground.now())
  const laestab = signed && (await asIntake(ground, tx => findSchoolOfKey(tx, signed.key)))
  if (!signed || laestab === undefined) return await refuseSender(ground, request, reply)
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return tooLarge(reply, mostBytes)
  if (request.headers['content-encoding']) return refuse(reply, 415, packedBody)
  const folder = await mkdtemp(join(ground.tempDir ?? tmpdir(), openingPrefix))
  try {
    const file = join(folder, `push-${laestab}-${signed.bundle}.ndjson`)
    const body = await save(
      request.body as AsyncIterable<Buffer>,
      file,
      secretsOf(ground, signed.key),
      signed,
      mostBytes,
    )
    if (!body) return tooLarge(reply, mostBytes)
    if (!body.signatures.some(own => isSignature(signed.signature, own)))
      return await refuseSender(ground, request, reply)
    const { key, bundle } = signed
    const answer = await takeBundle(ground, source, {
      key,
      bundle,
      laestab,
      path: file,
      sha256: body.sha256,
      requestId: request.id,
    })
    if ('refused' in answer) return refuse(reply, statuses[answer.refused], answer.problem)
    return reply.code(200).type('application/json; charset=utf-8').send(answer.receipt)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Writes the body down as it comes, with its hash and signature; undefined where it is too large. Nobody reads it before both are known. */
const save = async (
  body: AsyncIterable<Buffer>,
  path: string,
  secrets: readonly string[],
  signed: Signed,
  mostBytes: number,
): Promise<{ sha256: Buffer; signatures: readonly Buffer[] } | undefined> => {
  const [hash, signatures] = [createHash('sha256'), secrets.map(secret => beginSignature(secret, signed))]
  const out = await open(path, 'wx', 0o600)
  let bytes = 0
  try {
    for await (const part of body) {
      bytes += part.length
      if (bytes > mostBytes) return undefined
      hash.update(part)
      for (const one of signatures) one.update(part)
      await out.write(part)
    }
  } finally {
    await out.close()
  }
  return { sha256: hash.digest(), signatures: signatures.map(one => one.digest()) }
}

const refuse = (reply: FastifyReply, status: number, { problem, line, wanted, fix }: Problem): FastifyReply =>
  reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send(`${JSON.stringify({ problem, ...(line ? { line } : {}), ...(wanted ? { wanted } : {}), fix })}\n`)

const refuseSender = async (
  ground: IntakeGround,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  await recordRefusal(ground, {
    reader: undefined,
    actor: 'intake',
    purpose: 'take in a school’s own bundle',
    action: `POST ${path}`,
    childId: undefined,
    categories: 0,
    outcome: 'refused',
    rule: 'feed-key-not-known',
    requestId: request.id,
  })
  return refuse(reply, 401, notKnown)
}

const notKnown: Problem = {
  problem: 'The signature is not that of a key in use.',
  wanted:
    'the headers throughline-key, webhook-id, webhook-timestamp (seconds, at most five minutes off) and webhook-signature (v1,…)',
  fix: 'Sign the raw body with the key’s secret, and check the clock. Ask the council for a new key if it was revoked.',
}
const packedBody: Problem = { problem: 'The body is packed.', fix: 'Send it as it is, without content-encoding.' }
const tooLarge = (reply: FastifyReply, bytes: number): FastifyReply =>
  refuse(reply.header('connection', 'close'), 413, {
    problem: 'The bundle is too large.',
    wanted: `at most ${Math.floor(bytes / 1_048_576)} MB`,
    fix: 'Send fewer days at a time.',
  })

const refuseError = (log: Log, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const status = (error as { statusCode?: number }).statusCode ?? 500
  if (status >= 500) log.error('feeds.failed', { requestId: request.id, error })
  if (status === 429) return refuse(reply, 429, { problem: 'Too many bundles.', fix: 'Wait a minute.' })
  if (status === 415)
    return refuse(reply, 415, {
      problem: 'This is not application/x-ndjson.',
      fix: 'Send the content type application/x-ndjson.',
    })
  return refuse(reply, status >= 400 && status < 500 ? status : 500, {
    problem: 'This could not be done.',
    fix: 'Send the same bundle again under the same id: it is taken once.',
  })
}
