import Taro from '@tarojs/taro'
import { Text, View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { attachmentLimits, longestVoiceSeconds } from '../../shared/help/attachments.ts'
import type { Attachment } from '../../shared/help/attachments-contract.ts'
import type { HelpCall } from '../../shared/help/contract.ts'
import type { LocalFile, NoFile } from '../client/local-file.ts'
import { choosePhoto } from '../client/photo.ts'
import { record, type Recording } from '../client/recorder.ts'
import { useQuery } from '../client/use-query.ts'
import { browserRefusal, fileWords, noFileWords, timerWords } from '../text/attachments.ts'
import { Btn } from '../ui/btn.tsx'
import { Icon } from '../ui/icon.tsx'
import { Card } from '../ui/layout.tsx'
import { Picture } from '../ui/picture.tsx'
import { Say } from '../ui/say.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Notice } from '../ui/states.tsx'
import { say } from '../ui/toast.tsx'
import { SentFiles } from './sent-files.tsx'
import { useAttach, type Sending } from './use-attach.ts'

/**
 * A voice note and a photo for a call that is already on its way: tap to speak, tap when done (nothing to hold down).
 * Microphone and camera are asked for only then. Shown while the call is open.
 */
export function Attach({ call }: { call: Pick<HelpCall, 'communityId' | 'callId' | 'events'> }) {
  const ref = { communityId: call.communityId, callId: call.callId }
  const attached = call.events.filter(({ kind }) => kind === 'attached').length
  const kept = useQuery('help.attachments', attached > 0 ? ref : undefined)
  const [fresh, setFresh] = useState<readonly Attachment[] | undefined>(undefined)
  const { sending, send, retry, giveUp } = useAttach(ref, (attachments) => {
    setFresh(attachments)
    say('社区收到了')
  })
  const [recording, setRecording] = useState<Recording | undefined>(undefined)
  const [problem, setProblem] = useState<{ kind: LocalFile['kind']; why: 'refused' | 'unable' } | undefined>(undefined)
  const current = useRef<Recording | undefined>(undefined)
  // Whoever leaves the page does not go on being recorded.
  useEffect(() => () => current.current?.drop(), [])
  // Somebody else may have added something.
  const known = useRef(attached)
  useEffect(() => {
    if (known.current === attached) return
    known.current = attached
    kept.refresh()
  })

  const sent = newest(fresh, kept.data?.attachments)
  const room = (kind: LocalFile['kind']) =>
    sent.filter((file) => file.kind === kind).length < attachmentLimits[kind].mostFiles
  const isBusy = sending !== undefined || recording !== undefined

  function take(kind: LocalFile['kind'], outcome: LocalFile | NoFile) {
    if (typeof outcome !== 'string') return send(outcome)
    if (outcome !== 'cancelled') setProblem({ kind, why: outcome })
  }

  async function speak() {
    setProblem(undefined)
    const started = await record(longestVoiceSeconds)
    if (typeof started === 'string') return take('voice', started)
    current.current = started
    setRecording(started)
    const outcome = await started.done
    current.current = undefined
    setRecording(undefined)
    take('voice', outcome)
  }

  async function photograph() {
    setProblem(undefined)
    take('photo', await choosePhoto())
  }

  return (
    <Card pad className="col g3">
      <View>
        <View className="t-title">
          <Text>还想告诉他们</Text>
        </View>
        <View className="quiet say">
          <Say>不说也行，人照样来。</Say>
        </View>
      </View>
      <SentFiles call={ref} files={sent} />
      {sending ? <Progress sending={sending} onRetry={retry} onGiveUp={giveUp} /> : null}
      {problem ? <Problem kind={problem.kind} why={problem.why} /> : null}
      {recording ? <Talk recording={recording} /> : null}
      {isBusy ? null : (
        <View className="files__acts">
          {room('voice') ? <Btn text="说几句" size="l" wide icon="mic" onPress={() => void speak()} /> : null}
          {room('photo') ? <Btn text="拍张照片" size="l" wide icon="camera" onPress={() => void photograph()} /> : null}
        </View>
      )}
    </Card>
  )
}

/** The later list holds what the earlier one holds, and more. */
function newest(fresh: readonly Attachment[] | undefined, kept: readonly Attachment[] | undefined) {
  const [one, other] = [fresh ?? [], kept ?? []]
  return one.length > other.length ? one : other
}

/** Before the end of the minute it says how long is left. */
const secondsWarned = 10

function Talk({ recording }: { recording: Recording }) {
  const [since] = useState(() => Date.now())
  const [now, setNow] = useState(since)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [])
  const seconds = Math.min(longestVoiceSeconds, Math.floor((now - since) / 1000))
  const left = longestVoiceSeconds - seconds
  // Over the page, so that the button that ends it is in sight whatever the size of the letters. Only a button ends it.
  return (
    <Sheet title={left <= secondsWarned ? `还能说 ${left} 秒` : '正在录，慢慢说'} onClose={() => undefined}>
      <View className="files__talk">
        <View className="files__dot" />
        <View className="files__timer num" {...(process.env.TARO_ENV === 'h5' ? { role: 'timer' } : {})}>
          <Text>{timerWords(seconds)}</Text>
        </View>
      </View>
      <Btn text="说完了，发出去" kind="primary" size="xl" wide onPress={recording.stop} />
      <Btn text="不要了" kind="plain" wide onPress={recording.drop} />
    </Sheet>
  )
}

function Progress({ sending, onRetry, onGiveUp }: { sending: Sending; onRetry: () => void; onGiveUp: () => void }) {
  const { file, part, failed } = sending
  const what = fileWords(file.kind, file.seconds)
  const percent = Math.round((part ?? (failed ? 0 : 1)) * 100)
  const state = failed ? '没有发出去' : part === undefined || part >= 1 ? '快好了' : `正在发，${percent}%`
  return (
    <View className="col g2">
      <View className="flex g3">
        {file.kind === 'photo' ? (
          <Picture className="files__thumb" src={file.path} words="要发的照片" />
        ) : (
          <View className="files__lead">
            <Icon name="mic" />
          </View>
        )}
        <View className="grow">
          <View>
            <Text>{what}</Text>
          </View>
          <View className="quiet t-small num" {...(process.env.TARO_ENV === 'h5' ? { role: 'status' } : {})}>
            <Text>{state}</Text>
          </View>
        </View>
      </View>
      {failed ? (
        <>
          <Notice kind="warn" text={failed.message} />
          {failed.mayRetry ? <Btn text="再发一次" kind="primary" wide icon="refresh-cw" onPress={onRetry} /> : null}
          <Btn text={failed.mayRetry ? '不发了' : '知道了'} kind="plain" wide onPress={onGiveUp} />
        </>
      ) : (
        <View className="files__bar">
          <View className="files__part" style={{ width: `${percent}%` }} />
        </View>
      )}
    </View>
  )
}

function Problem({ kind, why }: { kind: LocalFile['kind']; why: 'refused' | 'unable' }) {
  const isBrowser = process.env.TARO_ENV === 'h5'
  const words = isBrowser && kind === 'voice' && why === 'refused' ? browserRefusal : noFileWords[kind][why]
  return (
    <View className="col g2">
      <Notice kind="warn" text={words} />
      {why === 'refused' && !isBrowser ? (
        <Btn text="打开设置" wide icon="settings" onPress={() => void Taro.openSetting().catch(() => undefined)} />
      ) : null}
    </View>
  )
}
