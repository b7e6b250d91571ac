import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { Compile } from 'typebox/compile'
import { categories, silentCategories } from '../../kernel/index.ts'
import { consentRules } from '../consent.ts'
import { involvementKinds } from '../involvement-kinds.ts'
import { roles } from '../roles.ts'
import { decideWorld } from './decide-world.ts'
import { decideFromThePage } from './oracle.examples.ts'
import {
  withConsents,
  withCouncilsOwn,
  withFlags,
  withOrganisations,
  worldFromThePage,
} from './oracle-worlds.examples.ts'
import { notUnderstood } from './understood.ts'
import { type Answer, actions, consentGivers, consentSights, flags, functions, purposes, World } from './world.ts'

const page = readFileSync(join(import.meta.dirname, '../../../docs/access.md'), 'utf8')

const everyRule = [
  ...['support', 'inactive', 'conflict', 'shield', 'no-reason', 'agreement', 'training', 'source', 'place', 'council'],
  ...['sealed', 'sealed-known', 'not-opened', 'who-to-speak-to', 'consent', 'not-writable'],
  ...['one-record', 'school-roll', 'urgent', 'oversight'],
  ...involvementKinds.map(kind => kind.key),
]

describe('docs/access.md', () => {
  test('lists every role, category, kind, function, action and purpose that there is, and no other', () => {
    const rows = page
      .split('\n')
      .filter(line => line.startsWith('| ') && line.split('|').length === categories.length + 4)
    const cells = rows.map(row =>
      row
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim()),
    )
    assert.deepEqual(cells[0], ['role', 'level', ...categories])
    assert.deepEqual(
      cells.slice(1),
      roles.map(role => [role.key, String(role.maxSensitivity), ...categories.map(category => role.cells[category])]),
    )
    const listed = (line: RegExp) => [...(page.match(line)?.[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, word]) => word)
    assert.deepEqual(
      listed(/\*\*kind\*\* of an involvement: .*/),
      involvementKinds.map(kind => kind.key),
    )
    assert.deepEqual(listed(/\*\*action\*\*: .*/), [...actions])
    assert.deepEqual(listed(/\*\*purpose\*\*: .*/), [...purposes])
    assert.deepEqual(listed(/\*\*function\*\* .*/), [...functions])
    assert.deepEqual(listed(/\*\*consent\*\*: .*/), [
      ...consentRules.map(rule => rule.category),
      ...consentGivers,
      ...consentSights,
    ])
    assert.deepEqual(listed(/\*\*flag\*\* of a user: .*/).slice(0, 4), [...flags.user, ...flags.child, ...flags.entry])
    assert.deepEqual(listed(/\*\*Silent\*\* are .*/), [...silentCategories])
    const schools = roles.filter(role => role.school).map(role => role.key)
    assert.deepEqual(listed(/\*\*school\*\*’s staff have the roles .*/), schools)
  })

  test('has an example whose answers are the product’s', () => {
    const [world, answers] = [...page.matchAll(/```json\n(.*)\n```/g)].map(([, text]) => JSON.parse(text ?? ''))
    assert.deepEqual({ world: world.world, answers: decideWorld(world) }, answers)
  })
})

describe('the policy', () => {
  test('answers as the rules of docs/access.md, written a second time by another hand, in any world', () => {
    let [asked, opened] = [0, 0]
    const counts: Record<string, number> = {}
    const understood = Compile(World)
    for (let seed = 1; seed <= Number(process.env.ACCESS_WORLDS ?? 2800); seed++) {
      const plain = worldFromThePage(seed, 36)
      // Each with each of the others, too.
      const agreed = seed % 2 === 0 ? withConsents(plain, seed) : plain
      const flagged = seed % 7 === 0 ? withFlags(agreed, seed) : agreed
      const owned = seed % 13 === 0 ? withCouncilsOwn(flagged, seed) : flagged
      const world = seed % 9 === 0 ? withOrganisations(owned, seed) : owned
      const drawn: unknown = world
      assert.ok(understood.Check(drawn) && notUnderstood(drawn) === undefined, `world ${seed} is not understood`)
      const answers = decideWorld(drawn)
      for (const [at, ask] of drawn.asks.entries()) {
        const expected: Answer = { ask, ...decideFromThePage(world, ask) }
        if (!isDeepStrictEqual(answers[at], expected)) assert.deepEqual(answers[at], expected, `world ${seed}`)
        counts[expected.rule] = (counts[expected.rule] ?? 0) + 1
        asked++
        if (expected.answer === 'content') opened++
      }
    }
    assert.ok(opened / asked > 0.2, `only ${opened} of ${asked} answers were content: too few to show a wrong refusal`)
    for (const rule of everyRule) assert.ok((counts[rule] ?? 0) > asked / 2000, `${rule} hardly ever came up`)
  })

  test('answers a world that names no consent, however it says so, byte for byte alike, and one whose consents are all ended as well', () => {
    const ended = { from: '2025-01-01T00:00:00Z', to: '2025-02-01T00:00:00Z' }
    for (let seed = 1; seed <= 40; seed++) {
      const { consents = [], ...world } = withConsents(worldFromThePage(seed, 36), seed) as World
      const answers = JSON.stringify(decideWorld(world))
      assert.doesNotMatch(answers, /"rule":"consent"/)
      const over = Array.isArray(consents) ? consents.map(one => ({ ...one, ...ended })) : []
      for (const none of [[], {}, null, over])
        assert.equal(JSON.stringify(decideWorld({ ...world, consents: none })), answers)
    }
  })

  test('is asked about no world whose people, children, entries or instants are not there', () => {
    const good = worldFromThePage(1, 1) as World
    const child = good.children[0]!
    const tie = good.involvements[0]!
    const consent = {
      ...{ child: child.id, category: 'young-carer', by: 'young-person', opens: 'contact' },
      ...{ from: tie.from, to: null, withdrawn: null },
    } as const
    const ever = { from: tie.from, to: null }
    const from = (instant: string): World => ({ ...good, involvements: [{ ...tie, from: instant }] })
    const bad: Record<string, World> = {
      'two users of one id': { ...good, users: [...good.users, good.users[0]!] },
      'an allow list with a stranger': { ...good, children: [{ ...child, allow: ['stranger'] }] },
      'a conflict with a stranger': { ...good, children: [...good.children, { ...child, id: 'c9', conflicts: ['s'] }] },
      'a fact for a stranger': { ...good, entries: good.entries.map(entry => ({ ...entry, named: ['stranger'] })) },
      'work of a stranger': { ...good, involvements: [{ ...tie, user: 'stranger' }] },
      'work of both': { ...good, involvements: [{ ...tie, user: 'u0', team: 'north' }] },
      'work with a stranger': { ...good, involvements: [{ ...tie, child: 'stranger' }] },
      'a consent for both': { ...good, consents: [{ ...consent, user: 'u0', team: 'north' }] },
      'a consent for nobody': { ...good, consents: [{ ...consent }] },
      'a consent for a stranger': { ...good, consents: [{ ...consent, user: 'stranger' }] },
      'a consent of a stranger': { ...good, consents: [{ ...consent, user: 'u0', child: 'stranger' }] },
      'a consent taken back on 30 February': {
        ...good,
        consents: [{ ...consent, user: 'u0', withdrawn: '2026-02-30T00:00:00Z' }],
      },
      'a flag of a stranger': { ...good, flags: [{ flag: 'training-out', user: 'stranger', ...ever }] },
      'a place for a stranger': {
        ...good,
        flags: [{ flag: 'protected-address', child: child.id, named: ['stranger'], ...ever }],
      },
      'a place of a stranger': {
        ...good,
        flags: [{ flag: 'protected-address', child: 'stranger', named: [], ...ever }],
      },
      'a flag of no entry': { ...good, flags: [{ flag: 'source-withdrawn', entry: 'none', ...ever }] },
      'work of nobody': { ...good, involvements: [{ child: tie.child, kind: tie.kind, from: tie.from, to: null }] },
      'an ask about nothing': { ...good, asks: [{ ...good.asks[0]!, entry: 'none' }] },
      'an entry of another child': {
        ...good,
        asks: good.asks.map(ask => ({ ...ask, child: good.children.find(one => one.id !== ask.child)!.id })),
      },
      '30 February': from('2026-02-30T00:00:00Z'),
      'month 13': from('2026-13-01T00:00:00Z'),
      'hour 25': from('2026-01-12T25:00:00Z'),
      'hour 24': from('2026-01-12T24:00:00Z'),
      'a zone that there is not': from('2026-01-12T00:00:00+25:00'),
    }
    assert.equal(notUnderstood(good), undefined)
    assert.equal(notUnderstood(from('2024-02-29T23:59:59.999+01:00')), undefined)
    for (const [what, wrong] of Object.entries(bad)) assert.equal(typeof notUnderstood(wrong), 'string', what)
  })

  const day = (text: string) => `2026-11-${text}T09:00:00Z`
  const world = (more: Partial<World>): World => ({
    ...{ world: 1, now: day('27'), oversight: [], urgent: [], involvements: [] },
    users: [{ id: 'u', role: 'social-worker', teams: [], active: true, named: [] }],
    children: [{ id: 'c', restricted: false, allow: [], conflicts: [] }],
    entries: [{ id: 'e', child: 'c', category: 'care-content', sensitivity: 2, sealed: null, named: [] }],
    asks: [{ user: 'u', child: 'c', entry: 'e', action: 'read' }],
    ...more,
  })
  const involved = { child: 'c', user: 'u', kind: 'social-work' as const, from: day('01'), to: null }
  const answer = (more: Partial<World>) => decideWorld(world(more))[0]?.answer

  test('opens a record to nobody without a reason, and to a worker for as long as the work and fourteen days', () => {
    assert.equal(answer({}), 'nothing')
    assert.equal(answer({ involvements: [involved] }), 'content')
    assert.equal(answer({ involvements: [{ ...involved, to: '2026-11-13T09:00:00.001Z' }] }), 'content')
    assert.equal(answer({ involvements: [{ ...involved, to: '2026-11-13T09:00:00Z' }] }), 'nothing')
    assert.equal(answer({ involvements: [{ ...involved, from: '2026-11-27T09:00:00.001Z' }] }), 'nothing')
  })
  test('hard refusals beat every reason: own family, a restricted child, somebody who has left', () => {
    const all = {
      involvements: [involved],
      urgent: [{ user: 'u', child: 'c', categories: ['care-content' as const], from: day('27'), to: null }],
    }
    assert.equal(answer(all), 'content')
    assert.equal(
      answer({ ...all, children: [{ id: 'c', restricted: false, allow: ['u'], conflicts: ['u'] }] }),
      'nothing',
    )
    assert.equal(answer({ ...all, children: [{ id: 'c', restricted: true, allow: [], conflicts: [] }] }), 'nothing')
    assert.equal(answer({ ...all, children: [{ id: 'c', restricted: true, allow: ['u'], conflicts: [] }] }), 'content')
    assert.equal(
      answer({ ...all, users: [{ id: 'u', role: 'social-worker', teams: [], active: false, named: [] }] }),
      'nothing',
    )
  })
  test('a young carer’s consent opens as far as it says, to whom it names, until it ends or is taken back, and nothing by itself', () => {
    const officer = { id: 'u', role: 'education-welfare-officer' as const, teams: [], active: true, named: [] }
    const consent = {
      ...{ child: 'c', category: 'young-carer', by: 'young-person', user: 'u', opens: 'contact' },
      ...{ from: day('01'), to: null, withdrawn: null },
    } as const
    const entries = [
      { id: 'e', child: 'c', category: 'young-carer' as const, sensitivity: 1 as const, sealed: null, named: [] },
    ]
    const told = (more: object, world: Partial<World> = {}) =>
      answer({
        ...{ users: [officer], involvements: [involved], consents: [{ ...consent, ...more }] },
        entries: entries.map(one => ({ ...one, summary: true })),
        ...world,
      })
    assert.equal(told({}), 'contact')
    assert.equal(told({ opens: 'summary' }), 'content')
    assert.equal(told({ opens: 'summary' }, { entries }), 'contact')
    assert.equal(told({}, { involvements: [] }), 'nothing')
    assert.equal(told({ by: 'parent' }), 'nothing')
    assert.equal(told({ withdrawn: day('27') }), 'nothing')
    assert.equal(told({ withdrawn: '2026-11-27T09:00:00.001Z' }), 'contact')
    assert.equal(told({ to: day('27') }), 'nothing')
    assert.equal(told({ from: '2026-11-27T09:00:00.001Z' }), 'nothing')
    const shut = (more: object) => told({ opens: 'summary' }, { entries: entries.map(one => ({ ...one, ...more })) })
    assert.equal(shut({ sealed: 'known' }), 'nothing')
    assert.equal(shut({ sensitivity: 3, summary: true }), 'nothing')
    assert.equal(
      told({ opens: 'summary' }, { children: [{ id: 'c', restricted: false, allow: [], conflicts: ['u'] }] }),
      'nothing',
    )
  })
  test('a sealed fact is for those it names; of a known one, who works with the child learns whom to ask', () => {
    const sealed = (
      kind: 'known' | 'silent',
      named: string[],
      category: 'care-content' | 'adoption' = 'care-content',
    ) =>
      answer({
        involvements: [involved],
        entries: [{ id: 'e', child: 'c', category, sensitivity: 4, sealed: kind, named }],
      })
    assert.deepEqual(
      [sealed('known', []), sealed('silent', []), sealed('known', ['u'])],
      ['contact', 'nothing', 'content'],
    )
    assert.equal(sealed('known', [], 'adoption'), 'nothing')
  })
  test('what a withdrawn source told is shut to all, a protected child’s place to those not named, and without training urgent access alone opens', () => {
    const [from, to] = [day('01'), null]
    const work = { involvements: [involved] }
    assert.equal(answer({ ...work, flags: [{ flag: 'source-withdrawn', entry: 'e', from, to }] }), 'nothing')
    assert.equal(answer({ ...work, flags: [{ flag: 'source-withdrawn', entry: 'e', from, to: day('27') }] }), 'content')
    const place = { flag: 'location-bearing', entry: 'e', from, to } as const
    const kept = (named: string[]) => ({ flag: 'protected-address', child: 'c', named, from, to }) as const
    assert.equal(answer({ ...work, flags: [place, kept([])] }), 'nothing')
    assert.equal(answer({ ...work, flags: [place, kept(['u'])] }), 'content')
    assert.equal(answer({ ...work, flags: [place, kept(['u']), kept([])] }), 'nothing')
    assert.equal(answer({ ...work, flags: [kept([])] }), 'content')
    const flags: World['flags'] = [{ flag: 'training-out', user: 'u', from, to }]
    assert.equal(answer({ ...work, flags }), 'nothing')
    const urgent = [{ user: 'u', child: 'c', categories: ['care-content' as const], from: day('27'), to }]
    assert.equal(answer({ ...work, flags, urgent }), 'content')
  })
  test('urgent access ends after four hours, whatever was written down', () => {
    const urgent = (from: string) =>
      answer({ urgent: [{ user: 'u', child: 'c', categories: ['care-content'], from, to: null }] })
    assert.equal(urgent('2026-11-27T05:00:00.001Z'), 'content')
    assert.equal(urgent('2026-11-27T05:00:00Z'), 'nothing')
  })
  test('who answers for a team sees what the team works on, and not what a member does alone', () => {
    const oversight = [{ user: 'u', team: 't', categories: ['care-content' as const], from: day('01'), to: null }]
    const other = {
      id: 'm',
      role: 'social-worker' as const,
      teams: [{ team: 't', from: day('01'), to: null }],
      active: true,
      named: [],
    }
    const users = [...world({}).users, other]
    assert.equal(
      answer({
        users,
        oversight,
        involvements: [{ child: 'c', team: 't', kind: 'social-work', from: day('01'), to: null }],
      }),
      'content',
    )
    assert.equal(answer({ users, oversight, involvements: [{ ...involved, user: 'm' }] }), 'nothing')
  })
})
