import { attr, barePage, button, type Html, html, taskList } from '../../platform/views/index.ts'

/** Somebody who can sign in for development: `subject` is the key of the member of staff. */
export type DevelopmentPerson = {
  readonly subject: string
  readonly name: string
  readonly job: string
  readonly group?: string
  /** Of families: their e-mail address, and whether they have shown that it is theirs. */
  readonly email?: string
  readonly verified?: boolean
}

/** "Who are you today?": everyone who can sign in, with one button each. */
export const whoPage = (
  { council, families }: { readonly council: string; readonly families?: boolean },
  action: string,
  people: readonly DevelopmentPerson[],
): Html => {
  const groups = Map.groupBy(people, person => person.group ?? '')
  const heading = families ? 'Which parent are you today?' : 'Who are you today?'
  return barePage({
    council,
    title: heading,
    heading,
    lead: families
      ? 'Throughline runs with invented people. A parent sees what they typed themselves, and nothing of any record.'
      : 'Throughline runs with invented people. Choose whose day to see: each person sees only what their work needs.',
    body: html`<form action="${action}" method="post">${[...groups].map(
      ([group, list], at) =>
        html`${group ? html`<h2 class="govuk-heading-m">${group}</h2>` : null}${taskList({
          idPrefix: `group-${at}`,
          items: list.map(person => ({ title: person.name, hint: person.job, status: chooseButton(person) })),
        })}`,
    )}</form>
<p class="govuk-body">This list is there because no sign-in service ${families ? html`for families is set (<code>FAMILY_OIDC_ISSUER</code>)` : html`of a council is set (<code>OIDC_ISSUER</code>)`}. It is refused in production.</p>`,
  })
}

const chooseButton = (person: DevelopmentPerson): Html =>
  button({
    text: html`Sign in<span class="govuk-visually-hidden"> as ${person.name}</span>`,
    name: 'subject',
    value: person.subject,
    kind: 'secondary',
    classes: 'govuk-!-margin-bottom-0',
  })

/** "Sign out?" of the provider itself; the two values are the provider's own. */
export const leavePage = (council: string, action: string, token: string): Html =>
  barePage({
    council,
    title: 'Sign out everywhere?',
    heading: 'Sign out everywhere?',
    body: html`<form method="post"${attr('action', action)}><input type="hidden" name="xsrf" value="${token}">
${button({ text: 'Sign out', name: 'logout', value: 'yes' })}</form>`,
  })

/** The provider was asked something it cannot do. */
export const providerProblemPage = (council: string, start: string): Html =>
  barePage({
    council,
    title: 'Start again',
    heading: 'Start again',
    error: true,
    body: html`<p class="govuk-body">This page belongs to a sign-in that has ended.</p>${button({ text: 'Sign in', href: start })}`,
  })
