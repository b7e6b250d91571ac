import { registerWeek, tally, totals } from '../attendance.ts'
import { academicYearOf, type Day, isoOf, mondayOf, weekdayOf } from '../calendar.ts'
import { knownTo } from '../known.ts'
import { ncYear } from '../people/schooling.ts'
import { schoolYear } from '../terms.ts'
import { type Child, type Family, northmereLa, type Schooling } from '../world.ts'
import { element, group } from './text.ts'
import type { Writer, Writing } from './writing.ts'

/** The primary and the secondary school between which the class moves, by their place in the list of schools. */
const classMoves = { from: '8992017', to: '8994204' }
const classSize = 30

/** Two marks a day from the first Monday of the year; weekends and closures are `#`, days off roll `-`. */
const markString = (seed: string, child: Child, at: Schooling, from: Day, to: Day): string => {
  let text = ''
  for (let monday = mondayOf(from); monday <= to; monday += 7) {
    const { marks } = registerWeek(seed, child, at, monday)
    for (let day = monday; day < monday + 7 && day <= to; day++) {
      if (day < from) continue
      const i = weekdayOf(day)
      text += i > 4 ? '##' : `${marks[i * 2] || '-'}${marks[i * 2 + 1] || '-'}`
    }
  }
  return text
}

const attendanceOf = (w: Writing, child: Child, at: Schooling): string => {
  const year = academicYearOf(at.to ?? w.world.today)
  const { from, to } = schoolYear(year)
  const last = Math.min(at.to ?? to, to)
  const sums = totals(tally(w.world.seed, child, at, { from, to: last }).counts)
  return group(
    'Attendance',
    group(
      'YearData',
      element('Year', year),
      element('LEA', northmereLa),
      element('Estab', at.school.laestab.slice(3)),
      element('SchoolName', at.school.name),
      element('SessionsPossible', sums.possible),
      element('SessionsAuthorised', sums.authorised),
      element('SessionsAttended', sums.attended),
      element('SessionsUnauthorised', sums.unauthorised),
      group(
        'AttendSessions',
        element('AttendanceStartDate', isoOf(from)),
        element('AttendanceMarks', markString(w.world.seed, child, at, from, last)),
      ),
    ),
  )
}

const basicDetails = (w: Writing, child: Child, known: ReturnType<typeof knownTo>): string =>
  group(
    'BasicDetails',
    element('FormerUPN', child.formerUpn),
    element('PreferredSurname', known.surname),
    element('PreferredForename', known.knownAs || known.forename),
    element('MiddleNames', known.middle),
    element('NCyearActual', ncYear(child.dob, w.world.today)),
    element('Ethnicity', child.ethnicity),
    element('EthnicitySource', 'P'),
    group('Languages', group('Type', element('LanguageType', 'F'), element('Language', child.language))),
    element('ServiceChild', child.service),
    element('EnrolStatus', 'C'),
  )

const history = (child: Child): string =>
  group(
    'SchoolHistory',
    ...child.schooling.map(({ school, from, to }) =>
      group(
        'School',
        element('LEA', northmereLa),
        element('Estab', school.laestab.slice(3)),
        element('URN', school.urn),
        element('SchoolName', school.name),
        element('EntryDate', isoOf(from)),
        to === undefined ? '' : element('LeavingDate', isoOf(to)),
        to === undefined ? '' : element('LeavingReason', 'PM'),
      ),
    ),
  )

const contacts = (family: Family): string =>
  group(
    'Contacts',
    ...family.adults.map((a, i) =>
      group(
        'Contact',
        element('Order', i + 1),
        element('Title', a.title),
        element('Surname', a.surname),
        element('Forename', a.forename),
        element('Relationship', a.relationship),
        element('Responsibility', String(a.responsibility)),
        a.livesHere ? group('Address', element('AddressAsPupil', 'true')) : '',
        a.phone ? group('Phones', group('Phone', element('TelephoneType', 'M'), element('PhoneNo', a.phone))) : '',
        element('Email', a.email),
      ),
    ),
  )

const pupil = (w: Writing, family: Family, child: Child, at: Schooling): string => {
  const known = knownTo(w.world, 'ctf', family, child, w.world.today)
  const { address } = known
  const sen =
    child.sen === 'N'
      ? ''
      : group(
          'SENhistory',
          group('SEN', element('StartDate', isoOf(at.from)), element('SENprovision', child.sen)),
          group(
            'SENneeds',
            ...child.needs.map((need, i) => group('SENneed', element('SENtypeRank', i + 1), element('SENtype', need))),
          ),
        )
  return group(
    'Pupil',
    element('UPN', known.upn),
    element('UniqueLearnerNumber', child.uln),
    element('Surname', known.surname),
    element('Forename', known.forename),
    element('DOB', isoOf(known.dob)),
    element('Sex', known.sex),
    basicDetails(w, child, known),
    group(
      'FSMhistory',
      ...child.freeMeals.map(({ from }) =>
        group('FSMinstance', element('FSMstartDate', isoOf(from)), element('UKcountry', 'ENG')),
      ),
    ),
    child.inCareOf ? group('LookedAfter', element('InCare', 'true'), element('CareAuthority', child.inCareOf)) : '',
    sen,
    group(
      'Address',
      group(
        'BS7666Address',
        element('SAON', address.saon),
        element('PAON', address.paon),
        element('Street', address.street),
        element('Town', address.town),
        element('AdministrativeArea', 'Northmere'),
        element('UniquePropertyReferenceNumber', address.uprn),
      ),
      element('PostCode', address.postcode),
    ),
    contacts(family),
    attendanceOf(w, child, at),
    history(child),
  )
}

const header = (w: Writing, school: Schooling['school']): string =>
  group(
    'Header',
    element('DocumentName', 'Common Transfer File'),
    element('CTFversion', '24.0'),
    element('DateTime', `${isoOf(w.world.today)}T08:00:00`),
    element('DocumentQualifier', 'full'),
    element('SupplierID', 'Northmere MIS'),
    group(
      'SourceSchool',
      element('LEA', northmereLa),
      element('Estab', classMoves.from.slice(3)),
      element('URN', school.urn),
      element('SchoolName', school.name),
      element('AcademicYear', academicYearOf(w.world.today) - 1),
    ),
    group('DestSchool', element('LEA', northmereLa), element('Estab', classMoves.to.slice(3))),
  )

/** One Common Transfer File: the class that left Hazel Grove Primary's Year 6 for Larchwood Academy last summer. */
export const commonTransferFile = (w: Writing): Writer => {
  const path = `ctf/${classMoves.from}_CTF_${classMoves.to}_001.xml`
  const lastYear = academicYearOf(w.world.today) - 1
  let written = 0
  return {
    family: family => {
      for (const child of family.children)
        child.schooling.forEach((at, i) => {
          const next = child.schooling[i + 1]
          if (written >= classSize || at.school.laestab !== classMoves.from || next?.school.laestab !== classMoves.to)
            return
          if (at.to === undefined || academicYearOf(at.to) !== lastYear) return
          if (written++ === 0)
            w.sink.add(
              path,
              `<?xml version="1.0" encoding="utf-8"?>\n<CTfile>\n${header(w, at.school)}\n<CTFpupilData>\n`,
              0,
            )
          w.sink.add(path, `${pupil(w, family, child, at)}\n`)
          w.cast.add(family, child, { source: 'ctf', file: path, key: child.upn })
        })
    },
    end: () => {
      if (written > 0) w.sink.add(path, '</CTFpupilData>\n</CTfile>\n', 0)
    },
  }
}
