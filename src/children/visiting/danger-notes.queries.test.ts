import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Answer, SignedInReader } from '../../access/index.ts'
import { anEntry, aReader, aRelation } from '../../access/testing/index.ts'
import { NotFound } from '../../kernel/index.ts'
import { carriedIn, twoChildren, wordsOf } from '../testing/two-children.ts'

let town: Awaited<ReturnType<typeof twoChildren>>
let officer: SignedInReader
before(async () => {
  town = await twoChildren()
  officer = await aReader(town.db.owner, 'education-welfare-officer')
  for (const child of [town.child, town.other]) {
    await aRelation(town.db.owner, { child: child.id }, { principal: officer.userId })
    const body = { type: 'home', paon: '14', street: 'Larch Close', postcode: 'NM4 2QT', uprn: '100012345678' }
    const id = await anEntry(town.db.owner, child, { kind: 'address', category: 'contact', body })
    await town.db.owner.query(
      `insert into household_member (uprn, child_id, entry_id, sensitivity) values ('100012345678', $1, $2, 1)`,
      [child.id, id],
    )
  }
})
after(() => town.db.drop())

const path = '/children/:child/danger-notes/new'
const add = (form: Record<string, string>, by = town.worker) => town.ask(by, town.child, { path, post: true, form })
const visitPage = async (by: SignedInReader, child = town.child): Promise<string> =>
  wordsOf(await town.ask(by, child, { path: '/children/:child/visit' }))
const done = (answer: Answer): void => assert.ok('redirect' in answer, 'page' in answer ? wordsOf(answer) : '')
const latest = async (kind = 'danger-note'): Promise<string> =>
  (
    await town.db.owner.query<{ uuid: string }>(
      `select uuid from entry where kind = $1 and known_to = 'infinity' and (body ? 'short' or body ? 'code') order by id desc limit 1`,
      [kind],
    )
  ).rows[0]?.uuid ?? ''
const homeOf = async (): Promise<string> =>
  (
    await town.db.owner.query<{ uuid: string }>(`select uuid from entry where kind = 'address' and child_id = $1`, [
      town.child.id,
    ])
  ).rows[0]?.uuid ?? ''

describe('a note for visits', () => {
  test('with nothing typed asks for what it needs, and for no more', async () => {
    const text = wordsOf(await add({ about: 'person' }))
    assert.match(text, /There is a problem Choose what the note is about Enter what to know, in a few words/)
    assert.equal(await latest(), '')
  })
  test('of the address is there for every child who lives there, with who answers for it and until when', async () => {
    done(await add({ sort: 'animals', short: 'Large dog', whatToDo: 'Ring first.', about: await homeOf() }))
    for (const child of [town.child, town.other]) {
      const text = await visitPage(officer, child)
      assert.match(text, /Large dog Ring first\./)
      assert.match(text, /Large dog: [^.]*, 20 November 2026\. .* answers for it\. Check again by 18 February 2027/)
    }
  })
  test('what to do is told to anyone with a visit there, and why by the service that knows', async () => {
    done(
      await add({
        sort: 'danger',
        short: 'Visit in pairs',
        about: await homeOf(),
        why: 'Shouted and blocked the door on 2 April 2026.',
        category: 'care-content',
      }),
    )
    assert.match(await visitPage(town.worker), /Visit in pairs.*Why: Shouted and blocked the door/)
    const theirs = await visitPage(officer)
    assert.match(theirs, /Visit in pairs/)
    assert.doesNotMatch(theirs, /Shouted|Why:/)
  })
  test('of the child goes with the child, and stands on no other record', async () => {
    done(await add({ sort: 'talking', short: 'Speaks through his sister', about: 'person' }))
    assert.match(await visitPage(town.worker), /Speaks through his sister/)
    assert.doesNotMatch(await visitPage(town.worker, town.other), /Speaks through/)
  })
  test('of who must not be met is behind a tap', async () => {
    const noted = { sort: 'not-to-meet', short: 'Dan must not know', about: 'person' }
    assert.match(wordsOf(await add(noted)), /Enter who must not be met or told/)
    done(await add({ ...noted, who: 'Dan Hart' }))
    const answer = await town.ask(town.worker, town.child, { path: '/children/:child/visit' })
    assert.ok('page' in answer)
    const before = String(answer.page.body).split('<details')[0] ?? ''
    assert.doesNotMatch(before, /Dan must not know/)
    assert.match(wordsOf(answer), /Who must not be met or told Dan must not know/)
  })
  test('is checked: it stays until a new day, why and all, or ends and stays known as it was', async () => {
    const { rows } = await town.db.owner.query(`select uuid from entry where body->>'short' = 'Visit in pairs'`)
    const check = (note: string, form: Record<string, string>) =>
      town.ask(town.worker, town.child, {
        path: '/children/:child/danger-notes/:note/check',
        params: { note },
        post: true,
        form,
      })
    town.later(24 * 60)
    assert.match(wordsOf(await check(rows[0].uuid, {})), /Choose whether it is still so/)
    done(await check(rows[0].uuid, { still: 'yes', 'check-day': '1', 'check-month': '6', 'check-year': '2027' }))
    assert.match(await visitPage(town.worker, town.other), /Visit in pairs: .*Why: Shouted.*Check again by 1 June 2027/)
    await assert.rejects(check(rows[0].uuid, { still: 'no' }), NotFound)
    const now = await town.db.owner.query(
      `select uuid from entry where body->>'short' = 'Visit in pairs' and known_to = 'infinity'`,
    )
    done(await check(now.rows[0].uuid, { still: 'no' }))
    assert.doesNotMatch(await visitPage(town.worker), /Visit in pairs|Shouted/)
    const known = await town.db.owner.query(
      `select count(*)::int as n from entry where body->>'short' = 'Visit in pairs'`,
    )
    assert.deepEqual(known.rows, [{ n: 3 }])
  })
})

describe('a code for a door', () => {
  test('belongs to an address', async () => {
    assert.match(
      wordsOf(await add({ sort: 'getting-in', short: 'Key safe', about: 'person', code: '4471' })),
      /A code belongs to an address/,
    )
  })
  test('is on no page but its own, and whoever looks is recorded', async () => {
    done(await add({ sort: 'getting-in', short: 'Key safe', about: await homeOf(), code: 'C4471Y', door: 'Key safe' }))
    const text = await visitPage(town.worker)
    assert.match(text, /Key safe: Show code/)
    assert.doesNotMatch(text, /C4471Y/)
    const code = await latest('entry-code')
    const shown = await town.ask(officer, town.child, { path: '/children/:child/codes/:code', params: { code } })
    assert.match(wordsOf(shown), /C4471Y .*That you looked is recorded/)
    const { rows } = await town.db.owner.query(
      `select user_id, child_id, outcome from access.access_event where purpose = 'look at the code of a door'`,
    )
    assert.deepEqual(rows, [{ user_id: officer.userId, child_id: town.child.id, outcome: 'shown' }])
  })
  test('is not for a school, which visits nobody by it', async () => {
    const lead = await aReader(town.db.owner, 'safeguarding-lead')
    await aRelation(town.db.owner, { child: town.child.id }, { principal: lead.userId })
    assert.doesNotMatch(await visitPage(lead), /Show code/)
    const code = await latest('entry-code')
    await assert.rejects(
      town.ask(lead, town.child, { path: '/children/:child/codes/:code', params: { code } }),
      NotFound,
    )
  })
})

describe('a draft', () => {
  const form = { sort: 'animals', short: 'Two geese', about: 'person' }
  const open = async (by = town.worker, at = path) => wordsOf(await town.ask(by, town.child, { path: at }))
  const value = async (by: SignedInReader) => {
    const answer = await town.ask(by, town.child, { path })
    return 'page' in answer && String(answer.page.body).includes('Two geese')
  }
  test('is kept while somebody types, for nobody else, and goes when it is saved', async () => {
    const opened = { page: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c01' }
    done(await add({ ...form, ...opened, keep: 'draft' }))
    assert.ok('fragment' in (await add({ ...form, ...opened, keep: 'quiet' })))
    assert.match(await open(), /This is your draft of 21 November 2026/)
    const { rows } = await town.db.owner.query('select fields::text as kept from draft')
    assert.doesNotMatch(rows[0].kept, /geese/, 'sealed, for nobody has read it through')
    assert.deepEqual([await value(town.worker), await value(officer)], [true, false])
    assert.doesNotMatch(await visitPage(town.worker), /Two geese/)
    done(await add({ ...form, ...opened }))
    assert.equal(await value(town.worker), false)
    assert.match(await visitPage(town.worker), /Two geese/)
    // what a slow network brings of that page behind its save is no draft of it any more
    assert.ok('fragment' in (await add({ ...form, ...opened, keep: 'quiet' })))
    assert.equal(await value(town.worker), false)
  })
  test('is kept of each page: what is begun beside it takes the place of neither', async () => {
    const [first, second] = ['0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c02', '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c03']
    await add({ ...form, page: first, keep: 'quiet' })
    town.later(1)
    await add({ ...form, short: 'A ram', page: second, keep: 'quiet' })
    const look = (draft?: string) => town.ask(town.worker, town.child, { path, ...(draft ? { query: { draft } } : {}) })
    const shown = (answer: Answer) => ('page' in answer ? String(answer.page.body) : '')
    assert.match(shown(await look()), new RegExp(`draft=${first}[\\s\\S]*value="A ram"`))
    assert.match(wordsOf(await look()), /Begin another beside it.*You typed something else and did not save it/)
    assert.doesNotMatch(shown(await look('new')), /A ram|Two geese/)
    assert.match(shown(await look(first)), /Two geese/)
    done(await add({ ...form, short: 'A ram', page: second, ...{ from: carriedIn(await look()).from ?? '' } }))
    assert.match(shown(await look()), /Two geese/)
    await add({ ...form, ...carriedIn(await look()), keep: 'none' })
    assert.doesNotMatch(shown(await look()), /your draft|Two geese/)
  })
  test('of a note is kept as well, and thrown away when it is not wanted', async () => {
    const notes = '/children/:child/notes/new'
    const keep = (keep: string) =>
      town.ask(town.worker, town.child, { path: notes, post: true, form: { text: 'Half a', keep } })
    done(await keep('draft'))
    assert.match(await open(town.worker, notes), /This is your draft/)
    const { from = '' } = carriedIn(await town.ask(town.worker, town.child, { path: notes }))
    done(await town.ask(town.worker, town.child, { path: notes, post: true, form: { from, keep: 'none' } }))
    assert.doesNotMatch(await open(town.worker, notes), /Half a|This is your draft/)
  })
  test('that nobody came back to for thirty days is gone', async () => {
    done(await add({ ...form, keep: 'draft' }))
    town.later(31 * 24 * 60)
    assert.equal(await value(town.worker), false)
    done(await add({ sort: 'animals', short: 'Cat', about: 'person', keep: 'draft' }, officer))
    const { rows } = await town.db.owner.query('select user_id from draft')
    assert.deepEqual(rows, [{ user_id: officer.userId }])
  })
})
