import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aChild, born, nhs, temporaryUpn, upn } from './children.examples.ts'
import { canonicalForename, canonicalSurname, fullForenames } from './name-tables.ts'
import { standardise } from './standard.ts'

test('spellings of one name have one canonical form, whatever the heritage', () => {
  const groups = [
    ['Mohammed', 'Muhammad', 'Mohamed', 'Mohd'],
    ['Aisha', 'Ayesha', 'Aysha'],
    ['Reece', 'Rhys', 'Rees'],
    ['Niamh', 'Neve', 'Nieve'],
    ['Siobhan', 'Shivaun'],
    ['Jakub', 'Jacub'],
    ['Zofia', 'Sofia', 'Sophia'],
    ['Abdirahman', 'Abdulrahman'],
    ['Jonathan', 'Jonathon'],
  ]
  for (const group of groups) {
    assert.equal(new Set(group.map(name => canonicalForename(name.toLowerCase()))).size, 1, group.join(' '))
  }
})

test('names that sisters and brothers bear side by side are not one name', () => {
  for (const [one, other] of [
    ['anna', 'hannah'],
    ['luca', 'lucas'],
    ['amelia', 'amelie'],
    ['emily', 'emilia'],
    ['sean', 'shane'],
    ['zahra', 'sarah'],
  ]) {
    assert.notEqual(canonicalForename(one ?? ''), canonicalForename(other ?? ''), `${one} ${other}`)
  }
})

test('a short form may stand for several names', () => {
  assert.ok(fullForenames('alex').includes(canonicalForename('alexander')))
  assert.ok(fullForenames('alex').includes(canonicalForename('alexandra')))
  assert.notEqual(canonicalForename('alexander'), canonicalForename('alexandra'))
  assert.ok(fullForenames('bill').includes('william'))
})

test('surnames lose Slavic feminine endings and the difference of Mac and Mc', () => {
  assert.equal(canonicalSurname('kowalska'), canonicalSurname('kowalski'))
  assert.equal(canonicalSurname('ivanova'), canonicalSurname('ivanov'))
  assert.equal(canonicalSurname('macdonald'), canonicalSurname('mcdonald'))
  assert.equal(canonicalSurname('choudhury'), canonicalSurname('chaudhry'))
})

test('"Baby", "Twin 1" and "Unknown" are no forenames, and Twin 1 keeps its place in the birth', () => {
  for (const forename of ['Baby', 'BABY GIRL', 'Twin 1', 'Unknown', 'Baby of', 'N/A']) {
    const standard = standardise({ forename })
    assert.equal(standard.forename, '', forename)
    assert.equal(standard.unnamed, true, forename)
  }
  assert.equal(standardise({ forename: 'Twin 2' }).birthOrder, 2)
  assert.equal(standardise({ forename: 'Iris' }).unnamed, false)
})

test('titles are no part of a forename, and generations none of a surname', () => {
  const { forename } = standardise({ forename: 'Miss Ada', surname: 'Lee' })
  assert.equal(forename, 'ada')
  assert.equal(standardise({ forename: 'Mr', surname: 'Lee' }).forename, '')
  assert.equal(standardise({ forename: 'Ada', surname: 'Lee Jr' }).surname, 'lee')
  assert.equal(standardise({ forename: 'Ada', surname: 'Junior' }).surname, 'junior')
})

test('a family named Child or Boy keeps its surname; "Not known" is none', () => {
  assert.equal(standardise({ surname: 'Child' }).surname, 'child')
  assert.equal(standardise({ surname: 'Not known' }).surname, '')
})

test('numbers that fail their check and temporary UPNs are left out', () => {
  const wrong = standardise(aChild({ upn: 'A999999999999', nhsNumber: '1234567890', uln: '0000000000' }))
  assert.deepEqual([wrong.upn, wrong.nhs, wrong.uln], [0, 0, 0])
  assert.equal(standardise(aChild({ upn: temporaryUpn('01A') })).upn, 0)
  const right = standardise(aChild({ upn: ` ${upn(7).toLowerCase()}`, nhsNumber: nhs(401234567) }))
  assert.deepEqual([right.upn, right.nhs], [Number(upn(7).slice(1)), Number(nhs(401234567))])
})

test('a date that a system writes for "no date" is no birth date', () => {
  assert.equal(standardise(aChild({ birthDate: born(1900, 1, 1) })).exactness, 0)
})

test('house and street are parted where one cell has both, and no fixed abode is no address', () => {
  const standard = standardise({ street: 'Flat 2, 14 Mill Street' })
  assert.deepEqual([standard.house, standard.street], ['214', 'mill st'])
  assert.equal(standardise({ postcode: 'ZZ99 3VZ' }).postcode, '')
})

test('a name in any script and of any length is taken without failing', () => {
  for (const forename of ['', ' ', '李', 'Łukasz', 'محمد', '🙂', 'x'.repeat(5000), "O'", '-'])
    standardise({ forename, surname: forename })
})

test('two records that say they do not know a parent, a school, a town or an e-mail address do not agree in it', () => {
  const told = standardise({
    ...aChild({}),
    parents: ['Unknown', 'Mother not known', 'Y', '1'],
    school: 'N/K',
    towns: ['Unknown'],
  })
  assert.deepEqual([told.parents, told.school, told.towns], [[], 0, []])
  const { emails, street } = standardise({
    ...aChild({}),
    emails: ['none', 'noemail@school.uk', 'a@b.uk'],
    street: 'NFA',
  })
  assert.deepEqual([emails, street], [['a@b.uk'], ''])
})
