import { Type } from 'typebox'
import { childPage, type RecordKind, type Route } from '../../access/index.ts'
import { endOfLondonDay, formatDate, formatInstant, londonDate, type PlainDate, plural } from '../../kernel/index.ts'
import { emptyState, type Html, html, table } from '../../platform/views/index.ts'
import { type KnownFact, readFacts } from '../golden-record/index.ts'
import { ameliaHeader, headerKinds, loadHeader, type RecordHeader, recordPage } from '../pages/index.ts'
import { changesSince, type KindChange } from './changes.ts'
import { findLastLook, findLastMark } from './looked.queries.ts'
import type { WorkOptions } from './today.page.ts'

type Changes = {
  readonly header: RecordHeader
  readonly at: Date
  /** Undefined where the reader never looked, or nobody has seen the child. */
  readonly since: Date | undefined
  readonly from: 'looked' | 'seen'
  readonly changes: readonly KindChange[]
  /** When a school last marked anything, where that is since then. */
  readonly marked: Date | undefined
}

/** What became known of a child since the reader last looked, or since somebody last saw the child: by kind, never the content. */
export const changesPage = ({ kinds }: WorkOptions): Route =>
  childPage<readonly [RecordKind, ...RecordKind[]], Changes, typeof Query>({
    path: '/children/:child/changes',
    purpose: 'see what changed since I last looked',
    nav: '/my-children',
    query: Query,
    needs: [...headerKinds, ...kinds] as unknown as readonly [RecordKind, ...RecordKind[]],
    load: async (grant, { query }): Promise<Changes> => {
      const from = query.from === 'seen' ? 'seen' : 'looked'
      const facts = await readFacts(grant, kinds)
      const since = from === 'seen' ? lastSeenOf(facts) : await findLastLook(grant)
      const marked = await findLastMark(grant)
      return {
        header: await loadHeader(grant),
        at: grant.at,
        since,
        from,
        changes: since ? changesSince(facts, kinds, { since, reader: grant.reader.userId }) : [],
        marked: since && marked && marked > since ? marked : undefined,
      }
    },
    answer: data => ({
      page: recordPage(data.header, {
        title: data.from === 'seen' ? 'Changed since the child was last seen' : 'Changed since you last looked',
        wide: false,
        body: changesView(data),
      }),
    }),
    examples: exampleChanges(),
  })

const Query = Type.Object({
  from: Type.Optional(Type.Union([Type.Literal('looked'), Type.Literal('seen')])),
  known: Type.Optional(Type.String()),
})

/** The end of the day on which a note, or a visit that has ended, last says that the child was seen. */
const lastSeenOf = (facts: readonly KnownFact[]): Date | undefined => {
  const isSeen = ({ kind, body }: KnownFact) =>
    kind === 'note'
      ? body.seen === true
      : kind === 'visit' && (body.outcome === 'seen' || body.outcome === 'seen-alone')
  const days = facts.flatMap(fact =>
    isSeen(fact) && typeof fact.body.happenedOn === 'string' ? [fact.body.happenedOn.slice(0, 10)] : [],
  )
  const last = days.sort().at(-1)
  return last ? endOfLondonDay(last as PlainDate) : undefined
}

const changesView = ({ header, at, since, from, changes, marked }: Changes): Html => {
  const today = londonDate(at)
  const other = from === 'seen' ? 'looked' : 'seen'
  return html`<p class="govuk-body">${sinceWords(since, from, today)} What it is stands on the record.</p>
${
  since === undefined || changes.length + Number(marked !== undefined) === 0
    ? emptyState({
        text: since ? 'Nothing has changed that you can see.' : 'There is no earlier moment to compare with.',
        next: { text: 'Open the record', href: `/children/${header.address}` },
      })
    : table({
        caption: 'Kinds of things that changed, the latest first',
        captionClasses: 'govuk-visually-hidden',
        rowHeader: true,
        columns: [{ text: 'What' }, { text: 'How much' }, { text: 'Latest' }, { text: 'Who said it' }],
        rows: [
          ...(marked
            ? [
                [
                  html`<a class="govuk-link" href="/children/${header.address}/school">School register</a>`,
                  'New or corrected marks',
                  formatInstant(marked, today),
                  'School register',
                ],
              ]
            : []),
          ...changes.map(change => [
            change.title,
            plural(change.facts, 'new fact'),
            formatDate(change.on),
            change.said.join(', '),
          ]),
        ],
      })
}
<p class="govuk-body"><a class="govuk-link" href="/children/${header.address}/changes?from=${other}">${other === 'seen' ? 'See what changed since the child was last seen' : 'See what changed since you last looked'}</a></p>`
}

const sinceWords = (since: Date | undefined, from: 'looked' | 'seen', today: PlainDate): string => {
  if (from === 'seen')
    return since
      ? `The child was last seen on ${formatDate(londonDate(since))}, by what you can read.`
      : 'Nothing that you can read says when the child was last seen.'
  return since
    ? `You last looked ${formatInstant(since, today)}. What you open within an hour is one look.`
    : 'You have not looked at this record before.'
}

function exampleChanges(): Record<string, Changes> {
  const at = new Date('2026-05-04T07:15:00Z')
  const usual: Changes = {
    header: ameliaHeader,
    at,
    since: new Date('2026-04-28T15:05:00Z'),
    from: 'looked',
    changes: [
      { title: 'Address', facts: 1, on: '2026-05-01' as PlainDate, said: ['School register'] },
      { title: 'Note', facts: 3, on: '2026-04-30' as PlainDate, said: ['Early help', 'Throughline'] },
    ],
    marked: new Date('2026-05-01T08:05:00Z'),
  }
  const none = { changes: [], marked: undefined }
  return {
    usual,
    'nothing changed': { ...usual, ...none },
    'never looked': { ...usual, ...none, since: undefined },
    'since last seen': { ...usual, from: 'seen' },
    'never seen': { ...usual, ...none, since: undefined, from: 'seen' },
  }
}
