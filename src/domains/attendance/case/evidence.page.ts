import { childPage, type Route } from '../../../access/index.ts'
import { caseNeeds, loadSituation } from './case.page.ts'
import { evidenceExamples } from './evidence.examples.ts'
import { registerExtracts } from './evidence.ts'
import { type EvidenceData, evidenceView } from './evidence.view.ts'
import { conditionsOf } from './lawful-steps.ts'
import { sessionsOf } from './notice-threshold.ts'

/** The bundle of evidence of an open case, for its officer. */
export const evidencePage = (authority: string): Route =>
  childPage<typeof caseNeeds, EvidenceData>({
    path: '/children/:child/attendance-help/evidence',
    purpose: 'print the evidence of absence',
    nav: '/attendance-help',
    needs: caseNeeds,
    load: async grant => {
      const { data, situation } = await loadSituation(grant, authority)
      const { today, registers, notices } = situation
      return {
        header: data.header,
        today,
        steps: situation.steps,
        notices,
        plan: data.file.plan,
        extracts: registerExtracts(registers, sessionsOf(situation), notices, today),
        conditions: conditionsOf('prosecution', situation),
      }
    },
    answer: data => ({ page: evidenceView(data) }),
    examples: evidenceExamples,
  })
