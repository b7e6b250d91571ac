import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { Answer, Ground, Route, SignedInReader } from '../../access/index.ts'
import { aReader } from '../../access/testing/index.ts'
import { Conflict, NotAllowed, NotFound } from '../../kernel/index.ts'
import { emptyTables } from '../../platform/testing/index.ts'
import { atDesk, textOf, perform as visit } from '../testing/index.ts'
import { type LinkedTown, linkedTown } from '../testing/linked-town.ts'
import { namesakes, twoNamesakes } from '../testing/namesakes.ts'
import { countOpenCases } from './cases.queries.ts'
import { compareRecords } from './comparison.ts'
import { sheetOf } from './evidence-sheet.ts'
import { clearingHouseRoutes } from './index.ts'
import { weighAnswer } from './steps.actions.ts'

let town: LinkedTown
let db: LinkedTown['db']
let pages: Ground
let sam: SignedInReader
let ines: SignedInReader
let jo: SignedInReader
const named = async (name: string): Promise<SignedInReader> => {
  const reader = { ...(await aReader(db.owner, 'clearing-house')), name }
  await db.owner.query('update access.principal set name = $2 where id = $1', [reader.userId, name])
  return reader
}
before(async () => {
  town = await linkedTown(['census', 'care', 'throughline'])
  ;({ db, pages } = town)
  await db.owner.query(`update source set service = 'Schools', said = initcap(id) || ' list'`)
  ;[sam, ines, jo] = [await named('Sam Ali'), await named('Ines Mota'), await named('Jo Bell')]
})
after(() => town.leave())
beforeEach(async () => {
  town.turnBack()
  await emptyTables(db.owner, 'person, source_person, access.shield, access.grant_row, access.membership')
})

const placeless = sheetOf(compareRecords(namesakes.one.identity, namesakes.two.identity))
const sheet = { ...placeless, placeless }
const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await db.owner.query(text, values)).rows as T[]
const persons = async () =>
  new Set((await rows<{ person_id: number }>('select person_id from source_person')).map(r => r.person_id)).size
/** Two records of which one has a hidden address. */
const sensitive = async () => {
  const pair = await twoNamesakes(town)
  await shield(pair.a.personId)
  return pair
}
const shield = (child: number) =>
  db.owner.query(
    `insert into access.shield (child_id, kind, reason, starts_at) values ($1, 'protected', 'refuge', '2026-01-01')`,
    [child],
  )
const entryOf = (person: number, source: number, kind: string, bit: number, body = '{}', to = 'infinity') =>
  db.owner.query(
    `insert into entry (source_person_id, child_id, kind, category, category_bit, sensitivity, body, true_to, known_from, source_id)
     values ($1, $2, $3, 'x', $4, 1, $5, $6, '2026-01-01', 'care')`,
    [source, person, kind, bit, body, to],
  )
const grantOf = (principal: number, child: number) =>
  db.owner.query(
    `insert into access.grant_row (principal, child_id, reason, limit_mask, starts_at) values ($1, $2, 'involvement', 131071, '2026-01-01')`,
    [principal, child],
  )

const perform = (as: SignedInReader, sort: Route['sort'], path: string, uuid = '', form: object = {}) =>
  visit(pages, clearingHouseRoutes, as, [sort, path], { uuid, form })
const show = async (as: SignedInReader, path: string, uuid = ''): Promise<string> =>
  textOf(await perform(as, 'desk-page', path, uuid))
const look = (as: SignedInReader, uuid: string) => show(as, '/duplicates/:case', uuid)
const versionIn = (html: string): string => /name="version" value="(\w+)"/.exec(html)?.[1] ?? ''
const say = async (as: SignedInReader, uuid: string, decision: string, reason = 'service'): Promise<Answer> =>
  perform(as, 'desk-action', '/duplicates/:case/decision', uuid, {
    decision,
    reason,
    version: versionIn(await look(as, uuid)),
  })
const skip = (as: SignedInReader, uuid: string, why: string) =>
  perform(as, 'desk-action', '/duplicates/:case/skip', uuid, { skip: why })
const flashOf = (answer: Answer) => ('flash' in answer ? answer.flash : undefined)
const leads = async (who: SignedInReader) => {
  const [team] = await rows<{ id: number }>(
    `insert into access.principal (kind, key, name) values ('team', gen_random_uuid()::text, 'Clearing house') returning id`,
  )
  await db.owner.query('insert into access.membership (user_id, team_id, manages) values ($1, $2, true)', [
    who.userId,
    team!.id,
  ])
}

describe('a join that would tell too much', () => {
  test('waits for a second person, who does not see the first answer; when both agree it is carried out, and both stand on record', async () => {
    const { uuid } = await sensitive()
    const untouched = await look(ines, uuid)
    await db.owner.query(`update case_step set at = '2026-01-01' where step = 'looked'`)
    await say(sam, uuid, 'join')
    assert.equal(await persons(), 2)
    await db.owner.query(`update case_step set at = '2026-01-01' where step = 'looked'`)
    assert.equal(await look(ines, uuid), untouched, 'the second person sees what they saw before the first answered')
    await say(ines, uuid, 'join', 'family')
    assert.equal(await persons(), 1)
    assert.deepEqual(await rows(`select user_id, answer, reason from case_step where step = 'answered' order by id`), [
      { user_id: sam.userId, answer: 'join', reason: 'I asked the school or service' },
      { user_id: ines.userId, answer: 'join', reason: 'I asked the family' },
    ])
  })

  test('is never answered twice by one person: the question leaves their list, and a second answer is not saved', async () => {
    const { uuid } = await sensitive()
    const version = versionIn(await look(sam, uuid))
    await say(sam, uuid, 'join')
    assert.match(await show(sam, '/duplicates'), /All clear/)
    assert.match(await show(ines, '/duplicates'), /1 question waits for you/)
    const again = await perform(sam, 'desk-action', '/duplicates/:case/decision', uuid, {
      decision: 'join',
      reason: 'family',
      version,
    })
    assert.ok('page' in again && again.status === 409)
    assert.match(textOf(again), /You answered this at 10(:\d\d)?am: same child, join\. Your answer was not saved\./)
    const bypass = atDesk(pages, sam, 'clearing-house', desk =>
      weighAnswer(desk, { case: uuid, version, answer: 'join', reason: 'x', sheet }),
    )
    await assert.rejects(bypass, NotAllowed)
    assert.equal(await persons(), 2)
  })

  test('says the same to the first person as any other join, in its words and in the list', async () => {
    const { uuid } = await sensitive()
    const waiting = await say(sam, uuid, 'join')
    const list = await show(sam, '/duplicates')
    await emptyTables(db.owner, 'person, source_person, access.shield')
    const plain = await twoNamesakes(town)
    const carried = await say(sam, plain.uuid, 'join')
    assert.equal(await persons(), 1)
    assert.deepEqual(waiting, carried)
    assert.equal(await show(sam, '/duplicates'), list)
  })

  test('goes to whoever leads the clearing house when the two differ; the senior sees both answers, and decides', async () => {
    await leads(jo)
    const { uuid } = await sensitive()
    await say(sam, uuid, 'join')
    const second = await say(ines, uuid, 'apart', 'namesakes')
    assert.match(flashOf(second) ?? '', /Saved: different children, keep apart/)
    assert.equal(await persons(), 2)
    const other = await named('Ade Obi')
    assert.match(await show(other, '/duplicates'), /All clear/)
    await assert.rejects(look(other, uuid), NotFound)
    const seen = await look(jo, uuid)
    assert.match(seen, /Sam Ali: same child, join\. I asked the school or service/)
    assert.match(seen, /Ines Mota: different children, keep apart\. Two children with the same name/)
    await say(jo, uuid, 'join', 'family')
    assert.equal(await persons(), 1)
  })

  test('does not count a first answer to other facts: two people look anew', async () => {
    const { uuid } = await sensitive()
    await say(sam, uuid, 'join')
    await db.owner.query(`update source_person set identity = identity || '{"middle": "Ali"}' where key = 'khan-2'`)
    await say(ines, uuid, 'join')
    assert.equal(await persons(), 2)
    await say(sam, uuid, 'join')
    assert.equal(await persons(), 1)
  })

  test('of two answers at one moment the later is refused, so that neither is lost', async () => {
    const { uuid } = await sensitive()
    const version = versionIn(await look(sam, uuid))
    const give = (as: SignedInReader) =>
      atDesk(pages, as, 'clearing-house', desk =>
        weighAnswer(desk, { case: uuid, version, answer: 'join', reason: 'x', sheet }),
      )
    let inner: PromiseSettledResult<unknown>[] = []
    await atDesk(pages, sam, 'clearing-house', async desk => {
      await desk.tx.selectFrom('review_case').select('id').execute()
      inner = await Promise.allSettled([give(ines)])
      await assert.rejects(weighAnswer(desk, { case: uuid, version, answer: 'join', reason: 'x', sheet }), Conflict)
      throw new Conflict('x', 'y')
    }).catch(() => {})
    assert.equal(inner[0]?.status, 'fulfilled')
    assert.deepEqual(await rows(`select user_id from case_step where step = 'answered'`), [{ user_id: ines.userId }])
  })
})

describe('which joins need two people', () => {
  const needs = async (arrange: (pair: Awaited<ReturnType<typeof twoNamesakes>>) => Promise<unknown>) => {
    const pair = await twoNamesakes(town)
    await arrange(pair)
    await say(sam, pair.uuid, 'join')
    return (await persons()) === 2
  }
  test('a protection plan that runs', async () => {
    assert.ok(await needs(({ b }) => entryOf(b.personId, b.id, 'protection-plan', 512)))
  })
  test('a protection plan that has ended does not', async () => {
    assert.ok(!(await needs(({ b }) => entryOf(b.personId, b.id, 'protection-plan', 512, '{}', '2025-01-01'))))
  })
  test('an adoption', async () => {
    assert.ok(await needs(({ a }) => entryOf(a.personId, a.id, 'adopted', 8192)))
  })
  test('a child who died', async () => {
    assert.ok(await needs(({ a }) => entryOf(a.personId, a.id, 'identity', 1, '{"deathDate":"2026-02-01"}')))
  })
  test('somebody who would come to see more health facts', async () => {
    const nurse = await aReader(db.owner, 'health-visitor')
    assert.ok(
      await needs(async ({ a, b }) => {
        await entryOf(a.personId, a.id, 'health-check', 1024)
        await grantOf(nurse.userId, b.personId)
      }),
    )
  })
  test('a worker whose role sees no health facts is no reason, nor one who works with both', async () => {
    const [nurse, welfare] = [await aReader(db.owner, 'health-visitor'), await aReader(db.owner, 'school-office')]
    assert.ok(
      !(await needs(async ({ a, b }) => {
        await entryOf(a.personId, a.id, 'health-check', 1024)
        await grantOf(welfare.userId, b.personId)
        await grantOf(nurse.userId, a.personId)
        await grantOf(nurse.userId, b.personId)
      })),
    )
  })
  test('one pair in twenty without any of this, so that a second look says nothing of a child', async () => {
    assert.ok(
      await needs(async () => {
        const [row] = await rows<{ id: number }>(
          'select n::integer as id from generate_series(100, 400) n where hashint8extended(n, 5) % 20 = 0 limit 1',
        )
        await db.owner.query(`select setval(pg_get_serial_sequence('review_case', 'id'), $1, false)`, [row!.id])
        await db.owner.query('update review_case set id = default')
      }),
    )
  })
})

describe('a question that is passed on', () => {
  test('is shown to others as open with a colleague for ten minutes, in the list and on its page, and nobody is kept out', async () => {
    const { uuid } = await twoNamesakes(town)
    await look(sam, uuid)
    assert.match(await show(ines, '/duplicates'), /Sam Ali is looking at it/)
    assert.match(await look(ines, uuid), /Sam Ali has this open too\. Whoever saves first decides\./)
    assert.doesNotMatch(await show(sam, '/duplicates'), /Sam Ali is looking/)
    town.later(11 * 60_000)
    assert.doesNotMatch(await show(jo, '/duplicates'), /is looking at it/)
    await say(ines, uuid, 'join')
    assert.equal(await persons(), 1)
  })

  test('goes to a senior when a reviewer sends it, with the reason, and not without one', async () => {
    await leads(jo)
    const { uuid } = await twoNamesakes(town)
    assert.match(textOf(await say(sam, uuid, 'senior', '')), /Choose why a senior should look/)
    await say(sam, uuid, 'senior', 'unsure')
    assert.match(await show(sam, '/duplicates'), /All clear/)
    assert.match(await show(jo, '/duplicates'), /For a senior to settle/)
    assert.match(await look(jo, uuid), /Sam Ali: passed it on\. I cannot tell from what is here/)
  })

  test('goes to a senior after three skips; a skip needs a reason and decides nothing', async () => {
    await leads(jo)
    const { uuid } = await twoNamesakes(town)
    assert.match(textOf(await skip(sam, uuid, '')), /Choose why you skip this/)
    const told: unknown[] = []
    for (const who of [sam, ines, sam]) {
      assert.match(await show(who, '/duplicates'), /1 question waits for you/)
      told.push(flashOf(await skip(who, uuid, 'known')))
    }
    const skipped = 'Skipped. Nothing was decided.'
    assert.deepEqual(told, [skipped, skipped, `${skipped} It was skipped three times: a senior will look at it.`])
    assert.match(await show(sam, '/duplicates'), /All clear/)
    assert.match(await look(jo, uuid), /Ines Mota: passed it on\. I know one of the families/)
    assert.equal(await persons(), 2)
  })

  test('is counted on Today as it is in the list', async () => {
    await leads(jo)
    const { uuid } = await twoNamesakes(town)
    await say(sam, uuid, 'senior', 'unsure')
    const count = (as: SignedInReader) => atDesk(pages, as, 'clearing-house', ({ tx }) => countOpenCases(tx))
    assert.deepEqual([await count(sam), await count(jo)], [0, 1])
  })
})
