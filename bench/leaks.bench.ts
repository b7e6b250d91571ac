import { blindTrial, ownTrial } from '../src/children/leak-guard/trial.examples.ts'
import type { Bench, Result } from './bench.ts'

const many = 10_000

/** The leak guard on ten thousand ways to write a place, by two hands (security.md, T05). */
export const bench: Bench = {
  name: 'leaks',
  about: 'the leak guard on 10,000 ways to write a place and 10,000 texts about others, by two hands',
  run: async () =>
    [
      ['by the hand that wrote it', ownTrial(many)] as const,
      ['by another, before it had read the guard', blindTrial(many)] as const,
    ].flatMap(([hand, { missed, stopped }]): Result[] => [
      {
        measure: `leak guard, texts ${hand}: places found`,
        target: '≥ 99 %',
        got: `${(100 - (missed * 100) / many).toFixed(2)} %`,
        met: missed <= many / 100,
        size: '10,000 texts',
      },
      {
        measure: `leak guard, texts ${hand}: false stops`,
        target: '≤ 0.5 %',
        got: `${((stopped * 100) / many).toFixed(2)} %`,
        met: stopped <= many / 200,
        size: '10,000 texts',
      },
    ]),
}
