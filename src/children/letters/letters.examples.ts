import { addMonths } from '../../kernel/index.ts'
import { exampleDay } from '../pages/record.examples.ts'
import type { GateSeen } from './address-gate.queries.ts'
import { answerOfGate, type GateFacts, type LetterAddress, type NamedPerson } from './address-gate.ts'

const grace: NamedPerson = { name: 'Grace Okafor', relation: 'mother', livesWith: true }
const daniel: NamedPerson = { name: 'Daniel Okafor', relation: 'father', livesWith: false }
const facts: GateFacts = {
  today: exampleDay,
  died: false,
  kept: false,
  home: { lines: ['14 Larch Close', 'Northmere'], postcode: 'NM4 2QT', heardOn: exampleDay, disagree: false },
  to: undefined,
  livesThere: [grace],
  notToMeet: [],
  changeWaits: false,
}
const seen = (of: GateFacts, people: readonly NamedPerson[]): GateSeen => ({
  people: people.map(person => {
    const own = { ...of, to: person }
    return { person, facts: own, answer: answerOfGate(own) }
  }),
  nobody: { facts: of, answer: answerOfGate(of) },
})
const usual = seen(facts, [grace, daniel])
const [first] = usual.people

/** What the gate says of an invented family: open to one parent; to an old address of a carer who may not live there; shut; and an address. */
export const exampleGate = {
  usual,
  old: seen({ ...facts, home: { ...facts.home!, heardOn: addMonths(exampleDay, -18) } }, [
    { ...grace, livesWith: undefined },
  ]),
  shut: seen({ ...facts, notToMeet: [{ who: 'Grace Okafor', short: 'Not to be told' }] }, [grace, daniel]),
  address: first?.answer.use ? first.answer.address : (undefined as LetterAddress | undefined),
}
