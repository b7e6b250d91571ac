import assert from 'node:assert/strict'
import { after, beforeEach, describe, test } from 'node:test'
import { performRoute, provisionChildren, type SignedInReader } from '../../access/index.ts'
import { aReader, aRelation } from '../../access/testing/index.ts'
import { emptyTables } from '../../platform/testing/index.ts'
import { readFacts } from '../golden-record/index.ts'
import { address, coreKinds } from '../kinds/index.ts'
import { type Arrival, arrive, atDesk, onChild, someSources } from '../testing/index.ts'
import { wayInWorld } from '../testing/way-in.ts'
import { toLookAtPages } from '../to-look-at/index.ts'
import { type Answered, joinPersons, keepApart, linkPending, undoDecision } from './index.ts'
import { born, smallWorld } from './small-world.examples.ts'

const { clock, db, pages, jobs, drop, locate, find } = await wayInWorld()
after(drop)
await someSources(db.owner, ['census', 'care', 'health', 'throughline'])
const [priya, dawn, reviewer] = [
  await aReader(db.owner, 'social-worker'),
  await aReader(db.owner, 'social-worker'),
  await aReader(db.owner, 'clearing-house'),
]
const duty = await aReader(db.owner, 'front-door')
beforeEach(() =>
  emptyTables(db.owner, 'person, source_person, access.barrier, access.shield, access.grant_row, access.notice'),
)

const [inCensus, , inHealth] = smallWorld as [Arrival, Arrival, Arrival]
const hearne = { forename: 'Liam', surname: 'Hearne', parents: ['Donna Hearne'] }
const refuge = { house: '70', street: 'Beach Road', postcode: 'NM9 9ZZ' }
/** Liam, whom the census told of first, as another source or another number tells of him from where he is now. */
const sentAgain: Arrival = {
  source: 'care',
  key: 'anew',
  identity: { ...hearne, birthDate: born('2013-05-03'), sex: 'M', ...refuge },
}
const alsoSent: Arrival = { source: 'health', key: 'anew', identity: { ...inHealth.identity, ...refuge } }

const later = () => {
  clock.now = new Date(clock.now.getTime() + 60_000)
}
const comes = async (...arrivals: readonly Arrival[]): Promise<void> => {
  for (const one of arrivals) await arrive(db.owner, one, clock.now)
  await linkPending(jobs)
  later()
}
const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await db.owner.query(text, values)).rows as T[]
const personOf = async ({ source, key }: Pick<Arrival, 'source' | 'key'>): Promise<{ id: number; address: string }> =>
  (
    await rows<{ id: number; address: string }>(
      'select p.id, p.uuid as address from source_person s join person p on p.id = s.person_id where s.source_id = $1 and s.key = $2',
      [source, key],
    )
  )[0]!
const shieldedLiam = async (kind: 'restricted' | 'sealed' | 'protected'): Promise<number> => {
  await comes(inCensus)
  const { id } = await personOf(inCensus)
  const { key } = (await rows<{ key: string }>('select key from access.principal where id = $1', [priya.userId]))[0]!
  const shields = [{ child: id, kind, reason: 'His father', holders: [key], allowed: [] }]
  await provisionChildren(jobs, { conflicts: [], schoolLinks: [], work: [], shields })
  later()
  return id
}
const works = (who: SignedInReader, child: number, from = clock.now) =>
  aRelation(db.owner, { child }, { principal: who.userId, from })
const kept = async (): Promise<string[]> =>
  (
    await rows<{ who: string }>(
      `select s.source_id || '/' || s.key || ' ' || h.kind as who from access.shield h join source_person s on s.person_id = h.child_id
       where h.while_asked and h.ends_at > $1 order by 1`,
      [clock.now],
    )
  ).map(row => row.who)
const homeOf = async (who: SignedInReader): Promise<string | undefined> => {
  const { address: at } = await personOf(sentAgain)
  const facts = await onChild(pages, who, at, [address], grant => readFacts(grant, [address])).catch(() => [])
  return facts.map(fact => fact.body.postcode as string).at(-1)
}
const question = async (): Promise<string> =>
  (await rows<{ uuid: string }>(`select uuid from review_case where state = 'open'`))[0]!.uuid
const decide = async (how: (desk: never, answered: Answered) => Promise<void>, uuid: string) => {
  await atDesk(pages, reviewer, 'clearing-house', desk =>
    how(desk as never, { case: uuid, reason: 'I rang the school' }),
  )
  later()
}
/** What Priya says under "To look at" of the record that came. */
const says = async (answer: 'open' | 'keep') => {
  const home = (await rows<{ uuid: string }>('select uuid from access.shield where while_asked order by id desc'))[0]!
    .uuid
  const route = toLookAtPages({ kinds: coreKinds }).find(one => one.path.endsWith('/homes/:home'))!
  const params = { child: (await personOf(inCensus)).address, home }
  await performRoute(pages, route, priya, {
    params,
    query: {},
    form: { answer },
    files: [],
    requestId: 'test',
  } as never)
  later()
}

/** Who is one with whom, and what is asked, in names that do not depend on the order of arrival. */
const people = `select array_agg(source_id || '/' || key order by source_id || '/' || key) as p from source_person group by person_id order by 1`
const questions = `select least(a.source_id || '/' || a.key, b.source_id || '/' || b.key) as x, greatest(a.source_id || '/' || a.key, b.source_id || '/' || b.key) as y,
    c.kind, c.bits, c.evidence->'words' as words
  from review_case c join source_person a on a.id = c.a_source_person join source_person b on b.id = c.b_source_person where c.state = 'open' order by 1, 2`

describe('a record that came, and may be a shielded child’s', () => {
  for (const kind of ['restricted', 'sealed', 'protected'] as const)
    test(`of a ${kind} child: is kept to the same people while it is asked, and stands open once they are known to be two`, async () => {
      await shieldedLiam(kind)
      await comes(sentAgain)
      const { id } = await personOf(sentAgain)
      assert.deepEqual(await kept(), [`care/anew ${kind}`])
      await works(dawn, id)
      if (kind !== 'sealed') await works(priya, id)
      const byName = kind === 'protected' ? [id] : []
      assert.deepEqual(await find(dawn, 'Liam Hearne'), byName)
      assert.deepEqual(await find(dawn, 'NM9 9ZZ'), [])
      assert.equal(await homeOf(dawn), undefined)
      assert.equal(await homeOf(priya), 'NM9 9ZZ')
      assert.ok((await find(priya, 'NM9 9ZZ')).includes(id))

      // Its source goes on sending, and what it sends is kept in the same way.
      await comes({ ...sentAgain, identity: { ...sentAgain.identity, postcode: 'NM9 9ZY' } })
      assert.deepEqual([await homeOf(dawn), await homeOf(priya)], [undefined, 'NM9 9ZY'])
      assert.deepEqual(await kept(), [`care/anew ${kind}`])

      const asked = { name: 'Liam Hearne', day: '3', month: '5', year: '2013', reason: 'Referral about missed days' }
      const { page } = await locate(duty, asked)
      if (kind === 'restricted') assert.match(page, /Call the duty manager/)
      if (kind === 'sealed') {
        const called = await rows(`select from access.notice where kind = 'call-back' and principal = $1`, [
          priya.userId,
        ])
        assert.equal(called.length, 2, 'its holder is called for either record')
      }

      if (kind === 'sealed') {
        await works(priya, (await personOf(inCensus)).id)
        await says('open')
      } else await decide(keepApart, await question())
      assert.deepEqual(await kept(), [])
      assert.deepEqual([await homeOf(dawn), await find(dawn, 'Liam Hearne')], ['NM9 9ZY', [id]])
      if (kind === 'sealed') assert.equal(await homeOf(priya), undefined, 'she held it for his sake alone')
      await comes({ ...sentAgain, identity: { ...sentAgain.identity, middle: 'James' } })
      assert.deepEqual(await kept(), [], 'what was decided is not asked again')
    })

  test('is kept again where the answer is taken back, and is the child’s own once it is joined', async () => {
    const liam = await shieldedLiam('restricted')
    await comes(sentAgain)
    const first = await question()
    await decide(keepApart, first)
    await decide(undoDecision, first)
    assert.deepEqual(await kept(), ['care/anew restricted'])
    await decide(joinPersons, await question())
    assert.deepEqual([await kept(), (await personOf(sentAgain)).id], [[], liam])
    await works(dawn, liam)
    assert.equal(await homeOf(dawn), undefined)
  })

  test('stays kept where one of the named people says so, and ends with the child’s own shield', async () => {
    const liam = await shieldedLiam('restricted')
    await works(priya, liam)
    await comes(sentAgain)
    await works(priya, (await personOf(sentAgain)).id)
    await says('keep')
    await comes({ ...sentAgain, identity: { ...sentAgain.identity, forename: 'Noah', surname: 'Peters' } })
    assert.deepEqual(await kept(), ['care/anew restricted'], 'whatever the machine makes of it later')
    await rows('update access.shield set ends_at = $1 where child_id = $2', [clock.now, liam])
    assert.deepEqual(await kept(), [])
  })

  test('opens when its source mends it so that nothing is asked any more', async () => {
    await shieldedLiam('sealed')
    await comes(sentAgain)
    await comes({ ...sentAgain, identity: { ...sentAgain.identity, forename: 'Noah', surname: 'Peters' } })
    assert.deepEqual(await kept(), [])
    assert.deepEqual(
      await rows(`select from access.grant_row where child_id = $1 and ends_at > $2`, [
        (await personOf(sentAgain)).id,
        clock.now,
      ]),
      [],
    )
  })

  test('is compared, tied and asked about as if it were not kept, whatever comes first', async () => {
    const found = new Set<string>()
    for (const order of [
      [[sentAgain], [alsoSent], smallWorld],
      [[alsoSent], smallWorld, [sentAgain]],
      [[alsoSent, sentAgain, ...smallWorld]],
    ])
      for (const open of [false, true]) {
        await emptyTables(db.owner, 'person, source_person, access.shield, access.grant_row, access.notice')
        await shieldedLiam('sealed')
        for (const batch of order) {
          await comes(...batch.filter(one => one !== inCensus))
          assert.ok((await kept()).length > 0 || open)
          // As it would be if none of this were there.
          if (open)
            await rows(
              'delete from access.shield_allowed a using access.shield s where s.id = a.shield_id and s.while_asked',
            )
          if (open) await rows('delete from access.shield where while_asked')
        }
        if (!open)
          assert.deepEqual(await kept(), [
            'care/anew sealed',
            'care/liam sealed',
            'health/anew sealed',
            'health/liam sealed',
          ])
        found.add(JSON.stringify([await rows(people), await rows(questions)]))
      }
    assert.equal(found.size, 1, [...found].join('\n'))
  })

  test('is nobody’s whom others knew before: their record stays open, whatever it says later', async () => {
    await shieldedLiam('sealed')
    const noah: Arrival = { ...sentAgain, identity: { ...sentAgain.identity, forename: 'Noah', surname: 'Peters' } }
    await comes(noah)
    await works(dawn, (await personOf(noah)).id)
    await comes(sentAgain)
    assert.equal((await rows(`select from review_case where state = 'open'`)).length, 1, 'it is asked')
    assert.deepEqual([await kept(), await homeOf(dawn)], [[], 'NM9 9ZZ'])
  })

  test('is told of to who is named, though it was there before, as they are named and when it says something new', async () => {
    const { parents: _parents, ...identity } = { ...sentAgain.identity, birthDate: born('2013-03-05') }
    const known: Arrival = { ...sentAgain, identity }
    await comes(known)
    await comes(inCensus)
    assert.equal((await rows(`select from review_case where state = 'open'`)).length, 1, 'it was asked before')
    const told = async () =>
      (
        await rows<{ principal: number }>(
          `update access.notice set done_at = $1 where kind = 'record-came' and done_at is null returning principal`,
          [clock.now],
        )
      ).map(row => row.principal)
    const id = await shieldedLiam('sealed')
    assert.deepEqual([await told(), await kept()], [[priya.userId], []])
    await rows('insert into access.shield_allowed select id, $2 from access.shield where child_id = $1', [
      id,
      dawn.userId,
    ])
    assert.deepEqual(await told(), [], 'one holder is called, and she knows')
    clock.now = new Date(clock.now.getTime() + 2 * 86_400_000)
    await comes({ ...known, identity: { ...identity, house: '71' } })
    assert.deepEqual(await told(), [priya.userId])
  })

  test('is not swept away by a name alone: only what people are asked about is kept', async () => {
    await shieldedLiam('sealed')
    const namesake = { ...refuge, forename: 'Liam', surname: 'Hearne', sex: 'M' } as const
    await comes({ ...sentAgain, identity: { ...namesake, birthDate: born('2011-09-17') } })
    assert.deepEqual([await rows(`select from review_case where state = 'open'`), await kept()], [[], []])
  })
})
