import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { connectTo, type Place } from '../../platform/outward/index.ts'
import type { AuditRoot } from './audit-root.ts'

/** Where copies of the roots go, out of reach of whoever owns the database: a file, and a syslog if one is named: by TLS, or over UDP. */
export type Witness = {
  readonly file: string
  readonly syslog?: Place | undefined
}

// A root is a line of about 600 bytes.
const tail = 16 * 1024

/** The newest root that the file holds. @throws Error where its last whole line cannot be read. */
export const newestWitnessed = async (file: string): Promise<AuditRoot | undefined> => {
  const handle = await open(file, 'r').catch(missing)
  if (!handle) return undefined
  try {
    const { size } = await handle.stat()
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(tail), 0, tail, Math.max(0, size - tail))
    const lines = buffer.toString('utf8', 0, bytesRead).split('\n')
    const line = lines.at(-2)
    return line === undefined ? undefined : readLine(line, file, 'The last line')
  } finally {
    await handle.close()
  }
}

const missing = (error: unknown): undefined => {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
  throw error
}

/**
 * The roots that the file holds, one a line, oldest first; none where there is no file. A line that a crash cut off is left out.
 * @throws Error where any other line cannot be read: it was changed.
 */
export const readWitness = async (file: string): Promise<AuditRoot[]> => {
  const text = (await readFile(file, 'utf8').catch(missing)) ?? ''
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(line => line !== '')
    .map((line, i) => readLine(line, file, `Line ${i + 1}`))
}

const readLine = (line: string, file: string, which: string): AuditRoot => {
  try {
    const root = JSON.parse(line) as AuditRoot
    if (typeof root.number === 'number' && typeof root.signature === 'string') return root
  } catch {
    // said below
  }
  throw new Error(`${which} of the witness ${file} is not a root. Restore the file from where its copies go.`)
}

/** Adds roots to the file, on the disk before it returns, and sends each to the syslog. */
export const tellWitness = async ({ file, syslog }: Witness, roots: readonly AuditRoot[]): Promise<void> => {
  if (roots.length === 0) return
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const handle = await open(file, 'a+', 0o600)
  try {
    await dropCutLine(handle)
    await handle.appendFile(roots.map(root => `${JSON.stringify(root)}\n`).join(''))
    await handle.sync()
  } finally {
    await handle.close()
  }
  if (syslog) await send(syslog, roots)
}

/** A line that a crash cut off goes: what follows it would be read as part of it. */
const dropCutLine = async (handle: FileHandle): Promise<void> => {
  const { size } = await handle.stat()
  const from = Math.max(0, size - tail)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(tail), 0, tail, from)
  const whole = buffer.subarray(0, bytesRead).lastIndexOf(0x0a) + 1
  if (whole < bytesRead) await handle.truncate(from + whole)
}

// RFC 5424; facility 13 (log audit), severity 5 (notice).
const lineOf = (root: AuditRoot): string =>
  `<109>1 ${root.at} ${hostname()} throughline - audit-root - ${JSON.stringify(root)}`

const send = (place: Place, roots: readonly AuditRoot[]): Promise<void> =>
  place.tls ? sendByTls(place, roots) : sendByUdp(place, roots)

// RFC 5425, 4.3: each message after its length in bytes. It answers nothing: that the connection ended well is all there is to know.
const sendByTls = async (place: Place, roots: readonly AuditRoot[]): Promise<void> => {
  const socket = connectTo(place)
  socket.setTimeout(15_000, () => socket.destroy(new Error('The syslog did not answer in fifteen seconds.')))
  const ended = once(socket, 'close')
  socket.resume().end(roots.map(root => `${Buffer.byteLength(lineOf(root))} ${lineOf(root)}`).join(''))
  await ended
}

const sendByUdp = async ({ host, port }: Place, roots: readonly AuditRoot[]): Promise<void> => {
  const socket = createSocket('udp4')
  try {
    for (const root of roots) {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      socket.send(lineOf(root), port, host, error => (error ? reject(error) : resolve()))
      await promise
    }
  } finally {
    socket.close()
  }
}
