/** What a column of a file to be linked can tell. */
export const columnFacts = [
  ...(['id', 'name', 'forename', 'secondForename', 'middle', 'knownAs', 'surname', 'secondSurname'] as const),
  ...([
    'otherSurnames',
    'birthDate',
    'birthYear',
    'birthMonth',
    'birthDay',
    'sex',
    'nhsNumber',
    'supersededNhsNumbers',
    'upn',
  ] as const),
  ...([
    'formerUpns',
    'uln',
    'localNumbers',
    'postcode',
    'previousPostcodes',
    'house',
    'street',
    'uprn',
    'towns',
  ] as const),
  ...(['phones', 'emails', 'parents', 'school'] as const),
]
export type ColumnFact = (typeof columnFacts)[number]

/** Names that files use, without spaces, capitals and signs. */
const usual: Readonly<Record<ColumnFact, string>> = {
  id: 'id recid recordid rec uniqueid rowid recordno recordnumber personid pupilid childid clientid misid sourceid',
  name: 'name fullname childname pupilname childsname personname',
  forename:
    'forename forenames firstname first givenname given givennames fname fnamec1 legalforename legalfirstname childforename pupilforename',
  secondForename: 'fnamec2 secondforename secondfirstname',
  middle: 'middlename middlenames middle othernames otherforenames middleforenames',
  knownAs:
    'knownas alsoknownas aka alias aliases nickname preferredname preferredforename preferredfirstname chosenname usualforename',
  surname:
    'surname lastname last familyname family lname lnamec1 legalsurname legallastname childsurname pupilsurname secondname',
  secondSurname: 'lnamec2 secondsurname',
  otherSurnames:
    'formersurname formersurnames previoussurname previoussurnames maidenname birthsurname preferredsurname usualsurname othersurname othersurnames aliassurname',
  birthDate: 'dob dateofbirth birthdate born birthday datebirth childdob dobchild',
  birthYear: 'by birthyear yearofbirth yob',
  birthMonth: 'bm birthmonth monthofbirth mob',
  birthDay: 'bd dayofbirth birthdayofmonth',
  sex: 'sex gender',
  nhsNumber: 'nhsnumber nhsno nhs nhsnum',
  supersededNhsNumbers: 'supersedednhsnumber supersedednhsnumbers previousnhsnumber formernhsnumber oldnhsnumber',
  upn: 'upn uniquepupilnumber pupilnumber',
  formerUpns: 'formerupn formerupns previousupn oldupn',
  uln: 'uln uniquelearnernumber',
  localNumbers: 'socsecid ssn socialsecuritynumber nino nationalinsurancenumber',
  postcode: 'postcode postalcode zip zipcode postcodecurrent homepostcode',
  previousPostcodes: 'previouspostcode formerpostcode oldpostcode postcodeprevious',
  house: 'house housenumber houseno housename streetnumber streetno buildingnumber paon',
  street: 'street streetname address address1 addressline1 line1 homeaddress road',
  uprn: 'uprn',
  towns:
    'town city suburb locality village district posttown address2 address3 address4 addressline2 addressline3 addressline4 line2 line3',
  phones: 'phone phonenumber telephone telephonenumber tel mobile mobilenumber mobilephone homephone phone1 phone2',
  emails: 'email emailaddress emailaddresses mail',
  parents:
    'parent parentname parents mother mothername mothersname father fathername fathersname carer carername guardian guardianname parent1 parent2',
  school: 'school schoolname establishment establishmentname currentschool',
}

const factOf = new Map(columnFacts.flatMap(fact => usual[fact].split(' ').map(name => [name, fact] as const)))

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')

export type Column = { readonly at: number; readonly fact: ColumnFact }

/** A mapping that somebody wrote by hand: what their columns tell, '' for a column to leave out. */
export type ColumnMap = ReadonlyMap<string, ColumnFact | ''>

/** Reads a mapping: `{"Their column": "surname", …}`. Throws with the first thing that is wrong. */
export const parseColumnMap = (text: string, path: string): ColumnMap => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Error(`${path} is not JSON. It should say {"Your column": "surname"}.`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${path} should be one object: {"Your column": "surname"}.`)
  return new Map(
    Object.entries(value).map(([column, fact]) => {
      if (fact !== '' && !(columnFacts as readonly unknown[]).includes(fact))
        throw new Error(
          `${path}: column "${column}" is said to be "${String(fact)}", which is none of: ${columnFacts.join(', ')}.`,
        )
      return [column.trim(), fact as ColumnFact | '']
    }),
  )
}

/** Where a record's own identifier may be, the likeliest first: a file has one. */
const ownId = usual.id.split(' ')

/**
 * What each column of a header tells, by the mapping or by its usual name. `without` is the truth, which is never evidence.
 * Throws where nothing but an id is known of the file's children.
 */
export const recogniseColumns = (
  header: readonly string[],
  file: string,
  { map = new Map(), without }: { map?: ColumnMap; without?: string | undefined } = {},
): readonly Column[] => {
  const found = header.flatMap((text, at): Column[] => {
    const name = text.trim()
    if (name === without) return []
    const fact = map.get(name) ?? factOf.get(plain(name))
    return fact ? [{ at, fact }] : []
  })
  const rank = ({ at }: Column): number => {
    const place = ownId.indexOf(plain(header[at] ?? ''))
    return map.get((header[at] ?? '').trim()) === 'id' || place === -1 ? -1 : place
  }
  const ids = found.filter(({ fact }) => fact === 'id').sort((x, y) => rank(x) - rank(y))
  const columns = found.filter(column => column.fact !== 'id' || column === ids[0])
  if (columns.every(({ fact }) => fact === 'id'))
    throw new Error(
      `${file}: no column is one we know, among ${header.map(text => text.trim()).join(', ')}. Say what they are in a file: --columns map.json.`,
    )
  return columns
}
