import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { readFileSync, writeFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { type Database, kysely } from '../../platform/database/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { actorContext } from '../context.ts'
import { testGrounds, testNow } from '../testing/index.ts'
import { type Tx, withContext } from '../transaction.ts'
import { type AuditRoot, signingKey, signRoot, verifyingKey } from './audit-root.ts'
import { merkleTree } from './merkle.ts'
import { signTrail, type TrailGround, TrailKeyMissing, TrailSetBack, tellKeyChanged } from './sign-trail.actions.ts'
import { auditKey, refuse, signAll, tamperings, trailGround } from './trail.examples.ts'
import { countSince, newestRoot } from './trail.queries.ts'
import { holdAgainstRoots, verifyTrail } from './verify-trail.ts'
import { readWitness } from './witness.ts'

describe('the tree hash', () => {
  // RFC 6962, section 2.1, written as the RFC writes it.
  const sha = (...parts: (Buffer | string)[]) => parts.reduce((h, p) => h.update(p), createHash('sha256')).digest()
  const byTheBook = (leaves: readonly string[]): Buffer => {
    if (leaves.length === 0) return sha('')
    if (leaves.length === 1) return sha(Buffer.from([0]), leaves[0] as string)
    let k = 1
    while (k * 2 < leaves.length) k *= 2
    return sha(Buffer.from([1]), byTheBook(leaves.slice(0, k)), byTheBook(leaves.slice(k)))
  }
  test('is that of RFC 6962, for any number of leaves', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 70 }), leaves => {
        const tree = merkleTree()
        for (const leaf of leaves) tree.add(leaf)
        assert.deepEqual(tree.root(), byTheBook(leaves))
        assert.equal(tree.leaves, leaves.length)
      }),
    )
  })
})

describe('the audit trail', () => {
  let db: TestDatabase
  let now = testNow
  let ground: TrailGround
  const keys = [verifyingKey(auditKey)]
  const asAudit = <T>(work: (tx: Tx) => Promise<T>) => withContext(ground, actorContext('audit', now), work)
  const unsigned = () => asAudit(async tx => countSince(tx, (await newestRoot(tx))?.until ?? '0'))
  const verify = async () => verifyTrail(ground, keys, await readWitness(ground.witness.file))
  /** What the owner does to the database, looked at and taken back. */
  const undone = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    let found: { value: T } | undefined
    const back = new Error('taken back')
    await kysely<Database>(db.owner)
      .transaction()
      .execute(async tx => {
        found = { value: await work(tx) }
        throw back
      })
      .catch(error => {
        if (error !== back) throw error
      })
    return (found as { value: T }).value
  }

  before(async () => {
    db = await testDatabase()
    ground = trailGround((await testGrounds(db, () => now)).jobs)
    for (let i = 0; i < 10; i++) {
      await refuse(ground, 6)
      await signAll(ground, unsigned)
      now = new Date(now.getTime() + 10_000)
    }
  })
  after(() => db.drop())

  test('that nobody touched is sound, and the witness holds the same roots', async () => {
    const found = await verify()
    assert.deepEqual(found.faults, [])
    assert.equal(found.events, 60)
    assert.equal(found.unsigned, 0)
    assert.equal((await readWitness(ground.witness.file)).length, found.roots)
  })

  test('gets no root where nothing has happened', async () => {
    assert.equal(await signTrail(ground), undefined)
  })

  for (const [way, tamper] of Object.entries(tamperings))
    test(`is found out when ${way}, wherever it is done`, async () => {
      const witnessed = await readWitness(ground.witness.file)
      await fc.assert(
        fc.asyncProperty(fc.array(fc.nat(), { minLength: 2, maxLength: 2 }), async draws => {
          const left = [...draws]
          const pick = (n: number) => (left.pop() ?? 0) % n
          const found = await undone(async tx => holdAgainstRoots(tx, keys, await tamper(tx, witnessed, pick)))
          assert.notDeepEqual(found.faults, [])
        }),
        { numRuns: 4 },
      )
    })

  test('leaves out events of a transaction that is still at work, and signs them when it has ended', async () => {
    const slow = await db.jobs.connect()
    try {
      await slow.query('begin')
      await slow.query('select pg_current_xact_id()')
      await refuse(ground, 2)
      assert.equal(await signTrail(ground), undefined)
      assert.equal(await unsigned(), 2)
    } finally {
      await slow.query('rollback')
      slow.release()
    }
    await signAll(ground, unsigned)
    assert.deepEqual((await verify()).faults, [])
  })

  test('signed by two workers at once has each event under one root, and the witness is told once', async () => {
    await refuse(ground, 10)
    await Promise.all([signTrail(ground), signTrail(ground)])
    await signAll(ground, unsigned)
    assert.deepEqual((await verify()).faults, [])
  })

  test('whose worker died while it told the witness is told again, and nothing is lost', async () => {
    const { file } = ground.witness
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
    writeFileSync(file, `${lines.slice(0, -1).join('\n')}\n${lines.at(-1)?.slice(0, 40)}`)
    await signTrail(ground)
    assert.equal(readFileSync(file, 'utf8').trimEnd(), lines.join('\n'))
  })

  test('is signed no further once the witness knows more than the database', async () => {
    const elsewhere = trailGround(ground)
    const roots = await readWitness(ground.witness.file)
    const next = { ...(roots.at(-1) as AuditRoot), number: roots.length + 1 }
    writeFileSync(elsewhere.witness.file, `${[...roots, next].map(root => JSON.stringify(root)).join('\n')}\n`)
    await refuse(ground, 1)
    await assert.rejects(signTrail(elsewhere), TrailSetBack)
    await signAll(ground, unsigned)
  })

  test('is told to a syslog, if there is one, as it is told to the file', async () => {
    const server = createSocket('udp4')
    const { promise: told, resolve } = Promise.withResolvers<string>()
    server.on('message', message => resolve(message.toString()))
    await new Promise<void>(ready => server.bind(0, '127.0.0.1', ready))
    const syslog = { host: '127.0.0.1', port: server.address().port, tls: false }
    await refuse(ground, 1)
    await signAll({ ...ground, witness: { ...ground.witness, syslog } }, unsigned)
    const line = readFileSync(ground.witness.file, 'utf8').trimEnd().split('\n').at(-1)
    assert.match(await told, /^<109>1 \S+ \S+ throughline - audit-root - \{/)
    assert.ok((await told).endsWith(line ?? ''))
    server.close()
  })

  test('of more events than are read at once is signed and verified to the last', async () => {
    for (const request of ['first', 'second'])
      await db.owner.query(
        `insert into access.access_event (at, purpose, action, outcome, rule, request_id)
         select $1::timestamptz, 'direct work', '/my-children', 'shown', 'own', $2 || n from generate_series(1, 7000) n`,
        [now, request],
      )
    await signAll(ground, unsigned)
    const found = await verify()
    assert.deepEqual(found.faults, [])
    const { rows } = await db.owner.query<{ n: number }>('select count(*)::int as n from access.access_event')
    assert.equal(found.events, rows[0]?.n)
  })

  test('shows that a clock was put back', async () => {
    const right = now
    now = new Date(now.getTime() - 3_600_000)
    await refuse(ground, 1)
    await signAll(ground, unsigned)
    now = right
    assert.deepEqual(
      (await verify()).faults.map(f => f.fault),
      ['clock'],
    )
  })

  test('names a line of the witness that cannot be read', async () => {
    const { file } = trailGround(ground).witness
    writeFileSync(file, 'not a root\n')
    await assert.rejects(readWitness(file), /Line 1 of the witness .* is not a root/)
  })

  test('goes on under a new key, after which an older one neither signs nor counts', async () => {
    const old = { ...ground }
    ground = { ...ground, signingKeys: () => [...old.signingKeys(), signingKey(Buffer.alloc(32, 9))] }
    const both = [...keys, verifyingKey(Buffer.alloc(32, 9))]
    await tellKeyChanged(ground, 'audit-2')
    await signAll(ground, unsigned)
    await refuse(ground, 1)
    await signAll(ground, unsigned)
    const witnessed = await readWitness(ground.witness.file)
    const hold = (tx: Tx, some: typeof keys, lines = witnessed) => holdAgainstRoots(tx, some, lines)
    const signatures = async (work: (tx: Tx) => ReturnType<typeof hold>) =>
      (await asAudit(work)).faults.filter(one => one.fault === 'signature' || one.fault === 'witness').length
    assert.equal(await signatures(tx => hold(tx, both)), 0)
    assert.ok((await signatures(tx => hold(tx, keys))) > 0, 'the new key is needed')
    assert.ok((await signatures(tx => hold(tx, both.toReversed()))) > 0, 'and its place in their order')
    const last = witnessed.at(-1) as AuditRoot
    const forged = signRoot(last, signingKey(auditKey))
    assert.equal(
      (await asAudit(tx => hold(tx, both, witnessed.with(-1, forged)))).faults.at(-1)?.fault,
      'witness',
      'whoever had the old key signs nothing more',
    )
    await refuse(ground, 1)
    await assert.rejects(signTrail(old), TrailKeyMissing)
    await signAll(ground, unsigned)
  })
})
