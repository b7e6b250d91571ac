import { fileURLToPath } from 'node:url'
import Pdf from 'pdfkit'
import { drawable, wordsInOrder } from './words-in-order.ts'

/** One part of a document, in reading order. */
export type PdfBlock =
  /** `plain`: as large as the text. */
  | { readonly heading: 1 | 2 | 3; readonly text: string; readonly plain?: boolean }
  | { readonly text: string; readonly small?: boolean }
  | { readonly said: string }
  | { readonly list: readonly string[] }
  /** What follows begins a page. */
  | { readonly newPage: true }
  /** Lines at the right of the page, or where the window of a C5 or DL envelope shows them (BS 4264). */
  | { readonly lines: readonly string[]; readonly at: 'right' | 'window' }
  /** What is cut off and sent back: a dashed line, and all of it on one page. */
  | { readonly slip: readonly string[] }

/** A document to print or to keep; plain data. */
export type PdfDocument = {
  readonly title: string
  readonly blocks: readonly PdfBlock[]
  /** On every page, under the text, with the page's number after it; without, no page has one. */
  readonly foot?: readonly string[]
  /** Across every page, pale: whose copy it is. */
  readonly across?: string
}

/** Inches of 72: A4 with margins of 2 cm, and room for the foot. */
const margins = { top: 57, left: 57, right: 57, bottom: 85 }
const sizes = { h1: 18, h2: 14, h3: 11, text: 10.5, small: 9, foot: 8 }
const fonts = {
  plain: fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')),
  bold: fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf')),
}

/**
 * A tagged PDF 1.7: headings, paragraphs, quotations and lists for screen readers, in British English, with its fonts; what is the
 * same on every page is marked as no part of the text. Source: ISO 14289-1 (PDF/UA-1), 7.1 to 7.6 and 7.8.
 */
export const makePdf = async (document: PdfDocument): Promise<Buffer> => {
  const pdf = new Pdf({
    ...{ pdfVersion: '1.7', tagged: true, lang: 'en-GB', displayTitle: true, bufferPages: true },
    // The published types do not know this subset yet.
    ...{ subset: 'PDF/UA' as PDFKit.PDFDocumentOptions['subset'] & string },
    ...{ size: 'A4', margins, info: { Title: drawable(document.title) }, font: fonts.plain },
  })
  pdf.registerFont('plain', fonts.plain).registerFont('bold', fonts.bold)
  const parts: Buffer[] = []
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (part: Buffer) => void parts.push(part))
    pdf.once('end', () => resolve(Buffer.concat(parts)))
    pdf.once('error', reject)
  })
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  for (const block of document.blocks) {
    if ('newPage' in block) pdf.addPage()
    else {
      if ('heading' in block && isAtFoot(pdf, sizes[`h${block.heading}`])) pdf.addPage()
      root.add(structured(pdf, block))
    }
  }
  root.end()
  const { count } = pdf.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    pdf.switchToPage(page)
    if (document.across) drawAcross(pdf, document.across)
    if (document.foot) drawFoot(pdf, [...document.foot, `Page ${page + 1} of ${count}`])
  }
  pdf.end()
  return await done
}

type Tag = PDFKit.PDFStructureElement

/** A heading is not left alone at the foot of a page. */
const isAtFoot = (pdf: PDFKit.PDFDocument, size: number): boolean => pdf.y > pdf.page.height - margins.bottom - 5 * size

const structured = (pdf: PDFKit.PDFDocument, block: Exclude<PdfBlock, { newPage: true }>): Tag => {
  if ('heading' in block) {
    const { heading, text, plain } = block
    return spoken(pdf, `H${heading}`, text, {
      font: 'bold',
      size: plain ? sizes.text : sizes[`h${heading}`],
      before: heading === 3 ? 0.5 : 1,
    })
  }
  if ('lines' in block) return linesAt(pdf, block)
  if ('slip' in block) return slip(pdf, block.slip)
  if ('said' in block) return spoken(pdf, 'BlockQuote', block.said, { size: sizes.text, indent: 18 })
  if ('list' in block)
    return pdf.struct(
      'L',
      {},
      block.list.map(text =>
        pdf.struct('LI', {}, [spoken(pdf, 'LBody', `•  ${text}`, { size: sizes.text, indent: 9 })]),
      ),
    )
  return spoken(pdf, 'P', block.text, { size: block.small ? sizes.small : sizes.text })
}

/** Millimetres in inches of 72. */
const mm = (n: number): number => (n / 25.4) * 72
/** Where the window of an envelope begins and what follows it does, on a sheet of A4 folded to a third. */
const window = { top: mm(50), end: mm(85) }

const linesAt = (pdf: PDFKit.PDFDocument, { lines, at }: Extract<PdfBlock, { lines: readonly string[] }>): Tag => {
  if (at === 'right') return spoken(pdf, 'P', lines.join('\n'), { align: 'right' })
  pdf.y = Math.max(pdf.y, window.top)
  return spoken(pdf, 'P', lines.join('\n'), { until: window.end })
}

const slip = (pdf: PDFKit.PDFDocument, [called = '', ...rows]: readonly string[]): Tag => {
  const { left, right } = pdf.page.margins
  const height = (rows.length + 2) * 2.4 * sizes.text
  if (pdf.y + height > pdf.page.height - margins.bottom) pdf.addPage()
  pdf.moveDown(1)
  pdf.markContent('Artifact', { type: 'Layout' })
  pdf
    .moveTo(left, pdf.y)
    .lineTo(pdf.page.width - right, pdf.y)
    .dash(4, { space: 4 })
    .stroke()
    .undash()
  pdf.endMarkedContent()
  pdf.moveDown(1)
  return pdf.struct('Sect', {}, [
    spoken(pdf, 'H2', called, { font: 'bold' }),
    ...rows.map(row => spoken(pdf, 'P', row, { before: 0.6 })),
  ])
}

type Look = {
  readonly font?: string
  readonly size?: number
  readonly before?: number
  readonly indent?: number
  readonly align?: 'right'
  /** How far down what follows begins at least. */
  readonly until?: number
}
/** One piece of text under its tag; where the drawn order is another than the spoken one, the tag says the spoken one. */
const spoken = (pdf: PDFKit.PDFDocument, tag: string, text: string, look: Look): Tag => {
  const said = drawable(text)
  const drawn = said.split('\n').map(wordsInOrder).join('\n')
  return pdf.struct(tag, drawn === said ? {} : { actual: said }, () => {
    const { font = 'plain', size = sizes.text, before = 0, indent = 0, align, until = 0 } = look
    const { left, right } = pdf.page.margins
    pdf.moveDown(pdf.y > pdf.page.margins.top ? before : 0)
    pdf.font(font).fontSize(size).fillColor('black')
    pdf.text(drawn, left + indent, pdf.y, {
      width: pdf.page.width - left - right - indent,
      lineGap: 2,
      ...(align ? { align } : {}),
    })
    pdf.moveDown(0.4)
    pdf.y = Math.max(pdf.y, until)
  })
}

/** Draws what is no part of the text, and lets it reach into the margin without beginning a page. */
const apart = (pdf: PDFKit.PDFDocument, options: object, draw: () => void): void => {
  const { bottom } = pdf.page.margins
  pdf.page.margins.bottom = 0
  pdf.markContent('Artifact', options)
  draw()
  pdf.endMarkedContent()
  pdf.page.margins.bottom = bottom
}

const drawFoot = (pdf: PDFKit.PDFDocument, lines: readonly string[]): void =>
  apart(pdf, { type: 'Pagination', attached: ['Bottom'] }, () => {
    const { width, height } = pdf.page
    const top = height - margins.bottom + 14
    pdf.font('plain').fontSize(sizes.foot).fillColor('#333333')
    for (const [at, line] of lines.entries())
      pdf.text(wordsInOrder(drawable(line)), margins.left, top + at * 11, {
        ...{ width: width - margins.left - margins.right, height: sizes.foot + 2, lineBreak: false, ellipsis: true },
      })
  })

const drawAcross = (pdf: PDFKit.PDFDocument, text: string): void =>
  apart(pdf, { type: 'Background' }, () => {
    const { width, height } = pdf.page
    const drawn = wordsInOrder(drawable(text))
    const across = Math.hypot(width, height) * 0.72
    pdf.save().font('bold').fontSize(48)
    const size = Math.min(48, (48 * across) / Math.max(1, pdf.widthOfString(drawn)))
    pdf.fontSize(size).fillColor('black', 0.07)
    pdf.rotate(-52, { origin: [width / 2, height / 2] })
    pdf.text(drawn, width / 2 - pdf.widthOfString(drawn) / 2, height / 2 - size / 2, { lineBreak: false })
    pdf.restore().fillColor('black', 1)
  })
