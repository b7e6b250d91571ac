import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlainDate } from '../kernel/index.ts'
import { readContacts } from './school-contacts.ts'

const on = '2025-09-15' as PlainDate
const read = (code: string | undefined, surname = 'Hill') =>
  readContacts('8992001/123', [{ code, forename: 'Ann', surname, responsibility: true, phones: ['07700 900001'] }], on)

test('a mother is a contact and a person of her own, with her responsibility', () => {
  const { facts, others, involvements } = read('PAM')
  assert.deepEqual([facts[0]?.body['relation'], facts[0]?.body['personKey']], ['Mother', others[0]?.key])
  assert.deepEqual([others[0]?.relation, others[0]?.parentalResponsibility, others[0]?.adult], ['Mother', true, true])
  assert.deepEqual(involvements, [])
})

test('a foster carer is shown as a carer, and the code that tells of care is not among the facts', () => {
  const { facts, others } = read('FOM')
  assert.deepEqual(
    [facts[0]?.body['relation'], facts[0]?.body['relationCode'], others[0]?.relation],
    ['Carer', undefined, 'Carer'],
  )
})

test('a social worker is an involvement that only those who may know of care see', () => {
  const { facts, others, involvements } = read('SWR')
  assert.deepEqual([facts, others], [[], []])
  assert.deepEqual(
    involvements.map(i => [i.workerName, i.phone, i.category]),
    [['Ann Hill', '07700 900001', 'care-involved']],
  )
})

test('a doctor is a contact but no relative, and a code nobody knows is shown as it came', () => {
  assert.deepEqual(read('DOC').others, [])
  assert.equal(read('XYZ').facts[0]?.body['relation'], 'XYZ')
  assert.equal(read(undefined).others.length, 1)
})

test('the same contact keeps the same key wherever the school lists them', () => {
  const first = { code: 'PAM', forename: 'Ann', surname: 'Hill', phones: [] }
  const other = { code: 'PAF', forename: 'Bob', surname: 'Hill', phones: [] }
  const keys = (contacts: (typeof first)[]) =>
    readContacts('k', contacts, on)
      .others.map(o => o.key)
      .sort()
  assert.deepEqual(keys([first, other]), keys([other, first]))
})
