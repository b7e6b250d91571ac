import { exampleFact, type KnownFact, panel, readFacts } from '../../children/index.ts'
import { formatDate, londonDate, type PlainDate } from '../../kernel/index.ts'
import { html } from '../../platform/views/index.ts'
import { earlyHelpEpisode } from './early-help.record.ts'
import { labelsOn } from './plan/index.ts'

/** A time of early help: when, with whom. */
export type HelpEpisode = {
  readonly from: PlainDate
  readonly to?: PlainDate
  readonly lead?: string
  readonly organisation?: string
  readonly said: string
  readonly on: PlainDate
}
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** Early help among what is known, one for each first day, the newest word of it. */
export const helpEpisodes = (facts: readonly KnownFact[]): HelpEpisode[] => {
  const found = new Map<PlainDate, HelpEpisode>()
  for (const { body, said, knownFrom, from: since } of facts.toSorted(
    (a, b) => a.knownFrom.getTime() - b.knownFrom.getTime(),
  )) {
    const from = (text(body.startedOn) ?? since) as PlainDate | undefined
    if (
      !from ||
      (body.startedOn === undefined && body.organisation === undefined && body.leadPractitioner === undefined)
    )
      continue
    const [to, lead, organisation] = [text(body.completedOn), text(body.leadPractitioner), text(body.organisation)]
    found.set(from, {
      from,
      said,
      on: londonDate(knownFrom),
      ...(to ? { to: to as PlainDate } : {}),
      ...(lead ? { lead } : {}),
      ...(organisation ? { organisation } : {}),
    })
  }
  return [...found.values()].sort((a, b) => (a.from < b.from ? -1 : 1))
}

const running = (episodes: readonly HelpEpisode[], today: PlainDate): HelpEpisode | undefined =>
  episodes.findLast(e => e.from <= today && (e.to === undefined || e.to >= today))

/** Early help: today's plan where no stronger one runs, a status word, and stretches of support. */
export const earlyHelpPanel = panel<readonly [typeof earlyHelpEpisode], readonly HelpEpisode[]>({
  id: 'early-help',
  title: 'Early help',
  needs: [earlyHelpEpisode],
  load: async grant => helpEpisodes(await readFacts(grant, [earlyHelpEpisode])),
  today: (episodes, { today }) => {
    const now = running(episodes, today)
    if (!now) return {}
    const lead = now.lead ? `. ${labelsOn(today).lead} ${now.lead}` : now.organisation ? `. ${now.organisation}` : ''
    return {
      plan: {
        strong: 'Early help',
        rest: `, since ${formatDate(now.from)}${lead}`,
        said: { by: now.said, on: now.on },
        weight: 1,
        kind: 'plan',
      },
    }
  },
  chips: (episodes, { today }) => (running(episodes, today) ? ['Early help'] : []),
  life: episodes =>
    episodes.map(e => ({ row: 'Support', from: e.from, text: 'Early help', ...(e.to ? { to: e.to } : {}) })),
  place: 'side',
  show: (episodes, { address, today }) => {
    const now = running(episodes, today)
    return html`<p class="govuk-body">${now ? `Since ${formatDate(now.from)}${now.lead ? `. ${labelsOn(today).lead} ${now.lead}` : ''}.` : 'None now.'}</p>
<p class="tl-more"><a class="govuk-link" href="/children/${address}/early-help">See early help</a></p>`
  },
  examples: {
    usual: helpEpisodes([
      exampleFact(
        'early-help-episode',
        { startedOn: '2025-11-03', organisation: 'North family hub', leadPractitioner: 'Sam Ali' },
        { category: 'early-help', on: '2025-11-03', said: 'family support' },
      ),
    ]),
    nothing: [],
  },
})

/** What this service brings to the child's page. */
export const earlyHelpPanels = [earlyHelpPanel]
