import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { Ground } from '../../access/index.ts'
import { aChild, anEntry, type TestChild, testGrounds, testNow } from '../../access/testing/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { someSources } from '../testing/index.ts'
import { letterDoor } from './index.ts'

let db: TestDatabase
let ground: Ground
before(async () => {
  db = await testDatabase()
  ground = (await testGrounds(db)).pages
})
after(async () => {
  await ground.db.destroy().catch(() => {})
  await db.drop().catch(() => {})
})

const homes = [
  { type: 'home', paon: '14', street: 'Larch Close', postcode: 'NM4 2QT', uprn: '100012345671' },
  { type: 'home', paon: '70', street: 'Beach Road', postcode: 'NM9 9ZZ', uprn: '100012345679' },
] as const
const people = ['Ann Hart', 'Paul Hart', 'Bo Ek'] as const
const contact = { category: 'contact' } as const
const livesAt = async (child: TestChild, home: (typeof homes)[number], uprn = home.uprn): Promise<void> => {
  const entry = await anEntry(db.owner, child, { kind: 'address', ...contact, body: { ...home, uprn } })
  await db.owner.query(
    `insert into household_member (uprn, child_id, entry_id, sensitivity, true_from) values ($1, $2, $3, 1, '2026-01-01')`,
    [uprn, child.id, entry],
  )
}
const addressOf = async (child: TestChild) => (await letterDoor(ground)([child.id])).get(child.id)

const adult = fc.record({
  name: fc.constantFrom(...people),
  livesWith: fc.constantFrom(true, true, false, undefined),
})
const household = fc.record({
  mine: fc.array(adult, { minLength: 1, maxLength: 3 }),
  theirs: fc.array(adult, { maxLength: 2 }),
  together: fc.boolean(),
  tie: fc.constantFrom('household', 'relationship', 'nothing'),
  kept: fc.constantFrom(...people),
  told: fc.constantFrom('me', 'brother', 'home', 'family', 'nobody', 'nobody'),
})

test('of any household: no letter goes to where somebody lives who must not be met or told, wherever that is written, nor to them', async () => {
  const gone = { letters: 0, stopped: 0 }
  const property = fc.asyncProperty(household, async ({ mine, theirs, together, tie, kept, told }) => {
    const [me, brother] = [await aChild(db.owner), await aChild(db.owner)]
    // A home of their own in each run, so that no other run's household is near.
    const uprn = String(100_000_000_000 + me.id * 2)
    await livesAt(me, homes[0], uprn as never)
    await livesAt(
      brother,
      together ? homes[0] : homes[1],
      (together && tie === 'household' ? uprn : `${uprn}9`) as never,
    )
    if (tie === 'relationship')
      await db.owner.query(
        `insert into relationship (child_id, other_id, kind, source_id, known_from) values ($1, $2, 'brother', 'test', $3)`,
        [me.id, brother.id, testNow],
      )
    for (const [child, adults] of [
      [me, mine],
      [brother, theirs],
    ] as const)
      for (const one of adults) await anEntry(db.owner, child, { kind: 'carer', ...contact, body: one })
    const note = { kind: 'danger-note', category: 'identity', summary: true } as const
    const body = { sort: 'not-to-meet', short: 'Must not be told', whatToDo: 'Call duty', who: kept }
    if (told === 'me') await anEntry(db.owner, me, { ...note, body })
    if (told === 'brother') await anEntry(db.owner, brother, { ...note, body })
    if (told === 'family')
      await anEntry(db.owner, me, {
        kind: 'family-person',
        ...contact,
        body: { name: kept, relation: 'father', contact: 'none' },
      })
    if (told === 'home')
      await db.owner.query(
        `insert into entry (uprn, kind, category, category_bit, sensitivity, summary, body, known_from, source_id) values ($1, 'danger-note', 'identity', 1, 1, true, $2, '2026-01-01', 'test')`,
        [uprn, body],
      )
    const isNear = tie === 'relationship' || (tie === 'household' && together)
    // By house and postcode alone where a source tells no property: still one home.
    const atDoor = [...mine, ...(isNear && together ? theirs : [])].filter(one => one.livesWith).map(one => one.name)
    const isTold = told === 'me' || told === 'home' || told === 'family' || (told === 'brother' && isNear)
    const address = await addressOf(me)
    if (address) gone.letters += 1
    if (isTold && atDoor.includes(kept)) {
      gone.stopped += 1
      assert.equal(address, undefined, `${kept} lives there`)
    }
    if (isTold) assert.notEqual(address?.to, kept)
    const plain = mine.filter(one => one.livesWith && !mine.some(other => other.name === one.name && !other.livesWith))
    if (told === 'nobody' && plain.length > 0) assert.ok(address, 'where nothing stands against it one goes')
  })
  await fc.assert(property, { numRuns: 30, seed: 20_261_130 })
  assert.ok(gone.letters > 5 && gone.stopped > 2, JSON.stringify(gone))
})

test('Norfolk, 2012: the house next door, as another source has it, gets none until somebody has said which is right', async () => {
  const child = await aChild(db.owner)
  await anEntry(db.owner, child, { kind: 'carer', ...contact, body: { name: 'Ann Hart', livesWith: true } })
  await livesAt(child, homes[0])
  assert.deepEqual((await addressOf(child))?.lines, ['14 Larch Close', 'NM4 2QT'])
  const nextDoor = { ...homes[0], paon: '16', uprn: undefined }
  await someSources(db.owner, ['typed'])
  const wrong = await anEntry(db.owner, child, { kind: 'address', ...contact, body: nextDoor, source: 'typed' })
  assert.equal(await addressOf(child), undefined)
  await db.owner.query('update entry set known_to = $2 where id = $1', [wrong, testNow])
  assert.deepEqual((await addressOf(child))?.lines, ['14 Larch Close', 'NM4 2QT'])
})
