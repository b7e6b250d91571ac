import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'

const src = join(import.meta.dirname, '..')
const files = globSync('**/*.ts', { cwd: src }).filter(file => !/\.test\.ts$|\/testing\//.test(file))
const textOf = (file: string): string => readFileSync(join(src, file), 'utf8')
const having = (pattern: RegExp): string[] => files.filter(file => pattern.test(textOf(file))).sort()

/** What an e-mail may say besides its fixed words: who sends it, where to sign in, and a code with how long it is good for. */
const mayStand = new Set(['council', 'site', 'code', 'codeMinutes'])
const words = ['access/mail/mail-words.ts', 'app/mail-duty.job.ts', 'app/tell-of-feeds.job.ts']

// What stands in a template that has no place for it can be of nobody (reference/security.md, T13): what there is to read is decided when somebody opens it.
describe('an e-mail', () => {
  test('is worded in three files and sent from three, and nowhere else', () => {
    // Letters have a subject too: what is no domain's is an e-mail's.
    const worded = having(/\bsubject: `/).filter(file => !file.startsWith('domains/'))
    assert.deepEqual(worded, words)
    assert.deepEqual(
      having(/platform\/mail\/index/).filter(file => /^(?:domains|sources|children|intake)\//.test(file)),
      [],
    )
    assert.deepEqual(having(/\bmail\.send\(/), ['access/mail/send-mail.job.ts', ...words.slice(1)])
  })

  test('has no place in its words for a child, a school, a service, or what happened', () => {
    for (const file of words) {
      const templates = textOf(file).match(/(?:subject|text): `[^`]*`/g) ?? []
      assert.ok(templates.length >= 2, file)
      for (const [, hole = ''] of templates.flatMap(text => [...text.matchAll(/\$\{([^}]*)\}/g)]))
        assert.ok(mayStand.has(hole), `${file} says \${${hole}}`)
    }
  })
})
