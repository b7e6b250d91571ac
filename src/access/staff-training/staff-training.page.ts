import { Type } from 'typebox'
import { londonDate, NotFound } from '../../kernel/index.ts'
import { recordAccess } from '../audit.ts'
import type { CommandGrant } from '../grant.ts'
import { deskAction, deskPage, type Route } from '../page.ts'
import { staffTrainingExamples, trainingFormExamples } from './staff-training.examples.ts'
import { listStaffTraining, recordTraining } from './staff-training.queries.ts'
import { readTrainingDates } from './staff-training.ts'
import {
  type StaffTrainingData,
  staffTrainingView,
  type TrainingForm,
  trainingFormView,
} from './staff-training.view.ts'

/** The people whose training the reader keeps: whose ran out, whose will, and whose is in date. */
export const staffTrainingPage: Route = deskPage({
  path: '/staff-training',
  purpose: 'keep the training of staff',
  nav: 'staff-training',
  right: 'keep-training',
  actor: 'approvals',
  load: async (command): Promise<StaffTrainingData> => ({
    people: await listStaffTraining(command),
    today: londonDate(command.at),
  }),
  answer: data => ({ page: staffTrainingView(data) }),
  examples: staffTrainingExamples,
})

const loadOne = async (
  command: CommandGrant<'approvals'>,
  { person = '', training = '' }: Readonly<Record<string, string>>,
): Promise<TrainingForm & { readonly userId: number }> => {
  const [found] = await listStaffTraining(command, { person, key: training })
  if (!found) throw new NotFound()
  return { ...found, today: londonDate(command.at), given: {}, faults: [] }
}

/** The form that tells that one person completed one training. */
export const recordTrainingPage: Route = deskPage({
  path: '/staff-training/:person/:training',
  purpose: 'keep the training of staff',
  nav: 'staff-training',
  right: 'keep-training',
  actor: 'approvals',
  load: async (command, { params }): Promise<TrainingForm> => await loadOne(command, params),
  answer: (data, frame) => ({ page: trainingFormView(data, frame.csrf) }),
  examples: trainingFormExamples,
})

const box = () => Type.Optional(Type.String({ maxLength: 20 }))

/** Writes it down: the role works with the person's next request. A form with a fault changes nothing. */
export const recordTrainingAction: Route = deskAction({
  path: '/staff-training/:person/:training',
  purpose: 'keep the training of staff',
  right: 'keep-training',
  actor: 'approvals',
  form: Type.Object({
    'done-day': box(),
    'done-month': box(),
    'done-year': box(),
    'last-day': box(),
    'last-month': box(),
    'last-year': box(),
  }),
  act: async (command, { params, form, requestId }) => {
    const one = await loadOne(command, params)
    const read = readTrainingDates(form, one.today)
    if ('faults' in read)
      return {
        page: trainingFormView({ ...one, given: form, faults: read.faults }, command.reader?.csrf ?? ''),
        status: 422,
      }
    await recordTraining(command, { userId: one.userId, key: one.key, ...read })
    await recordAccess(command.tx, command.at, {
      reader: command.reader,
      actor: 'approvals',
      purpose: 'keep the training of staff',
      action: '/staff-training/:person/:training',
      childId: undefined,
      categories: 0,
      outcome: 'done',
      rule: 'training:recorded',
      requestId,
      detail: { user: one.userId },
    })
    return { redirect: '/staff-training', flash: 'The training is recorded. It counts at once.' }
  },
})

/** What managers and information governance keep of training. */
export const staffTrainingPages: readonly Route[] = [staffTrainingPage, recordTrainingPage, recordTrainingAction]
