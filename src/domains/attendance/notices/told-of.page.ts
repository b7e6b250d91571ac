import { Type } from 'typebox'
import { deskAction, listPage, type Route } from '../../../access/index.ts'
import { identity, type NoticeKind, noticeWords } from '../../../children/index.ts'
import { formatDate, londonDate } from '../../../kernel/index.ts'
import { button, form, type Html, html, type PageContent } from '../../../platform/views/index.ts'
import { type NoticeRule, noticeRules, rulesOn } from './notice-rules.ts'
import { setQuiet } from './quiet.actions.ts'
import { listQuiet } from './quiet.queries.ts'

type ToldOf = { readonly quiet: ReadonlySet<NoticeKind>; readonly rules: readonly NoticeRule[] }

const kinds = Object.keys(noticeWords) as NoticeKind[]

/** Of what somebody is told about the children they work with, by which rule, and what they have quietened. */
const toldOfPage: Route = listPage({
  path: '/notices',
  purpose: 'see what I am told of',
  nav: 'today',
  needs: [identity],
  load: async (grant): Promise<ToldOf> => ({
    quiet: await listQuiet(grant),
    rules: rulesOn(noticeRules, londonDate(grant.at)),
  }),
  answer: (data, frame) => ({ page: toldOfView(data, frame.csrf) }),
  examples: {
    usual: { quiet: new Set<NoticeKind>(), rules: noticeRules },
    'one kind is quiet': { quiet: new Set<NoticeKind>(['moved-school']), rules: noticeRules },
  },
})

const toldOfView = ({ quiet, rules }: ToldOf, csrf: string): PageContent => ({
  title: 'What you are told',
  heading: 'What you are told',
  lead: 'Of the children you and your teams work with now. A message says what kind of thing changed, and nothing of what it is.',
  body: html`${kinds.map(kind =>
    kindPart(
      kind,
      rules.filter(rule => rule.kind === kind),
      quiet.has(kind),
      csrf,
    ),
  )}`,
})

const kindPart = (kind: NoticeKind, rules: readonly NoticeRule[], quiet: boolean, csrf: string): Html =>
  html`<h2 class="govuk-heading-m">${noticeWords[kind]}</h2>
<ul class="govuk-list govuk-list--bullet">${rules.map(
    rule =>
      html`<li>${rule.sentence} <span class="tl-source">Rule ${rule.rule}, version ${rule.version}, from ${formatDate(rule.from)}. ${rule.safeguarding ? 'Always told.' : quiet ? 'You have quietened this.' : ''}</span></li>`,
  )}</ul>
${form({
  action: '/notices/quieten',
  csrf,
  body: html`<input type="hidden" name="kind" value="${kind}"><input type="hidden" name="quiet" value="${quiet ? 'no' : 'yes'}">${button(
    {
      kind: 'secondary',
      text: html`${quiet ? 'Tell me again' : 'Quieten'}<span class="govuk-visually-hidden"> of ${noticeWords[kind].toLowerCase()}</span>`,
    },
  )}`,
})}`

const quietenAction: Route = deskAction({
  path: '/notices/quieten',
  purpose: 'choose what I am told of',
  right: undefined,
  actor: 'recorder',
  form: Type.Object({
    kind: Type.Union(kinds.map(kind => Type.Literal(kind))),
    quiet: Type.Union([Type.Literal('yes'), Type.Literal('no')]),
  }),
  act: async (command, { form: { kind, quiet } }) => {
    await setQuiet(command, kind as NoticeKind, quiet === 'yes')
    return {
      redirect: '/notices',
      flash:
        quiet === 'yes' ? 'Quietened. Children in care or on a plan are told of all the same.' : 'You are told again.',
    }
  },
})

export const toldOfPages: readonly Route[] = [toldOfPage, quietenAction]
