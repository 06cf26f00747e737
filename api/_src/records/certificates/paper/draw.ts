import { encode } from 'uqr'
import { hoursText } from '../../../../../shared/records/hours.ts'
import { instantOf } from '../../../../../shared/time.ts'
import type { PaperContent, PaperLine } from './content.ts'
import { paperFonts } from './fonts.ts'
import { colour, foot, page, Sheet, textWidth } from './sheet.ts'
import { basisWords, longDay, notesOf, titleOf } from './words.ts'

const right = page.width - page.right
/** Where the columns of the list begin: day, what was done, way of recording, hours. */
const column = { day: page.left + 8, content: page.left + 92, basis: right - 148, hours: right - 76 }
const contentWidth = column.basis - column.content - 14
const hoursWidth = 68

/** The certificate as a PDF of A4 pages. */
export async function drawPaper(paper: PaperContent): Promise<Buffer> {
  const title = titleOf(paper.isProof)
  const sheet = new Sheet(await paperFonts(), {
    title: `${title} ${paper.number}`,
    issuedAt: instantOf(paper.issuedOn),
  })
  let y = drawHead(sheet, paper, title)
  y = drawFacts(sheet, paper, y)
  y = drawLines(sheet, paper, y)
  drawEnd(sheet, paper, y)
  drawFeet(sheet, paper, title)
  return sheet.bytes()
}

function drawHead(sheet: Sheet, paper: PaperContent, title: string): number {
  sheet.box(page.left, page.top, textWidth, 3, colour.primary)
  sheet.text(paper.unitName, page.left, page.top + 14, { size: 10, colour: colour.muted, width: textWidth / 2 })
  const numbered = `编号 ${paper.number}`
  sheet.text(numbered, page.left, page.top + 14, { size: 10, colour: colour.muted, align: 'right' })
  const titleAt = page.top + 58
  sheet.text(title, page.left, titleAt, { size: 28, bold: true, align: 'center', spacing: 6 })
  const y = titleAt + 66
  return y + sheet.text(sentenceOf(paper), page.left, y, { size: 12, lineGap: 9 }) + 14
}

function sentenceOf(paper: PaperContent): string {
  const { name, volunteerNumber, lines } = paper
  const hours = hoursText(paper.automaticMinutes + paper.addedMinutes)
  const begin = paper.isProof ? '兹证明' : '据本平台记录，'
  const end = paper.isProof ? '特此证明。' : '特此说明。'
  return (
    `　　${begin}${name}（志愿者编号 ${volunteerNumber}）自 ${longDay(paper.from)}至 ${longDay(paper.to)}，` +
    `参加志愿服务 ${lines.length} 次，服务时长共 ${hours} 小时。${end}`
  )
}

function drawFacts(sheet: Sheet, paper: PaperContent, top: number): number {
  const total = paper.automaticMinutes + paper.addedMinutes
  const rows: [string, string, string, string][] = [
    ['姓名', paper.name, '志愿者编号', paper.volunteerNumber],
    ['身份证件号码', paper.idNumberShown, '服务次数', `${paper.lines.length} 次`],
    ['签到时长', `${hoursText(paper.automaticMinutes)} 小时`, '补录时长', `${hoursText(paper.addedMinutes)} 小时`],
    ['合计', `${hoursText(total)} 小时（${total} 分钟）`, '服务期间', `${dotted(paper.from)} 至 ${dotted(paper.to)}`],
  ]
  const half = textWidth / 2
  const height = 29
  let y = top
  sheet.rule(y, { weight: 1, stroke: colour.ink })
  for (const row of rows) {
    for (const [index, offset] of [0, half].entries()) {
      const [label, value] = [row[index * 2] ?? '', row[index * 2 + 1] ?? '']
      const x = page.left + offset + 8
      sheet.text(label, x, y + 8, { size: 10, colour: colour.muted, width: 76 })
      const isTotal = label === '合计'
      sheet.text(value, x + 76, y + 7, { size: 11, bold: isTotal, width: half - 88 })
    }
    y += height
    sheet.rule(y)
  }
  return y + 24
}

const dotted = (day: string) => day.replaceAll('-', '.')

function drawLinesHead(sheet: Sheet, y: number): number {
  const style = { size: 10, colour: colour.muted }
  sheet.box(page.left, y, textWidth, 24, colour.faint)
  sheet.text('日期', column.day, y + 5, { ...style, width: 80 })
  sheet.text('服务内容', column.content, y + 5, { ...style, width: contentWidth })
  sheet.text('记录方式', column.basis, y + 5, { ...style, width: 70 })
  sheet.text('时长（小时）', column.hours, y + 5, { ...style, width: hoursWidth, align: 'right' })
  return y + 24
}

function drawLines(sheet: Sheet, { lines }: PaperContent, top: number): number {
  sheet.text('服务记录', page.left, top, { size: 13, bold: true })
  let y = drawLinesHead(sheet, top + 26)
  for (const line of lines) {
    const height = heightOfLine(sheet, line)
    if (y + height > foot) {
      sheet.doc.addPage()
      y = drawLinesHead(sheet, page.top)
    }
    drawLine(sheet, line, y)
    y += height
    sheet.rule(y)
  }
  return y
}

const wordsOf = ({ title, content }: PaperLine) =>
  content === '' || content === title ? title : `${title} · ${content}`
const wayOf = ({ basis, isCorrected }: PaperLine) => (isCorrected ? `${basisWords[basis]}，已更正` : basisWords[basis])
const contentStyle = { size: 10.5, width: contentWidth, lineGap: 2 }
const wayStyle = { size: 9.5, width: 70, lineGap: 2, colour: colour.muted }

function heightOfLine(sheet: Sheet, line: PaperLine): number {
  return Math.max(sheet.heightOf(wordsOf(line), contentStyle), sheet.heightOf(wayOf(line), wayStyle)) + 11
}

function drawLine(sheet: Sheet, line: PaperLine, y: number): void {
  sheet.text(line.day, column.day, y + 6, { size: 10.5, width: 80 })
  sheet.text(wordsOf(line), column.content, y + 6, contentStyle)
  sheet.text(wayOf(line), column.basis, y + 6.5, wayStyle)
  sheet.text(hoursText(line.minutes), column.hours, y + 6, { size: 10.5, width: hoursWidth, align: 'right' })
}

/** What must stand together: who answers for it, the place of the seal, and how to check it. */
const endHeight = 196

function drawEnd(sheet: Sheet, paper: PaperContent, from: number): void {
  let top = from + 26
  if (top + endHeight > foot) {
    sheet.doc.addPage()
    top = page.top
  }
  const facts = [
    ['记录单位', paper.unitName],
    ['负责人', paper.personInCharge],
    ['经办人', paper.handler],
    ['联系电话', paper.contactPhone],
    ['出具日期', longDay(paper.issuedOn)],
  ]
  let y = top
  for (const [label = '', value = ''] of facts) {
    sheet.text(label, page.left, y, { size: 10.5, colour: colour.muted, width: 66 })
    y += Math.max(17, sheet.text(value === '' ? '—' : value, page.left + 66, y, { size: 10.5, width: 160 })) + 6
  }
  drawSealPlace(sheet, page.left + 246, top)
  drawCode(sheet, paper, top)
  y = Math.max(y, top + 124) + 10
  for (const note of endNotes(sheet, paper)) {
    y += sheet.text(note, page.left, y, { size: 8.5, colour: colour.muted, lineGap: 2 }) + 2
  }
}

function endNotes(sheet: Sheet, paper: PaperContent): string[] {
  const notes = notesOf(paper.isProof)
  const missing = [...sheet.missing].map((letter) => `U+${letter.codePointAt(0)?.toString(16).toUpperCase()}`)
  if (missing.length > 0) notes.push(`〓 处是字库里没有的字（${missing.join('、')}），请经办人手写补上并盖章。`)
  return notes
}

function drawSealPlace(sheet: Sheet, x: number, y: number): void {
  const size = 100
  const { doc } = sheet
  doc.save().circle(x + size / 2, y + size / 2, size / 2)
  doc.dash(3, { space: 3 }).lineWidth(0.7).strokeColor(colour.line).stroke().undash().restore()
  sheet.text('盖章处', x, y + size / 2 - 8, { size: 10, colour: colour.muted, width: size, align: 'center' })
}

function drawCode(sheet: Sheet, { checkAddress }: PaperContent, top: number): void {
  const size = 92
  const x = right - size
  if (checkAddress !== undefined) drawSquares(sheet, checkAddress, x, top, size)
  const words = checkAddress === undefined ? '在邻里通里按编号核对' : '扫码核对真伪'
  const y = checkAddress === undefined ? top + size / 2 - 8 : top + size + 7
  sheet.text(words, x - 14, y, { size: 9, colour: colour.muted, width: size + 28, align: 'center' })
}

function drawSquares(sheet: Sheet, text: string, x: number, y: number, size: number): void {
  const { data, size: count } = encode(text, { ecc: 'M', border: 0 })
  const side = size / count
  for (const [row, cells] of data.entries()) {
    for (const [index, isDark] of cells.entries()) {
      if (isDark) sheet.doc.rect(x + index * side, y + row * side, side, side)
    }
  }
  sheet.doc.fill(colour.ink)
}

function drawFeet(sheet: Sheet, { number, isProof }: PaperContent, title: string): void {
  const { count } = sheet.doc.bufferedPageRange()
  for (let index = 0; index < count; index += 1) {
    sheet.doc.switchToPage(index)
    const y = page.height - 50
    sheet.rule(y)
    const style = { size: 8.5, colour: colour.muted }
    sheet.text(`${title} ${number}`, page.left, y + 8, style)
    sheet.text(isProof ? '免费出具' : '免费提供', page.left, y + 8, { ...style, align: 'center' })
    sheet.text(`第 ${index + 1} 页，共 ${count} 页`, page.left, y + 8, { ...style, align: 'right' })
  }
}
