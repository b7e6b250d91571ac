import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LetterDoor } from './address-gate.queries.ts'
import type { LetterAddress } from './address-gate.ts'
import { firstReady } from './letter-batch.ts'

test('letters that wait for an address, however many, keep no other from going', async () => {
  const list = [null, 1, 2, 3, 4, 5, 12, 13, 14].map(childId => ({ childId }))
  const door: LetterDoor = async children =>
    new Map(children.flatMap(child => (child !== null && child > 10 ? [[child, {} as LetterAddress]] : [])))
  const { ready, held } = await firstReady(list, door, 2)
  assert.deepEqual([ready.map(one => one.due.childId), held.length], [[12, 13], 6])
  assert.deepEqual(await firstReady([], door, 2), { ready: [], held: [] })
})
