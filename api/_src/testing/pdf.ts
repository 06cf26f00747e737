import { extractText, getDocumentProxy } from 'unpdf'

/** The words of a PDF page by page, as Mozilla's reader finds them: not with the library that wrote it. */
export async function pagesOfPdf(bytes: Uint8Array): Promise<string[]> {
  const document = await getDocumentProxy(new Uint8Array(bytes))
  const { text } = await extractText(document, { mergePages: false })
  return text
}

export async function wordsOfPdf(bytes: Uint8Array): Promise<string> {
  return (await pagesOfPdf(bytes)).join('\n')
}
