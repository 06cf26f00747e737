import PdfDocument from 'pdfkit'
import type { PaperFonts } from './fonts.ts'
import { printable } from './fonts.ts'

/** Points of A4 and of what is left empty around the text. */
export const page = { width: 595.28, height: 841.89, left: 62, right: 62, top: 64, bottom: 74 }
export const textWidth = page.width - page.left - page.right
export const foot = page.height - page.bottom

export const colour = { ink: '#1D2421', muted: '#5B655F', line: '#C9CFC9', faint: '#F4F6F3', primary: '#0B6B50' }

export interface TextStyle {
  size: number
  bold?: boolean
  colour?: string
  align?: 'left' | 'center' | 'right'
  width?: number
  lineGap?: number
  spacing?: number
}

/**
 * The document while it is drawn: text by place and style, and the characters that no font of ours holds. Positions are
 * points from the upper left corner.
 */
export class Sheet {
  readonly doc: PDFKit.PDFDocument
  readonly missing = new Set<string>()
  readonly #fonts: PaperFonts

  constructor(fonts: PaperFonts, info: { title: string; issuedAt: Date }) {
    this.#fonts = fonts
    this.doc = new PdfDocument({
      size: 'A4',
      margin: 0,
      bufferPages: true,
      autoFirstPage: false,
      // No font of the reader's machine: those that are used are embedded.
      font: '',
      lang: 'zh-CN',
      pdfVersion: '1.7',
      info: { Title: info.title, Author: '邻里通', Creator: '邻里通', CreationDate: info.issuedAt },
    })
    this.doc.addPage()
  }

  #use({ size, bold, colour: wanted, width, align, lineGap, spacing }: TextStyle) {
    // The library takes fonts that are open already; its types know only files.
    const font = (bold ? this.#fonts.bold : this.#fonts.regular) as unknown as PDFKit.Mixins.PDFFontSource
    this.doc.font(font, bold ? 'bold' : 'regular', size).fillColor(wanted ?? colour.ink)
    return { width: width ?? textWidth, align: align ?? 'left', lineGap: lineGap ?? 0, characterSpacing: spacing ?? 0 }
  }

  #shown(words: string, { bold }: TextStyle): string {
    const { text, missing } = printable(bold ? this.#fonts.bold : this.#fonts.regular, words)
    for (const letter of missing) this.missing.add(letter)
    return text
  }

  /** Draws text and answers with its height. */
  text(words: string, x: number, y: number, style: TextStyle): number {
    const options = this.#use(style)
    const shown = this.#shown(words, style)
    const height = this.doc.heightOfString(shown, options)
    this.doc.text(shown, x, y, options)
    return height
  }

  heightOf(words: string, style: TextStyle): number {
    const options = this.#use(style)
    return this.doc.heightOfString(this.#shown(words, style), options)
  }

  rule(y: number, { from = page.left, to = page.width - page.right, weight = 0.5, stroke = colour.line } = {}): void {
    this.doc.moveTo(from, y).lineTo(to, y).lineWidth(weight).strokeColor(stroke).stroke()
  }

  box(x: number, y: number, width: number, height: number, fill: string): void {
    this.doc.rect(x, y, width, height).fill(fill)
  }

  /** The finished file. */
  async bytes(): Promise<Buffer> {
    const pieces: Buffer[] = []
    const done = new Promise<void>((resolve, reject) => {
      this.doc.on('data', (piece: Buffer) => pieces.push(piece))
      this.doc.on('end', resolve)
      this.doc.on('error', reject)
    })
    this.doc.end()
    await done
    return Buffer.concat(pieces)
  }
}
