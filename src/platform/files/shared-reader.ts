import { type ReaderChild, startReader } from './reader-child.ts'

/**
 * A child that reads several small files, one after another: starting one for each of a county's five hundred daily files costs
 * more than reading them. Only formats that our own readers take (CSV and JSON, no library behind them) are read by it, from a
 * private folder that holds no more than the files in hand. A child that met anything but a whole file is not used again.
 */
export type SharedReader = {
  readonly folder: string
  /** A place in the queue, in the order of the calls. It must be ended, used or not. */
  takeTurn(): ReaderTurn
  close(): Promise<void>
}
export type ReaderTurn = {
  readonly folder: string
  /** The child, once those before have ended their turns. */
  child(): Promise<ReaderChild>
  /** The file was not read whole: whatever comes next gets a new child. */
  drop(): Promise<void>
  end(): void
}

/** So many files to a child: what a hostile one could do to those after it stays small. */
const filesEach = 50

/** A reader of the files in a private folder, which its caller makes and removes. */
export const shareReader = (folder: string): SharedReader => {
  let kept: ReaderChild | undefined
  let files = 0
  let before: Promise<void> = Promise.resolve()
  const drop = async (): Promise<void> => {
    const child = kept
    kept = undefined
    files = 0
    await child?.end()
  }
  return {
    folder,
    takeTurn: () => {
      const ready = before
      let end = (): void => {}
      before = new Promise(resolve => {
        end = resolve
      })
      const child = async (): Promise<ReaderChild> => {
        await ready
        if (files === filesEach) await drop()
        files += 1
        kept ??= startReader({ folder })
        return kept
      }
      return { folder, child, drop, end }
    },
    close: drop,
  }
}
