import {
  askable,
  categoryWords,
  childPage,
  consentRules,
  councilsOwnSentence,
  holds,
  plainPage,
  type Role,
  type RoleKey,
  roleInForce,
  roles,
  urgentOffer,
  type ViewFrame,
} from '../../access/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { categories, formatDate, lowerFirst } from '../../kernel/index.ts'
import { details, type Html, html, type PageContent, table } from '../../platform/views/index.ts'
import { headerKinds, loadHeader, type RecordHeader } from './header.queries.ts'
import { listReasons, type Overseen, type Reasons } from './reason.queries.ts'
import { agreedReasons, ameliaHeader, exampleReasons, urgentHeader, urgentReasons } from './record.examples.ts'
import { recordPage } from './record-page.view.ts'

type WhyData = { readonly header: RecordHeader; readonly reasons: Reasons }

const whyView = ({ header, reasons }: WhyData, { reader }: Pick<ViewFrame, 'reader'>): PageContent =>
  recordPage(header, {
    title: 'Why you can see this record',
    isWhy: true,
    wide: false,
    body: html`<p class="govuk-body">You can see this record because:</p>
${table({
  columns: [{ text: 'Reason' }, { text: 'Since' }, { text: 'Ends' }],
  rows: reasons.reasons.map(one => [
    one.because,
    formatDate(one.since),
    one.endsWhen ?? (one.ends ? formatDate(one.ends) : ''),
  ]),
})}
${
  reasons.agreed
    ? html`<p class="govuk-body">You also see:</p><ul class="govuk-list govuk-list--bullet">${reasons.agreed.map(
        one =>
          html`<li>${one.because}. Since ${formatDate(one.since)}${one.ends ? `, until ${formatDate(one.ends)}` : ''}, unless it is taken back before</li>`,
      )}</ul>`
    : null
}
${reasons.oversight.map(overseenWords)}
<p class="govuk-body">You are here as ${reasons.role}. ${reasons.roleSentence}</p>
<p class="govuk-body">Every time you open a record it is written down: who, when and why. Families can ask who has seen their record.</p>
<p class="govuk-body">If you need to see more for your work, <a class="govuk-link" href="/locate">look the child up and ask for access</a>. <a class="govuk-link" href="/roles">See what each role can see</a>.</p>
${holds(reader, 'open-urgently') ? urgentOffer(header.address) : null}`,
  })

const overseenWords = ({ team, purpose, lastDay, agreedBy }: Overseen): Html =>
  html`<p class="govuk-body">You oversee ${team ? `the work of ${team}` : 'the work of a team'} until ${formatDate(lastDay)}${agreedBy ? `, as ${agreedBy} agreed` : ''}. It is for: ${purpose}</p>`

/** The reader's live reasons in sentences, since when, and when they end. */
export const whyPage = childPage<typeof headerKinds, WhyData>({
  path: '/children/:child/why',
  purpose: 'know why I can see this',
  nav: '/my-children',
  needs: headerKinds,
  load: async grant => {
    const header = await loadHeader(grant)
    return { header, reasons: await listReasons(grant, header.first) }
  },
  answer: (data, frame) => ({ page: whyView(data, frame) }),
  examples: {
    usual: { header: ameliaHeader, reasons: exampleReasons },
    'opened urgently': {
      header: urgentHeader,
      reasons: urgentReasons,
    },
    'something that the child agreed': { header: ameliaHeader, reasons: agreedReasons },
    'oversight of a team': {
      header: ameliaHeader,
      reasons: {
        ...exampleReasons,
        reasons: [
          {
            because: 'you answer for the work of a team that works with Millie',
            since: '2026-04-20' as PlainDate,
            ends: '2026-08-31' as PlainDate,
          },
        ],
        oversight: [
          {
            team: 'North Family Help and Protection',
            purpose: 'Independent review of protection plans before the inspection.',
            lastDay: '2026-08-31' as PlainDate,
            agreedBy: 'Noor Haddad',
          },
        ],
      },
    },
    'two reasons, one with an end': {
      header: ameliaHeader,
      reasons: {
        ...exampleReasons,
        reasons: [
          ...exampleReasons.reasons,
          {
            because: 'your request to see Millie’s record was approved',
            since: '2026-04-20' as PlainDate,
            ends: '2026-06-20' as PlainDate,
          },
        ],
      },
    },
  },
})

const cellWords = {
  F: 'Yes',
  S: 'Summary',
  E: 'Who to speak to',
  T: 'No',
  R: 'On request',
  A: 'No',
  '-': 'No',
} as const

type RolesData = { readonly list: readonly Role[]; readonly own?: RoleKey }

/** What each role can see, made from the very rules that decide. It tells nothing of any child; the reader's own role comes first in its contents. */
export const rolesPage = plainPage<RolesData>({
  path: '/roles',
  purpose: 'know what each role can see',
  open: false,
  nav: '/roles',
  load: async reader => ({
    list: roles.map(role => roleInForce(role.key, reader?.rules)),
    ...(reader ? { own: reader.role } : {}),
  }),
  answer: data => ({
    page: {
      title: 'What each role can see',
      heading: 'What each role can see',
      wide: true,
      lead: 'A role is not enough: you also need a live reason for the child, such as being their worker.',
      body: html`${contents(data)}${data.list.map(
        role =>
          html`<h2 class="govuk-heading-m" id="${role.key}">${role.plural}</h2><p class="govuk-body">${role.sentence}</p>${
            role.universal ? html`<p class="govuk-body">${role.universal.sentence}</p>` : null
          }${role.school ? html`<p class="govuk-body">${councilsOwnSentence}</p>` : null}<p class="govuk-body">${lists(role)}</p>`,
      )}
<h2 class="govuk-heading-m">Where the child decides</h2>${consentRules.map(rule => html`<p class="govuk-body">${rule.sentence}</p>`)}<p class="govuk-body">Nobody else can agree in their place, and nothing else on a record waits for consent: where a child may be at risk, you share what is needed and write down why.</p>`,
    },
  }),
  examples: { 'all roles': { list: roles, own: 'social-worker' } },
})

const contents = ({ list, own }: RolesData): Html => {
  const mine = list.find(role => role.key === own)
  const link = (role: Role, text: string) => html`<a class="govuk-link" href="#${role.key}">${text}</a>`
  return html`${mine ? html`<p class="govuk-body">Your role now: ${link(mine, mine.title)}.</p>` : null}${details({
    summary: 'Go to another role',
    body: html`<ul class="govuk-list">${list.map(role => html`<li>${link(role, role.plural)}</li>`)}</ul>`,
  })}`
}

const lists = (role: Role) => {
  const having = (words: string) =>
    categories
      // What nobody can ask for is not offered, whatever the letter of its cell.
      .filter(c => cellWords[role.cells[c]] === words && (words !== 'On request' || askable.includes(c)))
      .map(c => lowerFirst(categoryWords[c]))
  return html`${(['Yes', 'Summary', 'Who to speak to', 'On request'] as const).map(words => {
    const list = having(words)
    const label = {
      Yes: 'In full',
      Summary: 'In summary',
      'Who to speak to': 'Only who to speak to',
      'On request': 'On request, with a reason',
    }[words]
    return list.length > 0 ? html`<strong>${label}:</strong> ${list.join(', ')}.<br>` : null
  })}`
}
