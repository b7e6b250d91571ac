export {
  allocationRoutes,
  findWard,
  giveToTeam,
  handOversOwed,
  listTeamPlaces,
  listTeamsThatDo,
  type OpenPlan,
  type OtherTeam,
  type ServiceList,
  teamChoice,
  teamsNearFirst,
  type WorkClock,
} from './allocation/index.ts'
export { clearingHouseRoutes, countOpenCases, knownPairsJob } from './clearing-house/index.ts'
export { conflictRoutes, conflictsOfDayJob, countConflicts } from './conflicts/index.ts'
export { countEndingsWaiting, endingPages, endRecords } from './ending/index.ts'
export { familyRoutes } from './family/index.ts'
export {
  type CardKinds,
  type ChildCard,
  type EnrolmentKind,
  exampleCards,
  findPages,
  type LocateForm,
  type LocateOutcome,
  listCards,
  listLikely,
  locateChild,
  lookExactly,
  openSearch,
  readLocate,
  saveSearch,
  someLikeNamed,
  startWork,
  whoFields,
} from './find/index.ts'
export * from './forms/index.ts'
export * from './golden-record/index.ts'
export { keptRecordOwed, keptRecordPages } from './kept-records/index.ts'
export * from './kinds/index.ts'
export { leaksIn } from './leak-guard/index.ts'
export {
  askGate,
  exampleGate,
  firstReady,
  type GateSeen,
  goneLetters,
  goneWords,
  type Letter,
  type LetterAddress,
  type LetterBatch,
  type LetterDoor,
  letterBatchView,
  letterDoor,
  lettersAtOnce,
  lettersNamed,
  lettersPdf,
  letterView,
  type MailDoor,
  mailDoor,
  makeSureWords,
  newsDoor,
  passGate,
  stopWords,
} from './letters/index.ts'
export * from './linking/index.ts'
export { countLooks, findLooksJob, forgetLooks, lookPages, looksOwed } from './looks/index.ts'
export { meetingPages, meetingPanel, meetingsOwed } from './meetings/index.ts'
export { namedReaderPages } from './named-readers/index.ts'
export * from './organisations/index.ts'
export { oversightPages } from './oversight/index.ts'
export { ownFamilyPages } from './own-family/index.ts'
export * from './pages/index.ts'
export {
  type Ahead,
  type LifeStretch,
  type Panel,
  type PanelFrame,
  panel,
} from './panel.ts'
export { keepMeasuresJob, qualityPages } from './quality/index.ts'
export { countOwnerQuestions, countSchoolQuestions, ownsSource, sourceQuestionPages } from './source-questions/index.ts'
export { splittingPages } from './splitting/index.ts'
export { forgetSupervision, supervisionOwed, supervisionPages } from './supervision/index.ts'
export { taskPages, tasksOwed } from './tasks/index.ts'
export { toLookAtOwed, toLookAtPages } from './to-look-at/index.ts'
export { type Holder, holdPlaces, holdPlacesJob, holdPlacesNowJob } from './vault/index.ts'
export { visitingPages } from './visiting/index.ts'
export {
  askRules,
  countWaitingRequests,
  listEndedRules,
  listOpenNotices,
  type NoticeKind,
  noticeWords,
  type OpenNotice,
  type Owed,
  type OwedTask,
  type Settled,
  type StandingNotice,
  settle,
  settleNotices,
  type WithdrawnWhy,
  workPages,
} from './work/index.ts'
export * from './writing/index.ts'
