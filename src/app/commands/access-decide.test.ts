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

  test('takes no consents for an empty list of them, and flags, which no rule reads, only empty', async () => {
    for (const more of ['"consents": [], "flags": []', '"consents": null, "flags": {}']) {
      const { code, said } = await decide(example.replace('"oversight": []', `"oversight": [], ${more}`))
      assert.deepEqual([code, said.length], [0, 1], more)
    }
  })

  const consents = (more: object): string =>
    `"oversight": [], "consents": ${JSON.stringify([
      {
        ...{ child: 'amelia', category: 'young-carer', by: 'young-person', user: 'sam', opens: 'contact' },
        ...{ from: '2026-11-01T00:00:00Z', to: null, withdrawn: null, ...more },
      },
    ])}`
  const answerWith = async (more: object): Promise<unknown> => {
    const { said } = await decide(example.replace('"oversight": []', consents(more)))
    return JSON.parse(said[0] ?? '{}').answers[2]
  }
  test('answers by what a young carer agreed, in its rule', async () => {
    const ask = { user: 'sam', child: 'amelia', entry: 'carer', action: 'read' }
    assert.deepEqual(await answerWith({}), { ask, answer: 'contact', rule: 'consent' })
    assert.deepEqual(await answerWith({ opens: 'summary' }), { ask, answer: 'content', rule: 'consent' })
    const none = { ask, answer: 'nothing', rule: 'not-opened' }
    assert.deepEqual(await answerWith({ by: 'parent' }), none)
    assert.deepEqual(await answerWith({ withdrawn: '2026-11-27T09:00:00Z' }), none)
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
    ['what a consent is of', '"oversight": []', consents({ category: 'health' })],
    ['who gave a consent', '"oversight": []', consents({ by: 'neighbour' })],
    ['how far a consent opens', '"oversight": []', consents({ opens: 'all' })],
    ['whom a consent tells', '"oversight": []', consents({ user: 'zed' })],
    ['when a consent was taken back', '"oversight": []', consents({ withdrawn: '2026-02-30T00:00:00Z' })],
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
