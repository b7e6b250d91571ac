import { Type } from 'typebox'
import { deskAction, holds, listPage, type Route } from '../../../access/index.ts'
import { address, chosenValue, type EnrolmentKind, identity } from '../../../children/index.ts'
import { categoryBit, InvalidInput, londonDate, NotFound } from '../../../kernel/index.ts'
import { oneReturnExamples, returnListExamples } from './return-list.examples.ts'
import { type OneReturn, oneReturnView, type ReturnList, returnListView } from './return-list.view.ts'
import { returnCategory } from './return-sorts.ts'
import { decideReturn, takeBackReturn } from './returns.actions.ts'
import { findReturn, listReturns } from './returns.queries.ts'
import { schoolReturn } from './returns.record.ts'

const needsOf = (enrolment: EnrolmentKind) => [identity, chosenValue, address, enrolment, schoolReturn] as const

/** What a school has sent, and what the council owes on it: one list, for each side in its own words. */
const returnListPage = (enrolment: EnrolmentKind): Route =>
  listPage({
    path: '/returns',
    purpose: 'see the returns of schools',
    nav: '/returns',
    needs: needsOf(enrolment),
    load: async (grant): Promise<ReturnList> => ({
      ...(await listReturns(grant)),
      today: londonDate(grant.at),
      forSchool: holds(grant.reader, 'answer-for-school'),
    }),
    answer: (data, { reader }) => ({ page: returnListView(data, holds(reader, 'work-on-attendance')) }),
    examples: returnListExamples,
  })

const oneReturnPage = (enrolment: EnrolmentKind): Route =>
  listPage({
    path: '/returns/:return',
    purpose: 'look at a return of a school',
    nav: '/returns',
    needs: needsOf(enrolment),
    load: async (grant, { params }): Promise<OneReturn> => {
      const line = await findReturn(grant, params.return ?? '')
      if (!line) throw new NotFound()
      return {
        line,
        today: londonDate(grant.at),
        mayDecide: holds(grant.reader, 'work-on-attendance'),
        mayTakeBack:
          holds(grant.reader, 'answer-for-school') &&
          line.state === 'sent' &&
          (grant.reader.masks.full & categoryBit(returnCategory(line.sort))) !== 0,
      }
    },
    answer: (data, frame) => ({ page: oneReturnView(data, frame.csrf) }),
    examples: oneReturnExamples,
  })

const decideAction = deskAction({
  path: '/returns/:return',
  purpose: 'look at a return of a school',
  nav: '/returns',
  right: 'work-on-attendance',
  actor: 'recorder',
  concerns: 'child',
  form: Type.Object({
    state: Type.Optional(Type.String({ maxLength: 20 })),
    answer: Type.Optional(Type.String({ maxLength: 2_000 })),
  }),
  act: async (command, { params, form: { state, answer } }) => {
    if (state !== 'taken-up' && state !== 'done')
      throw new InvalidInput('That is not one of the two answers.', 'Go back and choose what you do with the return.')
    const page = await decideReturn(command, params.return ?? '', { state, answer: answer?.trim() || undefined })
    return page
      ? { redirect: page, flash: 'You have taken it up.' }
      : { redirect: '/returns', flash: 'The return is dealt with.' }
  },
})

const takeBackAction = deskAction({
  path: '/returns/:return/take-back',
  purpose: 'take back a return to the council',
  nav: '/returns',
  right: 'answer-for-school',
  actor: 'recorder',
  concerns: 'child',
  act: async (command, { params }) => {
    await takeBackReturn(command, params.return ?? '')
    return { redirect: '/returns', flash: 'The return is taken back.' }
  },
})

/** The list of returns, and what officers do with each. */
export const returnListPages = (enrolment: EnrolmentKind): readonly Route[] => [
  returnListPage(enrolment),
  oneReturnPage(enrolment),
  decideAction,
  takeBackAction,
]
