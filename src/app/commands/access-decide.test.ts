import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { runCommandLine } from '../command-line.ts'
import { settingsFrom } from '../settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'worlds-'))
after(() => rmSync(folder, { recursive: true }))
const page = readFileSync(join(import.meta.dirname, '../../../docs/access.md'), 'utf8')
const [example = '', answers = ''] = [...page.matchAll(/```json\n(.*)\n```/g)].map(([, text]) => text ?? '')

const decide = async (...lines: string[]) => {
  const file = join(folder, 'worlds.ndjson')
  writeFileSync(file, `${lines.join('\n')}\n`)
  const [said, told]: [string[], string[]] = [[], []]
  const streams = { say: (line: string) => void said.push(line), tell: (line: string) => void told.push(line) }
  return { code: await runCommandLine(['access', 'decide', file], () => settingsFrom({}), streams), said, told }
}

describe('access decide', () => {
  test('answers each world with one line, in the order of its asks', async () => {
    const { code, said } = await decide(example, '', example)
    assert.equal(code, 0)
    assert.deepEqual(
      said.map(line => JSON.parse(line)),
      [JSON.parse(answers), JSON.parse(answers)],
    )
  })

  test('takes empty consents and flags, which no rule reads yet', async () => {
    for (const more of ['"consents": [], "flags": []', '"consents": null, "flags": {}']) {
      const { code, said } = await decide(example.replace('"oversight": []', `"oversight": [], ${more}`))
      assert.deepEqual([code, said.length], [0, 1], more)
    }
  })

  for (const [what, from, to] of [
    ['a role', '"social-worker"', '"wizard"'],
    ['a category', '"care-involved"', '"gossip"'],
    ['a kind', '"education-welfare"', '"haunting"'],
    ['an action', '"action": "write"', '"action": "burn"'],
    ['a sensitivity', '"sensitivity": 2', '"sensitivity": 5'],
    ['an instant', '2026-10-13T00:00:00Z', '13 October'],
    ['a part of a world', '"oversight": []', '"oversight": [], "weather": []'],
    ['a consent', '"oversight": []', '"oversight": [], "consents": [{"child": "amelia"}]'],
    ['a flag', '"oversight": []', '"oversight": [], "flags": {"vault": true}'],
    [
      'somebody who asks',
      '{"user": "sam", "child": "amelia", "entry": "plan", "action": "read"}',
      '{"user": "zed", "child": "amelia", "entry": "plan", "action": "read"}',
    ],
    ['whose entry', '{"id": "carer", "child": "amelia"', '{"id": "carer", "child": "theo"'],
    ['who is who', '{"id": "sam", "role"', '{"id": "priya", "role"'],
  ] as const)
    test(`that does not understand ${what} answers nothing at all, names the line, and ends with 2`, async () => {
      assert.ok(example.includes(from), from)
      const { code, said, told } = await decide(example, example.replace(from, to))
      assert.deepEqual([code, said], [2, []])
      assert.match(told.join(), /^Line 2: /)
    })
})
