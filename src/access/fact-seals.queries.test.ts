import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { actorContext, type Context } from './context.ts'
import type { SignedInReader } from './reader.queries.ts'
import { aChild, anEntry, aReader, aRelation, aSeal, type TestChild, testGrounds, testNow } from './testing/index.ts'
import { type Ground, type Tx, withContext } from './transaction.ts'

let db: TestDatabase
let ground: Ground
let worker: SignedInReader
let named: SignedInReader
let child: TestChild
before(async () => {
  db = await testDatabase()
  ground = (await testGrounds(db)).pages
  worker = await aReader(db.owner, 'social-worker')
  named = await aReader(db.owner, 'social-worker')
  child = await aChild(db.owner)
  for (const { userId } of [worker, named]) await aRelation(db.owner, { child: child.id }, { principal: userId })
})
after(async () => {
  await ground.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

const as = <T>(reader: SignedInReader, work: (tx: Tx) => Promise<T>): Promise<T> => {
  const context: Context = {
    kind: 'user',
    id: String(reader.userId),
    principals: reader.principals,
    masks: reader.masks,
    at: testNow,
  }
  return withContext(ground, context, work)
}
const count = (reader: SignedInReader, text: string, id: number): Promise<number> =>
  as(
    reader,
    async tx =>
      (await sql.raw<{ n: number }>(`select count(*)::int as n from ${text} = ${id}`).execute(tx)).rows[0]?.n ?? 0,
  )
const sealed = async (kind: 'known' | 'silent', sensitivity = 2) => {
  const seal = await aSeal(db.owner, { kind, holder: named.userId, named: [named.userId] })
  return { seal, entry: await anEntry(db.owner, child, { category: 'early-help', sensitivity, seal }) }
}

describe('a sealed fact', () => {
  test('is read by whom it names, highly sensitive or not, and by nobody else who works with the child', async () => {
    for (const sensitivity of [1, 4]) {
      const { entry } = await sealed('silent', sensitivity)
      assert.equal(await count(named, 'entry where id', entry), 1)
      assert.equal(await count(worker, 'entry where id', entry), 0)
    }
  })

  test('keeps its papers with it, and its reason, and who may read it', async () => {
    const { entry, seal } = await sealed('known')
    await db.owner.query(
      `insert into document (entry_id, name, media_type, bytes, sha256) values ($1, 'a.pdf', 'application/pdf', 1, '')`,
      [entry],
    )
    for (const [reader, seen] of [
      [named, 1],
      [worker, 0],
    ] as const)
      for (const [text, id] of [
        ['document where entry_id', entry],
        ['access.fact_seal where id', seal],
        ['access.fact_seal_reader where seal_id', seal],
      ] as const)
        assert.equal(await count(reader, text, id), seen, text)
  })

  test('is not opened urgently', async () => {
    const { entry } = await sealed('silent')
    await aRelation(db.owner, { child: child.id }, { principal: worker.userId, limit: 0, extra: 2 ** 17 - 1 })
    assert.equal(await count(worker, 'entry where id', entry), 0)
  })

  test('stays sealed when it is corrected, and until two people have lifted the seal', async () => {
    const { entry, seal } = await sealed('silent')
    const corrected = await withContext(ground, actorContext('recorder', testNow), async tx => {
      const { rows } = await sql<{ id: number }>`
        insert into entry (source_person_id, child_id, kind, category, category_bit, sensitivity, body, known_from, source_id, replaces)
        select source_person_id, child_id, kind, category, category_bit, sensitivity, '{"text": "again"}', ${testNow}, source_id, id
        from entry where id = ${entry} returning id`.execute(tx)
      return rows[0]?.id ?? 0
    })
    assert.equal(await count(worker, 'entry where id', corrected), 0)
    assert.equal(await count(named, 'entry where id', corrected), 1)
    const unseal = () =>
      withContext(ground, actorContext('recorder', testNow), tx =>
        sql`update entry set seal = null where seal = ${seal}`.execute(tx),
      )
    await assert.rejects(unseal(), /A seal stays until two people lift it/)
    const lift = (asked: number, by: number) =>
      db.owner.query(
        `update access.fact_seal set asked_by = $2, asked_at = $4, asked_reason = 'It is in the open since', lifted_by = $3, lifted_at = $4 where id = $1`,
        [seal, asked, by, testNow],
      )
    await assert.rejects(lift(named.userId, named.userId), /violates check constraint/)
    await lift(named.userId, worker.userId)
    await unseal()
    assert.equal(await count(worker, 'entry where id', corrected), 1)
  })

  test('cannot be unsealed, sealed or listed by a reader’s own hand', async () => {
    const { entry } = await sealed('silent')
    await as(named, tx => sql`update entry set seal = null where id = ${entry}`.execute(tx))
    assert.equal(await count(worker, 'entry where id', entry), 0)
    await assert.rejects(
      as(worker, tx =>
        sql`insert into access.fact_seal_reader select seal, ${worker.userId} from entry limit 1`.execute(tx),
      ),
    )
    await assert.rejects(
      as(worker, tx =>
        sql`insert into access.fact_seal (kind, holder, reason, sealed_at) values ('known', ${worker.userId}, 'A reason that is long enough', now())`.execute(
          tx,
        ),
      ),
      { code: '42501' },
    )
  })
})

describe('whom to ask', () => {
  test('is one name, however many facts are sealed, and another named person where the first has left', async () => {
    const [gone, other, lone] = [
      await aReader(db.owner, 'social-worker', [], false),
      await aReader(db.owner, 'social-worker'),
      await aChild(db.owner),
    ]
    await aRelation(db.owner, { child: lone.id }, { principal: worker.userId })
    const ask = () =>
      as(worker, async tx =>
        (await sql<{ principal: number }>`select * from access.whom_to_ask(${lone.id})`.execute(tx)).rows.map(
          r => r.principal,
        ),
      )
    assert.deepEqual(await ask(), [])
    const seal = await aSeal(db.owner, { kind: 'known', holder: gone.userId, named: [gone.userId, other.userId] })
    for (const category of ['early-help', 'health'] as const) await anEntry(db.owner, lone, { category, seal })
    assert.deepEqual(await ask(), [other.userId])
  })
})
