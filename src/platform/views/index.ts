export { type Asset, assets } from './assets.ts'
export {
  type AttendanceWeek,
  type AttendanceWeeks,
  attendanceWeeks,
  attendanceWeeksTable,
} from './charts/attendance-weeks.ts'
export { type ChartWords, withTable } from './charts/frame.ts'
export { type LifeBar, type LifeStrip, lifeList, lifeStrip } from './charts/life-strip.ts'
export { type LineChart, lineChart, type Series } from './charts/line-chart.ts'
export { placeMap } from './charts/place-map.ts'
export { type ButtonOptions, button, buttonGroup } from './components/button.ts'
export { card, columns, emptyState, type Figure, figures, notWorking } from './components/card.ts'
export { type Choice, type ChoicesOptions, checkboxes, choicesIn, radios } from './components/choices.ts'
export {
  type Closeness,
  type CompareRow,
  compareTable,
  evidenceBoxes,
  shortcutsToggle,
  withPanel,
} from './components/compare-table.ts'
export { type DateInputOptions, dateInput } from './components/date-input.ts'
export { eventList, type TimelineEvent } from './components/event-list.ts'
export { type Fact, factGrid } from './components/fact.ts'
export { errorOf, type Field, type FormError, fieldset, form, type Legend } from './components/form-parts.ts'
export { childLine, type Identity, identityBanner } from './components/identity-banner.ts'
export {
  liveFragment,
  type ProblemGroup,
  problemGroups,
  progress,
  type Step,
  stepList,
} from './components/import-progress.ts'
export { fileUpload, input, type SelectItem, select, textarea } from './components/inputs.ts'
export { type InvolvedPerson, involvedList } from './components/involved.ts'
export { phoneLink, subNavigation } from './components/links.ts'
export { details, errorSummary, formErrors, insetText, type Tone, tag, warningText } from './components/notices.ts'
export { pagination } from './components/pagination.ts'
export { reasonLine } from './components/reason-line.ts'
export { type SourceLine, sourceLine } from './components/source-line.ts'
export { type SummaryAction, type SummaryRow, summaryList } from './components/summary-list.ts'
export { type Cell, type Column, table } from './components/table.ts'
export { type TaskItem, taskList } from './components/task-list.ts'
export { type VisitNote, visitBox, visitCard, visitLine } from './components/visit-box.ts'
export { type Attribute, attr, type Content, type Html, html, join, type Part, paragraphs } from './html.ts'
export {
  barePage,
  contentSecurityPolicy,
  type Frame,
  familyPageDocument,
  type NavItem,
  type PageContent,
  page,
  type SignedIn,
} from './layout.ts'
export type { Token } from './styles/tokens.ts'
export { versionOf } from './version.ts'
export { type BannedWord, type FoundWord, findBannedWords } from './words.ts'
