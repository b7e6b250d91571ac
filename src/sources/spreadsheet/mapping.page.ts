import { Type } from 'typebox'
import { type Answer, deskAction, deskPage, type Route } from '../../access/index.ts'
import { type Desk, type ImportParts, maskValue } from '../../intake/index.ts'
import { findHeader } from './header.ts'
import { mappingExamples } from './mapping.examples.ts'
import { loadMappedRun, type MappedRun, saveMapping } from './mapping.queries.ts'
import { foldHeading, isMapping, type Mapping, openQuestions } from './mapping.ts'
import { type MappingData, mappingView, type ShownColumn } from './mapping.view.ts'
import { type Fields, mappingFrom, proposalFor, withRemembered } from './mapping-form.ts'
import { foldValue } from './meanings.ts'
import { sheetsOf, wantedMeanings } from './propose.ts'
import { getTarget } from './targets.ts'

const common = { right: 'imports', actor: 'import-desk', nav: '/imports', path: '/imports/:run/mapping' } as const

const firstProposal = (about: MappedRun, fields: Fields): Mapping => {
  const proposal = proposalFor(about.events, about.fileName, fields)
  const known = isMapping(about.source.mapping) ? about.source.mapping : undefined
  if (!known) return proposal
  const same =
    fields.service === undefined
      ? proposalFor(about.events, about.fileName, { ...fields, service: known.service })
      : proposal
  return withRemembered(same, known)
}

/** What the page shows of a mapping: samples from the file, covered where they say who somebody is. */
export const shownMapping = (about: MappedRun, mapping: Mapping, errors: readonly string[] = []): MappingData => {
  const known = isMapping(about.source.mapping) ? about.source.mapping : undefined
  const before = new Set(known?.columns.map(c => foldHeading(c.name)))
  const here = new Set(mapping.columns.map(c => foldHeading(c.name)))
  const sheets = sheetsOf(about.events)
  const values = samplesOf(about, mapping)
  return {
    run: about.run.run,
    fileName: about.fileName,
    mapping,
    known: known !== undefined,
    errors,
    sheets: sheets.map(({ name }) => {
      const line = mapping.sheets.find(s => s.name === name.slice(0, 120))?.line
      return { name, ...(line === undefined ? {} : { line }) }
    }),
    columns: mapping.columns.map(
      (column, i): ShownColumn => ({
        ...column,
        samples: values[i] ?? [],
        isNew: known !== undefined && !before.has(foldHeading(column.name)),
      }),
    ),
    gone: known?.columns.filter(c => !here.has(foldHeading(c.name)) && c.target !== 'nothing').map(c => c.name) ?? [],
    meanings: meaningsWanted(about, mapping),
  }
}

const sampleLength = 3

const samplesOf = (about: MappedRun, mapping: Mapping): string[][] =>
  mapping.columns.map(column => {
    const found = new Set<string>()
    for (const sheet of sheetsOf(about.events)) {
      const header = findHeader(sheet.rows)
      const at = header?.names.findIndex(name => foldHeading(name) === foldHeading(column.name)) ?? -1
      if (!header || at < 0) continue
      for (const row of sheet.rows.slice(header.at + header.rows)) {
        const value = row.values[at]?.trim() ?? ''
        if (value !== '' && found.size < sampleLength)
          found.add(maskValue(value.slice(0, 60), getTarget(column.target).masked))
      }
    }
    return [...found]
  })

const meaningsWanted = (about: MappedRun, mapping: Mapping): MappingData['meanings'] => {
  const seen = wantedMeanings(mapping, sheetsOf(about.events))
  const waited = about.waited.map(one => ({ ...one, value: foldValue(one.value) }))
  const all = new Map([...seen, ...waited].map(one => [`${one.column}\n${one.value}`, one]))
  return [...all.values()].flatMap(({ column, value, count }) => {
    const at = mapping.columns.findIndex(c => c.name === column)
    const reads = mapping.columns[at] ? getTarget(mapping.columns[at].target).reads : 'none'
    const told = mapping.values[column] ?? {}
    return at >= 0 && ['sex', 'flag', 'sort'].includes(reads) && !Object.hasOwn(told, value)
      ? [{ column: at, value, count }]
      : []
  })
}

const load = (parts: ImportParts, desk: Desk, run: string): Promise<MappedRun> => loadMappedRun(desk, parts.ground, run)

/** `/imports/:run/mapping`: what we think the columns of a list mean, to be put right and confirmed by a person. */
const mappingPage = (parts: ImportParts) =>
  deskPage({
    ...common,
    purpose: 'say what the columns of a list mean',
    load: async (desk, { params }): Promise<MappingData> => {
      const about = await load(parts, desk, params.run ?? '')
      return shownMapping(about, firstProposal(about, {}))
    },
    answer: (data, frame) => ({ page: mappingView(data, frame) }),
    examples: mappingExamples,
  })

const anyFields = Type.Object({}, { additionalProperties: Type.Union([Type.String(), Type.Array(Type.String())]) })

/** POST `/imports/:run/mapping`: proposes again, or confirms; what waited for it goes on. */
const confirmAction = (parts: ImportParts) =>
  deskAction({
    ...common,
    purpose: 'confirm what the columns of a list mean',
    form: anyFields,
    act: async (desk, { params, form }): Promise<Answer> => {
      const fields = form as Fields
      const csrf = desk.reader?.csrf ?? ''
      const about = await load(parts, desk, params.run ?? '')
      const proposal = firstProposal(about, fields)
      if (fields.again === 'yes') return { page: mappingView(shownMapping(about, proposal), { csrf }) }
      const mapping = mappingFrom(proposal, fields)
      const questions = openQuestions(mapping)
      if (questions.length > 0)
        return { page: mappingView(shownMapping(about, mapping, questions), { csrf }), status: 422 }
      const went = await saveMapping(desk, about, mapping, parts.ground.now)
      const flash = went > 0 ? 'Confirmed. The import goes on.' : 'Confirmed. Read the file again to use what you said.'
      return { redirect: `/imports/${about.run.run}`, flash }
    },
  })

/** The page on which a person says what the columns of a spreadsheet mean. */
export const mappingPages = (parts: ImportParts): readonly Route[] => [mappingPage(parts), confirmAction(parts)]
