import { connect as connectPlain, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'

/** A service elsewhere, by host and port, and whether what is said to it is encrypted. */
export type Place = { readonly host: string; readonly port: number; readonly tls: boolean }

const locals = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * The place in a setting: `tls://host:port`, or `host:port` in the clear. `plain` is how one says that one wants it in the clear (`udp`): with `strict`
 * a place elsewhere must say either.
 * @throws Error in a plain sentence that names the setting
 */
export const placeFrom = (
  text: string | undefined,
  { name, example, plain, strict }: { name: string; example: string; plain: string; strict: boolean },
): Place | undefined => {
  if (!text) return undefined
  const [, scheme, host, port] = /^(?:([a-z]+):\/\/)?([^/]+):(\d{1,5})$/.exec(text) ?? []
  if (host === undefined || Number(port) > 65_535 || (scheme !== undefined && scheme !== 'tls' && scheme !== plain))
    throw new Error(`${name} must be a host and a port, like tls://${example} or ${plain}://${example}.`)
  if (strict && scheme === undefined && !locals.has(host))
    throw new Error(
      `${name} must begin with tls:// in production, or with ${plain}:// where the network itself is encrypted.`,
    )
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port), tls: scheme === 'tls' }
}

/** The place in words. */
export const placeWords = ({ host, port, tls }: Place): string => `${host}:${port}${tls ? ', by TLS' : ''}`

/**
 * A connection to the place. By TLS (1.2 or 1.3) its certificate must name the host, and be vouched for by an authority that the machine trusts or
 * `NODE_EXTRA_CA_CERTS` names: the connection fails otherwise. An address is told as no name (RFC 6066, 3).
 */
export const connectTo = ({ host, port, tls }: Place): Socket =>
  tls
    ? connectTls({ host, port, ...(isIP(host) ? {} : { servername: host }), minVersion: 'TLSv1.2' })
    : connectPlain({ host, port })
