import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Ground } from '../access/index.ts'
import { aReader, testGrounds, testNow } from '../access/testing/index.ts'
import { joinPersons, linkPending, undoDecision } from '../children/index.ts'
import { anEntryOf, arrive, atDesk, dumpSpine, someSources, spineTables } from '../children/testing/index.ts'
import type { PlainDate } from '../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../platform/testing/index.ts'
import { recordKinds } from './domains.ts'
import { sampleOf } from './testing/samples.ts'

let db: TestDatabase
let jobs: Ground
let pages: Ground
// Each look at the clock is a second later, as decisions are in life.
let clock = testNow.getTime()
const now = () => {
  clock += 1000
  return new Date(clock)
}
before(async () => {
  db = await testDatabase()
  ;({ jobs, pages } = await testGrounds(db, now))
  await someSources(db.owner, ['census', 'care', 'throughline'])
})
after(() => db?.drop())
const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await db.owner.query(text, values)).rows as T[]

/**
 * What becomes, when two records are joined and parted, of the tables that hold somebody and are not among those that are held equal. A new table fails
 * the test until it stands here or in `dumpSpine`: what a join forgets is lost without anybody seeing it.
 */
const elsewhere: Readonly<Record<string, string>> = {
  // the same before and after by what they are: what happened, to whom it was shown, what was asked and told
  'access.access_event': 'written once',
  'access.notice': 'written once',
  'access.request': 'written once',
  'access.look_to_ask': 'what was asked of a look; written once',
  'access.urgent_access': 'written once; the reason that it gave is among the grants',
  'public.split': 'the parting itself',
  'public.review_case': 'the question itself',
  'public.pair_decision': 'the decision itself',
  // stay where they were begun; the address of a record that was joined leads to them
  'public.school_return': 'stays',
  'public.source_question': 'is read of the record that it was joined to',
  'public.admission_application': 'is read of the record that it was joined to',
  'public.family_application': 'is read of the record that it was joined to',
  'public.front_door_contact': 'is read of the record that it was joined to',
  'public.told_change': 'is read of the record that it was joined to',
  'public.draft': 'comes along and goes back: split-tray.actions.test.ts',
  // hang on a source person, which never changes whose they are
  'access.hidden_person': 'by source person',
  'intake.enrolment': 'by source person',
  'intake.family_claim': 'by source person',
  'public.block_key': 'by source person',
  'public.link_edge': 'by source person',
  'public.mark_change': 'by source person',
  // made anew at every join and parting
  'public.child_notice': 'settled anew',
  'access.record_ending': 'withdrawn by its keeper where more is known by then',
}

/** A young carer's agreement that this person may know: rows of another table follow from it. */
const agreement = (who: number) => ({
  ...{ state: 'agreed', opens: 'summary', who: [String(who)] },
  ...{ on: '2026-05-03', until: '2027-05-03' },
})

describe('a join of two records that is undone', () => {
  test('is told apart from never having been in every table that holds somebody', async () => {
    const holding = await rows<{ name: string }>(
      `select distinct n.nspname || '.' || c.relname as name from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
        where k.contype = 'f' and k.confrelid in ('person'::regclass, 'source_person'::regclass) and k.conparentid = 0
       union select a.attrelid::regclass::text from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname in ('public', 'access', 'intake') and a.attname in ('child_id', 'source_person_id') order by 1`,
    )
    const named = holding.map(({ name }) => (name.includes('.') ? name : `public.${name}`))
    const known = new Set([...spineTables, ...Object.keys(elsewhere)])
    assert.deepEqual(
      [...new Set(named)].filter(name => !known.has(name)),
      [],
    )
    assert.deepEqual(
      Object.keys(elsewhere).filter(name => !named.includes(name)),
      [],
      'a table that is no more',
    )
  })

  test('leaves both as they were, byte for byte, with something of every kind that there is on each', async () => {
    const { owner } = db
    const reviewer = await aReader(owner, 'clearing-house')
    const khan = { forename: 'Mohammed', surname: 'Khan', birthDate: '2014-02-11' as PlainDate, sex: 'M' as const }
    const author = (await aReader(owner, 'social-worker')).userId
    for (const [source, postcode] of [
      ['census', 'NM1 1AA'],
      ['care', 'NM9 9ZZ'],
    ] as const) {
      const { id, personId } = await arrive(owner, { source, key: source, identity: { ...khan, postcode } }, now())
      const of = { sourcePerson: id, person: personId, author }
      for (const kind of recordKinds) {
        if (kind.kind === 'identity') continue
        const agreed = kind.kind === 'young-carer-consent'
        const body = { ...(sampleOf(kind.schema) as object), ...(agreed ? agreement(author) : {}) }
        await anEntryOf(owner, { kind, body, source: agreed ? 'throughline' : source, ...of, at: now() })
      }
    }
    assert.equal((await rows('select from access.consent')).length, 2)
    await linkPending(jobs)
    const [kinds] = await rows<{ n: number }>(
      'select count(distinct kind)::integer as n from entry where child_id is not null',
    )
    assert.ok((kinds?.n ?? 0) >= recordKinds.length - 1, JSON.stringify(kinds))
    const never = await dumpSpine(owner)
    const [open] = await rows<{ uuid: string }>(`select uuid from review_case where state = 'open'`)
    const decide = (how: typeof joinPersons) =>
      atDesk(pages, reviewer, 'clearing-house', desk => how(desk, { case: open!.uuid, reason: 'I rang' }))
    await decide(joinPersons)
    assert.notEqual(await dumpSpine(owner), never)
    await linkPending(jobs)
    await decide(undoDecision)
    assert.equal(await dumpSpine(owner), never)
  })
})
