import { expect, test } from 'vitest'
import { photoWithPlace, voiceMp3 } from '../../../api/_src/testing/bucket.ts'
import { openTown } from '../town.ts'
import { phonesOf } from './visit.ts'
import { fail, succeed, type CallbackOptions } from './wechat-objects.ts'

const town = await openTown()
const phoneOf = phonesOf(town)

/** What is on the phone's disk. */
const local: Record<string, Uint8Array<ArrayBuffer>> = {
  'wxfile://tmp/voice.mp3': voiceMp3(),
  'wxfile://tmp/photo.jpg': photoWithPlace(),
}

interface UploadOptions extends CallbackOptions {
  url: string
  filePath: string
  name: string
  formData: Record<string, string>
}

/** WeChat's microphone, camera and upload: the upload is a real multipart POST. */
function senses(heard: { mayListen: boolean; lost: number; stop?: (value: object) => void }) {
  const recorder = {
    onStop: (work: (value: object) => void) => (heard.stop = work),
    onError() {},
    start() {},
    stop: () => heard.stop?.({ tempFilePath: 'wxfile://tmp/voice.mp3', fileSize: 4000, duration: 12_400 }),
  }
  return {
    authorize: (o: unknown) =>
      heard.mayListen ? succeed(o as CallbackOptions, {}) : fail(o as CallbackOptions, 'authorize:fail auth deny'),
    getRecorderManager: () => recorder,
    chooseMedia: (o: unknown) => {
      const size = local['wxfile://tmp/photo.jpg']?.length
      return succeed(o as CallbackOptions, { tempFiles: [{ tempFilePath: 'wxfile://tmp/photo.jpg', size }] })
    },
    getImageInfo: (o: unknown) => succeed(o as CallbackOptions, { type: 'jpeg', width: 1, height: 1 }),
    uploadFile: (given: unknown) => {
      const options = given as UploadOptions
      if (heard.lost > 0) {
        heard.lost -= 1
        void fail(options, 'uploadFile:fail timeout')
      } else void upload(options)
      return { abort() {}, onProgressUpdate() {}, offProgressUpdate() {} }
    },
  }
}

async function upload(options: UploadOptions) {
  const body = new FormData()
  for (const [name, value] of Object.entries(options.formData)) body.append(name, value)
  body.append(options.name, new Blob([local[options.filePath] ?? new Uint8Array()]))
  const { status } = await fetch(options.url, { method: 'POST', body })
  void succeed(options, { statusCode: status, data: '' })
}

const filesOf = (name: string) =>
  town.rows(
    `select f.kind, f.status, f.seconds, f.content_type from file f join help_call c
     on c.community_id = f.community_id and c.id = f.owner_id where c.resident_name = ? order by f.requested_at`,
    [name],
  )

test('somebody who waits says a few words and sends a photo; the worker hears and sees them', async () => {
  const heard = { mayListen: false, lost: 0 }
  const elder = await phoneOf('王秀英', { wx: senses(heard) })
  await elder.waitForText('梅园社区')
  expect(elder.callsOf('authorize')).toEqual([])
  await elder.press('求助')
  await elder.waitForText('已送达社区收到了')

  // Refused: nothing is lost, and there is a way out.
  await elder.press('说几句')
  await elder.waitForText('手机没让用话筒')
  await elder.press('打开设置')
  expect(elder.callsOf('openSetting')).toHaveLength(1)
  heard.mayListen = true

  await elder.press('说几句')
  await elder.waitForText('正在录，慢慢说')
  await elder.press('说完了，发出去')
  await expect
    .poll(() => filesOf('王秀英'))
    .toMatchObject([{ kind: 'voice', status: 'stored', seconds: 12, content_type: 'audio/mpeg' }])
  await elder.waitForText('12 秒的话')

  // Lost on the way: once more is the same photo.
  heard.lost = 1
  await elder.press('拍张照片')
  await elder.waitForText('没有发出去')
  await elder.press('再发一次')
  await expect
    .poll(async () => (await filesOf('王秀英')).map(({ kind, status }) => `${kind} ${status}`))
    .toEqual(['voice stored', 'photo stored'])

  const played: string[] = []
  const sound = {
    play() {},
    stop() {},
    destroy() {},
    onError() {},
    onEnded() {},
    set src(address: string) {
      played.push(address)
    },
  }
  const worker = await phoneOf('李敏', { wx: { createInnerAudioContext: () => sound } })
  await worker.press('我的')
  await worker.press('求助工作台')
  await worker.waitForText('12 秒的话')
  await worker.press(/^12 秒的话.*听$/)
  await worker.waitFor('the note to play', () => played.some((address) => address.includes('/kept/')))
  const [address = ''] = played.filter((one) => one.includes('/kept/'))
  expect(new Uint8Array(await (await fetch(address)).arrayBuffer())).toEqual(voiceMp3())
  const looks = await town.rows(`select purpose from access_log where purpose = 'call_file' and at >= ?`, [
    town.openedAt,
  ])
  expect(looks).toHaveLength(1)
  await elder.press('我没事，按错了')
  await elder.press('我没事，按错了')
})
