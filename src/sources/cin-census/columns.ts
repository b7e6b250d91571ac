import type { SourceColumn } from '../../intake/index.ts'
import type { Category, Sensitivity } from '../../kernel/index.ts'

// Every element of the Children in Need census, 2021 to 2027 (formats.md 4.1), by its path, with the category of what it says.
// AssessmentFactors holds facts of four kinds: about the child, about parents, a young carer (7A), an unaccompanied child (9A).
// They take their own labels as facts (`assessment-factors.ts`); the column as it came takes the most hidden of them.

type Label = Category | 'key' | 'unused'
const list = (table: string, path: string, label: Label, columns: string, sensitivity?: Sensitivity): SourceColumn[] =>
  columns
    .split(/\s+/)
    .map(column => ({ table, column: path + column, category: label, ...(sensitivity ? { sensitivity } : {}) }))

const child = (path: string, label: Label, columns: string, sensitivity?: Sensitivity) =>
  list('Child', path, label, columns, sensitivity)

/** Every element of the header and of a child. */
export const cinCensusColumns: readonly SourceColumn[] = [
  ...list('Header', 'CollectionDetails/', 'key', 'Collection Year ReferenceDate'),
  ...list('Header', 'Source/', 'key', 'LEA DateTime'),
  ...list('Header', 'Source/', 'unused', 'SourceLevel SoftwareCode Release SerialNo Organisation'),
  ...list('Header', 'Content/', 'unused', 'CBDSLevels/CBDSLevel'),
  ...child('ChildIdentifiers/', 'key', 'LAchildID'),
  ...child('ChildIdentifiers/', 'identity', 'UPN FormerUPN UPNunknown PersonBirthDate ExpectedPersonBirthDate'),
  ...child('ChildIdentifiers/', 'identity', 'Sex GenderCurrent PersonDeathDate'),
  ...child('ChildCharacteristics/', 'identity', 'Ethnicity', 2),
  ...child('ChildCharacteristics/', 'health', 'Disabilities/Disability'),
  ...child(
    'CINdetails/',
    'care-content',
    'CINreferralDate ReferralSource PrimaryNeedCode CINclosureDate ReferralNFA',
    2,
  ),
  ...child('CINdetails/', 'adoption', 'ReasonForClosure', 3),
  ...child('CINdetails/', 'protection', 'DateOfInitialCPC', 3),
  ...child('CINdetails/Assessments/', 'care-content', 'AssessmentActualStartDate AssessmentInternalReviewDate', 2),
  ...child('CINdetails/Assessments/', 'care-content', 'AssessmentAuthorisationDate', 2),
  ...child('CINdetails/Assessments/FactorsIdentifiedAtAssessment/', 'young-carer', 'AssessmentFactors', 3),
  ...child('CINdetails/CINPlanDates/', 'care-content', 'CINPlanStartDate CINPlanEndDate', 2),
  ...child(
    'CINdetails/Section47/',
    'protection',
    'S47ActualStartDate InitialCPCtarget DateOfInitialCPC ICPCnotRequired',
    3,
  ),
  ...child('CINdetails/ChildProtectionPlans/', 'protection', 'CPPstartDate CPPendDate NumberOfPreviousCPP', 2),
  ...child('CINdetails/ChildProtectionPlans/', 'protection', 'InitialCategoryOfAbuse LatestCategoryOfAbuse', 3),
  ...child('CINdetails/ChildProtectionPlans/Reviews/', 'protection', 'CPPreviewDate', 2),
  ...child(
    'CINdetails/PreProceedingsandFGDM/',
    'care-content',
    `PPStartDate LBPSentDate FGDMMeetingOffer FGDMMeetingFac InitialPPMeetingDate ReviewMeetingsCount StepDecisionDate
    PPOutcome CourtAppDate LetterInitCPDate`,
    3,
  ),
]
