import { type Static, Type } from 'typebox'
import { childPage, type RecordKind, type Route } from '../../access/index.ts'
import { boxesNamed, InvalidInput, type PlainDate, parsePlainDate, readBoxes } from '../../kernel/index.ts'
import { readFacts, readPlaceFacts } from '../golden-record/index.ts'
import { dangerNote } from '../kinds/index.ts'
import { headerKinds, headerOf } from './header.queries.ts'
import { namesOf } from './names.queries.ts'
import type { RecordParts } from './overview.page.ts'
import { withSchoolNames } from './school-names.queries.ts'
import { timelineExamples } from './timeline.examples.ts'
import { areas, makesLines, type TimelineFilter, timelineOf, timelinePageOf } from './timeline.ts'
import { type TimelineData, timelineView } from './timeline.view.ts'

const text = () => Type.Optional(Type.String())
const Query = Type.Object({
  known: text(),
  all: text(),
  area: text(),
  older: text(),
  'from-day': text(),
  'from-month': text(),
  'from-year': text(),
  'to-day': text(),
  'to-month': text(),
  'to-year': text(),
})

/** The child's timeline, from every kind that makes a line. */
export const timelinePage = ({ kinds }: RecordParts): Route => {
  const lines = kinds.filter(makesLines) as unknown as readonly [RecordKind, ...RecordKind[]]
  return childPage<readonly [RecordKind, ...RecordKind[]], TimelineData, typeof Query>({
    path: '/children/:child/timeline',
    purpose: 'read what happened',
    nav: '/my-children',
    query: Query,
    needs: [...headerKinds, ...lines] as never,
    load: async (grant, input) => {
      const facts = await withSchoolNames(grant.tx, await readFacts(grant, [...headerKinds, ...lines]))
      const filter = filterOf(input.query)
      const page = timelinePageOf(timelineOf(facts, lines), filter)
      return {
        header: headerOf(grant, facts, await readPlaceFacts(grant, [dangerNote])),
        filter,
        ...page,
        authors: await namesOf(
          grant,
          page.events.map(e => e.author),
        ),
      }
    },
    answer: data => ({ page: timelineView(data) }),
    examples: timelineExamples,
  })
}

const filterOf = (query: Static<typeof Query>): TimelineFilter => {
  const area = areas.find(a => a.key === query.area)?.key
  const from = dayFrom(query, 'from')
  const to = dayFrom(query, 'to')
  const older = query.older === undefined ? undefined : parsePlainDate(query.older)
  return {
    all: query.all === 'yes',
    ...(area ? { area } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(older ? { older } : {}),
  }
}

/** What the boxes say; Throws InvalidInput for what is no day. */
const dayFrom = (query: Static<typeof Query>, name: 'from' | 'to'): PlainDate | undefined => {
  const read = readBoxes(boxesNamed(name, query))
  if (!read) return undefined
  if ('date' in read) return read.date
  throw new InvalidInput(`The date ${read.problem}.`, 'Go back and enter a day, a month and a year.')
}
