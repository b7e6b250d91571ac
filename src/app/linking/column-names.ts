/** What a column of a file to be linked can tell. */
export const columnFacts = [
  ...(['id', 'source', 'name', 'nameSurnameFirst', 'forename', 'secondForename', 'middle'] as const),
  ...(['knownAs', 'surname', 'secondSurname'] as const),
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
    'flat',
    'house',
    'street',
    'uprn',
    'towns',
  ] as const),
  ...(['phones', 'emails', 'parents', 'parentForename', 'parentSurname', 'school'] as const),
]
export type ColumnFact = (typeof columnFacts)[number]

/** Names that files use, without spaces, capitals and signs. */
const usual: Readonly<Record<ColumnFact, string>> = {
  id: 'id recid recordid rec rid uniqueid rowid recordno recordnumber personid pupilid childid clientid misid sourceid uid guid uuid identifier reference ref recordref recordkey localid nativeid caseid caseno casenumber urn key pk index serial record adno admno mrn',
  source:
    'source src system sourcesystem systemname sourcename datasource dataset datasetname sourcefile sourcetable sourcedataset sourcedb recordsource feed origin provider',
  name: 'name fullname childname pupilname childsname personname namefull forenamesurname firstnamelastname forenameandsurname forenamesandsurname fullnm nameofyoungperson formattedname displayname child pupil student learner youngperson serviceuser member householdmember familymember occupant resident dependant attendee participant',
  nameSurnameFirst:
    'surnameforename lastfirst lastnamefirstname surnameforenames surnameandforename surnamefirstname lastnameforename namesurnamefirst surnameothernames',
  forename:
    'forename forenames firstname firstnames first givenname givennames given fname fnamec1 fn legalforename legalfirstname childforename pupilforename christianname firstgivenname namefirst namegiven firstforename gname forenm firstnm nmfirst firstgiven chosenforename',
  secondForename: 'fnamec2 secondforename secondfirstname forename2 firstname2 givenname2',
  middle:
    'middlename middlenames middle othernames othername otherforenames otherforename othergivenname othergivennames middleforenames middleforename middleinitial middleinitials mname mi mid namemiddle midname additionalnames secondgivenname middlenm midlname midnm',
  knownAs:
    'knownas alsoknownas aka alias aliases nickname preferredname preferredforename preferredfirstname preferredgivenname chosenname knownasforename usualforename usualfirstname knownasname usualname goesby familiarname prefname',
  surname:
    'surname surnames lastname lastnames last familyname family lname lnamec1 sn legalsurname legallastname childsurname pupilsurname secondname namelast namefamily sname lastnm nmlast surnm sirname',
  secondSurname: 'lnamec2 secondsurname surname2 lastname2',
  otherSurnames:
    'formersurname formersurnames previoussurname previoussurnames previouslastname maidenname birthsurname preferredsurname chosensurname usualsurname othersurname othersurnames aliassurname prevsurname oldsurname priorsurname surnameprevious surnameatbirth formerlastname formerfamilyname previousfamilyname preferredlastname preferredfamilyname knownassurname alsoknownassurname alternativesurname altsurname',
  birthDate:
    'dob dateofbirth birthdate born birthday datebirth childdob dobchild birthdt birthdte dofb dtofbirth bdate dateborn dtbirth bornon borndate bday birth',
  birthYear: 'by birthyear yearofbirth yearbirth yob dobyear',
  birthMonth: 'bm birthmonth monthofbirth monthbirth dobmonth',
  birthDay: 'bd dayofbirth daybirth birthdayofmonth dobday',
  sex: 'sex gender sexcode gendercode sexatbirth birthsex mf sexgender gendercd sexcd boygirl gendermf sexmf morf phenotypicsex genderidentity',
  nhsNumber: 'nhsnumber nhsno nhs nhsnum nhsid nhsn nhsnbr newnhsno newnhsnumber nationalhealthservicenumber',
  supersededNhsNumbers:
    'supersedednhsnumber supersedednhsnumbers previousnhsnumber formernhsnumber oldnhsnumber previousnhsno formernhsno oldnhsno',
  upn: 'upn uniquepupilnumber uniquepupilno uniquepupilnum uniquepupilreference pupilnumber upnno upnnumber permupn upn13',
  formerUpns:
    'formerupn formerupns previousupn oldupn prevupn priorupn upnformer upnprevious upnold tempupn temporaryupn upntemp',
  uln: 'uln uniquelearnernumber uniquelearnerno ulnno ulnnumber',
  localNumbers: 'socsecid ssn socialsecuritynumber nino nationalinsurancenumber',
  postcode:
    'postcode postalcode zip zipcode postcodecurrent homepostcode pcode pc postcd postcodeofusualaddress addresspostcode addrpostcode homepost addrpc homepc pcd pcds pstcd pchome zip5',
  previousPostcodes:
    'previouspostcode previouspostcodes formerpostcode oldpostcode lastpostcode postcodeprevious postcodeold prevpostcode priorpostcode prevpcode postcodeprev previousaddresspostcode',
  flat: 'saon flat flatno flatnumber flatname housenameflatnumber flathousename apartment apartmentno unitno',
  house:
    'house housenumber houseno housenum housenbr housename housenameornumber housenumberorname housenamenumber housenumbername streetnumber streetno streetnum strnum buildingnumber buildingname propertynumber propertyname propertynameornumber doornumber addressnumber paon hse paonname housenoname propertyno premises premise dwelling doorno',
  street:
    'street streetname strnm streetnm streetaddressline1 thoroughfarename address addr address1 addr1 add1 addressline1 addrline1 addressline addresslineone firstlineofaddress line1 homeaddress road roadname thoroughfare streetaddress addressfull addline1 firstline livingat streetaddr addressstreet numberandstreet streetandnumber housenumberandstreet housenoandstreet addressincpostcode addressincludingpostcode addressandpostcode',
  uprn: 'uprn',
  towns:
    'town city townname cityname suburb locality village district posttown towncity address2 address3 address4 addr2 addr3 addr4 add2 add3 add4 addressline2 addressline3 addressline4 addressline5 address5 addresslinetwo addresslinethree addrline2 addrline3 addrline4 line2 line3 addresstown townorcity',
  phones:
    'phone phonenumber phoneno telephone telephonenumber telephoneno tel telno mobile mobilenumber mobileno mobilephone homephone phone1 phone2 tel1 tel2 contactnumber contactno contacttelephone contactphone contactmobile landline phonemobile phonenum familyphone householdphone telmobile telhome cell cellphone contacttel contactphonenumber landlinenumber mob mobno mobiletel telno1 telno2 mobiletelephone telephonemobile telephonehome contacttelno daytimetelephone daytimephone preferredphone',
  emails:
    'email emailaddress emailaddresses emails mail contactemail emailaddr contactemailaddress familyemail householdemail',
  parents:
    'parent parentname parents mother mothername mothersname father fathername fathersname carer carername guardian guardianname parent1 parent2 parentcarer nextofkin nextofkinname nok nokname responsibleadult parentalcontact parentalcontact1 parentalcontactname contact1name primarycontactname emergencycontact emergencycontactname maincontact nameofmother nameoffather nameofparent nameofparentcarer nameofcarer nameofguardian parentorcarer parentorguardian maincontactname tenant tenantname leadtenant maintenant',
  parentForename: '',
  parentSurname: '',
  school:
    'school schoolname establishment establishmentname currentschool currentschoolname schoolattended estabname setting settingname nursery college basename schoolattending nameofschool nurseryname educationsetting educationalestablishment',
}

const factOf = new Map(
  (Object.keys(usual) as ColumnFact[]).flatMap(fact =>
    usual[fact] === '' ? [] : usual[fact].split(' ').map(name => [name, fact] as const),
  ),
)

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('&', 'and')
    .replace(/[^a-z0-9]/g, '')

/** What stands beside a name and says whose or which, not what: "Child's Date of Birth (DD/MM/YYYY)", "PERSON_GIVEN_NAME", "dob_clean". */
const before =
  /^(?:children|child|pupil|student|learner|patient|pt|client|person|subject|individual|householdmember|familymember|member|occupant|resident(?!ial)|dependant|dependent|participant|attendee|citizen|youngperson|serviceuser|baby|infant|cyp|yp|current|curr|latest|present|usual|primary|main|home|residential|res|postal|permanent|correspondence|property|tenancy|legal|official|full|stated|registered|recorded)/
const behind =
  /(?:ofchild|ofpupil|ofperson|ofpatient|forchild|child|pupil|current|home|cleaned|clean|raw|std|norm|text|value|fake|recorded|onrecord|ofresidence|ddmmyyyy|ddmmyy|yyyymmdd|iso|uk|txt|str|desc|dt|s|1)$/

/** A parent's column: "Mother's First Name", "parent1_email", "Contact 1 Mobile". A parent's date of birth or number is never the child's. */
const ofParent =
  /^(?:(?:birth|primary|main)?(?:mother|father|parent|carer|guardian|mum|dad|tenant)\d?(?:carer|guardian|father|dad)?\d?|(?:priority)?contact[1-9](?=.)|(?:emergency|main|priority[1-9])contact\d?)/

/** "Emergency contact no" */
const isNumber = /^(?:no|num|number)$/

const parentFacts: Readonly<Partial<Record<ColumnFact, ColumnFact>>> = {
  forename: 'parentForename',
  surname: 'parentSurname',
  name: 'parents',
  parents: 'parents',
  phones: 'phones',
  emails: 'emails',
}

/** Names of two letters stand alone: "recorded by" is no birth year. */
const knownAs = (name: string): ColumnFact | undefined => {
  if (name.length < 3) return name === 'id' ? 'id' : undefined
  const known = factOf.get(name)
  if (known !== undefined) return known
  const [shorter, other] = [name.replace(before, ''), name.replace(behind, '')]
  return (shorter === name ? undefined : ownedAs(shorter)) ?? (other === name ? undefined : knownAs(other))
}

/** What stands behind the word for whose it is: "surname" of "pupil surname", "dob" of "pupil's dob". */
const ownedAs = (rest: string): ColumnFact | undefined =>
  knownAs(rest) ?? (rest.startsWith('s') ? knownAs(rest.slice(1)) : undefined)

/** "NHS Number (Mother)", "Name (Social Worker)", "Address (Previous)": another's, or the child's no more. */
const ofAnother =
  '(?:birth |foster )?(?:mother|mum|father|dad|parent|carer|guardian|tenant)|sibling|brother|sister|partner|spouse|gp\\b|doctor|(?:social |key |support )?worker|headteacher|landlord|prev|former|old\\b'

/** "Postcode (School)" is where a school stands; "Surname (School)" is what it tells. */
const ofPlace = '(?:address|post|tel|phone|e-?mail).*[([]\\s*(?:school|nursery|surgery|practice)'

/**
 * "Surname (Preferred)" is "Preferred Surname", "DOB (dd-mon-yyyy)" is "DOB" (but "DOB (Mother)" is not), and "Sex/Gender" is "Sex", where
 * the whole is no name that files use.
 */
const inOtherWords = [
  [/^([^([]*?)\s*[([]\s*([a-z0-9 /]+?)\s*[)\]]\s*$/i, '$2 $1'],
  [/^(.*?)\s+-\s+([a-z ]+?)\s*$/i, '$2 $1'],
  [new RegExp(`^(?!${ofPlace})(.*?)\\s*[([](?!\\s*(?:${ofAnother})).*$`, 'i'), '$1'],
  [/\s*(?:\/|\bor\b).*$/i, ''],
] as const

/** "Young Person's Name" is theirs, and no "sname". */
const theirs = /['’]s\b|(?<=child|pupil|student|learner|patient|client|person|member|user|baby)s(?=\s+name\b)/gi

/** What a column of this name tells, if the name is one that files use. */
export const factOfName = (text: string): ColumnFact | undefined =>
  [text, ...inOtherWords.map(([from, to]) => text.replace(from, to)).filter(other => other !== text)]
    .map(name => factOfWhole(name.replace(theirs, '')))
    .find(fact => fact !== undefined)

const factOfWhole = (text: string): ColumnFact | undefined => {
  const name = plain(text)
  const known = factOf.get(name)
  if (known !== undefined) return known
  const rest = name.replace(ofParent, '')
  if (rest === name) return knownAs(name)
  // "Mums name" is a name, though "sname" alone is a surname.
  const its =
    rest === ''
      ? 'parents'
      : rest === 'sname'
        ? 'name'
        : isNumber.test(rest) && name.includes('contact')
          ? 'phones'
          : ownedAs(rest)
  return its && parentFacts[its]
}

/** Where a record's own identifier may be, the likeliest first: a file has one. */
const ownId = usual.id.split(' ')

const likeAnId = /(?:^[a-z]{0,3}id|(?:^|[^a-z])(?:id|identifier|ref|reference|no|num|number|key))[^a-z]*$/i

/** "Mosaic ID", "clientRef": a name that its own system gave each record, if no two have the same; not a family's, a home's or a worker's. */
export const mayBeId = (text: string): boolean =>
  likeAnId.test(text.replace(/([a-z])([A-Z])/g, '$1 $2')) && !ofParent.test(plain(text)) && !ofOthers.test(plain(text))

const ofOthers =
  /family|household|address|property|school|establishment|worker|doctor|practice|sibling|phone|mobile|tel|mobno|cluster|truth|true|match|entity|dup|group/

/** How likely a column of this name is the record's own identifier, the least the likeliest. */
export const rankAsId = (text: string): number => {
  const place = ownId.indexOf(plain(text))
  return place === -1 ? ownId.length : place
}
