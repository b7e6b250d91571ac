import { formatDate, formatInstant, type PlainDate } from '../../kernel/index.ts'
import {
  button,
  card,
  emptyState,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  type PageContent,
  radios,
  summaryList,
  textarea,
} from '../../platform/views/index.ts'
import { changeRows } from './change.ts'
import { claimDecision, toldOnlineRows, wordsOfClaim } from './family/index.ts'
import type { HeldReason } from './gate.ts'
import type { Held } from './held.queries.ts'
import { aboutRows } from './tell.view.ts'
import type { WhoseForm } from './whose-change.actions.ts'
import { whoseChange } from './whose-change.view.ts'

/** Why a change waits, for whoever looks at it. */
const whyWords: Readonly<Record<HeldReason, string>> = {
  claim: 'A family told it online. Check who they are to the child before anything changes.',
  shield: 'This record, or a part of it, is for named people only. Somebody is told of the change and calls back.',
  protection: 'There is a plan to protect the child, or the child is in our care.',
  separation: 'Somebody must not be met or told, or the parents live apart.',
  dispute: 'Sources disagree on this fact already.',
  'not-found': 'The words of whoever told it lead to no one record.',
  sample: 'Nothing stands against it: one in ten is looked at.',
}

/** What waits for a reader: changes that stopped, and what families say is wrong with some that were made. */
export type HeldList = {
  readonly held: readonly Held[]
  readonly wrong: readonly (Pick<Held, 'address' | 'change' | 'child'> & { readonly saidAt: Date })[]
}

/** What waits for this reader. */
export const heldListView = ({ held, wrong }: HeldList): PageContent => ({
  title: 'Changes to look at',
  heading: 'Changes to look at',
  lead: 'What families and workers told that must not go further before a person has looked. Nobody is told of a change while it is here.',
  body: html`${wrong.map(one =>
    card({
      title: `${nameOf(one)}: the family says that something is wrong`,
      body: html`<p class="govuk-body">${changeRows(one.change)[0]?.value ?? ''}, which was changed. Written online, ${formatInstant(one.saidAt)}</p>`,
      link: { text: `Read what is wrong: ${nameOf(one)}`, href: `/told-changes/${one.address}/wrong` },
    }),
  )}${
    held.length === 0
      ? emptyState({ text: 'No change waits for you.' })
      : html`${held.map(one =>
          card({
            title: nameOf(one),
            body: html`<p class="govuk-body">${changeRows(one.change)[0]?.value ?? ''}, ${toldWords(one)}</p>`,
            link: { text: `Look at this change: ${nameOf(one)}`, href: `/told-changes/${one.address}` },
          }),
        )}`
  }<p class="govuk-body"><a class="govuk-link" href="/told-changes/e-mails">E-mails about what families told</a> that have not gone</p>`,
})

/** Whom they meant, where a record is named above. */
const typedRows = ({ child, about }: Held) =>
  child && about
    ? [
        {
          key: 'Child, as they typed it',
          value: `${about.forename} ${about.surname}, ${formatDate(about.birthDate as PlainDate)}`,
        },
      ]
    : []

const toldWords = ({ change, claim, toldBy, toldAt }: Held): string =>
  claim
    ? `told online by ${change.saidBy}, ${formatInstant(toldAt)}`
    : `told by ${change.saidBy} to ${toldBy}, ${formatInstant(toldAt)}`

const nameOf = ({ child, about }: Pick<Held, 'child'> & Partial<Pick<Held, 'about'>>): string => {
  const who = child?.who ?? about
  return who ? `${who.forename} ${who.surname}`.trim() : 'A child'
}

export type HeldData = {
  readonly held: Held
  readonly fields: WhoseForm & {
    readonly decision?: string
    readonly answer?: string
    readonly how?: string
    readonly ask?: string
  }
  readonly errors: readonly FormError[]
}

/** One of them: what was told, why it waits, and what to do with it. */
export const heldView = ({ held, fields, errors }: HeldData, csrf: string): PageContent => ({
  title: nameOf(held),
  heading: nameOf(held),
  error: errors.length > 0,
  back: { text: 'Changes to look at', href: '/told-changes' },
  body: html`${formErrors(errors)}
${summaryList({ rows: [...aboutRows(held.child?.who ?? held.about), ...changeRows(held.change), ...(held.claim ? [...typedRows(held), ...toldOnlineRows(held.claim, held.toldAt)] : [{ key: 'Told to', value: `${held.toldBy}, ${formatInstant(held.toldAt)}` }])] })}
${held.claim ? wordsOfClaim : null}
<h2 class="govuk-heading-m">Why it waits</h2>
<ul class="govuk-list govuk-list--bullet">${held.why.map(why => html`<li>${whyWords[why]}</li>`)}</ul>
${held.child ? html`<p class="govuk-body"><a class="govuk-link" href="/children/${held.child.record}">Open the child’s record</a></p>` : null}
${form({ action: `/told-changes/${held.address}`, csrf, body: html`${held.claim ? claimDecision({ whose: whoseChange(held.child !== undefined, fields, errors), checked: held.claim.how !== undefined, fields, errors }) : decisionField(held, fields, errors)}${button({ text: 'Save', preventDoubleClick: true })}` })}`,
})

const decisionField = (held: Held, fields: HeldData['fields'], errors: readonly FormError[]): Html =>
  radios({
    name: 'decision',
    legend: 'What is to be done?',
    value: fields.decision ?? '',
    items: [
      {
        value: 'yes',
        text: 'Put it on the record and tell the services',
        ...(held.child
          ? {}
          : {
              conditional: whoseChange(false, fields, errors),
            }),
      },
      {
        value: 'no',
        text: 'Refuse it',
        conditional: textarea({
          name: 'answer',
          label: 'What is whoever told it to read?',
          hint: 'They see no more than this. Say nothing of why it waited',
          rows: 2,
          value: fields.answer ?? '',
          ...errorOf(errors, 'answer'),
        }),
      },
    ],
    ...errorOf(errors, 'decision'),
  })
