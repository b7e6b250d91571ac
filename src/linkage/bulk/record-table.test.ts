import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { aChild, born, nhs, upn } from '../children.examples.ts'
import type { Identity } from '../identity.ts'
import { scorer } from '../score.ts'
import { standardise } from '../standard.ts'
import { readTable } from './read-table.ts'
import { recordTable } from './record-table.ts'

const texts = (...values: readonly string[]) => fc.constantFrom(...values)
const listOf = (...values: readonly string[]) => fc.uniqueArray(texts(...values), { maxLength: 2 })

const identities: fc.Arbitrary<Identity> = fc.record(
  {
    forename: texts('Amelia', 'AMELIE', 'Twin 2', 'Mohammed Ali', 'Zoë', '李', ''),
    middle: texts('Rose', 'R', ''),
    surname: texts('Hartley', 'Hartley-Singh', 'Kowalska', 'unknown', 'WÃ³jcik', 'NGUYÁ»…N', 'OÃ¢â‚¬â„¢Brien'),
    otherSurnames: listOf('Jones', 'Smith-Jones'),
    knownAs: listOf('Millie', 'Mo'),
    birthDate: texts(born(2014, 3, 9), born(2014, 9, 3), born(1900, 1, 1)) as fc.Arbitrary<
      Identity['birthDate'] & string
    >,
    birthPrecision: texts('day', 'month', 'expected') as fc.Arbitrary<'day'>,
    sex: texts('M', 'F', 'U') as fc.Arbitrary<'M'>,
    upn: texts(upn(101), 'not one'),
    formerUpns: listOf(upn(102), upn(103)),
    nhsNumber: texts(nhs(412345678), '1234567890'),
    supersededNhsNumbers: listOf(nhs(412345690)),
    postcode: texts('NM4 2QT', 'ZZ99 3VZ', '4011'),
    previousPostcodes: listOf('NM4 2QT', 'NM9 1AA'),
    house: texts('12', 'Flat 2'),
    street: texts('14 Mill Lane', 'Mill Street'),
    uprn: texts('100023336956'),
    sharedAddress: fc.boolean(),
    phones: listOf('07700 900123', '+447700900123', '0'),
    emails: listOf('A@example.org', 'b@example.org'),
    parents: listOf('Mrs Ayesha Khan', 'Aisha Khan'),
    school: texts('Mill Lane Primary'),
    localNumbers: listOf('A 1', 'b 2'),
    towns: listOf('Northmere', 'Mill Side', 'millside'),
  },
  { requiredKeys: [] },
)

test('records kept for a bulk run compare exactly as records do one by one', () => {
  fc.assert(
    fc.property(fc.array(identities, { minLength: 1, maxLength: 12 }), its => {
      const table = recordTable()
      for (const identity of its) table.add(identity)
      const { standardAt, window } = readTable(table.share(Uint32Array.from(its.keys())))
      const [score, [first]] = [scorer(), its]
      const [one, other] = [window(), window()]
      its.forEach((identity, at) => {
        assert.deepEqual(standardAt(at), standardise(identity))
        assert.deepEqual(score(one(0), other(at)), score(standardise(first!), standardise(identity)))
      })
    }),
  )
})

test('records come out in the order asked for', () => {
  const table = recordTable()
  for (const forename of ['Ada', 'Bea', 'Cai']) table.add(aChild({ forename }))
  const { standardAt } = readTable(table.share(Uint32Array.of(2, 0, 1)))
  assert.deepEqual(
    [0, 1, 2].map(at => standardAt(at).forename),
    ['cai', 'ada', 'bea'],
  )
})

test('a name’s bearers are counted by the name, however it is spelt', () => {
  const table = recordTable()
  for (const forename of ['Mohammed', 'Muhammad', 'mohamed', 'Amelia']) table.add(aChild({ forename }))
  const { forename } = readTable(table.share(Uint32Array.of(0, 1, 2, 3))).frequencies()
  assert.equal(forename('mohammed') / forename('amelia'), 5 / 3)
})
