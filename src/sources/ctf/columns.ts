import type { SourceColumn } from '../../intake/index.ts'
import type { Category, Sensitivity } from '../../kernel/index.ts'

// Every element of a Common Transfer File, versions 15 to 24 (formats.md 1.1 and 1.2), by its path, with the category of what
// it says. The header may be nested or flat.

type Label = Category | 'key' | 'unused'
const list = (table: string, path: string, label: Label, columns: string, sensitivity?: Sensitivity): SourceColumn[] =>
  columns
    .split(/\s+/)
    .map(column => ({ table, column: path + column, category: label, ...(sensitivity ? { sensitivity } : {}) }))

const pupil = (path: string, label: Label, columns: string, sensitivity?: Sensitivity) =>
  list('Pupil', path, label, columns, sensitivity)

const addressParts = 'SAON PAON Street Locality Town AdministrativeArea PostTown UniquePropertyReferenceNumber'
const address = (path: string) => [
  ...pupil(`${path}BS7666Address/`, 'contact', addressParts),
  ...pupil(`${path}AddressLines/`, 'contact', 'AddressLine1 AddressLine2 AddressLine3 AddressLine4 AddressLine5'),
  ...pupil(path, 'contact', 'County PostCode Zip Country'),
  ...pupil(path, 'unused', 'Easting Northing'),
]

const schools = ['SourceSchool', 'DestSchool'].flatMap(school => [
  ...list('Header', `${school}/`, 'key', 'LEA Estab URN SchoolName AcademicYear'),
  ...list('Header', school, 'key', 'LEA Estab URN SchoolName'),
])

/** Every element of the header and of a pupil. */
export const ctfColumns: readonly SourceColumn[] = [
  ...list('Header', '', 'key', 'DocumentName CTFversion DateTime DocumentQualifier'),
  ...list('Header', '', 'unused', 'DataDescriptor DataQualifier SupplierID SuppInfo/SuppId SuppInfo'),
  ...schools,
  ...pupil('', 'identity', 'UPN UniqueLearnerNumber UCI Surname Forename DOB Gender Sex'),
  ...pupil('BasicDetails/', 'identity', 'FormerUPN PreferredSurname PreferredForename FormerSurname FormerForename'),
  ...pupil('BasicDetails/', 'identity', 'MiddleNames NCyearActual EnrolStatus'),
  ...pupil('BasicDetails/', 'identity', 'Ethnicity EthnicitySource', 2),
  ...pupil('BasicDetails/Languages/Type/', 'identity', 'LanguageType Language'),
  ...pupil('BasicDetails/', 'contact', 'ServiceChild', 2),
  ...pupil('BasicDetails/', 'health', 'MedicalFlag Disabilities/Disability'),
  ...pupil('BasicDetails/', 'young-carer', 'YoungCarer'),
  ...pupil(
    'FSMhistory/',
    'attendance',
    'FSMreviewDate FSMinstance/FSMstartDate FSMinstance/FSMendDate FSMinstance/UKcountry',
    2,
  ),
  ...pupil(
    'NAWdetails/',
    'unused',
    `SpeakWelsh HomeWelsh NationalIdentity WelshSource LanguageSource EALAcquisition SENCurriculumandTeachingMethods
    SENGroupingandSupport SENSpecialisedResources SENAdviceandAssessment`,
  ),
  ...pupil('LookedAfter/', 'care-involved', 'InCare CareAuthority'),
  ...pupil(
    'SENhistory/',
    'send',
    'SEN/StartDate SEN/SENprovision SENneeds/SENneed/NeedStartDate SENneeds/SENneed/NeedEndDate',
  ),
  ...pupil('SENhistory/', 'send', 'SENneeds/SENneed/SENtypeRank SENneeds/SENneed/SENtype'),
  ...pupil('', 'unused', 'Admissions/Accept SuppInfo/SuppId SuppInfo'),
  ...address('Address/'),
  ...pupil('', 'contact', 'Phones/Phone/TelephoneType Phones/Phone/PhoneNo Email'),
  // A relationship may say "foster mother" or "social worker".
  ...pupil('Contacts/Contact/', 'care-involved', 'Relationship'),
  ...pupil('Contacts/Contact/', 'contact', 'Order Title Surname Forename MiddleNames Gender Sex Responsibility Email'),
  ...pupil('Contacts/Contact/', 'contact', 'Phones/Phone/TelephoneType Phones/Phone/PhoneNo Address/AddressAsPupil'),
  ...address('Contacts/Contact/Address/'),
  ...pupil('Attendance/YearData/', 'attendance', 'Year LEA Estab SchoolName SessionsPossible SessionsAuthorised'),
  ...pupil('Attendance/YearData/', 'attendance', 'SessionsAttended SessionsUnauthorised'),
  ...pupil('Attendance/YearData/AttendSessions/', 'attendance', 'AttendanceStartDate AttendanceMarks'),
  ...pupil('StageAssessments/KeyStage/', 'attendance', 'Stage'),
  ...pupil(
    'StageAssessments/KeyStage/StageAssessment/',
    'attendance',
    'Locale Year Subject Method Component ResultStatus ResultQualifier Result ResultDate',
  ),
  ...pupil('SchoolHistory/School/', 'identity', 'LEA Estab URN SchoolName EntryDate LeavingDate LeavingReason'),
]
