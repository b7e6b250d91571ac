import assert from 'node:assert/strict'
import { after, beforeEach, describe, test } from 'node:test'
import { type RawBuilder, sql } from 'kysely'
import { provisionChildren, type SignedInReader } from '../../access/index.ts'
import { aReader, aRelation } from '../../access/testing/index.ts'
import { emptyTables } from '../../platform/testing/index.ts'
import { readFacts } from '../golden-record/index.ts'
import { address, identity } from '../kinds/index.ts'
import { type Arrival, aRun, arrive, onChild, someSources } from '../testing/index.ts'
import { overOwn } from '../testing/routes.ts'
import { wayInWorld } from '../testing/way-in.ts'
import { linkPending } from './index.ts'
import { smallWorld } from './small-world.examples.ts'

const { clock, db, pages, jobs, drop, find } = await wayInWorld()
after(drop)
await someSources(db.owner, ['census', 'bundle', 'form', 'health', 'throughline'])
await db.owner.query(
  `update source set service = case id when 'health' then 'Health' else 'Schools' end where id <> 'throughline'`,
)
const [ashgrove, birchgrove] = (
  await db.owner.query<{ id: number }>(
    `insert into access.establishment (name, laestab) values ('Ashgrove', '8992001'), ('Birchgrove', '8992002') returning id`,
  )
).rows.map(row => row.id) as [number, number]
const [priya, office, lead, elsewhere, officer, trust] = [
  await aReader(db.owner, 'social-worker'),
  await aReader(db.owner, 'school-office'),
  await aReader(db.owner, 'safeguarding-lead'),
  await aReader(db.owner, 'school-office'),
  await aReader(db.owner, 'education-welfare-officer'),
  await aReader(db.owner, 'school-office'),
]
beforeEach(async () => {
  await emptyTables(db.owner, 'person, source_person, source_record, access.shield, access.grant_row, access.notice')
  for (const [who, establishment, reason] of [
    [office, ashgrove, 'school-roll'],
    [elsewhere, birchgrove, 'school-roll'],
    [lead, ashgrove, 'school-roll'],
    [officer, ashgrove, 'school-link'],
    [trust, ashgrove, 'school-roll'],
    [trust, birchgrove, 'school-roll'],
  ] as const)
    await aRelation(db.owner, { establishment }, { principal: who.userId, reason })
})

const [inCensus] = smallWorld as [Arrival]
const { upn: _number, ...liam } = inCensus.identity
/** Liam, whom the census told of first, as a school enters a pupil of his name. */
const asPupil: Arrival = {
  source: 'bundle',
  key: 'pupil',
  identity: { ...liam, house: '70', street: 'Beach Road', postcode: 'NM9 9ZZ' },
}
const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await db.owner.query(text, values)).rows as T[]
/** Somebody comes in this school's file, or in that of a service; with a place at a school, where the file tells of one. */
const comes = async (
  arrival: Arrival,
  school?: number,
  laestab = '8992001',
): Promise<{ id: number; person: number; at: string }> => {
  const { id } = await arrive(db.owner, arrival, clock.now)
  const { record } = await aRun(db.owner, arrival.source, clock.now, { of: arrival.key, scope: `pupil/${laestab}` })
  if (school)
    await rows(
      `insert into intake.enrolment (source_person_id, establishment_id, starts_on, source_record_id, known_from) values ($1, $2, '2026-09-01', $3, $4)`,
      [id, school, record, clock.now],
    )
  await linkPending(jobs)
  clock.now = new Date(clock.now.getTime() + 60_000)
  const [row] = await rows<{ person: number; at: string }>(
    'select p.id as person, p.uuid as at from source_person s join person p on p.id = s.person_id where s.id = $1',
    [id],
  )
  return { id, ...row! }
}
const keptToPriya = async (kind: 'restricted' | 'sealed' | 'protected'): Promise<void> => {
  const { person } = await comes(inCensus)
  const [{ key }] = (await rows('select key from access.principal where id = $1', [priya.userId])) as [{ key: string }]
  const shields = [{ child: person, kind, reason: 'His father', holders: [key], allowed: [] }]
  await provisionChildren(jobs, { conflicts: [], schoolLinks: [], work: [], shields })
}
/** Whom a search for the name finds, and the home on the pupil's record. */
const sees = async (who: SignedInReader, at: string): Promise<unknown> => {
  const facts = await onChild(pages, who, at, [address], grant => readFacts(grant, [address])).catch(() => [])
  return [await find(who, 'Liam Hearne'), facts.map(fact => fact.body.postcode).at(-1)]
}

describe('a pupil who may be a shielded child', () => {
  for (const kind of ['restricted', 'sealed', 'protected'] as const) {
    const shut = (id: number) => [kind === 'protected' ? [id] : [], undefined]

    test(`of a ${kind} child: is there for the staff of the school that alone told, as any new pupil, and for nobody else who is not named`, async () => {
      await keptToPriya(kind)
      const { person, at } = await comes(asPupil, ashgrove)
      assert.deepEqual(await rows('select kind from access.shield where while_asked'), [{ kind }])
      assert.deepEqual(await sees(office, at), [[person], 'NM9 9ZZ'])
      assert.deepEqual(await sees(officer, at), shut(person), 'the council’s officer for the school waits')
      assert.deepEqual(await sees(elsewhere, at), [[], undefined])
    })

    test(`of a ${kind} child: is there for them whatever else their school's files and form say, and shut once another school's say it`, async () => {
      await keptToPriya(kind)
      const { person, at } = await comes(asPupil, ashgrove)
      const form = await comes({ ...asPupil, source: 'form', key: 'told by hand' })
      assert.equal(form.person, person, 'a form gives no place at the school')
      assert.deepEqual(await sees(office, at), [[person], 'NM9 9ZZ'])
      await comes({ ...asPupil, source: 'form', key: 'told elsewhere' }, undefined, '8992002')
      assert.deepEqual(await sees(office, at), shut(person))
      assert.deepEqual(
        await sees(trust, at),
        [[person], 'NM9 9ZZ'],
        'who works for both schools reads what the two told',
      )
    })

    test(`of a ${kind} child: shows the school nothing of what somebody named writes on it or who works with the pupil`, async () => {
      await keptToPriya(kind)
      const { id, person } = await comes(asPupil, ashgrove)
      for (const [by, postcode] of [
        [priya.userId, 'NM1 1AA'],
        [lead.userId, 'NM2 2BB'],
      ] as const) {
        await rows(
          `insert into entry (source_person_id, child_id, kind, category, category_bit, sensitivity, summary, body, known_from, source_id, author_id)
           values ($1, $2, 'address', 'contact', 2, 1, true, $3, $4, 'throughline', $5)`,
          [id, person, { postcode }, clock.now, by],
        )
        await rows(
          `insert into involvement (child_id, principal_id, kind, service, category, category_bit, purpose, true_from, source_id, created_by, known_from)
           values ($1, $2, 'education-welfare', 'Education', 'attendance', 4, 'test', '2026-11-01', 'throughline', $2, $3)`,
          [person, by, clock.now],
        )
      }
      const read = (what: RawBuilder<unknown>) =>
        overOwn(pages, office, [identity], async ({ tx }) =>
          (await sql<{ x: unknown }>`select ${what} and child_id = ${person} order by 1`.execute(tx)).rows.map(
            row => row.x,
          ),
        )
      const homes = sql`body->>'postcode' as x from entry where kind = 'address'`
      const workers = sql`principal_id as x from involvement where true`
      assert.deepEqual(await read(homes), ['NM2 2BB', 'NM9 9ZZ'], 'what a colleague wrote is the school’s own')
      assert.deepEqual(await read(workers), [lead.userId])
    })

    test(`of a ${kind} child: is shut to the school too once another service says more, and when a named person says that it stays`, async () => {
      await keptToPriya(kind)
      const { person, at } = await comes(asPupil, ashgrove)
      const also = await comes({ ...asPupil, source: 'health', key: 'also' })
      assert.equal(also.person, person, 'the two sources mean one child')
      assert.deepEqual(await sees(office, at), shut(person))
      await rows('delete from link where source_person_id = $1', [also.id])
      await rows('delete from entry where source_person_id = $1', [also.id])
      await rows('delete from search_key where source_person_id = $1', [also.id])
      await rows('delete from source_person where id = $1', [also.id])
      assert.deepEqual(await sees(office, at), [[person], 'NM9 9ZZ'])

      await rows('update access.shield set decided_at = $1, decided_by = $2 where while_asked', [
        clock.now,
        priya.userId,
      ])
      assert.deepEqual(await sees(office, at), shut(person))
    })
  }
})
