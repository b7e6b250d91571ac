import type { ForenameForms, SurnameForms } from '../name-forms.ts'
import type { Standard } from '../standard.ts'
import { placeOf, rowLength, type SharedTable } from './record-table.ts'
import type { Forms } from './text-forms.ts'

/** A standard form that shows one record of a table after another: nothing is made for it that no comparison asks for. */
export class RecordWindow implements Standard {
  readonly #table: SharedTable
  readonly #forms: Forms
  #record = -1
  #row = 0
  #first: ForenameForms
  #last: SurnameForms
  #birth = 0

  constructor(table: SharedTable, forms: Forms) {
    this.#table = table
    this.#forms = forms
    this.#first = forms.forename(0)
    this.#last = forms.surname(0)
  }

  /** Turns to another record. Gives itself. */
  show(record: number): this {
    if (record === this.#record) return this
    const row = record * rowLength
    this.#record = record
    this.#row = row
    this.#first = this.#forms.forename(row)
    this.#last = this.#forms.surname(row)
    this.#birth = this.#table.rows[row + placeOf.birth]!
    return this
  }

  /** The standard form of the record shown, as a value of its own. */
  copy(): Standard {
    return {
      forename: this.forename,
      forenameWords: this.forenameWords,
      calledBy: this.calledBy,
      fullNames: this.fullNames,
      forenameSound: this.forenameSound,
      isName: this.isName,
      unnamed: this.unnamed,
      birthOrder: this.birthOrder,
      surname: this.surname,
      surnameCanonical: this.surnameCanonical,
      surnameWords: this.surnameWords,
      surnameSound: this.surnameSound,
      aliases: this.aliases,
      middles: this.middles,
      otherSurnames: this.otherSurnames,
      year: this.year,
      month: this.month,
      day: this.day,
      exactness: this.exactness,
      sex: this.sex,
      nhs: this.nhs,
      supersededNhs: this.supersededNhs,
      upn: this.upn,
      formerUpns: this.formerUpns,
      uln: this.uln,
      locals: this.locals,
      postcode: this.postcode,
      previousPostcodes: this.previousPostcodes,
      house: this.house,
      street: this.street,
      uprn: this.uprn,
      towns: this.towns,
      sharedAddress: this.sharedAddress,
      phones: this.phones,
      emails: this.emails,
      parents: this.parents,
      school: this.school,
    }
  }

  get forename(): Standard['forename'] {
    return this.#first.forename
  }
  get forenameWords(): Standard['forenameWords'] {
    return this.#first.forenameWords
  }
  get calledBy(): Standard['calledBy'] {
    return this.#first.calledBy
  }
  get fullNames(): Standard['fullNames'] {
    return this.#first.fullNames
  }
  get forenameSound(): Standard['forenameSound'] {
    return this.#first.forenameSound
  }
  get isName(): Standard['isName'] {
    return this.#first.isName
  }
  get unnamed(): Standard['unnamed'] {
    return this.#first.unnamed
  }
  get birthOrder(): Standard['birthOrder'] {
    return this.#first.birthOrder
  }
  get surname(): Standard['surname'] {
    return this.#last.surname
  }
  get surnameCanonical(): Standard['surnameCanonical'] {
    return this.#last.surnameCanonical
  }
  get surnameWords(): Standard['surnameWords'] {
    return this.#last.surnameWords
  }
  get surnameSound(): Standard['surnameSound'] {
    return this.#last.surnameSound
  }
  get aliases(): Standard['aliases'] {
    return this.#forms.aliases(this.#row)
  }
  get middles(): Standard['middles'] {
    return this.#forms.middles(this.#row)
  }
  get otherSurnames(): Standard['otherSurnames'] {
    return this.#forms.otherSurnames(this.#row)
  }
  get supersededNhs(): Standard['supersededNhs'] {
    return this.#forms.supersededNhs(this.#row)
  }
  get formerUpns(): Standard['formerUpns'] {
    return this.#forms.formerUpns(this.#row)
  }
  get locals(): Standard['locals'] {
    return this.#forms.locals(this.#row)
  }
  get towns(): Standard['towns'] {
    return this.#forms.towns(this.#row)
  }
  get phones(): Standard['phones'] {
    return this.#forms.phones(this.#row)
  }
  get emails(): Standard['emails'] {
    return this.#forms.emails(this.#row)
  }
  get parents(): Standard['parents'] {
    return this.#forms.parents(this.#row)
  }
  get postcode(): Standard['postcode'] {
    return this.#forms.postcode(this.#row)
  }
  get house(): Standard['house'] {
    return this.#forms.house(this.#row)
  }
  get street(): Standard['street'] {
    return this.#forms.street(this.#row)
  }
  get school(): Standard['school'] {
    return this.#forms.school(this.#row)
  }
  get year(): Standard['year'] {
    return Math.floor(this.#birth / 100_000)
  }
  get month(): Standard['month'] {
    return Math.floor(this.#birth / 1000) % 100
  }
  get day(): Standard['day'] {
    return Math.floor(this.#birth / 10) % 100
  }
  get exactness(): Standard['exactness'] {
    return (this.#birth % 10) as Standard['exactness']
  }
  get sex(): Standard['sex'] {
    return (this.#table.rows[this.#row + placeOf.flags]! & 3) as Standard['sex']
  }
  get sharedAddress(): Standard['sharedAddress'] {
    return (this.#table.rows[this.#row + placeOf.flags]! & 4) !== 0
  }
  get nhs(): Standard['nhs'] {
    return this.#table.numbers.nhs[this.#record]!
  }
  get upn(): Standard['upn'] {
    return this.#table.numbers.upn[this.#record]!
  }
  get uln(): Standard['uln'] {
    return this.#table.numbers.uln[this.#record]!
  }
  get uprn(): Standard['uprn'] {
    return this.#table.numbers.uprn[this.#record]!
  }
  get previousPostcodes(): Standard['previousPostcodes'] {
    const before = this.#forms.previousPostcodes(this.#row)
    if (before.length === 0) return before
    const now = this.postcode
    return before.includes(now) ? before.filter(one => one !== now) : before
  }
}
