import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, describe, test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import pg from 'pg'
import { startEmbedded } from './index.ts'

const made: string[] = []
const aDataDir = (name = 'throughline-pg-') => {
  made.push(mkdtempSync(join(tmpdir(), name)))
  return made.at(-1) ?? ''
}
const postmaster = (dataDir: string) =>
  Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
const portOf = (dataDir: string): number => JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8')).port
const isRunning = (dataDir: string) => existsSync(join(dataDir, 'postgres/postmaster.pid'))
after(() => {
  for (const dir of made) {
    if (isRunning(dir)) process.kill(postmaster(dir), 'SIGKILL')
    rmSync(dir, { recursive: true, force: true })
  }
})

async function ask(url: string, question: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(question)).rows
  } finally {
    await client.end()
  }
}

/** Looks again and again until it is so, for a minute. */
async function until(isSo: () => Promise<boolean>) {
  for (const deadline = Date.now() + 60_000; !(await isSo()); await turn()) assert.ok(Date.now() < deadline)
}

async function askUntilAnswered(url: string, question: string) {
  for (const deadline = Date.now() + 60_000; ; ) {
    try {
      return await ask(url, question)
    } catch (error) {
      if (Date.now() > deadline) throw error
    }
  }
}

const script = `
  const { startEmbedded } = await import(process.argv[1])
  const server = await startEmbedded({ dataDir: process.argv[2], durable: false })
  console.log(server.url)
  for await (const line of process.stdin) if (String(line).includes('leave')) break
  await server.stop()
  process.exit(0)`

type Options = { uid?: number; gid?: number; env?: NodeJS.ProcessEnv }
const spawnAnother = (dataDir: string, options: Options = {}): ChildProcess => {
  const args = ['--input-type=module', '-e', script, join(import.meta.dirname, 'index.ts'), dataDir]
  return spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'], ...options })
}

/** Another process of ours that uses the same data directory, until told to leave. */
async function anotherProcess(dataDir: string, options: Options = {}) {
  const child = spawnAnother(dataDir, options)
  const url: string = await new Promise((resolve, reject) => {
    if (child.stdout) createInterface(child.stdout).once('line', resolve)
    child.once('exit', code => reject(new Error(`it ended with ${code}`)))
  })
  const leave = async () => {
    child.stdin?.write('leave\n')
    await once(child, 'exit')
  }
  const kill = async () => {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return { url, leave, kill }
}

describe('PostgreSQL of our own', () => {
  test('starts in a path with a space, keeps its data, and is stopped by the last to leave', async () => {
    const dataDir = aDataDir('throughline pg ')
    const first = await startEmbedded({ dataDir })
    await ask(first.url, 'create table kept as select 7 as it')
    const second = await anotherProcess(dataDir)
    assert.equal(second.url, first.url)

    await first.stop()
    assert.deepEqual(await ask(second.url, 'select it from kept'), [{ it: 7 }], 'somebody is still here')
    await second.leave()
    assert.equal(isRunning(dataDir), false)

    const again = await startEmbedded({ dataDir })
    assert.equal(again.url, first.url, 'the same port and password')
    assert.deepEqual(await ask(again.url, 'select it from kept'), [{ it: 7 }])
    await again.stop()
  })

  test('is safe against a power cut, checks its pages, and its secrets are its owner’s alone', async () => {
    const dataDir = aDataDir()
    const server = await startEmbedded({ dataDir })
    const [found] = await ask(
      server.url,
      `select current_setting('fsync') as fsync, current_setting('data_checksums') as checksums,
        current_setting('listen_addresses') as listens, current_setting('password_encryption') as passwords`,
    )
    assert.deepEqual(found, { fsync: 'on', checksums: 'on', listens: '127.0.0.1', passwords: 'scram-sha-256' })
    for (const file of ['postgres.json', 'postgres.log']) assert.equal(statSync(join(dataDir, file)).mode & 0o077, 0)
    const guess = Object.assign(new URL(server.url), { password: 'guess' }).href
    await assert.rejects(ask(guess, 'select 1'), /password authentication failed/)
    await server.stop()
  })

  test('writes no row into its own log when a statement fails', async () => {
    const dataDir = aDataDir()
    const server = await startEmbedded({ dataDir, durable: false })
    await assert.rejects(ask(server.url, `select date 'Liam Okafor'`), /invalid input syntax/)
    await server.stop()
    assert.doesNotMatch(readFileSync(join(dataDir, 'postgres.log'), 'utf8'), /Okafor/)
  })

  test('started by two processes at the same moment is started once', async () => {
    const dataDir = aDataDir()
    const [one, two] = await Promise.all([anotherProcess(dataDir), anotherProcess(dataDir)])
    assert.equal(one.url, two.url)
    await Promise.all([one.leave(), two.leave()])
    assert.equal(isRunning(dataDir), false)
  })

  test('outlives a killed process, and the next to come finds it and can stop it', async () => {
    const dataDir = aDataDir()
    const killed = await anotherProcess(dataDir)
    const pid = postmaster(dataDir)
    await killed.kill()
    const next = await startEmbedded({ dataDir, durable: false })
    assert.equal(postmaster(dataDir), pid)
    assert.equal(next.url, killed.url)
    await next.stop()
    assert.equal(isRunning(dataDir), false)
  })

  test('killed outright comes back by itself on the same port, with all that was acknowledged', async () => {
    const dataDir = aDataDir()
    const server = await startEmbedded({ dataDir })
    await ask(server.url, 'create table kept as select 7 as it')
    process.kill(postmaster(dataDir), 'SIGKILL')
    assert.deepEqual(await askUntilAnswered(server.url, 'select it from kept'), [{ it: 7 }])
    await server.stop()
    assert.equal(isRunning(dataDir), false)
  })

  test('still coming up when its starter is killed is joined where it is, not looked for on another port', async () => {
    const dataDir = aDataDir()
    const before = await startEmbedded({ dataDir, durable: false })
    await before.stop()
    // A standby that answers nobody comes up for as long as we like.
    writeFileSync(join(dataDir, 'postgres/standby.signal'), '')
    appendFileSync(join(dataDir, 'postgres/postgresql.auto.conf'), 'hot_standby = off\n')
    const starting = spawnAnother(dataDir)
    await until(() =>
      ask(before.url, 'select 1').then(
        () => false,
        error => error.code === '57P03',
      ),
    )
    starting.kill('SIGKILL')
    await once(starting, 'exit')

    const next = startEmbedded({ dataDir, durable: false })
    await until(async () => portOf(dataDir) !== Number(new URL(before.url).port))
    writeFileSync(join(dataDir, 'postgres/promote'), '')
    process.kill(postmaster(dataDir), 'SIGUSR1')
    const server = await next
    assert.equal(server.url, before.url)
    assert.deepEqual(await ask(server.url, 'select 1 as it'), [{ it: 1 }])
    await server.stop()
    assert.equal(isRunning(dataDir), false)
  })

  test('killed together with its process starts again', async () => {
    const dataDir = aDataDir()
    const killed = await anotherProcess(dataDir)
    process.kill(postmaster(dataDir), 'SIGKILL')
    await killed.kill()
    const next = await startEmbedded({ dataDir, durable: false })
    assert.deepEqual(await ask(next.url, 'select 1 as it'), [{ it: 1 }])
    await next.stop()
  })
})

const isRoot = process.getuid?.() === 0
const nobody = { uid: 65534, gid: 65534 }

describe('whoever starts it', { skip: !isRoot && 'only root can become somebody else' }, () => {
  test('an ordinary user runs it as itself', async () => {
    const dataDir = aDataDir()
    chownSync(dataDir, nobody.uid, nobody.gid)
    const server = await anotherProcess(dataDir, nobody)
    assert.equal(statSync(join(dataDir, 'postgres/PG_VERSION')).uid, nobody.uid)
    await server.leave()
    assert.equal(isRunning(dataDir), false)
  })

  test('root without user namespaces runs it as an ordinary account, and with them again as itself', async () => {
    const dataDir = aDataDir()
    chmodSync(dataDir, 0o755)
    const server = await anotherProcess(dataDir, { env: { PATH: '/nowhere' } })
    assert.notEqual(statSync(join(dataDir, 'postgres')).uid, 0)
    await ask(server.url, 'create table kept as select 7 as it')
    await server.leave()
    const again = await startEmbedded({ dataDir, durable: false })
    assert.deepEqual(await ask(again.url, 'select it from kept'), [{ it: 7 }])
    await again.stop()
  })

  test('root that can do neither is told what to do instead', async () => {
    const dataDir = aDataDir()
    chmodSync(dataDir, 0o700)
    const { PATH } = process.env
    process.env.PATH = '/nowhere'
    try {
      await assert.rejects(startEmbedded({ dataDir }), /as an ordinary user, or set DATABASE_URL/)
    } finally {
      process.env.PATH = PATH
    }
  })
})
