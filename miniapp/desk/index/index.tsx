import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { useMe } from '../../client/session.ts'
import { Page } from '../../ui/page.tsx'
import { isSignedOut } from '../../ui/sign-in-first.tsx'
import { QueryView } from '../../ui/states.tsx'
import { ToastHost } from '../../ui/toast.tsx'
import { useActs } from '../acts.tsx'
import { NarrowBar, NarrowDesk } from '../narrow.tsx'
import { mayAct } from '../call-acts.ts'
import { MoreSheet } from '../more.tsx'
import { useToday } from '../today.tsx'
import { useAlarm } from '../use-alarm.ts'
import { useDesk } from '../use-desk.ts'
import { useWide } from '../use-wide.ts'
import { WideDesk } from '../wide.tsx'

export default function DeskPage() {
  const desk = useDesk()
  const acts = useActs(desk)
  const me = useMe()
  const isWide = useWide()
  const today = useToday()
  const [isMore, setMore] = useState(false)
  const ringing = desk.calls.find(({ ringsForMe }) => ringsForMe)
  const bell = useAlarm(ringing !== undefined)
  useFlashingTitle(ringing?.residentName)
  useKeys(desk, acts, isMore)
  const props = { desk, acts, bell, today, onMore: () => setMore(true) }
  const sheets = (
    <>
      {acts.sheet}
      {isMore ? <MoreSheet today={today} onClose={() => setMore(false)} /> : null}
    </>
  )

  if (isWide && desk.query.data && !isSignedOut(desk.query.error)) {
    return (
      <View className="page page--wide desk">
        <WideDesk {...props} data={desk.query.data} me={me} />
        {sheets}
        <ToastHost />
      </View>
    )
  }
  return (
    <Page
      title="值守台"
      help={false}
      wide={isWide && !isSignedOut(desk.query.error)}
      bottom={<NarrowBar desk={desk} acts={acts} />}
    >
      <QueryView query={desk.query} rows={4}>
        {(data) => <NarrowDesk {...props} data={data} />}
      </QueryView>
      {sheets}
    </Page>
  )
}

/** In the browser's tab too: the alarm that no setting can silence. */
function useFlashingTitle(name: string | undefined) {
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5' || name === undefined) return undefined
    const calm = document.title
    let isRed = false
    const timer = setInterval(() => {
      isRed = !isRed
      document.title = isRed ? `【求助】${name}` : calm
    }, 800)
    return () => {
      clearInterval(timer)
      document.title = calm
    }
  }, [name])
}

/** ↑ ↓ choose, Enter opens, A answers: only at a computer, and not while something is being typed. */
function useKeys(desk: ReturnType<typeof useDesk>, acts: ReturnType<typeof useActs>, isMore: boolean) {
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5') return undefined
    const press = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLInputElement
      if (isTyping || acts.isAsking || isMore || event.ctrlKey || event.metaKey || event.altKey) return
      const { selected } = desk
      if (event.key === 'ArrowDown') desk.chooseNext(1)
      else if (event.key === 'ArrowUp') desk.chooseNext(-1)
      else if (event.key === 'Enter' && selected && !(event.target instanceof HTMLButtonElement))
        desk.choose(selected.callId)
      else if (event.key.toLowerCase() === 'a' && selected && mayAct(selected, 'acknowledge'))
        acts.run('acknowledge', selected)
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  })
}
