import { exampleFact, type KnownFact, panel, readFacts, saidLine } from '../../children/index.ts'
import { formatDate, londonDate, type PlainDate } from '../../kernel/index.ts'
import { html, sourceLine } from '../../platform/views/index.ts'
import { membership, registration } from './hubs.record.ts'

/** A centre or club that the child belongs to. */
export type Belonging = {
  readonly where: string
  readonly since?: PlainDate
  readonly until?: PlainDate
  readonly said: string
  readonly on: PlainDate
}
const needs = [registration, membership] as const
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** Centres and clubs, each once, the newest word of each. */
export const belongingsOf = (facts: readonly KnownFact[]): Belonging[] => {
  const found = new Map<string, Belonging>()
  for (const fact of facts.toSorted((a, b) => a.knownFrom.getTime() - b.knownFrom.getTime())) {
    const where = text(fact.body.centre) ?? text(fact.body.club)
    if (!where) continue
    const since = (text(fact.body.on) ?? text(fact.body.since) ?? fact.from) as PlainDate | undefined
    const until = text(fact.body.until) as PlainDate | undefined
    found.set(where, {
      where,
      said: fact.said,
      on: londonDate(fact.knownFrom),
      ...(since ? { since } : {}),
      ...(until ? { until } : {}),
    })
  }
  return [...found.values()]
}

/** Hubs, centres and clubs: where the child goes, with who said so. */
export const hubsPanel = panel<typeof needs, readonly Belonging[]>({
  id: 'hubs',
  title: 'Hubs and youth clubs',
  needs,
  load: async grant => belongingsOf(await readFacts(grant, needs)),
  place: 'side',
  show: (list, { today }) =>
    list.length === 0
      ? undefined
      : html`<ul class="tl-people">${list.map(
          one =>
            html`<li class="tl-people__one"><strong class="tl-people__name">${one.where}</strong><span class="tl-people__role">${one.since ? `Since ${formatDate(one.since)}` : 'First day not recorded'}${one.until ? `, until ${formatDate(one.until)}` : ''}</span>${sourceLine(
              saidLine({ by: one.said, on: one.on }, 'lasting', today),
            )}</li>`,
        )}</ul>`,
  examples: {
    usual: belongingsOf([
      exampleFact(
        'youth-membership',
        { club: 'Quarry Road youth club', since: '2025-10-02' },
        { category: 'youth-centre', said: 'youth service' },
      ),
    ]),
    nothing: [],
  },
})

/** What this service brings to the child's page. */
export const hubsPanels = [hubsPanel]
