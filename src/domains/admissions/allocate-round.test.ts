import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { describe, test } from 'node:test'
import { allocateRound } from './allocate-round.actions.ts'
import { allocated, f6, faultsOf, folderOf, wordsFor } from './testing/index.ts'

describe('F6, the small town', () => {
  test('gives each child the school that the worked example gives, and two children none', () => {
    const { offers } = allocated(f6)
    const at = (school: string) => Object.keys(offers).filter(child => offers[child] === school)
    assert.deepEqual(at('ASH'), ['E01', 'L02', 'P03', 'P07', 'P12'])
    assert.deepEqual(at('BIR'), ['P05', 'P08', 'P09', 'P14'])
    assert.deepEqual(at('CED'), ['P06', 'P10', 'P11'])
    assert.deepEqual(at(''), ['P04', 'P13'])
  })

  test('says each school’s cut-off, and who waits in which order', () => {
    const { report, explanations } = allocated(f6)
    assert.deepEqual(
      report.schools.map(s => [s.school_id, s.last_criterion, s.last_distance]),
      [
        ['ASH', 'catchment', '0.20 miles'],
        ['BIR', 'other', '0.80 miles'],
        ['CED', 'faith', '0.90 miles'],
      ],
    )
    const waiting = (school: string) =>
      explanations
        .filter(one => one.school_id === school)
        .sort((a, b) => (a.waiting_position ?? 0) - (b.waiting_position ?? 0))
        .map(one => one.child_id)
    assert.deepEqual(waiting('ASH'), ['P04', 'P05', 'P06', 'P13'])
    assert.deepEqual(waiting('BIR'), ['P07', 'P04'])
    assert.deepEqual(waiting('CED'), ['P12', 'P04'])
  })

  test('tells P05’s family why not Ash, in the words of the worked example and about nobody else', () => {
    const { explanations } = allocated(f6)
    assert.equal(
      wordsFor(explanations, 'P05', 'ASH'),
      'Criterion 3 (catchment). 0.52 miles. All 5 places went to children with higher priority; the last was offered under criterion 3 (catchment) at 0.20 miles. You are 2nd on the waiting list; this can go down as well as up.',
    )
    for (const { words, child_id } of explanations) assert.doesNotMatch(words, /[ELP]\d\d|plan|looked after/, child_id)
  })

  test('counts: eight first choices, four second, none unplaced but two, and every explanation true', () => {
    const { report } = allocated(f6)
    assert.deepEqual(report.offers.by_rank, { 1: 8, 2: 4 })
    assert.equal(report.unplaced, 2)
    assert.deepEqual(report.explanations, { written: 8, untrue: 0 })
  })

  test('P10: the same files give the same bytes again, and an earlier result gives way', async () => {
    const first = allocated(f6)
    const bytes = readdirSync(first.out).map(file => first.read(file))
    await allocateRound(f6, first.out)
    assert.deepEqual(
      readdirSync(first.out).map(file => first.read(file)),
      bytes,
    )
  })
})

const ranked = {
  'schools.csv': 'school_id,places\nOak,1\nElm,1\n',
  'preferences.csv': 'child_id,rank,school_id\nAnn,1,Oak\nAnn,2,Elm\nBen,1,Elm\nBen,2,Oak\nCid,1,Oak\nŻoë,1,Elm\n',
  'ranking.csv': 'school_id,child_id,position\nOak,Ben,1\nOak,Ann,2\nOak,Cid,3\nElm,Ann,1\nElm,Ben,2\nElm,Dot,3\n',
}

describe('a round whose schools’ orders came with it', () => {
  test('is allocated by them; a ranked child who did not name the school is passed over and counted', () => {
    const { offers, report } = allocated(folderOf(ranked))
    assert.deepEqual(offers, { Ann: 'Oak', Ben: 'Elm', Cid: '', Żoë: '' })
    assert.equal(report.ranked_not_named, 1)
    assert.equal(report.offer_and_release.better_here, 2)
    assert.equal(report.offer_and_release.worse_here, 0)
  })
  test('tells a family where their child stood, or that the school did not rank them', () => {
    const { explanations } = allocated(folderOf(ranked))
    assert.match(
      wordsFor(explanations, 'Cid', 'Oak') ?? '',
      /^Your child is 3rd of 3 in the school’s order\. The place went/,
    )
    assert.match(wordsFor(explanations, 'Żoë', 'Elm') ?? '', /did not rank your child/)
  })
  test('with faults is refused with all of them, by file and line, and nothing is written', () => {
    const faulty = {
      'schools.csv': `${ranked['schools.csv']}Oak,2\nAsh,\nFir,-1\nYew,1\n`,
      'preferences.csv': `${ranked['preferences.csv']}Cid,1,Pine\nCid,2,Oak\nDot,first,Elm\nEve,1,Yew\n"open\n`,
      'ranking.csv': `${ranked['ranking.csv']}Elm,Ben,3\nElm,Eve,9\nPine,Eve,1\nOak,Eve\n`,
    }
    assert.deepEqual(
      faultsOf(folderOf(faulty)).map(fault => fault.replace(/\.[^.]*\.$/, '.')),
      [
        'schools.csv, line 4: The school Oak is there twice.',
        'schools.csv, line 5: The school Ash has no number of places.',
        'schools.csv, line 6: “-1” is no number of places.',
        'preferences.csv, line 8: The school Pine is not in schools.csv.',
        'preferences.csv, line 8: The child Cid has the rank 1 twice (also on line 6).',
        'preferences.csv, line 9: The child Cid names the school Oak twice (also on line 6).',
        'preferences.csv, line 10: “first” is no rank.',
        'preferences.csv, line 11: The school Yew is named here, and ranking.csv has no row of it.',
        'preferences.csv, line 12: The row cannot be divided into cells.',
        'ranking.csv, line 8: The child Ben is in the order of the school Elm twice.',
        'ranking.csv, line 8: The position 3 of the school Elm is given twice (also on line 7).',
        'ranking.csv, line 9: The position 9 is not from 1 to 5, the number of children in the order of the school Elm.',
        'ranking.csv, line 10: The school Pine is not in schools.csv.',
        'ranking.csv, line 11: The row has 2 cells, not 3.',
      ],
    )
  })
  test('tells every fault of a row', () => {
    const faulty = {
      'schools.csv': `${ranked['schools.csv']},many\n`,
      'preferences.csv': `${ranked['preferences.csv']},0,Pine\n`,
      'ranking.csv': `${ranked['ranking.csv']}Pine,,first\n`,
    }
    assert.deepEqual(
      faultsOf(folderOf(faulty)).map(fault => fault.replace(/\. .*$/, '')),
      [
        'schools.csv, line 4: “many” is no number of places',
        'schools.csv, line 4: The school has no id',
        'preferences.csv, line 8: “0” is no rank',
        'preferences.csv, line 8: The school Pine is not in schools.csv',
        'preferences.csv, line 8: The child has no id',
        'ranking.csv, line 8: “first” is no position',
        'ranking.csv, line 8: The child has no id',
        'ranking.csv, line 8: The school Pine is not in schools.csv',
      ],
    )
  })
  test('that lacks a file or a column says which', () => {
    assert.match(
      faultsOf(folderOf({ ...ranked, 'schools.csv': 'school,places\nOak,1\n' }))[0] ?? '',
      /no column school_id/,
    )
    const { 'preferences.csv': _, ...without } = ranked
    assert.match(faultsOf(folderOf(without))[0] ?? '', /preferences\.csv, line 1: The file is not there/)
  })
  test('is read whatever saved it: with a byte order mark, Windows line ends, quotation marks, spaces around, blank lines', () => {
    const { offers } = allocated(folderOf(ranked))
    const ways: Record<string, (text: string) => string> = {
      mark: text => `\ufeff${text}`,
      windows: text => text.replaceAll('\n', '\r\n'),
      quoted: text => text.replace(/[^,\n]+/g, '"$&"'),
      padded: text => text.replace(/[^,\n]+/g, ' $& '),
      blank: text => text.replaceAll('\n', '\n\n'),
      spaces: text => text.replaceAll('\n', '\n   \n'),
      unended: text => text.trimEnd(),
    }
    for (const [way, save] of Object.entries(ways)) {
      const files = Object.entries(ranked).map(([name, text]) => [name, save(text)])
      assert.deepEqual(allocated(folderOf(Object.fromEntries(files))).offers, offers, way)
    }
  })
  const faultsIn = (files: Partial<typeof ranked>): string[] => faultsOf(folderOf({ ...ranked, ...files }))
  test('whose first line names a column twice, or is all that is wrong, tells that and nothing that follows from it', () => {
    assert.deepEqual(
      faultsIn({ 'preferences.csv': 'child_id,rank,school_id,rank\nAnn,1,Oak,2\n' }).map(fault => fault.slice(0, 59)),
      ['preferences.csv, line 1: The column rank is there twice. Le'],
    )
    assert.equal(faultsIn({ 'schools.csv': '' }).length, 1)
    assert.equal(faultsIn({ 'schools.csv': 'school_id,places\nOak\nElm,1\n' }).length, 1)
    assert.equal(faultsIn({ 'ranking.csv': '' }).length, 1)
  })
  test('with a child twice in a school’s order is refused, though the child did not name the school', () => {
    assert.match(
      faultsIn({ 'ranking.csv': `${ranked['ranking.csv']}Elm,Dot,4\n` })[0] ?? '',
      /line 8: The child Dot is in/,
    )
  })
  test('says what stood in the place of a position', () => {
    assert.match(
      faultsIn({ 'ranking.csv': ranked['ranking.csv'].replace('Ben,1', 'Ben,first') })[0] ?? '',
      /line 2: “first”/,
    )
    assert.match(
      faultsIn({ 'ranking.csv': ranked['ranking.csv'].replace('Ben,1', 'Ben,0') })[0] ?? '',
      /line 2: The position 0/,
    )
  })
  test('is not written over a folder with other files in it', async () => {
    const other = folderOf({ 'letter.txt': 'Dear' })
    await assert.rejects(allocateRound(folderOf(ranked), other), /holds other files/)
    assert.deepEqual(readdirSync(other), ['letter.txt'])
  })
})
