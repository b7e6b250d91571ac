import type { PlainDate } from '../../kernel/index.ts'
import { ameliaHeader } from '../pages/record.examples.ts'
import type { DocumentLine } from './document.queries.ts'
import type { DocumentFormData, DocumentsData } from './document.view.ts'

const letter: DocumentLine = {
  id: 2,
  address: '0e000000-0000-4000-8000-000000000002',
  title: 'Letter from the hospital',
  about: 'Hearing test, result and next appointment',
  datedOn: '2026-03-27' as PlainDate,
  from: 'Northmere General Hospital',
  reason: 'The first scan had a page missing.',
  name: 'hearing-letter.pdf',
  mediaType: 'application/pdf',
  bytes: 248_000,
  category: 'care-content',
  author: 'Priya Raman',
  authorId: 1,
  addedAt: new Date('2026-04-02T10:20:00Z'),
  replacedAt: undefined,
  replaces: 1,
}
const usual: DocumentsData = {
  header: ameliaHeader,
  documents: [
    letter,
    {
      ...letter,
      id: 1,
      address: '0e000000-0000-4000-8000-000000000001',
      replaces: undefined,
      replacedAt: letter.addedAt,
      addedAt: new Date('2026-03-30T09:00:00Z'),
    },
  ],
  mayAdd: true,
  readerId: 1,
}

/** Named states of the documents. */
export const documentExamples: Readonly<Record<string, DocumentsData>> = {
  usual: {
    ...usual,
    documents: [
      {
        ...letter,
        id: 3,
        address: '0e000000-0000-4000-8000-000000000003',
        title: 'Our house',
        about: 'That is Theo and that is me. The dog is bigger.',
        name: 'our-house.jpg',
        from: undefined,
        reason: undefined,
        replaces: undefined,
        own: true,
      },
      ...usual.documents,
    ],
  },
  nothing: { ...usual, documents: [], mayAdd: false },
}

const empty: DocumentFormData = {
  header: ameliaHeader,
  choices: ['early-help', 'care-content'],
  fields: {},
  errors: [],
}
/** Named states of the document's form. */
export const documentFormExamples: Readonly<Record<string, DocumentFormData>> = {
  usual: empty,
  'a better version': {
    ...empty,
    replacing: 'Letter from the hospital',
    fields: { for: letter.address, title: 'Letter from the hospital' },
  },
  'with errors': {
    ...empty,
    fields: { title: '' },
    errors: [
      {
        field: 'file',
        text: 'This kind of file is not kept. Save it as a PDF, a picture, an Office document without macros, or plain text',
      },
      { field: 'title', text: 'Enter what the document is' },
      { field: 'category', text: 'Choose who can see this document' },
    ],
  },
}
