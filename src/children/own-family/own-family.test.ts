import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Ground, provisionChildren, type SignedInReader } from '../../access/index.ts'
import { aChild, aReader, aRelation, type TestChild, testGrounds } from '../../access/testing/index.ts'
import { Conflict } from '../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { identity } from '../kinds/index.ts'
import { onChild } from '../testing/index.ts'
import { send } from '../testing/routes.ts'
import { bodyOf } from '../testing/way-in.ts'
import { ownFamilyPages } from './index.ts'

let db: TestDatabase
let pages: Ground
let jobs: Ground
let reader: SignedInReader
let child: TestChild
before(async () => {
  db = await testDatabase()
  ;({ pages, jobs } = await testGrounds(db))
  reader = await aReader(db.owner, 'social-worker')
  child = await aChild(db.owner)
  await aRelation(db.owner, { child: child.id }, { principal: reader.userId })
  await db.owner.query(`insert into search_word (word, sound) values ('h801200001001', '')`)
  await db.owner.query(
    `insert into search_key (word_id, child_id, field, category_bit, sensitivity, source_person_id)
     select id, $1, 'identifier', 1, 1, $2 from search_word where word = 'h801200001001'`,
    [child.id, child.sourcePersonId],
  )
})
after(() => db.drop())

const declare = (form: object) => send(pages, ownFamilyPages, reader, 'POST', '/own-family', { form })
const opens = () => onChild(pages, reader, child.address, [identity], async () => true)

test('a child of one’s own family is shut to oneself, whatever work one has with the child, and nobody is told whether there is a record', async () => {
  assert.match(bodyOf(await declare({ number: 'h801200001001' })), /Choose whose child it is/)
  const nobody = await declare({ number: 'Z801200001001', why: 'family' })
  assert.ok(await opens())
  assert.deepEqual(await declare({ number: 'H801200001001', why: 'family' }), nobody)
  await assert.rejects(opens())
  assert.deepEqual(await declare({ number: 'H801200001001', why: 'household' }), nobody)
  const { rows } = await db.owner.query('select user_id, child_id, why from access.conflict')
  assert.deepEqual(rows, [{ user_id: reader.userId, child_id: child.id, why: 'household' }])
  const { rows: told } = await db.owner.query(
    `select child_id from access.access_event where rule = 'own-family' order by id`,
  )
  assert.deepEqual(
    told.map(one => one.child_id),
    [null, child.id, child.id],
    'the record of access says it',
  )
})

test('a mistaken conflict is ended by two who ask about looks, neither of whom it shuts out, and none is told whose record it is', async () => {
  const [ask, agree, kin] = await Promise.all([1, 2, 3].map(() => aReader(db.owner, 'information-governance')))
  const hidden = await aChild(db.owner)
  const told = await aChild(db.owner)
  const run = async (text: string, values: unknown[]) => (await db.owner.query(text, values)).rows
  await run(`update access.principal set name = 'Kin Officer' where id = $1`, [kin!.userId])
  const [{ key }] = await run('select key from access.principal where id = $1', [kin!.userId])
  const fromList = { conflicts: [{ staff: key, child: told.id, why: 'family' as const }] }
  const provision = () =>
    provisionChildren(jobs, { shields: [], schoolLinks: [], work: [], oversight: [], ...fromList })
  await provision()
  await run(
    `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'sealed', 'test', '-infinity')`,
    [hidden.id],
  )
  await run(`insert into access.conflict (user_id, child_id, why) values ($1, $2, 'family')`, [kin!.userId, hidden.id])

  const path = '/conflicts-of-interest'
  const list = async (who = ask) => bodyOf(await send(pages, ownFamilyPages, who!, 'GET', path, { query: { page: 1 } }))
  const step = (who: typeof ask, what: string, conflict: string, form: object) =>
    send(pages, ownFamilyPages, who!, 'POST', `${path}/:conflict/${what}`, {
      params: { conflict },
      form: { page: 1, ...form },
    })
  const conflictOf = async (of: TestChild) =>
    (await run('select uuid from access.conflict where child_id = $1', [of.id]))[0]?.uuid as string
  const [own, arranged, sealed] = [await conflictOf(child), await conflictOf(told), await conflictOf(hidden)]
  const reason = 'She chose a namesake of her nephew'

  // Who, since when, how and the reference: of the child nothing else; of what is sealed, and of one’s own, nothing at all.
  const shown = await list()
  for (const words of [child.address.slice(0, 8), told.address.slice(0, 8), 'They said so themselves', 'Kin Officer'])
    assert.ok(shown.includes(words), words)
  assert.doesNotMatch(shown, new RegExp(`${child.address}|${sealed}|${hidden.address.slice(0, 8)}`))
  const kins = await list(kin)
  assert.ok(kins.includes(own) && !kins.includes(arranged))

  // Neither of their own, nor of what is shut to them, nor of nobody’s right, nor without a reason.
  await assert.rejects(step(kin, 'ask', arranged, { reason }), Conflict)
  await assert.rejects(step(ask, 'ask', sealed, { reason }), Conflict)
  await assert.rejects(step(reader, 'ask', own, { reason }))
  assert.match(bodyOf(await step(ask, 'ask', own, { reason: 'Wrong' })), /at least 20 letters/)
  await assert.rejects(step(agree, 'answer', own, { answer: 'yes' }), Conflict, 'nobody asked')
  await step(ask, 'ask', own, { reason })
  await assert.rejects(step(ask, 'answer', own, { answer: 'yes' }), Conflict, 'one alone ends none')
  await assert.rejects(step(agree, 'ask', own, { reason }), Conflict, 'asked already')
  assert.ok((await list(agree)).includes(reason))
  await step(agree, 'answer', own, { answer: 'no' })
  await assert.rejects(opens(), 'a no leaves it as it is')
  // A record that was joined to this one would bring it back.
  await run(
    `with p as (insert into person (has_record, redirect_to) values (true, $1) returning id)
     insert into access.conflict (user_id, child_id, why) select $2, id, 'family' from p`,
    [child.id, reader.userId],
  )
  await step(agree, 'ask', own, { reason })
  await step(ask, 'answer', own, { answer: 'yes' })
  assert.ok(await opens())
  assert.ok(!(await list()).includes(own))
  const stands = await run(`select from access.conflict where user_id = $1 and ends_at = 'infinity'`, [reader.userId])
  assert.equal(stands.length, 0)
  const steps = await run(
    `select user_id, child_id, rule from access.access_event where rule like 'conflict:%' order by id`,
    [],
  )
  assert.deepEqual(
    steps.map(one => [one.user_id, one.child_id, one.rule]),
    [
      [ask!.userId, child.id, 'conflict:asked'],
      [agree!.userId, child.id, 'conflict:kept'],
      [agree!.userId, child.id, 'conflict:asked'],
      [ask!.userId, child.id, 'conflict:ended'],
    ],
  )
  // Said again it holds again; what the council’s list told stays ended when the same list is read again.
  await declare({ number: 'H801200001001', why: 'family' })
  await assert.rejects(opens())
  await step(ask, 'ask', arranged, { reason })
  await assert.rejects(step(kin, 'answer', arranged, { answer: 'yes' }), Conflict)
  await step(agree, 'answer', arranged, { answer: 'yes' })
  await provision()
  assert.ok(!(await list()).includes(arranged))
})
