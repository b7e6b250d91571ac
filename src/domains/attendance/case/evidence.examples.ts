import { openExample } from './case.examples.ts'
import { registerExtracts } from './evidence.ts'
import type { EvidenceData } from './evidence.view.ts'
import { sessionsOf } from './notice-threshold.ts'

const { header, today, file, registers } = openExample
const usual: EvidenceData = {
  header,
  today,
  steps: file.steps,
  notices: [],
  plan: file.plan,
  extracts: registerExtracts(registers, sessionsOf({ registers, schoolAge: header.schoolAge }), [], today),
  conditions: [{ met: false, text: 'The head teacher’s certificate of attendance is missing.' }],
}

/** Named states of the evidence. */
export const evidenceExamples: Readonly<Record<string, EvidenceData>> = {
  usual,
  'ready for the court': { ...usual, conditions: [] },
  'nothing in time': { ...usual, extracts: [], steps: [], plan: undefined },
}
