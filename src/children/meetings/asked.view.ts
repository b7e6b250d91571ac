import { formatInstant, type PlainDate } from '../../kernel/index.ts'
import { button, buttonGroup, form, html, type PageContent, warningText } from '../../platform/views/index.ts'
import type { RecordHeader } from '../pages/header.queries.ts'
import { recordPage } from '../pages/record-page.view.ts'
import type { AskedTo } from './asked.queries.ts'
import { askedHref, askedRows, meetingsHref, meetingWords } from './meetings.view.ts'
import { type OpenPack, openPart, packTitle } from './packs.view.ts'

export type AskedData = AskedTo & { readonly header: RecordHeader; readonly today: PlainDate }

const back = (header: RecordHeader) => ({ text: 'Meetings', href: meetingsHref(header) })

/** A meeting to which somebody is asked: when, where, and the pack that is made for them. */
export const askedView = (data: AskedData, csrf: string): PageContent => {
  const { header, meeting, pack } = data
  const step = (value: string) => ({ attributes: { name: 'step', value } })
  return {
    ...recordPage(header, {
      title: meetingWords(meeting),
      wide: false,
      body: html`${meeting.off ? warningText({ text: 'This meeting is called off.' }) : html`<p class="govuk-body">You are asked to this meeting. Ask whoever called it what it is about.</p>`}${askedRows(data)}
<h2 class="govuk-heading-m">Your pack</h2>${
        pack
          ? html`<p class="govuk-body">Version ${pack.version}, made ${formatInstant(pack.madeAt)}.</p>${form({
              action: askedHref(header, meeting.address),
              csrf,
              body: buttonGroup([
                button({ text: 'Open the pack', ...step('open') }),
                button({ text: 'Save it as a PDF', kind: 'secondary', ...step('save') }),
              ]),
            })}`
          : html`<p class="govuk-body">None is made for you yet.</p>`
      }`,
    }),
    back: back(header),
  }
}

/** Their pack, open. */
export const askedPackView = (data: OpenPack): PageContent => ({
  ...recordPage(data.header, { title: `Pack for ${data.person.label}`, wide: false, body: openPart(data) }),
  back: back(data.header),
  printTitle: packTitle(data),
})
