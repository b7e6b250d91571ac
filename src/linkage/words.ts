import type { Fact, Level, levelsOf } from './facts.ts'

const sentences: { readonly [F in Fact]: Readonly<Record<(typeof levelsOf)[F][number], string>> } = {
  forename: {
    exact: 'Same forename',
    variant: 'Forename is another spelling of the same name',
    short: 'Forename is a short form of the same name, or both are',
    alias: 'Forename of one is a name the other is known by',
    partly: 'One record gives only part of the forenames, or the middle name as forename',
    slip: 'Forename differs by a letter or two, and one form is not known as a name',
    leading: 'One record gives only the leading name, like Mohammed of Mohammed Ali',
    close: 'Forename differs by a letter or two',
    sound: 'Forenames sound alike',
    initial: 'Only an initial of the forename agrees',
    swapped: 'Forename and surname may be swapped',
    different: 'Different forenames',
  },
  middle: { same: 'Same middle name', initial: 'Middle initial agrees', different: 'Different middle names' },
  surname: {
    exact: 'Same surname',
    variant: 'Surname is another spelling of the same name',
    alias: 'Surname of one is a middle name, a former or another surname of the other',
    half: 'One part of a double surname agrees',
    close: 'Surname differs by a letter or two',
    sound: 'Surnames sound alike',
    swapped: 'Surname of one is the forename of the other',
    different: 'Different surnames',
  },
  birth: {
    same: 'Same birth date',
    swapped: 'Day and month of birth may be swapped',
    digit: 'Birth date differs by one digit',
    default: 'One birth date is 1 January, often entered when only the year is known',
    'same-month': 'Birth date agrees as far as the month is known',
    'same-year': 'Birth date agrees as far as the year is known',
    parts: 'Birth dates agree only in part',
    different: 'Different birth dates',
    digits: 'Birth date differs by two digits',
  },
  sex: { same: 'Same sex', different: 'Sex differs' },
  nhs: { same: 'Same NHS number, valid on both', different: 'Two different NHS numbers, both valid' },
  upn: {
    same: 'Same UPN, valid on both, or one a former UPN of the other',
    different: 'Two different UPNs, both valid',
  },
  uln: { same: 'Same unique learner number', different: 'Two different unique learner numbers' },
  address: {
    home: 'Same home',
    'shared-home': 'Same address, which many unrelated children share',
    postcode: 'Same postcode, no house to compare',
    'other-house': 'Same postcode, another house',
    street: 'Same house and street, postcode missing or nearly the same, or the same town',
    previous: 'Address of one is a previous address of the other',
    near: 'Postcodes nearly the same',
    different: 'Different addresses',
  },
  phone: { same: 'A telephone number in common', different: 'No telephone number in common' },
  email: {
    same: 'An e-mail address in common',
    near: 'E-mail addresses nearly the same',
    different: 'No e-mail address in common',
  },
  parent: {
    same: 'Same parent or carer',
    similar: 'A parent or carer of the same forename',
    different: 'Different parents or carers',
  },
  school: { same: 'Same school', different: 'Different schools' },
  local: { same: 'Same number, given by one system' },
  town: {
    same: 'Same town or part of it',
    similar: 'Towns written nearly the same',
    partly: 'One part of the address agrees, as a town or suburb',
    different: 'Different towns',
  },
}

/** The sentence for a fact at a level. */
export const wordsFor = (fact: Fact, level: Level): string =>
  (sentences[fact] as Readonly<Record<string, string>>)[level] ?? ''
