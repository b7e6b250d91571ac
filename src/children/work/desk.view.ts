import { plural } from '../../kernel/index.ts'
import { card, type Html, html } from '../../platform/views/index.ts'
import type { Desk } from './today.queries.ts'

/** The desk of whoever keeps each child to one record, and the sources: what waits there. */
export const deskPart = (desk: Desk): Html =>
  html`<div class="tl-grid">${card({
    title: 'Possible duplicates',
    body: html`<p class="govuk-body">${desk.cases === 0 ? 'Nothing waits for a decision.' : `${plural(desk.cases, 'pair')} to decide.`}</p>`,
    link: { text: 'Possible duplicates', href: '/duplicates' },
  })}${card({
    title: 'Imports',
    body: html`<p class="govuk-body">${desk.imports === 0 ? 'All files are in.' : `${plural(desk.imports, 'import')} under way or waiting for somebody.`}</p>`,
    link: { text: 'Imports', href: '/imports' },
  })}${card({
    title: 'Sources',
    body: html`<p class="govuk-body">${sourceWords(desk)}</p>`,
    link:
      desk.services > 0 && desk.pulls === 0
        ? { text: 'Services that are told of changes', href: '/told-services' }
        : { text: 'Sources', href: '/sources' },
  })}</div>`

const sourceWords = ({ pulls, services }: Desk): string =>
  [
    ...(pulls > 0 ? [`${plural(pulls, 'school')} could not be asked for registers at the last try.`] : []),
    ...(services > 0 ? [`${plural(services, 'service')} could not be told of changes.`] : []),
  ].join(' ') || 'Every school that is asked answers, and every service that is told.'

/** Leads whoever reads the record of access to it. */
export const auditPart = (): Html =>
  card({
    title: 'Who has looked',
    body: html`<p class="govuk-body">Every record opened, every search and every refusal, with its reason.</p>`,
    link: { text: 'See who has looked', href: '/who-looked' },
  })
