import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLog } from './index.ts'

const linesOf = (use: (log: ReturnType<typeof createLog>) => void) => {
  const lines: string[] = []
  use(
    createLog(
      line => lines.push(line),
      () => new Date('2025-10-06T09:00:00Z'),
    ),
  )
  return lines
}

test('a line of the log is one JSON object with its time, level and event', () => {
  const [line] = linesOf(log => log.info('page', { route: '/child/:id', status: 200, milliseconds: 12 }))
  assert.equal(
    line,
    '{"at":"2025-10-06T09:00:00.000Z","level":"info","event":"page","route":"/child/:id","status":200,"milliseconds":12}\n',
  )
})

test('a field that is not on the list never reaches the log', () => {
  const fields = { route: '/search', surname: 'Okafor' } as { route: string }
  const [line] = linesOf(log => log.warn('search', fields))
  assert.doesNotMatch(line ?? '', /Okafor|surname/)
})

test('an error is logged by its kind, code and place, without what it says', () => {
  const error = Object.assign(new RangeError('invalid date: "Liam Okafor"'), {
    code: '22007',
    detail: 'Key (upn)=(A1)',
  })
  const [line] = linesOf(log => log.error('page', { error }))
  assert.doesNotMatch(line ?? '', /Liam|upn/)
  const read = JSON.parse(line ?? '')
  assert.equal(read.error.kind, 'RangeError')
  assert.equal(read.error.code, '22007')
  assert.match(read.error.where[0], /log\.test\.ts/)
})

test('a long text is dropped, whatever its field is called', () => {
  const [line] = linesOf(log => log.info('import', { source: 'x'.repeat(201) }))
  assert.doesNotMatch(line ?? '', /xxx/)
})

test('whatever a field holds, it stays one line and one object', () => {
  const forged = 'ctf\n{"at":"2025-10-06T09:00:00.000Z","level":"info","event":"forged"}\r\u001b[2J\u2028'
  const [line = ''] = linesOf(log => log.info('import', { source: forged }))
  assert.equal(line.indexOf('\n'), line.length - 1)
  assert.doesNotMatch(line.slice(0, -1), /[\u0000-\u001f]/)
  assert.equal(JSON.parse(line).source, forged)
})
