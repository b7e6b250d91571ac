import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { type PlainDate, readClaim, receiptFrom, responsibilityAnswers, tellerRelations } from '../../kernel/index.ts'
import { factsOf } from './apply-change.ts'
import { type ChangeForm, changeKinds, readChange } from './change.ts'
import { readClaimDecision } from './family/claim-decision.ts'
import { type GateFacts, isSampled, reasonsToHold } from './gate.ts'
import { type Message, readAnswer, rowsOf } from './message.ts'
import { readServices, toldOf } from './told-service.ts'

const today = '2026-11-20' as PlainDate
const moved: ChangeForm = {
  kind: 'address',
  line: '22 Mill Street',
  town: 'Northmere',
  postcode: 'nm14qt',
  'from-day': '15',
  'from-month': '11',
  'from-year': '2026',
  saidBy: 'mum',
}
const read = (form: ChangeForm) => {
  const change = readChange(form, today)
  assert.ok(!('errors' in change), JSON.stringify(change))
  return change
}
const wrong = (form: ChangeForm): string[] => {
  const change = readChange(form, today)
  return 'errors' in change ? change.errors.map(e => e.field) : []
}

describe('a change', () => {
  test('is read with its own fields and no others', () => {
    assert.deepEqual(read({ ...moved, phone: '01632 960123', school: 'Elm Park' }), {
      kind: 'address',
      from: '2026-11-15',
      saidBy: 'mum',
      fields: { line: '22 Mill Street', town: 'Northmere', postcode: 'NM1 4QT' },
    })
  })
  test('says what is missing, field by field', () => {
    assert.deepEqual(wrong({}), ['kind', 'from-day', 'saidBy'])
    assert.deepEqual(wrong({ ...moved, line: ' ', postcode: 'here' }), ['line', 'postcode'])
    assert.deepEqual(wrong({ ...moved, kind: 'contact' }), ['phone'])
    assert.deepEqual(wrong({ ...moved, kind: 'household', person: 'Dan' }), ['lives'])
    assert.deepEqual(wrong({ ...moved, 'from-year': '2028' }), ['from-day'])
    assert.deepEqual(wrong({ ...moved, saidBy: 'x'.repeat(201) }), ['saidBy'])
  })
  test('of any kind is facts of the record, each with something in it', () => {
    const form: ChangeForm = {
      ...moved,
      school: 'Elm Park',
      phone: '01632 960123',
      forename: 'Leo',
      person: 'Dan',
      lives: 'no',
      surgery: 'Larch Surgery',
      language: 'Polish',
    }
    for (const { value } of changeKinds) {
      const facts = factsOf(read({ ...form, kind: value }))
      assert.ok(facts.length > 0)
      for (const { kind, body } of facts)
        for (const field of Object.keys(body)) assert.ok(field in kind.schema.properties)
    }
    assert.deepEqual(factsOf(read(moved))[0]?.body, {
      type: 'home',
      paon: '22',
      street: 'Mill Street',
      town: 'Northmere',
      postcode: 'NM1 4QT',
    })
  })
})

describe('the gate', () => {
  const clear: GateFacts = { shielded: false, sealedFact: false, protection: false, separation: false, disputed: [] }
  test('lets a change of a child of whom nothing stands against it go on', () => {
    for (const { value } of changeKinds) assert.deepEqual(reasonsToHold(value, clear), [])
  })
  test('stops every kind of change for each of protection, separation and a shield', () => {
    for (const { value } of changeKinds)
      for (const one of ['shielded', 'sealedFact', 'protection', 'separation'] as const)
        assert.equal(reasonsToHold(value, { ...clear, [one]: true }).length, 1, `${value} ${one}`)
  })
  test('stops a change of what sources disagree on, and of nothing else', () => {
    const disputed = { ...clear, disputed: ['address', 'birth'] }
    assert.deepEqual(
      changeKinds.map(k => k.value).filter(kind => reasonsToHold(kind, disputed).length > 0),
      ['address', 'household'],
    )
  })
  test('has about one in ten of the others looked at as well', () => {
    const uuids = Array.from(
      { length: 256 },
      (_, n) => `${n.toString(16).padStart(2, '0')}000000-0000-4000-8000-000000000000`,
    )
    assert.equal(uuids.filter(isSampled).length, 26)
  })
})

const council = {
  id: 'council-tax',
  name: 'Council Tax',
  takes: ['address'],
  basis: 'LGFA 1992',
  reviewBy: '2027-03-31',
}
const listOf = (...services: object[]): string => JSON.stringify({ services })

describe('the list of services', () => {
  test('is read, with the webhook of one and the columns of another', () => {
    const services = readServices(
      listOf(
        { ...council, webhook: 'https://ctax.example/told' },
        { ...council, id: 'libraries', takes: ['address', 'name'], columns: { Surname: 'childSurname' } },
      ),
    )
    assert.deepEqual(
      toldOf(services, 'name').map(s => s.id),
      ['libraries'],
    )
    assert.deepEqual(
      toldOf(services, 'address').map(s => s.id),
      ['council-tax', 'libraries'],
    )
    assert.deepEqual(toldOf(services, 'school'), [])
  })
  test('refuses a confidential service: those are never told', () => {
    assert.throws(
      () => readServices(listOf({ ...council, webhook: 'https://x.example', confidential: true })),
      /never told/,
    )
  })
  test('says which service is wrong, what it had and what was wanted', () => {
    const cases: [string, RegExp][] = [
      ['{', /is not JSON/],
      ['[]', /"services", an array/],
      [listOf({ ...council }), /council-tax needs either "webhook".* or "columns"/],
      [listOf({ ...council, webhook: 'http://ctax.example' }), /must be an address that begins with https/],
      [listOf({ ...council, webhook: 'https://u:p@ctax.example' }), /holds no password/],
      [listOf({ ...council, webhook: 'file:///etc/passwd' }), /begins with https/],
      [
        listOf({ ...council, takes: ['health'], webhook: 'https://x.example' }),
        /"takes" must be a list of some of address, school/,
      ],
      [listOf({ ...council, columns: { Post: 'postcod' } }), /"Post" was "postcod"/],
      [listOf({ ...council, id: 'Council Tax', webhook: 'https://x.example' }), /small letters.* was "Council Tax"/],
      [listOf({ ...council, reviewBy: 'soon', webhook: 'https://x.example' }), /"reviewBy" must be a date/],
      [listOf({ ...council, url: 'https://x.example' }), /has "url", which is not known/],
      [
        listOf({ ...council, webhook: 'https://a.example' }, { ...council, webhook: 'https://b.example' }),
        /Two services/,
      ],
    ]
    for (const [text, words] of cases) assert.throws(() => readServices(text), words)
  })
})

const message: Message = {
  changeId: 'c1',
  toldOn: today,
  change: read(moved),
  subject: { forename: 'Leo', surname: 'Hart', birthDate: '2015-11-30' },
}

describe('what a service is sent, and what it answers', () => {
  test('a daily file has the service’s own headings in its own order, and what is not said is empty', () => {
    assert.deepEqual(rowsOf({ 'Post Code': 'postcode', Name: 'childSurname', Tel: 'phone' }, [message]), [
      ['Post Code', 'Name', 'Tel'],
      ['NM1 4QT', 'Hart', ''],
    ])
  })
  test('is applied, waits, is refused with their reason, or needs a person', () => {
    assert.deepEqual(readAnswer(200, ''), { state: 'applied' })
    assert.deepEqual(readAnswer(202, ''), { state: 'waiting' })
    assert.deepEqual(readAnswer(200, '{"state":"person","reason":"Two accounts"}'), {
      state: 'person',
      answer: 'Two accounts',
    })
    assert.deepEqual(readAnswer(422, '{"reason":"No such tenancy"}'), { state: 'refused', answer: 'No such tenancy' })
    assert.deepEqual(readAnswer(400, '<html>'), { state: 'refused', answer: 'The service gave no reason' })
  })
  test('is asked again where nobody was there, and never at another address', () => {
    for (const status of [500, 503, 408, 429]) assert.deepEqual(readAnswer(status, ''), { state: 'again' })
    assert.equal(readAnswer(302, '').state, 'person')
  })
  test('whatever a service answers is one of these, and its reason is short', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), fc.oneof(fc.json(), fc.string()), (status, body) => {
        const outcome = readAnswer(status, body)
        assert.ok(['applied', 'waiting', 'refused', 'person', 'again'].includes(outcome.state))
        if ('answer' in outcome) assert.ok((outcome.answer ?? '').length <= 300)
      }),
    )
  })
})

describe('a claim', () => {
  test('is one of the relations and one of the answers, and nothing else', () => {
    for (const { value: relation } of tellerRelations)
      for (const { value: responsibility } of responsibilityAnswers)
        assert.deepEqual(readClaim({ 'teller-relation': relation, responsibility }), { relation, responsibility })
    const wrong = (form: Parameters<typeof readClaim>[0]) => {
      const read = readClaim(form)
      return 'errors' in read ? read.errors.map(error => error.field) : []
    }
    assert.deepEqual(wrong({}), ['teller-relation', 'responsibility'])
    assert.deepEqual(wrong({ 'teller-relation': 'constructor', responsibility: 'yes' }), ['teller-relation'])
    assert.deepEqual(wrong({ 'teller-relation': 'mother', responsibility: 'YES' }), ['responsibility'])
  })
})

describe('what a person decides of it', () => {
  const known = { checked: undefined, child: 7, wrong: [] as readonly { field: string; text: string }[] }
  const fields = (form: Parameters<typeof readClaimDecision>[0], more: Partial<typeof known> = {}) => {
    const read = readClaimDecision(form, { ...known, ...more })
    return 'errors' in read ? read.errors.map(error => error.field) : read
  }
  test('puts nothing on a record without how the claim was checked, and a child that it is of', () => {
    assert.deepEqual(fields({ decision: 'yes' }), ['how'])
    assert.deepEqual(fields({ decision: 'yes', how: 'it looks right' }), ['how'])
    assert.deepEqual(fields({ decision: 'yes', how: 'record' }, { child: undefined as never }), ['name'])
    assert.deepEqual(
      fields({ decision: 'yes', how: 'record' }, { wrong: [{ field: 'child', text: 'No such record' }] }),
      ['child'],
    )
    assert.deepEqual(fields({ decision: 'yes', how: 'record' }), { what: 'apply', how: 'record', child: 7 })
    assert.deepEqual(fields({ decision: 'yes' }, { checked: 'court-order' as never }), {
      what: 'apply',
      how: 'court-order',
      child: 7,
    })
  })
  test('answers the family by one of a few sentences, and never by words that were typed', () => {
    assert.deepEqual(fields({ decision: 'ask', ask: 'He must not be told' }), ['ask'])
    assert.deepEqual(fields({ decision: 'ask', ask: 'proof' }), { what: 'ask', ask: 'proof' })
    assert.deepEqual(fields({ decision: 'no', ask: 'He must not be told' }), { what: 'refuse', ask: 'call' })
    assert.deepEqual(fields({ decision: 'begin' }), { what: 'begin' })
    assert.deepEqual(fields({}), ['decision'])
  })
})

test('a receipt number has letters that are not mistaken for one another, and no word', () => {
  assert.equal(receiptFrom(Buffer.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])), 'BCDFG-HJKMN')
  for (let byte = 0; byte < 256; byte++)
    assert.match(receiptFrom(Buffer.alloc(10, byte)), /^[B-DF-HJKMNP-TV-XZ2-9]{5}-[B-DF-HJKMNP-TV-XZ2-9]{5}$/)
})
