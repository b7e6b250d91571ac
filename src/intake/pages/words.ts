import { formatNumber, plural } from '../../kernel/index.ts'
import type { Tone } from '../../platform/views/index.ts'
import type { Counts, PreviousRun, RunState } from './runs.queries.ts'

/** The state of an import in a word or two, and how it is marked. */
export const stateWords: Readonly<Record<RunState, { readonly text: string; readonly tone: Tone }>> = {
  received: { text: 'Not started', tone: 'plain' },
  reading: { text: 'Reading', tone: 'plain' },
  linking: { text: 'Linking', tone: 'plain' },
  done: { text: 'Done', tone: 'good' },
  waiting: { text: 'Waits for you', tone: 'warning' },
  failed: { text: 'Stopped', tone: 'stop' },
  undone: { text: 'Undone', tone: 'plain' },
}

/** Does work on it go on by itself? */
export const isRunning = (state: RunState): boolean =>
  state === 'received' || state === 'reading' || state === 'linking'

const move = (called: string, before: number, now: number): string =>
  before === now
    ? `${called} stayed at ${formatNumber(now)}.`
    : `${called} ${now > before ? 'rose' : 'fell'} from ${formatNumber(before)} to ${formatNumber(now)}.`

/** How this import differs from the last one of its source, with the commonest reason. */
export const comparedWords = (now: Counts, before: PreviousRun | undefined, most: string | undefined): string => {
  if (!before) return 'This is the first import of this source.'
  const more = now.rejected > before.rejected && most ? ` Most: ${most}` : ''
  return `${move('Rows', before.rows, now.rows)} ${move('Rejected rows', before.rejected, now.rejected)}${more}`
}

/** "Checked 18,240 rows of file 2 of 3." */
export const checkedWords = (rows: number, file: number, files: number, lastTime: number | undefined): string => {
  const place = files > 1 ? ` File ${file} of ${files}.` : ''
  const told = lastTime ? ` Last time there were ${formatNumber(lastTime)}.` : ''
  return `Checked ${plural(rows, 'row')}.${place}${told}`
}
