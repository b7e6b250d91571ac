import { categoryWords, getRole, onPaper, type SignedInReader } from '../../access/index.ts'
import { formatDate, formatInstant } from '../../kernel/index.ts'
import type { PdfBlock, PdfDocument } from '../../platform/pdf/index.ts'
import { meetingWords } from './meetings.view.ts'
import { mostLines, type PackContent, type PackLine } from './pack.ts'
import { changedWords, nothingForThem, notWhole, type OpenPack, packTitle, recordedWords } from './packs.view.ts'

/** An open pack as a document to keep or print: whose it is on every page, and who took it when. */
export const packDocument = (
  data: OpenPack,
  { name, role }: Pick<SignedInReader, 'name' | 'role'>,
  at: Date,
): PdfDocument => {
  const { header, meeting, person, pack, content, whole } = data
  return {
    title: packTitle(data),
    across: person.label,
    foot: [
      packTitle(data),
      `Saved by ${name}, ${onPaper(getRole(role))}, ${formatInstant(at)}`,
      `Contains only what ${person.label} may be given.`,
    ],
    blocks: [
      { heading: 1, text: `Pack for ${person.label}` },
      ...(whole ? [] : [{ text: notWhole }]),
      {
        text: `Version ${pack.version}, made ${formatInstant(pack.madeAt)}. It is for ${person.label} alone.`,
      },
      {
        text: `${header.name}, ${header.age}. ${meetingWords(meeting)}${meeting.place ? `, ${meeting.place}` : ''}.`,
      },
      ...contentBlocks(content),
      { text: `Mark of its contents: ${pack.hash.slice(0, 16)}`, small: true },
    ],
  }
}

const contentBlocks = (content: PackContent): readonly PdfBlock[] => [
  { heading: 2, text: changedWords(content) },
  ...(content.since === undefined
    ? []
    : content.changed.length === 0
      ? [{ text: 'Nothing new in these parts.' }]
      : [{ list: content.changed.map(line => `${line.title}, ${formatDate(line.on)}`) }]),
  ...(content.sections.length === 0 ? [{ text: nothingForThem }] : []),
  ...content.sections.flatMap(({ category, lines }): readonly PdfBlock[] => [
    { heading: 2, text: categoryWords[category] },
    ...lines.flatMap(lineBlocks),
    ...(lines.length === mostLines ? [{ text: `Only the latest ${mostLines} are here.` }] : []),
  ]),
]

const lineBlocks = (line: PackLine): readonly PdfBlock[] => [
  { heading: 3, text: recordedWords(line) },
  ...(line.detail ? [{ text: line.detail }] : []),
  ...(line.childSaid ? [{ said: line.childSaid }] : []),
  ...(line.said.length > 0 ? [{ text: `From ${line.said.join(', ')}`, small: true }] : []),
]
