import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { addWorkingDays, declareBankHolidays, type PlainDate } from '../kernel/index.ts'
import { loadKey } from '../platform/keys/index.ts'
import { readCommandLine, runCommandLine, sentenceOf } from './command-line.ts'
import { commands } from './commands/index.ts'
import { checkHealth } from './health.ts'
import { hostsToReach } from './hosts-to-reach.ts'
import { settingsFrom } from './settings.ts'

const run = async (...args: string[]) => {
  const said: string[] = []
  const told: string[] = []
  const streams = { say: (line: string) => void said.push(line), tell: (line: string) => void told.push(line) }
  return { code: await runCommandLine(args, () => settingsFrom({}), streams), said, told }
}
const named = async (...args: string[]) => {
  const asked = await readCommandLine(args)
  return 'help' in asked ? 'help' : [asked.command.name, asked.words, { ...asked.switches }]
}

describe('the command line', () => {
  test('has the commands whose names are promised', () => {
    const names = commands.map(command => command.name)
    for (const name of [
      'serve',
      'worker',
      'migrate',
      'demo',
      'doctor',
      'import',
      'import undo',
      'import drop',
      'import pull',
      'import pull add',
      'import pull stop',
      'link',
      'link replay',
      'validate',
      'export',
      'admissions allocate',
      'admissions exchange',
      'admissions frozen',
      'access decide',
      'access explain',
      'access provision',
      'access barrier',
      'audit verify',
      'vault rotate',
      'audit rotate',
      'keys rotate',
      'backup',
      'restore',
    ])
      assert.ok(names.includes(name), name)
  })

  test('reads files, folders and switches in any order', async () => {
    assert.deepEqual(await named('import', 'a.csv', '--source', 'ctf', 'b', '--json'), [
      'import',
      ['a.csv', 'b'],
      { source: 'ctf', json: true },
    ])
    assert.deepEqual(await named('access', 'explain', '--practitioner', 'sam-ali', '--child', 'c'), [
      'access explain',
      [],
      { practitioner: 'sam-ali', child: 'c' },
    ])
  })

  test('takes “import undo RUN” for an undo, not for a file called undo', async () => {
    assert.deepEqual(await named('import', 'undo', 'r1'), ['import undo', ['r1'], {}])
    assert.deepEqual(await named('import', './undo'), ['import', ['./undo'], {}])
  })

  test('without words, and when asked, lists every command on standard output', async () => {
    for (const args of [[], ['help'], ['--help'], ['import', '--help']]) {
      const { code, said } = await run(...args)
      assert.equal(code, 0)
      for (const { name, load } of commands) {
        const { usage, name: own } = await load()
        assert.equal(own, name)
        assert.ok(said.join('\n').includes(usage))
      }
    }
  })

  test('answers a command it does not know with one plain sentence on standard error and exit code 1', async () => {
    assert.deepEqual(await run('frob'), {
      code: 1,
      said: [],
      told: ['There is no command frob. See throughline help.'],
    })
    assert.deepEqual(await run('import', 'x', '--frob'), {
      code: 1,
      said: [],
      told: [
        'That is not how the command is called: throughline import FILE_OR_FOLDER... [--source ID] [--check] [--json]',
      ],
    })
    assert.deepEqual(await run('import'), { code: 1, said: [], told: ['Name at least one file or folder to import.'] })
  })

  test('never repeats what PostgreSQL said of a row', () => {
    const error = Object.assign(new Error('duplicate key value (surname)=(Doherty)'), {
      severity: 'ERROR',
      code: '23505',
      detail: 'Liam',
    })
    assert.doesNotMatch(sentenceOf(error), /Doherty|Liam/)
  })
})

test('a command that works on its files alone asks for no settings, and is told of a wrong call all the same', async () => {
  const told: string[] = []
  const noSettings = () => assert.fail('settings were asked for')
  const streams = { say: () => {}, tell: (line: string) => void told.push(line) }
  for (const args of [['link'], ['admissions', 'allocate'], ['admissions', 'exchange']])
    assert.equal(await runCommandLine(args, noSettings, streams), 1)
  assert.doesNotMatch(told.join('\n'), /settings/)
  assert.equal(await runCommandLine(['doctor'], noSettings, streams), 1)
  assert.match(told.at(-1) ?? '', /settings were asked for/)
})

test('doctor says what an invented council stands for in production, and tells all else where PostgreSQL does not answer', async () => {
  const home = mkdtempSync(join(tmpdir(), 'doctor-'))
  const settings = settingsFrom({
    ...{ NODE_ENV: 'production', DATABASE_URL: 'postgres://localhost:1/throughline', DATA_DIR: home },
    ...{ COUNCIL: 'Testshire Council', LA_CODE: '201', FAMILY_PHONE: '01632 960474' },
  })
  const look = async () =>
    (await checkHealth(settings)).filter(({ state }) => state === 'bad').map(({ about, words }) => `${about}: ${words}`)
  const settled = ['The council: an invented one stands for DUTY_PHONE.', 'Sign-in: nobody can sign in.']
  assert.deepEqual(await look(), [...settled, `Keys: there are none in ${settings.keyDir} yet.`])
  assert.deepEqual(readdirSync(home), [], 'whoever looks writes nothing')
  for (const name of ['context', 'files', 'audit']) loadKey(settings.keyDir, name)
  assert.deepEqual(await look(), [...settled, 'PostgreSQL: does not answer (ECONNREFUSED).'])
  rmSync(join(settings.keyDir, 'files.key'))
  assert.deepEqual(await look(), [...settled, `Keys: files.key is missing in ${settings.keyDir}.`])
  rmSync(home, { recursive: true })
})

describe('the settings', () => {
  test('are taken as the guide’s table gives them by example', () => {
    const guide = readFileSync(join(import.meta.dirname, '../../docs/how-to/run-in-production.md'), 'utf8')
    const rows = [...guide.matchAll(/^\| `(?<name>[A-Z_]+)` \|.*\| `(?<example>[^`]+)` \|$/gm)]
    const given = Object.fromEntries(rows.map(({ groups }) => [groups?.name, groups?.example]))
    const { THROUGHLINE_NOW, TOLD_SERVICES, ...production } = given
    assert.ok(THROUGHLINE_NOW && TOLD_SERVICES, 'one is refused in production, and the other names a file')
    const settings = settingsFrom(production)
    assert.deepEqual([settings.production, settings.legalHold, settings.mail?.from], [true, true, given.MAIL_FROM])
  })

  test('have a default for everything', () => {
    const settings = settingsFrom({})
    assert.match(settings.dataDir, /\.data$/)
    assert.match(settings.keyDir, /\.data.keys$/)
    assert.equal(settings.port, 3000)
    assert.equal(settings.oidc, undefined)
  })

  test('that cannot be used are refused by name', () => {
    assert.throws(() => settingsFrom({ PORT: 'http' }), /PORT/)
    assert.throws(() => settingsFrom({ PORT: '70000' }), /PORT/)
    assert.throws(() => settingsFrom({ BASE_URL: 'throughline.example' }), /BASE_URL/)
    assert.throws(() => settingsFrom({ OIDC_ISSUER: 'https://login.example' }), /OIDC_CLIENT_ID/)
    const family = { FAMILY_OIDC_ISSUER: 'https://login.example' }
    assert.throws(() => settingsFrom(family), /FAMILY_OIDC_CLIENT_ID/)
    const both = { ...family, OIDC_ISSUER: 'https://login.example', OIDC_CLIENT_ID: 'x', FAMILY_OIDC_CLIENT_ID: 'y' }
    assert.throws(() => settingsFrom(both), /another issuer than OIDC_ISSUER/)
    assert.throws(
      () => settingsFrom({ NODE_ENV: 'production', THROUGHLINE_NOW: '2026-01-01T00:00:00Z' }),
      /THROUGHLINE_NOW/,
    )
  })

  test('of production demand https for people, and TLS or a plain word against it for a database elsewhere', () => {
    const oidc = { NODE_ENV: 'production', OIDC_ISSUER: 'https://login.example', OIDC_CLIENT_ID: 'x' }
    assert.throws(() => settingsFrom(oidc), /BASE_URL must begin with https/)
    assert.throws(() => settingsFrom({ ...oidc, BASE_URL: 'http://throughline.example' }), /BASE_URL must begin/)
    const production = settingsFrom({ ...oidc, BASE_URL: 'https://t.example/' })
    assert.deepEqual([production.baseUrl, production.gallery], ['https://t.example', false])
    const at = (url: string) => settingsFrom({ NODE_ENV: 'production', DATABASE_URL: url }).databaseUrl
    assert.throws(() => at('postgres://o@db.example/throughline'), /sslmode=verify-full/)
    for (const url of [
      'postgres://o@db.example/throughline?sslmode=verify-full',
      'postgres://o@db/throughline?sslmode=disable',
      'postgres://o@localhost/throughline',
    ])
      assert.equal(at(url), url)
    assert.throws(() => at('postgres://o@db.example/throughline?sslmode=no-verify'), /must check the certificate/)
  })

  test('tell the calendar of bank holidays that were proclaimed since this release, before any command runs', async () => {
    const proclaimed = () => settingsFrom({ BANK_HOLIDAYS: '2027-05-07, 2027-05-10' })
    const streams = { say: () => undefined, tell: () => undefined }
    try {
      await runCommandLine(['validate'], proclaimed, streams)
      assert.equal(addWorkingDays('2027-05-06' as PlainDate, 1), '2027-05-11')
    } finally {
      declareBankHolidays([])
    }
    for (const wrong of ['7 May 2027', '2027-02-30', '2027-05-07;2027-05-10'])
      assert.throws(() => settingsFrom({ BANK_HOLIDAYS: wrong }), /BANK_HOLIDAYS must be days with commas/)
  })

  test('are all that is reached: each host that one of them names, and those that MAY_REACH adds', () => {
    const settings = settingsFrom({
      ...{
        DATABASE_URL: 'postgres://o@db.example/throughline',
        OIDC_ISSUER: 'https://login.example/a',
        OIDC_CLIENT_ID: 'x',
      },
      ...{
        FAMILY_OIDC_ISSUER: 'https://families.example',
        FAMILY_OIDC_CLIENT_ID: 'x',
        VIRUS_SCANNER: 'tls://clam.example:3310',
      },
      ...{
        AUDIT_SYSLOG: 'tls://logs.example:6514',
        MAY_REACH: 'keys.login.example, b.example',
        BASE_URL: 'https://t.example',
      },
      ...{ SMTP_URL: 'smtps://mail.example', MAIL_FROM: 'a@council.example' },
      ...{ NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: 'http://proxy.example:3128', HTTP_PROXY: '' },
    })
    assert.deepEqual([...hostsToReach(settings)].sort(), [
      ...['api.wonde.com', 'b.example', 'clam.example', 'db.example', 'families.example', 'keys.login.example'],
      ...['login.example', 'logs.example', 'mail.example', 'proxy.example'],
    ])
    assert.throws(() => settingsFrom({ MAY_REACH: 'https://b.example' }), /MAY_REACH must be names of hosts/)
  })
})
