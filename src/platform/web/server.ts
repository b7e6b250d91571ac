import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type Asset, assets, contentSecurityPolicy } from '../views/index.ts'

export type WebOptions = { readonly https: boolean; readonly maxUploadBytes?: number }

/**
 * The web server without any page: strict headers, cookies, forms, uploads kept in files, our assets. Addresses and bodies
 * are never logged; a request is known by its id.
 */
export const webServer = async ({ https, maxUploadBytes = 1024 ** 3 }: WebOptions): Promise<FastifyInstance> => {
  const app = fastify({
    logger: false,
    // One proxy stands before us and says last whom it speaks for: what came before that, anybody can write.
    trustProxy: https ? (_address, hop) => hop === 0 : false,
    bodyLimit: 1024 * 1024,
    genReqId: () => crypto.randomUUID(),
    routerOptions: { ignoreTrailingSlash: true },
    frameworkErrors: (_error, _request, reply) => void refuseAddress(reply),
  })
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { ...contentSecurityPolicy } as Record<string, string[]> },
    hsts: https ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: false,
  })
  await app.register(cookie)
  await app.register(formbody)
  await app.register(multipart, { limits: { fileSize: maxUploadBytes, files: 60, fields: 100 } })
  app.addHook('onSend', async (request, reply) => {
    if (!request.url.startsWith('/assets/')) reply.header('cache-control', 'no-store')
  })
  for (const asset of assets()) {
    app.get(asset.path, (request, reply) => {
      const { encoding, body } = packed(asset, request.headers['accept-encoding'])
      if (encoding) reply.header('content-encoding', encoding)
      return reply
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('vary', 'accept-encoding')
        .type(asset.type)
        .send(body)
    })
  }
  return app
}

// An address that cannot be read comes to no hook: what every answer says must be said here too, and not in the machine's words.
const refuseAddress = (reply: FastifyReply): FastifyReply =>
  reply
    .code(400)
    .headers({
      'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    .type('text/plain; charset=utf-8')
    .send('This address cannot be read. Check how it is written.\n')

/** The smallest form of an asset that the browser takes; they were packed when the product started. */
const packed = (
  asset: Asset,
  accepted: string | string[] | undefined,
): { encoding?: string; body: Buffer | string } => {
  const takes = String(accepted ?? '').split(/\s*,\s*/)
  if (takes.includes('br')) return { encoding: 'br', body: asset.brotli }
  if (takes.includes('gzip')) return { encoding: 'gzip', body: asset.gzip }
  return { body: asset.body }
}

/** The header that has a browser save a file under its name, whatever its letters (RFC 6266; RFC 8187 §3.2). */
export const saveAs = (name: string): string => {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w.() -]/g, '_')
  const coded = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, c => `%${c.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${plain}"${plain === name ? '' : `; filename*=UTF-8''${coded}`}`
}

export type SavedUpload = { field: string; name: string; mediaType: string; path: string; bytes: number }
export type ReceivedForm = { fields: Record<string, string | string[]>; files: SavedUpload[]; clean(): Promise<void> }

/**
 * The fields and files of a form post; files are streamed to a private folder that `clean` removes.
 * @throws Error (status 413) past the limits; (400) for one that is cut off or is no form.
 */
export const receiveForm = async (
  request: FastifyRequest,
  limits: { readonly fileSize?: number; readonly files?: number } = {},
): Promise<ReceivedForm> => {
  if (!request.isMultipart())
    return { fields: (request.body ?? {}) as ReceivedForm['fields'], files: [], clean: async () => {} }
  const folder = await mkdtemp(join(tmpdir(), 'throughline-upload-'))
  const fields: ReceivedForm['fields'] = {}
  const files: SavedUpload[] = []
  const clean = () => rm(folder, { recursive: true, force: true })
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'field') addField(fields, part.fieldname, String(part.value))
      else if (part.filename) files.push(await save(folder, files.length, part))
      else part.file.resume()
    }
  } catch (error) {
    // Cut off or too large: what has come of it is about children too.
    await clean()
    throw asRefused(error)
  }
  return { fields, files, clean }
}

/** The reader of forms throws plain errors of what was sent; a disk that is full has a code, and stays our fault. */
const asRefused = (error: unknown): unknown =>
  error instanceof Error && !('code' in error) && !('statusCode' in error)
    ? Object.assign(error, { statusCode: 400 })
    : error

const addField = (fields: ReceivedForm['fields'], name: string, value: string): void => {
  const before = fields[name]
  fields[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
}

type FilePart = {
  fieldname: string
  filename: string
  mimetype: string
  file: NodeJS.ReadableStream & { bytesRead?: number }
}
const save = async (folder: string, index: number, part: FilePart): Promise<SavedUpload> => {
  const path = join(folder, String(index))
  const out = createWriteStream(path, { mode: 0o600 })
  await pipeline(part.file, out)
  return { field: part.fieldname, name: part.filename, mediaType: part.mimetype, path, bytes: out.bytesWritten }
}
