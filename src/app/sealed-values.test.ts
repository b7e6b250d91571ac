import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Ground } from '../access/index.ts'
import { aChild, anEntry, testGrounds } from '../access/testing/index.ts'
import { secretOf, secretsOf } from '../intake/index.ts'
import { kysely } from '../platform/database/index.ts'
import { isUnder, listRing, makeRingKey, open, openKeyRing, type SealedColumn, seal } from '../platform/keys/index.ts'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { sealAnew, sealedColumns, sealUnsealed } from './sealed-values.actions.ts'

// Bytes that no key seals, or one that is changed by other means.
const notSealed: Readonly<Record<string, string>> = {
  'access.audit_root.previous': 'a hash',
  'access.audit_root.root': 'a hash',
  'access.audit_root.signature': 'a signature',
  'access.family_account.mark': 'made anew with the address of its row',
  'access.family_account.closed_as': 'for a day, the mark, or a hash of whom the issuer knew',
  'access.family_session.mark': 'a mark under a key made from the context key',
  'access.family_session.token_hash': 'a hash',
  'access.family_sign_in.email': 'for ten minutes, under a key made from the context key',
  'access.family_sign_in.asker': 'for a day, under a key made from the context key',
  'access.family_sign_in.mark': 'for a day, under a key made from the context key',
  'access.key.key': 'the context key itself',
  'access.session.mark': 'a mark under a key made from the context key',
  'access.session.token_hash': 'a hash',
  'access.vault_key.mark': 'tells a key by its name',
  'public.document.sha256': 'a hash',
  'public.family_paper.sha256': 'a hash',
  'public.feed_push.sha256': 'a hash',
  'public.front_door_contact.alike': 'made anew with the words of its row',
  'public.import_file.sha256': 'a hash',
  'intake.destroyed_row.content_hash': 'a hash under a key',
  'intake.destroyed_row.key_hash': 'a hash under a key',
  'public.import_run.files_hash': 'a hash',
  'public.saved_search.terms': 'for a day, under a key made from the context key',
  'public.source_person.identity_hash': 'a hash',
  'public.source_person.linked_hash': 'a hash',
  'public.source_record.content_hash': 'a hash',
}

describe('a change of the key of files or of what is told', () => {
  let db: TestDatabase
  let ground: Ground
  before(async () => {
    db = await testDatabase()
    const { pages } = await testGrounds(db)
    await pages.db.destroy()
    ground = { ...pages, db: kysely(db.owner) }
  })
  after(() => db.drop())

  test('knows every column that holds bytes', async () => {
    const { rows } = await db.owner.query(
      `select table_schema || '.' || table_name || '.' || column_name as column from information_schema.columns
       where data_type = 'bytea' and table_schema in ('public', 'access', 'intake')`,
    )
    const known = sealedColumns.map(one => `${one.table.includes('.') ? '' : 'public.'}${one.table}.${one.column}`)
    const reasons = [...Object.keys(notSealed), ...known]
    assert.deepEqual(
      rows
        .map(row => row.column)
        .filter(column => !reasons.includes(column))
        .sort(),
      [],
    )
    assert.deepEqual(
      reasons.filter(reason => !rows.some(row => row.column === reason)),
      [],
    )
  })

  test('finds the rows of every column', async () => {
    for (const column of sealedColumns)
      assert.equal(await sealAnew(ground, column, openKeyRing(db.keyDir, column.ring)), 0)
  })

  test('seals documents and the files of a run that were kept before there was a seal, once, and a new key seals them anew', async () => {
    const bytes = Buffer.concat([Buffer.from([1]), Buffer.from('A letter about Amelia. '.repeat(50))])
    const entry = await anEntry(db.owner, await aChild(db.owner), {
      kind: 'document',
      category: 'care-content',
      body: {},
    })
    await db.owner.query(
      `with d as (insert into document (entry_id, name, media_type, bytes, sha256) values ($1, 'a.txt', 'text/plain', $2, sha256($3)) returning id)
       insert into document_part (document_id, part, bytes) select id, part, $3 from d, generate_series(0, 1) as part`,
      [entry, bytes.length * 2, bytes],
    )
    await db.owner.query(
      `with u as (insert into access.principal (kind, key, name) values ('user', 'u', 'Sam') returning id),
         r as (insert into admission_round (name, born_from, born_to, closes_on, offer_day, release_at, seed, commitment, supervisor, made_by, made_at)
           select 'Round', '2022-09-01', '2023-08-31', '2027-01-15', '2027-04-16', '2027-04-16', 's', repeat('a', 64), 'Pat', id, now() from u returning id)
       insert into admission_run (round_id, started_by, started_at, input) select r.id, u.id, now(), $1 from r, u`,
      [gzipSync('{"children.csv":"Amelia"}')],
    )
    const held = sealedColumns.filter(one => one.unsealed)
    const count = async (seal: typeof sealAnew) => {
      const found = []
      for (const column of held) found.push(await seal(ground, column, openKeyRing(db.keyDir, 'files'), 1))
      return found
    }
    assert.deepEqual(await count(sealUnsealed), [2, 1])
    assert.deepEqual(
      [await count(sealUnsealed), await count(sealAnew)],
      [
        [0, 0],
        [0, 0],
      ],
    )
    makeRingKey(db.keyDir, 'files')
    assert.deepEqual(await count(sealUnsealed), [0, 0])
    assert.deepEqual(await count(sealAnew), [2, 1])
    const { rows } = await db.owner.query<{ bytes: Buffer; place: string }>(
      `select bytes, ${held[0]?.place} as place from document_part t order by part`,
    )
    for (const row of rows) {
      assert.ok(!row.bytes.includes('Amelia'))
      assert.deepEqual(open(openKeyRing(db.keyDir, 'files'), row.bytes, held[0]?.about(row.place)), bytes)
    }
    const runs = await db.owner.query<{ id: string; input: Buffer }>('select id, input from admission_run')
    const input = open(openKeyRing(db.keyDir, 'files'), runs.rows[0]!.input, held[1]?.about(String(runs.rows[0]!.id)))
    assert.equal(gunzipSync(input).toString(), '{"children.csv":"Amelia"}')
  })

  test('seals anew what an older key has sealed; both keys open meanwhile, and afterwards the new one alone', async () => {
    const old = openKeyRing(db.keyDir, 'told')
    const [contacts] = sealedColumns.filter(one => one.table === 'front_door_contact')
    assert.ok(contacts)
    const told = { childName: 'Amelia Okafor', birthDate: '2017-05-03', worry: 'Found alone' }
    const uuids: string[] = []
    for (let number = 0; number < 3; number++) {
      const uuid = `00000000-0000-4000-8000-00000000000${number}`
      const words = seal(old, Buffer.from(JSON.stringify(told)), contacts.about(uuid))
      await db.owner.query(
        `insert into front_door_contact (uuid, reference, told_at, way, source, out_of_hours, words, alike)
         values ($1::uuid, $1::text, now(), 'open', '1A', false, $2, $3)`,
        [uuid, words, contacts.also?.make(old, Buffer.from(JSON.stringify(told)))],
      )
      uuids.push(uuid)
    }
    assert.equal(makeRingKey(db.keyDir, 'told'), 'told-2')
    const newest = openKeyRing(db.keyDir, 'told')
    const list = async () =>
      (
        await db.owner.query<{ uuid: string; words: Buffer; alike: Buffer }>(
          'select uuid, words, alike from front_door_contact order by uuid',
        )
      ).rows
    const [first] = await list()
    assert.ok(first)
    assert.deepEqual(JSON.parse(open(newest, first.words, contacts.about(first.uuid)).toString()), told)
    assert.equal(isUnder(newest, first.words, contacts.about(first.uuid)), false)
    // A process that was started before goes on sealing with the older key, and reads what the new one has sealed.
    const late = seal(newest, Buffer.from('later'), 'x')
    assert.equal(open(old, late, 'x').toString(), 'later')

    assert.equal(await sealAnew(ground, contacts, newest, 2), 3)
    assert.equal(await sealAnew(ground, contacts, newest, 2), 0)
    rmSync(join(db.keyDir, 'told.key'))
    const alone = openKeyRing(db.keyDir, 'told')
    for (const row of await list()) {
      assert.deepEqual(JSON.parse(open(alone, row.words, contacts.about(row.uuid)).toString()), told)
      assert.deepEqual(row.alike, contacts.also?.make(alone, Buffer.from(JSON.stringify(told))))
    }
    assert.deepEqual(listRing(db.keyDir, 'told'), ['told-2'])
  })

  test('leaves a value that no key opens as it is, and says so', async () => {
    const [contacts] = sealedColumns.filter(one => one.table === 'front_door_contact')
    await db.owner.query(
      `update front_door_contact set words = '\\x01' || sha256('x') where uuid = '00000000-0000-4000-8000-000000000001'`,
    )
    await assert.rejects(
      sealAnew(ground, contacts as SealedColumn, openKeyRing(db.keyDir, makeRingKey(db.keyDir, 'told'))),
    )
  })

  test('leaves the secrets that schools sign with good until their keys are made anew', () => {
    const id = '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c31'
    const given = secretOf({ filesKey: openKeyRing(db.keyDir, 'files') }, id)
    makeRingKey(db.keyDir, 'files')
    const ring = { filesKey: openKeyRing(db.keyDir, 'files') }
    assert.notEqual(secretOf(ring, id), given)
    assert.deepEqual(secretsOf(ring, id).slice(0, 2), [secretOf(ring, id), given])
  })
})
