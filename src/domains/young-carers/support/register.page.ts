import { holds, listPage, type Route } from '../../../access/index.ts'
import { address, chosenValue, type EnrolmentKind, exampleCards, identity } from '../../../children/index.ts'
import { categoryBit, formatDate, formatNearDate, londonDate, NotFound, type PlainDate } from '../../../kernel/index.ts'
import { emptyState, type Html, html, table, tag } from '../../../platform/views/index.ts'
import { transitionDays, transitionWords } from '../transition/transition.ts'
import { listRegister, mostLines, type RegisterLine } from './register.queries.ts'
import { routeWords } from './register-forms.ts'
import { stageWords } from './standing.ts'
import { fileKinds } from './support.queries.ts'
import { supportHref } from './support-form.view.ts'

type Register = {
  readonly lines: readonly RegisterLine[]
  readonly more: boolean
  readonly today: PlainDate
  /** A manager of the service, who may read counts. */
  readonly mayCount: boolean
}

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
      return {
        ...(await listRegister(grant)),
        today: londonDate(grant.at),
        mayCount: holds(grant.reader, 'count-support'),
      }
    },
    answer: data => ({ page: { title: 'Register', heading: 'Register', body: registerView(data), wide: true } }),
    examples: registerExamples,
  })

const registerView = ({ lines, more, today, mayCount }: Register): Html => {
  const [waiting, others] = [
    lines.filter(one => one.standing.stage === 'found'),
    lines.filter(one => one.standing.stage !== 'found'),
  ]
  return html`<p class="govuk-body"><a class="govuk-link" href="/support-register/session">Write down time together, for a group</a></p>${
    mayCount ? html`<p class="govuk-body"><a class="govuk-link" href="/support-trends">Who tells us</a></p>` : null
  }
<h2 class="govuk-heading-m">Not offered support yet</h2>
${waiting.length === 0 ? emptyState({ text: 'Everybody whom you work with has been offered support.' }) : lineTable(waiting, today, 'Not offered support yet')}
${movingPart(lines, today)}<h2 class="govuk-heading-m">Offered</h2>
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

/** Those near adult life, whoever has turned eighteen without an adult service first. */
const movingPart = (lines: readonly RegisterLine[], today: PlainDate): Html | null => {
  const moving = lines.flatMap(({ child, transition }) => (transition ? [{ child, transition }] : []))
  if (moving.length === 0) return null
  const first = (one: (typeof moving)[number]) =>
    `${one.transition.escalated ? 0 : 1} ${one.transition.steps[0]?.by ?? '9999'} ${one.child.bornOn}`
  const sorted = moving.toSorted((a, b) => (first(a) < first(b) ? -1 : 1))
  return html`<h2 class="govuk-heading-m">Move to adult support</h2>
${table({
  caption: 'Move to adult support, eighteen without an adult service first',
  captionClasses: 'govuk-visually-hidden',
  rowHeader: true,
  columns: [{ text: 'Child' }, { text: 'Age' }, { text: 'Stage' }, { text: 'Next' }, { text: 'Eighteen' }],
  rows: sorted.map(({ child, transition: { state, steps, escalated, days } }) => [
    html`<a class="govuk-link" href="${supportHref(child.address)}">${child.name}</a>`,
    child.age,
    transitionWords[state],
    steps.length === 0
      ? 'Nothing due'
      : html`${steps.map(
          ({ what, by }, at) =>
            html`${at > 0 ? html`<br>` : null}${what}: ${formatNearDate(by, today)}${by < today ? '. Has passed' : ''}`,
        )}`,
    html`${formatDate(days.adult)} ${escalated ? tag({ text: 'No adult service', tone: 'warning' }) : null}`,
  ]),
})}
`
}

const day = (text: string) => text as PlainDate
const today = day('2026-05-04')
const lines: readonly RegisterLine[] = exampleCards.map((child, at) => ({
  child,
  transition:
    at === 0
      ? undefined
      : {
          days: transitionDays(day(at === 1 ? '2008-05-01' : '2009-02-09')),
          state: 'to-ask',
          escalated: at === 1,
          startsOn: undefined,
          steps: [
            {
              what: 'Ask an adult service to take over',
              by: day(at === 1 ? '2026-04-30' : '2027-02-08'),
              shownFrom: today,
            },
          ],
        },
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
  usual: { lines, more: false, today, mayCount: false },
  manager: { lines, more: false, today, mayCount: true },
  'nobody yet': { lines: [], more: false, today, mayCount: false },
  'more than a page': { lines, more: true, today, mayCount: false },
}
