import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Category, categories, categoryBit } from '../kernel/index.ts'
import { findInvolvementKind } from './involvement-kinds.ts'
import { everyCategory, masksOf, untrained } from './masks.ts'
import { type ChildFacts, decide, mayWrite, opens, type Reader, type Relation, sightOf } from './policy.ts'
import { masksFor } from './reader.queries.ts'
import { getRole, onPaper, type RoleKey, roles } from './roles.ts'

const now = new Date('2026-11-20T10:00:00Z')
const relation = (more: Partial<Relation> = {}): Relation => ({
  reason: 'involvement',
  principal: 1,
  limit: everyCategory,
  extra: 0,
  maxSensitivity: 3,
  named: false,
  writes: true,
  startsAt: new Date('2026-09-01T00:00:00Z'),
  endsAt: new Date('2027-09-01T00:00:00Z'),
  ...more,
})
const reader = (role: RoleKey): Reader => ({
  userId: 1,
  active: true,
  principals: [1, 20],
  masks: masksOf(getRole(role)),
})
const child = (more: Partial<ChildFacts> = {}): ChildFacts => ({
  shield: undefined,
  allowed: false,
  conflict: undefined,
  relations: [relation()],
  ...more,
})
const content = (category: Category, sensitivity: 1 | 2 | 3 | 4 = 1) => ({ category, sensitivity, summary: false })
const summary = (category: Category) => ({ category, sensitivity: 1 as const, summary: true })

describe('without a live reason', () => {
  test('nobody opens a record, whatever their role, but the clearing house for names and numbers', () => {
    for (const role of roles) {
      const decision = decide(reader(role.key), child({ relations: [] }), now)
      assert.equal(decision.outcome, role.universal ? 'show' : 'refuse', role.key)
    }
    const officer = decide(reader('clearing-house'), child({ relations: [] }), now)
    assert.deepEqual(
      categories.filter(c => opens(officer, content(c))),
      ['identity', 'contact'],
    )
  })
  test('a reason holds at its first instant and no longer at its end', () => {
    const on = (startsAt: Date, endsAt: Date) =>
      decide(reader('social-worker'), child({ relations: [relation({ startsAt, endsAt })] }), now).outcome
    const later = new Date(now.getTime() + 1)
    assert.equal(on(now, later), 'show')
    assert.equal(on(new Date(0), now), 'refuse')
    assert.equal(on(later, new Date(later.getTime() + 1)), 'refuse')
  })
  test('somebody else’s reason is not mine', () => {
    assert.equal(
      decide(reader('social-worker'), child({ relations: [relation({ principal: 99 })] }), now).outcome,
      'refuse',
    )
  })
  test('my team’s reason is mine', () => {
    assert.equal(
      decide(reader('social-worker'), child({ relations: [relation({ principal: 20 })] }), now).outcome,
      'show',
    )
  })
})

describe('hard refusals beat every reason', () => {
  test('own family, also for the worker of the child', () => {
    assert.deepEqual(decide(reader('social-worker'), child({ conflict: 'family', allowed: true }), now), {
      outcome: 'refuse',
      rule: 'conflict',
    })
  })
  test('a restricted and a sealed child open to the people named, and to nobody else', () => {
    for (const shield of ['restricted', 'sealed'] as const) {
      assert.deepEqual(decide(reader('social-worker'), child({ shield }), now), { outcome: 'refuse', rule: 'shield' })
      assert.equal(decide(reader('social-worker'), child({ shield, allowed: true }), now).outcome, 'show')
    }
  })
  test('an account that is switched off sees nothing', () => {
    assert.deepEqual(decide({ ...reader('social-worker'), active: false }, child(), now), {
      outcome: 'refuse',
      rule: 'inactive',
    })
  })
})

describe('a role whose training ran out', () => {
  const lapsed = (role: RoleKey): Reader => ({ ...reader(role), masks: untrained(masksOf(getRole(role))) })
  test('opens nothing, by work or by a duty over every child', () => {
    for (const role of ['social-worker', 'clearing-house'] as const)
      for (const masks of [lapsed(role).masks, { ...masksOf(getRole(role)), trained: false }])
        assert.deepEqual(decide({ ...lapsed(role), masks }, child(), now), { outcome: 'refuse', rule: 'training' })
  })
  test('does not open by another’s answer or by oversight what it does not open by itself', () => {
    const relations = ['request', 'oversight'].map(reason => relation({ reason, limit: 0, extra: everyCategory }))
    assert.equal(decide(lapsed('social-worker'), child({ relations }), now).outcome, 'refuse')
  })
  test('opens what is opened urgently, as far as the level of the role goes', () => {
    const urgent = relation({ reason: 'urgent', limit: 0, extra: categoryBit('send'), writes: false })
    const decision = decide(lapsed('send-caseworker'), child({ relations: [urgent, relation()] }), now)
    assert.equal(sightOf(decision, content('send')), 'full')
    assert.equal(sightOf(decision, { ...content('send'), sensitivity: 3 }), 'none')
    assert.equal(sightOf(decision, content('identity')), 'none')
  })
})

describe('a role cuts what the reason allows', () => {
  const officer = decide(reader('education-welfare-officer'), child(), now)
  test('an education welfare officer sees attendance in full and special needs in summary', () => {
    assert.equal(sightOf(officer, content('attendance')), 'full')
    assert.equal(sightOf(officer, content('send')), 'existence')
    assert.equal(sightOf(officer, summary('send')), 'summary')
  })
  test('and only that a social worker is involved, with how to reach them', () => {
    assert.equal(sightOf(officer, content('care-involved')), 'existence')
    assert.equal(sightOf(officer, content('care-content')), 'none')
  })
  test('and nothing at all of a young carer, of health or of a family programme', () => {
    for (const category of ['young-carer', 'health', 'families', 'adoption', 'confidential'] as const) {
      assert.equal(sightOf(officer, content(category)), 'none', category)
      assert.equal(sightOf(officer, summary(category)), 'none', category)
    }
  })
  test('nobody’s role opens adoption or the confidential store; a named reason with an extra category opens adoption', () => {
    for (const role of roles) {
      const decision = decide(reader(role.key), child(), now)
      for (const category of ['adoption', 'confidential'] as const)
        assert.equal(opens(decision, summary(category)), false, role.key)
    }
    const named = decide(
      reader('social-worker'),
      child({ relations: [relation({ extra: 2 ** categories.indexOf('adoption'), named: true, maxSensitivity: 4 })] }),
      now,
    )
    assert.equal(opens(named, content('adoption', 4)), true)
  })
  test('a link to a school opens attendance and who the child is, and nothing else of the role', () => {
    const limit = 2 ** categories.indexOf('identity') + 2 ** categories.indexOf('attendance')
    const link = decide(reader('education-welfare-officer'), child({ relations: [relation({ limit })] }), now)
    assert.deepEqual(
      categories.filter(c => opens(link, content(c))),
      ['identity', 'attendance'],
    )
  })
  test('a fact more sensitive than the role’s or the reason’s ceiling stays shut', () => {
    assert.equal(opens(officer, content('attendance', 2)), true)
    assert.equal(opens(officer, content('attendance', 3)), false)
    const low = decide(reader('social-worker'), child({ relations: [relation({ maxSensitivity: 1 })] }), now)
    assert.equal(opens(low, content('care-content', 2)), false)
  })
})

describe('writing', () => {
  test('needs content in full, not a summary', () => {
    const officer = decide(reader('education-welfare-officer'), child(), now)
    assert.equal(mayWrite(officer, 'attendance'), true)
    assert.equal(mayWrite(officer, 'send'), false)
  })
  test('is not given by a reason for reading only', () => {
    assert.equal(
      mayWrite(decide(reader('social-worker'), child({ relations: [relation({ writes: false })] }), now), 'early-help'),
      false,
    )
  })
})

test('the matrix gives every role a cell for every category, and no role above sensitivity 3', () => {
  for (const role of roles) {
    assert.deepEqual(Object.keys(role.cells).sort(), [...categories].sort(), role.key)
    assert.ok(role.maxSensitivity <= 3)
    assert.match(role.sentence, /^[A-Z].*\.$/)
  }
})

test('the roles that the reference names without cells have rows: a reviewer reads the plan as its social worker, a partner in a joint team nothing of a colleague’s, a clinic nothing', () => {
  const sees = (role: RoleKey, label: ReturnType<typeof content>) => sightOf(decide(reader(role), child(), now), label)
  for (const category of categories)
    assert.equal(
      sees('reviewing-officer', content(category)),
      category === 'confidential' ? 'none' : sees('social-worker', content(category)),
      category,
    )
  assert.equal(sees('police-officer', content('youth-justice')), 'full')
  for (const role of [
    'police-officer',
    'employment-adviser',
    'drug-and-alcohol-worker',
    'commissioned-provider',
  ] as const)
    for (const category of ['care-content', 'health', 'young-carer'] as const)
      assert.equal(sees(role, summary(category)), 'none', `${role} ${category}`)
  assert.equal(sees('virtual-school', content('attendance')), 'full')
  assert.equal(sees('virtual-school', content('care-content')), 'existence')
  for (const role of ['sexual-health-worker', 'claims-officer', 'analyst'] as const)
    assert.equal(sees(role, content('identity')), 'none', role)
})

test('a school is not told that somebody treats a child’s parent, nor that the police or an employment adviser work with the family', () => {
  const lead = decide(reader('safeguarding-lead'), child(), now)
  for (const key of ['adult-social-work', 'drug-and-alcohol', 'police', 'employment']) {
    const category = findInvolvementKind(key)?.category ?? assert.fail(key)
    assert.equal(sightOf(lead, summary(category)), 'none', key)
  }
})

test('a manager sees as the team does, but a member’s duty over every child is not handed on', () => {
  const manager: Reader = {
    ...reader('team-manager'),
    masks: masksFor('team-manager', ['social-worker', 'clearing-house']),
  }
  const care = { category: 'care-content', sensitivity: 2, summary: false } as const
  assert.equal(opens(decide(manager, child({ relations: [relation()] }), now), care), true)
  assert.deepEqual(decide(manager, child({ relations: [] }), now), { outcome: 'refuse', rule: 'no-reason' })
})

describe('what is the council’s own', () => {
  const own = { category: 'attendance', sensitivity: 2, summary: false, council: true } as const
  const attendance = { ...own, council: false }
  const urgent = relation({ reason: 'urgent', limit: 0, extra: categoryBit('attendance') })
  const sees = (masks: Reader['masks'], relations = [relation()]) =>
    [attendance, own].map(label => opens(decide({ ...reader('auditor'), masks }, child({ relations }), now), label))
  const as = (role: RoleKey, ...teamRoles: RoleKey[]) => masksFor(role, teamRoles)
  test('is read by an officer and not by a school, which reads attendance in full, nor urgently, nor where it is named', () => {
    assert.deepEqual(sees(as('education-welfare-officer')), [true, true])
    assert.deepEqual(sees(as('safeguarding-lead')), [true, false])
    assert.deepEqual(sees(as('safeguarding-lead'), [urgent]), [true, false])
    const lead = decide(reader('safeguarding-lead'), child(), now)
    for (const seal of ['known', 'silent'] as const) assert.equal(sightOf(lead, { ...own, seal, named: true }), 'none')
  })
  test('is written by whoever reads and writes it, and by no school', () => {
    const writes = (role: RoleKey) => {
      const decision = decide(reader(role), child(), now)
      return [mayWrite(decision, 'attendance'), mayWrite(decision, 'attendance', true)]
    }
    assert.deepEqual(writes('education-welfare-officer'), [true, true])
    assert.deepEqual(writes('safeguarding-lead'), [true, false])
  })
  test('is opened urgently without training as before, and to a school not then either', () => {
    assert.deepEqual(sees(untrained(as('education-welfare-officer')), [urgent]), [true, true])
    assert.deepEqual(sees(untrained(as('safeguarding-lead')), [urgent]), [true, false])
  })
  test('is open to who manages a school’s staff only as far as the other roles of their teams see the category', () => {
    assert.deepEqual(sees(as('team-manager', 'education-welfare-officer')), [true, true])
    assert.deepEqual(sees(as('team-manager', 'safeguarding-lead')), [true, false])
    assert.deepEqual(sees(as('team-manager', 'safeguarding-lead', 'education-welfare-officer')), [true, true])
    assert.deepEqual(sees(as('team-manager', 'youth-worker', 'safeguarding-lead')), [true, false])
  })
})

test('on paper a role is called by its own name, but where nobody is to learn from a sheet that its service works with a child', () => {
  assert.deepEqual(
    roles.filter(role => onPaper(role) !== role.title).map(({ key }) => [key, onPaper(getRole(key))]),
    ['young-carers-worker', 'claims-officer'].map(key => [key, 'children’s services']),
  )
})

test('a role that is to know whom to speak to in a silent category would not be told: its existence is hidden', () => {
  const role = getRole('family-support-worker')
  const told = masksOf({ ...role, cells: { ...role.cells, 'young-carer': 'E', send: 'E' } })
  const known = (category: Category) => (told.existence & categoryBit(category)) !== 0
  assert.deepEqual([known('young-carer'), known('send')], [false, true])
})
