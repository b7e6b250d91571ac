import { childPage, type Route } from '../../../access/index.ts'
import {
  ameliaHeader,
  askedOf,
  changesList,
  formOn,
  namedForm,
  type RecordHeader,
  recordPage,
  type VersionChanges,
  versionChanges,
} from '../../../children/index.ts'
import { lowerFirst, NotFound } from '../../../kernel/index.ts'
import { hasVersions, partOf } from './parts.ts'
import { loadSupport, supportNav, supportNeedsKinds } from './support.page.ts'
import { supportHref } from './support-form.view.ts'
import { listSupportVersions } from './support-versions.queries.ts'

type Changes = {
  readonly header: RecordHeader
  readonly title: string
  readonly versions: readonly VersionChanges[]
}

/** What each saving of a form of the support changed, side by side with what stood before. @throws NotFound where nothing of it is written. */
export const supportChangesPage: Route = childPage<typeof supportNeedsKinds, Changes>({
  path: '/children/:child/support/changes/:part',
  purpose: 'read support',
  nav: supportNav,
  needs: supportNeedsKinds,
  load: async (grant, { params }) => {
    const { header, today, written } = await loadSupport(grant)
    const part = partOf(params.part)
    if (!part || !hasVersions(part.key)) throw new NotFound()
    const form = namedForm(formOn(part.forms, today), header.first)
    const versions = await listSupportVersions(grant, part, form, written)
    if (versions.length === 0) throw new NotFound()
    // Who at school may read the plan is kept by number: the page of the support names them.
    const asked = askedOf(form).filter(one => one.id !== 'knows')
    return { header, title: form.title, versions: versionChanges(asked, versions) }
  },
  answer: ({ header, title, versions }) => ({
    page: {
      ...recordPage(header, { title: `What changed: ${lowerFirst(title)}`, body: changesList(versions) }),
      back: { text: 'Support', href: supportHref(header.address) },
    },
  }),
  examples: {
    usual: {
      header: ameliaHeader,
      title: 'How to get in touch',
      versions: [
        {
          by: 'Sam Ali',
          at: new Date('2026-04-10T14:05:00Z'),
          changes: [{ label: 'When is a good time?', before: 'Mornings', after: 'After four' }],
        },
        { by: 'Sam Ali', at: new Date('2026-01-26T10:00:00Z'), changes: [] },
      ],
    },
  },
})
