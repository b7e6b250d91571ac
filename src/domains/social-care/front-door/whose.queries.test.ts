import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Refusal, type SignedInReader } from '../../../access/index.ts'
import { anEntry, aReader, aRelation, type TestChild } from '../../../access/testing/index.ts'
import { carriedIn, wordsOf } from '../../../children/testing/index.ts'
import { NotFound } from '../../../kernel/index.ts'
import { referenceIn, TestFrontDoor } from './testing/index.ts'

let door: TestFrontDoor
let duty: SignedInReader
let holder: SignedInReader
let mia: TestChild
before(async () => {
  door = await TestFrontDoor.open(() => new Date('2026-11-20T10:00:00Z'))
  duty = await aReader(door.db.owner, 'front-door')
  holder = await aReader(door.db.owner, 'social-worker')
  mia = await door.child('Mia')
  await door.seal(mia, holder)
})
after(() => door.close())

const told = { worry: 'They are alone at night', source: 'neighbour' }

describe('whose a contact is', () => {
  const tells = async (name: string) => door.addressOf(referenceIn(await door.send({ ...told, 'child-name': name })))
  const exactly = { day: '30', month: '11', year: '2015' }
  const begin = (by: SignedInReader, contact: string, search: string) =>
    door.act(by, '/front-door/:contact/child', contact, { search, kind: 'front-door' })

  test('a name alone shows children one works with, and opens no record of others', async () => {
    const ada = await door.child('Ada')
    const contact = await tells('Ada Hart')
    const { words, search } = await door.look(duty, contact, { name: 'Ada Hart' })
    assert.match(words, /No child you work with fits the name/)
    assert.doesNotMatch(words, /matches exactly/)
    await assert.rejects(begin(duty, contact, search), NotFound)
    assert.deepEqual(await door.onRecord(ada), [])
    assert.match((await door.look(duty, contact, {})).words, /Enter the child’s name/)
  })
  test('an exact find begins the screener’s work and puts the contact on that record; only for that contact, and only theirs', async () => {
    const eve = await door.child('Eve')
    const [contact, other] = [await tells('Eve Hart'), await tells('Somebody else')]
    const { words, search } = await door.look(duty, contact, { name: 'Eve Hart', ...exactly })
    assert.match(words, /A record matches exactly You do not work with this child yet/)
    await assert.rejects(begin(duty, other, search), NotFound)
    await assert.rejects(begin(await aReader(door.db.owner, 'front-door'), contact, search), NotFound)
    assert.ok('redirect' in (await begin(duty, contact, search)))
    assert.deepEqual(await door.onRecord(eve), ['front-door-contact', 'contact-told'])
    const { rows } = await door.db.owner.query('select kind, purpose from involvement where child_id = $1', [eve.id])
    assert.deepEqual(rows, [{ kind: 'front-door', purpose: 'answer a referral: a referral' }])
    assert.match((await door.look(duty, other, { name: 'Eve Hart', ...exactly })).words, /Eve Hart Matches exactly/)
  })
  test('two children who are easily taken for one another are warned of, by the rule of Find a child', async () => {
    const warned = /Some of these children have the same name or one that is like it/
    const contact = await tells('Bethany Hart')
    await aRelation(door.db.owner, { child: (await door.child('Bethany')).id }, { principal: duty.userId })
    assert.doesNotMatch((await door.look(duty, contact, { name: 'Bethany Hart' })).words, warned)
    const beth = await door.child('Beth')
    assert.match((await door.look(duty, contact, { name: 'Beth Hart', ...exactly })).words, warned)
    await aRelation(door.db.owner, { child: beth.id }, { principal: duty.userId })
    assert.match((await door.look(duty, contact, { name: 'Bethany Hart' })).words, warned)
  })
  test('a contact on a record that was joined to a sealed one is for its holder alone', async () => {
    const joy = await door.child('Joy')
    const contact = await tells('Joy Hart')
    const { search } = await door.look(duty, contact, { name: 'Joy Hart', ...exactly })
    assert.ok('redirect' in (await begin(duty, contact, search)))
    assert.match(await door.tray(duty), /Joy Hart/)
    await door.db.owner.query('update person set redirect_to = $2 where id = $1', [joy.id, mia.id])
    assert.doesNotMatch(await door.tray(duty), /Joy Hart/)
    await assert.rejects(door.ask(duty, '/front-door/:contact', contact), NotFound)
    assert.match(await door.tray(holder), /Joy Hart/)
  })
  test('a sealed child’s name and birth date read as nobody’s do, and the holder is told that somebody looked', async () => {
    const contact = await tells('A girl in blue')
    const sealed = (await door.look(duty, contact, { name: 'Mia Hart', ...exactly })).words
    const nobody = (await door.look(duty, contact, { name: 'Ida Hart', ...exactly })).words
    assert.equal(sealed.replace('Mia', 'Ida'), nobody)
    const { rows } = await door.db.owner.query(
      `select principal, user_id from access.notice where kind = 'call-back' and child_id = $1 and user_id = $2`,
      [mia.id, duty.userId],
    )
    assert.deepEqual(rows, [{ principal: holder.userId, user_id: duty.userId }])
  })
})

test('what was told stands beside what is known, with who said so and when, for who has the contact and the record', async () => {
  const { owner } = door.db
  const worker = await aReader(owner, 'social-worker')
  const leo = await door.child('Leo')
  await aRelation(owner, { child: leo.id }, { principal: duty.userId })
  const where = { where: '8 Larch Close', school: 'Brook Primary' }
  const contact = await door.addressOf(referenceIn(await door.send({ ...told, 'child-name': 'Leo', ...where })))
  await assert.rejects(door.beside(duty, leo, contact), NotFound, 'nobody has found yet whose it is')
  await door.act(duty, '/front-door/:contact/child', contact, { child: leo.address })
  assert.match(await door.beside(duty, leo, contact), /Where they live 8 Larch Close Not recorded/)
  const body = { type: 'home', paon: '14', street: 'Larch Close', town: 'Northmere', postcode: 'NM4 2QT' }
  await anEntry(owner, leo, { kind: 'address', category: 'contact', body })
  await anEntry(owner, leo, { kind: 'enrolment', category: 'identity', body: { school: 'Larch Lane' } })
  assert.match(
    await door.beside(duty, leo, contact),
    /Where they live 8 Larch Close 14 Larch Close, Northmere, NM4 2QT From .*School or nursery Brook Primary Larch Lane From .*Telephone Not told Not recorded.*tell it once, for every service/,
  )
  const other = await door.child('Ann')
  await aRelation(owner, { child: other.id }, { principal: duty.userId })
  await assert.rejects(door.beside(duty, other, contact), NotFound, 'it is about another child')
  await assert.rejects(door.beside(worker, leo, contact), Refusal, 'who has no reason to open the record')
  await aRelation(owner, { child: leo.id }, { principal: worker.userId })
  await assert.rejects(
    door.beside(worker, leo, contact),
    NotFound,
    'who works with the child and does not have the contact',
  )
})

test('what is typed of a call and of a decision is kept, for whoever types it alone, a second call beside the first', async () => {
  const typing = (form: object) => door.act(duty, '/front-door/new', '', { ...told, ...form, keep: 'quiet' })
  const opened = () => door.ask(duty, '/front-door/new')
  await typing({ page: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c05' })
  await typing({ page: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c06', worry: 'Another child' })
  assert.match(wordsOf(await opened()), /Begin another beside it.*You typed something else and did not save it/)
  for (let left = 2; left > 0; left -= 1)
    await door.act(duty, '/front-door/new', '', { ...carriedIn(await opened()), keep: 'none' })
  assert.doesNotMatch(wordsOf(await opened()), /your draft/)

  const contact = await door.addressOf(referenceIn(await door.send({ ...told, 'child-name': 'A boy' })))
  const decide = (form: object) => door.act(duty, '/front-door/:contact/decide', contact, { state: 'new', ...form })
  await decide({ why: 'The school rings', keep: 'quiet' })
  const begun = await door.ask(duty, '/front-door/:contact', contact)
  assert.match(wordsOf(begun), /This is your draft.*The school rings/)
  await decide({ ...carriedIn(begun), keep: 'none' })
  assert.doesNotMatch(wordsOf(await door.ask(duty, '/front-door/:contact', contact)), /your draft|school rings/)
})
