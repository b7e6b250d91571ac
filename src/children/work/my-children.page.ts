import { Type } from 'typebox'
import { listPage, type Route } from '../../access/index.ts'
import {
  addDays,
  formatDate,
  formatNearDate,
  londonDate,
  type PlainDate,
  plural,
  upperFirst,
} from '../../kernel/index.ts'
import { emptyState, type Html, html, pagination, table } from '../../platform/views/index.ts'
import { type ChildCard, listCards } from '../find/child-cards.queries.ts'
import { exampleCards } from '../find/results.examples.ts'
import { address, chosenValue, identity, note, visit } from '../kinds/index.ts'
import { listOwnChildren } from './own-children.queries.ts'
import type { WorkOptions } from './today.page.ts'
import { shutWords } from './today.view.ts'

type Line = {
  readonly child: ChildCard
  readonly nextOn: string | undefined
  readonly lastSeen: string | undefined
  readonly changes: number
}
type Caseload = {
  readonly lines: readonly Line[]
  readonly today: PlainDate
  readonly next: string | undefined
  readonly first: boolean
  /** The role opens no records for now: its training or an agreement is not in date, as every page says at its top. */
  readonly shut: boolean
}

/** The reader's own children: who needs me next? */
export const myChildrenPage = ({ enrolment }: WorkOptions): Route =>
  listPage({
    path: '/my-children',
    purpose: 'see the children I work with',
    nav: 'my-children',
    needs: [identity, chosenValue, address, enrolment, note, visit],
    query: Type.Object({ after: Type.Optional(Type.String({ maxLength: 36 })) }),
    load: async (grant, { query }): Promise<Caseload> => {
      const today = londonDate(grant.at)
      const { children, more } = await listOwnChildren(grant, new Date(`${addDays(today, -7)}T00:00:00Z`), query.after)
      const cards = new Map(
        (
          await listCards(
            grant,
            children.map(c => c.childId),
          )
        ).map(card => [card.childId, card]),
      )
      const lines = children.flatMap(one => {
        const child = cards.get(one.childId)
        return child ? [{ child, nextOn: one.nextOn, lastSeen: one.lastSeen, changes: one.changes }] : []
      })
      return {
        lines,
        today,
        next: more ? lines.at(-1)?.child.address : undefined,
        first: query.after === undefined,
        shut: !grant.reader.masks.trained,
      }
    },
    answer: caseload => ({
      page: { title: 'My children', heading: 'My children', body: caseloadView(caseload), wide: true },
    }),
    examples: {
      usual,
      'nobody yet': { ...usual, lines: [] },
      'no records for now': { ...usual, lines: [], shut: true },
      'more than a page': {
        ...usual,
        next: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c03',
        first: false,
      },
    },
  })

const usual: Caseload = {
  lines: exampleLines(),
  today: '2026-05-04' as PlainDate,
  next: undefined,
  first: true,
  shut: false,
}
function exampleLines(): Line[] {
  return exampleCards.map((child, at) => ({
    child,
    nextOn: ['2026-05-04', '2026-06-12'][at],
    lastSeen: at === 0 ? '2026-04-28' : undefined,
    changes: at,
  }))
}

const caseloadView = ({ lines, today, next, first, shut }: Caseload): Html =>
  lines.length === 0
    ? shut
      ? emptyState({ text: `${shutWords} The children you work with are listed when it does.` })
      : emptyState({ text: 'You do not work with any child yet.', next: { text: 'Find a child', href: '/find' } })
    : html`${table({
        caption: 'The children you work with, by next date',
        captionClasses: 'govuk-visually-hidden',
        rowHeader: true,
        columns: [
          { text: 'Child' },
          { text: 'Age' },
          { text: 'Why they are yours' },
          { text: 'Next date' },
          { text: 'Last seen' },
          { text: 'Changes this week' },
        ],
        rows: lines.map(({ child, nextOn, lastSeen, changes }) => [
          html`<a class="govuk-link" href="/children/${child.address}">${child.name}</a>`,
          html`${child.age}${child.knownAs ? html`<br>known as ${child.knownAs}` : null}`,
          upperFirst(child.why),
          nextOn ? formatNearDate(nextOn as PlainDate, today) : 'None',
          lastSeen ? formatDate(lastSeen as PlainDate) : 'Not recorded',
          changes === 0 ? 'None' : plural(changes, 'kind of change', 'kinds of change'),
        ]),
      })}
${next || !first ? pagination({ ...(first ? {} : { previous: { href: '/my-children', text: 'First page' } }), ...(next ? { next: { href: `/my-children?after=${next}` } } : {}) }) : null}`
