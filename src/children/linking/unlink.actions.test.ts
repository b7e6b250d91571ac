import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import fc from 'fast-check'
import type { Ground, SignedInReader } from '../../access/index.ts'
import { aReader, aRelation } from '../../access/testing/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { emptyTables } from '../../platform/testing/index.ts'
import { fold, readFacts } from '../golden-record/index.ts'
import { coreKinds, dangerNote, identity, note, pause, visit } from '../kinds/index.ts'
import { type Arrival, anEntryOf, aRun, arrive, atDesk, dumpSpine, onChild } from '../testing/index.ts'
import { type LinkedTown, linkedTown } from '../testing/linked-town.ts'
import { write } from '../writing/index.ts'
import { joinPersons, linkPending, undoDecision } from './index.ts'

let town: LinkedTown
let db: LinkedTown['db']
let jobs: Ground
let pages: Ground
let reviewer: SignedInReader
let worker: SignedInReader
let now: LinkedTown['now']
before(async () => {
  town = await linkedTown(['census', 'care', 'health', 'throughline'])
  ;({ db, jobs, pages, now } = town)
  reviewer = await aReader(db.owner, 'clearing-house')
  worker = await aReader(db.owner, 'social-worker')
})
after(() => town.leave())
beforeEach(() =>
  emptyTables(db.owner, 'person, source_person, family, access.establishment, access.shield, access.grant_row'),
)

const khan = { forename: 'Mohammed', surname: 'Khan', birthDate: '2014-02-11' as PlainDate, sex: 'M' as const }
const mother = { name: 'Amina Khan', relation: 'Mother' }
const one: Arrival = {
  source: 'census',
  key: 'khan-1',
  identity: { ...khan, postcode: 'NM1 1AA', house: '3', street: 'High Street', uprn: '100012345671' },
  carers: [{ ...mother, personKey: 'amina' }],
  family: 'F1',
}
const two: Arrival = {
  source: 'care',
  key: 'khan-2',
  identity: { ...khan, postcode: 'NM9 9ZZ', house: '70', street: 'Beach Road', uprn: '100012345679' },
  carers: [{ name: 'Sara Khan', relation: 'Mother', personKey: 'sara' }],
}
const three: Arrival = {
  source: 'health',
  key: 'khan-3',
  identity: { ...khan, postcode: 'NM5 5QQ', house: '8', street: 'Quay Lane' },
}
const adults: readonly Arrival[] = [
  { source: 'census', key: 'amina', adult: true, identity: { forename: 'Amina', surname: 'Khan' } },
  { source: 'care', key: 'sara', adult: true, identity: { forename: 'Sara', surname: 'Khan' } },
]
type Born = { id: number; personId: number }

/** Facts of ten kinds on a child, a worker's among them, and all that hangs on a child besides. */
const furnish = async (child: Born, source: string): Promise<void> => {
  const fact = (kind: (typeof coreKinds)[number], body: Record<string, unknown>) =>
    anEntryOf(db.owner, { kind, body, source, sourcePerson: child.id, person: child.personId, at: now() })
  const kindOf = (name: string) => coreKinds.find(k => k.kind === name)!
  await fact(kindOf('identifier'), { type: 'upn', value: source === 'census' ? 'Q801200005028' : 'X', ok: false })
  await fact(kindOf('contact-detail'), { type: 'phone', value: '07700 900123' })
  await fact(dangerNote as never, { sort: 'animals', short: 'Dog', whatToDo: 'Ring first', why: 'It bites' })
  await fact(pause as never, { consult: 'Duty' })
  await fact(kindOf('background'), { firstLanguage: 'eng' })
  await fact(kindOf('authority'), { home: '899' })
  const own = { childId: child.personId, on: undefined, authorId: worker.userId }
  await atDesk(pages, worker, 'recorder', async command => {
    const said = { noteKind: 'call', happenedOn: '2026-11-01', passages: [{ text: 'Rang home', about: 'child' }] }
    await write(command, { ...own, kind: note as never, category: 'early-help', body: said })
    const booked = { on: '2026-12-01', worker: 'A', workerId: worker.userId }
    await write(command, { ...own, kind: visit as never, category: 'early-help', body: booked })
  })
  const { record } = await aRun(db.owner, source, now())
  const school = await db.owner.query(`insert into access.establishment (name) values ($1) returning id`, [source])
  await db.owner.query(
    `insert into intake.enrolment (source_person_id, establishment_id, starts_on, source_record_id, known_from) values ($1, $2, '2026-09-01', $3, now())`,
    [child.id, school.rows[0].id, record],
  )
  await db.owner.query(
    `insert into attendance_year (source_person_id, establishment_id, year, child_id, marks, attended, authorised, unauthorised, seen_from, changed_at)
    values ($1, $2, 2026, $3, '//', '11', '00', '00', now(), now())`,
    [child.id, school.rows[0].id, child.personId],
  )
  await db.owner.query(
    `insert into involvement (child_id, source_person_id, principal_id, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
    values ($1, $2, $4, 'key-worker', 'care', 'identity', 1, 'x', '2026-01-01', $3, '2026-01-01'), ($1, null, $4, 'key-worker', 'care', 'identity', 1, 'x', '2026-01-01', $3, '2026-01-01')`,
    [child.personId, child.id, source, worker.userId],
  )
  await aRelation(db.owner, { child: child.personId }, { principal: worker.userId })
  await db.owner.query(
    `with f as (insert into family (formed_by, known_from) values ('throughline', now()) returning id)
    insert into family_member (family_id, child_id, source_id, source_key, known_from) select id, $1, 'throughline', 'by hand', now() from f`,
    [child.personId],
  )
}

const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await db.owner.query(text, values)).rows as T[]
const caseIn = async (...states: string[]) =>
  (await rows<{ uuid: string }>('select uuid from review_case where state = any($1) order by id', [states])).map(
    r => r.uuid,
  )
const decide = (how: typeof joinPersons, uuid: string) =>
  atDesk(pages, reviewer, 'clearing-house', desk => how(desk, { case: uuid, reason: 'I rang the school' }))

/** The name that this worker reads on the record of each person. */
const shownNames = async (): Promise<string[]> => {
  const persons = await rows<{ uuid: string }>(
    `select uuid from person p where has_record and redirect_to is null and exists (select from source_person s where s.person_id = p.id) order by id`,
  )
  const names: string[] = []
  for (const { uuid } of persons)
    names.push(
      await onChild(pages, worker, uuid, [identity], async grant =>
        JSON.stringify(fold(await readFacts(grant, [identity]), { today: '2026-11-20' as PlainDate, enrolment: 'x' })),
      ),
    )
  return names
}

const twoFurnished = async () => {
  for (const adult of adults) await arrive(db.owner, adult, now())
  const a = await arrive(db.owner, one, now())
  const b = await arrive(db.owner, two, now())
  await furnish(a, 'census')
  await furnish(b, 'care')
  await linkPending(jobs)
  return { a, b }
}

describe('a join that is undone', () => {
  test('leaves two children of twenty facts of ten kinds as if they had never been one, byte for byte', async () => {
    const { a, b } = await twoFurnished()
    const [count] = await rows<{ facts: number; kinds: number }>(
      'select count(*)::int as facts, count(distinct kind)::int as kinds from entry where child_id in ($1, $2)',
      [a.personId, b.personId],
    )
    assert.ok(count!.facts >= 20 && count!.kinds >= 10, JSON.stringify(count))
    const [never, names] = [await dumpSpine(db.owner), await shownNames()]
    await decide(joinPersons, (await caseIn('open'))[0]!)
    assert.notEqual(await dumpSpine(db.owner), never)
    await linkPending(jobs)
    await decide(undoDecision, (await caseIn('joined'))[0]!)
    assert.equal(await dumpSpine(db.owner), never)
    assert.deepEqual(await shownNames(), names)
    assert.deepEqual(await rows('select 1 from split_entry'), [], 'nothing was written meanwhile: nothing is asked')
  })

  test('leaves three children as never joined, whichever joins are undone first and however often', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.boolean(), fc.nat(2)), { minLength: 2, maxLength: 5 }), async steps => {
        await emptyTables(db.owner, 'person, source_person')
        for (const arrival of [one, two, three]) await arrive(db.owner, arrival, now())
        await linkPending(jobs)
        const never = await dumpSpine(db.owner)
        const step = async (join: boolean, at: number) => {
          const cases = await caseIn(join ? 'open' : 'joined')
          if (cases.length > 0) await decide(join ? joinPersons : undoDecision, cases[at % cases.length]!)
        }
        for (const [join, at] of steps) await step(join, at)
        for (let joined = await caseIn('joined'); joined.length > 0; joined = await caseIn('joined'))
          await step(false, steps.length)
        assert.equal(await dumpSpine(db.owner), never)
      }),
      { numRuns: 8, seed: 20261120 },
    )
  })

  test('gives a source record that came while they were one to the child that it was tied to', async () => {
    const a = await arrive(db.owner, one, now())
    const b = await arrive(db.owner, two, now())
    await linkPending(jobs)
    await decide(joinPersons, (await caseIn('open'))[0]!)
    const later = await arrive(db.owner, { ...two, source: 'health', key: 'khan-9' }, now())
    await linkPending(jobs)
    await decide(undoDecision, (await caseIn('joined'))[0]!)
    const [placed] = await rows<{ person_id: number }>('select person_id from source_person where id = $1', [later.id])
    assert.equal(placed?.person_id, b.personId)
    assert.notEqual(placed?.person_id, a.personId)
  })
})
