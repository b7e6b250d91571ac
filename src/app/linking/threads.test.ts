import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainDate } from '../../kernel/index.ts'
import { linkTable, recordTable } from '../../linkage/index.ts'
import { startWorkers } from './threads.ts'

const names = ['Ada', 'Bea', 'Cai', 'Dev', 'Eli', 'Fay', 'Gus', 'Hal']

test('threads of their own come to the same persons, evidence and questions as one alone', async () => {
  const table = recordTable()
  for (let at = 0; at < 400; at++)
    table.add({
      forename: names[at % 8]!,
      surname: `Surname${String.fromCharCode(97 + (at % 25))}`,
      birthDate: plainDate(2010 + (at % 5), 1 + (at % 12), 1 + (at % 27)),
      postcode: `NM${1 + (at % 9)} 1AA`,
    })
  const shared = table.share(Uint32Array.from({ length: 400 }, (_, at) => at))
  const results = []
  for (const worth of [1, 1000]) {
    const workers = startWorkers(shared, worth)
    results.push(await linkTable(shared, [[0, 200]], workers.share, () => {}))
    await workers.end()
  }
  assert.deepEqual(results[0], results[1])
})
