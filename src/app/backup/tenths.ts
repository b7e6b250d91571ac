import type { Progress } from '../../platform/backup/index.ts'

/** Tells each tenth once, as in “Copied 30 %”. */
export const tenths = (tell: (line: string) => void, what: string): Progress => {
  let told = -1
  return (done, all) => {
    const tenth = Math.floor((done / Math.max(all, 1)) * 10)
    if (tenth > told) tell(`${what} ${tenth * 10} %`)
    told = Math.max(told, tenth)
  }
}
