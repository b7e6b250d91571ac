import { Type } from 'typebox'
import { type Answer, actConcerns, deskAction, deskPage, type Route } from '../../access/index.ts'
import { lookOutcomes } from './look-rules.ts'
import { looksExamples } from './looks.examples.ts'
import { askAboutLook, closeLook, listLooks } from './looks.queries.ts'
import { type LooksData, looksView, outcomeWords } from './looks.view.ts'

const purpose = 'ask about looks that nothing explains'
const common = { purpose, right: 'ask-about-looks', actor: 'audit' } as const
const heading = 'Looks to ask about'
const pageOf = (data: LooksData, csrf: string) => ({
  title: heading,
  heading,
  error: data.wrong !== undefined,
  body: looksView(data, csrf),
})

/** What the nightly check found, who was asked and what they said. Whoever asks reads who, when and why it is asked, and nothing of the record. */
export const looksPage: Route = deskPage({
  ...common,
  path: '/looks-to-ask',
  nav: '/who-looked',
  load: async (command): Promise<LooksData> => ({ looks: await listLooks(command), at: command.at }),
  answer: (data, { csrf }) => ({ page: pageOf(data, csrf) }),
  examples: looksExamples,
})

/** Puts the question on the person's Today. */
export const askAction: Route = deskAction({
  ...common,
  path: '/looks-to-ask/:look/ask',
  concerns: 'child',
  act: async (command, { params }) => {
    actConcerns(command, await askAboutLook(command, params.look), { rule: 'look:asked' })
    return { redirect: '/looks-to-ask', flash: 'They are asked on their Today.' }
  },
})

/** Closes a look with a reason. */
export const closeAction: Route = deskAction({
  ...common,
  path: '/looks-to-ask/:look/close',
  concerns: 'child',
  form: Type.Object({
    outcome: Type.String({ maxLength: 20, default: '' }),
    words: Type.String({ maxLength: 2000, default: '' }),
  }),
  act: async (command, { params: { look = '' }, form }): Promise<Answer> => {
    const words = form.words.trim()
    const outcome = lookOutcomes.find(one => one === form.outcome)
    if (!outcome || words === '') {
      const missing = [...(outcome ? [] : (['outcome'] as const)), ...(words === '' ? (['words'] as const) : [])]
      const data = {
        looks: await listLooks(command),
        at: command.at,
        wrong: { look, outcome: form.outcome, words, missing },
      }
      return { page: pageOf(data, command.reader?.csrf ?? ''), status: 422 }
    }
    actConcerns(command, await closeLook(command, look, { outcome, words }), { rule: `look:${outcome}` })
    return { redirect: '/looks-to-ask', flash: `Closed: ${outcomeWords[outcome].toLowerCase()}.` }
  },
})
