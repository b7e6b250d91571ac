import { open } from 'node:fs/promises'
import type { WordsFormat } from './file-event.ts'
import { startReader } from './reader-child.ts'
import { stopwatch } from './stopwatch.ts'

/**
 * The words of an untrusted document, read in the bounded child process as records are (512 MB, 30 s): undefined where they could not be
 * read to the end, whatever the reason. Words beyond `most` letters are not waited for: what is given is then longer than that.
 */
export const readWords = async (path: string, format: WordsFormat, most: number): Promise<string | undefined> => {
  const file = await open(path, 'r')
  const child = startReader({ fd: file.fd })
  const clock = stopwatch(30_000, () => child.kill())
  const words: string[] = []
  let letters = 0
  try {
    for await (const event of child.ask({ name: '', format, layout: {} }, clock)) {
      if (event.type === 'end' || letters > most) return words.join('\n')
      if (event.type !== 'row') return undefined
      words.push(event.values.join(' '))
      letters += words.at(-1)?.length ?? 0
    }
    return undefined
  } finally {
    clock.stop()
    await child.end()
    await file.close()
  }
}
