import { open } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { connectTo, type Place } from '../outward/index.ts'

/** Looks a file through. Throws where the scanner cannot say: a file that nobody looked through is not kept. */
export type VirusScan = (path: string) => Promise<'clean' | 'infected'>

const longest = 60_000

/**
 * Asks ClamAV's daemon. It is sent the bytes and never a path, so it may run on another machine and as another account.
 * Source: clamd(8), INSTREAM: each part is preceded by its length in four bytes, and a length of nothing ends them.
 */
export const clamdScan =
  (place: Place): VirusScan =>
  async path => {
    const socket = connectTo(place)
    socket.setTimeout(longest, () => socket.destroy(new Error('The virus scanner did not answer in a minute.')))
    const answered = wordsOf(socket)
    // It may break off in the middle, with a word about why: that word is what counts.
    const sent = sendFile(socket, path).catch(() => {})
    try {
      const words = await answered
      if (/^stream: OK\0?$/.test(words)) return 'clean'
      if (/^stream: .+ FOUND\0?$/.test(words)) return 'infected'
      throw new Error('The virus scanner could not look the file through.')
    } finally {
      socket.destroy()
      await sent
    }
  }

const wordsOf = async (socket: Socket): Promise<string> => {
  let words = ''
  for await (const part of socket.setEncoding('latin1')) {
    words += part
    if (words.endsWith('\0')) break
  }
  return words
}

const sendFile = async (socket: Socket, path: string): Promise<void> => {
  const write = (bytes: Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => socket.write(bytes, error => (error ? reject(error) : resolve())))
  const file = await open(path)
  try {
    await write(Buffer.from('zINSTREAM\0'))
    for await (const part of file.createReadStream({ highWaterMark: 256 * 1024, autoClose: false })) {
      await write(lengthOf(part.length))
      await write(part)
    }
    await write(lengthOf(0))
  } finally {
    await file.close()
  }
}

const lengthOf = (bytes: number): Uint8Array => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes)
  return length
}
