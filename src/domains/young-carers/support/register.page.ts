import { listPage, type Route } from '../../../access/index.ts'
import { address, chosenValue, type EnrolmentKind, exampleCards, identity } from '../../../children/index.ts'
import { categoryBit, formatDate, formatNearDate, londonDate, NotFound, type PlainDate } from '../../../kernel/index.ts'
import { emptyState, type Html, html, table } from '../../../platform/views/index.ts'
import { listRegister, mostLines, type RegisterLine } from './register.queries.ts'
import { routeWords } from './register-forms.ts'
import { stageWords } from './standing.ts'
import { fileKinds } from './support.queries.ts'
import { supportHref } from './support-form.view.ts'

type Register = { readonly lines: readonly RegisterLine[]; readonly more: boolean; readonly today: PlainDate }

/** The register of the reader's own children: who has not been offered support, and what is due for the others. */
export const registerPage = (enrolment: EnrolmentKind): Route =>
  listPage({
    path: '/support-register',
    purpose: 'see the register of support',
    nav: '/support-register',
    right: 'start-work',
    needs: [identity, chosenValue, address, enrolment, ...fileKinds],
    load: async (grant): Promise<Register> => {
      // For others there is no such page: its words would say what it is for.
      if ((grant.reader.masks.full & categoryBit('young-carer')) === 0) throw new NotFound()
      return { ...(await listRegister(grant)), today: londonDate(grant.at) }
    },
    answer: data => ({ page: { title: 'Register', heading: 'Register', body: registerView(data), wide: true } }),
    examples: registerExamples,
  })

const registerView = ({ lines, more, today }: Register): Html => {
  const [waiting, others] = [
    lines.filter(one => one.standing.stage === 'found'),
    lines.filter(one => one.standing.stage !== 'found'),
  ]
  return html`<h2 class="govuk-heading-m">Not offered support yet</h2>
${waiting.length === 0 ? emptyState({ text: 'Everybody whom you work with has been offered support.' }) : lineTable(waiting, today, 'Not offered support yet')}
<h2 class="govuk-heading-m">Offered</h2>
${
  others.length === 0
    ? emptyState({
        text: 'Nobody yet. Find a child under Start work with a child.',
        next: { text: 'Start work with a child', href: '/locate' },
      })
    : lineTable(others, today, 'Offered support')
}${more ? html`<p class="govuk-body">The first ${mostLines} are shown. Find the others under My families.</p>` : null}`
}

const lineTable = (lines: readonly RegisterLine[], today: PlainDate, caption: string): Html =>
  table({
    caption,
    captionClasses: 'govuk-visually-hidden',
    rowHeader: true,
    columns: [{ text: 'Child' }, { text: 'Age' }, { text: 'Known since' }, { text: 'Stage' }, { text: 'Next' }],
    rows: lines.map(({ child, standing: { since, by, stage, next } }) => [
      html`<a class="govuk-link" href="${supportHref(child.address)}">${child.name}</a>`,
      child.age,
      `${formatDate(since)}. ${routeWords(by)}`,
      stageWords[stage],
      next ? `${next.what}: ${formatNearDate(next.on, today)}${next.on < today ? '. Has passed' : ''}` : 'Nothing due',
    ]),
  })

const day = (text: string) => text as PlainDate
const today = day('2026-05-04')
const lines: readonly RegisterLine[] = exampleCards.map((child, at) => ({
  child,
  standing:
    at === 0
      ? { stage: 'found', by: 'gp', since: day('2026-04-13'), next: { what: 'Offer support', on: day('2026-04-27') } }
      : {
          stage: 'supported',
          by: 'listed',
          since: day('2025-11-03'),
          next: { what: 'Look at it again', on: day('2026-05-12') },
        },
}))
const registerExamples: Readonly<Record<string, Register>> = {
  usual: { lines, more: false, today },
  'nobody yet': { lines: [], more: false, today },
  'more than a page': { lines, more: true, today },
}
