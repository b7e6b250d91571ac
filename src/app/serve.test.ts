import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'

const main = join(import.meta.dirname, 'main.ts')

// The product as people start it: another process, its own PostgreSQL, a path with a space.
describe('the product, started from the command line', { timeout: 300_000 }, () => {
  let home = ''
  before(() => {
    home = mkdtempSync(join(tmpdir(), 'throughline app '))
  })
  const started: ChildProcess[] = []
  after(() => {
    // What a failed test left running; each by the process that was started here.
    for (const child of started) child.kill('SIGKILL')
    rmSync(home, { recursive: true, force: true })
  })

  const start = (args: string[], more: NodeJS.ProcessEnv = {}): ChildProcess => {
    const { DATABASE_URL: _, OIDC_ISSUER: __, ...environment } = process.env
    const child = spawn(process.execPath, [main, ...args], {
      env: { ...environment, DATA_DIR: join(home, 'data dir'), PORT: '0', ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    started.push(child)
    return child
  }
  const linesOf = (child: ChildProcess, wanted: number): Promise<string[]> =>
    new Promise((resolve, reject) => {
      let text = ''
      let told = ''
      child.stderr?.on('data', chunk => {
        told += chunk
      })
      child.stdout?.on('data', chunk => {
        text += chunk
        const lines = text.split('\n').slice(0, -1)
        if (lines.length >= wanted) resolve(lines)
      })
      child.once('exit', code => reject(new Error(`It ended with ${code}: ${told}`)))
    })
  const endOf = (child: ChildProcess): Promise<{ code: number | null; out: string; told: string }> =>
    new Promise(resolve => {
      let [out, told] = ['', '']
      child.stdout?.on('data', chunk => {
        out += chunk
      })
      child.stderr?.on('data', chunk => {
        told += chunk
      })
      child.once('close', code => resolve({ code, out, told }))
    })
  const isListening = (port: number): Promise<boolean> =>
    new Promise(resolve => {
      const socket = createConnection({ port, host: '127.0.0.1' })
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })

  test('says where it is and who can sign in, answers, and Ctrl-C stops it and its PostgreSQL', async () => {
    const child = start(['serve'])
    const [address = '', who = ''] = await linesOf(child, 2)
    const base = /^Throughline is ready at (http:\/\/localhost:\d+)$/.exec(address)?.[1]
    assert.ok(base, address)
    assert.match(who, /sign in/)
    const home_ = await fetch(`${base}/`, { redirect: 'manual' })
    assert.deepEqual([home_.status, home_.headers.get('location')], [303, '/sign-in'])
    const policy = home_.headers.get('content-security-policy') ?? ''
    assert.match(policy, /default-src 'none'/)
    assert.doesNotMatch(policy, /unsafe-inline/)
    const inside = await fetch(`${base}/my-access`, { redirect: 'manual' })
    assert.equal(inside.headers.get('location'), '/sign-in?to=%2Fmy-access')
    const { port } = JSON.parse(readFileSync(join(home, 'data dir/postgres.json'), 'utf8'))
    assert.equal(await isListening(port), true)
    const ended = endOf(child)
    child.kill('SIGINT')
    assert.equal((await ended).code, 0)
    assert.equal(await isListening(port), false)
  })

  test('finds its data again, and a second process shares the PostgreSQL that runs', async () => {
    const child = start(['serve'])
    await linesOf(child, 2)
    const doctor = await endOf(start(['doctor', '--json']))
    assert.equal(doctor.told, '')
    const { ok, checks } = JSON.parse(doctor.out)
    assert.equal(ok, true)
    assert.deepEqual(
      checks.filter((check: { state: string }) => check.state === 'bad'),
      [],
    )
    const ended = endOf(child)
    child.kill('SIGTERM')
    assert.equal((await ended).code, 0)
  })

  test('what nobody caught ends the process with one line of the log, and never with words of its own', async () => {
    const faults = [
      'throw new Error("Grace Bell")',
      'Promise.reject(new Error("Grace Bell"))',
      'Promise.reject("Grace")',
    ]
    for (const fault of faults) {
      const code = `import { endOnFault } from ${JSON.stringify(join(import.meta.dirname, 'stopping.ts'))}; endOnFault(); setImmediate(() => { ${fault} })`
      const child = spawn(process.execPath, ['--input-type=module', '-e', code])
      started.push(child)
      const end = await endOf(child)
      assert.deepEqual([end.code, end.out], [1, ''])
      const { event, level } = JSON.parse(end.told)
      assert.deepEqual([event, level], ['process.failed', 'error'])
      assert.doesNotMatch(end.told, /Grace/)
    }
  })

  test('refuses to serve in production where nobody but the development provider could vouch for staff', async () => {
    const { code, out, told } = await endOf(start(['serve'], { NODE_ENV: 'production' }))
    assert.deepEqual([code, out], [1, ''])
    assert.equal(told, 'Nobody can sign in: set OIDC_ISSUER. The development sign-in is refused in production.\n')
  })

  test('says why a file cannot be read, in one sentence, with exit code 1 and nothing else on standard output', async () => {
    const { code, out, told } = await endOf(start(['import', join(home, 'not-there.csv'), '--json']))
    assert.equal(code, 1)
    assert.deepEqual(JSON.parse(out), { runs: [] })
    assert.equal(
      told,
      'not-there.csv: The file cannot be opened. Check the name and the folder, and that nobody has the file locked.\n',
    )
  })

  test('stopped while the demo is loading leaves no PostgreSQL behind', async () => {
    const child = start(['demo', '--children', '150'], { DATA_DIR: join(home, 'half') })
    const ended = endOf(child)
    await new Promise<void>((resolve, reject) => {
      let told = ''
      child.stderr?.on('data', chunk => {
        told += chunk
        if (/Importing them/.test(told)) resolve()
      })
      child.once('exit', () => reject(new Error(told)))
    })
    const { port } = JSON.parse(readFileSync(join(home, 'half/postgres.json'), 'utf8'))
    child.kill('SIGINT')
    const { code, out } = await ended
    assert.deepEqual([code, out], [130, ''])
    assert.equal(await isListening(port), false)
  })
})
