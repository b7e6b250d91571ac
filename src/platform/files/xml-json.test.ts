import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import type { FileEvent, XmlElement } from './file-event.ts'
import { readHead } from './read-head.ts'
import { scanJson } from './readers/json-scan.ts'
import { fileOf, fixture, problemsOf, readBytesAs, readFixture } from './reading.examples.ts'

const elementsOf = (events: readonly FileEvent[]) => events.filter(event => event.type === 'element')
const objectsOf = (events: readonly FileEvent[]) => events.filter(event => event.type === 'object')
const child = (element: XmlElement | undefined, name: string) =>
  element?.children?.find(inner => inner.name === name)?.text

test('a Common Transfer File gives one event for each pupil, with its line', async () => {
  const events = await readFixture('constructed-ctf24-full.xml', { select: { recordElement: 'Pupil' } })
  const pupils = elementsOf(events)
  assert.deepEqual(
    pupils.map(({ line, element }) => [line, child(element, 'Forename')]),
    [
      [22, 'Zoë'],
      [85, 'Ben'],
      [93, 'Upn'],
    ],
  )
  assert.deepEqual(events.at(-1), { type: 'end', rows: 3 })
})

test('header and records can be asked for together; without asking, the children of the root come', async () => {
  const both = await readFixture('CIN_Census_2024.xml', { select: { recordElement: ['Header', 'Child'] } })
  assert.deepEqual([...new Set(elementsOf(both).map(({ element }) => element.name))], ['Header', 'Child'])
  const top = await readFixture('CIN_Census_2024.xml')
  assert.deepEqual(
    elementsOf(top).map(({ element }) => element.name),
    ['Header', 'Children'],
  )
})

test('UTF-16, Latin-1, prefixes and default namespaces make no difference', async () => {
  const xml = readFileSync(fixture('constructed-ctf24-full.xml'), 'utf8').replace(/^\uFEFF/, '')
  const read = async (bytes: string | Buffer) => {
    const events = await readBytesAs('a.xml', bytes, { select: { recordElement: 'Pupil' } })
    return elementsOf(events).map(({ element }) => element)
  }
  const expected = await read(xml)
  assert.equal(expected.length, 3)
  assert.deepEqual(await read(Buffer.from(`\uFEFF${xml.replace(/encoding="[^"]*"/, '')}`, 'utf16le')), expected)
  const latin = xml.replace(/<\?xml[^>]*\?>/, '<?xml version="1.0" encoding="ISO-8859-1"?>')
  assert.deepEqual(await read(Buffer.from(latin, 'latin1')), expected)
  assert.deepEqual(await read(xml.replace(/<(\/?)([A-Z])/gi, '<$1ctf:$2')), expected)
  assert.deepEqual(await read(xml.replace('<CTfile', '<CTfile xmlns="urn:x"')), expected)
})

test('broken XML gives the records before the break and then says where it is', async () => {
  const events = await readBytesAs('a.xml', '<l>\n<p><n>Amina</n></p>\n<p><n>Ben</p>\n</l>')
  assert.equal(elementsOf(events).length, 1)
  assert.deepEqual(
    problemsOf(events).map(({ fatal, line }) => [fatal, line]),
    [[true, 3]],
  )
  const bytes = await readBytesAs('a.xml', Buffer.from('<l><p>Si\xE2n</p></l>', 'latin1'))
  assert.match(problemsOf(bytes)[0]?.problem ?? '', /says that it is UTF-8/)
})

test('one record with a text that cannot be kept is refused alone', async () => {
  const events = await readBytesAs('a.xml', '<l><p><n>a&#x85;b</n></p>\n<p><n>a&#x9F;b</n></p><p/></l>')
  assert.equal(elementsOf(events).length, 2)
  assert.deepEqual(
    problemsOf(events).map(({ line, column, got, fatal }) => [line, column, got, fatal]),
    [[2, 'p/n', 'U+009F', false]],
  )
})

test('lines of JSON are read one by one, and a broken or double-named one is refused alone', async () => {
  const lines = [
    '{"type":"manifest"}',
    '{"upn":"1","upn":"2"}',
    '',
    '{"upn":',
    '[1]',
    '{"n":"a\\u0000"}',
    '{"n":{"s":"é"}}',
  ]
  const events = await readBytesAs('a.ndjson', lines.join('\r\n'))
  assert.deepEqual(
    objectsOf(events).map(({ line, value }) => [line, JSON.stringify(value)]),
    [
      [1, '{"type":"manifest"}'],
      [7, '{"n":{"s":"é"}}'],
    ],
  )
  assert.deepEqual(
    problemsOf(events).map(({ line, column, problem, fatal }) => [line, column, problem.slice(0, 22), fatal]),
    [
      [2, 'character 12', 'The same name is given', false],
      [4, 'character 9', 'The JSON is broken her', false],
      [5, undefined, 'This is not a record.', false],
      [6, 'n', 'A cell has an invisible'.slice(0, 22), false],
    ],
  )
})

test('one JSON array gives its items with their lines, and one object gives itself', async () => {
  const array = await readBytesAs('a.json', '[\n  {"upn": "a"},\n  {"b": [1,\n 2]},\n\n {"c": null}\n]')
  assert.deepEqual(
    objectsOf(array).map(({ line, value }) => [line, JSON.stringify(value)]),
    [
      [2, '{"upn":"a"}'],
      [3, '{"b":[1,2]}'],
      [6, '{"c":null}'],
    ],
  )
  assert.equal(objectsOf(await readBytesAs('a.json', '{\n "data": [{"a": 1}]\n}')).length, 1)
  assert.equal(objectsOf(await readBytesAs('a.json', '{"type":"x"}\n{"type":"y"}\n')).length, 2)
})

test('the head of a JSON array is read whether it is short or long, and whether or not its last line is ended', async () => {
  const children = (many: number) => Array.from({ length: many }, (_, upn) => ({ upn }))
  for (const many of [3, 9_000]) {
    for (const end of ['', '\n']) {
      const path = fileOf(JSON.stringify(children(many), undefined, 2) + end)
      const head = await readHead({ path, name: 'a.json' }, 'json', 2)
      assert.deepEqual(
        objectsOf(head).map(({ value }) => JSON.stringify(value)),
        ['{"upn":0}', '{"upn":1}'],
      )
    }
  }
})

test('JSON that is broken, too deep, or names a thing twice is refused as a whole when it is one document', async () => {
  for (const [json, words] of [
    ['[{"a":1},{"a":', /broken/],
    [`[${'['.repeat(40)}${']'.repeat(40)}]`, /deep/],
    // told before it is parsed, so that it is not told to be broken
    ['['.repeat(200_000), /deep/],
    ['{"a":'.repeat(20_000), /deep/],
    [`["${'[{'.repeat(40_000)}", {"a":1,"a":2}]`, /same name/],
    ['[{"a":{"b":1,"b":2}}]', /same name/],
    ['[{"\\u0061":1,"a":2}]', /same name/],
  ] as const) {
    const [problem, ...more] = problemsOf(await readBytesAs('a.json', json))
    assert.ok(problem?.fatal && more.length === 0)
    assert.match(problem.problem, words)
  }
})

test('JSON that names each thing once is never called double, whatever its names and texts hold', () => {
  const key = fc.string({ unit: fc.constantFrom('a', 'b', '"', '\\', ':', '{', ',', ' '), maxLength: 4 })
  const { value } = fc.letrec(tie => ({
    value: fc.oneof({ depthSize: 'small' }, key, fc.dictionary(key, tie('value')), fc.array(tie('value'))),
  }))
  fc.assert(
    fc.property(fc.array(value, { maxLength: 5 }), list => {
      const text = JSON.stringify(list, null, 1)
      const { fault, items } = scanJson(text)
      assert.deepEqual([fault, items.length], [undefined, list.length])
    }),
  )
})
