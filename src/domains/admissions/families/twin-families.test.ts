import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Answer, asActor, type SignedInFamily } from '../../../access/index.ts'
import { aFamily } from '../../../access/testing/index.ts'
import { indexPersons } from '../../../children/index.ts'
import { type Arrival, arrive, someSources } from '../../../children/testing/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { workRun } from '../rounds/runs/run.job.ts'
import { beginCedarRound, families, type RoundDesk, releaseRound, roundDesk } from '../rounds/testing/index.ts'
import { askAsFamily, familyRoutes, goesTo, familyHome as home, familyKey as key, typed } from './testing/index.ts'

/** A round in which Grace applies for Łucja; two of them are alike but for another child. */
type World = { db: TestDatabase; desk: RoundDesk; grace: SignedInFamily; sent: string }
const now = new Date('2026-11-20T10:00:00Z')
const hidden = 'Zebrahide'
let plain: World
let other: World

const aWorld = async (): Promise<World> => {
  const db = await testDatabase()
  const desk = await roundDesk(db, { more: () => familyRoutes, now: () => now })
  const grace = (await aFamily(db.owner, desk.pages, key, 'grace')).family
  await beginCedarRound(db, desk)
  await db.owner.query(`update admission_round set online_from = '2026-11-20'`)
  return { db, desk, grace, sent: '' }
}
const ask = ({ desk }: World, family: SignedInFamily, path: string, asked = {}): Promise<Answer> =>
  askAsFamily(desk.pages, family, path, asked)
const apply = (world: World, family: SignedInFamily, form: Record<string, string>): Promise<Answer> =>
  ask(world, family, `${home}/apply/:round`, { params: { round: world.desk.round }, form })

/** An answer to the byte, but for random addresses and the number of the receipt. */
const bytes = (answer: Answer): string =>
  JSON.stringify('page' in answer ? { ...answer, page: { ...answer.page, body: String(answer.page.body) } } : answer)
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ADDRESS')
    .replaceAll(/\b[B-Z2-9]{5}-[B-Z2-9]{5}\b/g, 'RECEIPT')

/** Every page that families have of a round, as Grace reads them. */
const walk = async (world: World): Promise<string[]> => {
  const params = { round: world.desk.round, sent: world.sent }
  const paths = familyRoutes.flatMap(one => (one.sort === 'family-page' ? [one.path] : []))
  assert.ok(paths.length >= 3, 'the pages of families are walked')
  const shown: string[] = []
  for (const path of paths)
    shown.push(
      `${path} ${await ask(world, world.grace, path, { params }).then(bytes, (error: Error) => error.constructor.name)}`,
    )
  return shown
}
/** Both read the same, and nothing of the other child. */
const alike = async (): Promise<string[]> => {
  const [here, there] = [await walk(plain), await walk(other)]
  assert.deepEqual(there, here)
  for (const page of there) assert.ok(!page.includes(hidden))
  return here
}

describe('a family’s pages of a round, in two worlds that differ only in another child', () => {
  before(async () => {
    plain = await aWorld()
    other = await aWorld()
    const { db, desk } = other
    await someSources(db.owner, ['school-census'])
    const identity = {
      forename: hidden,
      surname: 'Marsh',
      birthDate: '2023-05-03' as PlainDate,
      house: '22',
      street: 'Mill Street',
      postcode: 'NM1 4QT',
    }
    const arrived = await arrive(db.owner, { source: 'school-census', key: 'other', identity } as Arrival, now)
    await asActor(desk.jobs, 'linker', tx => indexPersons(tx, [arrived.personId]))
    await db.owner.query(
      `update admission_application set forename = $1, birth_date = '2023-05-03', upn = 'Q801200005028', child_id = $2, tied = 'person',
         facts = facts || '{"postcode": "NM9 9ZZ"}' where reference = 'P05'`,
      [hidden, arrived.personId],
    )
  })
  after(async () => {
    for (const world of [plain, other]) await world?.desk.close()
  })

  test('are the same to the byte before and after it applies, whoever else applied and whatever a run has decided', async () => {
    await alike()
    for (const world of [plain, other]) {
      const check = await apply(world, world.grace, typed)
      assert.ok('page' in check && String(check.page.body).includes('Łucja'))
      world.sent = goesTo(await apply(world, world.grace, { ...typed, step: 'send' }))
    }
    const { db, desk } = other
    const another = (await aFamily(db.owner, desk.pages, key, 'another')).family
    const form = { ...typed, forename: hidden, 'want-1': 'BIR', 'want-2': 'ASH' }
    await apply(other, another, { ...form, step: 'save' })
    await apply(other, another, { ...form, step: 'send' })
    const received = await alike()
    assert.ok(received.some(page => page.includes('Received')))
    await db.owner.query('delete from family_application where family_id = $1', [another.familyId])

    await ranked(plain)
    await ranked(other)
    await desk.ask('/admissions/:round/runs', { form: {} })
    const { rows } = await db.owner.query(`select id from admission_run`)
    await workRun(desk.jobs, rows[0].id)
    const { rows: places } = await db.owner.query('select from admission_place')
    assert.equal(places.length, 15)
    const taken = await alike()
    assert.ok(taken.some(page => page.includes('Your application counts')))
    await db.owner.query('delete from admission_standing; delete from admission_place; delete from admission_run')
  })

  test('are the same to the byte once the offers are out, whoever the children are whom it reads of', async () => {
    for (const world of [plain, other]) {
      const { db, desk } = world
      await releaseRound(db, desk)
      await families(() => [db, desk]).orderLists()
    }
    const out = (await alike()).join()
    assert.match(out, /We are pleased to offer Łucja Marsh.*Why not a school you named higher.*on the waiting list/s)
    const sure = async (world: World) => {
      const { rows } = await world.db.owner.query(
        `select o.uuid from admission_offer o join admission_application a on a.id = o.application_id where a.reference like 'F-%'`,
      )
      const asked = { params: { sent: world.sent }, form: { offer: rows[0].uuid, reply: 'declined' } }
      return bytes(await ask(world, world.grace, `${home}/:sent/reply`, asked))
    }
    assert.equal(await sure(other), await sure(plain))
  })
})

/** Grace's application is taken in and checked, and the school that ranks for itself has sent its order. */
const ranked = async ({ db, desk, sent }: World): Promise<void> => {
  const place = { easting: '401250', northing: '305500', catchment: 'BIR' }
  const taken = { decision: 'yes', how: 'birth-certificate', ...place }
  await desk.ask('/admissions/:round/online/:sent', { params: { sent }, form: taken })
  const { rows } = await db.owner.query(
    `update admission_application set tied = coalesce(tied, 'none'), facts = facts || '{"distance ASH": "0.9", "distance BIR": "0.1"}'
     where reference like 'F-%' returning uuid`,
  )
  const proven = { fact: 'address', holds: 'yes', proof: 'council tax' }
  await desk.ask('/admissions/:round/applications/:application/check', {
    params: { application: rows[0].uuid },
    form: proven,
  })
  await db.owner.query(
    `insert into admission_order (round_id, school_key, application_id, position, told_by, known_from)
     select a.round_id, 'CED', a.id, row_number() over (order by a.reference), a.told_by, $1
     from admission_application a join admission_preference p on p.application_id = a.id where p.school_key = 'CED'`,
    [now],
  )
}
