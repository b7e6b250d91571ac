import type { Route } from '../../access/index.ts'
import { answerQuestionAction, questionsPage } from './questions.page.ts'

export { type AskedSchool, listAsked } from './answers.queries.ts'
export { askSchool, countSchoolQuestions } from './ask-school.actions.ts'
export { askedSchools } from './asked.view.ts'

/** What the clearing house asks schools, and their answers. */
export const sourceQuestionPages: readonly Route[] = [questionsPage, answerQuestionAction]
