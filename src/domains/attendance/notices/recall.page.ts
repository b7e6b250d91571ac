import { Type } from 'typebox'
import { deskAction, deskPage, type Route } from '../../../access/index.ts'
import { InvalidInput, londonDate, NotFound, plural } from '../../../kernel/index.ts'
import { noticeRules } from './notice-rules.ts'
import { takeRuleBack } from './recall.actions.ts'
import { recallExamples, touchedExamples } from './recall.examples.ts'
import { listRuleUse, listTouchedBy } from './recall.queries.ts'
import { type Recall, recallView, type Touched, touchedView } from './recall.view.ts'

const right = 'recall-rules'

/** A rule's version in an address: `absence-safeguarding-1`. */
const ruleOf = (text: string | undefined) => {
  const found = noticeRules.find(({ rule, version }) => `${rule}-${version}` === text)
  if (!found) throw new NotFound()
  return found
}

/** Every rule that tells somebody of a child, how often it has, and taking one back. Whoever reads this sees no child. */
const rulesPage: Route = deskPage({
  path: '/notice-rules',
  purpose: 'see the rules that tell of children',
  nav: 'notice-rules',
  right,
  actor: 'approvals',
  load: async (command): Promise<Recall> => ({
    today: londonDate(command.at),
    rules: noticeRules,
    use: await listRuleUse(command),
  }),
  answer: data => ({ page: recallView(data) }),
  examples: recallExamples,
})

const touchedPage: Route = deskPage({
  path: '/notice-rules/:rule',
  purpose: 'see what a rule has touched',
  nav: 'notice-rules',
  right,
  actor: 'approvals',
  load: async (command, { params }): Promise<Touched> => {
    const rule = ruleOf(params.rule)
    const use = (await listRuleUse(command)).find(one => one.rule === rule.rule && one.version === rule.version)
    return { today: londonDate(command.at), rule, use, notices: await listTouchedBy(command, rule) }
  },
  answer: (data, frame) => ({ page: touchedView(data, frame.csrf) }),
  examples: touchedExamples,
})

const takeBackAction: Route = deskAction({
  path: '/notice-rules/:rule',
  purpose: 'take back a rule that tells of children',
  right,
  actor: 'approvals',
  form: Type.Object({ reason: Type.String({ maxLength: 400 }) }),
  act: async (command, { params, form }) => {
    const rule = ruleOf(params.rule)
    const reason = form.reason.trim()
    if (reason.length < 10)
      throw new InvalidInput('The reason is too short.', 'Say in a sentence why the rule is taken back.')
    const withdrawn = await takeRuleBack(command, rule, reason)
    return {
      redirect: `/notice-rules/${rule.rule}-${rule.version}`,
      flash: `The rule tells nothing any more. ${plural(withdrawn, 'open message was', 'open messages were')} withdrawn.`,
    }
  },
})

export const recallPages: readonly Route[] = [rulesPage, touchedPage, takeBackAction]
