import { isIP, Socket } from 'node:net'

/** A connection to somewhere that no setting names. */
class NotToBeReached extends Error {
  readonly code = 'NOT_TO_BE_REACHED'
  constructor(host: string) {
    super(`${host} is named by no setting, so nothing is sent there. If it should be reached, add it to MAY_REACH.`)
    this.name = 'NotToBeReached'
  }
}

const isHere = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

/**
 * From now on this process opens a connection (TCP or TLS, so HTTPS and the database too) to this machine itself and to these hosts alone, whatever code
 * asks for another: the attempt fails before a name is looked up. Gives how to end it. OWASP ASVS 5.0, 13.2.4 and 13.2.5.
 */
export const reachOnly = (hosts: Iterable<string>): (() => void) => {
  const allowed = new Set([...hosts].map(host => host.toLowerCase().replace(/^\[|\]$/g, '')))
  const { connect } = Socket.prototype
  const guarded = function (this: Socket, ...given: unknown[]): Socket {
    const host = hostOf(given)
    if (host === undefined || isHere(host) || allowed.has(host)) return Reflect.apply(connect, this, given) as Socket
    process.nextTick(() => this.destroy(new NotToBeReached(host)))
    return this
  }
  Socket.prototype.connect = guarded as typeof connect
  return () => {
    Socket.prototype.connect = connect
  }
}

// connect(options), connect(port, host), connect(path); node:net itself gives the first two as one list. A path is a socket file of this machine.
const hostOf = ([first, second]: readonly unknown[]): string | undefined => {
  if (Array.isArray(first)) return hostOf(first)
  if (typeof first === 'object' && first !== null) {
    const { path, host } = first as { path?: unknown; host?: unknown }
    return path ? undefined : String(host ?? 'localhost').toLowerCase()
  }
  if (typeof first === 'string' && !/^\d+$/.test(first)) return undefined
  return (typeof second === 'string' ? second : 'localhost').toLowerCase()
}
