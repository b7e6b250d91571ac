import assert from 'node:assert/strict'
import { test } from 'node:test'
import { goldenState, type IntakeWorld, intakeWorld } from './testing/index.ts'

const people = Array.from(
  { length: 40 },
  (_, i) => `K${i},Forename${i},Surname${i % 7},2012-01-${String((i % 28) + 1).padStart(2, '0')},NM${i} 1AA`,
)
const moved = people.slice(3).map((row, i) => (i % 5 === 0 ? row.replace(' 1AA', ' 7ZZ') : row))
const register = people.map((_, i) => `2025-09-0${(i % 2) + 8},K${i},/,N`).sort()

/** A clock that stops working at the chosen look, once: whatever is being written then is lost with its transaction. */
const failingClock = (lookToFail: number) => {
  let look = 0
  return () => {
    look++
    if (look === lookToFail) throw new Error('killed')
    return new Date(Date.parse('2025-10-06T08:00:00Z') + look * 1000)
  }
}

const arrivals = (world: IntakeWorld) => [
  () => world.file('a.csv', { table: 'members', asOf: '2025-01-01T00:00:00Z' }, people),
  () => world.file('b.csv', { table: 'members', asOf: '2025-02-01T00:00:00Z' }, [...moved, 'K99,Odd,One,soon,NM1 1AA']),
  () => world.file('c.csv', { table: 'registers', asOf: '2025-09-10T00:00:00Z' }, register),
]

const stateAfter = async (lookToFail: number): Promise<{ state: Readonly<Record<string, string>>; kills: number }> => {
  const world = await intakeWorld(failingClock(lookToFail))
  let kills = 0
  const untilDone = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Error) || error.message !== 'killed') throw error
      kills++
      return await work()
    }
  }
  try {
    for (const arrival of arrivals(world)) {
      const path = await arrival()
      const run = await untilDone(() => world.receive(path))
      await untilDone(() => world.work(run, { batchRows: 8 }))
    }
    return { state: await goldenState(world.owner), kills }
  } finally {
    await world.drop()
  }
}

test('an import that is killed at any step ends as one that was not: nothing lost, nothing doubled', async () => {
  const undisturbed = await stateAfter(0)
  assert.equal(undisturbed.kills, 0)
  assert.match(undisturbed.state.entries ?? '', /^1[0-9][0-9] /)
  for (const look of [2, 6, 8, 9, 12, 15, 19, 24, 31]) {
    const disturbed = await stateAfter(look)
    assert.equal(disturbed.kills, 1, `the kill at look ${look} happened`)
    assert.deepEqual(disturbed.state, undisturbed.state, `killed at look ${look}`)
  }
})

test('a file that is read in other batches gives the same record', async () => {
  const states: string[] = []
  for (const batchRows of [1, 7, 1000]) {
    const world = await intakeWorld()
    try {
      for (const arrival of arrivals(world)) await world.work(await world.receive(await arrival()), { batchRows })
      states.push((await goldenState(world.owner)).all ?? '')
    } finally {
      await world.drop()
    }
  }
  assert.equal(new Set(states).size, 1)
})

test('two workers that take one run do its work once', async () => {
  const world = await intakeWorld()
  try {
    const [arrival] = arrivals(world)
    const run = await world.receive((await arrival?.()) ?? '')
    const [one, other] = await Promise.all([world.work(run, { batchRows: 5 }), world.work(run, { batchRows: 5 })])
    assert.deepEqual(one, other)
    assert.equal(one.accepted, 40)
  } finally {
    await world.drop()
  }
})
