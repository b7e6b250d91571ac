import type { Route } from '../../access/index.ts'
import { aboutPage } from './about.page.ts'
import { familyPage } from './family.page.ts'
import { livePage } from './live.page.ts'
import { overviewPage, type RecordParts } from './overview.page.ts'
import { ownWordsPage } from './own-words.page.ts'
import { timelinePage } from './timeline.page.ts'
import { visitPage } from './visit.page.ts'
import { rolesPage, whyPage } from './why.page.ts'

export { dayOf, headerKinds, loadHeader, type RecordHeader } from './header.queries.ts'
export { KnownQuery } from './known-query.ts'
export { namesOf } from './names.queries.ts'
export { panelFrame, type RecordParts } from './overview.page.ts'
export { type LoadedPanel, loadPanels } from './panels.queries.ts'
export { panelCards } from './panels.view.ts'
export {
  ameliaHeader,
  exampleDay,
  exampleFact,
  exampleFrame,
  examplePanelFrame,
} from './record.examples.ts'
export { recordPage } from './record-page.view.ts'
export { withSchoolNames } from './school-names.queries.ts'
export { listSchoolPeople, type SchoolStaff } from './school-people.queries.ts'
export { carerWords, heardBy, saidBy } from './today-picture.ts'
export { saidLine, type Told } from './told.view.ts'

/** The pages of a child's record, made with what the services bring. */
export const recordPages = (parts: RecordParts): readonly Route[] => [
  overviewPage(parts),
  timelinePage(parts),
  ownWordsPage(parts),
  familyPage(parts),
  visitPage(parts),
  aboutPage(parts),
  whyPage,
  livePage,
  rolesPage,
]
