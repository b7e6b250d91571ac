import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  type Answer,
  asActor,
  type Ground,
  performRoute,
  type Route,
  type SignedInReader,
} from '../../../access/index.ts'
import { aReader, aTeam, testGrounds } from '../../../access/testing/index.ts'
import { carriedIn, wordsOf } from '../../../children/testing/index.ts'
import { Conflict, NotFound, plainDate } from '../../../kernel/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/testing/index.ts'
import { adopterPages, adoptersOnce, listWrittenAdopters } from './index.ts'

let db: TestDatabase
let grounds: { pages: Ground; jobs: Ground }
let [vera, stranger]: SignedInReader[] = []
let team: number
before(async () => {
  db = await testDatabase()
  grounds = await testGrounds(db, () => new Date('2026-11-20T10:00:00Z'))
  team = await aTeam(db.owner, 'Adoption Records')
  await db.owner.query(`update access.principal set category = 'adoption' where id = $1`, [team])
  vera = await aReader(db.owner, 'team-manager', [team])
  stranger = await aReader(db.owner, 'team-manager')
})
after(() => db.drop())

type Form = Readonly<Record<string, string>>
const ask = (by: SignedInReader | undefined, path: string, adopters = '', form?: Form): Promise<Answer> =>
  performRoute(
    grounds.pages,
    adopterPages.find(r => r.path === path && r.sort.endsWith('action') === (form !== undefined)) as Route,
    by as SignedInReader,
    { params: { adopters }, query: {}, form: form ?? {}, files: [], requestId: 'test' },
  )
const one = '/adopters/:adopters'
const on = (day: string, month: string) => ({ 'on-day': day, 'on-month': month, 'on-year': '2026' })
const they = { names: 'Ruth and Ines Calder', who: 'married-women', fostering: 'no' }

describe('the register of adopters', () => {
  test('is kept by the adoption team, step by step, and told by list 11: a row for each of them', async () => {
    assert.match(wordsOf(await ask(vera, '/adopters/new', '', { names: 'x' })), /Choose who they are/)
    const answer = await ask(vera, '/adopters/new', '', they)
    const address = 'redirect' in answer ? (answer.redirect.split('/').at(-1) ?? '') : assert.fail()
    await ask(vera, one, address, { step: 'enquiry', words: 'They called.', ...on('5', '10') })
    await ask(vera, one, address, { step: 'stage-1', words: 'Checks begin.', ...on('12', '10') })
    const page = wordsOf(await ask(vera, one, address))
    assert.match(page, /Two women who are married.*Stage 1.*End stage 1 by 12 December 2026.*They called/)
    assert.match(wordsOf(await ask(vera, '/adopters')), /Ruth and Ines Calder TL-[0-9A-F]{8} Stage 1/)
    const rows = await asActor(grounds.jobs, 'returns', tx => listWrittenAdopters(tx, plainDate(2026, 10, 31)))
    assert.deepEqual(
      rows.map(({ row }) => [row.Gender, row['Date enquiry received'], row['Date Stage 1 started']]),
      Array.from({ length: 2 }, () => ['b) Female', '2026-10-05', '2026-10-12']),
    )
    const last = (await db.owner.query('select max(id) as id from adopters_step')).rows[0].id
    await ask(vera, `${one}/take-back`, address, { step: String(last) })
    await assert.rejects(ask(vera, `${one}/take-back`, address, { step: String(last) }), Conflict)
    assert.doesNotMatch(wordsOf(await ask(vera, one, address)), /Checks begin/)
    for (const path of ['/adopters', '/adopters/new', one]) await assert.rejects(ask(stranger, path, address), NotFound)
    await assert.rejects(ask(stranger, '/adopters/new', '', they), NotFound)
    await assert.rejects(ask(stranger, one, address, { step: 'stage-1', words: 'x', ...on('12', '10') }), NotFound)
  })

  test('says of each of them what list 11 asks, is changed by the second of two once they have seen it, and tells whom a file tells of too once', async () => {
    const answer = await ask(vera, '/adopters/new', '', { ...they, who: 'married', names: 'Ada and Tom Pike' })
    const address = 'redirect' in answer ? (answer.redirect.split('/').at(-1) ?? '') : assert.fail()
    await ask(vera, one, address, { step: 'enquiry', words: 'They called.', ...on('5', '10') })
    assert.match(wordsOf(await ask(vera, one, address)), /Ethnicity Not asked yet; Not asked yet/)
    const said = { ...they, who: 'married', names: 'Ada and Tom Pike', familyNumber: 'F-7', changes: '0' }
    const who = { ...said, 'ethnicity-1': 'WBRI', 'disability-1': 'no', 'ethnicity-2': 'AIND', 'disability-2': 'yes' }
    assert.match(wordsOf(await ask(vera, `${one}/who`, address, { ...who, who: 'man' })), /There is one adopter/)
    await ask(vera, `${one}/who`, address, who)
    assert.match(wordsOf(await ask(vera, one, address)), /White - British; Indian Disability No; Yes.*F-7/)
    const late = await ask(vera, `${one}/who`, address, { ...who, names: 'Ada Pike and Tom Rook' })
    assert.match('page' in late ? String(late.page.body) : '', /Somebody else changed this[\s\S]*Ada Pike and Tom Rook/)
    for (const form of [undefined, who]) await assert.rejects(ask(stranger, `${one}/who`, address, form), NotFound)
    const written = await asActor(grounds.jobs, 'returns', tx => listWrittenAdopters(tx, plainDate(2026, 10, 31)))
    const named = (id: string, family: string, Gender: string) => ({
      ...{ 'Individual adopter identifier': id, 'Family identifier': family, Gender },
      'Date application approved': '2026-10-30',
    })
    const told = [named('A', 'f-7', 'b) Female'), named('B', 'F-7', 'a) Male'), named('C', 'F-70', 'a) Male')]
    const list = adoptersOnce(told, written).filter(row => !row['Family identifier']?.startsWith('TL-'))
    assert.deepEqual(
      list.map(row => [
        row['Individual adopter identifier'],
        row.Ethnicity,
        row.Disability,
        row['Date enquiry received'],
      ]),
      [
        ['C', undefined, undefined, undefined],
        ['B', 'WBRI', 'b) No', '2026-10-05'],
        ['A', 'AIND', 'a) Yes', '2026-10-05'],
      ],
    )
    assert.ok(list.every(row => row['Date application approved'] === '2026-10-30'))
  })

  test('keeps what is typed and not saved, of new adopters and of a step, for who typed it alone', async () => {
    const colleague = await aReader(db.owner, 'team-manager', [team])
    const shown = async (by: SignedInReader | undefined, path: string, address = '') => {
      const answer = await ask(by, path, address)
      return 'page' in answer ? String(answer.page.body) : assert.fail()
    }
    const begun = { names: 'Sol Marsh', keep: 'quiet' }
    assert.ok('fragment' in (await ask(vera, '/adopters/new', '', begun)))
    assert.match(await shown(vera, '/adopters/new'), /This is your draft[\s\S]*Sol Marsh/)
    assert.doesNotMatch(await shown(colleague, '/adopters/new'), /your draft|Sol Marsh/)
    await assert.rejects(ask(stranger, '/adopters/new', '', begun), NotFound)
    const answer = await ask(vera, '/adopters/new', '', { ...they, names: 'Sol Marsh' })
    const address = 'redirect' in answer ? (answer.redirect.split('/').at(-1) ?? '') : assert.fail()
    assert.doesNotMatch(await shown(vera, '/adopters/new'), /your draft/)
    const step = { step: 'enquiry', words: 'They called on Monday.', ...on('5', '10') }
    await ask(vera, one, address, { ...step, keep: 'draft' })
    assert.match(await shown(vera, one, address), /This is your draft[\s\S]*They called on Monday/)
    const { from = '' } = carriedIn(await ask(vera, one, address))
    await ask(vera, one, address, { ...step, from })
    assert.doesNotMatch(await shown(vera, one, address), /your draft/)
  })

  test('has a step once, though a colleague writes it at the same moment', async () => {
    const answer = await ask(vera, '/adopters/new', '', they)
    const address = 'redirect' in answer ? (answer.redirect.split('/').at(-1) ?? '') : assert.fail()
    const colleague = await db.owner.connect()
    await colleague.query('begin')
    await colleague.query('update adopters set reference = reference where uuid = $1', [address])
    await colleague.query(
      `insert into adopters_step (adopters_id, step, on_day, words, written_by, written_at)
       select id, 'enquiry', '2026-10-05', 'They called.', written_by, written_at from adopters where uuid = $1`,
      [address],
    )
    const mine = ask(vera, one, address, { step: 'enquiry', words: 'They called.', ...on('5', '10') })
    let answered = false
    const sent = mine.finally(() => {
      answered = true
    })
    const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    while (!answered && (await db.owner.query(waits)).rowCount === 0);
    await colleague.query('commit')
    colleague.release()
    assert.match(wordsOf(await sent), /Choose what happened/)
    const { rows } = await db.owner.query(
      'select s.step from adopters_step s join adopters a on a.id = s.adopters_id where a.uuid = $1',
      [address],
    )
    assert.deepEqual(rows, [{ step: 'enquiry' }])
  })
})
