import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readCriteriaRound } from '../files/read-criteria-round.actions.ts'
import { allocate } from '../match/allocate.ts'
import { refusedOf } from '../match/offers.ts'
import { f6 } from '../testing/index.ts'
import { explanationCheck } from './check-explanations.ts'
import { type Explanation, explain } from './explain.ts'
import { groundOf } from './ground.ts'

const made = readCriteriaRound(f6)
const given = allocate(made.round, made.special)
const ground = groundOf(made, given)
const check = explanationCheck(made.round, given, ground)
const all = made.round.children.flatMap((_, child) =>
  refusedOf(made.round, given, child, made.special).map(preference => ({
    child,
    preference,
    said: explain(made.round, given, child, preference, ground),
  })),
)
const found = (change: (said: Explanation) => Partial<Explanation>): boolean =>
  all.every(({ child, preference, said }) => check(child, preference, { ...said, ...change(said) }) !== undefined)

describe('the machine that checks explanations', () => {
  test('finds nothing untrue in F6', () => {
    for (const { child, preference, said } of all) assert.equal(check(child, preference, said), undefined)
  })
  const changes: Record<string, (said: Explanation) => Partial<Explanation>> = {
    'another reason': said => ({ reason: said.reason === 'R1' ? 'R2' : 'R1' }),
    'another place in the order': said => ({ position: (said.position ?? 0) + 1 }),
    'more places': said => ({ places: said.places + 1 }),
    'another criterion': () => ({ criterion: 'Criterion 9 (other)' }),
    'a rounded distance': said => ({ distance: said.distance?.replace(/\d miles/, ' miles') ?? null }),
    'another cut-off': said => ({ last_position: (said.last_position ?? 0) - 1 }),
    'no distance of the last place': () => ({ last_distance: null }),
    'another criterion of the last place': () => ({ last_criterion: 'Criterion 1 (looked after)' }),
    'another place on the waiting list': said => ({ waiting_position: (said.waiting_position ?? 0) + 1 }),
    'a longer waiting list': said => ({ waiting: said.waiting + 1 }),
    'words with a number more': said => ({ words: `${said.words} 3 of them live nearer.` }),
    'words of another place on the list': said => ({ words: said.words.replace(/You are \d/, 'You are 9') }),
    'words with another distance': said => ({ words: said.words.replace(/\d miles/, '7 miles') }),
    'words without the cut-off': said => ({ words: said.words.replace(/; the last.*?miles/, '') }),
  }
  for (const [what, change] of Object.entries(changes)) test(`finds ${what}`, () => assert.ok(found(change)))
})
