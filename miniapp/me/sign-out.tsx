import { useState } from 'react'
import { openTab } from '../client/navigate.ts'
import { session } from '../client/session.ts'
import { useCommand } from '../client/use-command.ts'
import { Btn } from '../ui/btn.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Notice } from '../ui/states.tsx'

/** Signing out is asked once more: afterwards this phone does not know for whom help is pressed. */
export function SignOut() {
  const [isAsking, setAsking] = useState(false)
  const signOut = useCommand('people.signOut')
  async function leave() {
    const answer = await signOut.run({})
    if (answer?.ok !== true) return
    session.leave()
    openTab('home/index')
  }
  return (
    <>
      <Btn text="退出登录" kind="plain" wide onPress={() => setAsking(true)} />
      {isAsking ? (
        <Sheet
          title="退出登录？"
          line="退出后，按求助只能打电话，社区不知道是您。回来点一下登录就行。"
          onClose={() => setAsking(false)}
        >
          {signOut.error === undefined ? null : <Notice kind="warn" text={signOut.error.message} />}
          <Btn
            text="退出登录"
            kind="danger"
            size="l"
            wide
            isBusy={signOut.isBusy}
            busyText="正在退出"
            onPress={() => void leave()}
          />
          <Btn text="先不退" kind="plain" wide onPress={() => setAsking(false)} />
        </Sheet>
      ) : null}
    </>
  )
}
