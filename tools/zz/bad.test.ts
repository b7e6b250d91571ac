import assert from 'node:assert/strict'
import { describe, test, before } from 'node:test'
test('one', () => {})
test('two', () => assert.equal(1, 2))
describe('suite', () => { test('three', () => {}); test('four', () => { throw new Error('x') }); describe('inner', () => test('five', () => {})) })
describe('hook', () => { before(() => { throw new Error('hook') }); test('six', () => {}); test('seven', () => {}) })
test('sub', async t => { await t.test('sub a', () => {}); await t.test('sub b', () => {}) })
test('skipped', { skip: true }, () => {})
