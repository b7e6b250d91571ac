import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { identity } from '../children/index.ts'
import { stageFact } from './staged-row.ts'

const named = { kind: identity, body: { forename: 'Liam', surname: 'Boyd' } }
const asOf = new Date('2026-11-20T12:00:00Z')
const categoryFrom = (tells: 'young-carer' | 'care-involved' | undefined) =>
  stageFact({ id: 'a list', tells }, named, asOf).map(entry => entry.category)

describe('a name on a list', () => {
  test('of a service that is nobody’s secret is who the child is', () => {
    assert.deepEqual(categoryFrom(undefined), ['identity'])
    assert.deepEqual(categoryFrom('care-involved'), ['identity'])
  })
  test('of the young carers’ service is a young carer’s name, for those who may know of the service', () => {
    assert.deepEqual(categoryFrom('young-carer'), ['young-carer'])
  })
})
