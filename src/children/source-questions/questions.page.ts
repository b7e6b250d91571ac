import { Type } from 'typebox'
import { type Answer, actConcerns, deskAction, deskPage, type Right, type SignedInReader } from '../../access/index.ts'
import { NotFound } from '../../kernel/index.ts'
import { standingForOwner } from './ask-owners.actions.ts'
import {
  answeredBy,
  answerQuestion,
  type Desk,
  isSourceAnswer,
  standing,
  type stillAsked,
  takeAnswerBack,
} from './ask-school.actions.ts'
import { ownerExamples, questionsExamples } from './questions.examples.ts'
import { listOwnerQuestions, listSchoolQuestions } from './questions.queries.ts'
import { type Answerer, answerers, type QuestionsData, questionsView } from './questions.view.ts'

const common = {
  actor: 'clearing-house',
  form: Type.Object({ answer: Type.String({ maxLength: 20, default: '' }) }),
} as const
const rights = { school: 'answer-for-school', owner: 'answer-for-source' } as const satisfies Record<Answerer, Right>
const list = { school: listSchoolQuestions, owner: listOwnerQuestions }
const examples = { school: questionsExamples, owner: ownerExamples }
const purposes = { school: 'see what the council asks of pupils', owner: 'see what is asked about sources' }
const answering = { school: 'answer the council about a pupil', owner: 'answer for a source about a child' }

const looked = { categories: ['identity', 'contact'] } as const

/** The questions of whoever answers. That each child was looked at is recorded. */
const pageOf = (who: Answerer) =>
  deskPage({
    actor: common.actor,
    right: rights[who],
    ...(who === 'school' ? { nav: answerers.school.path } : {}),
    path: answerers[who].path,
    purpose: purposes[who],
    load: async (desk): Promise<QuestionsData> => {
      const data = await loadQuestions(desk, who)
      actConcerns(
        desk,
        [...data.questions, ...data.answered].map(q => q.childId),
        looked,
      )
      return data
    },
    answer: (data, frame) => ({ page: questionsView(who, data, frame) }),
    examples: examples[who],
  })

/** Keeps what they say. */
const actionOf = (who: Answerer) =>
  deskAction({
    ...common,
    right: rights[who],
    path: `${answerers[who].path}/:question`,
    purpose: answering[who],
    concerns: 'child',
    act: async (desk, { params, form }): Promise<Answer> => {
      const question = params.question ?? ''
      if (!desk.reader) throw new NotFound()
      if (!isSourceAnswer(form.answer)) {
        const frame = { at: desk.at, csrf: desk.reader.csrf }
        return {
          status: 422,
          page: questionsView(who, { ...(await loadQuestions(desk, who)), wrong: question }, frame),
        }
      }
      actConcerns(desk, await answerQuestion(desk, question, form.answer, theirsOf(who, desk, desk.reader)), looked)
      return { redirect: answerers[who].path, flash: 'Saved. Your answer goes back to who asked.' }
    },
  })

/** Takes an answer back while nobody has decided on it. */
const takeBackOf = (who: Answerer) =>
  deskAction({
    actor: common.actor,
    right: rights[who],
    path: `${answerers[who].path}/:question/take-back`,
    purpose: 'take back an answer about a child',
    concerns: 'child',
    act: async (desk, { params }): Promise<Answer> => {
      if (!desk.reader) throw new NotFound()
      const theirs = theirsOf(who, desk, desk.reader, answeredBy(desk.reader))
      actConcerns(desk, await takeAnswerBack(desk, params.question ?? '', theirs), looked)
      return { redirect: answerers[who].path, flash: 'Taken back: the question waits for you again.' }
    },
  })

const theirsOf = (who: Answerer, { at }: Desk, reader: SignedInReader, which?: typeof stillAsked) =>
  who === 'school' ? standing(reader, at, which) : standingForOwner(reader, which)

const loadQuestions = async (desk: Desk, who: Answerer): Promise<QuestionsData> => ({
  questions: await list[who](desk, 'standing'),
  answered: await list[who](desk, 'answered'),
})

/** `/council-requests`: what the council asks a school of its pupils. */
export const schoolQuestionsPage = pageOf('school')
/** Keeps what a school answers. */
export const answerForSchoolAction = actionOf('school')
/** `/source-questions`: what is asked about the sources whose agreements the reader owns. */
export const ownerQuestionsPage = pageOf('owner')
/** Keeps what the owner of a source answers. */
export const answerForSourceAction = actionOf('owner')
/** Takes back what a school answered. */
export const takeBackForSchoolAction = takeBackOf('school')
/** Takes back what the owner of a source answered. */
export const takeBackForSourceAction = takeBackOf('owner')
