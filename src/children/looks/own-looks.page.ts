import { Type } from 'typebox'
import { type Answer, actConcerns, deskAction, listPage, type Route } from '../../access/index.ts'
import { formatInstant, londonDate } from '../../kernel/index.ts'
import {
  button,
  emptyState,
  errorSummary,
  form,
  type Html,
  html,
  insetText,
  type PageContent,
  textarea,
} from '../../platform/views/index.ts'
import { type EnrolmentKind, exampleCards } from '../find/index.ts'
import { address, chosenValue, identity } from '../kinds/index.ts'
import { questionOf } from './look-words.ts'
import { answerLook, listOwnLooks, type OwnLook } from './own-looks.queries.ts'

type Asked = { readonly looks: readonly OwnLook[]; readonly at: Date }
const heading = 'Questions about what you opened'
const missing = 'Say what it was for'

/** What somebody is asked about what they opened, in words that accuse nobody. */
export const ownLooksPage = (enrolment: EnrolmentKind): Route =>
  listPage({
    path: '/my-looks',
    purpose: 'see what I am asked about what I opened',
    needs: [identity, chosenValue, address, enrolment],
    load: async (grant): Promise<Asked> => ({ looks: await listOwnLooks(grant), at: grant.at }),
    answer: (asked, { csrf }) => ({ page: { title: heading, heading, body: askedView(asked, csrf) } }),
    examples: exampleAsked(),
  })

/** Keeps the answer. Whoever asked reads it. */
export const answerLookAction: Route = deskAction({
  path: '/my-looks/:look',
  purpose: 'say what a look was for',
  right: undefined,
  actor: 'recorder',
  concerns: 'child',
  form: Type.Object({ answer: Type.String({ maxLength: 2000, default: '' }) }),
  act: async (command, { params, form: given }): Promise<Answer> => {
    const answer = given.answer.trim()
    if (answer === '') return { page: missingPage(params.look ?? '', command.reader?.csrf ?? ''), status: 422 }
    actConcerns(command, await answerLook(command, params.look, answer), { rule: 'look:answered' })
    return { redirect: '/my-looks', flash: 'Saved. Whoever asked reads your answer.' }
  },
})

const askedView = ({ looks, at }: Asked, csrf: string): Html =>
  looks.length === 0
    ? emptyState({ text: 'Nobody asks you anything.', next: { text: 'See what you have opened', href: '/opened' } })
    : html`<p class="govuk-body">Each night a computer picks some looks for information governance to ask about. To be asked does not mean that you did anything wrong. A sentence or two is enough. Do not write what is on the record.</p>
${looks.map(look => lookCard(look, at, csrf))}`

const lookCard = (look: OwnLook, at: Date, csrf: string): Html => html`<section class="tl-card">
<h2 class="tl-card__title">${titleOf(look)}</h2>
<p class="govuk-body">${formatInstant(look.first, londonDate(at))}. ${questionOf(look.rule, look.inputs)}</p>
${look.answer === undefined ? answerForm(look.uuid, csrf) : insetText({ body: html`Your answer: ${look.answer}` })}
</section>`

const titleOf = ({ rule, ofChild, name, href }: OwnLook): Html | string => {
  if (!ofChild) return rule === 'breadth' ? 'Many records' : 'Whom you looked for'
  return name && href ? html`<a class="govuk-link" href="${href}">${name}</a>` : 'A record you no longer see'
}

const answerForm = (look: string, csrf: string, error?: string): Html =>
  form({
    action: `/my-looks/${look}`,
    csrf,
    body: html`${textarea({ id: `answer-${look}`, name: 'answer', label: 'Your answer', rows: 3, spellcheck: true, value: '', ...(error ? { error } : {}) })}
${button({ text: 'Send your answer', preventDoubleClick: true })}`,
  })

/** The form alone, for who sent it empty. */
const missingPage = (look: string, csrf: string): PageContent => ({
  ...{ title: heading, heading, error: true, back: { text: 'Back to the questions', href: '/my-looks' } },
  body: html`${errorSummary({ errors: [{ text: missing, href: `#answer-${look}` }] })}
<p class="govuk-body">What was it for?</p>
${answerForm(look, csrf, missing)}`,
})

function exampleAsked(): Record<string, Asked> {
  const at = new Date('2026-05-06T07:15:00Z')
  const look: OwnLook = {
    ...{ uuid: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c61', rule: 'own-surname', inputs: {}, ofChild: true },
    first: new Date('2026-05-05T16:05:00Z'),
    name: exampleCards[0]?.name,
    href: `/children/${exampleCards[0]?.address}`,
    answer: undefined,
  }
  const uuid = (end: number) => `${look.uuid.slice(0, -1)}${end}`
  return {
    usual: {
      at,
      looks: [
        look,
        { ...look, uuid: uuid(2), name: undefined, href: undefined },
        {
          ...{ ...look, uuid: uuid(3), rule: 'breadth', ofChild: false },
          inputs: { children: 95, middle: 9, span: 'day' },
          answer: 'I put the addresses of a whole year group right.',
        },
        { ...look, uuid: uuid(4), rule: 'no-follow-up', ofChild: false, inputs: { children: 2 } },
      ],
    },
    'nothing asked': { at, looks: [] },
  }
}
