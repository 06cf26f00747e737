import { expect, it } from 'vitest'
import { addDays, instantOf } from '../../../../../shared/time.ts'
import { newId } from '../../../platform/ids.ts'
import { places } from '../../../testing/actors.ts'
import { useDatabase } from '../../../testing/database.ts'
import { draft, hoursDay, hoursTown } from '../../../testing/hours-town.ts'
import { pagesOfPdf, wordsOfPdf } from '../../../testing/pdf.ts'
import { appendEntries } from '../../index.ts'
import { advanceCertificates } from '../advance.ts'
import type { PaperContent } from './content.ts'
import { drawPaper } from './draw.ts'

const database = await useDatabase()
const { db, raw } = database
const town = hoursTown(database)
const { community } = places
/** Readers put spaces where pieces of text meet. */
const tight = (text: string) => text.replaceAll(/\s/g, '')

const paper: PaperContent = {
  number: '2026-9AT0R8ND-7K3M9QXT',
  isProof: true,
  name: '陈静',
  volunteerNumber: '10000001',
  idNumberShown: '3****************2',
  from: '2026-01-01',
  to: '2026-11-21',
  automaticMinutes: 90,
  addedMinutes: 0,
  lines: [
    { day: '2026-11-21', title: '送晚饭', content: '陪着说话', basis: 'automatic', minutes: 90, isCorrected: false },
  ],
  unitName: '梅园社区居民委员会',
  personInCharge: '李敏',
  handler: '赵雨桐',
  contactPhone: '0510-80001111',
  issuedOn: '2026-11-29',
  checkAddress: 'https://linlitong.test/records/certificate/index?number=2026-9AT0R8ND-7K3M9QXT',
}

it('says field by field what an independent recount of the ledger gives, over as many pages as it needs', async () => {
  const { residentId } = town.cast.daughter.person
  await raw(`update volunteer set id_number_shown = '3****************2' where resident_id = ?`, [residentId])
  await raw(
    `insert into volunteer_setting (community_id, settings, version, changed_by_name, changed_at) values
     (?, '{"isRecordingUnit":true,"unitName":"梅园社区居委会","personInCharge":"李敏","handler":"赵雨桐","contactPhone":"0510-80001111"}', 1, '赵雨桐', now())`,
    [community],
  )
  await town.attended()
  const days = Array.from({ length: 70 }, (_, index) => addDays(hoursDay, -index))
  await appendEntries(
    db,
    community,
    days.map((day, index) =>
      draft(residentId, { service_day: day, minutes: 30 + index * 7, content: `第 ${index} 回` }),
    ),
  )
  await appendEntries(db, community, [
    draft(residentId, { kind: 'correction', corrects_seq: 5, minutes: -30, service_day: days[3] ?? hoursDay }),
  ])
  const request = { id: newId(), from: null, to: null, showsName: true, replacesId: null }
  const { certificateId, number } = await town.ok(town.cast.daughter, 'records.askCertificate', request)
  await town.at(instantOf('2026-11-29', '00:05'))
  await advanceCertificates(db, [community], town.clock.now)
  const { base64, fileName } = await town.ok(town.cast.daughter, 'records.certificateFile', {
    communityId: community,
    certificateId,
  })
  expect(fileName).toBe(`${number}.pdf`)
  const pages = (await pagesOfPdf(Buffer.from(base64, 'base64'))).map(tight)
  expect(pages.length).toBeGreaterThan(2)
  const words = pages.join('')
  const [sum] = await raw(
    `select cast(sum(minutes) as signed) as minutes, cast(sum(if(basis = 'automatic', minutes, 0)) as signed) as automatic,
            cast(sum(if(kind = 'service', 1, 0)) as signed) as services
     from hours_entry where resident_id = ?`,
    [residentId],
  )
  const hours = (minutes: number) => (Math.round(minutes / 6) / 10).toFixed(1)
  const [minutes, automatic] = [Number(sum?.['minutes']), Number(sum?.['automatic'])]
  for (const field of [
    '志愿服务证明',
    `编号${number}`,
    '姓名陈静',
    '身份证件号码3****************2',
    `服务次数${Number(sum?.['services'])}次`,
    `签到时长${hours(automatic)}小时`,
    `补录时长${hours(minutes - automatic)}小时`,
    `合计${hours(minutes)}小时（${minutes}分钟）`,
    `服务期间${addDays(hoursDay, -69).replaceAll('-', '.')}至2026.11.21`,
    '记录单位梅园社区居委会',
    '负责人李敏',
    '经办人赵雨桐',
    '联系电话0510-80001111',
    '出具日期2026年11月29日',
    '免费出具',
    '盖章处',
  ]) {
    expect(words).toContain(field)
  }
  const lines = await raw(
    `select date_format(s.service_day, '%Y-%m-%d') as day, s.title, s.content, s.basis, count(c.seq) as corrections,
            cast(s.minutes + coalesce(sum(c.minutes), 0) as signed) as minutes
     from hours_entry s left join hours_entry c on c.resident_id = s.resident_id and c.corrects_seq = s.seq
     where s.resident_id = ? and s.kind = 'service' group by s.seq, s.service_day, s.title, s.content, s.basis, s.minutes`,
    [residentId],
  )
  expect(lines).toHaveLength(71)
  for (const { day, title, content, basis, corrections, minutes: own } of lines) {
    const way = `${basis === 'automatic' ? '签到' : '补录'}${Number(corrections) > 0 ? '，已更正' : ''}`
    expect(words).toContain(tight(`${String(day)}${String(title)}·${String(content)}${way}${hours(Number(own))}`))
  }
  for (const [index, text] of pages.entries()) expect(text).toContain(`第${index + 1}页，共${pages.length}页`)
})

it('carries every font it uses, and none of the reader’s machine', async () => {
  const file = (await drawPaper(paper)).toString('latin1')
  const fonts = file.match(/\/BaseFont \/[\w+-]+/g) ?? []
  expect(fonts.length).toBeGreaterThan(0)
  expect(fonts.filter((font) => !/\/BaseFont \/[A-Z]{6}\+NotoSerifSC-(?:Regular|Bold)$/.test(font))).toEqual([])
  const embedded = file.match(/\/FontFile[23] /g) ?? []
  expect(embedded.length).toBe((file.match(/\/Type \/FontDescriptor/g) ?? []).length)
  expect(file.length).toBeLessThan(200_000)
})

it('is the same file whenever it is asked for', async () => {
  expect((await drawPaper(paper)).equals(await drawPaper(paper))).toBe(true)
})

it('is called a record, and says what it is not, where the community is no recording unit', async () => {
  const words = tight(await wordsOfPdf(await drawPaper({ ...paper, isProof: false })))
  expect(words).toContain('平台服务记录')
  expect(words).toContain('不是《志愿服务记录与证明出具办法（试行）》')
  expect(words).not.toContain('志愿服务证明')
})

it.each(['喆', '堃', '䶮', '𬭚', '阿依古丽·买买提'])('prints %s of a name', async (name) => {
  expect(tight(await wordsOfPdf(await drawPaper({ ...paper, name })))).toContain(`姓名${name}`)
})

it('never loses a character in silence: what the font does not hold is marked and named', async () => {
  const words = tight(await wordsOfPdf(await drawPaper({ ...paper, name: '欧阳𪚥' })))
  expect(words).toContain('姓名欧阳〓')
  expect(words).toContain('U+2A6A5')
})

it('has no code where nobody said where the pages are, and says how to check it', async () => {
  const words = tight(await wordsOfPdf(await drawPaper({ ...paper, checkAddress: undefined })))
  expect(words).toContain('在邻里通里按编号核对')
  expect(words).not.toContain('扫码核对真伪')
})
