import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recogniseColumns } from './columns.ts'
import { partName } from './part-name.ts'
import { rowReader } from './read-row.ts'

const partsOf = (text: string, surname?: string): readonly string[] => {
  const { forename, surname: its, knownAs } = partName(text, surname === undefined ? {} : { surname })
  return knownAs === '' ? [forename, its] : [forename, its, knownAs]
}

test('a whole name has its surname last, before a comma, or in capitals', () => {
  assert.deepEqual(partsOf('Ada Mary Smith'), ['Ada Mary', 'Smith'])
  assert.deepEqual(partsOf('Smith, Ada Mary'), ['Ada Mary', 'Smith'])
  assert.deepEqual(partsOf('VAN DER BERG Ada'), ['Ada', 'VAN DER BERG'])
  assert.deepEqual(partsOf('ADA SMITH'), ['ADA', 'SMITH'])
  assert.deepEqual(partsOf('Sinéad O’Neill'), ['Sinéad', 'O’Neill'])
})

test('words that belong to a surname go with it, and a Vietnamese middle name does not', () => {
  assert.deepEqual(partsOf('Ada van der Berg'), ['Ada', 'van der Berg'])
  assert.deepEqual(partsOf('Ahmed El Sayed'), ['Ahmed', 'El Sayed'])
  assert.deepEqual(partsOf('Nguyen Van Anh'), ['Nguyen Van', 'Anh'])
})

test('what stands in brackets or quotation marks is what the child is called, not a name before', () => {
  assert.deepEqual(partsOf('Robert "Bob" Lee'), ['Robert', 'Lee', 'Bob'])
  assert.deepEqual(partsOf('Lee, Robert (Bob)'), ['Robert', 'Lee', 'Bob'])
  assert.deepEqual(partsOf('Ada Lee (née Marsh)').length, 2)
})

test('beside a surname of its own a name is the forename, or holds the surname again', () => {
  assert.deepEqual(partsOf('Ada Mary', 'Smith'), ['Ada Mary', 'Smith'])
  assert.deepEqual(partsOf('Ada Mary SMITH', 'Smith'), ['Ada Mary', 'Smith'])
  assert.deepEqual(partsOf('Smith, Ada', 'Smith'), ['Ada', 'Smith'])
  const read = rowReader([
    { at: 0, fact: 'name' },
    { at: 1, fact: 'surname' },
  ])
  const { forename, surname } = read(['Ada', 'Okafor']).identity
  assert.deepEqual([forename, surname], ['Ada', 'Okafor'])
})

test('a column that says its surname is first is read so, and a name of one word beside a forename is no surname', () => {
  const readUnder = (...header: readonly string[]) => rowReader(recogniseColumns(header, 'a.csv'))
  const namesOf = (header: readonly string[], ...cells: readonly string[]) => {
    const { forename, surname } = readUnder(...header)(cells).identity
    return [forename, surname]
  }
  assert.deepEqual(namesOf(['Surname Forename'], 'Nowak Anna Maria'), ['Anna Maria', 'Nowak'])
  assert.deepEqual(namesOf(['Name (surname first)'], 'El Sayed Ahmed'), ['Ahmed', 'El Sayed'])
  assert.deepEqual(namesOf(['Surname Forename'], 'Nowak, Anna'), ['Anna', 'Nowak'])
  assert.deepEqual(namesOf(['full_name', 'first_name', 'surname'], 'Anne', 'Anne', ''), ['Anne', ''])
  assert.deepEqual(namesOf(['full_name', 'first_name', 'surname'], 'Anne Lee', 'Anne', ''), ['Anne', 'Lee'])
})
