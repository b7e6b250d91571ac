import { familyPage, findFamilyDraft, type Route } from '../../../access/index.ts'
import { familyAsks, formatInstant, NotFound, type PlainDate } from '../../../kernel/index.ts'
import type { Key } from '../../../platform/keys/index.ts'
import {
  button,
  emptyState,
  form,
  type Html,
  html,
  type PageContent,
  phoneLink,
  summaryList,
  table,
} from '../../../platform/views/index.ts'
import { changeKinds } from '../change.ts'
import type { FamilyTelling } from './family-telling.ts'
import { type FamilyTold, findFamilyTold, listFamilyTold } from './family-told.queries.ts'
import { servicesView, wordRows } from './tell-family.view.ts'

type Listed = { readonly told: readonly FamilyTold[]; readonly draft: boolean }

const example: FamilyTold = {
  address: '0d000000-0000-4000-8000-000000000051',
  receipt: 'K7QMP-2XRDT',
  toldAt: new Date('2026-05-04T08:10:00Z'),
  words: {
    change: {
      kind: 'address',
      from: '2026-05-01' as PlainDate,
      saidBy: 'Grace Okafor',
      fields: { line: '22 Mill Street', town: 'Northmere', postcode: 'NM1 4QT' },
    },
    about: { forename: 'Amelia', surname: 'Okafor-Reid', birthDate: '2017-05-03' },
    claim: { relation: 'mother', responsibility: 'yes' },
    services: ['Council Tax', 'Libraries'],
  },
  state: 'received',
  ask: undefined,
}
const inWelsh: FamilyTold = {
  ...example,
  words: { ...example.words, about: { forename: 'Siân Mair', surname: 'Llŷr-Ŵyn', birthDate: '2016-11-30' } },
}

/** The states, as a family reads them. */
const stateWords: Readonly<Record<FamilyTold['state'], string>> = {
  received: 'Received',
  checking: 'We are checking it',
  talk: 'We need to talk to you',
  done: 'Done',
  'taken-back': 'You took this back',
}

const listRoute = (key: Key): Route =>
  familyPage<Listed>({
    path: '/family/told',
    purpose: 'see what one has told as a family',
    load: async grant => ({
      told: await listFamilyTold(grant, key),
      draft: (await findFamilyDraft(grant, key, 'tell')) !== undefined,
    }),
    answer: data => ({ page: listView(data) }),
    examples: {
      usual: {
        told: [
          example,
          { ...inWelsh, state: 'checking' },
          { ...example, state: 'talk', ask: 'proof' },
          { ...example, state: 'done' },
        ],
        draft: true,
      },
      nothing: { told: [], draft: false },
    },
  })

const oneRoute = (key: Key, telling: FamilyTelling): Route =>
  familyPage<FamilyTold>({
    path: '/family/told/:told',
    purpose: 'see what one has told as a family',
    load: async (grant, { params }) => {
      const told = await findFamilyTold(grant, key, params.told)
      if (!told) throw new NotFound()
      return told
    },
    answer: (told, { csrf = '' }) => ({ page: oneView(told, telling.phone, csrf) }),
    examples: {
      usual: example,
      'being checked': { ...inWelsh, state: 'checking' },
      'we need to talk': { ...example, state: 'talk', ask: 'proof' },
      done: { ...example, state: 'done' },
      'done, and said to be wrong': { ...example, state: 'done', wrong: { saidAt: example.toldAt, read: false } },
      'taken back': { ...example, state: 'taken-back' },
    },
  })

const titleOf = ({ words }: FamilyTold): string =>
  changeKinds.find(kind => kind.value === words.change.kind)?.text ?? words.change.kind

const listView = ({ told, draft }: Listed): PageContent => ({
  title: 'What you told us',
  heading: 'What you told us',
  body: html`${draft ? html`<p class="govuk-body">You began to tell us something and have not sent it. <a class="govuk-link" href="/family/tell">Go on with it</a></p>` : null}${
    told.length === 0
      ? emptyState({ text: 'You have told us of no change yet.' })
      : table({
          caption: 'What you told us, newest first',
          columns: [{ text: 'What' }, { text: 'When' }, { text: 'How far' }],
          rows: told.map(one => [
            html`<a class="govuk-link" href="/family/told/${one.address}">${titleOf(one)}, ${one.words.about.forename} ${one.words.about.surname}</a>`,
            formatInstant(one.toldAt),
            stateWords[one.state],
          ]),
        })
  }${button({ text: 'Tell us of a change', href: '/family/tell' })}`,
})

const oneView = (told: FamilyTold, phone: string, csrf: string): PageContent => ({
  title: stateWords[told.state],
  heading: stateWords[told.state],
  back: { text: 'What you told us', href: '/family/told' },
  body: html`${nextView(told, phone)}
<p class="govuk-body">Your receipt number is <strong>${told.receipt}</strong>. It stands on this page alone. You sent this on ${formatInstant(told.toldAt)}.</p>
<h2 class="govuk-heading-m">What you told us</h2>
${summaryList({ rows: wordRows(told.words) })}${told.state === 'taken-back' ? null : servicesView(told.words.services)}${backView(told, phone, csrf)}`,
})

/** What an account can do about what it told: take it back while nothing has changed, say that it is wrong once it has. */
const backView = ({ address, state, wrong }: FamilyTold, phone: string, csrf: string): Html | null => {
  if (state === 'taken-back') return null
  if (state !== 'done')
    return html`<h2 class="govuk-heading-m">If you did not mean to send it</h2>
<p class="govuk-body">You can take it back as long as nothing has changed. Nobody is told of it then.</p>${form({
      action: `/family/told/${address}/take-back`,
      csrf,
      body: button({ text: 'Take it back', kind: 'secondary', preventDoubleClick: true }),
    })}`
  return html`<h2 class="govuk-heading-m">If something is wrong</h2>
${
  wrong
    ? html`<p class="govuk-body">You wrote to us about this on ${formatInstant(wrong.saidAt)}. ${wrong.read ? 'Somebody has read it.' : 'Nobody has read it yet.'} If it cannot wait, ${phoneLink({ number: phone, text: `call ${phone}` })}.</p>`
    : null
}<p class="govuk-body"><a class="govuk-link" href="/family/told/${address}/wrong">Say that something is wrong</a></p>`
}

const nextView = ({ state, ask }: FamilyTold, phone: string): Html => {
  switch (state) {
    case 'received':
      return html`<p class="govuk-body">Thank you. A person reads it and checks that you may tell us this before anything changes. You need do nothing.</p>`
    case 'checking':
      return html`<p class="govuk-body">Somebody is making sure who you are to the child, and that you may tell us this. Nothing has changed yet.</p>`
    case 'talk':
      return html`<p class="govuk-body">${familyAsks.find(one => one.value === ask)?.text ?? ''} Nothing has changed. To go on, ${phoneLink({ number: phone, text: `call ${phone}` })} and give your receipt number.</p>`
    case 'taken-back':
      return html`<p class="govuk-body">Nobody goes on with it. If you want it changed after all, tell us again.</p>`
    case 'done':
      return html`<p class="govuk-body">It is changed, and the services below are told. Some of them take a few days.</p>`
  }
}

/** What an account told, and how far each has come. */
export const toldFamilyRoutes = (key: Key, telling: FamilyTelling): readonly Route[] => [
  listRoute(key),
  oneRoute(key, telling),
]
