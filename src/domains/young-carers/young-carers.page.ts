import { mayWrite } from '../../access/index.ts'
import { exampleFact, type KnownFact, panel, readFacts } from '../../children/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { card, html } from '../../platform/views/index.ts'
import { arrangementsPanel } from './support/arrangements-panel.page.ts'
import { supportFound } from './support/support.record.ts'
import { youngCarer, youngCarerAtSchool } from './young-carers.record.ts'

type Known = { readonly known: boolean; readonly since?: PlainDate }
/** Whether this reader may enter a sheet: only they are led to the page. */
type Shown = Known & { readonly mayScreen: boolean }
const needs = [youngCarer, youngCarerAtSchool, supportFound] as const

/** Known to the service, or seen as one by the school (P told by a parent, S by the school). N is never "not a young carer". */
export const youngCarerOf = (facts: readonly KnownFact[]): Known => {
  const service = facts.filter(f => f.kind === 'young-carer')
  const school = facts.some(f => f.kind === 'young-carer-at-school' && ['P', 'S'].includes(String(f.body.code)))
  const told = facts.some(f => f.kind === supportFound.kind)
  const since = service.map(f => (f.body.since as PlainDate | undefined) ?? f.from).find(d => d !== undefined)
  return { known: service.length > 0 || school || told, ...(since ? { since } : {}) }
}

/** A status word and a stretch of support, for those who may see this service: its existence is the sensitive fact. */
export const youngCarersPanel = panel<typeof needs, Shown>({
  id: 'young-carers',
  title: 'Young carers',
  needs,
  load: async grant => ({
    ...youngCarerOf(await readFacts(grant, needs)),
    mayScreen: mayWrite(grant.decision, 'young-carer'),
  }),
  chips: ({ known }) => (known ? ['Young carer'] : []),
  life: ({ since }) => (since ? [{ row: 'Support', from: since, text: 'Young carers' }] : []),
  place: 'side',
  show: ({ mayScreen }, { address }) =>
    mayScreen
      ? card({
          title: 'Young carers',
          body: html`<ul class="govuk-list"><li><a class="govuk-link" href="/children/${address}/support">Support</a></li><li><a class="govuk-link" href="/children/${address}/screening">Screening</a></li></ul>`,
        })
      : undefined,
  examples: {
    usual: {
      ...youngCarerOf([
        exampleFact('young-carer', { since: '2025-11-03' }, { category: 'young-carer', on: '2025-11-03' }),
      ]),
      mayScreen: true,
    },
    'may not enter a sheet': { known: true, mayScreen: false },
    nothing: { known: false, mayScreen: false },
  },
})

/** What this service brings to the child's page. */
export const youngCarersPanels = [youngCarersPanel, arrangementsPanel]
