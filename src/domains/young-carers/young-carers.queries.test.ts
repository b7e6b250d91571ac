import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Answer, type Ground, performRoute, type Route, type SignedInReader } from '../../access/index.ts'
import { aChild, anEntry, aReader, aRelation, aTeam, testGrounds, testNow } from '../../access/testing/index.ts'
import type { Typed } from '../../children/index.ts'
import { addDays, filledBoxes, londonDate, NotAllowed, NotFound } from '../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { routes, todayPage, words } from './testing/pages-of-support.page.ts'
import { transitionNeedsForms } from './transition/transition-forms.ts'
import { trendsPage } from './trends/trends.page.ts'

const today = londonDate(testNow)
const on = filledBoxes('on', today)
let db: TestDatabase
let pages: Ground
let address: string
let dina: string
let stranger: string
let worker: SignedInReader
let officer: SignedInReader
let manager: SignedInReader
before(async () => {
  db = await testDatabase()
  pages = (await testGrounds(db)).pages
  const team = await aTeam(db.owner, 'Northmere Young Friends', 'young-carer')
  worker = await aReader(db.owner, 'young-carers-worker', [team])
  officer = await aReader(db.owner, 'education-welfare-officer')
  // Sees what the team's workers see.
  const own = await aReader(db.owner, 'team-manager', [team])
  manager = { ...own, manages: [team], masks: { ...worker.masks, maxSensitivity: 3 } }
  const born = (forename: string, birthDate: string) => ({
    kind: 'identity',
    category: 'identity' as const,
    body: { forename, surname: 'Hart', birthDate },
  })
  const listed = { kind: 'young-carer', category: 'young-carer' as const, body: { since: '2023-01-09' } }
  for (const [forename, birthDate] of [
    ['Cal', '2009-06-20'],
    ['Dina', '2008-11-19'],
  ] as const) {
    const child = await aChild(db.owner)
    await anEntry(db.owner, child, born(forename, birthDate))
    await anEntry(db.owner, child, listed)
    for (const principal of [team, officer.userId]) await aRelation(db.owner, { child: child.id }, { principal })
    if (forename === 'Cal') address = child.address
    else dina = child.address
  }
  const other = await aChild(db.owner)
  await anEntry(db.owner, other, born('Ewan', '2012-01-09'))
  await anEntry(db.owner, other, listed)
  stranger = other.address
})
after(async () => {
  await pages.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

const perform = (route: Route | undefined, reader: SignedInReader, params = {}, form: Typed = {}): Promise<Answer> =>
  performRoute(pages, route as Route, reader, { params, query: {}, form, files: [], requestId: 't' })
const ask = (part?: string, form?: Typed, reader = worker): Promise<Answer> => {
  const path = `/children/:child/support${part ? '/:part' : ''}`
  const route = routes.find(r => r.path === path && r.sort.endsWith('action') === (form !== undefined))
  return perform(route, reader, { child: address, ...(part ? { part } : {}) }, form)
}
const read = async (part?: string): Promise<string> => words(await ask(part))
const saved = async (part: string, form: Typed): Promise<void> => {
  const shown = await ask(part)
  const onTopOf = /name="onTopOf" value="([^"]*)"/.exec('page' in shown ? String(shown.page.body) : '')?.[1]
  const answer = await ask(part, { ...form, onTopOf })
  assert.ok('redirect' in answer, words(answer))
}
const register = async (reader: SignedInReader): Promise<string> => words(await perform(routes.at(-1), reader))
const todayOf = async (reader: SignedInReader): Promise<string> => words(await perform(todayPage, reader))
const end = { ...on, reason: 'adult', words: 'The adult service has taken over.' }

describe('a young carer of seventeen', () => {
  test('is offered the move to adult support, on the worker’s Today and on the register, before all else', async () => {
    assert.match(
      await read(),
      /Move to adult support .*To be offered.*We have the plan.*Offer the move to adult support: by 20 December 2025\. That day has passed/,
    )
    assert.match(await register(worker), /Move to adult support.*Dina Hart.*No adult service.*Cal Hart.*To be offered/)
    assert.match(
      await todayOf(worker),
      /Cal Hart.*Support\. Offer the move to adult support: it was to be done by 20 December 2025/,
    )
    assert.match(
      await todayOf(manager),
      /Dina Hart.*Eighteen since 19 November 2026, and no adult service has accepted/,
    )
    assert.doesNotMatch(await todayOf(officer), /adult/)
    assert.match(
      words(await ask('end', end)),
      /Our support goes on until an adult service has accepted, or Cal says no/,
    )
  })

  test('agrees; is assessed; agrees a plan; a named adult service is asked, and says no and why', async () => {
    await saved('adult-offer', { ...on, answer: 'yes' })
    const refused = words(await ask('adult-needs', { ...on, able: 'Yes, at weekends.' }))
    assert.match(refused, /Write whether Cal is willing to care, now and from eighteen on.*Yes, at weekends/)
    const answers = transitionNeedsForms[0].fields.map(({ name, input, choices }) => [
      name,
      input === 'many' ? [choices?.[0]?.value ?? ''] : (choices?.[0]?.value ?? `About ${name}.`),
    ])
    await saved('adult-needs', { ...Object.fromEntries(answers), ...on })
    const plan = {
      goals: 'To live with a friend.',
      steps: 'Ravi asks by May.',
      ...filledBoxes('reviewOn', addDays(today, 90)),
    }
    await saved('adult-plan', { ...on, ...plan, agreed: 'no' })
    assert.match(await read(), /Plan to be agreed/)
    await saved('adult-plan', { ...on, ...plan, agreed: 'yes' })
    await assert.rejects(ask('adult-answer'), NotFound)
    await saved('adult-ask', { ...on, service: 'Carers Team', who: 'Ruth Amoah', told: 'yes' })
    assert.match(await read(), /Waiting for an adult service.*Carers Team, asked on 20 November 2026.*No answer yet/)
    assert.match(words(await ask('end', end)), /Our support goes on/)
    const asked = await lastAddress('asked')
    const answer = { ...on, asked, by: 'Ruth Amoah' }
    assert.match(words(await ask('adult-answer', { ...answer, answer: 'declined' })), /Write why they do not take over/)
    await saved('adult-answer', { ...answer, answer: 'declined', why: 'They help from twenty-one on.' })
    assert.match(await read(), /Adult service to be asked.*They do not take over.*twenty-one/)
    await assert.rejects(ask('adult-answer', { ...answer, answer: 'accepted' }), NotFound)
  })

  test('another accepts from a day; our support ends from that day on and not before', async () => {
    await saved('adult-ask', { ...on, service: 'Young Adults Team', who: 'Josie Tarn', told: 'yes' })
    const accept = async (startsOn: typeof today) =>
      saved('adult-answer', {
        ...{ ...on, asked: await lastAddress('asked'), by: 'Josie Tarn', answer: 'accepted' },
        ...filledBoxes('startsOn', startsOn),
      })
    await accept(addDays(today, 30))
    assert.match(
      await read(),
      /An adult service has accepted.*They have the plan from 20 December 2026; until then we have it/,
    )
    assert.match(
      words(await ask('end', end)),
      /The adult service begins on 20 December 2026: our support goes on until then/,
    )
    await accept(today)
    await saved('end', end)
    assert.match(await read(), /Ended/)
    assert.doesNotMatch(await register(worker), /Cal Hart/)
    await assert.rejects(ask('adult-plan'), NotFound)
  })

  test('is nobody to who may not see the service', async () => {
    for (const part of [undefined, 'adult-offer', 'adult-ask'])
      await assert.rejects(ask(part, undefined, officer), NotFound)
    await assert.rejects(ask('adult-offer', { ...on, answer: 'yes' }, officer))
  })
})

describe('a group’s attendance', () => {
  const path = '/support-register/session'
  const find = (change: boolean) => routes.find(r => r.path === path && r.sort.endsWith('action') === change)
  const send = (form: Typed, reader = worker) => perform(find(true), reader, {}, form)
  const sessions = async () =>
    (
      await db.owner.query(
        `select p.uuid, e.code, e.status, e.body->>'came' as came, e.body->>'name' as name, e.author_id from entry e join person p on p.id = e.child_id
         where e.kind = 'young-carer-session' order by e.id`,
      )
    ).rows
  const club = { ...on, how: 'met', name: 'Thursday club' }

  test('is entered once, a row for each young person, and counted for each as time together', async () => {
    assert.match(words(await perform(find(false), worker)), /Which group\?.*Who was there\?.*Dina Hart/)
    const refused = words(await send({ ...club, name: 'Young carers', child: [dina], came: ['yes'] }))
    assert.match(refused, /Choose a name that says nothing of caring/)
    assert.match(words(await send({ ...club, child: [dina], came: [''] })), /Say of at least one young person/)
    assert.ok('fragment' in (await send({ ...club, child: [dina], came: ['no'], keep: 'quiet' })))
    const opened = await perform(find(false), worker)
    assert.match('page' in opened ? String(opened.page.body) : '', /your draft[\s\S]*Thursday club[\s\S]*"no" selected/)
    assert.ok('redirect' in (await send({ ...club, child: [dina], came: 'yes' })))
    assert.doesNotMatch(words(await perform(find(false), worker)), /your draft/)
    assert.deepEqual(await sessions(), [
      { uuid: dina, code: 'group', status: 'met', came: 'yes', name: 'Thursday club', author_id: worker.userId },
    ])
    const { rows } = await db.owner.query(
      `select p.uuid, v.outcome, v.actor from access.access_event v join person p on p.id = v.child_id where v.action = $1 and v.outcome = 'done'`,
      [path],
    )
    assert.deepEqual(rows, [{ uuid: dina, outcome: 'done', actor: 'recorder' }])
  })

  test('saves nothing where one row is of a child whom the worker does not help; and is not there for others', async () => {
    await assert.rejects(send({ ...club, child: [dina, stranger], came: ['yes', 'yes'] }), NotFound)
    assert.equal((await sessions()).length, 1)
    await assert.rejects(perform(find(false), officer), NotFound)
    await assert.rejects(send({ ...club, child: [dina], came: ['yes'] }, officer), NotFound)
  })
})

describe('who tells us', () => {
  const read = async (reader: SignedInReader): Promise<string> => words(await perform(trendsPage, reader))
  const tell = async (source: string, on: string) => {
    const told = { kind: 'young-carer-found', category: 'young-carer' as const, body: { source, on } }
    const id = await anEntry(db.owner, await aChild(db.owner), told)
    await db.owner.query('update entry set code = $2, true_from = $3 where id = $1', [id, source, on])
  }

  test('is for a manager of the service alone; for another’s manager there is no such page', async () => {
    assert.match(await read(manager), /Who tells us/)
    await assert.rejects(read(await aReader(db.owner, 'team-manager')), NotFound)
    for (const reader of [worker, officer]) await assert.rejects(read(reader), NotAllowed)
  })

  test('says how often each told in each whole month, hides what is small, and names who told of nobody', async () => {
    for (const day of [1, 2, 5, 6, 30, 31]) await tell('school', `2026-10-${String(day).padStart(2, '0')}`)
    // Of the month that runs, and of one too long ago, nothing is told.
    for (const [source, on] of [
      ['gp', '2026-10-31'],
      ['hospital', '2026-11-02'],
      ['voluntary', '2025-10-31'],
    ] as const)
      await tell(source, on)
    const text = await read(manager)
    assert.match(text, /May 2026 June 2026 July 2026 August 2026 September 2026 October 2026/)
    assert.match(text, / School 0 0 0 0 0 6 GP or practice nurse 0 0 0 0 0 1 to 5 /)
    assert.doesNotMatch(text, /Hospital 0 0 0 0 0 0 /, 'who told of nobody is no row of the months')
    assert.match(text, /Told us of nobody: [^.]*Hospital; [^.]*Voluntary group/)
  })

  test('names the large schools whose census names nobody, with numbers to the nearest ten', async () => {
    for (const [school, pupils, code] of [
      ['Saltholme High', 204, 'N'],
      ['Quarry Bank', 203, 'P'],
      ['Mill Primary', 20, 'N'],
      ['Harbour High', 202, undefined],
    ] as const) {
      const { rows } = await db.owner.query('insert into access.establishment (name) values ($1) returning id', [
        school,
      ])
      const child = await aChild(db.owner)
      const census = { kind: 'young-carer-at-school', category: 'young-carer' as const, body: { code } }
      if (code) {
        const id = await anEntry(db.owner, child, census)
        await db.owner.query('update entry set code = $2 where id = $1', [id, code])
      }
      await db.owner.query(
        `insert into access.roll (child_id, establishment_id, starts_on) select g, $2::bigint, '2026-09-01'::date from generate_series(900001, 899999 + $3::integer) g
         union all select $1::bigint, $2::bigint, '2026-09-01'::date`,
        [child.id, rows[0].id, pupils],
      )
    }
    const text = await read(manager)
    assert.match(text, /1 of 3 schools with more than 200 pupils.*No census has come from Harbour High\./)
    assert.match(text, /Known to us there, about Saltholme High 200 Fewer than 6/)
    assert.doesNotMatch(text, /Quarry Bank|Mill Primary|204/)
  })
})

const lastAddress = async (kind: string): Promise<string> =>
  (
    await db.owner.query('select uuid from entry where kind = $1 order by id desc limit 1', [
      `young-carer-transition-${kind}`,
    ])
  ).rows[0].uuid
