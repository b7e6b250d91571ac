import type { Route } from '../../access/index.ts'
import { askOwners, type Teller } from './ask-owners.actions.ts'
import { type Asking, askSchool, type Desk } from './ask-school.actions.ts'
import {
  answerForSchoolAction,
  answerForSourceAction,
  ownerQuestionsPage,
  schoolQuestionsPage,
  takeBackForSchoolAction,
  takeBackForSourceAction,
} from './questions.page.ts'

export { type Asked, listAsked } from './answers.queries.ts'
export { askOfNamed } from './ask-of-named.actions.ts'
export { countOwnerQuestions, factsOfRecords, ownsSource } from './ask-owners.actions.ts'
export { countSchoolQuestions } from './ask-school.actions.ts'
export { askedSources } from './asked.view.ts'

/** Asks whoever can say whether what is told is right: the child's own school where it told of them itself, else the owners of these sources. */
export const askSources = async (desk: Desk, asking: Asking, tellers: readonly Teller[]): Promise<void> => {
  await askSchool(desk, asking)
  await askOwners(desk, asking, tellers)
}

/** What the clearing house asks schools and the owners of sources, and their answers. */
export const sourceQuestionPages: readonly Route[] = [
  schoolQuestionsPage,
  answerForSchoolAction,
  ownerQuestionsPage,
  answerForSourceAction,
  takeBackForSchoolAction,
  takeBackForSourceAction,
]
