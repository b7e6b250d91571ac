import assert from 'node:assert/strict'
import { existsSync, linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import type { VerifiedTrail } from '../../access/index.ts'
import { aChild, anEntry, type TestChild } from '../../access/testing/index.ts'
import { readArchive, readIdentities, readRecipients, textPart, writeArchive } from '../../platform/backup/index.ts'
import { openPool } from '../../platform/database/index.ts'
import { clusterDirectory } from '../../platform/postgres/index.ts'
import { quickFolder } from '../../platform/testing/index.ts'
import { runCommandLine } from '../command-line.ts'
import { faultsBeyond } from '../commands/restore.ts'
import { type Installation, openGround, openInstallation } from '../database.ts'
import { type Settings, settingsFrom } from '../settings.ts'
import { keyTable } from './database-facts.queries.ts'
import { findLastBackup, keepLastBackup, type LastBackup } from './last-backup.ts'
import { makeBackup } from './make-backup.actions.ts'

describe('a backup', { timeout: 240_000 }, () => {
  const home = mkdtempSync(join(quickFolder(), 'throughline-backup-'))
  const key = join(home, 'elsewhere.txt')
  const file = join(home, 'monday.age')
  const witness = join(home, 'witness.ndjson')
  let live: Settings
  let installation: Installation
  let owner: pg.Pool
  let child: TestChild

  /** The command line as an operator has it: its exit code, what it answers, and the one sentence where it fails. */
  const run = (settings: Settings, ...words: string[]) => runTelling(settings, () => undefined, ...words)
  const runTelling = async (settings: Settings, onTold: (line: string) => void, ...words: string[]) => {
    const [said, told]: [string[], string[]] = [[], []]
    const tell = (line: string) => {
      told.push(line)
      onTold(line)
    }
    const streams = { say: (line: string) => void said.push(line), tell }
    return { code: await runCommandLine(words, () => settings, streams), said: said.join('\n'), told }
  }
  const settingsOf = (dataDir: string, more: Record<string, string> = {}) =>
    settingsFrom({ DATA_DIR: join(home, dataDir), KEY_DIR: join(home, 'live/keys'), AUDIT_WITNESS: witness, ...more })
  /** Restores into a folder of its own, which must be left without a database; gives the sentence. */
  const refused = async (from: string, keyFile = key, settings = settingsOf('refused')) => {
    const { code, said, told } = await run(settings, 'restore', from, '--key', keyFile)
    assert.deepEqual([code, said], [1, ''])
    assert.deepEqual(readdirSync(settings.dataDir), ['lock'])
    return told.at(-1) ?? ''
  }
  const bodiesOf = async (db: pg.Pool) =>
    (
      await db.query(
        'select e.uuid, e.body, p.uuid as child from entry e join person p on p.id = e.child_id order by e.id',
      )
    ).rows

  before(async () => {
    const { said } = await run(settingsOf('live'), 'backup', '--make-key', key)
    live = settingsOf('live', { BACKUP_RECIPIENT: said })
    installation = await openInstallation(live)
    owner = openPool({ url: installation.ownerUrl, name: 'test' })
    child = await aChild(owner)
    await anEntry(owner, child, { category: 'identity', body: { name: 'Vellumina' } })
    await run(live, 'audit', 'rotate')
  })
  after(async () => {
    await owner?.end()
    await installation?.stop()
    rmSync(home, { recursive: true, force: true })
  })

  test('is made while people go on writing, holds all that was there, and is never written over another', async () => {
    const told: string[] = []
    const writes: Promise<number>[] = []
    const second: ReturnType<typeof run>[] = []
    const tell = (line: string) => {
      told.push(line)
      if (line === 'Copied 50 %') second.push(run(live, 'backup', file))
      writes.push(anEntry(owner, child, { category: 'contact', body: { line } }))
    }
    assert.equal(await runCommandLine(['backup', file], () => live, { say: () => undefined, tell }), 0, told.join('\n'))
    await Promise.all(writes)
    assert.match((await second[0])?.told.at(-1) ?? '', /is being made already/, 'and it leaves the first one alone')
    assert.ok(told.includes('Copied 50 %') && told.includes('Read again 100 %'), told.join('\n'))
    assert.deepEqual(
      readdirSync(home).filter(name => name.startsWith('monday')),
      ['monday.age'],
    )
    const again = await run(live, 'backup', file)
    assert.match(again.told.at(-1) ?? '', /monday\.age is there already, and nothing is written over/)
    const made = findLastBackup(live.dataDir)
    assert.deepEqual([made?.file, made?.bytes], [file, readFileSync(file).length])
    linkSync(join(live.dataDir, 'last-backup.json'), join(home, 'noted.json'))
    keepLastBackup(live.dataDir, { ...made, bytes: 1 } as LastBackup)
    const noted = JSON.parse(readFileSync(join(home, 'noted.json'), 'utf8'))
    assert.equal(noted.bytes, made?.bytes, 'what is noted is written beside, so that a full disk leaves the old note')
  })

  test('is not made without the public key of somebody elsewhere, nor for a private one, nor of a server of the council’s own', async () => {
    const { told } = await run(settingsOf('live'), 'backup', join(home, 'open.age'))
    assert.match(told.at(-1) ?? '', /^Set BACKUP_RECIPIENT to the public key/)
    assert.equal(existsSync(join(home, 'open.age')), false)
    const own = settingsOf('live', { DATABASE_URL: 'postgres://owner@localhost/throughline' })
    for (const words of [
      ['backup', file],
      ['restore', file],
    ])
      assert.match(
        (await run(own, ...words)).told.join(),
        /^DATABASE_URL names a server of your own: .* by its own means/,
      )
    const [, secret = ''] = readFileSync(key, 'utf8').split('\n')
    const wrongHalf = await run(settingsOf('live', { BACKUP_RECIPIENT: secret }), 'backup', join(home, 'open.age'))
    assert.match(wrongHalf.told.at(-1) ?? '', /^BACKUP_RECIPIENT holds a private key/)
  })

  test('has in it no key of KEY_DIR, though the database itself holds one', async () => {
    const keys = readdirSync(live.keyDir).flatMap(name => {
      const text = readFileSync(join(live.keyDir, name), 'utf8').trim()
      return [Buffer.from(text), Buffer.from(text, 'base64url')]
    })
    assert.ok(keys.length >= 14)
    const holdsOne = (bytes: Buffer) => keys.some(one => bytes.includes(one))
    const session = await owner.connect()
    const [table = ''] = (await keyTable(session)).files
    session.release()
    assert.ok(holdsOne(readFileSync(join(clusterDirectory(live.dataDir), table))), 'the live table')
    const opened: string[] = []
    await readArchive(file, readIdentities(readFileSync(key, 'utf8'), key), async ({ path, content }) => {
      const pieces: Buffer[] = []
      for await (const piece of content) pieces.push(piece)
      opened.push(path)
      assert.ok(!holdsOne(Buffer.concat(pieces)), path)
    })
    assert.ok(opened.includes('about.json') && opened.some(path => /pg_wal\/[0-9A-F]{24}$/.test(path)))
    assert.ok(!opened.includes(`postgres/${table}`))
  })

  test('opens with its own key alone, and not where a byte was changed or its end is missing; then nothing is restored', async () => {
    const other = join(home, 'other.txt')
    await run(live, 'backup', '--make-key', other)
    assert.equal(await refused(file, other), 'This key does not open the backup: it was made for another one.')
    assert.match(await refused(file, join(home, 'none.txt')), /none\.txt cannot be read/)
    assert.match(await refused(key), /This is not a backup of ours/)
    const bytes = readFileSync(file)
    const at = bytes.length >> 2
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    for (const wrong of [bytes.subarray(0, at), changed]) {
      writeFileSync(join(home, 'wrong.age'), wrong)
      assert.equal(await refused(join(home, 'wrong.age')), 'The file is damaged or cut short. Take another backup.')
    }
    const keyless = settingsOf('keyless', { KEY_DIR: join(home, 'lost-keys') })
    assert.match(
      await refused(file, key, keyless),
      /cannot be read without audit\.key, .*vault-1\.key, which .*lost-keys has not/,
    )
  })

  test('is none where no audit key of KEY_DIR signed its list: the public key that it is sealed for may be known to all', async () => {
    const texts = new Map<string, string>()
    const [, recipient = ''] = /public key: (\S+)/.exec(readFileSync(key, 'utf8')) ?? []
    await readArchive(file, readIdentities(readFileSync(key, 'utf8'), key), async ({ path, content }) => {
      if (path.startsWith('postgres/')) return
      const pieces: Buffer[] = []
      for await (const piece of content) pieces.push(piece)
      texts.set(path, Buffer.concat(pieces).toString())
    })
    const about = texts.get('about.json') ?? ''
    for (const signature of ['', 'no hex', texts.get('manifest.sig') ?? '']) {
      const forged = join(home, `forged-${signature.length}.age`)
      await writeArchive(forged, [recipient], async function* (written) {
        yield textPart('about.json', about)
        yield textPart('manifest.json', JSON.stringify({ ...JSON.parse(about), parts: [...written] }))
        yield textPart('manifest.sig', signature)
      })
      assert.match(await refused(forged), /^No audit key in KEY_DIR signed this backup/)
    }
  })

  test('that is stopped on its way leaves nothing', async () => {
    const stopping = new AbortController()
    const ground = openGround(installation, 'jobs', live, 1)
    const { dataDir, keyDir, backupRecipient = '' } = live
    const order = { to: join(home, 'stopped.age'), dataDir, keyDir, ownerUrl: installation.ownerUrl, ground }
    const recipients = readRecipients(backupRecipient, 'BACKUP_RECIPIENT')
    const tell = () => stopping.abort(new Error('Stopped'))
    await assert.rejects(makeBackup({ ...order, recipients, tell, signal: stopping.signal }), /^Error: Stopped$/)
    await ground.close()
    assert.deepEqual(
      readdirSync(home).filter(name => name.startsWith('stopped')),
      [],
    )
  })

  test('goes into another DATA_DIR with every row, never over a database, and is sealed off until somebody says that it is live', async () => {
    await run(live, 'audit', 'rotate')
    const signedSince = readFileSync(witness, 'utf8').trim().split('\n').length
    const copy = settingsOf('copy')
    // A worker that is started meanwhile waits for the folder, which holds no database yet.
    let worker: Promise<void> | undefined
    const alsoStart = () => {
      worker ??= assert.rejects(openInstallation(copy), /sealed off/)
    }
    const restored = await runTelling(copy, alsoStart, 'restore', file, '--key', key)
    assert.equal(restored.code, 0, restored.told.join('\n'))
    await worker
    assert.match(restored.said, /under row security, as it was/)
    assert.match(
      restored.said,
      new RegExp(`sound as far as it goes. 1 root, and the witness .* holds ${signedSince}: `),
    )
    assert.match((await run(copy, 'restore', file, '--key', key)).told.at(-1) ?? '', /holds a database already/)
    const there = await openInstallation(copy, { copyToo: true })
    const pool = openPool({ url: there.ownerUrl, name: 'test', max: 1 })
    try {
      await assert.rejects(openInstallation(copy), /sealed off: nothing is served, taken in or sent from it/)
      assert.match((await run(copy, 'worker')).told.join(), /sealed off/)
      const verified = await run(copy, 'audit', 'verify')
      assert.deepEqual(
        [verified.code, /the database has it no more: it was cut short or set back/.test(verified.said)],
        [1, true],
      )

      const { said } = await run(copy, 'restore', '--live', '--json')
      assert.deepEqual([JSON.parse(said).lost, existsSync(JSON.parse(said).witness)], [signedSince - 1, true])
      const now = await run(copy, 'audit', 'verify')
      assert.match(
        now.said,
        /^Sound: .*\n.*\nSet back on purpose: since .* this is a copy that was made on .*, with 1 root\./,
      )
      const [before, here] = [await bodiesOf(owner), await bodiesOf(pool)]
      assert.ok(
        here.length > 1 && here.length <= before.length,
        'what was there before, and what was written while it was copied',
      )
      assert.deepEqual(here, before.slice(0, here.length))
      assert.equal(here[0].child, child.address)
    } finally {
      await pool.end()
      await there.stop()
    }
  })
})

test('a restored trail that ends before its witness is no fault of a backup, and every other fault ends the command with 1', () => {
  const fault = (of: string) => ({ root: 3, fault: of, words: 'x' }) as VerifiedTrail['faults'][number]
  const beyond = (...of: string[]) => faultsBeyond({ faults: of.map(fault), roots: 3 } as unknown as VerifiedTrail)
  assert.deepEqual([beyond().length, beyond('set-back').length], [0, 0])
  assert.deepEqual(
    beyond('set-back', 'changed').map(one => one.fault),
    ['changed'],
  )
})
