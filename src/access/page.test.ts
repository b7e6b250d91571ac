import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Type } from 'typebox'
import { html } from '../platform/views/index.ts'
import type { ChildGrant } from './grant.ts'
import { childPage } from './page.ts'
import { labelledParts, recordKind } from './record-kind.ts'
import { assertDeclared } from './serve.ts'

const mark = recordKind({
  kind: 'mark',
  title: 'Mark',
  category: 'attendance',
  schema: Type.Object({ code: Type.String(), comment: Type.Optional(Type.String()) }),
  labels: { comment: { sensitivity: 2 } },
})
const plan = recordKind({ kind: 'plan', title: 'Plan', category: 'send', schema: Type.Object({ name: Type.String() }) })
const listMarks = async (_grant: ChildGrant<'mark'>): Promise<string[]> => []
const listPlans = async (_grant: ChildGrant<'plan'>): Promise<string[]> => []
const answer = () => ({ page: { title: 'A page', body: html`` } })
const base = { path: '/children/:child/x', purpose: 'direct work', answer, examples: {} }

describe('the compiler refuses', () => {
  test('a page that loads what it does not declare', () => {
    childPage({ ...base, needs: [mark], load: grant => listMarks(grant) })
    // @ts-expect-error the page declares marks and loads plans
    childPage({ ...base, needs: [mark], load: grant => listPlans(grant) })
  })
  test('a page without a declared need', () => {
    // @ts-expect-error no need at all
    childPage({ ...base, load: grant => listMarks(grant) })
    // @ts-expect-error an empty list is not a need
    assert.throws(() => assertDeclared(childPage({ ...base, needs: [], load: async () => [] })), /declares no need/)
  })
  test('a grant made by hand', () => {
    // @ts-expect-error only access/ makes one
    const made: ChildGrant<'mark'> = { tx: undefined, reader: undefined, at: new Date(), knownAt: undefined }
    assert.ok(made)
  })
  test('a wider grant still serves a narrower query', () => {
    childPage({
      ...base,
      needs: [mark, plan],
      load: async grant => [...(await listMarks(grant)), ...(await listPlans(grant))],
    })
  })
})

describe('a body is split by label', () => {
  test('so that a hidden field is in a row of its own', () => {
    assert.deepEqual(
      labelledParts(mark, { code: 'I', comment: 'unwell' }).map(p => [p.sensitivity, p.body]),
      [
        [1, { code: 'I' }],
        [2, { comment: 'unwell' }],
      ],
    )
  })
  test('absent fields are left out, and a field that nobody labelled is refused', () => {
    assert.deepEqual(labelledParts(mark, { code: 'I', comment: undefined }).length, 1)
    assert.throws(() => labelledParts(mark, { diagnosis: 'x' }), /no field diagnosis/)
  })
})
