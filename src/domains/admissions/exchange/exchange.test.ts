import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { match } from '../match/match.ts'
import { noPlace, type Round } from '../match/round.ts'
import {
  type Council,
  exchangeAfter,
  exchangeBefore,
  type Fact,
  type Ledger,
  type Said,
  untold,
  withFacts,
} from './exchange.ts'

/** Two or three councils with a few schools and children each; every child names schools of any of them. */
const someCouncils = fc
  .record({
    councils: fc.integer({ min: 2, max: 3 }),
    places: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 3, maxLength: 6 }),
    wants: fc.array(fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 9 }),
    draw: fc.nat(),
  })
  .map(({ councils, places, wants, draw }): Council[] => {
    const schools = places.map((count, i) => ({ id: `S${i}`, places: count, home: i % councils }))
    const children = wants.map((list, i) => ({
      id: `C${i}`,
      home: (i * 7 + draw) % councils,
      wants: [...new Set(list.map(n => schools[n % schools.length]?.id ?? ''))],
    }))
    const order = (school: string) =>
      children
        .filter(one => one.wants.includes(school))
        .map(one => one.id)
        .sort((a, b) => mixed(a + school, draw) - mixed(b + school, draw))
    return Array.from({ length: councils }, (_, home) => ({
      children: children.filter(one => one.home === home),
      schools: schools
        .filter(one => one.home === home)
        .map(one => ({ id: one.id, places: one.places, order: order(one.id) })),
    }))
  })
/** The same number each time of the same words, by no rule that a reader sees. */
const mixed = (words: string, draw: number): number =>
  [...`${words}${draw}`].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7)

/** Tells facts from council to council until nobody has more to say; `pick` decides which message is next, and whether it comes twice. */
const exchange = (
  councils: readonly Council[],
  say: (council: Council, ledger: Ledger, at: number) => Said,
  pick: (below: number) => number,
): Said[] => {
  const ledgers: Ledger[] = councils.map(() => new Map())
  const onTheWay: { to: number; fact: Fact }[] = []
  const speak = (at: number): void => {
    const { facts } = say(councils[at] as Council, ledgers[at] as Ledger, at)
    for (const fact of untold(ledgers[at] as Ledger, facts))
      councils.forEach((_, to) => {
        if (to !== at) onTheWay.push({ to, fact })
      })
    ledgers[at] = withFacts(ledgers[at] as Ledger, facts)
  }
  councils.forEach((_, at) => {
    speak(at)
  })
  while (onTheWay.length > 0) {
    const [message] = onTheWay.splice(pick(onTheWay.length), 1)
    if (!message) break
    ledgers[message.to] = withFacts(
      ledgers[message.to] as Ledger,
      pick(3) === 0 ? [message.fact, message.fact] : [message.fact],
    )
    if (pick(4) > 0) speak(message.to)
    if (onTheWay.length === 0)
      councils.forEach((_, at) => {
        speak(at)
      })
  }
  return councils.map((council, at) => say(council, ledgers[at] as Ledger, at))
}
const allPlaced = (said: readonly Said[]) =>
  Object.fromEntries(said.flatMap(one => [...one.placed]).sort(([a], [b]) => (a < b ? -1 : 1)))
/** A source of choices that is the same for the same seed. */
const picker = (seed: number) => {
  let state = seed + 1
  return (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

/** One run over all councils together. */
const together = (councils: readonly Council[]): Record<string, string> => {
  const [children, schools] = [councils.flatMap(one => one.children), councils.flatMap(one => one.schools)]
  const number = new Map(schools.map((one, i) => [one.id, i]))
  const first = [0]
  for (const { wants } of children) first.push((first.at(-1) ?? 0) + wants.length)
  const wanted = children.flatMap(child => child.wants.map((school, i) => ({ child: child.id, school, rank: i + 1 })))
  const round: Round = {
    children: children.map(one => one.id),
    schools: schools.map(one => one.id),
    places: Int32Array.from(schools, one => one.places),
    first: Int32Array.from(first),
    school: Int32Array.from(wanted, one => number.get(one.school) ?? 0),
    rank: Int32Array.from(wanted, one => one.rank),
    position: Int32Array.from(
      wanted,
      one => (schools[number.get(one.school) ?? 0]?.order.indexOf(one.child) ?? -1) + 1,
    ),
    ranked: Int32Array.from(schools, one => one.order.length),
  }
  const held = [...match(round)]
  return Object.fromEntries(
    children
      .flatMap((child, c) => {
        const kept = held[c] ?? noPlace
        return kept === noPlace ? [] : [[child.id, wanted[kept]?.school ?? ''] as const]
      })
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}
const runs = { numRuns: 300 }

describe('councils that tell each other who is wanted where', () => {
  test('come to what one run over all of them gives, in whatever order messages come, twice or late', () => {
    fc.assert(
      fc.property(someCouncils, fc.nat(), (councils, seed) => {
        assert.deepEqual(allPlaced(exchange(councils, exchangeBefore, picker(seed))), together(councils))
      }),
      runs,
    )
  })

  test('never take back what they said: the more they heard, the more they say', () => {
    fc.assert(
      fc.property(someCouncils, fc.nat(), (councils, seed) => {
        const heard: Fact[] = []
        exchange(
          councils,
          (council, ledger) => {
            const said = exchangeBefore(council, ledger)
            heard.push(...said.facts)
            return said
          },
          picker(seed),
        )
        const [council] = councils
        if (!council) return
        const some = heard.filter((_, i) => i % 2 === 0)
        const few = exchangeBefore(council, withFacts(new Map(), some)).facts
        const many = withFacts(new Map(), exchangeBefore(council, withFacts(new Map(), heard)).facts)
        assert.deepEqual(untold(many, few), [])
      }),
      runs,
    )
  })

  test('say nothing of which choice a school is, nor who a child is', () => {
    const council: Council = {
      children: [{ id: 'C1', wants: ['THERE', 'HERE'] }],
      schools: [{ id: 'HERE', places: 1, order: ['C1'] }],
    }
    assert.deepEqual(exchangeBefore(council, new Map()).facts, [{ says: 'wanted', child: 'C1', school: 'THERE' }])
    const refused = withFacts(new Map(), [{ says: 'no', child: 'C1', school: 'THERE' }])
    assert.deepEqual([...exchangeBefore(council, refused).placed], [['C1', 'HERE']])
  })

  test('an order that has not come refuses nobody for want of places, and a child who is not in it is told no', () => {
    const council: Council = { children: [], schools: [{ id: 'HERE', places: 2, order: ['A'] }] }
    const wanted = ['A', 'B'].map(child => ({ says: 'wanted', child, school: 'HERE' }) as const)
    assert.deepEqual(exchangeBefore(council, withFacts(new Map(), wanted)).facts, [
      { says: 'no', child: 'B', school: 'HERE' },
    ])
  })
})

describe('after the offers, when places become free', () => {
  /** The offers of all councils, with the children whom `leave` names wanting their place no more. */
  const goOn = (councils: readonly Council[], seed: number) => {
    const offers = together(councils)
    const declined = new Set(
      Object.entries(offers)
        .filter(([child]) => mixed(child, 3) % 3 === 0)
        .map(([child, school]) => `${child} ${school}`),
    )
    const offeredTo = (council: Council) => ({
      placed: new Map(Object.entries(offers).filter(([child]) => council.children.some(one => one.id === child))),
      holders: new Map(
        council.schools.map(one => [one.id, Object.keys(offers).filter(child => offers[child] === one.id)] as const),
      ),
    })
    const said = exchange(
      councils,
      (council, ledger) => exchangeAfter(council, offeredTo(council), ledger, declined),
      picker(seed),
    )
    return { offers, declined, after: allPlaced(said) }
  }

  test('the same children move up whatever order messages come in', () => {
    fc.assert(
      fc.property(someCouncils, fc.nat(), fc.nat(), (councils, one, other) => {
        assert.deepEqual(goOn(councils, one).after, goOn(councils, other).after)
      }),
      runs,
    )
  })

  test('nobody loses a place, no school is over its places, and no place is empty that somebody waits for', () => {
    fc.assert(
      fc.property(someCouncils, fc.nat(), (councils, seed) => {
        const { offers, declined, after } = goOn(councils, seed)
        const wants = new Map(councils.flatMap(one => one.children.map(child => [child.id, child.wants] as const)))
        const rank = (child: string, school: string | undefined) =>
          school === undefined ? Number.POSITIVE_INFINITY : (wants.get(child)?.indexOf(school) ?? 0)
        for (const [child, school] of Object.entries(offers))
          if (!declined.has(`${child} ${school}`)) assert.ok(rank(child, after[child]) <= rank(child, school), child)
        for (const { id, places, order } of councils.flatMap(one => one.schools)) {
          const there = order.filter(child => after[child] === id)
          assert.ok(there.length <= places)
          for (const child of order)
            if (there.length < places && rank(child, id) < rank(child, after[child]))
              assert.ok(declined.has(`${child} ${id}`), `${child} waits for ${id}`)
          const last = Math.max(-1, ...there.map(child => order.indexOf(child)))
          // whoever declined what they were offered chose so, and may see a place that they had not asked for go to another
          for (const child of order.slice(0, Math.max(0, last)))
            if (!declined.has(`${child} ${offers[child]}`))
              assert.ok(rank(child, after[child]) <= rank(child, id), `${child} stands before`)
        }
      }),
      runs,
    )
  })
})
