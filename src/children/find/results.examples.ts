import type { ChildCard } from './child-cards.queries.ts'
import type { Results } from './results.view.ts'

/** Invented children of the gallery. */
export const exampleCards: readonly ChildCard[] = [
  {
    childId: 1,
    address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c01',
    name: 'Liam Brennan',
    first: 'Liam',
    age: '13 years old',
    born: '14 March 2013',
    school: 'Larchfield Academy',
    area: 'NM4',
    why: 'you are Liam’s education welfare officer',
    likeName: 'liam brennan',
    bornOn: '2013-03-14',
  },
  {
    childId: 2,
    address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c02',
    name: 'Liam Brennan',
    first: 'Liam',
    age: '9 years old',
    born: '2 May 2017',
    school: 'Mill Primary School',
    area: 'NM1',
    why: 'your team, Education Welfare North, works with Liam',
    likeName: 'liam brennan',
    bornOn: '2017-05-02',
  },
  {
    childId: 3,
    address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c03',
    name: 'Zoë Łukasik',
    first: 'Zosia',
    knownAs: 'Zosia',
    age: '15 years old',
    born: '30 November 2010',
    why: 'Zoë is on your school’s roll',
    likeName: 'zoe lukasik',
    bornOn: '2010-11-30',
  },
]

const usual: Results = { q: 'liam brennan', understood: true, children: exampleCards, more: false, mayLocate: true }
export const exampleResults: Readonly<Record<string, Results>> = {
  usual,
  'nobody found': { ...usual, q: 'nobody', children: [] },
  'nobody found, and no right to look further': { ...usual, children: [], mayLocate: false },
  'one child': { ...usual, children: exampleCards.slice(2) },
  'more than fit on a page': {
    ...usual,
    more: true,
    children: Array.from({ length: 17 }, () => exampleCards)
      .flat()
      .slice(0, 50),
  },
}
