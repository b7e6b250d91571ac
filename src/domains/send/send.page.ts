import { exampleFact, type KnownFact, panel, readFacts, saidLine } from '../../children/index.ts'
import { londonDate, type PlainDate } from '../../kernel/index.ts'
import { html, sourceLine, table } from '../../platform/views/index.ts'
import { senNeed, senProvision } from './send.record.ts'

type SendData = { readonly provision?: KnownFact; readonly needs: readonly KnownFact[] }
const needs = [senProvision, senNeed] as const

const words: Readonly<Record<string, string>> = { E: 'Education, health and care plan', K: 'SEN support' }
const dayOf = (fact: KnownFact): PlainDate => fact.from ?? londonDate(fact.knownFrom)

const latest = (facts: readonly KnownFact[]): KnownFact | undefined =>
  facts.toSorted((a, b) => (dayOf(a) < dayOf(b) ? 1 : dayOf(a) > dayOf(b) ? -1 : b.entry - a.entry))[0]

/** The current provision, and the needs that sources name, each once and in their rank. */
export const sendOf = (facts: readonly KnownFact[]): SendData => {
  const provision = latest(facts.filter(f => f.kind === 'sen-provision'))
  const byCode = Map.groupBy(
    facts.filter(f => f.kind === 'sen-need' && f.body.endDate === undefined),
    f => String(f.body.code),
  )
  const needs = [...byCode.values()]
    .flatMap(same => latest(same) ?? [])
    .sort((a, b) => Number(a.body.rank ?? 9) - Number(b.body.rank ?? 9) || a.entry - b.entry)
  return { ...(provision ? { provision } : {}), needs }
}

const nameOf = (provision: KnownFact | undefined): string | undefined => provision && words[String(provision.body.code)]

/** SEN support or a plan: a status word, today's plan where no other service has one, and the needs. */
export const sendPanel = panel<typeof needs, SendData>({
  id: 'send',
  title: 'Special educational needs',
  needs,
  load: async grant => sendOf(await readFacts(grant, needs)),
  today: ({ provision }) => {
    const name = nameOf(provision)
    return provision && name
      ? {
          plan: {
            strong: name,
            rest: '',
            said: { by: provision.said, on: dayOf(provision) },
            weight: provision.body.code === 'E' ? 2 : 0,
            kind: 'lasting' as const,
          },
        }
      : {}
  },
  chips: ({ provision }) => (nameOf(provision) ? [provision?.body.code === 'E' ? 'EHC plan' : 'SEN support'] : []),
  place: 'side',
  show: ({ provision, needs }, { today }) => {
    const name = nameOf(provision)
    if (!name && needs.length === 0) return undefined
    return html`${name && provision ? html`<p class="govuk-body"><strong>${name}</strong>${sourceLine(saidLine({ by: provision.said, on: dayOf(provision) }, 'lasting', today))}</p>` : null}${
      needs.length > 0
        ? table({
            caption: 'Needs',
            captionClasses: 'govuk-visually-hidden',
            columns: [{ text: 'Need' }, { text: 'From' }],
            rows: needs.map(n => [String(n.body.label ?? n.body.code), n.said]),
          })
        : null
    }`
  },
  examples: {
    'SEN support': sendOf([
      exampleFact('sen-provision', { code: 'K', label: 'SEN support' }, { category: 'send', on: '2024-09-04' }),
      exampleFact(
        'sen-need',
        { code: 'HI', label: 'Hearing impairment', rank: 1 },
        { category: 'send', on: '2024-09-04' },
      ),
    ]),
    nothing: { needs: [] },
  },
})

/** What this service brings to the child's page. */
export const sendPanels = [sendPanel]
