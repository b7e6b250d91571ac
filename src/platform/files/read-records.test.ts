import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { boundMemory } from './bound-memory.ts'
import { parseEvent } from './check-event.ts'
import { readRecords } from './read-records.ts'
import { readerCommand } from './reader-command.ts'
import { fileOf, fixture, problemsOf, readBytesAs, readFixture, rowsOf } from './reading.examples.ts'
import { shareReader } from './shared-reader.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

test('the child has no secrets, and may not read other files, write, or start a program', () => {
  process.env.DATABASE_URL = 'postgres://secret'
  const { args, env, code } = readerCommand()
  const attempts = `
    const tries = {
      read: () => require('fs').readFileSync('/etc/passwd'),
      data: () => require('fs').readdirSync(${JSON.stringify(process.cwd())}),
      write: () => require('fs').writeFileSync('/tmp/throughline-escape', 'x'),
      start: () => require('child_process').execSync('true'),
    }
    const got = Object.entries(tries).map(([name, run]) => { try { run(); return name + ' allowed' } catch (e) { return name + ' ' + e.code } })
    console.log(JSON.stringify({ env: Object.keys(process.env), got }))`
  const made = spawnSync(process.execPath, [...args.slice(0, -1), '-e', attempts], {
    ...{ env, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe', 'ignore', code] },
  })
  delete process.env.DATABASE_URL
  assert.deepEqual(JSON.parse(made.stdout), {
    env: ['PATH'],
    got: ['read', 'data', 'write', 'start'].map(name => `${name} ERR_ACCESS_DENIED`),
  })
})

test('a child that reads several files has them one after another, and nothing outside their folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-shared-'))
  const reader = shareReader(folder)
  const read = async (name: string, bytes: string, at = folder) => {
    const path = join(at, name)
    writeFileSync(path, bytes)
    const events = []
    const turn = reader.takeTurn()
    for await (const event of readRecords({ path, name, turn })) events.push(event)
    turn.end()
    return events
  }
  try {
    const all = await Promise.all([
      read('a.csv', 'a,b\n1,2\n'),
      read('b.json', '{"a":1}\n{"a":\n'),
      read('c.csv', 'a,b\n3,4\n'),
    ])
    assert.deepEqual(
      all.map(events => events.at(-1)?.type),
      ['end', 'end', 'end'],
    )
    assert.deepEqual(
      all.map(events => rowsOf(events)),
      [
        [
          ['a', 'b'],
          ['1', '2'],
        ],
        [],
        [
          ['a', 'b'],
          ['3', '4'],
        ],
      ],
    )
    assert.equal(problemsOf(all[1] ?? []).length, 1)
    const outside = await read('d.csv', 'a,b\n5,6\n', tmpdir())
    assert.ok(outside.length === 1 && outside[0]?.type === 'problem' && outside[0].fatal)
    assert.equal(outside[0].got, 'ERR_ACCESS_DENIED')
    assert.deepEqual(rowsOf(await read('e.csv', 'a,b\n7,8\n')), [
      ['a', 'b'],
      ['7', '8'],
    ])
  } finally {
    await reader.close()
    rmSync(folder, { recursive: true })
  }
})

test('a file that takes longer than its limit is stopped, with a word about why', async () => {
  const csv = 'a,b,c\n1,2,3\n'.repeat(200_000)
  const events = await readBytesAs('a.csv', csv, { limits: { seconds: 0.001 } })
  const last = events.at(-1)
  assert.ok(last?.type === 'problem' && last.fatal)
  assert.match(last.problem, /took too long/)
})

test('a file that needs more memory than its limit is stopped, with a word about why', async () => {
  const json = JSON.stringify(Array.from({ length: 300_000 }, (_, index) => ({ upn: `B${index}`, name: `N${index}` })))
  const events = await readBytesAs('a.json', json, { limits: { heapMegabytes: 20 } })
  const last = events.at(-1)
  assert.ok(last?.type === 'problem' && last.fatal)
  assert.match(last.problem, /more memory/)
})

test('a child that takes more memory than it may outside its heap, as a decoder does that unpacks, is ended', async () => {
  const grows = 'const k = []; setInterval(() => k.push(Buffer.alloc(2 ** 24, 1)) > 60 && process.exit(), 10)'
  const child = spawn(process.execPath, ['--max-old-space-size=64', '-e', grows], { stdio: 'ignore' })
  boundMemory(child, 200)
  const [code, signal] = await once(child, 'exit')
  assert.deepEqual([code, signal], [null, 'SIGKILL'])
})

test('a reader that stops early or is called off ends the child', async () => {
  const path = fileOf('a,b,c\n1,2,3\n'.repeat(500_000))
  for await (const event of readRecords({ path, name: 'a.csv' })) if (event.type === 'row') break
  const controller = new AbortController()
  const reading = async () => {
    for await (const event of readRecords({ path, name: 'a.csv', signal: controller.signal })) {
      if (event.type === 'row' && event.line === 1000) controller.abort(new Error('called off'))
    }
  }
  await assert.rejects(reading, /called off/)
})

test('our memory does not grow with the file', async () => {
  const line = 'B881123418042,Sample,Amina,2013-11-02,"1 High Street, Northmere"\n'
  const readingOf = async (lines: number) => {
    const path = fileOf(`a,b,c,d,e\n${line.repeat(lines)}`)
    let rows = 0
    let highest = 0
    for await (const event of readRecords({ path, name: 'a.csv' })) {
      if (event.type !== 'row' || ++rows % 5000 !== 0) continue
      // Collected garbage is not memory held: without this the measure would be of the collector's leisure.
      collect()
      highest = Math.max(highest, process.memoryUsage().heapUsed + process.memoryUsage().external)
    }
    assert.equal(rows, lines + 1)
    return highest
  }
  const small = await readingOf(20_000)
  const large = await readingOf(200_000)
  // The larger file is 12 MB more, and several times that as rows: holding even a third of it would show.
  assert.ok(large - small < 4 * 1024 * 1024, `${Math.round((large - small) / 1024)} KB more`)
})

test('a file that is not there, and a folder, are refused in words', async () => {
  for (const path of ['/nowhere/at/all.csv', fixture('')]) {
    for await (const event of readRecords({ path, name: 'a.csv' })) {
      assert.ok(event.type === 'problem' && event.fatal && /cannot be opened/.test(event.problem))
    }
  }
})

test('several files are read at once without mixing', async () => {
  const [annexA, names] = await Promise.all([
    readFixture('Annex_A_2024_Jan.xlsx'),
    readBytesAs('a.csv', 'name\nAmina\n'),
  ])
  assert.equal(problemsOf(annexA).length, 0)
  assert.deepEqual(rowsOf(names), [['name'], ['Amina']])
})

test('only what has the shape of an event is believed from the child', () => {
  assert.deepEqual(parseEvent('{"type":"end","rows":3}'), { type: 'end', rows: 3 })
  for (const line of [
    '',
    'x',
    '[]',
    'null',
    '{"type":"other"}',
    '{"type":"row","table":"a","line":1,"values":[1]}',
    '{"type":"row","table":"a","line":-1,"values":[]}',
    '{"type":"element","line":1,"element":{"name":"a","children":[{}]}}',
    '{"type":"object","line":1,"value":[]}',
    '{"type":"problem","problem":"x","fix":"y"}',
  ]) {
    assert.equal(parseEvent(line), undefined, line)
  }
})
