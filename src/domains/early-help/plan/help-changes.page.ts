import { childPage, type Route } from '../../../access/index.ts'
import {
  ameliaHeader,
  changesList,
  type RecordHeader,
  recordPage,
  type VersionChanges,
  versionChanges,
} from '../../../children/index.ts'
import { formatDate, londonDate, NotFound, type PlainDate } from '../../../kernel/index.ts'
import { html, type PageContent, table } from '../../../platform/views/index.ts'
import { helpHref, type KeptPart, partTitle } from './form.view.ts'
import { askedIn } from './help-asked.ts'
import { isKeptPart, listHelpVersions } from './help-versions.queries.ts'
import { helpNeeds, loadHelp } from './help-work.actions.ts'
import { localForms, scoredIn } from './local-forms.ts'

type ChangesData = {
  readonly header: RecordHeader
  readonly today: PlainDate
  readonly part: KeptPart
  /** The numbers of one of the council's own forms, area by area, the earliest first. */
  readonly scores?: readonly { readonly label: string; readonly numbers: readonly string[] }[]
  readonly versions: readonly VersionChanges[]
}

const at = new Date('2026-04-10T14:05:00Z')
/** What changed in the assessment, the team or the plan each time somebody saved it, side by side with what stood before. */
export const helpChangesPage: Route = childPage<typeof helpNeeds, ChangesData>({
  path: '/children/:child/early-help/changes/:part',
  purpose: 'give early help',
  nav: '/early-help',
  needs: helpNeeds,
  load: async (grant, { params: { part } }) => {
    if (!isKeptPart(part)) throw new NotFound()
    const { header, today, file } = await loadHelp(grant)
    const versions = await listHelpVersions(grant, part, file)
    if (versions.length === 0) throw new NotFound()
    const local = part === 'measure' || part === 'neglect' ? localForms[part] : undefined
    const scores = local
      ?.flatMap(form => scoredIn(form))
      .filter((field, at, all) => all.findIndex(one => one.name === field.name) === at)
      .map(({ name, label }) => ({ label, numbers: versions.map(one => one.fields[name] || 'Not asked') }))
    return { header, today, part, versions: versionChanges(askedIn[part], versions), ...(scores ? { scores } : {}) }
  },
  answer: data => ({ page: changesView(data) }),
  examples: {
    usual: {
      header: ameliaHeader,
      today: '2026-05-04' as PlainDate,
      part: 'assessment',
      versions: [
        {
          by: 'Sam Ali',
          at,
          changes: [
            {
              label: 'Learning: what is needed',
              before: 'Misses the first lesson, most days of the week',
              after: 'On time since the breakfast club began.\n\nStill tired on Mondays.',
            },
            { label: 'What follows from it', before: '', after: 'Help with the heating.' },
          ],
        },
        { by: 'Kim Lane', at: new Date('2026-01-26T10:00:00Z'), changes: [] },
      ],
    },
    'numbers over time': {
      header: ameliaHeader,
      today: '2026-05-04' as PlainDate,
      part: 'measure',
      scores: [
        { label: 'Being healthy', numbers: ['3', '4'] },
        { label: 'Home and money', numbers: ['Not asked', '2'] },
      ],
      versions: [
        {
          by: 'Sam Ali',
          at,
          changes: [
            { label: 'Being healthy', before: '3: some days are better', after: '4: mostly well' },
            { label: 'Home and money', before: '', after: '2: help is taken' },
          ],
        },
        { by: 'Kim Lane', at: new Date('2026-01-26T10:00:00Z'), changes: [] },
      ],
    },
  },
})

const changesView = ({ header, today, part, versions, scores }: ChangesData): PageContent => ({
  ...recordPage(header, {
    title: `What changed: ${partTitle(part, today).toLowerCase()}`,
    body: html`${
      scores
        ? table({
            caption: 'Numbers over time',
            captionClasses: 'govuk-table__caption--m',
            rowHeader: true,
            columns: [
              { text: 'Area' },
              ...versions.toReversed().map(({ at }) => ({ text: formatDate(londonDate(at)), numeric: true })),
            ],
            rows: scores.map(({ label, numbers }) => [label, ...numbers]),
          })
        : null
    }${changesList(versions)}`,
  }),
  back: { text: 'Early help', href: helpHref(header.address) },
})
