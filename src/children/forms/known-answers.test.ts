import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Type } from 'typebox'
import { recordKind } from '../../access/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { fold } from '../golden-record/index.ts'
import { exampleFact } from '../pages/record.examples.ts'
import { knownAnswers } from './known-answers.ts'
import { readReplies, replyFields } from './known-replies.ts'

const today = '2026-05-04' as PlainDate
const schema = Type.Object({ code: Type.Optional(Type.String()), label: Type.Optional(Type.String()) })
const needs = recordKind({
  ...{ kind: 'sen-provision', title: 'Support', category: 'send', schema },
  line: body => (body.code === 'K' ? { title: 'SEN support at school', key: true } : undefined),
})
const disability = recordKind({ kind: 'disability', title: 'Disability', category: 'health', schema })
const kinds = { needs: needs as never, disability: disability as never }
const fact = (kind: string, body: Record<string, unknown>, on = '2026-01-15') =>
  exampleFact(kind, body, { on: on as PlainDate })
const facts = [
  fact('carer', { name: 'Grace Okafor', relation: 'Mother', parentalResponsibility: true, livesWith: true }),
  fact('carer', { name: 'Daniel Reid', relation: 'Father', parentalResponsibility: true }),
  fact('family-person', { name: 'Daniel Reid', relation: 'father', responsibility: 'unknown' }),
  fact('family-person', { name: 'Edith Okafor', relation: 'grandmother', responsibility: 'yes' }),
  fact('doctor', { surgery: 'Mill Lane Surgery' }, '2024-01-15'),
  fact('doctor', { surgery: 'Larch Surgery' }),
  fact('sen-provision', { code: 'K' }),
  fact('disability', { label: 'Hearing' }),
  fact('disability', { label: 'Mobility' }),
]
const answers = knownAnswers(fold(facts, { today, enrolment: 'enrolment' }), facts, kinds, today)
const valueAbout = (about: string) => answers.find(one => one.about === about)?.known?.value

describe('what a form need not ask', () => {
  test('is who has parental responsibility, with what is disputed said so', () => {
    assert.equal(valueAbout('responsibility'), 'Mum Grace Okafor, dad Daniel Reid (disputed) and Edith Okafor')
  })
  test('is the surgery told last, the support at school, and every disability, each with who said it and when', () => {
    assert.equal(valueAbout('doctor'), 'Larch Surgery')
    assert.equal(valueAbout('needs'), 'SEN support at school')
    assert.match(valueAbout('disability') ?? '', /^(Hearing and Mobility|Mobility and Hearing)$/)
    assert.equal(answers.find(one => one.about === 'doctor')?.known?.said.on, '2026-01-15')
  })
  test('is shown as not recorded where nobody said it', () => {
    assert.equal(valueAbout('school'), undefined)
    assert.equal(answers.length, 7)
  })
})

describe('a reply', () => {
  test('goes back into its boxes as it was given, but for whom to tell', () => {
    const typed = {
      'known-lives-with': 'changed',
      'known-lives-with-now': 'Edith Okafor',
      'known-lives-with-lives': 'gone',
      'known-tell': 'yes',
      'known-needs': 'right',
    }
    const read = readReplies(answers, typed)
    assert.ok('replies' in read)
    assert.deepEqual(read.told, [{ kind: 'household', fields: { person: 'Edith Okafor', lives: 'no' } }])
    const { 'known-tell': _, ...boxes } = typed
    assert.deepEqual(replyFields(read.replies), { ...boxes, 'known-needs-now': '' })
  })
  test('to what other services decide stays with the form', () => {
    const read = readReplies(answers, { 'known-needs': 'changed', 'known-needs-now': 'A plan', 'known-tell': 'yes' })
    assert.ok('replies' in read && read.replies.length === 1 && read.told.length === 0)
  })
})
