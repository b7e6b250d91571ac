import { Type } from 'typebox'
import { type Answer, type Route, recordKind } from '../../../access/index.ts'

import { coreKinds, recordPages, workPages } from '../../../children/index.ts'

import { testKnown } from '../../../children/testing/index.ts'
import { type Frame, page } from '../../../platform/views/index.ts'
import { wordsShown } from '../../../platform/views/testing/index.ts'
import { arrangementsPanel } from '../support/arrangements-panel.page.ts'
import { cardPages } from '../support/card.page.ts'
import { consentPages } from '../support/consent.page.ts'
import { groupPages } from '../support/group.page.ts'
import { registerPage } from '../support/register.page.ts'
import { schoolPlanPages } from '../support/school-plan.page.ts'
import { supportPages } from '../support/support.page.ts'
import { schoolArrangements } from '../support/support.record.ts'
import { supportChangesPage } from '../support/support-changes.page.ts'
import { supportOwed } from '../support/support-owed.queries.ts'
import { youngCarersPanel } from '../young-carers.page.ts'
import { youngCarer } from '../young-carers.record.ts'

const enrolment = recordKind({
  kind: 'enrolment',
  title: 'School place',
  category: 'identity',
  schema: Type.Object({ school: Type.Optional(Type.String()) }),
})
/** A child's record with what school was told. */
export const [recordOverview, ...recordParts] = recordPages({
  kinds: [...coreKinds, schoolArrangements, youngCarer],
  panels: [arrangementsPanel, youngCarersPanel],
  dutyPhone: '01632 960450',
}) as [Route, ...Route[]]
/** The pages of a young carer's support, the register last. */
export const routes: readonly Route[] = [
  ...schoolPlanPages,
  ...cardPages,
  ...consentPages,
  ...supportPages(testKnown()),
  supportChangesPage,
  recordOverview,
  ...groupPages(enrolment),
  registerPage(enrolment),
]

/** Today, with what the service asks of the reader. */
export const [todayPage] = workPages({
  enrolment,
  kinds: [],
  attendance: enrolment,
  owed: [supportOwed(enrolment)],
} as never).filter(route => route.path === '/')

const shell: Frame = { council: 'Northmere Council', user: { name: 'W', role: 'W' }, nav: [], csrf: 'x' }
/** What somebody reads of an answer. */
export const words = (answer: Answer): string =>
  'page' in answer ? wordsShown(page({ ...shell, ...answer.page })) : ''
