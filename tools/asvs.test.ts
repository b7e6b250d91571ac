import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { faultsOf, faultsOfThreats } from './asvs.ts'

const levels = { '1': ['1.2.4'], '2': ['1.2.6'] }
const sound = `| 1.2.4 | 1 | no injection | Yes. \`src/a.test.ts\` *binds every value*; *takes \${what}* |
| 1.2.6 | 2 | no LDAP | Does not apply. There is no directory. |`
const files: Record<string, string> = {
  'src/a.test.ts': `test('binds every value', () => {})
  test(
    \`takes \${what}\`, () => {})`,
}
const faults = (document: string) => faultsOf(document, levels, path => files[path])

describe('an answer to OWASP’s standard', () => {
  test('with tests that are there, or with a reason, is sound', () => assert.deepEqual(faults(sound), []))
  test('that is missing, doubled, of another level or unasked is told', () => {
    assert.match(faults(sound.split('\n')[0] ?? '').join(), /answers 1\.2\.6 0 times/)
    assert.match(faults(`${sound}\n${sound}`).join(), /answers 1\.2\.4 2 times/)
    assert.match(faults(sound.replace('| 2 |', '| 1 |')).join(), /gives 1\.2\.6 level 1, not 2/)
    assert.match(
      faults(`${sound}\n| 9.9.9 | 2 | a | Not yet. Nothing is there. |`).join(),
      /9\.9\.9, which nobody asks/,
    )
  })
  test('whose test or file is gone is told', () => {
    assert.match(faults(sound.replace('every value', 'most values')).join(), /“binds most values”, which/)
    assert.match(faults(sound.replace('a.test', 'b.test')).join(), /names src\/b\.test\.ts, which is not there/)
  })
  test('that says yes without a test, or nothing at all, is told', () => {
    assert.match(faults(sound.replace(/`src.*?\*;.*\*/, 'It is so.')).join(), /says yes without a test/)
    assert.match(faults(sound.replace('Does not apply. There is no directory.', 'No.')).join(), /must begin with/)
  })
})

test('an abuse case whose test is gone, or that names none, is told', () => {
  const told = (proof: string) =>
    faultsOfThreats(`| T14 | rows taken out | asked for | ${proof} |`, path => files[path])
  assert.deepEqual(told(`\`src/a.test.ts\` *binds every value* *takes \${what}*`), [])
  assert.match(told('`src/a.test.ts` *binds every value* *binds all*').join(), /T14 names the test “binds all”/)
  assert.match(told('we looked').join(), /T14 names no test/)
})
