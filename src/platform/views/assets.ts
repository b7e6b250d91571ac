import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { buildStylesheet } from './styles/stylesheet.ts'

/**
 * One file that pages refer to. Its address holds its hash, so it may be kept for ever
 * (`cache-control: public, max-age=31536000, immutable`). `brotli` and `gzip` are the same bytes, compressed once.
 */
export type Asset = {
  name: string
  path: string
  type: string
  body: Buffer
  brotli: Buffer
  gzip: Buffer
  hash: string
}

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#0e2f36"/><path d="M6 22C12 22 12 10 18 10h8" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round"/><circle cx="6" cy="22" r="3" fill="#b4d0c9"/><circle cx="26" cy="10" r="3" fill="#fff"/></svg>`

let made: readonly Asset[] | undefined

/** Every file of the front end, made once a process. */
export const assets = (): readonly Asset[] => {
  made ??= [
    asset('app.css', 'text/css; charset=utf-8', buildStylesheet()),
    asset('app.js', 'text/javascript; charset=utf-8', readFileSync(new URL('client/app.js', import.meta.url), 'utf8')),
    asset('icon.svg', 'image/svg+xml', icon),
  ]
  return made
}

/** The address of a file by its plain name. Throws for a name that we do not serve. */
export const assetPath = (name: string): string => {
  const found = assets().find(one => one.name === name)
  if (!found) throw new Error(`No such asset: ${name}`)
  return found.path
}

const asset = (name: string, type: string, text: string): Asset => {
  const body = Buffer.from(text)
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12)
  const path = `/assets/${name.replace(/(\.[a-z]+)$/, `-${hash}$1`)}`
  const brotli = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  return { name, path, type, body, brotli, gzip: gzipSync(body, { level: 9 }), hash }
}
