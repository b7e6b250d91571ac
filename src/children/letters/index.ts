export { askGate, type GateSeen, passGate } from './address-gate.queries.ts'
export { makeSureWords, stopWords } from './gate-words.ts'
export { type Letter, letterView } from './letter.view.ts'
export { exampleGate } from './letters.examples.ts'
