import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { PlainDate } from '../../kernel/index.ts'
import { fold, type KnownFact, markOf, saidByChild, tiesBetween } from './index.ts'

const today = '2026-11-20' as PlainDate
const about = { today, enrolment: 'enrolment' }
let next = 1
const fact = (kind: string, body: object, more: Partial<KnownFact> = {}): KnownFact => ({
  entry: next++,
  address: '',
  kind,
  category: 'identity',
  sensitivity: 1,
  flags: [],
  body: body as KnownFact['body'],
  from: '2026-09-01' as PlainDate,
  until: undefined,
  knownFrom: new Date('2026-09-02T08:00:00Z'),
  source: 'census',
  said: 'school census',
  rank: 3,
  sourcePerson: 1,
  author: undefined,
  occasion: undefined,
  replaces: undefined,
  ...more,
})
const health = { source: 'health', said: 'health visitor', rank: 1, sourcePerson: 2 }
const care = { source: 'care', said: 'children’s social care', rank: 4, sourcePerson: 3 }
const day = (text: string) => text as PlainDate

describe('the golden record', () => {
  test('takes the value of the source that is trusted most, and keeps the others in order with their source and date', () => {
    const { name } = fold(
      [
        fact('identity', { forename: 'Liam', surname: 'Hearne' }, care),
        fact('identity', { forename: 'Liam', surname: 'Hearn' }, health),
        fact('identity', { forename: 'Liam', surname: 'Hearne' }),
      ],
      about,
    )
    assert.deepEqual(name?.value, { forename: 'Liam', middle: undefined, surname: 'Hearn' })
    assert.deepEqual(
      name?.candidates.map(c => [c.said, c.value.surname]),
      [
        ['health visitor', 'Hearn'],
        ['school census', 'Hearne'],
        ['children’s social care', 'Hearne'],
      ],
    )
    assert.equal(name?.disagree, true)
  })

  test('does not say that sources disagree where one has only written the same differently, or changed its own mind', () => {
    const written = fold(
      [
        fact('identity', { forename: 'Zoë', surname: 'O’Neill' }),
        fact('identity', { forename: 'ZOE', surname: "O'Neill" }, care),
      ],
      about,
    )
    assert.equal(written.name?.disagree, false)
    const changed = fold(
      [
        fact('identity', { forename: 'Amy', surname: 'Bell' }),
        fact('identity', { forename: 'Amy', surname: 'Cole' }, { from: day('2026-10-01') }),
      ],
      about,
    )
    assert.deepEqual([changed.name?.value.surname, changed.name?.disagree], ['Cole', false])
  })

  test('lets what the child said of themselves win over every source', () => {
    const { knownAs } = fold(
      [
        fact('identity', { preferredForename: 'Li' }, { ...health, from: day('2026-11-01') }),
        fact(
          'identity',
          { preferredForename: 'Lee' },
          { source: 'throughline', said: 'a worker', rank: 5, flags: [saidByChild], author: 7 },
        ),
      ],
      about,
    )
    assert.equal(knownAs?.value, 'Lee')
  })
  test('a preferred surname alone is no name to call a child by: it goes behind the forename, or says nothing', () => {
    const knownAs = (body: object) => fold([fact('identity', body)], { today, enrolment: 'none' }).knownAs?.value
    assert.equal(knownAs({ forename: 'Leona', surname: 'Grant', preferredSurname: 'Grant' }), 'Leona Grant')
    assert.equal(knownAs({ forename: 'Leona', preferredForename: 'Leo', preferredSurname: 'Hart' }), 'Leo Hart')
    assert.equal(knownAs({ preferredSurname: 'Grant' }), undefined)
  })

  test('takes the birth date that two sources give over that of one, and any known to the day over an expected one', () => {
    const agreed = fold(
      [
        fact('identity', { birthDate: '2013-03-05' }, health),
        fact('identity', { birthDate: '2013-05-03' }),
        fact('identity', { birthDate: '2013-05-03' }, care),
      ],
      about,
    )
    assert.deepEqual([agreed.birth?.value.date, agreed.birth?.disagree], ['2013-05-03', true])
    const now = fold(
      [
        fact('identity', { birthDate: '2026-06-04', birthPrecision: 'expected' }, health),
        fact('identity', { birthDate: '2026-05-30' }, care),
      ],
      about,
    )
    assert.deepEqual(now.birth?.value, { date: '2026-05-30', precision: 'day' })
  })

  test('shows the whole address though a list has since given the postcode alone, and calls that no disagreement', () => {
    const { address, previousAddresses } = fold(
      [
        fact('address', { paon: '14', street: 'Larch Close', postcode: 'NM4 2QT' }),
        fact('address', { postcode: 'NM42QT' }, { ...care, from: day('2026-11-01') }),
      ],
      about,
    )
    assert.deepEqual([address?.value.lines, address?.disagree, previousAddresses], [['14 Larch Close'], false, []])
    assert.deepEqual(
      address?.candidates.map(c => c.said),
      ['school census', 'children’s social care'],
    )
    const moved = fold(
      [
        fact('address', { paon: '14', postcode: 'NM4 2QT' }),
        fact('address', { postcode: 'NM9 9ZZ' }, { ...care, from: day('2026-11-01') }),
      ],
      about,
    )
    assert.deepEqual([moved.address?.value.postcode, moved.address?.disagree], ['NM9 9ZZ', true])
  })

  test('shows the address that took effect last, not the one that arrived last, and keeps the earlier as previous', () => {
    const { address, previousAddresses } = fold(
      [
        fact(
          'address',
          { paon: '14', street: 'Mill Lane', postcode: 'NM4 2QT' },
          { from: day('2026-08-01'), knownFrom: new Date('2026-08-02') },
        ),
        fact(
          'address',
          { paon: '3', street: 'High Street', postcode: 'NM1 1AA' },
          { ...care, from: day('2024-01-10'), knownFrom: new Date('2026-11-19') },
        ),
        fact(
          'address',
          { paon: '9', street: 'Dock Road', postcode: 'NM7 7AA' },
          { ...care, from: day('2020-01-10'), until: day('2024-01-10') },
        ),
      ],
      about,
    )
    assert.deepEqual(
      [address?.value.lines, address?.value.postcode, address?.disagree],
      [['14 Mill Lane'], 'NM4 2QT', true],
    )
    assert.deepEqual(
      previousAddresses.map(a => a.value.lines[0]),
      ['3 High Street', '9 Dock Road'],
    )
  })

  test('prefers a number that passes its check, and lists the others', () => {
    const { upn, otherNumbers } = fold(
      [
        fact('identifier', { type: 'upn', value: 'X801200005028', ok: false }, { ...health }),
        fact('identifier', { type: 'upn', value: 'Q801200005028', ok: true }),
        fact('identifier', { type: 'former-upn', value: 'A111222333444', ok: true }),
      ],
      about,
    )
    assert.equal(upn?.value.number, 'Q801200005028')
    assert.deepEqual(
      otherNumbers.map(n => n.value.number),
      ['A111222333444'],
    )
  })

  test('shows the school of today: the main registration first, a dual one beside it without calling it a disagreement', () => {
    const { school, schools } = fold(
      [
        fact(
          'enrolment',
          { school: 'Hill Primary', laestab: '8012001', leavingDate: '2026-07-20' },
          { from: day('2019-09-01'), until: day('2026-07-21') },
        ),
        fact('enrolment', { school: 'The Link', laestab: '8011100', status: 'S' }, { from: day('2026-10-01') }),
        fact('enrolment', { school: 'Northmere High', laestab: '8014001', status: 'M' }, { from: day('2026-09-01') }),
      ],
      about,
    )
    assert.deepEqual([school?.value.name, school?.disagree], ['Northmere High', false])
    assert.deepEqual(
      schools.map(s => s.value.name),
      ['Northmere High', 'The Link'],
    )
  })

  test('lists each carer once, in the order in which they are to be called', () => {
    const { carers } = fold(
      [
        fact('carer', { name: 'Sam Hearne', relation: 'Father', order: 2 }),
        fact('carer', { name: 'Donna Hearne', relation: 'Mother', order: 1 }),
        fact('carer', { name: 'DONNA HEARNE', relation: 'Mother' }, care),
      ],
      about,
    )
    assert.deepEqual(
      carers.map(c => [c.value.name, c.candidates.length]),
      [
        ['Donna Hearne', 2],
        ['Sam Hearne', 1],
      ],
    )
  })

  test('gives nothing, and not a blank, where no fact says anything', () => {
    const empty = fold([], about)
    assert.deepEqual(
      [empty.name, empty.birth, empty.address, empty.school, empty.phones, empty.authorities.home],
      [undefined, undefined, undefined, undefined, [], undefined],
    )
  })

  test('is the same whatever the order in which the facts are read', () => {
    const facts = [
      fact('identity', { forename: 'Liam', surname: 'Hearne', birthDate: '2013-05-03' }),
      fact('identity', { forename: 'Lee', surname: 'Hearn', birthDate: '2013-03-05' }, health),
      fact('identity', { forename: 'Liam', surname: 'Hearne', sex: 'M' }, care),
      fact('address', { postcode: 'NM4 2QT' }),
      fact('address', { postcode: 'NM1 1AA' }, care),
      fact('carer', { name: 'Donna' }),
      fact('carer', { name: 'Sam' }, health),
      fact('enrolment', { school: 'A', laestab: '1' }),
      fact('enrolment', { school: 'B', laestab: '2' }, health),
    ]
    const usual = fold(facts, about)
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), shuffled =>
        assert.deepEqual(fold(shuffled, about), usual),
      ),
    )
  })

  test('two readers get two answers: what one may not see shows neither as a value nor as a disagreement', () => {
    const open = fact('address', { postcode: 'NM4 2QT', paon: '14' })
    const hidden = fact(
      'address',
      { postcode: 'NM1 1AA', paon: '3' },
      { ...care, category: 'contact', sensitivity: 3, from: day('2026-10-01') },
    )
    const [all, some] = [fold([open, hidden], about), fold([open], about)]
    assert.deepEqual([all.address?.value.postcode, all.address?.disagree], ['NM1 1AA', true])
    assert.deepEqual(
      [some.address?.value.postcode, some.address?.disagree, some.address?.candidates.length, some.previousAddresses],
      ['NM4 2QT', false, 1, []],
    )
  })

  test('follows a person’s choice where its value is seen and nothing that was not weighed is, and is as without it otherwise', () => {
    const names = ['Hearne', 'Hearn', 'Herne'].map((surname, at) =>
      fact('identity', { forename: 'Liam', surname }, { source: `s${at}`, rank: at + 1, sourcePerson: at }),
    )
    const mark = (surname: string) => markOf(`liam|${surname.toLowerCase()}`, 'x')
    const chosen = { factKey: 'name', salt: 'x', reason: 'Asked', chosen: mark('Hearn'), over: [mark('Hearne')] }
    const choice = fact('chosen-value', chosen)
    fc.assert(
      fc.property(fc.subarray(names), seen => {
        const surnames = seen.map(f => String(f.body.surname))
        const holds = surnames.includes('Hearn') && !surnames.includes('Herne')
        const { name } = fold([...seen, choice], about)
        if (holds) assert.deepEqual([name?.value.surname, name?.disagree], ['Hearn', false])
        else assert.deepEqual(name, fold(seen, about).name)
      }),
    )
  })

  test('says why two sources’ records are together from the facts given alone', () => {
    const census = fact('identity', { forename: 'Liam', surname: 'Hearne', birthDate: '2013-05-03' })
    const visitor = fact('identity', { forename: 'Liam', surname: 'Hearne', birthDate: '2013-05-03' }, health)
    const [tie] = tiesBetween([census, visitor])
    assert.equal(tie?.with, 'health visitor')
    assert.ok((tie?.words.length ?? 0) >= 3)
    assert.deepEqual(tiesBetween([census]), [])
  })
})
