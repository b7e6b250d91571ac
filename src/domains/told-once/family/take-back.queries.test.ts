import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { SignedInFamily } from '../../../access/index.ts'
import type { TestChild } from '../../../access/testing/index.ts'
import { wordsOf } from '../../../children/testing/index.ts'
import { Conflict, NotFound } from '../../../kernel/index.ts'
import { goesTo, moved, toldTown } from '../testing/told-town.actions.ts'

const town = await toldTown()
const { db, duty, worker, someChild, someFamily, ask, askAs, addressesOf } = town
after(town.leave)

const form = (forename: string, more: Record<string, string> = {}) => ({
  ...moved,
  ...{ 'child-forename': forename, 'child-surname': 'Hart', 'born-day': '30', 'born-month': '11', 'born-year': '2015' },
  ...{ 'teller-relation': 'mother', responsibility: 'yes', saidBy: 'Dana Hart', step: 'send' },
  ...more,
})
const reads = async (family: SignedInFamily, told: string) =>
  wordsOf(await askAs(family, '/family/told/:told', { params: { told } }))
const takeBack = (family: SignedInFamily, told: string) =>
  askAs(family, '/family/told/:told/take-back', { params: { told }, form: {} })
const change = async (told: string) =>
  (
    await db.owner.query<{ uuid: string; state: string }>(
      'select c.uuid, c.state from told_change c join family_told f on f.change_id = c.id where f.uuid = $1',
      [told],
    )
  ).rows[0] ?? assert.fail()
const toLookAt = async (by = duty) => wordsOf(await ask(by, '/told-changes'))

describe('what a family has sent', () => {
  let dana: SignedInFamily
  let other: SignedInFamily
  let leo: TestChild
  let told: string
  before(async () => {
    dana = await someFamily('dana')
    other = await someFamily('other')
    leo = await someChild('Leo')
  })

  test('is sent once, though Send is pressed twice without script', async () => {
    const page = await askAs(dana, '/family/tell', { form: form('Leo', { step: '' }) })
    const once = /name="once" value="([^"]+)"/.exec('page' in page ? String(page.page.body) : '')?.[1] ?? assert.fail()
    const [first, second] = [
      await askAs(dana, '/family/tell', { form: form('Leo', { once }) }),
      await askAs(dana, '/family/tell', { form: form('Leo', { once }) }),
    ]
    told = goesTo(first)
    assert.equal(goesTo(second), told)
    assert.equal((await db.owner.query('select from told_change')).rowCount, 1)
    assert.equal((await db.owner.query('select from family_draft')).rowCount, 0, 'nothing of it is left to go on with')
    await assert.rejects(
      askAs(other, '/family/tell', { form: form('Leo', { once }) }),
      Conflict,
      'another account’s tells nothing of it',
    )
  })

  test('can be taken back by whoever sent it while nothing has changed: nobody is asked to decide on it any more', async () => {
    assert.match(await reads(dana, told), /If you did not mean to send it.*Take it back/)
    assert.match(await toLookAt(), /Leo Hart/)
    await assert.rejects(takeBack(other, told), NotFound)
    await Promise.all([1, 2, 3].map(() => takeBack(dana, told)))
    await takeBack(dana, told)
    assert.match(await reads(dana, told), /You took this back.*Nobody goes on with it/)
    assert.match(await toLookAt(), /No change waits for you/)
    await assert.rejects(
      ask(duty, '/told-changes/:change', {
        params: { change: (await change(told)).uuid },
        form: { decision: 'yes', how: 'birth-certificate' },
      }),
      NotFound,
    )
    assert.deepEqual(await addressesOf(leo), ['Larch Close'])
  })

  test('is answered alike where it is of a shielded child, and whoever holds the shield is told again', async () => {
    await db.owner.query(
      `insert into access.shield (child_id, kind, reason, holder, starts_at) values ($1, 'sealed', 'test', $2, '2026-01-01')`,
      [leo.id, duty.userId],
    )
    const of = goesTo(await askAs(dana, '/family/tell', { form: form('Leo') }))
    const calls = async () =>
      (await db.owner.query(`select from access.notice where kind = 'call-back' and child_id = $1`, [leo.id])).rowCount
    assert.equal(await calls(), 1)
    await db.owner.query('delete from access.notice')
    await takeBack(dana, of)
    assert.match(await reads(dana, of), /You took this back/)
    assert.equal(await calls(), 1)
    await db.owner.query('delete from access.shield')
  })

  test('once it is changed is taken back no more: the family says what is wrong, and whoever looks at changes reads it', async () => {
    told = goesTo(await askAs(dana, '/family/tell', { form: form('Leo') }))
    const { uuid } = await change(told)
    const decision = { decision: 'yes', how: 'birth-certificate' }
    await ask(duty, '/told-changes/:change', { params: { change: uuid }, form: decision })
    await assert.rejects(takeBack(dana, told), Conflict)
    const say = (words: string, by = dana) =>
      askAs(by, '/family/told/:told/wrong', { params: { told }, form: { words } })
    assert.match(wordsOf(await say(' ')), /Write what is wrong/)
    await assert.rejects(say('It is not mine', other), NotFound)
    await say('The libraries still write to Larch Close.')
    assert.match(await reads(dana, told), /You wrote to us about this .* Nobody has read it yet/)
    const { rows } = await db.owner.query(
      `select encode(wrong, 'escape') as text from family_told where wrong is not null`,
    )
    assert.doesNotMatch(rows[0].text, /Larch/)
    assert.match(await toLookAt(), /Leo Hart: the family says that something is wrong/)
    assert.match(await toLookAt(worker), /Leo Hart: the family says that something is wrong/)
    const page = { params: { change: uuid } }
    const load = async () => await ask(worker, '/told-changes/:change/wrong', page)
    const seenTo = async (answer: Awaited<ReturnType<typeof load>>) => {
      const said =
        /name="said" value="([^"]+)"/.exec('page' in answer ? String(answer.page.body) : '')?.[1] ?? assert.fail()
      return ask(worker, '/told-changes/:change/wrong', { ...page, form: { said } })
    }
    const first = await load()
    assert.match(wordsOf(first), /The libraries still write to Larch/)
    await say('And the dentist: his father reads that post.')
    await assert.rejects(seenTo(first), Conflict, 'nobody has read the later words')
    assert.match(await reads(dana, told), /Nobody has read it yet/)
    await seenTo(await load())
    assert.match(await reads(dana, told), /Somebody has read it/)
    assert.match(await toLookAt(), /No change waits for you/)
    await assert.rejects(ask(worker, '/told-changes/:change/wrong', page), NotFound)
  })
})
