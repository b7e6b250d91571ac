import type { Key } from '../../../platform/keys/index.ts'

/** What the front door goes on with: what seals its words, whom to call day and night, and the clock that the open page tells the hours by. */
export type FrontDoorOptions = {
  readonly key: Key
  readonly dutyPhone: string
  readonly now: () => Date
}
