import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, describe, test } from 'node:test'
import { runCommandLine } from '../command-line.ts'
import { settingsFrom } from '../settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'worlds-'))
after(() => rmSync(folder, { recursive: true }))
const page = readFileSync(join(import.meta.dirname, '../../../docs/access.md'), 'utf8')
const [example = '', answers = ''] = [...page.matchAll(/```json\n(.*)\n```/g)].map(([, text]) => text ?? '')

const decide = async (...lines: (string | Buffer)[]) => {
  const file = join(folder, 'worlds.ndjson')
  writeFileSync(file, Buffer.concat(lines.flatMap(line => [Buffer.from(line as string), Buffer.from('\n')])))
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

  test('takes what is optional for none where it is empty or null', async () => {
    const none = '"consents": null, "flags": null, "purpose": null, "enrolments": null'
    for (const more of ['"consents": [], "flags": []', '"consents": {}, "flags": {}, "enrolments": {}', none]) {
      const { code, said } = await decide(example.replace('"oversight": []', `"oversight": [], ${more}`))
      assert.deepEqual([code, JSON.parse(said[0] ?? '')], [0, JSON.parse(answers)], more)
    }
  })

  test('keeps an id as it came, whatever it holds, and ends a line by a line feed alone', async () => {
    const strange = 'Sîan\u2028 \u0085“☃” __proto__'
    const { code, said } = await decide(`\uFEFF${example.replaceAll('"sam"', JSON.stringify(strange))}\r`)
    assert.equal(code, 0)
    assert.deepEqual(
      JSON.parse(said[0] ?? '').answers.map((one: { ask: { user: string } }) => one.ask.user),
      JSON.parse(answers).answers.map((one: { ask: { user: string } }) =>
        one.ask.user === 'sam' ? strange : one.ask.user,
      ),
    )
  })

  test('gives a number back as a world’s name digit by digit', async () => {
    const { said } = await decide(example.replace('"example"', '12345678901234567890'))
    assert.match(said[0] ?? '', /^\{"world":12345678901234567890,"answers":\[\{"ask":/)
  })

  test('does not take bytes that are no text for an id, nor a key that every object has', async () => {
    for (const line of [
      Buffer.from(example.replace('"sam"', '"\xff"'), 'latin1'),
      example.replace('"now"', '"__proto__": {}, "now"'),
    ]) {
      const { code, said, told } = await decide(example, line)
      assert.deepEqual([code, said], [2, []])
      assert.match(told.join(), /^Line 2: /)
    }
  })

  test('answers at the last instants and the first that can be written, which are in no day of London’s calendar', async () => {
    for (const now of ['9999-12-31T23:59-23:59', '0000-02-29T12:00Z']) {
      const { code, said } = await decide(example, example.replace('2026-11-27T09:00:00Z', now))
      assert.deepEqual([code, said.length], [0, 2], now)
    }
  })

  test('reads standard input, which comes once, and has no copy of it lying about while it answers', async () => {
    const kept = mkdtempSync(join(folder, 'kept-'))
    const program = spawn(process.execPath, [join(import.meta.dirname, '../main.ts'), 'access', 'decide', '-'], {
      env: { ...process.env, TMPDIR: kept },
    })
    // More than a pipe holds: at the first of the answer, the last is not written.
    const worlds = 1000
    program.stdin.end(`${example}\n`.repeat(worlds))
    const ended = once(program, 'exit')
    const lying = once(program.stdout, 'readable').then(() => readdirSync(kept))
    const said = text(program.stdout)
    assert.deepEqual(await lying, [])
    assert.equal(await said, `${JSON.stringify(JSON.parse(answers))}\n`.repeat(worlds))
    assert.deepEqual(await ended, [0, null])
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

  const flag = (more: object): string =>
    JSON.stringify([{ flag: 'source-withdrawn', entry: 'plan', from: '2026-11-01T00:00:00Z', to: null, ...more }])

  for (const [what, from, to, why] of [
    ['a role', '"social-worker"', '"wizard"', '/users/0/role is none of the words that docs/access.md lists for it.'],
    ['a category', '"care-involved"', '"gossip"', '/entries/0/category is none of the words'],
    ['a kind', '"education-welfare"', '"haunting"', '/involvements/1/kind is none of the words'],
    ['an action', '"action": "write"', '"action": "burn"', '/asks/3/action is none of the words'],
    ['a sensitivity', '"sensitivity": 2', '"sensitivity": 5', '/entries/0/sensitivity is none of the words'],
    ['how a fact is sealed', '"sealed": null', '"sealed": "yes"', '/entries/0/sealed is none of the words'],
    [
      'an instant',
      '2026-10-13T00:00:00Z',
      '13 October',
      '/involvements/1/from is no instant like 2026-11-27T09:00:00Z',
    ],
    [
      'a part of a world',
      '"oversight": []',
      '"oversight": [], "weather": []',
      '/weather is a part that docs/access.md',
    ],
    ['a list that is none', '"oversight": []', '"oversight": null', '/oversight must be a list, in square brackets.'],
    ['what a line lacks', '"oversight": [],', '', 'The line lacks oversight.'],
    [
      'a consent',
      '"oversight": []',
      '"oversight": [], "consents": [{"child": "amelia"}]',
      '/consents/0 lacks category, by',
    ],
    ['what a consent is of', '"oversight": []', consents({ category: 'health' }), '/consents/0/category is none'],
    ['who gave a consent', '"oversight": []', consents({ by: 'neighbour' }), '/consents/0/by is none'],
    ['how far a consent opens', '"oversight": []', consents({ opens: 'all' }), '/consents/0/opens is none'],
    ['whom a consent tells', '"oversight": []', consents({ user: 'zed' }), '/consents/0/user is no user of the world.'],
    [
      'when a consent was taken back',
      '"oversight": []',
      consents({ withdrawn: '2026-02-30T00:00:00Z' }),
      '/consents/0/withdrawn is an instant that the calendar or the clock does not have.',
    ],
    ['a flag', '"oversight": []', '"oversight": [], "flags": {"vault": true}', '/flags must be a list'],
    [
      'what a flag is of',
      '"oversight": []',
      `"oversight": [], "flags": ${flag({ flag: 'training-out' })}`,
      '/flags/0 is no flag',
    ],
    [
      'a word for a flag',
      '"oversight": []',
      `"oversight": [], "flags": ${flag({ flag: 'secret' })}`,
      '/flags/0 is no flag',
    ],
    ['when a flag holds', '"oversight": []', `"oversight": [], "flags": ${flag({ to: 'soon' })}`, '/flags/0'],
    [
      'somebody who asks',
      '{"user": "sam", "child": "amelia", "entry": "plan", "action": "read"}',
      '{"user": "zed", "child": "amelia", "entry": "plan", "action": "read"}',
      '/asks/1/user is no user of the world.',
    ],
    [
      'whose entry',
      '{"id": "carer", "child": "amelia"',
      '{"id": "carer", "child": "theo"',
      '/entries/1/child is no child of',
    ],
    ['who is who', '{"id": "sam", "role"', '{"id": "priya", "role"', '/users/1 has the id of one'],
  ] as const)
    test(`that does not understand ${what} answers nothing at all, says where and why in a sentence, and ends with 2`, async () => {
      assert.ok(example.includes(from), from)
      const { code, said, told } = await decide(example, example.replace(from, to))
      assert.deepEqual([code, said], [2, []])
      assert.ok(told.join().startsWith(`Line 2: ${why}`), told.join())
    })
})
