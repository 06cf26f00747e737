import { readFile } from 'node:fs/promises'
import { create, type Font } from 'fontkit'
import { fontFiles } from './font-files.ts'

export interface PaperFonts {
  regular: Font
  bold: Font
}

async function open(file: string): Promise<Font> {
  const font = create(await readFile(file))
  if (!('hasGlyphForCodePoint' in font)) throw new Error('a collection of fonts where one font was expected')
  return font
}

let opened: Promise<PaperFonts> | undefined

/** Read once by each process, at the first paper: 20 MB that no other call should wait for. */
export function paperFonts(): Promise<PaperFonts> {
  opened ??= Promise.all([open(fontFiles.regular), open(fontFiles.bold)]).then(([regular, bold]) => ({ regular, bold }))
  return opened
}

/** The printers' sign for a character that the case does not hold. */
export const missingSign = '〓'

/**
 * The text with 〓 in the place of each character that the font does not hold, and which characters these are. A name
 * must never lose one in silence.
 */
export function printable(font: Font, text: string): { text: string; missing: string[] } {
  const letters = Array.from(text.normalize('NFC'))
  const isThere = (letter: string) => font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0)
  return {
    text: letters.map((letter) => (isThere(letter) ? letter : missingSign)).join(''),
    missing: letters.filter((letter) => !isThere(letter)),
  }
}
