import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testGrounds } from '../src/access/testing/index.ts'
import { type TestDatabase, testDatabase } from '../src/platform/testing/index.ts'
import { loadTown } from './bulk-loader.ts'
import { childOf, type Town } from './town.ts'
import { openTownSite, type TownSite } from './town-site.ts'
import { arrangeTown } from './town-staff.ts'

const town: Town = { children: 400, days: 3 }

/** Gives the social worker so many children. */
const giveChildren = `
  with worker as (select id from access.principal where key = 'worker'), gone as (delete from access.grant_row g using worker where g.principal = worker.id)
  insert into access.grant_row (principal, child_id, reason, limit_mask, starts_at)
  select worker.id, p.id, 'social-work', -1, '2026-09-01' from worker, (select id from person where has_record order by id limit $1) p`
const giveCases = `
  insert into review_case (a_person, b_person, a_source_person, b_source_person, bits, rule_version, evidence, opened_at)
  select a.person_id, b.person_id, a.id, b.id, 5, 'test', '{"words": ["The same name"]}', '2026-11-01'
  from source_person a join source_person b on b.id = a.id + 200 order by a.id limit $1`
/** Of the first child's notes so many stand. */
const keepNotes = `
  with noted as (select id, row_number() over (order by id) as place from entry
    where kind = 'note' and child_id = (select min(id) from person where has_record))
  update entry e set known_to = case when n.place <= $1 then 'infinity' else e.known_from + interval '1 day' end from noted n where n.id = e.id`

describe('a page asks the database no more often for fifty rows than for five', () => {
  let database: TestDatabase
  let site: TownSite
  before(async () => {
    database = await testDatabase()
    const { pages, jobs } = await testGrounds(database)
    await loadTown({ ownerUrl: database.ownerUrl, owner: database.owner, jobs }, town)
    await arrangeTown(jobs, town)
    const { owner, pagesUrl } = database
    site = await openTownSite({ ...pages, owner, pagesUrl, filesKey: Buffer.alloc(32, 7) })
  })
  after(async () => {
    await site?.stop()
    await database?.drop()
  })

  /** How many statements the page takes once everything that is read once a process has been read. */
  const count = async (
    who: 'worker' | 'everyone',
    address: string,
  ): Promise<{ statements: number; length: number }> => {
    await site.get(who, address)
    site.statements()
    const answer = await site.get(who, address)
    assert.equal(answer.statusCode, 200)
    return { statements: site.statements(), length: answer.body.length }
  }

  const compare = async (give: (rows: number) => Promise<{ statements: number; length: number }>): Promise<void> => {
    const [few, many] = [await give(5), await give(50)]
    assert.ok(many.length > few.length, `the page shows more of fifty: ${few.length} and ${many.length} bytes`)
    assert.equal(many.statements, few.statements)
  }

  test('my children', () =>
    compare(async rows => {
      await database.owner.query(giveChildren, [rows])
      return await count('worker', '/my-children')
    }))

  test('possible duplicates', () =>
    compare(async rows => {
      await database.owner.query('delete from review_case')
      await database.owner.query(giveCases, [rows])
      return await count('everyone', '/duplicates')
    }))

  test('what a search finds', () =>
    compare(async rows => {
      await database.owner.query(giveChildren, [rows])
      return await count('worker', await site.search('worker', commonYear(rows)))
    }))

  test('the child’s page and timeline', () =>
    compare(async rows => {
      await database.owner.query(giveChildren, [1])
      await database.owner.query(keepNotes, [rows])
      const { rows: found } = await database.owner.query<{ uuid: string }>(
        'select uuid from person where has_record order by id limit 1',
      )
      const [page, line] = [
        await count('worker', `/children/${found[0]?.uuid}`),
        await count('worker', `/children/${found[0]?.uuid}/timeline`),
      ]
      return { statements: page.statements + line.statements, length: line.length }
    }))
})

/** A year in which more than a few of these children were born. */
const commonYear = (rows: number): string => {
  const years = Array.from({ length: rows }, (_, number) => childOf(town, number).birthDate.slice(0, 4))
  return (
    [...new Set(years)].sort((a, b) => years.filter(y => y === b).length - years.filter(y => y === a).length)[0] ?? ''
  )
}
