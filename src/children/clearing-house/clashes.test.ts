import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { SignedInReader } from '../../access/index.ts'
import { aReader } from '../../access/testing/index.ts'
import { markBits, type PlainDate } from '../../kernel/index.ts'
import { emptyTables } from '../../platform/testing/index.ts'
import { linkPending } from '../linking/index.ts'
import { arrive, textOf } from '../testing/index.ts'
import { type LinkedTown, linkedTown } from '../testing/linked-town.ts'
import { send } from '../testing/routes.ts'
import { clearingHouseRoutes } from './index.ts'

let town: LinkedTown
let reviewer: SignedInReader
let schools: number[]
const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await town.db.owner.query(text, values)).rows as T[]
before(async () => {
  town = await linkedTown(['census', 'care', 'throughline'])
  reviewer = await aReader(town.db.owner, 'clearing-house')
  const made = `insert into access.establishment (name) values ('Mill Primary'), ('Dale Centre') returning id`
  schools = (await rows<{ id: number }>(made)).map(r => r.id)
})
after(() => town.leave())
beforeEach(() => emptyTables(town.db.owner, 'person, source_person, access.shield, access.hidden_person'))

type Told = { readonly source: string; readonly key: string; readonly school: number; readonly marks: string }
const homes = [
  { postcode: 'NM1 1AA', street: 'High Street' },
  { postcode: 'NM9 9ZZ', street: 'Beach Road' },
]
/** Two namesakes whom registers have with these marks; gives what is said to stop and think at. */
const stops = async (told: readonly [Told, Told], hidden?: 'shielded' | 'withdrawn'): Promise<string> => {
  const khan = { forename: 'Mohammed', surname: 'Khan', birthDate: '2014-02-11' as PlainDate, sex: 'M' as const }
  for (const [at, { source, key, school, marks }] of told.entries()) {
    const identity = { ...khan, ...homes[at] }
    const { id, personId } = await arrive(town.db.owner, { source, key, identity }, town.now())
    const { attended, authorised, unauthorised } = markBits(marks)
    await rows(
      `insert into attendance_year (source_person_id, establishment_id, year, child_id, marks, attended, authorised, unauthorised, seen_from, changed_at)
       values ($1, $2, 2026, $3, $4, $5::varbit, $6::varbit, $7::varbit, now(), now())`,
      [id, schools[school], personId, marks, attended, authorised, unauthorised],
    )
    if (hidden === 'withdrawn') await rows('insert into access.hidden_person values ($1)', [id])
    if (hidden === 'shielded')
      await rows(
        `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'x', '2026-01-01')`,
        [personId],
      )
  }
  await linkPending(town.jobs)
  const [open] = await rows<{ uuid: string }>(`select uuid from review_case where state = 'open'`)
  const page = await send(town.pages, clearingHouseRoutes, reviewer, 'GET', '/duplicates/:case', {
    params: { case: open!.uuid },
  })
  return /Stop and think<\/h2>(.*?)<\/ul>/s.exec(textOf(page))?.[1] ?? ''
}
const mill = (marks: string): Told => ({ source: 'census', key: 'one', school: 0, marks })
const dale = (marks: string): Told => ({ source: 'care', key: 'two', school: 1, marks })
const clash = /register/i

describe('before two records are joined, registers that have both in one half day', () => {
  test('at two schools are something to stop at, once or more often, without school, day or mark', async () => {
    const once = await stops([mill('/I'), dale('/\\')])
    assert.match(once, /Registers have them at two schools in the same half day, once\. One child cannot be/)
    assert.doesNotMatch(once, /Mill|Dale|2026/)
    await emptyTables(town.db.owner, 'person, source_person')
    assert.match(await stops([mill('/\\'), dale('/\\')]), /in the same half day, more than once/)
  })
  test('are nothing to stop at where one was away whenever the other was there, and not said where anybody’s whereabouts are kept', async () => {
    assert.doesNotMatch(await stops([mill('/I'), dale('I\\')]), clash)
    await emptyTables(town.db.owner, 'person, source_person')
    assert.doesNotMatch(await stops([mill('/\\'), dale('/\\')], 'shielded'), clash)
  })
  test('are not said of marks that no reader may see any more, since the agreement with their source is withdrawn', async () => {
    assert.doesNotMatch(await stops([mill('/\\'), dale('/\\')], 'withdrawn'), clash)
  })
  test('at one school count within one feed alone: two feeds may tell of one child', async () => {
    assert.doesNotMatch(await stops([mill('/'), { ...dale('/'), school: 0 }]), clash)
    await emptyTables(town.db.owner, 'person, source_person')
    const twice = await stops([mill('/'), { ...mill('/'), key: 'two' }])
    assert.match(twice, /One school’s register has both in the same half day, once/)
  })
})
