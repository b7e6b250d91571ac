import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { type Ground, performRoute, type Route, type SignedInReader } from '../../access/index.ts'
import { aReader, aRelation, aTeam } from '../../access/testing/index.ts'
import { Conflict, NotFound, type PlainDate } from '../../kernel/index.ts'
import { emptyTables } from '../../platform/testing/index.ts'
import { coreKinds, dangerNote, identity, note } from '../kinds/index.ts'
import { joinPersons, linkPending, undoDecision } from '../linking/index.ts'
import { type Arrival, aRun, arrive, atDesk, onChild, textOf } from '../testing/index.ts'
import { type LinkedTown, linkedTown } from '../testing/linked-town.ts'
import { write, writingPages } from '../writing/index.ts'
import { namedReaderPages } from './index.ts'

const routes = [...namedReaderPages({ kinds: coreKinds }), ...writingPages]
const why = 'Her aunt must not be found through her'
let town: LinkedTown
let db: LinkedTown['db']
let pages: Ground
let priya: SignedInReader
let dawn: SignedInReader
let sam: SignedInReader
let manager: SignedInReader
before(async () => {
  town = await linkedTown(['census', 'care', 'throughline'])
  ;({ db, pages } = town)
  priya = await aReader(db.owner, 'social-worker')
  dawn = await aReader(db.owner, 'social-worker')
  const team = await aTeam(db.owner, 'North')
  await db.owner.query('insert into access.membership (user_id, team_id) values ($1, $2)', [priya.userId, team])
  const head = await aReader(db.owner, 'team-manager', [team])
  manager = { ...head, manages: [team], masks: (await aReader(db.owner, 'social-worker')).masks }
  sam = await aReader(db.owner, 'family-support-worker')
})
after(() => town.leave())
beforeEach(async () => {
  town.turnBack()
  await emptyTables(
    db.owner,
    'person, source_person, search_word, access.grant_row, access.access_event, access.fact_seal',
  )
})

const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await db.owner.query(text, values)).rows as T[]
const ask = (
  as: SignedInReader,
  sort: Route['sort'],
  path: string,
  params: Record<string, string>,
  form: object = {},
) =>
  performRoute(pages, routes.find(r => r.sort === sort && r.path === path)!, as, {
    params,
    query: {},
    form,
    files: [],
    requestId: 'test',
  } as never)
const khan: Arrival = {
  source: 'census',
  key: '1',
  identity: {
    forename: 'Mohammed',
    surname: 'Khan',
    birthDate: '2014-02-11' as PlainDate,
    sex: 'M',
    house: '14',
    street: 'High Street',
    postcode: 'NM1 1AA',
    uprn: '100012345678',
  },
}
const worksWith = async (child: number, ...readers: SignedInReader[]): Promise<void> => {
  for (const { userId } of readers) {
    await aRelation(db.owner, { child }, { principal: userId })
    await db.owner.query(
      `insert into involvement (child_id, principal_id, kind, service, category, category_bit, purpose, true_from, source_id, known_from)
       values ($1, $2, 'social-work', 'Social care', 'identity', 1, 'test', '2026-09-01', 'throughline', '2026-09-01')`,
      [child, userId],
    )
  }
}
/** A child with whom all three work, with an address, and a note of Priya's. */
const aRecord = async () => {
  const { personId } = await arrive(db.owner, khan, town.now())
  await linkPending(town.jobs)
  await worksWith(personId, priya, dawn, sam)
  const [{ uuid } = { uuid: '' }] = await rows<{ uuid: string }>('select uuid from person where id = $1', [personId])
  const written = await writeNote(personId, 'Where the aunt is')
  return { id: personId, address: uuid, note: written }
}
const writeNote = (childId: number, words: string, replaces?: number) =>
  atDesk(pages, priya, 'recorder', command =>
    write(command, {
      childId,
      kind: note,
      category: 'early-help',
      body: { noteKind: 'call', happenedOn: '2026-11-20', passages: [{ text: words, about: 'child' }] },
      on: '2026-11-20' as PlainDate,
      authorId: priya.userId,
      ...(replaces ? { replaces } : {}),
    }),
  )
const at = (child: string, fact: string) => ({ child, fact })
const page = async (as: SignedInReader, child: string, fact: string): Promise<string> =>
  textOf(await ask(as, 'child-page', '/children/:child/facts/:fact', at(child, fact)))
const keep = (as: SignedInReader, child: string, fact: string, form: object = {}) =>
  ask(as, 'child-action', '/children/:child/facts/:fact', at(child, fact), {
    kind: 'silent',
    named: String(dawn.userId),
    reason: why,
    ...form,
  })
const opening = (as: SignedInReader, child: string, fact: string, form: object) =>
  ask(as, 'child-action', '/children/:child/facts/:fact/opening', at(child, fact), form)
const notes = (as: SignedInReader, child: string) =>
  onChild(
    pages,
    as,
    child,
    [identity, dangerNote, note],
    async ({ tx }) => (await tx.selectFrom('entry').select('id').where('kind', '=', 'note').execute()).length,
  )

describe('a fact that is kept to named people', () => {
  test('is read by who kept it and by whom they named, who read why; for the rest it is not there', async () => {
    const { id, address: child, note: one } = await aRecord()
    assert.match(await page(sam, child, one.address), /Where the aunt is/)
    assert.match(await page(priya, child, one.address), /Keep it to these people/)
    await keep(priya, child, one.address)
    assert.equal(
      (await rows(`select from graphile_worker.jobs where key = $1`, [`tell-of-child:${id}`])).length,
      1,
      'the rules of notices look',
    )
    assert.match(await page(dawn, child, one.address), /Her aunt must not be found.*Open it again/s)
    assert.deepEqual(await Promise.all([priya, dawn, sam].map(as => notes(as, child))), [1, 1, 0])
    await assert.rejects(page(sam, child, one.address), NotFound)
    await assert.rejects(ask(sam, 'child-page', '/children/:child/notes/:note', { child, note: one.address }), NotFound)
    await assert.rejects(keep(dawn, child, one.address), Conflict)
  })

  test('is kept in the versions before it and after it', async () => {
    const { id, address: child, note: first } = await aRecord()
    await db.owner.query('update entry set known_to = $2 where id = $1', [first.id, town.now()])
    const second = await writeNote(id, 'Where she is now', first.id)
    await keep(priya, child, second.address)
    await writeNote(id, 'Where she will be', second.id)
    assert.deepEqual(await Promise.all([priya, sam].map(as => notes(as, child))), [3, 0])
  })

  test('is kept on the record it is moved to, and so is the line that says it was moved', async () => {
    const { id, address: child, note: one } = await aRecord()
    const zoe = { ...khan, key: '2', identity: { ...khan.identity, forename: 'Zoë' } }
    const other = await arrive(db.owner, zoe, town.now())
    await linkPending(town.jobs)
    await worksWith(other.personId, priya, sam, manager)
    await worksWith(id, manager)
    const [to] = await rows<{ uuid: string }>('select uuid from person where id = $1', [other.personId])
    await keep(priya, child, one.address, { named: String(manager.userId) })
    const moved = { to: to!.uuid, reason: 'About her sister' }
    await ask(manager, 'child-action', '/children/:child/notes/:note/move', { child, note: one.address }, moved)
    assert.deepEqual(
      await rows(`select child_id, kind from entry where seal is not null and known_to = 'infinity' order by id`),
      [
        { child_id: other.personId, kind: 'note' },
        { child_id: id, kind: 'note-move' },
        { child_id: other.personId, kind: 'note-move' },
      ],
    )
    assert.equal(await notes(sam, to!.uuid), 0)
  })

  test('is kept on both halves of a record that came apart, from whichever it is kept', async () => {
    const [a, b] = [
      await arrive(db.owner, { ...khan, identity: { ...khan.identity, uprn: undefined } as never }, town.now()),
      await arrive(
        db.owner,
        {
          source: 'care',
          key: '2',
          identity: {
            ...khan.identity,
            uprn: undefined,
            house: '9',
            street: 'Beach Road',
            postcode: 'NM9 9ZZ',
          } as never,
        },
        town.now(),
      ),
    ]
    await linkPending(town.jobs)
    const reviewer = await aReader(db.owner, 'clearing-house')
    const [question] = await rows<{ uuid: string }>(`select uuid from review_case where state = 'open'`)
    const decide = (how: typeof joinPersons) =>
      atDesk(pages, reviewer, 'clearing-house', desk => how(desk, { case: question!.uuid, reason: 'I rang' }))
    await decide(joinPersons)
    await writeNote(a.personId, 'On both')
    await decide(undoDecision)
    for (const half of [a, b]) await worksWith(half.personId, priya, dawn)
    for (const half of [b, a]) {
      const [one] = await rows<{ child: string; fact: string }>(
        `select p.uuid as child, e.uuid as fact from entry e join person p on p.id = e.child_id where e.kind = 'note' and e.child_id = $1`,
        [half.personId],
      )
      await keep(priya, one!.child, one!.fact)
      assert.deepEqual(await rows(`select count(*)::int as n from entry where kind = 'note' and seal is not null`), [
        { n: 2 },
      ])
      await db.owner.query(
        `update access.fact_seal set asked_by = 1, asked_at = now(), asked_reason = $1, lifted_by = 2, lifted_at = now()`,
        [why],
      )
      await db.owner.query('update entry set seal = null')
    }
  })

  test('takes with it the household, the search words, what the same row says of the same sort, and what was made of what it said before', async () => {
    const { id, address: child } = await aRecord()
    const { record } = await aRun(db.owner, 'census', town.now())
    await db.owner.query(`update entry set source_record_id = $1 where kind = 'address'`, [record])
    const [home] = await rows<{ uuid: string }>(`select uuid from entry where kind = 'address'`)
    const places = () =>
      rows(
        `select (select count(*)::int from household_member) as homes,
        (select count(*)::int from search_key k join search_word w on w.id = k.word_id where w.word like 'nm1%' and k.child_id = $1) as words`,
        [id],
      )
    const earlier = `insert into entry (source_person_id, child_id, kind, category, category_bit, sensitivity, body, known_from, known_to, source_id, source_record_id)
       select source_person_id, child_id, kind, category, category_bit, sensitivity, body, known_from - interval '1 year', known_from, source_id, source_record_id
       from entry where kind = 'address' returning id`
    await writeNote(id, 'Made of it', (await rows<{ id: number }>(earlier))[0]!.id)
    assert.deepEqual(await places(), [{ homes: 1, words: 1 }])
    await keep(priya, child, home!.uuid)
    assert.deepEqual(await places(), [{ homes: 0, words: 0 }])
    assert.equal((await rows(`select from entry where kind = 'note' and seal is not null`)).length, 1)
    const [{ id: seal } = { id: 0 }] = await rows<{ id: number }>('select id from access.fact_seal')
    await opening(dawn, child, home!.uuid, { reason: 'He was sentenced and moved away' })
    await opening(priya, child, home!.uuid, { answer: 'yes' })
    assert.deepEqual(await places(), [{ homes: 1, words: 1 }])
    assert.equal((await rows('select from entry where seal = $1', [seal])).length, 0)
  })
})

describe('opening it again', () => {
  test('takes two of the people named, and stays as it is where the second says no', async () => {
    const { address: child, note: one } = await aRecord()
    await keep(priya, child, one.address)
    await opening(priya, child, one.address, { reason: 'The aunt has moved abroad' })
    assert.match(await page(priya, child, one.address), /You asked to open it again/)
    await assert.rejects(opening(priya, child, one.address, { answer: 'yes' }), Conflict)
    assert.match(await page(dawn, child, one.address), /The aunt has moved abroad.*Do you agree/s)
    await opening(dawn, child, one.address, { answer: 'no' })
    assert.equal(await notes(sam, child), 0)
    await opening(priya, child, one.address, { reason: 'The aunt has moved abroad for good' })
    await opening(dawn, child, one.address, { answer: 'yes' })
    assert.equal(await notes(sam, child), 1)
    await assert.rejects(opening(dawn, child, one.address, { answer: 'yes' }), NotFound)
  })
})

describe('the form', () => {
  test('is for who may write of it, about what is not who the child is, and wants a choice, a second person and a reason', async () => {
    const { address: child, note: one } = await aRecord()
    const officer = await aReader(db.owner, 'school-office')
    await aRelation(
      db.owner,
      { child: (await rows<{ id: number }>('select id from person where uuid = $1', [child]))[0]!.id },
      { principal: officer.userId },
    )
    await assert.rejects(page(officer, child, one.address), NotFound)
    const [self] = await rows<{ uuid: string }>(`select uuid from entry where kind = 'identity'`)
    assert.doesNotMatch(await page(priya, child, self!.uuid), /Keep it/)
    await assert.rejects(keep(priya, child, self!.uuid), NotFound)
    for (const [wrong, words] of [
      [{ kind: '' }, 'Choose what others learn'],
      [{ named: String(priya.userId) }, 'Choose one other person'],
      [{ named: String(officer.userId) }, 'Choose one other person'],
      [{ reason: 'Because' }, 'at least 20 letters'],
    ] as const) {
      const answer = await keep(priya, child, one.address, wrong)
      assert.ok('page' in answer && answer.status === 422)
      assert.match(textOf(answer), new RegExp(words))
    }
    assert.equal(await notes(sam, child), 1)
  })

  test('leaves the same line in the record of access as looking does', async () => {
    const { address: child, note: one } = await aRecord()
    await page(priya, child, one.address)
    await keep(priya, child, one.address)
    assert.deepEqual(
      await rows(
        `select distinct purpose, detail from access.access_event where action like '/children/:child/facts%'`,
      ),
      [{ purpose: 'look after what is recorded', detail: {} }],
    )
  })
})
