import { formatDate, type PlainDate, plural } from '../../../kernel/index.ts'
import { emptyState, html, type PageContent, table, tag } from '../../../platform/views/index.ts'
import { mostLines, type RegisterLine } from './register.queries.ts'
import { countOverdue, type RegisterSort } from './register.ts'
import { registerHref } from './register.view.ts'

export type RegisterList = {
  readonly lines: readonly RegisterLine[]
  readonly more: boolean
  readonly today: PlainDate
  /** The reader's team keeps the register for the whole council. */
  readonly keeps: boolean
}

/** The register: all of it for the team that keeps it, else as far as the reader works with the children on it. */
export const registerListView = (
  sort: RegisterSort,
  { lines, more, today, keeps }: RegisterList,
  isOfficer: boolean,
): PageContent => {
  const overdue = countOverdue(
    lines.map(line => line.next),
    today,
  )
  return {
    title: sort.title,
    heading: sort.title,
    wide: true,
    ...(isOfficer ? { back: { text: 'Help with attendance', href: '/attendance-help' } } : {}),
    body:
      lines.length === 0
        ? emptyState({
            text: keeps
              ? `Nobody is on the register of ${sort.of}. Put a child on it from the child’s page School.`
              : `None of the children you work with is on the register of ${sort.of}. Put one on it from the child’s page School.`,
          })
        : html`<p class="govuk-body">${more ? `The first ${mostLines}` : plural(lines.length, 'child', 'children')} ${keeps ? 'on the register of the whole council' : 'of those you and your teams work with'}, ${overdue} overdue. What is overdue stands first.${keeps ? ' Your team keeps this register. Records that are kept to named people are with those people, and in no number here.' : null}</p>${table(
            {
              caption: sort.title,
              captionClasses: 'govuk-visually-hidden',
              rowHeader: true,
              columns: [
                { text: 'Child' },
                { text: 'Age' },
                { text: 'Since' },
                { text: 'Last done' },
                { text: 'Owed next' },
              ],
              rows: lines.map(({ child, since, lastOn, next }) => [
                html`<a class="govuk-link" href="${registerHref(sort, child.address)}">${child.name}</a>`,
                child.age,
                formatDate(since),
                lastOn ? formatDate(lastOn) : 'Nothing yet',
                next
                  ? html`${next.what}: by ${formatDate(next.dueOn)}${next.dueOn < today ? html` ${tag({ text: 'Overdue', tone: 'warning' })}` : null}`
                  : 'Nothing',
              ]),
            },
          )}`,
  }
}
