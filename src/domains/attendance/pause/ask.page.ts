import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { childAction, childPage, type Route } from '../../../access/index.ts'
import { leaksIn } from '../../../children/index.ts'
import { NotFound } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { type CaseGrant, caseNeeds, loadOpenCase } from '../case/case.page.ts'
import { caseHref } from '../case/case-parts.view.ts'
import { enforcement } from '../case/lawful-steps.ts'
import type { Fields } from '../case/step-form.ts'
import { stepSortOf } from '../case/steps.ts'
import { type AskData, askView } from './ask.view.ts'
import { ask } from './pause.actions.ts'
import { askExamples } from './pause.examples.ts'
import { absenceQuestion } from './pause.record.ts'
import { answerDay, outcomeOf } from './pause.ts'

const loadAsk = async (grant: CaseGrant, step: string | undefined, fields: Fields = {}): Promise<AskData> => {
  const about = stepSortOf(step)
  const { data } = await loadOpenCase(grant)
  if (!about || !enforcement.includes(about) || !data.consulted) throw new NotFound()
  return { header: data.header, about, consulted: data.consulted, fields, errors: [] }
}

const askPage = childPage<typeof caseNeeds, AskData>({
  path: '/children/:child/attendance-help/ask/:step',
  purpose: 'ask before a step about absence',
  nav: '/attendance-help',
  needs: caseNeeds,
  load: (grant, { params }) => loadAsk(grant, params.step),
  answer: (data, frame) => ({ page: askView(data, frame.csrf) }),
  examples: askExamples,
})

const AskForm = Type.Object(
  Object.fromEntries(['words', 'how', 'outcome', 'shared'].map(name => [name, Type.Optional(Type.String())])),
)

const askAction = childAction<typeof caseNeeds, typeof AskForm>({
  path: '/children/:child/attendance-help/ask/:step',
  purpose: 'ask before a step about absence',
  nav: '/attendance-help',
  needs: caseNeeds,
  writes: absenceQuestion,
  right: 'work-on-attendance',
  form: AskForm,
  act: async ({ grant, begin }, { form, params }) => {
    const fields = form as Fields
    const data = await loadAsk(grant, params.step, fields)
    const { data: known } = await loadOpenCase(grant)
    const words = fields.words?.trim()
    const byPhone = fields.how === 'phone'
    const outcome = outcomeOf(fields.outcome)
    const errors: FormError[] = [
      ...(words ? [] : [{ field: 'words', text: 'Write what you would do, and why' }]),
      ...(byPhone || fields.how === 'ask' ? [] : [{ field: 'how', text: 'Choose whether you have spoken to them' }]),
      ...(byPhone && !outcome ? [{ field: 'outcome', text: 'Choose the answer' }] : []),
      ...(await leaksIn(grant, fields)),
    ]
    if (errors.length > 0) return { page: askView({ ...data, errors }, grant.reader.csrf), status: 422 }
    const shared = fields.shared?.trim()
    await ask(
      await begin(),
      { childId: grant.childId, authorId: grant.reader.userId },
      {
        question: randomUUID(),
        about: data.about,
        askedAt: grant.at.toISOString(),
        passages: [{ text: words, about: 'child' }],
        answerBy: answerDay(known.today),
        state: byPhone ? 'answered' : 'open',
        ...(byPhone
          ? { outcome, answeredOn: known.today, shared: shared ? [{ text: shared, about: 'child' }] : undefined }
          : {}),
      },
    )
    return {
      redirect: caseHref(grant.address),
      flash: byPhone ? 'What they said is saved.' : 'Your question is sent.',
    }
  },
})

/** Asking before a step, for the officer. */
export const askPages: readonly Route[] = [askPage, askAction]
