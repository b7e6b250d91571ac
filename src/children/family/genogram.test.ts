import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PlainDate } from '../../kernel/index.ts'
import { fold } from '../golden-record/index.ts'
import type { Relative } from '../pages/family.queries.ts'
import { exampleFact } from '../pages/record.examples.ts'
import { type FamilyKnown, familyGraph, tieOf } from './family-graph.ts'
import { familyPersons } from './family-person.ts'
import { type Box, drawFamily, type FamilyGraph, type Picture, wrap } from './genogram.ts'

type Named = { readonly name: string; readonly relation: string; readonly livesWith?: boolean }
const carersOf = (list: readonly Named[]) =>
  fold(
    list.map(body => exampleFact('carer', body, { on: '2026-04-28', category: 'contact' })),
    { today: '2026-05-05' as PlainDate, enrolment: 'none' },
  ).carers
const personsOf = (list: readonly (Named & Readonly<Record<string, unknown>>)[]) =>
  familyPersons(list.map(body => exampleFact('family-person', body, { on: '2026-04-28', category: 'contact' })))
const brother = (id: number, first: string, livesHere = true): Relative => ({
  ...{ id, address: '', name: `${first} Reid`, first, age: '6 years old', sex: 'M', tie: 'sibling', livesHere },
})
type Shape = {
  readonly carers?: readonly Named[]
  readonly persons?: readonly (Named & Readonly<Record<string, unknown>>)[]
  readonly relatives?: readonly Relative[]
  readonly parents?: Readonly<Record<number, readonly Named[]>>
}
const graphOf = ({ carers = [], persons = [], relatives = [], parents = {} }: Shape): FamilyGraph => {
  const known: FamilyKnown = {
    child: { first: 'Millie', age: '9 years old', sex: 'F' },
    carers: carersOf(carers),
    persons: personsOf(persons),
    relatives,
    parentsOf: new Map(Object.entries(parents).map(([id, list]) => [Number(id), list])),
  }
  return familyGraph(known)
}
const unionsOf = (graph: FamilyGraph): string[] => {
  const nameOf = (id: string) => graph.kin.find(one => one.id === id)?.name.split(' ')[0] ?? id
  return graph.unions.map(
    ({ partners, children, adopted }) =>
      `${partners.map(nameOf).sort().join('+')}: ${children.map(nameOf).sort().join(',')}${adopted ? ' (adopted)' : ''}`,
  )
}

const [mum, dad] = [
  { name: 'Grace Okafor', relation: 'Mother', livesWith: true },
  { name: 'Daniel Reid', relation: 'Father', livesWith: false },
]
const paul = { name: 'Paul Stone', relation: 'Father' }
const families: Readonly<Record<string, Shape>> = {
  'both parents and a brother': { carers: [mum, dad], relatives: [brother(1, 'Theo')], parents: { 1: [mum, dad] } },
  'half-brothers, two partners': {
    carers: [mum, dad],
    relatives: [brother(1, 'Theo'), brother(2, 'Sam', false), brother(3, 'Kit')],
    parents: { 1: [mum, dad], 2: [dad, { name: 'Anna Vale', relation: 'Mother' }], 3: [mum, paul] },
  },
  'an unknown father': { carers: [mum], persons: [{ name: 'Unknown father', relation: 'father', sex: 'M' }] },
  adoption: {
    carers: [{ name: 'Ruth Hill', relation: 'Adoptive mother', livesWith: true }],
    persons: [{ name: 'Ben Hill', relation: 'adoptive-father', livesWith: 'yes' as never }],
  },
  'two mums': {
    carers: [mum, { ...mum, name: 'Ada Obi' }],
    relatives: [brother(1, 'Theo')],
    parents: { 1: [mum, { ...mum, name: 'Ada Obi' }] },
  },
  'three generations, a stepdad who lives there, dad elsewhere': {
    carers: [dad, mum],
    persons: [
      { name: 'Ngozi Okafor', relation: 'mothers-mother', livesWith: 'yes' as never },
      { name: 'Emeka Okafor', relation: 'mothers-father', died: 'yes' },
      { name: 'Mary Reid', relation: 'fathers-mother' },
      { name: 'Bartholomew Featherstonehaugh-Cholmondeley', relation: 'mothers-partner', livesWith: 'yes' as never },
    ],
    relatives: [brother(1, 'Theo'), brother(2, 'Sam', false), { ...brother(3, 'Baby'), tie: 'child' }],
    parents: { 1: [mum, dad], 2: [mum, dad] },
  },
  'a foster home with children of the same address': {
    carers: [
      { name: 'Jo Hale', relation: 'Foster parent', livesWith: true },
      { ...mum, livesWith: false },
    ],
    relatives: [{ ...brother(1, 'Ali'), tie: 'household' }],
  },
  nobody: {},
}
const symbol = ({ cx, cy }: Picture['placed'][number]): Box => ({ x: cx - 22, y: cy - 22, width: 44, height: 44 })
const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
/** Whether a point lies in a shape: how often a ray from it crosses the edge. */
const inside = ([x, y]: readonly [number, number], corners: readonly (readonly [number, number])[]): boolean =>
  corners.filter(([ax, ay], at) => {
    const [bx, by] = corners[(at + 1) % corners.length] ?? [0, 0]
    return ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax
  }).length %
    2 ===
  1
/** What a stroke covers, a hair thick. */
const covers = (points: readonly (readonly [number, number])[]): Box[] =>
  points.slice(1).map(([bx, by], at) => {
    const [ax, ay] = points[at] ?? [bx, by]
    return { x: Math.min(ax, bx), y: Math.min(ay, by), width: Math.abs(ax - bx) + 0.1, height: Math.abs(ay - by) + 0.1 }
  })

describe('the picture of a family', () => {
  for (const [name, shape] of Object.entries(families))
    test(`${name}: no name over another, no line through a name, the household in its outline and nobody else`, () => {
      const graph = graphOf(shape)
      const picture = drawFamily(graph)
      assert.equal(picture.placed.length, graph.kin.length)
      const boxes = picture.placed.flatMap(one => [one.label, symbol(one)])
      for (const [at, a] of boxes.entries()) for (const b of boxes.slice(at + 1)) assert.ok(!overlap(a, b))
      for (const stroke of picture.strokes)
        for (const part of covers(stroke.points)) for (const one of picture.placed) assert.ok(!overlap(part, one.label))
      for (const one of picture.placed) {
        assert.ok(one.label.x >= 0 && one.label.x + one.label.width <= picture.width)
        assert.ok(one.label.y + one.label.height <= picture.height)
        // Bold letters at 14 px are 8 px wide on average at the most, plain ones at 13 px 7.
        for (const text of one.lines) assert.ok(text.length * 8 <= one.label.width + 4, text)
        assert.ok(one.under.length * 7 <= one.label.width + 6, one.under)
        assert.ok((one.lines.length + 1) * 18 <= one.label.height)
        const corners = [one.label, symbol(one)].flatMap(({ x, y, width, height }): [number, number][] => [
          [x, y],
          [x + width, y + height],
        ])
        for (const corner of corners) assert.equal(inside(corner, picture.home ?? []), one.livesHere, one.name)
      }
    })

  test('two unions never share a level of their lines, so that whose child somebody is can be read', () => {
    const { strokes } = drawFamily(graphOf(families['half-brothers, two partners'] ?? {}))
    const flat = strokes.flatMap(({ points }) => covers(points).filter(part => part.height < 1 && part.width > 60))
    const levels = flat.map(part => part.y)
    assert.equal(new Set(levels).size, levels.length)
  })
})

describe('who belongs together', () => {
  test('brothers share both parents, half-brothers one; the other parent is drawn beside', () => {
    assert.deepEqual(unionsOf(graphOf(families['both parents and a brother'] ?? {})), ['Daniel+Grace: Millie,Theo'])
    assert.deepEqual(unionsOf(graphOf(families['half-brothers, two partners'] ?? {})), [
      'Daniel+Grace: Millie,Theo',
      'Anna+Daniel: Sam',
      'Grace+Paul: Kit',
    ])
  })

  test('two mums, adoption, a step-parent and grandparents are told apart', () => {
    assert.deepEqual(unionsOf(graphOf(families['two mums'] ?? {})), ['Ada+Grace: Millie,Theo'])
    assert.deepEqual(unionsOf(graphOf(families.adoption ?? {})), ['Ben+Ruth: Millie (adopted)'])
    assert.deepEqual(unionsOf(graphOf(families['three generations, a stepdad who lives there, dad elsewhere'] ?? {})), [
      'Daniel+Grace: Millie,Sam,Theo',
      'Bartholomew+Grace: ',
      'Emeka+Ngozi: Grace',
      'Mary: Daniel',
      'Millie: Baby',
    ])
    assert.deepEqual(unionsOf(graphOf(families['a foster home with children of the same address'] ?? {})), [
      'Grace: Millie',
    ])
  })

  test('a word for a relation is read as a family uses it', () => {
    const words = [
      'Mum',
      'Stepfather',
      'Grandmother',
      'Foster parent',
      'Parent',
      'Adoptive father',
      'Social worker',
      undefined,
    ]
    assert.deepEqual(words.map(tieOf), [
      'mother',
      'elder',
      'grandparent',
      'elder',
      'parent',
      'adoptive-father',
      'elder',
      'elder',
    ])
  })

  test('a long name is cut to two lines, and stands whole in the words beside', () => {
    assert.deepEqual(wrap('Theo Reid'), ['Theo Reid'])
    assert.deepEqual(wrap('Bartholomew Featherstonehaugh-Cholmondeley'), ['Bartholomew', 'Featherstonehaugh…'])
    assert.deepEqual(wrap('Anne Marie Josephine Okafor Reid'), ['Anne Marie', 'Josephine Okafor…'])
  })
})
