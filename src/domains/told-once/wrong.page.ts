import { Type } from 'typebox'
import { deskAction, deskPage, type Route } from '../../access/index.ts'
import { Conflict, formatInstant, type PlainDate } from '../../kernel/index.ts'
import { button, form, html, insetText, type PageContent, paragraphs, summaryList } from '../../platform/views/index.ts'
import { changeRows } from './change.ts'
import { toldOnlineRows, wordsOfClaim } from './family/index.ts'
import { looksAt } from './held.page.ts'
import type { TellOptions } from './tell.actions.ts'
import { aboutRows } from './tell.view.ts'
import { getSaidWrong, markRead, type SaidWrong } from './wrong.queries.ts'

const common = {
  nav: '/told-changes',
  right: 'check-told-changes',
  actor: 'recorder',
  path: '/told-changes/:change/wrong',
} as const

/** What a family says is wrong. */
export const exampleWrong: SaidWrong = {
  address: '0d000000-0000-4000-8000-000000000041',
  change: {
    kind: 'address',
    from: '2026-05-01' as PlainDate,
    saidBy: 'Grace Okafor',
    fields: { line: '22 Mill Street', postcode: 'NM1 4QT' },
  },
  child: {
    id: 1,
    record: '0d000000-0000-4000-8000-000000000042',
    who: { forename: 'Amelia', surname: 'Okafor-Reid', birthDate: '2017-05-03' },
  },
  claim: {
    ...{ relation: 'mother', responsibility: 'yes', email: 'grace.okafor@example.org', receipt: 'K7QMP-2XRDT' },
    how: 'birth-certificate',
  },
  toldAt: new Date('2026-05-04T08:10:00Z'),
  words: 'The libraries still write to our old address.',
  saidAt: new Date('2026-05-06T17:30:00Z'),
  version: '0123456789abcdef',
}

const wrongView = (said: SaidWrong, csrf: string): PageContent => ({
  title: 'A family says that something is wrong',
  heading: 'A family says that something is wrong',
  back: { text: 'Changes to look at', href: '/told-changes' },
  body: html`${insetText({ body: paragraphs(said.words) })}<p class="govuk-body-s">Written online, ${formatInstant(said.saidAt)}.</p>
<h2 class="govuk-heading-m">What they had told, which is on the record</h2>
${summaryList({ rows: [...aboutRows(said.child?.who), ...changeRows(said.change), ...(said.claim ? toldOnlineRows(said.claim, said.toldAt) : [])] })}${wordsOfClaim}
${said.child ? html`<p class="govuk-body"><a class="govuk-link" href="/children/${said.child.record}">Open the child’s record</a></p>` : null}
${form({
  action: `/told-changes/${said.address}/wrong`,
  csrf,
  body: html`<input type="hidden" name="said" value="${said.version}"><p class="govuk-body">Put right what is wrong first: tell it once on the record, or call the service. Then the family reads that somebody has read this, and nothing more.</p>${button({ text: 'I have seen to it', preventDoubleClick: true })}`,
})}`,
})

/** What a family says of a change that was made: read by whoever looks at changes. */
export const wrongRoutes = ({ key }: TellOptions): readonly Route[] => [
  deskPage({
    ...common,
    purpose: 'read what a family says is wrong',
    load: async (command, { params }): Promise<SaidWrong> => {
      const said = await getSaidWrong(command, key, params.change)
      looksAt(command, said.child?.id)
      return said
    },
    answer: (said, frame) => ({ page: wrongView(said, frame.csrf) }),
    examples: { usual: exampleWrong },
  }),
  deskAction({
    ...common,
    purpose: 'see to what a family says is wrong',
    concerns: 'child',
    form: Type.Object({ said: Type.Optional(Type.String({ maxLength: 30 })) }),
    act: async (command, { params, form }) => {
      const said = await getSaidWrong(command, key, params.change)
      looksAt(command, said.child?.id)
      // The family's later words stand in place of those that were read.
      if (form.said !== said.version)
        throw new Conflict(
          'The family has written again since you read this.',
          'Load it again, and read what it says now.',
        )
      await markRead(command, said)
      return { redirect: '/told-changes', flash: 'The family reads that somebody has read it.' }
    },
  }),
]
