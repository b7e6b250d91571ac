import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { settingFaults } from './settings.ts'

const files = [
  {
    path: 'src/app/settings.ts',
    text: 'environment.PORT\nconst f = ({ DATABASE_URL: text, HOST }: Environment) => text',
  },
  { path: 'src/platform/mail.ts', text: 'const { SMTP_URL: url } = environment\nprocess.env.PATH' },
  { path: 'src/app/settings.test.ts', text: 'process.env.ONLY_OF_TESTS' },
]
const faults = (...told: string[]) =>
  settingFaults(files, told.map(name => `| \`${name}\` | what | none | \`x\` |`).join('\n'))

describe('the table of settings', () => {
  test('that tells whatever the code reads, however it reads it, is sound', () =>
    assert.deepEqual(faults('PORT', 'HOST', 'DATABASE_URL', 'SMTP_URL', 'NODE_EXTRA_CA_CERTS'), []))
  test('with one too few, too many or told twice is not, and is told which', () =>
    assert.deepEqual(faults('PORT', 'HOST', 'HOST', 'DATABASE_URL', 'SPEED'), [
      'src/platform/mail.ts reads SMTP_URL, which docs/how-to/run-in-production.md does not tell',
      'docs/how-to/run-in-production.md tells HOST twice',
      'docs/how-to/run-in-production.md tells SPEED, which nothing reads',
    ]))
})
