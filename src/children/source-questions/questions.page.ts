import { Type } from 'typebox'
import { type Answer, type CommandGrant, deskAction, deskPage, recordAccess } from '../../access/index.ts'
import { categoryMask } from '../../kernel/index.ts'
import { answerSchoolQuestion, isSchoolAnswer } from './ask-school.actions.ts'
import { questionsExamples } from './questions.examples.ts'
import { listSchoolQuestions } from './questions.queries.ts'
import { type QuestionsData, questionsView } from './questions.view.ts'

type Desk = CommandGrant<'clearing-house'>
const common = { right: 'answer-for-school', actor: 'clearing-house', nav: '/council-requests' } as const

/** `/council-requests`: what the council asks a school of its pupils. That each was looked at is recorded. */
export const questionsPage = deskPage({
  ...common,
  path: '/council-requests',
  purpose: 'see what the council asks of pupils',
  load: async (desk, { requestId }): Promise<QuestionsData> => {
    const questions = await listSchoolQuestions(desk)
    for (const childId of new Set(questions.map(q => q.childId))) await recordLook(desk, childId, requestId, 'shown')
    return { questions }
  },
  answer: (data, frame) => ({ page: questionsView(data, frame) }),
  examples: questionsExamples,
})

/** Keeps what the school says. */
export const answerQuestionAction = deskAction({
  ...common,
  path: '/council-requests/:question',
  purpose: 'answer the council about a pupil',
  form: Type.Object({ answer: Type.String({ maxLength: 20, default: '' }) }),
  act: async (desk, { params, form, requestId }): Promise<Answer> => {
    const question = params.question ?? ''
    if (!isSchoolAnswer(form.answer)) {
      const questions = await listSchoolQuestions(desk)
      const frame = { at: desk.at, csrf: desk.reader?.csrf ?? '' }
      return { status: 422, page: questionsView({ questions, wrong: question }, frame) }
    }
    const childId = await answerSchoolQuestion(desk, question, form.answer)
    await recordLook(desk, childId, requestId, 'done')
    return { redirect: '/council-requests', flash: 'Saved. Your answer goes back to who asked.' }
  },
})

const recordLook = (desk: Desk, childId: number, requestId: string, outcome: 'shown' | 'done'): Promise<void> =>
  recordAccess(desk.tx, desk.at, {
    reader: desk.reader,
    actor: desk.actor,
    purpose: 'answer the council about a pupil',
    action: '/council-requests',
    childId,
    categories: categoryMask(['identity', 'contact']),
    outcome,
    rule: 'right:answer-for-school',
    requestId,
  })
