// A protected address as it comes in, is kept and is read: whoever has the whole database and not the keys finds neither its words nor its
// postcode in any column of any table.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import {
  asActor,
  checkVaultKeys,
  type Ground,
  holdFields,
  openFields,
  placeOfDraft,
  rewrapAll,
  type SignedInReader,
} from '../access/index.ts'
import { aReader, aRelation } from '../access/testing/index.ts'
import { address, blockKeysOf, dangerNote, doctor, holdPlaces, readFacts, readPlaceFacts } from '../children/index.ts'
import { onChild } from '../children/testing/index.ts'
import { careEpisode } from '../domains/social-care/index.ts'
import { undoRun } from '../intake/index.ts'
import { type IntakeWorld, intakeWorld } from '../intake/testing/index.ts'
import { canonicalJson } from '../kernel/index.ts'
import { kysely } from '../platform/database/index.ts'
import { makeVaultKey, openVaultKeys } from '../platform/keys/index.ts'
import { linkOn } from './jobs.ts'
import { clubsWithHomes, homesTold } from './testing/homes-told.ts'

let world: IntakeWorld
let pages: Ground
let named: SignedInReader
let mina: { id: number; uuid: string }
const head = { table: 'members' }
const bring = async (asOf: string, ...rows: string[]): Promise<{ run: string; unchanged: number }> => {
  const run = await world.receive(await world.file(`${asOf.slice(0, 10)}.csv`, { ...head, asOf }, rows))
  const report = await world.work(run, { sources: [clubsWithHomes], link: linkOn(world.ground) })
  return { run, unchanged: report.unchanged }
}
const olafRow = 'olaf,Olaf,Berg,2015-02-01,NM8 8YY'
const minaRow = (postcode: string) => `mina,Mina,Quist,2014-05-06,${postcode}`

before(async () => {
  let tick = Date.parse('2026-11-20T08:00:00Z')
  world = await intakeWorld(() => {
    tick += 1000
    return new Date(tick)
  })
  await bring('2025-01-10T00:00:00Z', minaRow('NM7 9ZZ'), olafRow)
  const { rows } = await world.owner.query(
    `select p.id, p.uuid from source_person s join person p on p.id = s.person_id where s.key = 'mina'`,
  )
  mina = rows[0]
  named = await aReader(world.owner, 'social-worker')
  await aRelation(world.owner, { child: mina.id }, { principal: named.userId, named: true, maxSensitivity: 4 })
  pages = { ...world.ground, db: kysely(world.pages) }
})
after(() => world.drop())

/** Every value of every table, as text. */
const dump = async (): Promise<string> => {
  const { rows: tables } = await world.owner.query<{ name: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const all: string[] = []
  for (const { name } of tables)
    for (const { row } of (await world.owner.query<{ row: string }>(`select t::text as row from ${name} t`)).rows)
      all.push(row)
  return all.join('\n').toLowerCase()
}
const telling = ['vellum', 'quince', 'nm79zz', 'nm7 9zz', 'nm7 1xx', 'nm71xx', '900011112222', '900417']
/** What of Mina's places the database tells, in the clear, as bytes or as a hash that a guess could be tried against. */
const told = async (): Promise<string[]> => {
  const database = await dump()
  const hash = (content: unknown) => createHash('sha256').update(canonicalJson(content)).digest('hex')
  const [key, forename, surname, born] = ['mina', 'Mina', 'Quist', '2014-05-06']
  const { house, street, uprn, phone } = homesTold.mina!
  const where = { house, street, uprn, phones: [phone] }
  const guesses = ['NM7 9ZZ', 'NM7 1XX'].flatMap(postcode => [
    hash({ key, forename, surname, born, postcode, ...where }),
    hash({ forename, surname, birthDate: born, postcode, ...where }),
  ])
  return [...telling.flatMap(word => [word, Buffer.from(word).toString('hex')]), ...guesses].filter(one =>
    database.includes(one),
  )
}
const readHome = (ground: Ground): Promise<Readonly<Record<string, unknown>> | undefined> =>
  onChild(ground, named, mina.uuid, [address], async grant => (await readFacts(grant, [address])).at(-1)?.body)

/** Everything that the vault changes, as text: dictionary numbers and what is counted anew with the next file aside. */
const spine = async (): Promise<Record<string, string[]>> => {
  const of: Record<string, string> = {
    facts: 'entry',
    people: 'source_person',
    rows: 'source_record',
    homes: 'household_member',
    keys: 'block_key',
    words:
      '(select w.word, w.sound, k.child_id, k.field, k.category_bit, k.sensitivity, k.source_person_id from search_key k join search_word w on w.id = k.word_id)',
  }
  const found: Record<string, string[]> = {}
  for (const [what, table] of Object.entries(of))
    found[what] = (await world.owner.query(`select t::text as row from ${table} t order by 1`)).rows.map(r => r.row)
  return found
}

describe('a protection that ends', () => {
  test('leaves everything as if there had been none', async () => {
    const before = await spine()
    const { rows } = await world.owner.query(
      `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'test', '2024-01-01') returning id`,
      [mina.id],
    )
    await holdPlaces(world.ground)
    assert.deepEqual(await told(), [])
    assert.notDeepEqual(await spine(), before)
    const [{ at }] = (await world.owner.query('select max(known_from) as at from entry')).rows
    await world.owner.query('update access.shield set ends_at = $2 where id = $1', [rows[0].id, at])
    await holdPlaces(world.ground)
    assert.deepEqual(await spine(), before)
    assert.equal(await holdPlaces(world.ground), 0)
    assert.deepEqual(await spine(), before)
    assert.equal((await bring('2025-01-20T00:00:00Z', minaRow('NM7 9ZZ'), olafRow)).unchanged, 2)
    await world.owner.query('delete from access.shield')
  })
})

describe('the vault', () => {
  test('takes in a protected address with every copy of it, and one that nobody protects stays as it was', async () => {
    await world.owner.query(`insert into access.establishment (name) values ('Mill Primary')`)
    await world.owner.query(
      `insert into attendance_year (source_person_id, establishment_id, year, child_id, marks, attended, authorised, unauthorised, seen_from, changed_at)
       select s.id, e.id, 2026, $1, '/', '1', '0', '0', now(), now() from source_person s, access.establishment e where s.key = 'mina' and e.name = 'Mill Primary'`,
      [mina.id],
    )
    await world.owner.query(`update pupil_year set area = 'NM7', ward = 'Vellum East'`)
    await world.owner.query(
      `insert into entry (source_person_id, child_id, kind, category, category_bit, sensitivity, body, known_from, source_id)
       select id, $1, 'doctor', 'contact', 2, 1, '{"surgery": "Vellum Lane Surgery"}', '2025-02-01', 'throughline' from source_person where key = 'mina'`,
      [mina.id],
    )
    assert.ok((await told()).length > telling.length / 2, 'before, the database tells all of it')
    const { rows } = await world.owner.query(
      `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'test', '2024-01-01') returning id`,
      [mina.id],
    )
    await world.owner.query('insert into access.shield_allowed (shield_id, principal) values ($1, $2)', [
      rows[0].id,
      named.userId,
    ])
    assert.ok((await holdPlaces(world.ground)) > 0)
    assert.deepEqual(await told(), [])
    assert.equal(await holdPlaces(world.ground), 0, 'and there is nothing left to take in')
    const database = await dump()
    for (const word of ['tansy row', 'nm8 8yy', 'nm88yy', '900033334444']) assert.ok(database.includes(word), word)
  })

  test('gives it to those who are named, with what is known of the house', async () => {
    assert.deepEqual([(await readHome(pages))?.postcode, (await readHome(pages))?.street], ['NM7 9ZZ', 'Vellum Lane'])
    const [surgery] = await onChild(pages, named, mina.uuid, [doctor], grant => readFacts(grant, [doctor]))
    assert.equal(surgery?.body.surgery, 'Vellum Lane Surgery')
    const care = await onChild(pages, named, mina.uuid, [careEpisode], grant => readFacts(grant, [careEpisode]))
    const { startedOn, homePostcode, placementPostcode } = Object.assign({}, ...care.map(one => one.body))
    assert.deepEqual([startedOn, homePostcode, placementPostcode], ['2025-01-02', 'NM7 9ZZ', 'NM7 1XX'])
    await world.owner.query(
      `insert into entry (uprn, kind, category, category_bit, sensitivity, summary, body, known_from, source_id)
       values ('900011112222', 'danger-note', 'identity', 1, 1, true, '{"short": "A dog"}', '2026-01-01', 'throughline')`,
    )
    const notes = await onChild(pages, named, mina.uuid, [dangerNote], grant => readPlaceFacts(grant, [dangerNote]))
    assert.deepEqual(
      notes.map(note => note.body.short),
      ['A dog'],
    )
    await world.owner.query(`delete from entry where kind = 'danger-note' and child_id is null`)
  })

  test('keeps what a source wrote that tells of the place for those who are named, and the rest of the row for all who work with her', async () => {
    const notesFor = async (reader: SignedInReader) =>
      (await onChild(pages, reader, mina.uuid, [dangerNote], grant => readFacts(grant, [dangerNote]))).map(
        note => note.body.whatToDo,
      )
    const other = await aReader(world.owner, 'social-worker')
    await aRelation(world.owner, { child: mina.id }, { principal: other.userId })
    assert.deepEqual(await notesFor(named), [
      'Ring 07700 900417, then go to Quince Cottage Vellum Lane',
      'Speak slowly',
    ])
    assert.deepEqual(await notesFor(other), ['Speak slowly'])
    assert.ok((await dump()).includes('then go to 4 tansy row'), 'of a child who is not protected it stays')
  })

  test('holds what a source says again, says anew, and said before it was undone', async () => {
    assert.equal((await bring('2025-02-10T00:00:00Z', minaRow('NM7 9ZZ'), olafRow)).unchanged, 2)
    const sentBack = 'mina,Mina,Quist,soon,NM7 1XX'
    const { run } = await bring('2025-03-10T00:00:00Z', sentBack, minaRow('NM7 1XX'), olafRow)
    assert.deepEqual(await told(), [])
    assert.equal((await readHome(pages))?.postcode, 'NM7 1XX')
    await undoRun(world.ground, run, { link: linkOn(world.ground) })
    assert.deepEqual(await told(), [])
    assert.equal((await readHome(pages))?.postcode, 'NM7 9ZZ')
  })

  test('leaves no key made of a place by which a record is looked up, when it is linked again', async () => {
    const { rows } = await world.owner.query<{ held: boolean; adult: boolean; open: object; keys: string[] }>(
      `select s.held, s.adult, s.identity - '$held' as open, array(select k.key::text from block_key k where k.source_person_id = s.id) as keys
       from source_person s where s.linked_hash is not null and s.identity->>'forename' in ('Mina', 'Olaf') order by s.identity->>'forename'`,
    )
    assert.deepEqual(
      rows.map(row => row.held),
      [true, false],
    )
    for (const { adult, open, keys } of rows) assert.deepEqual(keys.sort(), [...blockKeysOf(open, adult)].sort())
  })

  test('changes its key a batch at a time, goes on where it was stopped, and needs the old one no more', async () => {
    const { vault } = world.ground
    const typed = { text: 'Half a note' }
    const draft = holdFields(vault, typed, placeOfDraft(named.userId, 'note'))
    await world.owner.query(
      `insert into draft (user_id, child_id, form, fields, saved_at) values ($1, $2, 'note', $3, now())`,
      [named.userId, mina.id, JSON.stringify(draft)],
    )
    const atDesk = holdFields(vault, typed, placeOfDraft(named.userId, 'desk/new'))
    await world.owner.query(
      `insert into desk_draft (user_id, form, fields, saved_at) values ($1, 'desk/new', $2, now())`,
      [named.userId, JSON.stringify(atDesk)],
    )
    const second = makeVaultKey(vault, 'chacha20-poly1305')
    const under = async () =>
      [...new Set([...(await dump()).matchAll(/vault-\d+/g)].map(found => found[0]))].filter(id => id !== second)
    const stop = () => {
      throw new Error('stopped')
    }
    await assert.rejects(rewrapAll(world.ground, { batch: 1, onProgress: stop }), /stopped/)
    assert.notDeepEqual(await under(), [], 'half of it is under the old key still')
    assert.equal((await readHome(pages))?.postcode, 'NM7 9ZZ')
    assert.ok((await rewrapAll(world.ground, { batch: 2 })) > 0)
    assert.equal(await rewrapAll(world.ground), 0)
    rmSync(join(vault.dir, 'vault-1.key'))
    assert.deepEqual(
      [...(await dump()).matchAll(/"(?:sealed|wrapped)": ?"(..)/g)].filter(([, start]) => !start?.startsWith('ag')),
      [],
      'by the cipher of the new key, which is version 2',
    )
    assert.equal((await bring('2025-04-10T00:00:00Z', minaRow('NM7 9ZZ'), olafRow)).unchanged, 2)
    const { rows } = await world.owner.query('select fields from draft')
    assert.deepEqual(openFields(openVaultKeys(vault.dir), rows[0].fields, placeOfDraft(named.userId, 'note')), typed)
    assert.equal((await readHome({ ...pages, vault: openVaultKeys(vault.dir) } as Ground))?.postcode, 'NM7 9ZZ')
  })

  test('without its key a protected address is an error that says what to do, never a record without an address', async () => {
    const { vault } = world.ground
    const elsewhere = openVaultKeys(join(vault.dir, 'elsewhere'))
    await assert.rejects(
      readHome({ ...pages, vault: elsewhere } as Ground),
      /has no vault-2\.key\. Restore it from where keys are kept/,
    )
    await world.owner.query('insert into access.vault_key (id, mark) values ($1, $2)', ['vault-2', Buffer.alloc(32)])
    await assert.rejects(checkVaultKeys(world.owner, elsewhere), /has no vault-2\.key/)
    await assert.rejects(checkVaultKeys(world.owner, vault), /is not the key that protected addresses are kept under/)
    assert.deepEqual(
      readdirSync(vault.dir).filter(file => file.startsWith('vault-')),
      ['vault-2.key'],
    )
  })

  test('opens nothing in another’s place, and nobody but the vault writes what was said', async () => {
    const { rows } = await world.owner.query(
      `select id, body from entry where held and kind = 'contact-detail' limit 1`,
    )
    await world.owner.query(`update entry set body = $1 where held and kind = 'address'`, [
      JSON.stringify(rows[0].body),
    ])
    await assert.rejects(readHome(pages), /none of the keys in KEY_DIR/)
    for (const change of ["entry set body = '{}'", "source_record set content = '{}'"])
      await assert.rejects(
        asActor(world.ground, 'intake', tx => sql.raw(`update ${change}`).execute(tx)),
        /What was said is never changed/,
      )
  })
})
